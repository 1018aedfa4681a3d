"""A group's year for its report, and what all tables of the report have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.books.heading import Say
from bot.books.table import Cell, Column, Sort, Table
from bot.render import render
from conversation.text import Text
from db.books import Book
from db.year_records import YearBook
from domain.accounts import Account
from domain.loan_classes import Profile
from domain.money import Rupiah
from domain.movements import COUNTED
from handlers.savings.words import names_by


@dataclass(frozen=True, kw_only=True, slots=True)
class Year:
    """A group's year for its report. before: the year before, None where nothing was written then. book: its entries.

    full: for the officers' own files, with savings, loans and parts by name; else for the meeting, without any of them.
    """

    now: YearBook
    before: YearBook | None
    book: Book
    profiles: Mapping[str, Profile]
    full: bool
    language: str
    printed: date


class Tables:
    """What a maker of tables of one year needs."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.say: Say = partial(render, language=year.language)
        self.names: dict[Account, Text | str] = dict(names_by(year.now.rules))

    def years(self, width: float) -> list[Column]:
        """This year's column, and the one of the year before."""
        now = Column(f"{self.year.now.year}", Sort.MONEY, width)
        before = self.year.before
        return [now] if before is None else [now, Column(f"{before.year}", Sort.MONEY, width)]

    def table(
        self,
        title: Text,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        totals: Sequence[Cell] = (),
        strong: frozenset[int] = frozenset(),
        bold: frozenset[tuple[int, int]] = frozenset(),
        divided: int = 0,
        note: str = "",
    ) -> Table:
        """The table; its lines are added where it stands alone."""
        return Table(
            title=self.say(title),
            columns=columns,
            rows=rows,
            totals=totals,
            strong=strong,
            bold=bold,
            divided=divided,
            note=note,
        )


def column_sum(rows: Sequence[Sequence[Cell]], at: int) -> int:
    """The numbers of that column together."""
    return sum(value for row in rows if isinstance(value := row[at], int))


def members_on(book: YearBook, day: date) -> int:
    """How many belonged to the group at the end of that day."""
    return sum(
        each.joined_day <= day and (each.left_day is None or each.left_day > day) for each in book.members
    )


def saved(book: YearBook) -> Rupiah:
    """All that members call their savings, at the end of the year."""
    return Rupiah(sum(book.balances[account] for account in COUNTED))
