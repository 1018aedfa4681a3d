"""What became of a course: what is asked before it and 1, 3, 6 and 12 months after, when, and what all said together.

The sources: nobody knows what happens after the programme (source D: "tidak ada bimbingan lanjut, monitoring dan
evaluasi"; source A, Saran; source B, Hasil 2). The law: answers are categories, never rupiah; each question may be
skipped; she is asked about one course at a time, never twice about one month, and never again once she says stop.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.records import dataclass
from domain.suppression import GROUP_MIN, Line, protect, settled
from domain.zones import get_zone, local_date, utc_moment

# Before the course, asked once; then after its last session.
BEFORE = 0
AFTER = (1, 3, 6, 12)
MONTHS = (BEFORE, *AFTER)

# In the course's zone: an hour at which a phone may ring.
ASKED_AT = time(10)

# She is asked again about another course, or month, after two weeks at the earliest.
APART_DAYS = 14

# What could not be asked within a month of its day is asked no more: the next question comes soon enough.
LATE_DAYS = 30

# What was before the course is told before it, or in its first week: later it is a memory.
BEFORE_DAYS = 7


class Uses(StrEnum):
    """Whether she uses what she learned."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    NOT_YET = "not_yet"


class Income(StrEnum):
    """What comes in at home beside the time before the course (source B, Hasil 2). Never an amount."""

    UP = "up"
    SAME = "same"
    DOWN = "down"


class Business(StrEnum):
    """Whether she sells or works for herself."""

    HAS = "has"
    NONE = "none"


class Help(StrEnum):
    """What would help her on: what the sources name (B33-B36 modal and alat, B53 pendampingan, D24 buyers, E42)."""

    MONEY = "money"  # modal
    TOOLS = "tools"  # alat, bahan
    BUYERS = "buyers"
    LEARNING = "learning"
    COMPANY = "company"  # teman usaha, pendampingan
    NOTHING = "nothing"


class State(StrEnum):
    """Of one question. TOLD: she was asked and has not answered yet."""

    WAITING = "waiting"
    TOLD = "told"
    ANSWERED = "answered"
    DROPPED = "dropped"


# A bit for each question.
BITS = USES, INCOME, BUSINESS, HELP = 1, 2, 4, 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What she said; None for what she skipped."""

    uses: Uses | None = None
    income: Income | None = None
    business: Business | None = None
    help: tuple[Help, ...] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether she has skipped everything."""
        return self == Answers()

    @property
    def said(self) -> int:
        """Which questions she answered, and not what: a bit for each, as it is kept beside her sealed answers."""
        answers = (self.uses, self.income, self.business, self.help)
        return sum(bit for bit, answer in zip(BITS, answers, strict=True) if answer is not None)

    def body(self) -> dict[str, object]:
        """As it is kept: plain values, without what was skipped."""
        kept: dict[str, object] = {
            name: value.value
            for name, value in (("uses", self.uses), ("income", self.income), ("business", self.business))
            if value is not None
        }
        return kept if self.help is None else {**kept, "help": [each.value for each in self.help]}


def read_body(kept: Mapping[str, object]) -> Answers:
    """What `body` gave."""
    uses, income, business, help_ = (kept.get(name) for name in ("uses", "income", "business", "help"))
    return Answers(
        uses=None if uses is None else Uses(str(uses)),
        income=None if income is None else Income(str(income)),
        business=None if business is None else Business(str(business)),
        help=tuple(Help(str(each)) for each in help_) if isinstance(help_, list) else None,
    )


# -- when -------------------------------------------------------------------------------------------------------


