"""When is a woman reminded of a session, and when is it too late to? The rows are in db/course_reminders.py.

The law: one reminder a person, session, time of the session and offset, at a moment at which she may be written to
(domain/contact.py); what would come at the same moment as the next one, or after it, is left out; what is late is
dropped with its reason and never sent at night. She is asked "Bisa datang?" once; who said no is left in peace.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from domain.contact import (
    AsItIs,
    Later,
    MessageClass,
    Neutral,
    PhoneUse,
    Push,
    Receiver,
    SafeHours,
    decide_push,
    reminder_time,
)
from domain.courses import Reply
from domain.records import dataclass
from domain.zones import utc_moment

# Rows are planted for sessions that begin within so many hours: further ones may still be moved.
PLANTED_WITHIN = timedelta(hours=96)

# Two days before, brought forward to before a quiet night and to her one safe hour, is still within PLANTED_WITHIN.
OFFSET_MIN_MAX = 2 * 24 * 60
OFFSETS_MAX = 3  # more would be nagging

# Who reads it later than this before the session can do nothing with it any more.
TOO_CLOSE = timedelta(minutes=30)


class Why(StrEnum):
    """Why a reminder is never told; the value is stored."""

    MERGED = "merged"  # the next one comes at the same moment, or before it
    HEARD = "heard"  # it was due before she knew of this time: she has just heard of it
    NEXT_DUE = "next_due"  # it is late, and the next one says the same
    TOO_LATE = "too_late"  # the session begins too soon, has begun, or comes before her next safe hour
    SAID_NO = "said_no"
    MOVED = "moved"
    CANCELLED = "cancelled"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder:
    """One row to be. due: aware UTC. why: it is never told; None for one that waits."""

    offset_min: int
    due: datetime
    why: Why | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """What is known when the clock comes to a row. next_due: of her next one of this session that still waits.

    zone, safe_hours: hers. reply: to this time of the session. asked: whether one of this time was told her already.
    """

    start: datetime
    due: datetime
    next_due: datetime | None
    zone: str
    safe_hours: SafeHours | None = None
    reply: Reply | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Tell:
    """She is told now. ask: with "Bisa datang?"; last: nothing follows before the session."""

    ask: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """Looked at again then (UTC)."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """Never told."""

    why: Why


Verdict = Tell | Wait | Drop


def tidy_offsets(offsets: Iterable[int]) -> tuple[int, ...]:
    """The offsets (minutes before a session) that count: the longest first, each once, none too long or too short."""
    useful = {each for each in offsets if timedelta(minutes=each) > TOO_CLOSE and each <= OFFSET_MIN_MAX}
    return tuple(sorted(useful, reverse=True)[:OFFSETS_MAX])


def plan_reminders(
    start: datetime,
    offsets: Sequence[int],
    *,
    zone: str,
    safe_hours: SafeHours | None,
    heard: datetime,
) -> tuple[Reminder, ...]:
    """Her reminders of one session, the earliest first, those that are never told among them.

    zone, safe_hours: hers. heard: when she came to know of this time (she joined, it was moved).
    """
    planned: list[Reminder] = []
    earliest = utc_moment(start)  # of those nearer to the session
    for offset_min in reversed(tidy_offsets(offsets)):
        due = due_at(start, offset_min, zone, safe_hours)
        why = Why.MERGED if planned and due >= earliest else Why.HEARD if due <= heard else None
        planned.append(Reminder(offset_min=offset_min, due=due, why=why))
        earliest = min(earliest, due)
    return tuple(reversed(planned))


def due_at(start: datetime, offset_min: int, zone: str, safe_hours: SafeHours | None) -> datetime:
    """When she is reminded, UTC: so many minutes before, or the last moment before that at which she may be."""
    return reminder_time(start - timedelta(minutes=offset_min), zone, safe_hours)


def judge(row: Due, now: datetime) -> Verdict:
    """What becomes of a waiting row at `now` (aware UTC). A clock that went back only makes it wait again."""
    if row.reply is Reply.NO:
        return Drop(Why.SAID_NO)
    if now < row.due:
        return Wait(row.due)
    if row.next_due is not None and row.next_due <= now:
        return Drop(Why.NEXT_DUE)
    at = _first_moment(row, now)
    if at is None:
        return Drop(Why.TOO_LATE)
    if at > now:
        return Drop(Why.NEXT_DUE) if row.next_due is not None and row.next_due <= at else Wait(at)
    return Tell(ask=not row.asked and row.reply is None, last=row.next_due is None)


def useless_from(start: datetime) -> datetime:
    """From then on a reminder of the session is better not sent, UTC."""
    return utc_moment(start - TOO_CLOSE)


def _first_moment(row: Due, now: datetime) -> datetime | None:
    """The first moment from now on at which she may be reminded, by the one rule for pushes; None: useless by then."""
    push = Push(kind=MessageClass.REMINDER, useless_from=useless_from(row.start))
    receiver = Receiver(phone=PhoneUse.OWN, zone=row.zone, safe_hours=row.safe_hours)
    match decide_push(push, receiver, now):
        case AsItIs() | Neutral():
            return now
        case Later(at):
            return at
        case _:
            return None
