"""Which day a row of date pieces means: one rule for each pattern people write.

Each rule gives the day and whether it is sure; what two words contradict, no rule gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from domain.reading.date_asked import (
    Asked,
    Context,
    Found,
    NoSuchDay,
    check_weekday,
    said_weekday,
    units_away,
)
from domain.reading.date_parts import Pieces
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


def find_day(found: Pieces, today: date, context: Context) -> Found | None:
    """The day by the one rule whose pattern the pieces fit; None if they fit none."""
    pieces = [piece for piece in found.pieces if piece.mark not in (Mark.ABOUT, Mark.EVENT)]
    unsure = len(pieces) < len(found.pieces)
    if len(pieces) > 1:
        pieces = [piece for piece in pieces if piece.mark is not Mark.LATER]
    pattern = "".join(piece.mark for piece in pieces)
    for rule, find in _RULES:
        if rule.fullmatch(pattern):
            day, sure = find(Asked(tuple(pieces), today, context))
            return day, sure and not unsure
    return None


def _relative_day(asked: Asked) -> Found:
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


def _relative_and_said(asked: Asked) -> Found:
    """ "besok tgl 29", "hari ini, Rabu 28/1": both must be the same day."""
    day = asked.today + asked.value(Mark.OFFSET) * DAY
    full = next((piece for piece in asked.pieces if piece.mark is Mark.FULL), None)
    numbers = [full.day] if full else asked.values(Mark.NUMBER)
    months = [full.month] if full else asked.values(Mark.MONTH)
    written = [full.year] if full else numbers[1:]
    years = [full_year(number, asked.today) for number in written if number is not None]
    check_weekday(asked, day)
    if numbers[0] != day.day or months not in ([], [day.month]) or years not in ([], [day.year]):
        raise NoSuchDay
    return day, True


def _yesterday_and_said(asked: Asked) -> Found:
    """ "kemarin tgl 25": yesterday, or the other day when it was the 25th; "besok tgl 30" must be right.

    With its weekday, "besok Sabtu tgl 31" is the Saturday to come.
    """
    named = any(asked.has(mark) for mark in (Mark.ON_THE, Mark.MONTH, Mark.FULL))
    loose = named and (asked.value(Mark.OFFSET) == -1 or asked.has(Mark.WEEKDAY))
    return (_said_and_relative if loose else _relative_and_said)(asked)


def _said_and_relative(asked: Asked) -> Found:
    """ "tgl 25 kemarin" is the 25th that has been, "5 Februari mendatang" the one to come; the rest must be right."""
    offset = asked.value(Mark.OFFSET) if asked.has(Mark.OFFSET) else 1 if asked.has(Mark.NEXT) else -1
    if asked.has(Mark.OFFSET):
        try:
            return _relative_and_said(asked)
        except NoSuchDay:
            pass
    if offset not in (1, -1) or asked.context == ("past" if offset == 1 else "future"):
        raise NoSuchDay
    side = replace(asked, context="future" if offset == 1 else "past")
    with_month = asked.has(Mark.MONTH) or asked.has(Mark.FULL)
    day = (_day_and_month if with_month else _day_of_month)(side)[0]
    if (day - asked.today).days * offset < 0:
        raise NoSuchDay
    return day, False


def _of_said_year(asked: Asked) -> Found:
    """ "25 Desember tahun lalu", "tgl 3 bulan 2 tahun depan"."""
    numbers = asked.values(Mark.NUMBER)
    month = asked.value(Mark.MONTH) if asked.has(Mark.MONTH) else numbers[1]
    day = date(asked.today.year + units_away(asked), month, numbers[0])
    check_weekday(asked, day)
    return day, True


def _today_by_hour(asked: Asked) -> Found:
    """tadi pagi, nanti malam: today, but only on its own side."""
    if asked.context == ("future" if asked.has(Mark.EARLIER_TODAY) else "past"):
        raise NoSuchDay
    return asked.today, True


def _weekday(asked: Asked) -> Found:
    """ "Jumat": the coming one, or for what is past the last one; on that weekday itself we ask."""
    weekday = asked.value(Mark.WEEKDAY)
    day = weekday_from(asked.today, weekday, forward=asked.context != "past")
    return day, asked.context != "any" and weekday != asked.today.weekday()


def _sunday(asked: Asked) -> Found:
    """ "Minggu" alone: Sunday, if it is not the week that is meant."""
    return weekday_from(asked.today, 6, forward=asked.context != "past"), False


def _weekday_towards(asked: Asked) -> Found:
    """ "Senin depan" is the nearest to come for some, a week later for others; "Senin lalu" the same."""
    return weekday_from(asked.today, said_weekday(asked), forward=asked.has(Mark.NEXT)), False


def _weekday_this(asked: Asked) -> Found:
    day = in_week(asked.today, asked.value(Mark.WEEKDAY))
    wrong_side = (asked.context == "future" and day < asked.today) or (
        asked.context == "past" and day > asked.today
    )
    if wrong_side or (asked.context == "any" and day < asked.today):
        return weekday_from(asked.today, asked.value(Mark.WEEKDAY), forward=asked.context != "past"), False
    return day, True


def _weekday_of_week(asked: Asked) -> Found:
    """ "Senin minggu depan", "minggu kemarin hari Senin": the week from Monday to Sunday."""
    if asked.offset not in (0, -1):  # "ini hari" is today elsewhere, not here
        raise NoSuchDay
    weeks = asked.has(Mark.NEXT) - asked.has(Mark.LAST) + asked.offset
    return in_week(asked.today + 7 * weeks * DAY, asked.value(Mark.WEEKDAY)), False


def _eve(asked: Asked) -> Found:
    """ "malam Jumat" is the evening of Thursday, the day before; "malam Minggu kemarin" the one that has been."""
    weekday = (said_weekday(asked) - 1) % 7
    if asked.has(Mark.OFFSET) and asked.offset not in (1, -1):
        raise NoSuchDay
    said = asked.has(Mark.NEXT) - asked.has(Mark.LAST) + asked.offset
    forward = said > 0 or (said == 0 and asked.context != "past")
    tonight = weekday == asked.today.weekday() and not said
    return (asked.today if tonight else weekday_from(asked.today, weekday, forward=forward)), False


def _eve_and_said(asked: Asked) -> Found:
    """ "malam Jumat tgl 29": the Thursday, or, if it is the Friday that is the 29th, the day before."""
    bare = tuple(piece for piece in asked.pieces if piece.mark not in (Mark.EVE, Mark.WEEKDAY, Mark.WEEK))
    plain = replace(asked, pieces=bare)
    day = (_day_of_month if len(bare) == 2 else _day_and_month)(plain)[0]
    if (said_weekday(asked) - 1) % 7 == day.weekday():
        return day, False
    if said_weekday(asked) != day.weekday():
        raise NoSuchDay
    return day - DAY, False


def _day_and_eve(asked: Asked) -> Found:
    """ "Kamis malam Jumat": the same evening by both its names."""
    said = asked.pieces[0].value
    eve = replace(asked, pieces=asked.pieces[1:])
    if (said_weekday(eve) - 1) % 7 != said:
        raise NoSuchDay
    return _eve(eve)


def _of_said_week(asked: Asked) -> Found:
    """ "minggu depan tgl 5", "Senin depan tgl 2": the day of the month, which must lie in that week."""
    weeks = 1 if asked.has(Mark.NEXT) else -1 if asked.has(Mark.LAST) else 0
    bare = tuple(piece for piece in asked.pieces if piece.mark not in (Mark.WEEK, Mark.WEEKDAY))
    plain = replace(
        asked, pieces=bare, context="future" if weeks > 0 else "past" if weeks < 0 else asked.context
    )
    day = (_day_and_month if asked.has(Mark.MONTH) else _day_of_month)(plain)[0]
    away = (in_week(day, 0) - in_week(asked.today, 0)).days // 7
    weekday = next(iter(asked.values(Mark.WEEKDAY)), day.weekday())
    # "Senin depan" is the nearest to come for some: it may still be in this week.
    if weekday != day.weekday() or abs(away - weeks) > asked.has(Mark.WEEKDAY):
        raise NoSuchDay
    return day, asked.has(Mark.WEEKDAY)


def _day_of_month(asked: Asked) -> Found:
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
    check_weekday(asked, day)
    near = 0 < abs((day - asked.today).days) <= NEAR_DAYS and day.month == asked.today.month
    named = asked.has(Mark.WEEKDAY) or asked.has(Mark.WEEK)
    return day, (near or named) and asked.has(Mark.ON_THE) and asked.context != "any"


def _day_of_said_month(asked: Asked) -> Found:
    """ "tgl 3 bulan depan"."""
    first = month_from(asked.today, units_away(asked))
    day = first.replace(day=asked.value(Mark.NUMBER))
    check_weekday(asked, day)
    return day, True


def _day_and_month(asked: Asked) -> Found:
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
    check_weekday(asked, day)
    if year is not None:
        written = full.year if full else numbers[-1]
        guessed = year != full_year(written or 0, asked.today)
        return day, not guessed and (abs(day.year - asked.today.year) <= FAR_YEARS or day < asked.today)
    return day, abs((day - asked.today).days) <= HALF_YEAR_DAYS


def _day_and_month_by_number(asked: Asked) -> Found:
    """ "19 bulan 6" without "tanggal" may be so many months, too: shown first, with its weekday it is clear."""
    day, sure = _day_and_month(asked)
    return day, sure and asked.has(Mark.WEEKDAY)


def _said_year(asked: Asked, written: int) -> int:
    """The year of two digits; of what is past, one still to come is of the century before ("45" is 1945)."""
    year = full_year(written, asked.today)
    return year - 100 if written <= 99 and asked.context == "past" and year > asked.today.year else year


def _month_first(asked: Asked) -> Found:
    """ "Februari 3", "bulan 2 tgl 3"."""
    if asked.has(Mark.MONTH):
        return _day_and_month(asked)[0], asked.has(Mark.ON_THE)
    month, number = asked.values(Mark.NUMBER)
    day = _nearest_year(asked, month, number)
    check_weekday(asked, day)
    return day, True


def _counted(asked: Asked) -> Found:
    """ "2 minggu lagi", "3 hari lalu"; months differ in length, so they are shown first."""
    count = asked.value(Mark.NUMBER)
    if not 1 <= count <= COUNT_MAX or asked.offset not in (
        0,
        -1,
    ):  # "2 minggu kemarin", "3 hari dari sekarang"
        raise NoSuchDay
    back = asked.has(Mark.LAST) or asked.offset == -1
    signed = -count if back else count
    sure = not asked.has(Mark.NEXT) and not asked.has(Mark.OFFSET) and not any(asked.values(Mark.FURTHER))
    if asked.has(Mark.DAY):
        return asked.today + signed * DAY, sure
    if asked.has(Mark.WEEK):
        return asked.today + 7 * signed * DAY, sure
    first = month_from(asked.today, signed * (12 if asked.has(Mark.YEAR_WORD) else 1))
    return first.replace(day=min(asked.today.day, last_day(first))), False


def _edge_of_month(asked: Asked) -> Found:
    """ "akhir bulan", "awal bulan depan", "awal Maret": shown first, for "akhir" is not only the last day."""
    end = asked.has(Mark.END)
    if asked.has(Mark.MONTH):
        return _edge_of_named_month(asked, end), False
    if any(asked.has(mark) for mark in (Mark.NEXT, Mark.LAST, Mark.THIS, Mark.OFFSET)):
        first = month_from(asked.today, units_away(asked))
        return (first.replace(day=last_day(first)) if end else first), False
    this = month_from(asked.today, 0)
    if end:
        last = this.replace(day=last_day(this))
        return (this - DAY if asked.context == "past" and last > asked.today else last), False
    later = asked.context != "past" and this < asked.today
    return (month_from(asked.today, 1) if later else this), False


def _edge_of_named_month(asked: Asked, end: bool) -> date:
    """The first or last day of that month: on the 28th of it, its end is still to come."""
    if asked.has(Mark.NEXT) or asked.has(Mark.LAST) or asked.has(Mark.OFFSET):
        asked = replace(asked, context="future" if units_away(asked) == 1 else "past")
    firsts = [date(asked.today.year + more, asked.value(Mark.MONTH), 1) for more in (-1, 0, 1)]
    days = [first.replace(day=last_day(first)) if end else first for first in firsts]
    if asked.context == "future":
        return next(day for day in days if day >= asked.today)
    if asked.context == "past":
        return next(day for day in reversed(days) if day <= asked.today)
    return min(days, key=lambda day: abs(day - asked.today))


def _market_day(asked: Asked) -> Found:
    """ "Jumat Kliwon": weekday and market day meet every 35 days (a selapan)."""
    step = -1 if asked.context == "past" else 1
    for away in range(SELAPAN_DAYS):
        day = asked.today + step * away * DAY
        on_market = market_day(day) == asked.value(Mark.MARKET_DAY)
        if on_market and day.weekday() == said_weekday(asked):
            return (day - DAY if asked.has(Mark.EVE) else day), False
    raise NoSuchDay


def _nearest_year(asked: Asked, month: int, number: int) -> date:
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


_RULES: tuple[tuple[re.Pattern[str], Callable[[Asked], Found]], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"[Rr]|[Rr]W|W[Rr]", _relative_day),
        (r"[WG]?R[WG]?T?(N|NMN?|D)", _yesterday_and_said),
        (r"[WG]?(TNM?R|NMR|T?NM[XL]|T?D[RXL])", _said_and_relative),
        (r"[WG]?(T?NM|TNBN)Y[XLIR]|Y[XLIR][WG]?T?NM", _of_said_year),
        (r"Q+|F+", _today_by_hour),
        (r"W", _weekday),
        (r"G", _sunday),
        (r"WX|WL|XW", _weekday_towards),
        (r"WI", _weekday_this),
        (r"WG[XLIR]|G[XLIR]W", _weekday_of_week),
        (r"R?E[WG]|E[WG][XLIR]?", _eve),
        (r"E[WG]TNM?|E[WG]T?NMN?", _eve_and_said),
        (r"WE[WG]", _day_and_eve),
        (r"G[XLI]TNM?|WG?[XLI]TNM?|WG?[XLI]NM|G[XLI]WTNM?", _of_said_week),
        (r"[WG]?TN|N|WN|TNH?[WG]", _day_of_month),
        (r"[WG]?TNB[XLIR]|B[XLIR][WG]?TN", _day_of_said_month),
        (r"[WG]?T?NB?MN?|[WG]?T?NMI|[WG]?T?D|[WG]?TNBNN?|DW|T?NMN?W", _day_and_month),
        (r"[WG]?NBNN?", _day_and_month_by_number),
        (r"[WG]?MT?N|BMTN|[WG]?MNN|BN[WG]?TN", _month_first),
        (r"A?N[HGBY][AL]|AN[HGBY]|N[HGBY]X|N[HGBY]R", _counted),
        (r"[KS](B[XLIR]?|M[XLR]?)|B[XLIR][KS]", _edge_of_month),
        (r"E?[WG]P", _market_day),
    )
)
