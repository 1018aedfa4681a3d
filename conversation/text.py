"""Sentences for people, not yet in any language.

The Indonesian sentence is the message id. A Text is put into her language at the very end (bot/render.py), so a
conversation never joins parts and never formats an amount or a date itself: it hands the value over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, object] = MappingProxyType({})


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class Text:
    """One sentence or a few: the message id, its named values and, for counted things, the plural's id and count."""

    message: str
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    plural: str = ""
    count: int = 0


def _(message: str, /, **values: object) -> Text:
    """The whole sentence `message` with its named `{values}`: text, whole numbers, amounts, dates or other Texts."""
    return Text(message, values) if values else Text(message)


def n_(singular: str, plural: str, count: int, /, **values: object) -> Text:
    """A sentence that depends on a count; `{n}` in it is the count. Indonesian has one form: write both alike."""
    return Text(singular, {"n": count, **values}, plural, count)
