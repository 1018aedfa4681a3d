"""Savings for a day (lebaran, school): how long it still is, and when is everybody told that it comes?"""

from datetime import date, datetime, time, timedelta

from domain.zones import get_zone, local_date, utc_moment

# A week before, so that nobody is surprised; in the morning, when a phone may ring.
TOLD_DAYS_BEFORE = 7
TOLD_AT = time(9)


def days_left(day: date, today: date) -> int:
    """How long it still is; 0 on the day and after it."""
    return max(0, (day - today).days)


def told_ms(day: date, zone: str, now: datetime) -> int | None:
    """When everybody is told; the next morning where it was decided late, None where the day itself would be over."""
    today = local_date(now, zone)
    told = max(day - timedelta(days=TOLD_DAYS_BEFORE), today + timedelta(days=1))
    if told > day:
        return None
    return int(utc_moment(datetime.combine(told, TOLD_AT, get_zone(zone).clock)).timestamp() * 1000)
