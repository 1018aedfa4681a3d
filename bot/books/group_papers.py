"""The papers of a group's book: buku kas, simpanan, pinjaman, cards, daftar hadir, a picture, the auditor's file.

Their numbers are the group's id, a year and a month (0: the whole year; year 0: all there is).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from bot.books.beancount import text_of
from bot.books.chart import draw_bars
from bot.books.heading import mark_of
from bot.books.pages import Pages, period_of
from bot.books.printed import pages
from bot.books.spreadsheet import workbook
from bot.books.table import Table
from bot.recipes import PDF_MIME, PNG_MIME, XLSX_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import _
from db import books, group_decisions, people
from db.books import Book
from db.unit import Unit
from domain.accounts import OWN_SAVINGS
from domain.ledger import month_of, shown_code
from domain.money import Rupiah
from domain.permits import Action, is_allowed
from domain.zones import local_date

TEXT_MIME = "text/plain"

# Before the first entry and after the last of any book.
FIRST, LAST = date(2000, 1, 1), date(9999, 12, 30)

Chosen = Callable[[Pages], list[Table]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Needed:
    """What a paper is made from. now: the time of the turn in which it was read."""

    book: Book
    language: str
    now: datetime


async def _read(
    unit: Unit, receiver: Receiver, numbers: tuple[int, ...], *, action: Action = Action.READ_BOOK
) -> Needed:
    """The book, if its receiver may still have it. Raises PaperRefused."""
    group_id, year, month = numbers
    grants = await people.list_roles(unit, receiver.person_id)
    if not is_allowed(grants, action, group_id=group_id):
        raise PaperRefused
    first, last = period_of(year, month) if year else (FIRST, LAST)
    book = await books.collect(unit, group_id, first, last)
    return Needed(book=book, language=receiver.language, now=unit.now)


async def _read_outside(unit: Unit, receiver: Receiver, numbers: tuple[int, ...]) -> Needed:
    """The whole book, as long as the group's decision holds. Raises PaperRefused."""
    needed = await _read(unit, receiver, numbers, action=Action.GIVE_OUT_FIGURES)
    today = local_date(unit.now, needed.book.group.zone)
    try:
        await group_decisions.require(unit, needed.book.group.id, group_decisions.AUDITOR, today)
    except group_decisions.NoDecision as refused:
        raise PaperRefused from refused
    return needed


def _print(chosen: Chosen, needed: Needed) -> bytes:
    tables = chosen(Pages(needed.book, needed.language))
    return pages(tables, title=tables[0].title, footer=_footer(needed), mark=_mark(needed))


def _calculate(chosen: Chosen, needed: Needed) -> bytes:
    tables = chosen(Pages(needed.book, needed.language))
    return workbook(tables, footer=_footer(needed), mark=_mark(needed))


def _mark(needed: Needed) -> str:
    return mark_of(needed.book.group, partial(render, language=needed.language))


def _footer(needed: Needed) -> str:
    """Whose book, when it was printed, and the digits by which the paper can be held against the book."""
    group, head = needed.book.group, needed.book.head
    day = local_date(needed.now, group.zone)
    text = _("Kelompok {group}, dicetak {day}", group=group.name, day=day)
    if head is not None:
        text = _(
            "{printed}. Angka cek {code}, sampai No. {number}",
            printed=text,
            code=shown_code(head.code),
            number=head.number,
        )
    return render(text, needed.language)


def _give_outside(needed: Needed) -> bytes:
    mark = _mark(needed)
    return ((f"; {mark}\n" if mark else "") + text_of(needed.book)).encode()


def _draw(needed: Needed) -> bytes:
    """All savings together at the end of each month."""
    book, say = needed.book, partial(render, language=needed.language)
    kept, changes = sum(book.before.values()), dict[int, int]()
    for entry in book.entries:
        month = month_of(entry.day)
        change = sum(-line.signed for line in entry.lines if line.account in OWN_SAVINGS)
        changes[month] = changes.get(month, 0) + change
    # Where the book had begun before, its sum stands first: one month alone shows no growing.
    bars = [(say(_("Awal")), kept, say(_("{amount}", amount=Rupiah(kept))))] if kept else []
    for month in range(min(changes, default=0), max(changes, default=-1) + 1):
        kept += changes.get(month, 0)
        bars.append((f"{month % 12 + 1}/{month // 12}", kept, say(_("{amount}", amount=Rupiah(kept)))))
    return draw_bars(
        title=say(_("Simpanan kelompok {group}", group=book.group.name)),
        lines=[say(_("Semua simpanan bersama, di akhir tiap bulan."))],
        bars=bars,
        mark=_mark(needed),
    )


def _printed(name: str, chosen: Chosen) -> Recipe:
    return Recipe(name=f"{name}.pdf", mime=PDF_MIME, read=_read, make=partial(_print, chosen))


def _calculated(name: str, chosen: Chosen) -> Recipe:
    return Recipe(name=f"{name}.xlsx", mime=XLSX_MIME, read=_read, make=partial(_calculate, chosen))


CASH_PDF, CASH_XLSX = _printed("buku-kas", Pages.cash), _calculated("buku-kas", Pages.cash)
SAVINGS_PDF = _printed("buku-simpanan", Pages.savings)
SAVINGS_XLSX = _calculated("buku-simpanan", Pages.savings)
LOANS_PDF, LOANS_XLSX = _printed("buku-pinjaman", Pages.loans), _calculated("buku-pinjaman", Pages.loans)
CARDS_PDF, CARDS_XLSX = _printed("kartu-anggota", Pages.cards), _calculated("kartu-anggota", Pages.cards)
CAME_PDF, CAME_XLSX = (
    _printed("daftar-hadir", Pages.attendance),
    _calculated("daftar-hadir", Pages.attendance),
)
ALL_PDF, ALL_XLSX = _printed("semua-buku", Pages.all), _calculated("semua-buku", Pages.all)
CHART_PNG = Recipe(name="gambar-simpanan.png", mime=PNG_MIME, read=_read, make=_draw)
OUTSIDE = Recipe(name="buku-pemeriksa.beancount", mime=TEXT_MIME, read=_read_outside, make=_give_outside)
