"""Which day a message names, seen from today, and how sure that is.

The law: day before month before year; a day on the wrong side of today is never taken; "minggu" by itself
may be the week; "malam Jumat" is Thursday evening. What people say for two different days is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from domain.reading.action import Action
from domain.reading.clean import clean
from domain.reading.date_parts import Piece, Pieces, date_pieces
from domain.reading.date_words import Mark
from domain.reading.limits import DATE_TEXT_CHARS_MAX, UNKNOWN_WORDS_MAX

Context = Literal["past", "future", "any"]

YEAR_MIN, YEAR_MAX = 1900, 2100
# A day of the month within a week of today is clear; further away the month is asked about.
NEAR_DAYS = 7
# A date without a year further off than this is asked about: the year is a guess.
HALF_YEAR_DAYS = 183
COUNT_MAX = 400
# 17 August 1945 was a Friday Legi: the anchor of the five market days, in order Legi, Pahing, Pon, Wage, Kliwon.
_LEGI = date(1945, 8, 17).toordinal()
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DateReading:
    """`day` is None when there is none to show."""

    action: Action
    day: date | None = None


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


class _NoSuchDay(Exception):
    """31 February, or two words that contradict each other."""


_Found = tuple[date, bool]  # the day, and whether it is sure
_REJECT, _ASK = DateReading(Action.REJECT), DateReading(Action.ASK)


def read_date(text: str, *, today: date, context: Context = "any") -> DateReading:
    """The day a message names. Never raises.

    `today` is the day in the group's zone. `context` says which side is asked about; today belongs to both.
    ACCEPT: clear. CONFIRM: a likely day, to be shown with its weekday. ASK: no such day, on the wrong side,
    or vague. REJECT: no day at all. Spellings after scrapinghub/dateparser id.yaml; meanings are house rules.
    """
    if len(text) > DATE_TEXT_CHARS_MAX:
        return _REJECT
    cleaned = clean(text)
    found = date_pieces(cleaned.text)
    if not found.pieces:
        return _ASK if cleaned.unreadable else _REJECT
    if re.search(r"\d[.,]\d{3}\b|\d ?(?:rb|ribu|rebu|k|jt|juta)\b|\brp", cleaned.text):
        return _REJECT if set(found.pattern) <= {Mark.NUMBER, Mark.FURTHER, Mark.FULL} else _ASK
    if found.unknown > UNKNOWN_WORDS_MAX and set(found.pattern) <= {Mark.NUMBER, Mark.LATER}:
        return _REJECT
    try:
        hit = _by_rule(found, today, context)
    except (_NoSuchDay, ValueError, OverflowError):
        return _ASK
    if hit is None or found.unknown > UNKNOWN_WORDS_MAX or cleaned.unreadable:
        return _ASK
    day, sure = hit
    if (context == "past" and day > today) or (context == "future" and day < today):
        return _ASK
    doubted = found.unknown or found.unsure or "?" in cleaned.text or cleaned.foreign_digits
    return DateReading(Action.ACCEPT if sure and not doubted else Action.CONFIRM, day)


def _by_rule(found: Pieces, today: date, context: Context) -> _Found | None:
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


def _relative_day(asked: _Asked) -> _Found:
    """besok, kemarin; "besok Kamis" must be right, "besok Senin" is the coming Monday."""
    sure = asked.has(Mark.OFFSET)
    offset = asked.value(Mark.OFFSET if sure else Mark.MAYBE_OFFSET)
    day = asked.today + offset * _DAY
    weekday = asked.values(Mark.WEEKDAY)
    if not weekday or weekday[0] == day.weekday():
        return day, sure
    if offset not in (1, -1):
        raise _NoSuchDay
    return _weekday_from(asked.today, weekday[0], forward=offset == 1), False


def _relative_and_said(asked: _Asked) -> _Found:
    """ "besok tgl 29", "hari ini, Rabu 28/1": both must be the same day."""
    day = asked.today + asked.value(Mark.OFFSET) * _DAY
    full = next((piece for piece in asked.pieces if piece.mark is Mark.FULL), None)
    numbers = [full.day] if full else asked.values(Mark.NUMBER)
    months = [full.month] if full else asked.values(Mark.MONTH)
    years = [full.year or day.year] if full else [_year(number) for number in numbers[1:]]
    _check_weekday(asked, day)
    if numbers[0] != day.day or months not in ([], [day.month]) or years not in ([], [day.year]):
        raise _NoSuchDay
    return day, True


def _today_by_hour(asked: _Asked) -> _Found:
    """tadi pagi, nanti malam: today, but only on its own side."""
    if asked.context == ("future" if asked.has(Mark.EARLIER_TODAY) else "past"):
        raise _NoSuchDay
    return asked.today, True


def _weekday(asked: _Asked) -> _Found:
    """ "Jumat": the coming one, or for what is past the last one; on that weekday itself we ask."""
    weekday = asked.value(Mark.WEEKDAY)
    day = _weekday_from(asked.today, weekday, forward=asked.context != "past")
    return day, asked.context != "any" and weekday != asked.today.weekday()


def _sunday(asked: _Asked) -> _Found:
    """ "Minggu" alone: Sunday, if it is not the week that is meant."""
    return _weekday_from(asked.today, 6, forward=asked.context != "past"), False


def _weekday_towards(asked: _Asked) -> _Found:
    """ "Senin depan" is the nearest to come for some, a week later for others; "Senin lalu" the same."""
    return _weekday_from(asked.today, _said_weekday(asked), forward=asked.has(Mark.NEXT)), False


def _weekday_this(asked: _Asked) -> _Found:
    day = _in_week(asked.today, asked.value(Mark.WEEKDAY))
    wrong_side = (asked.context == "future" and day < asked.today) or (asked.context == "past" and day > asked.today)
    if wrong_side or (asked.context == "any" and day < asked.today):
        return _weekday_from(asked.today, asked.value(Mark.WEEKDAY), forward=asked.context != "past"), False
    return day, True


def _weekday_of_week(asked: _Asked) -> _Found:
    """ "Senin minggu depan": the week from Monday to Sunday."""
    weeks = 1 if asked.has(Mark.NEXT) else -1 if asked.has(Mark.LAST) else 0
    return _in_week(asked.today + 7 * weeks * _DAY, asked.value(Mark.WEEKDAY)), False


def _eve(asked: _Asked) -> _Found:
    """ "malam Jumat" is the evening of Thursday, the day before."""
    weekday = (_said_weekday(asked) - 1) % 7
    forward = asked.context != "past" and not asked.has(Mark.LAST)
    tonight = weekday == asked.today.weekday() and not asked.has(Mark.NEXT) and not asked.has(Mark.LAST)
    return (asked.today if tonight else _weekday_from(asked.today, weekday, forward=forward)), False


def _day_of_month(asked: _Asked) -> _Found:
    """ "tgl 3": the next one, or for what is past the last one; a weekday beside it must be right."""
    number = asked.value(Mark.NUMBER)
    if not 1 <= number <= 31:
        raise _NoSuchDay
    if not asked.has(Mark.ON_THE) and not asked.has(Mark.WEEKDAY) and asked.context == "any":
        raise _NoSuchDay
    ahead = next(_months_with(asked.today, number, 1))
    behind = next(_months_with(asked.today, number, -1))
    if asked.context == "any":
        day = min(ahead, behind, key=lambda one: abs(one - asked.today))
    else:
        day = ahead if asked.context == "future" else behind
    _check_weekday(asked, day)
    near = 0 < abs((day - asked.today).days) <= NEAR_DAYS and day.month == asked.today.month
    named = asked.has(Mark.WEEKDAY) or asked.has(Mark.WEEK)
    return day, (near or named) and asked.has(Mark.ON_THE) and asked.context != "any"


def _day_of_said_month(asked: _Asked) -> _Found:
    """ "tgl 3 bulan depan"."""
    first = _month_from(asked.today, _months_away(asked))
    day = first.replace(day=asked.value(Mark.NUMBER))
    _check_weekday(asked, day)
    return day, True


def _day_and_month(asked: _Asked) -> _Found:
    """ "3 Feb", "3 Feb 26", "tgl 3 bulan 2", "03/02", "3/2/2026": the year is guessed only if none is written."""
    full = next((piece for piece in asked.pieces if piece.mark is Mark.FULL), None)
    numbers = asked.values(Mark.NUMBER)
    if full:
        number, month, year = full.day, full.month, full.year
    elif asked.has(Mark.MONTH):
        number, month = numbers[0], asked.value(Mark.MONTH)
        year = _year(numbers[1]) if len(numbers) > 1 else None
    else:
        number, month, year = numbers[0], numbers[1], None
    if year is not None and not YEAR_MIN <= year <= YEAR_MAX:
        raise _NoSuchDay
    day = date(year, month, number) if year is not None else _nearest_year(asked, month, number)
    _check_weekday(asked, day)
    if year is not None:
        return day, True
    return day, abs((day - asked.today).days) <= HALF_YEAR_DAYS


def _month_first(asked: _Asked) -> _Found:
    """ "Februari 3", "bulan 2 tgl 3"."""
    if asked.has(Mark.MONTH):
        return _day_and_month(asked)[0], asked.has(Mark.ON_THE)
    month, number = asked.values(Mark.NUMBER)
    day = _nearest_year(asked, month, number)
    _check_weekday(asked, day)
    return day, True


def _counted(asked: _Asked) -> _Found:
    """ "2 minggu lagi", "3 hari lalu"; months differ in length, so they are shown first."""
    count = asked.value(Mark.NUMBER)
    if not 1 <= count <= COUNT_MAX:
        raise _NoSuchDay
    back = asked.has(Mark.LAST) or asked.has(Mark.OFFSET)
    signed = -count if back else count
    sure = not asked.has(Mark.NEXT) and not asked.has(Mark.OFFSET)
    if asked.has(Mark.DAY):
        return asked.today + signed * _DAY, sure
    if asked.has(Mark.WEEK):
        return asked.today + 7 * signed * _DAY, sure
    first = _month_from(asked.today, signed * (12 if asked.has(Mark.YEAR_WORD) else 1))
    return first.replace(day=min(asked.today.day, _last_day(first))), False


def _edge_of_month(asked: _Asked) -> _Found:
    """ "akhir bulan", "awal bulan depan", "awal Maret": shown first, for "akhir" is not only the last day."""
    end = asked.has(Mark.END)
    if asked.has(Mark.MONTH):
        first = _nearest_year(asked, asked.value(Mark.MONTH), 1)
        return (first.replace(day=_last_day(first)) if end else first), False
    if any(asked.has(mark) for mark in (Mark.NEXT, Mark.LAST, Mark.THIS, Mark.OFFSET)):
        first = _month_from(asked.today, _months_away(asked))
        return (first.replace(day=_last_day(first)) if end else first), False
    this = _month_from(asked.today, 0)
    if end:
        last = this.replace(day=_last_day(this))
        return (this - _DAY if asked.context == "past" and last > asked.today else last), False
    later = asked.context != "past" and this < asked.today
    return (_month_from(asked.today, 1) if later else this), False


def _market_day(asked: _Asked) -> _Found:
    """ "Jumat Kliwon": weekday and market day meet every 35 days (a selapan)."""
    step = -1 if asked.context == "past" else 1
    for away in range(35):
        day = asked.today + step * away * _DAY
        on_market = (day.toordinal() - _LEGI) % 5 == asked.value(Mark.MARKET_DAY)
        if on_market and day.weekday() == asked.value(Mark.WEEKDAY):
            return (day - _DAY if asked.has(Mark.EVE) else day), False
    raise _NoSuchDay


def _weekday_from(today: date, weekday: int, *, forward: bool) -> date:
    """The nearest such weekday after (or before) today, never today."""
    away = (weekday - today.weekday()) % 7 if forward else (today.weekday() - weekday) % 7
    return today + (away or 7) * (_DAY if forward else -_DAY)


def _said_weekday(asked: _Asked) -> int:
    """The weekday; "malam Minggu" leaves no doubt that Sunday is meant."""
    return asked.value(Mark.WEEKDAY) if asked.has(Mark.WEEKDAY) else 6


def _in_week(day: date, weekday: int) -> date:
    return day + (weekday - day.weekday()) * _DAY


def _check_weekday(asked: _Asked, day: date) -> None:
    said = 6 if asked.has(Mark.WEEK) else next(iter(asked.values(Mark.WEEKDAY)), None)
    if said is not None and said != day.weekday():
        raise _NoSuchDay


def _months_away(asked: _Asked) -> int:
    if asked.has(Mark.OFFSET):  # "bulan kemarin"
        if asked.value(Mark.OFFSET) != -1:
            raise _NoSuchDay
        return -1
    return 1 if asked.has(Mark.NEXT) else -1 if asked.has(Mark.LAST) else 0


def _month_from(today: date, months: int) -> date:
    """The first day of the month so many months from today's."""
    years, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(years, month + 1, 1)


