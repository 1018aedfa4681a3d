"""Which day a message names, seen from today, and how sure that is.

The law: day before month before year; a day on the wrong side of today is never taken; "minggu" by itself
may be the week; "malam Jumat" is Thursday evening. What people say for two different days is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain.reading.action import Action
from domain.reading.clean import clean
from domain.reading.date_asked import Context, NoSuchDay
from domain.reading.date_parts import date_pieces
from domain.reading.date_rules import find_day
from domain.reading.date_words import Mark
from domain.reading.limits import DATE_TEXT_CHARS_MAX, UNKNOWN_WORDS_MAX


@dataclass(frozen=True)
class DateReading:
    """`day` is None when there is none to show."""

    action: Action
    day: date | None = None


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
        return _REJECT if set(found.pattern) <= {Mark.NUMBER, Mark.COUNTED, Mark.FURTHER, Mark.FULL} else _ASK
    if Mark.COUNTED in found.pattern and set(found.pattern) <= {Mark.NUMBER, Mark.COUNTED, Mark.FURTHER}:
        return _REJECT  # "3 orang", "2 jam lagi"
    if found.pattern.lstrip(Mark.EVENT) == Mark.NUMBER and found.pieces[-1].numbered:
        return _REJECT  # "cicilan 5", "pertemuan 3"
    if re.search(r"\bh ?[-+] ?\d", cleaned.text):  # "H-1": so many days before what?
        return _ASK
    if found.unknown > UNKNOWN_WORDS_MAX and set(found.pattern) <= {Mark.NUMBER, Mark.LATER}:
        return _REJECT
    try:
        hit = find_day(found, today, context)
    except (NoSuchDay, ValueError, OverflowError):
        return _ASK
    if hit is None or found.unknown > UNKNOWN_WORDS_MAX or cleaned.unreadable:
        return _ASK
    day, sure = hit
    if (context == "past" and day > today) or (context == "future" and day < today):
        return _ASK
    doubted = found.unknown or found.unsure or "?" in cleaned.text or cleaned.foreign_digits
    return DateReading(Action.ACCEPT if sure and not doubted else Action.CONFIRM, day)
