"""Which days does a rule name, and which of them are holidays in Indonesia? The only importer of dateutil and holidays.

The law: both, and what knows courses, are loaded with the first question, never at the start; days are days on the
wall, so no time zone and no daylight saving is asked here. Holidays that are not decided yet carry "(perkiraan)" in
their names.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.courses import Skips
    from domain.recurrence import Planned, Recurrence, Skipped

# National holidays, and the shared leave days that three ministers decide each year (SKB tiga menteri).
CATEGORIES = ("public", "government")

# The package knows moon dates up to 2077; nothing is planned so far ahead, nor was before the Republic.
YEAR_FIRST, YEAR_LAST = 1946, 2076

# Only what our own readers write, so that a rule of somebody else's file cannot keep us counting.
_RULE = re.compile(
    r"FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL|BYDAY|BYMONTHDAY|BYSETPOS)=[-+0-9A-Z,]{1,60}){0,4}"
)


class CalendarDays:
    """The calendar of `Facts`: plain days, and the holidays of Indonesia."""

    def plan(self, recurrence: "Recurrence") -> "Planned":
        """The days of the sessions, at most SESSIONS_MAX. Raises ValueError for a rule that is none."""
        from domain.courses import SESSIONS_MAX
        from domain.recurrence import LEFT_OUT, Skipped

        if recurrence.is_named:
            return _planned(list(recurrence.named_days[:SESSIONS_MAX]), [], cut=False)
        days: list[date] = []
        skipped: list[Skipped] = []
        for day in _repeated(recurrence):
            name = _holiday(day)
            if day in recurrence.out or (name is not None and _is_skipped(name, recurrence.skips)):
                skipped.append(Skipped(day, name or LEFT_OUT))
            else:
                days.append(day)
            if len(days) in (recurrence.count, SESSIONS_MAX):
                break
        return _planned(days, skipped, cut=_is_cut(recurrence, len(days)))

    def holidays(self, first: date, last: date) -> Mapping[date, str]:
        """Indonesia's holidays and shared leave days (cuti bersama) from first to last, by name."""
        return {
            day: name
            for year in range(first.year, last.year + 1)
            for day, name in _of_year(year).items()
            if first <= day <= last
        }


def _planned(days: list[date], skipped: "list[Skipped]", *, cut: bool) -> "Planned":
    from domain.recurrence import Planned, Skipped

    named = ((day, _holiday(day)) for day in days)
    on_holidays = tuple(Skipped(day, name) for day, name in named if name is not None)
    return Planned(days=tuple(days), skipped=tuple(skipped), on_holidays=on_holidays, cut=cut)


def _is_cut(recurrence: "Recurrence", held: int) -> bool:
    from domain.courses import SESSIONS_MAX
    from domain.recurrence import last_day

    if recurrence.count is not None:
        return held < recurrence.count and recurrence.until is None
    return recurrence.is_endless or held == SESSIONS_MAX or last_day(recurrence) != recurrence.until


def _repeated(recurrence: "Recurrence") -> Iterator[date]:
    from dateutil.rrule import rrulestr  # loaded with the first class

    from domain.recurrence import last_day

    if not _RULE.fullmatch(recurrence.rule):
        raise ValueError(f"no rule we plan by: {recurrence.rule!r}")
    end = f"{last_day(recurrence):%Y%m%d}T000000"
    rule = rrulestr(f"{recurrence.rule};UNTIL={end}", dtstart=datetime.combine(recurrence.first, time.min))
    for moment in rule:
        yield moment.date()


def _is_skipped(name: str, skips: "Skips") -> bool:
    from domain.courses import Skips

    return skips is Skips.ALL or (skips is Skips.LEBARAN and is_lebaran(name))


def is_lebaran(name: str) -> bool:
    """Whether the holiday is one of Idul Fitri, its shared leave days with it."""
    return "idul fitri" in name.lower()


def _holiday(day: date) -> str | None:
    return _of_year(day.year).get(day)


@lru_cache(maxsize=16)
def _of_year(year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # loaded with the first class

    if not YEAR_FIRST <= year <= YEAR_LAST:
        return {}
    found = country_holidays("ID", years=year, categories=CATEGORIES, language="id")
    return MappingProxyType({day: name for day, name in sorted(found.items()) if day.year == year})
