"""What does the whole pasted text say? Goes through its lines with the heading, sender and day that stand above each.

The law: a line with a number ends as an entry, a cost, cash, a total, a day or a question; the words of a line that
tells of somebody's harm end nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from domain.reading.lists.closing import close
from domain.reading.lists.limits import LINE_CHARS_MAX, LIST_CHARS_MAX, LIST_LINES_MAX, UNREAD_QUESTIONS_MAX
from domain.reading.lists.model import ListMember, ListReading, Question
from domain.reading.lists.naming import names_of
from domain.reading.lists.passing import Reader

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
    lines = text[:LIST_CHARS_MAX].splitlines()
    for number, raw in enumerate(lines[:LIST_LINES_MAX], start=1):
        reader.read(number, raw[:LINE_CHARS_MAX])
    reading = close(reader)
    beyond = _unread(text, lines)
    return reading if not beyond else _with(reading, beyond)


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
