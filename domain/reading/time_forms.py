"""The words of a message about a time, every way to write an hour made one: "0930", "9,30", "jam delapan lima belas".

Dates beside the time, and the end of an event that only says "selesai", are left out.
"""

from __future__ import annotations

import re

from domain.reading.date_words import DATE_WORDS, Mark
from domain.reading.number_words import find_number_word
from domain.reading.numbers import with_digits
from domain.reading.time_words import AFTER_ONLY_BEFORE_PRAYER, HINTS, PRAYERS, UNTIL, Hint

_CLOCK = re.compile(r"(?<![\d.,:])(\d{1,2}) ?[.:,] ?(\d{2})(?![\d.,:]*\d)")
_HALF_SIGN = re.compile(r"(?<![\d.,:/])1 ?/ ?2 (?=\d)")
_TOKEN = re.compile(r"\d+:\d+|[a-z·]+|\d+|[^\sa-z\d]")
_AT_WORDS = frozenset(words[0] for words, hint in HINTS.items() if hint is Hint.AT)
_AT = "|".join(_AT_WORDS)
_AT_DOT = re.compile(rf"\b({_AT})\.(?=\d)")  # "pkl.07.30"
# Four figures are an hour and its minutes behind "jam", before a zone, or with a nought in front: else they are money.
_FOUR_FIGURES = re.compile(
    rf"(?P<at>\b(?:{_AT})[.:]? ?)?(?<![\d.,:/-])(?P<hour>\d?\d)(?P<minute>[0-5]\d)(?![\d.,:/-]*\d)(?! \d\d\d)"
    r"(?P<zone> ?wi(?:b|ta|t)\b)?"
)
# "pagi2" is "pagi-pagi"; "siangan" is about noon ("isukan" is tomorrow).
_DOUBLED = re.compile(
    r"\b(?:(pagi|siang|sore|malam|malem|isuk|esuk|subuh)2|(pagi|siang|sore|malam|malem)(an))\b"
)
_TO_THE_END = re.compile(rf"\s*{UNTIL}(?: dengan| dgn)? ?selesai\b")
_AFTER_PRAYER = re.compile(
    rf"\b(?:{'|'.join(AFTER_ONLY_BEFORE_PRAYER)}) (?=(?:(?:sholat|solat|salat|shalat) )?(?:{'|'.join(PRAYERS)})\b)"
)
_MONTHS = "|".join(
    words[0] for words, (mark, _) in DATE_WORDS.items() if mark is Mark.MONTH and len(words) == 1
)
_ON_THE = "|".join(words[0] for words, (mark, _) in DATE_WORDS.items() if mark is Mark.ON_THE)
_YEAR = r"(?:,? (?:19|20)\d{2}\b)?"
_DATE = re.compile(
    rf"\b(?:(?:(?:{_ON_THE})\.? ?)?\d{{1,2}}[/-]\d{{1,2}}(?:[/-](?:\d{{4}}|\d{{2}}))?"
    rf"(?=[ ,].*\b(?:{_AT})\b|,? \d{{1,2}}[.:]\d{{2}})"
    rf"|(?:(?:{_ON_THE})\.? ?)?\d{{1,2}} (?:{_MONTHS})\b{_YEAR}"
    rf"|(?:{_ON_THE})\.? ?\d{{1,2}}\b(?: (?:bulan|bln) (?:depan|dpn|ini|\d{{1,2}}))?{_YEAR})"
)


def plain_times(text: str) -> list[str]:
    """The words of a cleaned text; numbers in words are digits, an hour with minutes is one word "9:30"."""
    text = _TO_THE_END.sub("", _DATE.sub(" ", text))
    text = _AFTER_PRAYER.sub("habis ", _DOUBLED.sub(lambda found: found[1] or f"{found[2]} an", text))
    text = _AT_DOT.sub(r"\1 ", text)
    text = _FOUR_FIGURES.sub(_with_colon, text)
    text = _CLOCK.sub(lambda found: f" {found[1]}:{found[2]} ", text)
    text = re.sub(r"(?<=\d) ?(?:a\.? ?m)\b", " am", re.sub(r"(?<=\d) ?(?:p\.? ?m)\b", " pm", text))
    text = _HALF_SIGN.sub("setengah ", text)
    return with_digits(_spoken(_TOKEN.findall(re.sub(r"(?<=\d)-(?=an\b)", " ", text))))


def _with_colon(found: re.Match[str]) -> str:
    sure = found["at"] or found["zone"]
    # "0930" alone; "0812" is how a telephone number begins.
    clock = len(found["hour"]) == 2 and found["hour"][0] == "0" and found["minute"][1] in "05"
    if int(found["hour"]) > 23 or not (sure or clock):
        return found[0]
    about = "" if sure else " kira"
    return f"{found['at'] or ''} {found['hour']}:{found['minute']}{about}{found['zone'] or ''}"


def _spoken(words: list[str]) -> list[str]:
    """ "jam delapan lima belas" as "jam 8:15": two numbers of which the second can only be minutes."""
    for at, word in enumerate(words):
        if word not in _AT_WORDS:
            continue
        end = at + 1
        while end < len(words) and find_number_word(words[end]):
            end += 1
        spoken = words[at + 1 : end]
        if len(spoken) > 1 and len(with_digits(spoken)) > 1:
            return [*words[: at + 1], *_hour_and_minutes(spoken), *words[end:]]
    return words


def _hour_and_minutes(spoken: list[str]) -> list[str]:
    for cut in range(1, len(spoken)):
        hour, minutes = with_digits(spoken[:cut]), with_digits(spoken[cut:])
        one_each = len(hour) == len(minutes) == 1 and hour[0].isdigit() and minutes[0].isdigit()
        if one_each and int(hour[0]) <= 24 and 10 <= int(minutes[0]) <= 59:
            return [f"{hour[0]}:{minutes[0]}"]
    return spoken
