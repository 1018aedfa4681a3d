"""What a group's year is as its yearly meeting looks at it: the records, and the balance sheet of its last day."""

import json
from collections.abc import Mapping
from datetime import date

from db.engine import Row
from db.groups import Group
from db.members import Member
from domain.accounts import Account, Nature
from domain.group_health import Health
from domain.group_rules import Rules
from domain.money import Rupiah
from domain.records import dataclass
from domain.year_end import End, read


@dataclass(frozen=True, kw_only=True, slots=True)
class Closed:
    """A year that is closed. first, last: the entries that did it, 0 for none. by, second: numbers of members."""

    end: End
    first: int
    last: int
    by: int
    second: int | None
    made_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a pengawas says of the year. right: it fits. since: entries of the year that were written after it."""

    member: int
    right: bool
    note: str
    since: int
    made_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanAtEnd:
    """A loan on the year's last day. number: of the loan. profile: by whose thresholds it is classed (for officers)."""

    member: int
    number: int
    outstanding: Rupiah
    overdue: Rupiah
    days: int
    profile: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance:
    """Women at the year's closed meetings, each meeting counted."""

    meetings: int
    present: int
    excused: int
    absent: int

    @property
    def awaited(self) -> int:
        """All of them."""
        return self.present + self.excused + self.absent


@dataclass(frozen=True, kw_only=True, slots=True)
class Neraca:
    """What the group has, what it owes, and what is its own, at the end of the year; both sides are equal.

    shu: what of all years is not shared yet, this one too, as it was on that day.
    """

    assets: Mapping[Account, Rupiah]
    liabilities: Mapping[Account, Rupiah]
    capital: Mapping[Account, Rupiah]
    shu: Rupiah

    @property
    def total(self) -> Rupiah:
        """Of either side."""
        return Rupiah(sum(self.assets.values()))


@dataclass(frozen=True, kw_only=True, slots=True)
class YearBook:
    """A year. day: its last one, or today while it runs. members: those who have left, too; everything is by number.

    end: as it was closed, or as it would be now. balances: on that day, in the normal direction. owed: pokok.
    left_out: who had a claim and has left. waiting: payouts on their way. disputes: open now, code and member.
    """

    group: Group
    year: int
    day: date
    over: bool
    rules: Rules
    members: tuple[Member, ...]
    end: End
    closed: Closed | None
    balances: Mapping[Account, Rupiah]
    savings: Mapping[int, Mapping[Account, Rupiah]]
    owed: Mapping[int, Rupiah]
    loans: tuple[LoanAtEnd, ...]
    attendance: Attendance
    health: Health
    left_out: tuple[int, ...]
    meeting_open: bool
    waiting: int
    disputes: tuple[tuple[str, int], ...]
    looks: tuple[Look, ...]

    @property
    def names(self) -> dict[int, str]:
        """How each member is called, by her number."""
        return {each.number: each.shown for each in self.members}

    @property
    def neraca(self) -> Neraca:
        """The balance sheet of its last day."""
        return neraca_of(self.balances)

    @property
    def missing_cash(self) -> Rupiah:
        """What the box lacked at its counts, below zero for what was too much."""
        return self.balances[Account.SELISIH]


def neraca_of(balances: Mapping[Account, Rupiah]) -> Neraca:
    """The balance sheet of these balances; income and costs that are not closed yet belong to SHU."""

    def of(nature: Nature) -> dict[Account, Rupiah]:
        return {
            account: amount for account, amount in balances.items() if account.nature is nature and amount
        }

    capital = of(Nature.EQUITY)
    shu = capital.pop(Account.SHU, 0) + sum(of(Nature.INCOME).values()) - sum(of(Nature.EXPENSE).values())
    return Neraca(assets=of(Nature.ASSET), liabilities=of(Nature.LIABILITY), capital=capital, shu=Rupiah(shu))


def closed_of(row: Row) -> Closed:
    """The record of a row of year_ends."""
    return Closed(
        end=read(json.loads(row["body"])),
        first=row["first_entry"] or 0,
        last=row["last_entry"] or 0,
        by=row["by_member"],
        second=row["second_member"],
        made_ms=row["made_ms"],
    )
