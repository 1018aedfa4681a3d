"""Which day a row of date pieces means: one rule for each pattern people write.

Each rule gives the day and whether it is sure; what two words contradict, no rule gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from domain.reading.date_parts import Piece, Pieces
from domain.reading.date_words import Mark
from domain.reading.day_steps import (
    DAY,
    full_year,
    in_week,
    last_day,
    market_day,
    month_from,
    months_with,
    weekday_from,
)

Context = Literal["past", "future", "any"]

YEAR_MIN, YEAR_MAX = 1900, 2100
# A day of the month within a week of today is clear; further away the month is asked about.
NEAR_DAYS = 7
# A date without a year further off than this is asked about: the year is a guess.
HALF_YEAR_DAYS = 183
COUNT_MAX = 400
# No plan is made further ahead than this; a written year beyond it is likely a slip. Birthdays lie far back.
FAR_YEARS = 10
# Weekday and market day meet every 35 days (a selapan).
SELAPAN_DAYS = 35

Found = tuple[date, bool]  # the day, and whether it is sure


@dataclass(frozen=True)
class _Asked:
    """What a rule needs: the pieces, the day it is, and which side of it is meant."""

    pieces: tuple[Piece, ...]
    today: date
    context: Context

    def value(self, mark: Mark) -> int:
        """The value of the first piece with that mark."""
        return next(piece.value for piece in self.pieces if piece.mark is mark)

    def values(self, mark: Mark) -> list[int]:
        return [piece.value for piece in self.pieces if piece.mark is mark]

    def has(self, mark: Mark) -> bool:
        return any(piece.mark is mark for piece in self.pieces)


class NoSuchDay(Exception):
    """31 February, or two words that contradict each other."""


def find_day(found: Pieces, today: date, context: Context) -> Found | None:
    """The day by the one rule whose pattern the pieces fit; None if they fit none."""
    pieces = [piece for piece in found.pieces if piece.mark is not Mark.ABOUT]
    unsure = len(pieces) < len(found.pieces)
    if len(pieces) > 1:
        pieces = [piece for piece in pieces if piece.mark is not Mark.LATER]
    pattern = "".join(piece.mark for piece in pieces)
    for rule, find in _RULES:
        if rule.fullmatch(pattern):
            day, sure = find(_Asked(tuple(pieces), today, context))
            return day, sure and not unsure
    return None


def _relative_day(asked: _Asked) -> Found:
    """besok, kemarin; "besok Kamis" must be right, "besok Senin" is the coming Monday."""
    sure = asked.has(Mark.OFFSET)
    offset = asked.value(Mark.OFFSET if sure else Mark.MAYBE_OFFSET)
    day = asked.today + offset * DAY
    weekday = asked.values(Mark.WEEKDAY)
    if not weekday or weekday[0] == day.weekday():
        return day, sure
    if offset not in (1, -1):
        raise NoSuchDay
    return weekday_from(asked.today, weekday[0], forward=offset == 1), False


def _relative_and_said(asked: _Asked) -> Found:
    """ "besok tgl 29", "hari ini, Rabu 28/1": both must be the same day."""
    day = asked.today + asked.value(Mark.OFFSET) * DAY
    full = next((piece for piece in asked.pieces if piece.mark is Mark.FULL), None)
    numbers = [full.day] if full else asked.values(Mark.NUMBER)
    months = [full.month] if full else asked.values(Mark.MONTH)
    written = [full.year] if full else numbers[1:]
    years = [full_year(number, asked.today) for number in written if number is not None]
    _check_weekday(asked, day)
    if numbers[0] != day.day or months not in ([], [day.month]) or years not in ([], [day.year]):
        raise NoSuchDay
    return day, True


def _said_and_relative(asked: _Asked) -> Found:
    """ "tgl 25 kemarin" is the 25th that has gone by, "tgl 3 besok" the 3rd to come; the other words must be right."""
    offset, number = asked.value(Mark.OFFSET), asked.value(Mark.NUMBER)
    exact = asked.today + offset * DAY
    if exact.day == number and asked.values(Mark.MONTH) in ([], [exact.month]):
        return _relative_and_said(asked)
    if offset not in (1, -1) or asked.context == ("past" if offset == 1 else "future"):
        raise NoSuchDay
    side = replace(asked, context="future" if offset == 1 else "past")
    return (_day_and_month(side) if asked.has(Mark.MONTH) else _day_of_month(side))[0], False


def _today_by_hour(asked: _Asked) -> Found:
    """tadi pagi, nanti malam: today, but only on its own side."""
    if asked.context == ("future" if asked.has(Mark.EARLIER_TODAY) else "past"):
        raise NoSuchDay
    return asked.today, True


def _weekday(asked: _Asked) -> Found:
    """ "Jumat": the coming one, or for what is past the last one; on that weekday itself we ask."""
    weekday = asked.value(Mark.WEEKDAY)
    day = weekday_from(asked.today, weekday, forward=asked.context != "past")
    return day, asked.context != "any" and weekday != asked.today.weekday()


def _sunday(asked: _Asked) -> Found:
    """ "Minggu" alone: Sunday, if it is not the week that is meant."""
    return weekday_from(asked.today, 6, forward=asked.context != "past"), False


def _weekday_towards(asked: _Asked) -> Found:
    """ "Senin depan" is the nearest to come for some, a week later for others; "Senin lalu" the same."""
    return weekday_from(asked.today, _said_weekday(asked), forward=asked.has(Mark.NEXT)), False


def _weekday_this(asked: _Asked) -> Found:
    day = in_week(asked.today, asked.value(Mark.WEEKDAY))
    wrong_side = (asked.context == "future" and day < asked.today) or (
        asked.context == "past" and day > asked.today
    )
    if wrong_side or (asked.context == "any" and day < asked.today):
        return weekday_from(asked.today, asked.value(Mark.WEEKDAY), forward=asked.context != "past"), False
    return day, True


def _weekday_of_week(asked: _Asked) -> Found:
    """ "Senin minggu depan", "minggu depan hari Senin": the week from Monday to Sunday."""
    weeks = 1 if asked.has(Mark.NEXT) else -1 if asked.has(Mark.LAST) else 0
    return in_week(asked.today + 7 * weeks * DAY, asked.value(Mark.WEEKDAY)), False


def _this_week(asked: _Asked) -> Found:
    """ "minggu ini hari Senin": "ini hari" is today elsewhere, not here."""
    if asked.value(Mark.OFFSET) != 0:
        raise NoSuchDay
    return in_week(asked.today, asked.value(Mark.WEEKDAY)), False


def _eve(asked: _Asked) -> Found:
    """ "malam Jumat" is the evening of Thursday, the day before."""
    weekday = (_said_weekday(asked) - 1) % 7
    forward = asked.has(Mark.NEXT) or (asked.context != "past" and not asked.has(Mark.LAST))
    tonight = weekday == asked.today.weekday() and not asked.has(Mark.NEXT) and not asked.has(Mark.LAST)
    return (asked.today if tonight else weekday_from(asked.today, weekday, forward=forward)), False


def _day_of_month(asked: _Asked) -> Found:
    """ "tgl 3": the next one, or for what is past the last one; a weekday beside it must be right."""
    number = asked.value(Mark.NUMBER)
    if not 1 <= number <= 31:
        raise NoSuchDay
    if not asked.has(Mark.ON_THE) and not asked.has(Mark.WEEKDAY) and asked.context == "any":
        raise NoSuchDay
    ahead = next(months_with(asked.today, number, 1))
    behind = next(months_with(asked.today, number, -1))
    if asked.context == "any":
        day = min(ahead, behind, key=lambda one: abs(one - asked.today))
    else:
        day = ahead if asked.context == "future" else behind
    _check_weekday(asked, day)
    near = 0 < abs((day - asked.today).days) <= NEAR_DAYS and day.month == asked.today.month
    named = asked.has(Mark.WEEKDAY) or asked.has(Mark.WEEK)
    return day, (near or named) and asked.has(Mark.ON_THE) and asked.context != "any"


def _day_of_said_month(asked: _Asked) -> Found:
    """ "tgl 3 bulan depan"."""
    first = month_from(asked.today, _months_away(asked))
    day = first.replace(day=asked.value(Mark.NUMBER))
    _check_weekday(asked, day)
    return day, True


def _day_and_month(asked: _Asked) -> Found:
    """ "3 Feb", "3 Feb 26", "tgl 3 bulan 2", "03/02", "3/2/2026": the year is guessed only if none is written."""
    full = next((piece for piece in asked.pieces if piece.mark is Mark.FULL), None)
    numbers = asked.values(Mark.NUMBER)
    if full:
        number, month = full.day, full.month
        year = None if full.year is None else _said_year(asked, full.year)
    elif asked.has(Mark.MONTH):
        number, month = numbers[0], asked.value(Mark.MONTH)
        year = _said_year(asked, numbers[1]) if len(numbers) > 1 else None
    else:
        number, month = numbers[0], numbers[1]
        year = _said_year(asked, numbers[2]) if len(numbers) > 2 else None
    if year is not None and not YEAR_MIN <= year <= YEAR_MAX:
        raise NoSuchDay
    day = date(year, month, number) if year is not None else _nearest_year(asked, month, number)
    _check_weekday(asked, day)
    if year is not None:
        written = full.year if full else numbers[-1]
        guessed = year != full_year(written or 0, asked.today)
        return day, not guessed and (abs(day.year - asked.today.year) <= FAR_YEARS or day < asked.today)
    return day, abs((day - asked.today).days) <= HALF_YEAR_DAYS


def _day_and_month_by_number(asked: _Asked) -> Found:
    """ "19 bulan 6" without "tanggal" may be so many months, too: shown first, with its weekday it is clear."""
    day, sure = _day_and_month(asked)
    return day, sure and asked.has(Mark.WEEKDAY)


def _said_year(asked: _Asked, written: int) -> int:
    """The year of two digits; of what is past, one still to come is of the century before ("45" is 1945)."""
    year = full_year(written, asked.today)
    return year - 100 if written <= 99 and asked.context == "past" and year > asked.today.year else year


def _month_first(asked: _Asked) -> Found:
    """ "Februari 3", "bulan 2 tgl 3"."""
    if asked.has(Mark.MONTH):
        return _day_and_month(asked)[0], asked.has(Mark.ON_THE)
    month, number = asked.values(Mark.NUMBER)
    day = _nearest_year(asked, month, number)
    _check_weekday(asked, day)
    return day, True


def _counted(asked: _Asked) -> Found:
    """ "2 minggu lagi", "3 hari lalu"; months differ in length, so they are shown first."""
    count = asked.value(Mark.NUMBER)
    if not 1 <= count <= COUNT_MAX:
        raise NoSuchDay
    back = asked.has(Mark.LAST) or asked.has(Mark.OFFSET)
    signed = -count if back else count
    sure = not asked.has(Mark.NEXT) and not asked.has(Mark.OFFSET)
    if asked.has(Mark.DAY):
        return asked.today + signed * DAY, sure
    if asked.has(Mark.WEEK):
        return asked.today + 7 * signed * DAY, sure
    first = month_from(asked.today, signed * (12 if asked.has(Mark.YEAR_WORD) else 1))
    return first.replace(day=min(asked.today.day, last_day(first))), False


def _edge_of_month(asked: _Asked) -> Found:
    """ "akhir bulan", "awal bulan depan", "awal Maret": shown first, for "akhir" is not only the last day."""
    end = asked.has(Mark.END)
    if asked.has(Mark.MONTH):
        return _edge_of_named_month(asked, end), False
    if any(asked.has(mark) for mark in (Mark.NEXT, Mark.LAST, Mark.THIS, Mark.OFFSET)):
        first = month_from(asked.today, _months_away(asked))
        return (first.replace(day=last_day(first)) if end else first), False
    this = month_from(asked.today, 0)
    if end:
        last = this.replace(day=last_day(this))
        return (this - DAY if asked.context == "past" and last > asked.today else last), False
    later = asked.context != "past" and this < asked.today
    return (month_from(asked.today, 1) if later else this), False


def _edge_of_named_month(asked: _Asked, end: bool) -> date:
    """The first or last day of that month: on the 28th of it, its end is still to come."""
    firsts = [date(asked.today.year + more, asked.value(Mark.MONTH), 1) for more in (-1, 0, 1)]
    days = [first.replace(day=last_day(first)) if end else first for first in firsts]
    if asked.context == "future":
        return next(day for day in days if day >= asked.today)
    if asked.context == "past":
        return next(day for day in reversed(days) if day <= asked.today)
    return min(days, key=lambda day: abs(day - asked.today))


def _market_day(asked: _Asked) -> Found:
    """ "Jumat Kliwon": weekday and market day meet every 35 days (a selapan)."""
    step = -1 if asked.context == "past" else 1
    for away in range(SELAPAN_DAYS):
        day = asked.today + step * away * DAY
        on_market = market_day(day) == asked.value(Mark.MARKET_DAY)
        if on_market and day.weekday() == _said_weekday(asked):
            return (day - DAY if asked.has(Mark.EVE) else day), False
    raise NoSuchDay


def _said_weekday(asked: _Asked) -> int:
    """The weekday; "malam Minggu" leaves no doubt that Sunday is meant."""
    return asked.value(Mark.WEEKDAY) if asked.has(Mark.WEEKDAY) else 6


def _check_weekday(asked: _Asked, day: date) -> None:
    said = 6 if asked.has(Mark.WEEK) else next(iter(asked.values(Mark.WEEKDAY)), None)
    if said is not None and said != day.weekday():
        raise NoSuchDay


def _months_away(asked: _Asked) -> int:
    if asked.has(Mark.OFFSET):  # "bulan kemarin"
        if asked.value(Mark.OFFSET) != -1:
            raise NoSuchDay
        return -1
    return 1 if asked.has(Mark.NEXT) else -1 if asked.has(Mark.LAST) else 0


def _nearest_year(asked: _Asked, month: int, number: int) -> date:
    """The day and month in the year that fits the context; of 29 February only the year at hand counts."""
    years = [asked.today.year + more for more in (-1, 0, 1)]
    days = [date(year, month, number) for year in years if not (month == 2 and number == 29 and year % 4)]
    if not days:
        raise NoSuchDay
    if asked.context == "future":
        days = [day for day in days if day >= asked.today]
    elif asked.context == "past":
        days = [day for day in days if day <= asked.today]
    if not days:
        raise NoSuchDay
    return min(days, key=lambda day: abs(day - asked.today))


_RULES: tuple[tuple[re.Pattern[str], Callable[[_Asked], Found]], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"[Rr]|[Rr]W|W[Rr]", _relative_day),
        (r"[WG]?R[WG]?T?(N|NMN?|D)", _relative_and_said),
        (r"[WG]?TNM?R", _said_and_relative),
        (r"Q|F", _today_by_hour),
        (r"W", _weekday),
        (r"G", _sunday),
        (r"WX|WL|XW", _weekday_towards),
        (r"WI", _weekday_this),
        (r"WG[XLI]|G[XLI]W", _weekday_of_week),
        (r"GRW", _this_week),
        (r"E[WG][XLI]?", _eve),
        (r"[WG]?TN|N|WN", _day_of_month),
        (r"[WG]?TNB[XLIR]|B[XLIR][WG]?TN", _day_of_said_month),
        (r"[WG]?T?NB?MN?|[WG]?T?D|[WG]?TNBNN?|DW|T?NMN?W", _day_and_month),
        (r"[WG]?NBNN?", _day_and_month_by_number),
        (r"[WG]?MT?N|[WG]?MNN|BN[WG]?TN", _month_first),
        (r"N[HGBY][AL]|AN[HGBY]|N[HGBY]X|NHR", _counted),
        (r"[KS](B[XLIR]?|M)", _edge_of_month),
        (r"E?[WG]P", _market_day),
    )
)
