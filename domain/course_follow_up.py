"""What is who accompanies a course to do about one woman, when is it due, who hears of it, and at what hour?

The law: newcomers are followed up on day 3, 7, 14 and 30 (source A, Saran: "terutama bagi peserta baru"; A45); who
follows up hears it in one message a day, not one a woman. What a woman said about how she feels is for her companion
alone, and no task tells it.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from domain.permits import Action
from domain.records import dataclass
from domain.zones import local_time, utc_moment

NEWCOMER_DAYS = (3, 7, 14, 30)

# The hour of the day in the course's zone at which a task falls due, and until when it may be told on that day.
TOLD_FROM, TOLD_UNTIL = time(8), time(19)

NOTE_CHARS_MAX = 120

# As many are listed at once, the longest waiting first.
LISTED_MAX = 50


class Kind(StrEnum):
    """Why somebody is to be asked how she is. The value is stored."""

    NEWCOMER = "newcomer"
    ABSENT = "absent"
    MOOD = "mood"
    WANTS_TALK = "wants_talk"


# What begins with how a woman feels.
FELT = frozenset({Kind.MOOD, Kind.WANTS_TALK})


def named_in_audit(kind: Kind) -> str:
    """What the audit says of such a task: nothing of how a woman feels, for it is kept for good and read by others."""
    return "" if kind in FELT else kind.value


class Later(StrEnum):
    """For how long a task is laid aside."""

    TOMORROW = "1"
    SOME_DAYS = "3"
    WEEK = "7"


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One thing to do about one woman. n: the day for a newcomer, else a number that tells tasks of a kind apart.

    organisation_id or group_id: whose course it is. title: of the course.
    """

    id: int
    code: str
    course_id: int
    organisation_id: int | None
    group_id: int | None
    title: str
    zone: str
    person_id: int
    kind: Kind
    n: int
    due_ms: int

    @property
    def matter(self) -> str:
        """What buttons about it belong to."""
        return f"course_task:{self.id}"


_OF_OFFICE: Mapping[Kind, Action] = MappingProxyType(
    {
        Kind.NEWCOMER: Action.FOLLOW_UP,
        Kind.ABSENT: Action.FOLLOW_UP,
        Kind.MOOD: Action.SEE_MOODS,
        Kind.WANTS_TALK: Action.SEE_MOODS,
    }
)


def followed_by(kind: Kind, *, of_group: bool, has_companion: bool) -> Action | None:
    """What it takes to see such a task; None if nobody does.

    Who leads a group's course cares for its newcomers and absences, and never hears how a woman feels. Somebody who
    asked to talk is not left alone when the office has lost its companion: then whoever follows up there hears of it.
    """
    if of_group:
        return Action.KEEP_GROUP_COURSES if kind in (Kind.NEWCOMER, Kind.ABSENT) else None
    if kind is Kind.WANTS_TALK and not has_companion:
        return Action.FOLLOW_UP
    return _OF_OFFICE[kind]


def due_on_day(begins: datetime, days: int, zone: str) -> datetime:
    """So many days after she came, in the morning there, aware UTC. begins: when her first session is, or was."""
    local = local_time(begins, zone)
    return utc_moment(datetime.combine(local.date() + timedelta(days=days), TOLD_FROM, local.tzinfo))


def is_told_now(now: datetime, zone: str) -> bool:
    """Whether it is an hour at which those who follow up are told of what is due."""
    return TOLD_FROM <= local_time(now, zone).time() < TOLD_UNTIL


def next_telling(now: datetime, zone: str, *, told_today: bool) -> datetime:
    """The first moment from now on at which they may be told, aware UTC. told_today: they were already."""
    local = local_time(now, zone)
    if is_told_now(now, zone) and not told_today:
        return now
    first = datetime.combine(local.date(), TOLD_FROM, local.tzinfo)
    return utc_moment(first if first > local and not told_today else first + timedelta(days=1))