def _last_day(first: date) -> int:
    return (_month_from(first, 1) - _DAY).day


def _months_with(today: date, number: int, step: int) -> Iterator[date]:
    """The days with that number from today on (step 1) or back (step -1), months too short left out."""
    for months in range(13):
        first = _month_from(today, step * months)
        if number <= _last_day(first):
            day = first.replace(day=number)
            if (day - today).days * step >= 0:
                yield day


def _nearest_year(asked: _Asked, month: int, number: int) -> date:
    """The day and month in the year that fits the context; of 29 February only the year at hand counts."""
    years = [asked.today.year + more for more in (-1, 0, 1)]
    days = [date(year, month, number) for year in years if not (month == 2 and number == 29 and year % 4)]
    if not days:
        raise _NoSuchDay
    if asked.context == "future":
        days = [day for day in days if day >= asked.today]
    elif asked.context == "past":
        days = [day for day in days if day <= asked.today]
    if not days:
        raise _NoSuchDay
    return min(days, key=lambda day: abs(day - asked.today))


def _year(number: int) -> int:
    return number if number > 99 else number + (2000 if number < 80 else 1900)


_RULES: tuple[tuple[re.Pattern[str], Callable[[_Asked], _Found]], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"[Rr]|[Rr]W|W[Rr]", _relative_day),
        (r"[WG]?R[WG]?T?(N|NMN?|D)", _relative_and_said),
        (r"Q|F", _today_by_hour),
        (r"W", _weekday),
        (r"G", _sunday),
        (r"WX|WL|XW", _weekday_towards),
        (r"WI", _weekday_this),
        (r"WG[XLI]", _weekday_of_week),
        (r"E[WG][XLI]?", _eve),
        (r"[WG]?TN|N|WN", _day_of_month),
        (r"[WG]?TNB[XLIR]|B[XLIR][WG]?TN", _day_of_said_month),
        (r"[WG]?T?NMN?|[WG]?T?D|[WG]?TNBN|DW|T?NMN?W", _day_and_month),
        (r"[WG]?MT?N|[WG]?MNN|BN[WG]?TN", _month_first),
        (r"N[HGBY][AL]|AN[HGBY]|N[HGBY]X|NHR", _counted),
        (r"[KS](B[XLIR]?|M)", _edge_of_month),
        (r"E?WP", _market_day),
    )
)
