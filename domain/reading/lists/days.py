"""Which digits of a line tell a day, a time, a period or a number of the meeting, so that they are no amounts?

The law: day before month before year; a day without a year is the nearest one, and a day still to come is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.reading.dates import read_date
from domain.reading.lists.limits import DAYS_BACK_MAX

_MONTHS = (
    "januari|jan|februari|pebruari|febuari|februwari|feb|peb|pebr|febr|maret|mart|mar|april|apr|mei|juni|jun|juli|jul|"
    "agustus|agust|agt|agu|ags|september|sept|sep|oktober|okt|november|nopember|nov|nop|desember|des"
)
_WEEKDAYS = "senin|selasa|rabu|kamis|jumat|jumaat|sabtu|ahad|minggu|senen|slasa|rebo|kemis|jemuah|setu|saptu"
_YEAR = r"(?:(?:19|20)\d\d|\d\d(?!\d|[.,]\d|(?: ?(?:rb|ribu|k|jt)\b)))"
_NOT_MONEY = r"(?![\d]|[.,]\d|(?: ?(?:rb|ribu|rebu|k|jt|juta)\b))"
_DAY = re.compile(
    rf"(?:\b(?:{_WEEKDAYS})\b[ ,/]*)?(?:\b(?:tanggal|tgl|tg)\b[ .:]*)?"
    rf"(?:(?<![\d.,/-])\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d)"
    rf"|(?<![\d.,/-])\d{{1,2}} ?([-/.]) ?\d{{1,2}} ?\1 ?(?:(?:19|20)\d\d|\d\d){_NOT_MONEY}"
    rf"|(?<![\d.,/-])\d{{1,2}}/\d{{1,2}}{_NOT_MONEY}(?!/)(?! ?(?:nya|na|dari|kg|jt|juta)\b)"
    rf"|(?<![\d.,/-])\d{{1,2}} ?[-./ ]? ?(?:{_MONTHS})\b(?:[ .,/-]*{_YEAR})?)"
)
_NUMBERED_DAY = re.compile(
    rf"(?:\b(?:{_WEEKDAYS})\b[ ,/]*)?\b(?:tanggal|tgl|tg)\b[ .:]*\d{{1,2}}{_NOT_MONEY}"
    r"(?: (?:bulan|bln) (?:ini|lalu|kemarin))?"
)
_PERIOD = re.compile(
    r"\b(?:bulan|bln|iuran|setoran|simpanan|tabungan|rapat|periode|arisan|wajib)? ?"
    rf"\b(?:{_MONTHS})\b[ .,/-]*(?:19|20)\d\d\b"
    r"|\b(?:bulan|bln) \d{1,2}\b(?! ?(?:rb|ribu|k|jt))(?:[ /](?:19|20)\d\d)?|\b(?:tahun|thn|th) ?(?:19|20)\d\d\b"
)
_TIME = re.compile(
    r"\b(?:jam|jm|pukul|pkl|pk|tabuh) ?\.? ?\d{1,2}(?:[.:]\d{2})?"
    r"(?: ?(?:-|sd|s/d|s d|sampai|sampe|smp) ?(?:jam )?\d{1,2}(?:[.:]\d{2})?)?"
    r"(?: ?(?:wib|wita|wit|pagi|siang|sore|malam|selesai)\b)?"
    r"|\b\d{1,2}[.:]\d{2}(?: ?- ?\d{1,2}[.:]\d{2})? ?(?:wib|wita|wit|am|pm)\b"
    r"|(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
)
_ORDINAL = re.compile(
    r"(?:\b(?:minggu|mgg|pekan) )?\bke ?-? ?(?:\d{1,3}|[ivx]{1,5})\b(?! ?(?:rb|ribu|k|jt|juta))"
    r"|\b(?:minggu|mgg|pekan|putaran) (?:\d|[iv]{1,3})\b(?! ?(?:rb|ribu|k))"
)
# "cicilan ke 3/10": the third of ten, no day.
_OF_SO_MANY = re.compile(r"\bke ?-? ?\d{1,2} ?(?:/|dari) ?\d{1,2}(?!\d|[.,]\d|/| ?(?:rb|ribu|k|jt)\b)")
_PHONE = re.compile(r"(?<![\d.,])(?:\+? ?62|0) ?8\d(?:[ -]?\d){6,11}(?!\d)")
# An account to which somebody sent it: "tf ke BRI 1234567890".
_ACCOUNT = re.compile(
    r"\b(?:bri|bca|bni|bsi|btn|mandiri|dana|ovo|gopay|rek|rekening|norek|no rek)\b[ .:]*\d(?:[ -]?\d){5,17}(?![\d.,])"
    r"(?: *(?:a/?n|atas nama)\b\.? *[a-z]+)?"
)
# "Kemarin Nani 10rb", "Nani 10rb jumat kemarin": at the ends of a line a word for a day says when.
_YESTERDAY = r"(?:kemarin|kmrn|kmren|kemaren|wingi|kamari|semalam|tadi malam)"
_AT_ENDS = re.compile(
    rf"^(?:hari )?(?:(?:{_WEEKDAYS}) )?{_YESTERDAY}\b|^(?:hari )?(?:{_WEEKDAYS}) lalu\b|^hari ini\b"
    rf"|(?<!minggu )(?<!mgg )(?<!bulan )(?<!bln )(?<!yg )(?<!yang )(?<!rapat )"
    rf"(?<!buat )(?<!utk )(?<!untuk )\b(?:(?:hari )?(?:{_WEEKDAYS}) )?"
    rf"{_YESTERDAY}$"
)
_TWO_SUMS = re.compile(r"\d{1,3}/\d{1,3}")
_WORD_DAY = re.compile(
    rf"\b(?:hari ini|kemarin|kmrn|kmren|kemaren|tadi malam|semalam|wingi|kamari"
    rf"|(?:hari )?(?:{_WEEKDAYS})(?: (?:kemarin|lalu|ini))?)\b"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """text: the line without days and times. days: those read, None for one nobody can tell. told: whether any was."""

    text: str
    days: tuple[date | None, ...] = ()
    told: bool = False


def take_days(text: str, today: date, names: frozenset[str]) -> Dated:
    """Takes days, times, periods and phone numbers out of a cleaned line. names: words that are women of the group."""
    days: list[date | None] = []
    told = False

    def read(found: re.Match[str]) -> str:
        nonlocal told
        if _TWO_SUMS.fullmatch(found[0]) and _stands_for_money(found, names):
            return found[0]
        words = set(re.findall(r"[a-z]+", found[0]))
        if words & names and not re.search(r"\d{4}", found[0]):
            return found[0]
        day = _find(found[0], today)
        if day is None and not re.search(r"[a-z]|\d[-/.]\d+[-/.]\d", found[0]):
            return found[0]
        told = True
        days.append(day)
        return " ; "

    def drop(found: re.Match[str]) -> str:
        nonlocal told
        told = True
        return " "

    text = _OF_SO_MANY.sub(drop, _TIME.sub(drop, text))
    text = _NUMBERED_DAY.sub(read, _DAY.sub(read, text))
    for pattern in (_PERIOD, _ORDINAL):
        text = pattern.sub(lambda found: drop(found) if not set(found[0].split()) & names else found[0], text)
    text = _ACCOUNT.sub(" telepon ", _PHONE.sub(" telepon ", text))
    return Dated(text, tuple(days), told)


def _stands_for_money(found: re.Match[str], names: frozenset[str]) -> bool:
    """ "Yuyun 10/5, Neneng 10/0": two sums of hers, no day; "Yuyun 3/2 10rb" is a day."""
    before = re.findall(r"[a-z]+", found.string[: found.start()])
    behind = found.string[found.end() :].lstrip()
    return bool(before) and before[-1] in names and behind[:1] in ("", ",", ";")


def find_end_day(text: str, today: date) -> date | None:
    """ "Kemarin Nani setor 10rb", "Nani 10rb jumat kemarin": the day of such a line; None where it says none."""
    found = _AT_ENDS.search(text.strip(" .,;:!()"))
    if not found:
        return None
    words = found[0].replace("semalam", "kemarin").replace("tadi malam", "kemarin")
    return today if words == "hari ini" else read_date(words, today=today, context="past").day


def find_word_day(text: str, today: date) -> date | None:
    """ "Rapat kemarin", "hari Selasa": the day a heading names in words."""
    found = _WORD_DAY.search(text)
    if not found:
        return None
    day = read_date(found[0], today=today, context="past").day
    week_ago = day is not None and (today - day).days == 7 and not re.search("lalu|kemarin", found[0])
    return today if "hari ini" in found[0] or week_ago else day  # "hari Selasa", said on a Tuesday


def _find(words: str, today: date) -> date | None:
    """The day that is meant. A wrong weekday beside it does not make it another day, but one that is asked about."""
    try:
        return read_date(words.strip(" ,"), today=today, context="any").day
    except (ValueError, OverflowError):
        return None


def is_likely(day: date, today: date) -> bool:
    """Whether a meeting can have been on that day: not to come, and not more than a year ago."""
    return today - timedelta(days=DAYS_BACK_MAX) <= day <= today if today.year > 2 else day <= today
