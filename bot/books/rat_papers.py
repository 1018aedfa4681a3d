"""Laporan RAT as a paper: who may have it, what it is read from, as PDF and XLSX.

Its numbers are the group's id, the year, and 1 for the officers' own copy (0: for the meeting).
"""

from functools import partial

from bot.books.heading import mark_of
from bot.books.pages import period_of
from bot.books.rat import YearlyReport
from bot.books.rat_year import Year
from bot.books.report import set_report
from bot.books.spreadsheet import workbook
from bot.recipes import PDF_MIME, XLSX_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import _
from db import books, people
from db.unit import Unit
from db.year_books import year_book
from db.year_records import YearBook
from domain.permits import Action, is_allowed
from domain.zones import local_date


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Year:
    """The year, if its receiver may still have it. Raises PaperRefused."""
    group_id, year, full = args
    grants = await people.list_roles(unit, receiver.person_id)
    if not is_allowed(grants, Action.READ_BOOK, group_id=group_id):
        raise PaperRefused
    now = await year_book(unit, group_id, year)
    return Year(
        now=now,
        before=await _before(unit, now),
        book=await books.collect(unit, group_id, *period_of(year)),
        profiles=unit.facts.loan_classes,
        full=bool(full),
        language=receiver.language,
        printed=local_date(unit.now, now.group.zone),
    )


async def _before(unit: Unit, now: YearBook) -> YearBook | None:
    """The year before; None where the group had nothing then."""
    found = await year_book(unit, now.group.id, now.year - 1)
    return found if any(found.balances.values()) else None


def make_pdf(year: Year) -> bytes:
    """To print, sign and stamp."""
    return set_report(YearlyReport(year).report(), mark=_mark(year))


def _mark(year: Year) -> str:
    return mark_of(year.now.group, partial(render, language=year.language))


def make_xlsx(year: Year) -> bytes:
    """Its tables as a spreadsheet."""
    say = partial(render, language=year.language)
    group = year.now.group.name
    footer = _("Kelompok {group}. Laporan tahun buku {year}", group=group, year=str(year.now.year))
    return workbook(YearlyReport(year).tables(), footer=say(footer), mark=_mark(year))


RAT_PDF = Recipe(name="laporan-rat.pdf", mime=PDF_MIME, read=read, make=make_pdf)
RAT_XLSX = Recipe(name="laporan-rat.xlsx", mime=XLSX_MIME, read=read, make=make_xlsx)
