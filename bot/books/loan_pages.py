"""The loan pages of a group's books, as tables: sums by member, every entry, and what stands on a member's card."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.books.heading import Say, headed
from bot.books.table import Cell, Column, Sort, Table
from bot.render import render
from conversation.text import _
from db.books import Book
from db.members import Member
from domain.loan_books import LoanRow, LoanSum, loan_book, loan_sums
from handlers import book_words as words


class LoanPages:
    """Makes the loan pages of one book in one language; a column for the social fund only if something went there."""

    def __init__(self, book: Book, language: str) -> None:
        self._book = book
        self._say: Say = partial(render, language=language)
        self._rows = loan_book(book.entries, book.owed)
        self._sums = loan_sums(self._rows, book.owed)
        self._fines = any(row.fine for row in self._rows)

    @property
    def borrowers(self) -> frozenset[int]:
        """Numbers of those who owed, borrowed or paid something in these days."""
        return frozenset(self._sums)

    def sums(self) -> Table:
        """Who has borrowed, paid and still has how much."""
        names, parts = self._book.names, list(self._sums.values())
        columns = (
            Column(self._say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
            Column(self._say(words.NAME), Sort.TEXT, 2.2),
            Column(self._say(words.OWED_BEFORE), Sort.MONEY, 1.4),
            Column(self._say(words.LENT), Sort.MONEY, 1.4),
            Column(self._say(words.PRINCIPAL), Sort.MONEY, 1.4),
            Column(self._say(words.JASA), Sort.MONEY, 1.2),
            Column(self._say(words.LOAN_LEFT), Sort.MONEY, 1.5),
        )
        totals = [sum(cells) for cells in zip(*map(_sum_cells, parts), strict=True)] or [0] * 5
        return headed(
            self._book,
            self._say,
            words.LOAN_SUMS,
            columns=columns,
            rows=[(number, names.get(number, ""), *_sum_cells(each)) for number, each in self._sums.items()],
            totals=(None, self._say(words.SUM), *totals),
            note=words.LOANS_NOTE,
            signed=True,
        )

    def entries(self) -> Table:
        """Every loan paid out and every instalment, in their order."""
        names = self._book.names
        left = sum(each.left for each in self._sums.values())
        return headed(
            self._book,
            self._say,
            words.LOAN_BOOK,
            columns=(
                Column(self._say(words.DAY), Sort.DAY, 1.2),
                Column(self._say(words.NAME), Sort.TEXT, 2),
                *self._columns(),
            ),
            rows=[(row.day, names.get(row.member, ""), *self._cells(row)) for row in self._rows],
            totals=(None, self._say(words.SUM), *self._totals(self._rows), left, None),
            note=words.LOAN_ROWS_NOTE,
            signed=True,
        )

    def card(self, member: Member) -> Table:
        """Her loans below each other, to stand under her savings."""
        hers = [row for row in self._rows if row.member == member.number]
        sums = self._sums[member.number]
        rows: list[Sequence[Cell]] = [(row.day, self._what(row), *self._cells(row)) for row in hers]
        if sums.before:
            nothing = [None] * (len(self._columns()) - 2)
            rows.insert(
                0, (self._book.from_day, self._say(words.OWED_BEFORE), *nothing, int(sums.before), None)
            )
        card = headed(
            self._book,
            self._say,
            words.LOAN_CARD,
            columns=(
                Column(self._say(words.DAY), Sort.DAY, 1.3),
                Column(self._say(words.WHAT), Sort.TEXT, 2),
                *self._columns(),
            ),
            rows=rows,
            totals=(None, self._say(words.SUM), *self._totals(hers), int(sums.left), None),
            signed=True,
        )
        return replace(card, lines=(), follows=True)

    # -- columns and cells --------------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column, ...]:
        fund = [Column(self._say(words.FINE), Sort.MONEY, 1.1)] if self._fines else []
        return (
            Column(self._say(words.LENT), Sort.MONEY, 1.3),
            Column(self._say(words.PRINCIPAL), Sort.MONEY, 1.3),
            Column(self._say(words.JASA), Sort.MONEY, 1.1),
            *fund,
            Column(self._say(words.LOAN_LEFT), Sort.MONEY, 1.4),
            Column(self._say(words.PROOF), Sort.NUMBER, 0.8),
        )

    def _cells(self, row: LoanRow) -> tuple[Cell, ...]:
        """What was lent and paid, what is left, and where it is written."""
        paid = (row.lent or None, row.principal or None, row.jasa or None)
        return (*paid, *([row.fine or None] if self._fines else []), int(row.left), row.number)

    def _totals(self, rows: Sequence[LoanRow]) -> tuple[int, ...]:
        fund = [sum(row.fine for row in rows)] if self._fines else []
        return (
            sum(row.lent for row in rows),
            sum(row.principal for row in rows),
            sum(row.jasa for row in rows),
            *fund,
        )

    def _what(self, row: LoanRow) -> str:
        if row.reverses is not None:
            return self._say(_("No. {number} dibatalkan", number=row.reverses))
        return self._say(words.LOAN_RECEIVED if row.lent else words.INSTALMENT)


def _sum_cells(each: LoanSum) -> tuple[int, int, int, int, int]:
    return int(each.before), each.lent, each.principal, each.jasa, int(each.left)
