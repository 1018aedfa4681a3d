"""How to step through the calendar: to a weekday, a month, a day of the month.

Weeks begin on Monday, as in ISO 8601; weekdays count from 0 (Monday) as in `datetime`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

DAY = timedelta(days=1)
# 17 August 1945 was a Friday Legi: the anchor of the five market days, in order Legi, Pahing, Pon, Wage, Kliwon.
_LEGI = date(1945, 8, 17).toordinal()
MARKET_DAYS_PER_WEEK = 5
# "12-5-59" is a birthday, "3-2-27" a plan.
TWO_DIGITS_AHEAD_YEARS = 20


def weekday_from(today: date, weekday: int, *, forward: bool) -> date:
    """The nearest such weekday after (or before) today, never today."""
    away = (weekday - today.weekday()) % 7 if forward else (today.weekday() - weekday) % 7
    return today + (away or 7) * (DAY if forward else -DAY)


def in_week(day: date, weekday: int) -> date:
    return day + (weekday - day.weekday()) * DAY


def month_from(today: date, months: int) -> date:
    """The first day of the month so many months from today's."""
    years, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(years, month + 1, 1)


def last_day(first: date) -> int:
    return (month_from(first, 1) - DAY).day


def months_with(today: date, number: int, step: int) -> Iterator[date]:
    """The days with that number from today on (step 1) or back (step -1), months too short left out."""
    for months in range(13):
        first = month_from(today, step * months)
        if number <= last_day(first):
            day = first.replace(day=number)
            if (day - today).days * step >= 0:
                yield day


def full_year(year: int, today: date) -> int:
    """The year meant by two digits, at most 20 years ahead: in 2026, 27 is 2027 and 90 is 1990. Others stay."""
    if year > 99:
        return year
    this_century = today.year - today.year % 100 + year
    return this_century if this_century <= today.year + TWO_DIGITS_AHEAD_YEARS else this_century - 100


def market_day(day: date) -> int:
    """The Javanese market day (pasaran): 0 Legi, 1 Pahing, 2 Pon, 3 Wage, 4 Kliwon."""
    return (day.toordinal() - _LEGI) % MARKET_DAYS_PER_WEEK
