"""What a meeting of the group goes through, and what its cash count comes to.

A meeting is a record with a step: whoever keeps the book goes on where it is, on whatever phone. Nothing here blocks
closing: what is not known yet is written down as not known.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Refusal

# A list of 60 women with stamps of a messenger; a journal holds 64 kB.
LIST_CHARS_MAX = 4_096

# A meeting that was forgotten may be written down later.
DAYS_BACK_MAX = 366

# Words that say that something written is to be another amount.
_WRONG = re.compile(
    r"\b(salah|slh|ralat|koreksi|revisi|harusnya|seharusnya|bukan|bkn|betulkan)\b", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Step(StrEnum):
    """Where a meeting is; in the order in which the women sit together (domain.md 3.4)."""

    ATTENDANCE = "attendance"
    SAVINGS = "savings"
    INSTALMENTS = "instalments"
    SOCIAL = "social"
    COSTS = "costs"
    CASH = "cash"
    CLOSING = "closing"


ORDER = tuple(Step)


# What is paid on a loan, as the reader of lists calls it (domain/reading/lists); beside the kinds of saving.
INSTALMENT = "angsuran"
# What she gives to the social fund of her own will, beside a loan without jasa or just so (domain.md 3.3).
INFAK = "infak"


class Status(StrEnum):
    """Whether a member came."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class Reason(StrEnum):
    """Why the money in the box is not what the book says. Nobody is to blame, and not knowing is an answer."""

    UNKNOWN = "unknown"
    CHANGE = "change"
    NOT_WRITTEN = "not_written"


class MeetingIsOpen(Refusal):
    """Another meeting of this group is still open; one is closed before the next begins."""

    code = "meeting_open"


class NoMeetingDay(Refusal):
    """A meeting is written down on its day or later, within a year."""

    code = "no_meeting_day"


class OutOfOrder(Refusal):
    """Before this the cash must be counted (domain.md 3.4: "cash count at each meeting")."""

    code = "cash_not_counted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """A meeting. counted, booked: the cash count, None before it. corrections: made by the treasurer alone, in it.

    reopened: how often it was opened again. photo_id: of the page of the paper book, None without.
    """

    number: int
    day: date
    is_open: bool
    step: Step
    counted: int | None = None
    booked: int | None = None
    reason: str = ""
    corrections: int = 0
    reopened: int = 0
    photo_id: int | None = None

    @property
    def difference(self) -> int:
        """What is in the box beyond the book; below zero what is missing. 0 before the count."""
        return 0 if self.counted is None or self.booked is None else self.counted - self.booked


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """Money in the box against the book."""

    counted: Rupiah
    booked: Rupiah

    @property
    def short(self) -> Rupiah:
        """What is missing, 0 if nothing is."""
        return Rupiah(max(0, self.booked - self.counted))

    @property
    def over(self) -> Rupiah:
        """What is too much, 0 if nothing is."""
        return Rupiah(max(0, self.counted - self.booked))

    @property
    def agrees(self) -> bool:
        """Whether box and book say the same."""
        return self.counted == self.booked


def after(step: Step) -> Step:
    """The step that follows; closing is the last."""
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]


def is_meeting_day(day: date, today: date) -> bool:
    """Whether a meeting of that day may be written down: what has not happened, or long ago, is a slip of the thumb."""
    return 0 <= (today - day).days <= DAYS_BACK_MAX


def check_day(day: date, today: date) -> None:
    """Raises NoMeetingDay."""
    if not is_meeting_day(day, today):
        raise NoMeetingDay


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What a list says that a member put in. kind: a SavingKind's value, INSTALMENT or INFAK.

    to_savings: what is more than her loan takes is kept for her as sukarela; else it is refused.
    """

    member: int
    kind: str
    amount: Rupiah
    to_savings: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A list beside what the book has of this meeting already.

    fresh: not written yet. known: written with the same amount. other: written with another amount (the list's one).
    """

    fresh: tuple[Written, ...]
    known: tuple[Written, ...]
    other: tuple[Written, ...]


def compare(listed: Iterable[Written], booked: Iterable[Written]) -> Compared:
    """What of a list is new: groups copy one list on and on, so the same line twice is one deposit.

    Two lines of one woman for one kind are added up before.
    """
    have = {(each.member, each.kind): each.amount for each in added_up(booked)}
    fresh: list[Written] = []
    known: list[Written] = []
    other: list[Written] = []
    for each in added_up(listed):
        amount = have.get((each.member, each.kind))
        (fresh if amount is None else known if amount == each.amount else other).append(each)
    return Compared(fresh=tuple(fresh), known=tuple(known), other=tuple(other))


def added_up(written: Iterable[Written]) -> tuple[Written, ...]:
    """One line for each member and kind, in their first order."""
    sums: dict[tuple[int, str], int] = {}
    for each in written:
        sums[each.member, each.kind] = sums.get((each.member, each.kind), 0) + each.amount
    return tuple(
        Written(member=member, kind=kind, amount=Rupiah(amount)) for (member, kind), amount in sums.items()
    )


def total_of(written: Iterable[Written]) -> Rupiah:
    """All of it together."""
    return Rupiah(sum(each.amount for each in written))


# -- what she typed -------------------------------------------------------------------------------------------------


def is_list(text: str) -> bool:
    """Several lines with an amount somewhere: what is copied out of a group."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and bool(_DIGIT.search(text)) and bool(_WORD.search(text))


def is_correction(text: str) -> bool:
    """ "Eh salah, Tati 20 bukan 10": one line, a word that takes back, a name and an amount."""
    one = len([line for line in text.splitlines() if line.strip()]) == 1
    return one and bool(_WRONG.search(text)) and bool(_DIGIT.search(text)) and len(_WORD.findall(text)) > 1


def is_line(text: str) -> bool:
    """Somebody and an amount, or "semua 10rb kecuali Imas"."""
    return bool(_DIGIT.search(text)) and bool(_WORD.search(text))
