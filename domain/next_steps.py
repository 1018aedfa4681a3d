"""When is a woman reminded of what was planned with her, and when do words for later go out?

The law: a reminder comes while there is still time to do something, and never in quiet hours (domain/contact.py holds
it back then). All moments are the office's own clock, whose zone is named where they are read back.
"""

from datetime import date, datetime, time, timedelta

from domain.zones import get_zone, utc_moment

DAY_BEFORE = time(16)
SAME_DAY = time(7, 30)


def reminder_at(day: date, zone: str, now: datetime) -> datetime | None:
    """The afternoon before, else the morning of that day (aware, on the office's clock); None once both are over."""
    moments = (moment_at(day - timedelta(days=1), DAY_BEFORE, zone), moment_at(day, SAME_DAY, zone))
    return next((each for each in moments if each > now), None)


def moment_at(day: date, hour: time, zone: str) -> datetime:
    """That hour of that day on the office's clock, aware."""
    return datetime.combine(day, hour, get_zone(zone).clock)


def milliseconds(moment: datetime) -> int:
    """The moment as it is kept."""
    return int(utc_moment(moment).timestamp() * 1000)


def begins_ms(day: date, zone: str) -> int:
    """When that day begins there."""
    return milliseconds(moment_at(day, time(0), zone))
