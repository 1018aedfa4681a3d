"""The words of an announcement for one receiver, on their way into a sentence of ours.

A value of a Text like an amount or a date: what is filled in gets its written form where every value gets it
(bot/render.py). The office's own words stay as they are, so that a link it asks her to open can be opened; her name is
a person's word, in which nothing may be tapped.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from domain.placeholders import fill
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """text: normal (domain/placeholders.py). salutation, name: hers, "" where nothing is known."""

    text: str
    salutation: str = ""
    name: str = ""
    day: date | None = None

    def written(self, write: Callable[[Any], str]) -> str:
        """The words, filled in. write: gives a value its written form in her language."""
        return fill(
            self.text,
            salutation=write(self.salutation),
            name=write(self.name),
            day=write(self.day) if self.day is not None else "",
        )
