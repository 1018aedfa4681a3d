"""Who is on duty now, when does a call for help ring again, and what did she allow?

The law: a call rings until a person acknowledges it. What is said about duty is true now, in the office's zone. Nothing
here is about eligibility, and nothing here may ever be read by it (UU 12/2022 TPKS art. 67-70: secrecy).
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.reading.distress import Kind
from domain.records import dataclass
from domain.zones import local_time

MINUTE_MS = 60_000
DAY_MINUTES = 24 * 60
WEEK_DAYS = 7

RINGS_AFTER_MIN = (5, 15)
"""After so many minutes without an acknowledgement everybody is called again, and she is told the truth."""
RING_EVERY_MIN = 30
"""Later: often enough to wake somebody, seldom enough that nobody switches the phone off."""
LONG_MIN = 180
"""So long without an acknowledgement: who keeps the roster hears of it once, and it rings less often."""
RING_LONG_EVERY_MIN = 240
"""Besides at the beginning of every watch: whoever comes on duty finds it."""
DAY_AFTER_MIN = 1440
"""After a day only whoever comes on duty is rung; it still stands before everybody who looks."""
MORNING = time(8)
QUIET_FROM = time(20)
"""Between these hours she may be told, once more, that nobody has answered; before and after them she may sleep."""
TOLD_MAX = len(RINGS_AFTER_MIN)
"""She is told of the waiting so often; once more by day if it has been long: more would only draw eyes to her phone."""
MERGED_FOR_MS = 4 * MINUTE_MS
"""A worker who was rung so short a time ago, and has not looked, is not rung again for another woman."""

NOTE_CHARS_MAX = 300
LEAVE_DAYS_MAX = 366
WATCHES_MAX = 200
"""Twenty workers with ten watches a week each: more is a mistake."""
READERS_MAX = 50
NOTES_MAX = 50
OPEN_CALLS_MAX = 30
"""As many are listed at once; the oldest first."""


class CallState(StrEnum):
    """Where a call stands: it rings, somebody has it, it is over."""

    CALLED = "called"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


class Who(StrEnum):
    """Who may contact her. UNSAID: she has not said; nobody contacts her before she has."""

    UNSAID = ""
    WOMAN = "woman"
    ANYBODY = "anybody"
    NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowed:
    """What she allowed. way: chat, phone or visit, "" if she did not say. Minutes of the day, None for any."""

    who: Who = Who.UNSAID
    way: str = ""
    from_min: int | None = None
    to_min: int | None = None
    phone: str = ""

    @property
    def may_be_written_to(self) -> bool:
        """Whether a worker may write to her in this chat."""
        return self.who in (Who.WOMAN, Who.ANYBODY) and self.way in ("chat", "phone")


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """What a call is about, in words that tell as little as possible."""

    level: str
    kind: str
    about: str
    unsafe: bool = False
    """She said she is not safe now."""


_WORST = (
    Kind.NONE,
    Kind.DEBT,
    Kind.FEAR,
    Kind.VIOLENCE,
    Kind.CHILD,
    Kind.WISH_TO_DIE,
)


def is_worse(kind: str, level: str, than_kind: str, than_level: str) -> bool:
    """Whether new words weigh more than those the door was opened for: then the door begins with them."""
    if level != than_level:
        return level == "danger"
    return _WORST.index(Kind(kind)) > _WORST.index(Kind(than_kind))


def worse(one: Matter, other: Matter) -> Matter:
    """The heavier of two matters of one woman; unsafe if one of them was."""
    heavier = one if is_worse(one.kind, one.level, other.kind, other.level) else other
    return Matter(
        level=heavier.level, kind=heavier.kind, about=heavier.about, unsafe=one.unsafe or other.unsafe
    )


def next_ring_ms(since_ms: int, rings: int, now_ms: int) -> int:
    """When a call that waits since `since_ms`, and has rung `rings` times by now, rings again at the latest."""
    if rings <= len(RINGS_AFTER_MIN):
        return since_ms + RINGS_AFTER_MIN[max(rings, 1) - 1] * MINUTE_MS
    waited_min = (now_ms - since_ms) // MINUTE_MS
    if waited_min < LONG_MIN:
        return now_ms + RING_EVERY_MIN * MINUTE_MS
    return now_ms + (RING_LONG_EVERY_MIN if waited_min < DAY_AFTER_MIN else DAY_AFTER_MIN) * MINUTE_MS


def is_long(since_ms: int, now_ms: int) -> bool:
    """Whether a call has waited for hours."""
    return now_ms - since_ms >= LONG_MIN * MINUTE_MS


def is_daytime(now: datetime, zone: str) -> bool:
    """Whether people in that zone are awake and may be told something that is no help to them in the night."""
    return MORNING <= local_time(now, zone).time() < QUIET_FROM


def next_morning(now: datetime, zone: str) -> datetime:
    """The first morning in that zone after `now`."""
    local = local_time(now, zone)
    today = datetime.combine(local.date(), MORNING, local.tzinfo)
    return today if today > local else today + timedelta(days=1)


# -- duty -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """One person's duty on one weekday (0 is Monday), in minutes of the office's day; over midnight if it ends before.

    Ending at the minute it begins means the whole day.
    """

    person_id: int
    weekday: int
    from_min: int
    to_min: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return (self.to_min - self.from_min) % DAY_MINUTES or DAY_MINUTES


@dataclass(frozen=True, kw_only=True, slots=True)
class Leave:
    """Somebody is away, both days included."""

    person_id: int
    first: date
    last: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """Who is on duty now, and when the next watch begins (aware, in the office's zone; None: none is planned)."""

    now: tuple[int, ...]
    next_at: datetime | None


def find_duty(watches: Iterable[Watch], leaves: Iterable[Leave], now: datetime, zone: str) -> Duty:
    """The duty at `now` (aware UTC) and the first watch that begins after it, within a week and a leave's length."""
    watches, leaves = tuple(watches), tuple(leaves)
    local = local_time(now, zone)
    on: list[int] = []
    coming: list[datetime] = []
    for watch in watches:
        for begins in _beginnings(watch, local):
            if any(_is_away(leave, watch.person_id, begins.date()) for leave in leaves):
                continue
            if begins <= local < begins + timedelta(minutes=watch.minutes):
                on.append(watch.person_id)
            elif begins > local:
                coming.append(begins)
    return Duty(now=tuple(dict.fromkeys(on)), next_at=min(coming, default=None))


def _beginnings(watch: Watch, local: datetime) -> Iterable[datetime]:
    """The watch's beginnings from yesterday on, for two weeks: who is away next week comes back after it."""
    clock = time(*divmod(watch.from_min, 60))
    for days in range(-1, 2 * WEEK_DAYS):
        day = local.date() + timedelta(days=days)
        if day.weekday() == watch.weekday:
            yield datetime.combine(day, clock, local.tzinfo)


def _is_away(leave: Leave, person_id: int, day: date) -> bool:
    return leave.person_id == person_id and leave.first <= day <= leave.last
