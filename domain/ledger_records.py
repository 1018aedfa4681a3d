"""What is an entry of a group's book: its lines, its day, who wrote it, and its place in the chain?

Records only; what must be true of them stands in domain/ledger.py, what they become in domain/ledger_chain.py.
"""

from datetime import UTC, date, datetime
from enum import StrEnum

from domain.accounts import DEBIT, Account
from domain.money import Rupiah
from domain.records import dataclass
from domain.zones import local_date

AMOUNT_MAX = 10**15
"""In rupiah, of a line and of a balance: more is a slip of the thumb, and 9,000 such lines still fit into 2^63."""
LINES_MAX = 130
"""An entry's lines: two for each of sixty members, and some."""
NOTE_CHARS_MAX = 300
KEY_CHARS_MAX = 200
FIRST_DAY = date(2000, 1, 1)
"""An older day is a mistyped year."""


class EntryKind(StrEnum):
    """Why an entry was written. The value stands in the chain and never changes."""

    OPENING = "opening"
    SAVING = "saving"
    WITHDRAWAL = "withdrawal"
    COST = "cost"
    INCOME = "income"
    COUNT = "count"  # the difference found at a cash count
    TRANSFER = "transfer"  # between cash, bank and wallet
    REVERSAL = "reversal"
    LOAN = "loan"
    REPAYMENT = "repayment"
    SHARE = "share"
    YEAR_END = "year_end"
    DRAW = "draw"  # an arisan's pot becomes hers who was drawn


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an entry. side: DEBIT or CREDIT. member: whose it is, where the account is kept per member."""

    account: Account
    side: int
    amount: Rupiah
    member: int | None = None

    @property
    def signed(self) -> int:
        """The amount, below zero on the credit side."""
        return self.side * self.amount


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An entry before it has a number. by, second, member: numbers of members. reverses: the entry it takes back."""

    kind: EntryKind
    day: date
    lines: tuple[Line, ...]
    by: int
    member: int | None = None
    meeting: int | None = None
    reverses: int | None = None
    second: int | None = None
    note: str = ""

    @property
    def month(self) -> int:
        """The month its day is in, as a number (`month_of`)."""
        return month_of(self.day)


@dataclass(frozen=True, kw_only=True)
class Entry(Draft):
    """An entry as it stands in the book. note is "" here: db/ledger.py opens it on demand (`open_note`)."""

    group_id: int
    number: int
    note_hash: bytes
    key_hash: bytes
    input_hash: bytes
    previous: bytes
    hash: bytes
    made_ms: int

    @property
    def amount(self) -> Rupiah:
        """What it moves: the sum of its debit side."""
        return Rupiah(sum(line.amount for line in self.lines if line.side == DEBIT))


@dataclass(frozen=True, kw_only=True)
class Closing:
    """A closed month. entry, head: the end of the chain when it was closed. by, second: numbers of members."""

    month: int
    entry: int
    by: int
    second: int | None
    closed_ms: int
    head: bytes


@dataclass(frozen=True, kw_only=True)
class Published:
    """A head that the group was shown. number: of the last entry in it. code: its eight digits."""

    number: int
    meeting: int | None
    head: bytes
    code: str
    published_ms: int
    row_hash: bytes


class BrokenDraft(ValueError):
    """The program made an entry that cannot be: a mistake of ours, never of hers."""


def month_of(day: date) -> int:
    """The month as one number that rises by one: year * 12 + month - 1."""
    return day.year * 12 + day.month - 1


def day_of(moment_ms: int, zone: str) -> date:
    """The day it was in the zone at this moment."""
    return local_date(datetime.fromtimestamp(moment_ms / 1000, UTC), zone)


def first_day_of(month: int) -> date:
    """The first day of the month with this number."""
    return date(month // 12, month % 12 + 1, 1)
