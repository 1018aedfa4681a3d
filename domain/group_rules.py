"""What has a group's meeting decided: which savings there are, what is usual, how often it meets, and from which day?

Rules are dated and hold from their day on; what was written before stays under the rules of its own day.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from domain.accounts import SavingKind
from domain.loan_rules import LoanRules
from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Refusal
from domain.year_rules import YearRules

# A group with more members meets as two (peers: savings groups have 15 to 30); also what one turn can carry.
MEMBERS_MAX = 60

# More kinds of saving than this are no list on a small screen.
KINDS_MAX = 6

# A saving kind's own name ("Lebaran") stands in buttons and receipts.
KIND_NAME_CHARS_MAX = 20

# No meeting of a savings group decides on more than this a time.
USUAL_MAX = Rupiah(10_000_000)

# Off, unless a group's own meeting has decided on one.
NO_FINE = Rupiah(0)

# Asked again above this, where the group has decided nothing else.
ASK_AGAIN_OVER = Rupiah(1_000_000)

_DAYS = {"weekly": 7, "selapan": 35}


class Rhythm(StrEnum):
    """How often a group meets; the value is stored. Selapan: every 35 days, when weekday and market day meet again."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SELAPAN = "selapan"


class RuleReachesBack(Refusal):
    """A change would hold on a day that is over, or on which something is written already."""

    code = "rule_reaches_back"


@dataclass(frozen=True, kw_only=True, slots=True)
class KindRule:
    """A kind of saving. amount: what is usual each time, None if everybody gives what she likes.

    name: the group's own name for it ("Lebaran"). until: the day it is for.
    """

    kind: SavingKind
    amount: Rupiah | None = None
    name: str = ""
    until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What holds from `from_day` on. meeting_day: a first one, the others follow. fine: 0 where there is none.

    ask_again_over: a larger amount is asked about once more. decided_day: of the meeting that decided.
    loans: None where nobody borrows. year: how the year's surplus is shared, None until that is decided.
    """

    kinds: tuple[KindRule, ...]
    rhythm: Rhythm
    meeting_day: date
    from_day: date
    decided_day: date
    fine: Rupiah = NO_FINE
    ask_again_over: Rupiah = ASK_AGAIN_OVER
    loans: LoanRules | None = None
    year: YearRules | None = None

    def find(self, kind: SavingKind) -> KindRule | None:
        """The rule for that kind; None if the group has no such saving."""
        return next((each for each in self.kinds if each.kind is kind), None)

    def usual(self, kind: SavingKind) -> Rupiah | None:
        """What is usual each time; None if that is free, or there is no such saving."""
        found = self.find(kind)
        return None if found is None else found.amount

    def next_meeting(self, after: date) -> date:
        """The first meeting day after that day."""
        if after < self.meeting_day:
            return self.meeting_day
        if self.rhythm is not Rhythm.MONTHLY:
            step = _DAYS[self.rhythm]
            rounds = (after - self.meeting_day).days // step + 1
            return self.meeting_day + timedelta(days=rounds * step)
        here = _in_month(self.meeting_day.day, after.year, after.month)
        return here if here > after else _in_month(self.meeting_day.day, *_month_after(after))


def undecided(day: date) -> Rules:
    """What holds where no meeting has decided anything: one may save, nothing is due."""
    return Rules(
        kinds=(KindRule(kind=SavingKind.WAJIB), KindRule(kind=SavingKind.SUKARELA)),
        rhythm=Rhythm.MONTHLY,
        meeting_day=day,
        from_day=day,
        decided_day=day,
    )


def _in_month(day: int, year: int, month: int) -> date:
    """That day of the month, or its last: a meeting on the 31st is on the 30th in April."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _month_after(day: date) -> tuple[int, int]:
    return (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
