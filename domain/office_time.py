"""How long was an office open between two moments, and when will it have been open for so long?

The law: only minutes in which the office is open count, by its own clock, without its holidays. Hours that overlap
count once. Moments are aware; what comes back is UTC.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain.organisations import OPENING_SEARCH_DAYS_MAX, Organisation
from domain.zones import get_zone, local_time, utc_moment

Stretch = tuple[datetime, datetime]

_MINUTE = timedelta(minutes=1)


def office_minutes(office: Organisation, first: datetime, last: datetime) -> int:
    """The whole minutes for which the office was open from `first` until `last`; 0 if the clock went back."""
    first, last = local_time(first, office.zone), local_time(last, office.zone)
    open_for = timedelta()
    for day in _days(first.date(), (last.date() - first.date()).days + 1):
        for opens, closes in stretches(office, day):
            open_for += max(min(closes, last) - max(opens, first), timedelta())
    return open_for // _MINUTE


def add_office_minutes(office: Organisation, moment: datetime, minutes: int) -> datetime | None:
    """The first moment by which the office was open for so many minutes since `moment`; `moment` itself for none.

    None if it is not open for so long within a year.
    """
    start = local_time(moment, office.zone)
    left = timedelta(minutes=minutes)
    if left <= timedelta():
        return utc_moment(start)
    for day in _days(start.date(), OPENING_SEARCH_DAYS_MAX):
        for opens, closes in stretches(office, day):
            begins = max(opens, start)
            if closes - begins >= left:
                return utc_moment(begins + left)
            left -= max(closes - begins, timedelta())
    return None


def is_office_day(office: Organisation, day: date) -> bool:
    """Whether the office opens at all on that day of its own."""
    return bool(stretches(office, day))


def stretches(office: Organisation, day: date) -> list[Stretch]:
    """When it is open on that day of its own, in order, each minute once."""
    if day in office.holidays:
        return []
    clock = get_zone(office.zone).clock
    found: list[Stretch] = []
    for opening in sorted(office.office_hours, key=lambda each: each.opens):
        if opening.weekday != day.weekday():
            continue
        opens = datetime.combine(day, opening.opens, clock)
        closes = datetime.combine(day, opening.closes, clock)
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], closes))
        else:
            found.append((opens, closes))
    return found


def _days(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(count))
