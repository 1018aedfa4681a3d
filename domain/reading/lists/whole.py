"""What does the whole pasted text say? Goes through its lines with the heading, sender and day that stand above each.

The law: a line with a number ends as an entry, a cost, cash, a total, a day or a question; the words of a line that
tells of somebody's harm end nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from domain.reading.lists.closing import close
from domain.reading.lists.limits import LINE_CHARS_MAX, LIST_CHARS_MAX, LIST_LINES_MAX, UNREAD_QUESTIONS_MAX
from domain.reading.lists.model import ListMember, ListReading, Question
from domain.reading.lists.naming import Names, names_of
from domain.reading.lists.passing import Reader
from domain.reading.lists.tokens import lex, plain_line
from domain.reading.lists.words import Tok

_LABEL = re.compile(r"\s*(?P<who>[^\W\d_][^:\n]{1,30}?)\s*:\s(?P<said>.+)")

_ROLL = re.compile(r"\W*(?:absen(?:si)?|daftar hadir|kehadiran|presensi)\b", re.IGNORECASE)
_LETTER = re.compile(r"(?P<who>[^\W\d_][^,;:=\n]*?)[ \t=:.-]+(?P<letter>[HISAhisa])\b\.?(?=\s*(?:[,;(]|$))")
_LETTERS = {"h": "hadir", "i": "izin", "s": "sakit", "a": "tidak hadir"}

NOTHING_USUAL: Mapping[str, int] = MappingProxyType({})


def read_list(
    text: str,
    members: Sequence[ListMember],
    *,
    today: date,
    usual: Mapping[str, int] = NOTHING_USUAL,
    default_kind: str = "wajib",
    kinds: Collection[str] = (),
) -> ListReading:
    """All that a pasted list says of the group's women. Never raises; time is bounded by `limits.py`.

    `today` is the day in the group's zone. `usual`: kind -> the amount the group's meeting decided, in rupiah.
    `kinds`: what the group keeps; an amount of another kind is asked about. Without them any kind is booked.
    Amounts without a unit below 1.000 are guesses in thousands until `answer_scale`. Whatever is not clear is a
    question; `answer_question` settles one.
    """
    names = names_of(members)
    reader = Reader(names=names, today=today, usual=usual, default_kind=default_kind, kinds=frozenset(kinds))
    lines = _with_attendance(text[:LIST_CHARS_MAX].splitlines(), names)
    speaker = _speaker(lines[:LIST_LINES_MAX], names)
    for number, raw in enumerate(lines[:LIST_LINES_MAX], start=1):
        reader.read(number, raw[:LINE_CHARS_MAX], speaker)
    reading = close(reader)
    beyond = _unread(text, lines)
    return reading if not beyond else _with(reading, beyond)


def _with_attendance(lines: list[str], names: Names) -> list[str]:
    """Under "Absen" or "Daftar hadir" the letters H, I, S, A behind the names as words; else the lines as they are."""
    if sum(bool(_ROLL.match(raw)) for raw in lines) != 1:
        return lines

    def word(found: re.Match[str]) -> str:
        together = lex(plain_line(found["who"] + " " + found["letter"]), names)
        names_ = [token for token in together if token.tok is Tok.NAME]
        told = len(names_) == 1 and names_[0].text.split()[-1] != found["letter"].lower()
        return f"{found['who']} {_LETTERS[found['letter'].lower()]}" if told else found[0]

    changed = [_LETTER.sub(word, raw) for raw in lines]
    if sum(one != raw for one, raw in zip(changed, lines, strict=True)) < 1:
        return lines
    return [_ROLL.sub("daftar", raw) for raw in changed]


def _speaker(lines: Sequence[str], names: Names) -> str:
    """Who passes on what others gave, as she stands before each line: "Lilis: yuyun 10", "Lilis: imas 10"; else ""."""
    told = [found for raw in lines if (found := _LABEL.match(raw[:LINE_CHARS_MAX]))]
    labels = {found["who"].strip().lower() for found in told}
    if len(told) < 2 or len(labels) != 1 or len(told) != sum(bool(raw.strip()) for raw in lines):
        return ""
    who = [token for token in lex(plain_line(told[0]["who"]), names) if token.tok is not Tok.TITLE]
    if [token.tok for token in who] != [Tok.NAME]:
        return ""
    of_others = all(
        any(token.tok is Tok.NAME and token.keys != who[0].keys for token in lex(plain_line(rest), names))
        for rest in (found["said"] for found in told)
    )
    return told[0]["who"].strip() if of_others else ""


def _unread(text: str, lines: list[str]) -> list[Question]:
    """The lines beyond the limits that hold a digit, not quoted: nobody looked what they tell."""
    rest = [
        (number, raw if number > LIST_LINES_MAX else raw[LINE_CHARS_MAX:])
        for number, raw in enumerate(lines, start=1)
        if number > LIST_LINES_MAX or len(raw) > LINE_CHARS_MAX
    ]
    if len(text) > LIST_CHARS_MAX:
        rest.append((max(1, len(lines)), text[LIST_CHARS_MAX : 2 * LIST_CHARS_MAX]))
    told = [number for number, raw in rest if any(sign.isdigit() for sign in raw)]
    return [Question(about="line", line=number) for number in told[:UNREAD_QUESTIONS_MAX]]


def _with(reading: ListReading, more: Sequence[Question]) -> ListReading:
    from dataclasses import replace

    return replace(reading, questions=(*reading.questions, *more))