def month_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day (31 January: 28 February)."""
    at = day.year * 12 + day.month - 1 + months
    first = date(at // 12, at % 12 + 1, 1)
    following = date((at + 1) // 12, (at + 1) % 12 + 1, 1)
    return min(first + timedelta(day.day - 1), following - timedelta(1))


def due_ms(over: datetime, month: int, zone: str) -> int:
    """When she is asked about that month after a course that was over then, UTC milliseconds."""
    return _morning_ms(month_after(local_date(over, zone), month), zone)


def morning_ms(now: datetime, zone: str) -> int:
    """The hour at which people are asked, on the next day there, UTC milliseconds."""
    return _morning_ms(local_date(now, zone) + timedelta(1), zone)


def _morning_ms(day: date, zone: str) -> int:
    return int(utc_moment(datetime.combine(day, ASKED_AT, get_zone(zone).clock)).timestamp() * 1000)


def is_late(due: datetime, now: datetime) -> bool:
    """Whether it is asked no more."""
    return now - due > timedelta(LATE_DAYS)


def is_still_before(first_session: datetime, now: datetime) -> bool:
    """Whether what she says now is still what was before the course."""
    return now - first_session <= timedelta(BEFORE_DAYS)


# -- what all said together -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One woman's answers about one month after one course; None for what is gone, of which `gone` tells the questions.

    person_id: a negative number for somebody who is gone.
    """

    person_id: int
    month: int
    answers: Answers | None
    gone: int = 0

    @property
    def said(self) -> int:
        """Which questions were answered."""
        return self.gone if self.answers is None else self.answers.said


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """By month the counts that may be shown, each line in the order of its answers. help: by what would help.

    A month of which nothing may be shown stands there with a line that shows nothing.
    """

    uses: Mapping[int, Line]
    income: Mapping[int, Line]
    business: Mapping[int, Line]
    help: Mapping[int, Mapping[Help, Line]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing may be shown yet."""
        lines = (*self.uses.values(), *self.income.values(), *self.business.values())
        chosen = (line for month in self.help.values() for line in month.values())
        return not any(line.is_shown for line in (*lines, *chosen))

    @property
    def has_gaps(self) -> bool:
        """Whether somewhere a count is left out."""
        lines = (*self.uses.values(), *self.income.values(), *self.business.values())
        chosen = (line for month in self.help.values() for line in month.values())
        return any(not line.is_whole for line in (*lines, *chosen))


def count_up(given: Iterable[Given]) -> Figures:
    """The figures of all these answers, which stand in the order in which they came; of each woman the first a month.

    Who took two courses is one person still: five answers of three women are no group of five. Where one of five is
    gone, none of these five is counted: two looks would tell what she said.
    """
    by_month = _by_month(given)
    return Figures(
        uses={
            month: _line([each.uses for each in _said(said, USES)], tuple(Uses))
            for month, said in by_month.items()
        },
        income={
            month: _line([each.income for each in _said(by_month[month], INCOME)], tuple(Income))
            for month in AFTER
        },
        business={
            month: _line([each.business for each in _said(said, BUSINESS)], tuple(Business))
            for month, said in by_month.items()
        },
        help={month: _chosen(_said(by_month[month], HELP)) for month in AFTER},
    )


def _by_month(given: Iterable[Given]) -> dict[int, list[Given]]:
    found: dict[int, list[Given]] = {month: [] for month in MONTHS}
    seen: set[tuple[int, int]] = set()
    for each in given:
        if (each.person_id, each.month) not in seen:
            seen.add((each.person_id, each.month))
            found[each.month].append(each)
    return found


def _said(given: Sequence[Given], question: int) -> list[Answers]:
    """Of those who answered this question, five by five as they came: the fives of which nobody is gone."""
    answered = [each.answers for each in given if each.said & question]
    fives = [answered[first : first + GROUP_MIN] for first in range(0, settled(len(answered)), GROUP_MIN)]
    whole = [[each for each in five if each is not None] for five in fives]
    return [each for five in whole if len(five) == GROUP_MIN for each in five]


def _line(said: Sequence[StrEnum | None], among: Sequence[StrEnum]) -> Line:
    return protect([said.count(each) for each in among])


def _chosen(said: Sequence[Answers]) -> Mapping[Help, Line]:
    """How many named each, beside how many did not: the second count is as telling as the first."""
    named = {each: sum(each in (one.help or ()) for one in said) for each in Help}
    return {each: protect([count, len(said) - count]) for each, count in named.items()}
