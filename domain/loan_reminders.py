"""When is a woman asked kindly about an instalment that is not in the book yet, and when is she left in peace?

Never before three days, at most twice an instalment, a week apart on one loan; what she has answered counts: her own
day is waited for, a payment she speaks of is looked for first, and while she wants to talk a person does, not we
(domain.md 4.6; issue 5). Days are days of the group's zone.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.records import dataclass
from domain.zones import get_zone, local_time, utc_moment

# Never before three days (domain.md 4.6); the day she has named is waited for as long.
GRACE_DAYS = 3

# At most two messages an instalment (domain.md 4.6).
TOLD_MAX = 2

# Two about one loan in a week would be pressing, also where two of its instalments are open.
APART_DAYS = 7

# What is open for longer is for people to talk about; a program that goes on asking is a collector.
ASK_WITHIN_DAYS = 45

# She wants to talk: so long her loan is the treasurer's and hers.
TALK_DAYS = 30

# A later day than that is another plan: that one is agreed on together (atur lagi).
PROMISE_DAYS_MAX = 31

# Looked at again: where her payment is being looked for; where she cannot be told anything.
WAITING_DAYS, UNREACHED_DAYS = 1, 7

# In the group's zone, by day; what is late by then waits until the next morning.
ASKED_FROM, ASKED_UNTIL = time(10), time(17)


class Answer(StrEnum):
    """What she has said; the value is stored."""

    NONE = ""
    PAID = "paid"
    OTHER_DAY = "other_day"
    TALK = "talk"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What there was between her and us about one instalment. told: how often, told_day: last.

    answered_day: of her last answer. promised: her own day. looked_for: the payment she speaks of is not answered yet.
    """

    n: int
    due: date
    told: int = 0
    told_day: date | None = None
    answer: Answer = Answer.NONE
    answered_day: date | None = None
    promised: date | None = None
    looked_for: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What the clock does today. again: the day it looks next, None for never."""

    ask: bool
    again: date | None


NEVER = Look(False, None)


def look(asked: Asked, others: Iterable[Asked], *, today: date, is_open: bool, may_tell: bool) -> Look:
    """Whether she is asked about this instalment today, and when the clock looks at it again.

    others: of the same loan. is_open: whether something of it is not paid. may_tell: whether she can be told at all.
    """
    if not is_open or asked.told >= TOLD_MAX or today > last_day(asked):
        return NEVER
    whole = (asked, *others)
    if any(each.looked_for for each in whole):
        return Look(False, today + timedelta(WAITING_DAYS))
    first = max(first_day(asked), *(quiet_until(each) for each in whole))
    if today < first:
        return Look(False, first)
    if not may_tell:
        return Look(False, today + timedelta(UNREACHED_DAYS))
    return Look(True, today + timedelta(APART_DAYS))


def first_day(asked: Asked) -> date:
    """The first day on which she may be asked: some days after the day itself, and after her own."""
    return _day_meant(asked) + timedelta(GRACE_DAYS)


def last_day(asked: Asked) -> date:
    """From then on it is for people to talk about."""
    return _day_meant(asked) + timedelta(ASK_WITHIN_DAYS)


def _day_meant(asked: Asked) -> date:
    return max(asked.due, asked.promised) if asked.promised is not None else asked.due


def quiet_until(asked: Asked) -> date:
    """The first day on which anything about its loan may be asked, as far as this instalment says."""
    days = [date.min]
    if asked.told_day is not None:
        days.append(asked.told_day + timedelta(APART_DAYS))
    if asked.promised is not None:
        days.append(asked.promised + timedelta(GRACE_DAYS))
    if asked.answer is Answer.TALK and asked.answered_day is not None:
        days.append(asked.answered_day + timedelta(TALK_DAYS))
    return max(days)


# -- moments ----------------------------------------------------------------------------------------------------


def moment_ms(day: date, zone: str) -> int:
    """When the clock looks on that day, UTC."""
    local = datetime.combine(day, ASKED_FROM, get_zone(zone).clock)
    return int(utc_moment(local).timestamp() * 1000)


def is_hour(now: datetime, zone: str) -> bool:
    """Whether it is an hour at which anybody is asked: late by a night is late until the morning."""
    return ASKED_FROM <= local_time(now, zone).time() < ASKED_UNTIL


def next_hour_ms(now: datetime, zone: str) -> int:
    """The next moment after now at which such an hour begins, UTC."""
    local = local_time(now, zone)
    return moment_ms(local.date() + timedelta(0 if local.time() < ASKED_FROM else 1), zone)


# -- her own day ------------------------------------------------------------------------------------------------


def fits(promised: date, today: date) -> bool:
    """Whether that is a day she can name: not over, and not so far that it is another plan."""
    return today <= promised <= today + timedelta(PROMISE_DAYS_MAX)
