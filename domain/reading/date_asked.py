"""What a rule about a day is given: the pieces of the message, the day it is, and which side of it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.reading.date_parts import Piece
from domain.reading.date_words import Mark

Context = Literal["past", "future", "any"]

Found = tuple[date, bool]  # the day, and whether it is sure


@dataclass(frozen=True)
class Asked:
    """What a rule needs: the pieces, the day it is, and which side of it is meant."""

    pieces: tuple[Piece, ...]
    today: date
    context: Context

    def value(self, mark: Mark) -> int:
        """The value of the first piece with that mark."""
        return next(piece.value for piece in self.pieces if piece.mark is mark)

    @property
    def offset(self) -> int:
        """How many days from today "kemarin", "ini hari" or "besok" names; 0 where none of them stands."""
        return next(iter(self.values(Mark.OFFSET)), 0)

    def values(self, mark: Mark) -> list[int]:
        return [piece.value for piece in self.pieces if piece.mark is mark]

    def has(self, mark: Mark) -> bool:
        return any(piece.mark is mark for piece in self.pieces)


class NoSuchDay(Exception):
    """31 February, or two words that contradict each other."""


def said_weekday(asked: Asked) -> int:
    """The weekday; "malam Minggu" leaves no doubt that Sunday is meant."""
    return asked.value(Mark.WEEKDAY) if asked.has(Mark.WEEKDAY) else 6


def check_weekday(asked: Asked, day: date) -> None:
    said = 6 if asked.has(Mark.WEEK) else next(iter(asked.values(Mark.WEEKDAY)), None)
    if said is not None and said != day.weekday():
        raise NoSuchDay


def units_away(asked: Asked) -> int:
    """How many months or years from this one "depan", "lalu", "ini" or "kemarin" names."""
    if asked.has(Mark.OFFSET):  # "bulan kemarin"
        if asked.value(Mark.OFFSET) != -1:
            raise NoSuchDay
        return -1
    return 1 if asked.has(Mark.NEXT) else -1 if asked.has(Mark.LAST) else 0
