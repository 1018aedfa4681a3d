"""Which days a schedule leaves out: holidays ("libur Lebaran"), weekdays ("kecuali Minggu"), single days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from domain.courses import Skips
from domain.reading.schedule_dates import (
    DAY,
    LISTED_DAYS,
    MONTH,
    SINGLE,
    UNTOLD,
    Named,
    listed_days,
    single_day,
)
from domain.reading.schedule_rest import Rest, words
from domain.reading.schedule_words import WEEKDAYS
from domain.records import dataclass

_OUT = "(?:libur|kecuali|bukan)"
_LEBARAN = "(?:merah )?lebaran"
_ALL_KEPT = words("(?:merah|libur|besar) tetap|tetap (?:merah|libur)|bukan (?:libur|merah)|merah bukan libur")
_LEBARAN_KEPT = words("lebaran tetap|tetap lebaran")
_BOTH_OUT = words(f"{_OUT} (?:merah dan {_LEBARAN}|{_LEBARAN} dan merah)")
_LEBARAN_OUT = words(f"{_OUT} (?:selama )?{_LEBARAN}|{_LEBARAN} {_OUT}")
_ONLY_LEBARAN_OUT = words("hanyalebaran")
# How long they are left out beside it is no end of the class: "libur Lebaran 2 minggu".
_SO_LONG = r"(?:selama )?\d{1,2} (?:minggu|hari)"
_SO_LONG_OUT = words(rf"{_OUT} {_SO_LONG}|(?:{_OUT} (?:selama )?{_LEBARAN}|{_LEBARAN} {_OUT}) {_SO_LONG}")
_ALL_OUT = words(f"{_OUT} (?:selama )?merah|merah {_OUT}|merah")
_OTHERS = "(?:besar|puasa|lebaran|merah)"
_OTHER_OUT = words(
    f"{_OUT} (?:selama )?{_OTHERS}(?:(?: ,| dan|) {_OTHERS})*|{_OTHERS}(?: dan {_OTHERS})* {_OUT}"
)
_MONTH_OUT = words(rf"{_OUT} (?:bulan )?{MONTH}|(?<!\d )(?<!mulai )(?:bulan )?{MONTH} libur(?! \d| tanggal)")
# "libur Selasa 10 Februari" is one day, no Tuesday is left out.
_NO_DATE = rf"(?! depan| tanggal| \d{{1,2}} (?:bulan )?{MONTH})"
_DAYS_OUT = words(f"{_OUT} {DAY}(?:(?: ,| dan|) {DAY})*{_NO_DATE}|{DAY}(?: dan {DAY})* libur{_NO_DATE}")
_DATES_OUT = words(f"{_OUT} {SINGLE}(?:(?: ,| dan|) {SINGLE})*")
_DATES_ARE_OUT = words(f"{SINGLE}(?: dan {SINGLE})* libur")
_BEHIND_BOUND = re.compile(rf"(?:mulai|sampai)(?: {DAY})?(?: ,)?(?: tanggal)? $")
_SPAN_OUT = words(f"{_OUT} (?:mulai )?(?P<first>{SINGLE}) (?:sampai|-) (?P<last>{SINGLE})")
# Longer than this nobody leaves a class out in one piece.
_SPAN_OUT_DAYS_MAX = 62
_LISTED_OUT = words(f"{_OUT} {LISTED_DAYS}")
_LISTED_ARE_OUT = words(f"(?<!mulai )(?<!sampai ){LISTED_DAYS} libur")
_DAY, _SINGLE = words(DAY), words(SINGLE)
_LEFT = words("libur|kecuali")


@dataclass(frozen=True, kw_only=True, slots=True)
class SkipsSaid:
    """skips: which holidays. weekdays: left out of the rhythm. days: single ones. sure: all of it can be followed."""

    skips: Skips = Skips.ALL
    weekdays: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    sure: bool = True


def take_skips(rest: Rest, today: date) -> SkipsSaid:
    """What is left out, its words taken out of `rest`. Nothing said: all holidays.

    "libur Lebaran" names one of them and does not say that people are to come on the others; "Lebaran saja" does.
    """
    # From which day on is not said: the holidays only, and this is told.
    skips, sure = Skips.ALL, rest.take(_SO_LONG_OUT) is None
    if rest.take(_ALL_KEPT):
        skips = Skips.NONE
    elif rest.take(_LEBARAN_KEPT):
        sure = False  # then the other holidays may be kept, too, or not
    elif not rest.take(_BOTH_OUT):
        if rest.take(_ONLY_LEBARAN_OUT):
            skips = Skips.LEBARAN
        rest.take(_LEBARAN_OUT)
        if rest.take(_ALL_OUT):
            skips = Skips.ALL
    # One holiday by its name, a whole month: we skip all holidays, some days, or none.
    if rest.take(_OTHER_OUT) or rest.take(_MONTH_OUT):
        skips, sure = Skips.ALL, False
    weekdays, days, told = _taken_out(rest, today)
    sure = sure and told and rest.take(_LEFT) is None
    return SkipsSaid(skips=skips, weekdays=weekdays, days=days, sure=sure)


def _taken_out(rest: Rest, today: date) -> tuple[tuple[int, ...], tuple[date, ...], bool]:
    """The weekdays and days that are left out, and whether all of them can be told."""
    out = rest.take_all(_DAYS_OUT)
    weekdays = {WEEKDAYS.index(day) for each in out for day in Rest(each[0]).list_all(_DAY)}
    lists = [*rest.take_all(_LISTED_OUT), *rest.take_all(_LISTED_ARE_OUT)]
    named = [day for each in lists for day in _listed(each, today)]
    named += [day for each in rest.take_all(_SPAN_OUT) for day in _between(each, today)]
    dates = rest.take_all(_DATES_OUT)
    dates += rest.take_all(
        _DATES_ARE_OUT, lambda found: _BEHIND_BOUND.search(found.string[: found.start()]) is None
    )
    named += [single_day(day, today) for each in dates for day in Rest(each[0]).list_all(_SINGLE)]
    days = sorted({each.day for each in named if each.day is not None})
    return tuple(sorted(weekdays)), tuple(days), all(each.day is not None for each in named)


def _listed(found: re.Match[str], today: date) -> tuple[Named, ...]:
    """The days of "libur tanggal 10 dan 24 Maret", of "libur 10 - 12 Maret" each of them."""
    days, is_span = listed_days(found, today)
    return _each_day(days[0].day, days[-1].day) if is_span else days


def _between(found: re.Match[str], today: date) -> tuple[Named, ...]:
    """Each day of "libur 18 Maret sampai 2 April"."""
    first = single_day(found["first"], today).day
    return _each_day(first, single_day(found["last"], first or today).day)


def _each_day(first: date | None, last: date | None) -> tuple[Named, ...]:
    if first is None or last is None or not 0 <= (last - first).days <= _SPAN_OUT_DAYS_MAX:
        return (UNTOLD,)
    return tuple(Named(first + timedelta(days=away), True) for away in range((last - first).days + 1))
