"""What a message about a day says of the hour, taken out: "besok 9.30" is tomorrow, and no 9th.

Only what can be no day is taken: "9.10" may be the ninth of October and stays.
"""

from __future__ import annotations

import re

from domain.reading.date_words import DATE_WORDS, Mark
from domain.reading.numbers import with_digits
from domain.reading.time_words import HINTS, OTHER_ANCHORS, PRAYERS, UNTIL, Hint


def _either(words: set[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _words_of(hint: Hint) -> set[str]:
    return {" ".join(words) for words, found in HINTS.items() if found is hint}


_PARTS = _either(
    set().union(*map(_words_of, (Hint.MORNING, Hint.NOON, Hint.AFTERNOON, Hint.NIGHT, Hint.DAWN)))
)
_AT = rf"\b(?:{_either(_words_of(Hint.AT))})\b"
_HALF = rf"(?:{_either(_words_of(Hint.HALF))})"
_FIGURES = r"\d{1,2}(?:[.:]\d{2})?"
_MINUTES = (
    rf"(?: (?:{_either(_words_of(Hint.PAST) | _words_of(Hint.TO))}) "
    rf"(?:\d+|{_either(_words_of(Hint.QUARTER))})(?: menit)?)?"
)
# "3 jam lagi" names no hour.
_IN_WORDS = r"(?!(?:lagi|lg|lgi|lalu|yang|yg|deui|maneh)\b)[a-z]+(?: (?:belas|blas|welas|puluh)\b)?"
_HOUR = rf"{_AT}(?: {_AT})?[.:]?\s*(?:{_HALF} )?(?:{_FIGURES}|{_IN_WORDS})(?: ?-?an\b)?{_MINUTES}"
_UNTIL = rf"\s*(?:{UNTIL}|\batau\b)\s*"
# "jam 8 sampai jam 10", "pkl 08.00 - selesai": one event, whose day stands beside it.
_HOURS = re.compile(rf"{_HOUR}(?:{_UNTIL}(?:{_HOUR}|{_FIGURES}(?!\d)|selesai\b))?")
_HALF_HOUR = re.compile(rf"\b{_HALF} (\d{{1,2}}|[a-z]+)\b{_MINUTES}")
_CLOCK = re.compile(
    rf"(?<![\d.,/:-])(?P<hour>\d{{1,2}})(?P<sign>[.:])(?P<minute>\d{{2}})"
    rf"(?:{_UNTIL}(?:\d{{1,2}}[.:]\d{{2}}|selesai\b))?(?![\d%]|[.,:/-]\d)(?P<zone> ?(?:wib|wita|wit)\b)?"
)
# "besok 9 pagi"; behind "tgl" or a weekday the number may be the day of the month.
_BY_PART = re.compile(
    rf"(?P<day>\b(?:[a-z]+ )?[a-z]+|\d[/-]\d{{1,2}}) (?P<hour>\d{{1,2}}|[a-z]+)(?= (?:{_PARTS})\b)"
)
# "pagi2" is "pagi-pagi".
_DOUBLED = re.compile(rf"\b({_PARTS})2\b")
_BEFORE_OR_AFTER = _either(
    _words_of(Hint.AFTER_ANCHOR) | set("sebelum sblm menjelang pas waktu pulang bubar bar sambil".split())
)
_PRAYER_NAMES = {word for word in PRAYERS if not word.startswith("ju")}
_FRIDAY_PRAYER = {"jumatan", "jumuahan", "jumaahan"}
_EVENTS = {word for word, meaning in DATE_WORDS.items() if meaning[0] is Mark.EVENT}
_ANCHORS = {word for word in OTHER_ANCHORS if (word,) not in _EVENTS}
_WORSHIP = r"(?:(?:sholat|solat|salat|shalat|sembahyang) )?"
_PRAYERS = re.compile(
    rf"\b(?:(?:{_BEFORE_OR_AFTER}) {_WORSHIP}(?:{_either(_PRAYER_NAMES | _FRIDAY_PRAYER | _ANCHORS)})"
    rf"|{_WORSHIP}(?:{_either(_PRAYER_NAMES)})|(?:{_BEFORE_OR_AFTER}) (?:sholat|solat|salat|shalat) jumat)\b"
)


def without_hours(text: str) -> str:
    """The cleaned text without its hours by the clock."""
    text = _HOURS.sub(" ", _DOUBLED.sub(r"\1", text))
    text = _HALF_HOUR.sub(lambda found: " " if _is_an_hour(found[1]) else found[0], text)
    text = _CLOCK.sub(lambda found: " " if _is_a_clock(found) else found[0], text)
    return _BY_PART.sub(lambda found: found["day"] if _is_beside_a_day(found) else found[0], text)


def without_prayers(text: str) -> str:
    """The text without the prayer or the errand that an hour is named by: "besok habis magrib"."""
    return _PRAYERS.sub(" ", text)


def _is_an_hour(word: str) -> bool:
    digits = "".join(with_digits([word]))
    return digits.isdigit() and 1 <= int(digits) <= 12


def _is_a_clock(found: re.Match[str]) -> bool:
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 24 or minute > 59:
        return bool(found["zone"])
    return found["sign"] == ":" or bool(found["zone"]) or minute == 0 or minute > 12


def _is_beside_a_day(found: re.Match[str]) -> bool:
    words = tuple(found["day"].split())
    offset = any(DATE_WORDS.get(part, (None,))[0] is Mark.OFFSET for part in (words, words[-1:]))
    return (offset or words[0][0].isdigit()) and _is_an_hour(found["hour"])
