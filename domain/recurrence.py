"""On which days does a course meet: what a rule says, which holidays it leaves out, and which moment a session begins.

The law: a rule means days and the clock on the wall of the course's place, never moments; a session that falls on a
skipped holiday is not held, so it is not counted ("8 kali" is eight held sessions), and every skipped day is shown with
its name. The days themselves are found by a `Calendar` (domain/calendar.py).
"""

from datetime import date, datetime, time, timedelta

from domain.courses import LENGTH_MIN_DEFAULT, Skips
from domain.records import dataclass
from domain.zones import get_zone, utc_moment

DAY_MIN = 24 * 60

# Before the hour is known; a recurrence with it is never planned.
NO_START_MIN = -1

# Without an end nothing is planned further ahead than this: a year of a weekly class. With one it may take longer,
# but never so long that nobody who made it is still there.
HORIZON_DAYS = 366
LONGEST_DAYS = 5 * 366

# The name of a day that is no holiday but is left out: "kecuali 17 Februari".
LEFT_OUT = "Libur kelas"

# RFC 5545, 3.8.5.2: days named one by one ("3, 10 dan 17 Februari").
NAMED_DAYS = "RDATE;VALUE=DATE:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurrence:
    """When a course meets.

    rule: RFC 5545 without DTSTART, COUNT and UNTIL: the value of an RRULE ("FREQ=WEEKLY;BYDAY=TU"), days named one by
    one (NAMED_DAYS and the days), or "" for one single day. first: the first day of all. start_min: minutes after
    midnight on the wall, NO_START_MIN before it is known. count: of held sessions. until: the last day it may be.
    out: single days that are left out.
    """

    rule: str
    first: date
    start_min: int
    length_min: int = LENGTH_MIN_DEFAULT
    skips: Skips = Skips.ALL
    count: int | None = None
    until: date | None = None
    out: tuple[date, ...] = ()

    @property
    def is_endless(self) -> bool:
        """Whether nobody has said when it ends."""
        return self.rule != "" and not self.is_named and self.count is None and self.until is None

    @property
    def is_named(self) -> bool:
        """Whether its days were named one by one: such a day was chosen, holiday or not."""
        return self.rule == "" or self.rule.startswith(NAMED_DAYS)

    @property
    def named_days(self) -> tuple[date, ...]:
        """The days that were named one by one, in their order; of a rule none."""
        if self.rule == "":
            return (self.first,)
        if not self.is_named:
            return ()
        words = self.rule.removeprefix(NAMED_DAYS).split(",")
        return tuple(sorted({date.fromisoformat(f"{word[:4]}-{word[4:6]}-{word[6:]}") for word in words}))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A holiday, left out or not, with its name in Indonesian. "(perkiraan)" in it: that day is not decided yet.

    Left out because somebody said so: LEFT_OUT.
    """

    day: date
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """days: on which there is a session. skipped: holidays the rule falls on, on which there is none.

    on_holidays: sessions on a holiday, because the day was named or holidays are not skipped. cut: there would be more
    days than SESSIONS_MAX, or than the time we plan ahead has.
    """

    days: tuple[date, ...]
    skipped: tuple[Skipped, ...] = ()
    on_holidays: tuple[Skipped, ...] = ()
    cut: bool = False


def named(days: tuple[date, ...]) -> str:
    """The rule of days named one by one; "" for a single one."""
    alone = sorted(set(days))
    return NAMED_DAYS + ",".join(f"{day:%Y%m%d}" for day in alone) if len(alone) > 1 else ""


def day_moment(day: date, start_min: int, zone: str) -> datetime:
    """The moment (aware UTC) at which the clock on the wall there shows so many minutes after midnight of that day."""
    if not 0 <= start_min < DAY_MIN:
        raise ValueError(f"a session begins within its day, not at minute {start_min}")
    return utc_moment(datetime.combine(day, time(*divmod(start_min, 60)), get_zone(zone).clock))


def day_moment_ms(day: date, start_min: int, zone: str) -> int:
    """The same as milliseconds, as sessions keep it."""
    return int(day_moment(day, start_min, zone).timestamp()) * 1000


def last_day(recurrence: Recurrence) -> date:
    """The day after which nothing is planned, whatever the rule says."""
    if recurrence.is_named:
        return recurrence.named_days[-1]
    longest = recurrence.first + timedelta(days=LONGEST_DAYS)
    if recurrence.until is not None:
        return min(recurrence.until, longest)
    return longest if recurrence.count is not None else recurrence.first + timedelta(days=HORIZON_DAYS)
