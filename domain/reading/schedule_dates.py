"""Which single days a schedule names: the first, the last, those that are left out, those that stand alone.

What a day means is read by `dates.py`, always as a day to come; here is what a schedule adds: a month as a beginning
("mulai Februari") or an end ("sampai Maret"), lists and spans of days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from domain.reading.action import Action
from domain.reading.dates import read_date
from domain.reading.day_steps import in_week, last_day, month_from
from domain.reading.schedule_rest import words
from domain.reading.schedule_words import MARKET_DAY_NAMES, MONTHS, WEEKDAYS
from domain.records import dataclass

DAY = f"(?:{'|'.join(WEEKDAYS)})"
MONTH = f"(?:{'|'.join(MONTHS)})"
MARKET = f"(?:{'|'.join(MARKET_DAY_NAMES)})"
_YEAR = r"(?: tahun)?(?: \d{4})?"
# A weekday behind its date, and not the first of several: "2 Februari Senin sampai Jumat".
_ITS_DAY = rf"(?: (?:hari )?{DAY}(?! (?:sampai|-|dan|,) {DAY}))?"
_NUMBERED = rf"(?:{DAY} )?(?:, )?(?:tanggal )?\d{{1,2}} (?:bulan )?{MONTH}{_YEAR}{_ITS_DAY}"
_OF_MONTH = rf"(?:{DAY} )?tanggal \d{{1,2}}(?: bulan depan| bulan)?(?! ?\d| {MONTH})"
_NEAR = rf"(?:{DAY} )?(?:hari ini|besok|lusa)(?: {DAY})?|\d{{1,3}} (?:hari|minggu|bulan) lagi"
_OF_WEEK = rf"{DAY} (?:minggu )?(?:depan|ini)|minggu (?:depan|ini) {DAY}|{DAY} {MARKET}"
# A day that stands for itself, whatever is around it.
SINGLE = rf"(?:{_NUMBERED}|{_OF_MONTH}|{_NEAR}|{_OF_WEEK})"
_EDGE = rf"(?:awal|akhir|pertengahan) (?:{MONTH}{_YEAR}|(?:bulan|tahun|minggu)(?: depan| ini)?)"
_SPAN = rf"minggu (?:depan|ini)|bulan (?:depan|ini)|tahun (?:depan|ini)|{MONTH}{_YEAR}"
_FESTIVE = r"(?:awal |akhir |sebelum |sesudah |hari )?(?:lebaran|puasa|besar)"
_NOT_LISTED = rf"(?! (?:dan |, |sampai |- )?{DAY}\b)"
# After "mulai" and "sampai" a bare weekday or month is a day, too.
_DATED = rf"kemarin|{SINGLE}|{_EDGE}|{_SPAN}|{_FESTIVE}|sesudah {SINGLE}"
BOUND = rf"(?:{_DATED}|{DAY}{_NOT_LISTED})"

# A bare weekday begins only behind "mulai": "tiap Kamis, sampai 10 Mei" is a rhythm and its end.
FROM_TO = words(
    rf"(?:mulai )?(?P<first>{_DATED}|(?<=mulai ){DAY}{_NOT_LISTED}) ,? ?(?:sampai|-) (?P<last>{BOUND})"
)
FROM = words(rf"mulai (?P<first>{BOUND})")
TO = words(rf"sampai (?P<last>{BOUND})")
WITHIN = words(rf"(?:selama |bulan )?(?P<span>{_SPAN})")
# "mulai sesudah panen", "mulai kapan": from a day that nobody can tell yet.
FROM_UNTOLD = words(r"mulai (?:sesudah|sebelum) \S+|mulai \?")
AFTER_FESTIVE = words(r"sesudah (?:lebaran|puasa|besar)")
ALONE = words(SINGLE)
_NUMBERS = r"\d{1,2}(?:(?: ,| dan| -| sampai)* (?:tanggal )?\d{1,2})"
LISTED_DAYS = rf"(?:tanggal )?(?P<days>{_NUMBERS}+) (?P<month>{MONTH}{_YEAR})"
LISTED = words(LISTED_DAYS)
# "Februari tanggal 3 sampai 6" is "tanggal 3 sampai 6 Februari".
MONTH_FIRST = re.compile(
    rf"(?<!\d )\b({MONTH}{_YEAR}) (?:, )?(tanggal {_NUMBERS}*)"
    rf"(?! (?:bulan )?{MONTH}| kali|[\d:])"
)
# "tanggal 5, 12 bulan depan"
OF_THAT_MONTH = re.compile(rf"\b(tanggal {_NUMBERS}+) bulan (depan|ini)\b")
# Without a month: "tgl 3 dan 10".
LISTED_NEAR = words(
    rf"(?<!tiap )tanggal (?P<days>\d{{1,2}}(?:(?: ,| dan)* (?:tanggal )?\d{{1,2}})+)(?! (?:bulan )?{MONTH}| kali)"
)
# "tgl 4 s.d. 6"; "tgl 2-4" may be the second of April.
SPAN_NEAR = words(
    r"(?<!tiap )tanggal (?P<first>\d{1,2}) (?P<to>sampai|-) (?:tanggal )?(?P<last>\d{1,2})"
    rf"(?! (?:bulan )?{MONTH}| kali)"
)
_TWO_DAYS = re.compile(r"^(\d{1,2}) (?:-|sampai) (\d{1,2})$")
SPANS = re.compile(rf"^(?:{_SPAN})$")
MONTHS_OF_YEAR = 12
# Of a span among several not more days than this are meant one by one.
SPAN_DAYS_MAX = 13
_VAGUE_DAYS = frozenset(("lebaran", "puasa", "besar", "kemarin"))


@dataclass(frozen=True, slots=True)
class Named:
    """A day that is named. day: None if it cannot be told. sure: it is no guess."""

    day: date | None
    sure: bool


UNTOLD = Named(None, False)


def first_day(said: str, today: date) -> Named:
    """The day behind "mulai": of a month or a week its first that is to come."""
    if SPANS.match(said):
        begin = _span(said, today)[0]
        return Named(max(begin, today), True)
    if said.startswith("awal "):
        span = _span(said.removeprefix("awal "), today)
        return Named(max(span[0], today), False)
    return UNTOLD if _is_vague(said) else _single(said, today)


def last_day_of(said: str, today: date) -> Named:
    """The day behind "sampai": of a month, a week or a year its last."""
    if said.startswith("akhir "):
        return Named(_span(said.removeprefix("akhir "), today)[1], True)
    if SPANS.match(said):
        return Named(_span(said, today)[1], False)
    return UNTOLD if _is_vague(said) else _single(said, today)


def bounds_of(said: str, today: date) -> tuple[Named, Named]:
    """From when until when "bulan depan" or "februari" is, as far as it is still to come."""
    first, last = _span(said, today)
    return Named(max(first, today), True), Named(last, False)


def single_day(said: str, today: date) -> Named:
    """A day that stands for itself."""
    return _single(said, today)


def listed_days(found: re.Match[str], today: date) -> tuple[tuple[Named, ...], bool]:
    """The days of "3, 10 dan 17 februari", and whether they are a span ("3 - 7 februari") of every day."""
    said = found["days"].replace("tanggal ", "").strip()
    month = found.groupdict().get("month")

    def told(number: int) -> Named:
        return _single(f"{number} {month}" if month else f"tanggal {number}", today)

    if _TWO_DAYS.match(said):
        return tuple(told(int(number)) for number in re.findall(r"\d+", said)), True
    return tuple(day for part in re.split(r" (?:,|dan) ", said) for day in _part_of_list(part, told)), False


def span_near(found: re.Match[str], today: date) -> tuple[Named, ...]:
    """The first and the last day of "tanggal 4 sampai 6", in the month that the first falls in."""
    first, last = int(found["first"]), int(found["last"])
    begin = _single(f"tanggal {first}", today)
    if begin.day is None or last <= first or (found["to"] == "-" and last <= MONTHS_OF_YEAR):
        return (UNTOLD,)
    return begin, _single(f"{last} {MONTHS[begin.day.month - 1]} {begin.day.year}", today)


def _part_of_list(part: str, told: Callable[[int], Named]) -> list[Named]:
    """Of "2 - 6 dan 9 - 13 maret" each day of a span, as a guess; "2 - 9 - 16" are three days."""
    numbers = [int(number) for number in re.findall(r"\d+", part)]
    if not (_TWO_DAYS.match(part) and numbers[0] < numbers[1] <= numbers[0] + SPAN_DAYS_MAX):
        return [told(number) for number in numbers]
    return [Named(told(number).day, False) for number in range(numbers[0], numbers[1] + 1)]


def all_told(days: Iterable[Named]) -> bool:
    """Whether every one of them is a day."""
    return all(each.day is not None for each in days)


def _is_vague(said: str) -> bool:
    return (
        said.startswith(("sesudah ", "sebelum ", "pertengahan ", "awal ", "akhir ", "hari besar"))
        or said in _VAGUE_DAYS
    )


def _single(said: str, today: date) -> Named:
    found = read_date(said.replace(" , ", " "), today=today, context="future")
    if found.day is None:
        return UNTOLD
    return Named(found.day, found.action is Action.ACCEPT)


def _span(said: str, today: date) -> tuple[date, date]:
    """The first and last day of a month, "minggu depan", "bulan depan", "tahun depan", "bulan", "tahun"."""
    if said.startswith("minggu"):
        monday = in_week(today + timedelta(days=7 if said.endswith("depan") else 0), 0)
        return monday, monday + timedelta(days=6)
    if said.startswith("tahun"):
        year = today.year + said.endswith("depan")
        return date(year, 1, 1), date(year, 12, 31)
    if said.startswith("bulan"):
        first = month_from(today, 1 if said.endswith("depan") else 0)
    else:
        first = _month(said, today)
    return first, first.replace(day=last_day(first))


def _month(said: str, today: date) -> date:
    """The first day of that month in the year said, or in the next one that is not over."""
    month = MONTHS.index(said.split(maxsplit=1)[0]) + 1
    written = re.search(r"\d{4}", said)
    year = int(written[0]) if written else today.year + (month < today.month)
    return date(min(max(year, 1900), 2100), month, 1)
