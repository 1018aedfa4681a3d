"""Of what kind and size may a field of a book's file be? A value either fits or does not; nothing is changed.

known: the numbers that stand in the file's own parts, so that nothing points outside of it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain.ledger_records import AMOUNT_MAX

Plain = Mapping[str, Any]
Known = Mapping[str, frozenset[int]]
Fits = Callable[[Any, Known], bool]

# As far as a column reaches.
NUMBER_MAX = 2**63 - 1
TEXT_CHARS_MAX = 2_000
NAME_CHARS_MAX = 60

_HEX = re.compile(r"(?:[0-9a-f]{2}){0,64}", re.ASCII)


class BadBook(ValueError):
    """The values are no book of ours; the text says where, and quotes nothing."""


def whole(least: int, most: int = NUMBER_MAX) -> Fits:
    """A whole number within these."""
    return lambda value, known: type(value) is int and least <= value <= most


def text(most: int = TEXT_CHARS_MAX, least: int = 0) -> Fits:
    """A text of so many characters that a column can hold."""

    def fits(value: Any, known: Known) -> bool:
        return type(value) is str and least <= len(value) <= most and _is_storable(value)

    return fits


def _is_storable(words: str) -> bool:
    return "\0" not in words and not any("\ud800" <= sign <= "\udfff" for sign in words)


def one_of(*values: str) -> Fits:
    """One of these words."""
    return lambda value, known: type(value) is str and value in values


def matching(pattern: re.Pattern[str]) -> Fits:
    """A text of this form."""
    return lambda value, known: type(value) is str and pattern.fullmatch(value) is not None


def day(value: Any, known: Known) -> bool:
    """A day as ISO text."""
    try:
        return type(value) is str and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def number_of(part: str) -> Fits:
    """A number that stands in this part of the file."""
    return lambda value, known: type(value) is int and value in known[part]


def unless(nothing: object, fits: Fits) -> Fits:
    """What fits, or this one value that stands for nothing."""

    def either(value: Any, known: Known) -> bool:
        return (type(value) is type(nothing) and value == nothing) or fits(value, known)

    return either


def note(value: Any, known: Known) -> bool:
    """A note with its salt, or None."""
    if value is None:
        return True
    return (
        isinstance(value, dict) and hexadecimal(value.get("salt"), known) and text()(value.get("text"), known)
    )


hexadecimal = matching(_HEX)
MEMBER, MEETING, ENTRY = number_of("members"), number_of("meetings"), number_of("entries")
MOMENT, AMOUNT = whole(0), whole(1, AMOUNT_MAX)
