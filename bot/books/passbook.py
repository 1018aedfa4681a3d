"""Buku Anggota: a member's own book as a PDF to print, with room for paraf and stamp, like the one she knows.

Her savings first; then a card for each loan she has or had, the newest first.
"""

from dataclasses import dataclass
from functools import partial

from bot.books.heading import mark_of
from bot.books.loan_card import tables_of
from bot.books.printed import pages
from bot.books.table import Cell, Column, Sort, Table
from bot.recipes import PDF_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import _
from db import loan_papers, passbooks
from db.loan_papers import OneLoan
from db.passbooks import Passbook
from db.unit import Unit
from domain.ledger import EntryKind
from domain.movements import COUNTED, Part
from handlers import book_words as words
from handlers.savings.words import names_by

# Rows of one book; older ones stand together in its first line (seven sheets of paper).
ROWS_MAX = 300

# Cards of loans; older ones are in the group's own book.
LOANS_MAX = 4

TITLE = _("Buku Anggota")


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnBook:
    """Her book, and the language it is written in. loans: those whose money she got, the newest first."""

    book: Passbook
    language: str
    loans: tuple[OneLoan, ...] = ()


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> OwnBook:
    """Her book, if it is hers who gets it. Raises PaperRefused."""
    group_id, number = args
    if not await passbooks.owns(unit, receiver.person_id, group_id, number):
        raise PaperRefused
    return OwnBook(
        book=await passbooks.collect(unit, group_id, number),
        language=receiver.language,
        loans=await loan_papers.collect_of(unit, group_id, number, most=LOANS_MAX),
    )


def make(own: OwnBook) -> bytes:
    """The PDF."""
    table = table_of(own)
    cards = [page for each in own.loans for page in tables_of(each, own.language)]
    return pages(
        [table, *cards],
        title=table.title,
        footer=f"{table.title} · {own.book.group.name}",
        mark=mark_of(own.book.group, partial(render, language=own.language)),
    )


def table_of(own: OwnBook) -> Table:
    """Her movements by day, with what she had after each."""
    book, say = own.book, partial(render, language=own.language)
    names = names_by(book.rules)
    ordered = sorted(book.parts, key=lambda each: (each.day, each.number))
    older, shown = ordered[:-ROWS_MAX], ordered[-ROWS_MAX:]
    balance = sum(_counted(each) for each in older)
    rows: list[tuple[Cell, ...]] = []
    if older:
        rows.append((older[-1].day, say(words.BEFORE), None, None, balance, None, None))
    for each in shown:
        balance += _counted(each)
        kind = say(names[each.account])
        if each.reverses is not None:
            kind = say(_("{kind}, No. {number} dibatalkan", kind=kind, number=each.reverses))
        elif each.kind is EntryKind.SHARE:
            kind = say(words.SHARED)
        received, paid = max(0, each.amount) or None, max(0, -each.amount) or None
        rows.append((each.day, kind, received, paid, balance, each.number, None))
    return Table(
        title=say(TITLE),
        lines=(
            say(_("Kelompok {group}, {place}", group=book.group.name, place=book.group.place)),
            say(_("Nama: {name}. No. anggota: {number}.", name=book.member.name, number=book.member.number)),
            say(_("Anggota sejak {day}. Dicetak {today}.", day=book.member.joined_day, today=book.today)),
        ),
        columns=(
            Column(say(words.DAY), Sort.DAY, 1.3),
            Column(say(words.KIND), Sort.TEXT, 2.6),
            Column(say(words.RECEIVED), Sort.MONEY, 1.3),
            Column(say(words.PAID), Sort.MONEY, 1.3),
            Column(say(words.BALANCE), Sort.MONEY, 1.5),
            Column(say(words.PROOF), Sort.NUMBER, 0.9),
            Column(say(_("Paraf")), Sort.TEXT, 1.1),
        ),
        rows=rows,
        totals=(None, say(words.SUM), None, None, balance, None, None),
        note=say(_("Dana sosial dan arisan tidak dihitung dalam saldo.")),
        signed_by=(say(words.TREASURER), say(words.CHAIR), say(_("Anggota"))),
    )


def _counted(part: Part) -> int:
    """What it adds to her savings."""
    return part.amount if part.account in COUNTED else 0


PASSBOOK = Recipe(name="buku-anggota.pdf", mime=PDF_MIME, read=read, make=make)
