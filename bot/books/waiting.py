"""What has not come in: for the officers alone, every running loan with its class and her own day, and sums by class.

Members see none of these words; a page that goes to the meeting has no name on it (domain.md 3.3, 4.6).
"""

# staff: officers and the pengawas read this file's sentences

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from bot.books.heading import Say, mark_of
from bot.books.printed import pages
from bot.books.spreadsheet import workbook
from bot.books.table import Cell, Column, Sort, Table
from bot.recipes import PDF_MIME, XLSX_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import Text, _
from db import loan_papers, people
from db.loan_papers import AllRunning, Running
from db.unit import Unit
from domain.loan_classes import LoanClass
from domain.permits import Action, is_allowed
from domain.zones import local_date
from handlers import book_words as words

# The kind words of the officers' talk (handlers/loans/list.py), with the number by which offices know the class.
CLASSES: dict[LoanClass, Text] = {
    LoanClass.LANCAR: _("Lancar"),
    LoanClass.PERHATIAN: _("Dalam perhatian"),
    LoanClass.KURANG: _("Kurang lancar"),
    LoanClass.DIRAGUKAN: _("Perlu dibantu (kol. 4)"),
    LoanClass.MACET: _("Perlu dirembuk (kol. 5)"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """The loans, in which language, and the day of the print."""

    found: AllRunning
    language: str
    printed: date


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Listed:
    """All that run today, for somebody who may read the book. Raises PaperRefused."""
    group_id = args[0]
    grants = await people.list_roles(unit, receiver.person_id)
    if not is_allowed(grants, Action.READ_BOOK, group_id=group_id):
        raise PaperRefused
    found = await loan_papers.list_running(unit, group_id)
    return Listed(found=found, language=receiver.language, printed=_day(unit.now, found))


def _day(now: datetime, found: AllRunning) -> date:
    return local_date(now, found.group.zone)


def make_pdf(listed: Listed) -> bytes:
    """To print."""
    tables = tables_of(listed.found, listed.language)
    return pages(tables, title=tables[0].title, footer=_footer(listed), mark=_mark(listed))


def make_xlsx(listed: Listed) -> bytes:
    """As a spreadsheet."""
    tables = tables_of(listed.found, listed.language)
    return workbook(tables, footer=_footer(listed), mark=_mark(listed))


def _mark(listed: Listed) -> str:
    return mark_of(listed.found.group, partial(render, language=listed.language))


def _footer(listed: Listed) -> str:
    group = listed.found.group.name
    return render(
        _("Kelompok {group}, dicetak {day}. Hanya untuk pengurus.", group=group, day=listed.printed),
        listed.language,
    )


def tables_of(found: AllRunning, language: str) -> list[Table]:
    """The loans, the longest waiting first, and their sums by class."""
    say: Say = partial(render, language=language)
    return [every_loan(found, say), by_class(found.loans, say)]


def every_loan(found: AllRunning, say: Say) -> Table:
    """One row a loan."""
    loans = found.loans
    return Table(
        title=say(_("Cicilan yang Belum Masuk")),
        lines=(
            say(_("Kelompok {group}, {place}", group=found.group.name, place=found.group.place)),
            say(_("Keadaan {day}", day=found.today)),
        ),
        columns=(
            Column(say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
            Column(say(words.NAME), Sort.TEXT, 2),
            Column(say(words.LENT), Sort.MONEY, 1.3),
            Column(say(words.LOAN_LEFT), Sort.MONEY, 1.4),
            Column(say(_("Belum masuk")), Sort.MONEY, 1.3),
            Column(say(_("Sejak")), Sort.DAY, 1.2),
            Column(say(_("Hari")), Sort.NUMBER, 0.6),
            Column(say(_("Golongan")), Sort.TEXT, 1.8),
            Column(say(_("Janji bayar")), Sort.DAY, 1.2),
        ),
        rows=[_row(each, say) for each in loans],
        totals=(
            None,
            say(words.SUM),
            sum(each.loan.amount for each in loans),
            sum(each.standing.outstanding for each in loans),
            sum(each.standing.overdue for each in loans),
            None,
            None,
            None,
            None,
        ),
        strong=frozenset(place for place, each in enumerate(loans) if each.standing.overdue),
        note=say(_("Hanya untuk pengurus dan pengawas. Jangan dibacakan atau dibagikan di rapat.")),
    )


def _row(each: Running, say: Say) -> tuple[Cell, ...]:
    standing = each.standing
    return (
        each.loan.member,
        each.shown,
        int(each.loan.amount),
        int(standing.outstanding),
        int(standing.overdue) or None,
        each.since,
        standing.days_behind or None,
        say(CLASSES[each.loan_class]),
        each.promised,
    )


def by_class(loans: Sequence[Running], say: Say) -> Table:
    """How much of all that is owed is in which class."""
    whole = sum(each.standing.outstanding for each in loans)
    rows: list[tuple[Cell, ...]] = []
    for loan_class, name in CLASSES.items():
        hers = [each for each in loans if each.loan_class is loan_class]
        owed = sum(each.standing.outstanding for each in hers)
        rows.append((say(name), len(hers), owed, _percent(owed, whole)))
    return Table(
        title=say(_("Menurut golongan")),
        columns=(
            Column(say(_("Golongan")), Sort.TEXT, 2),
            Column(say(_("Banyaknya")), Sort.NUMBER, 1),
            Column(say(words.LOAN_LEFT), Sort.MONEY, 1.6),
            Column(say(_("Bagian")), Sort.MARK, 1),
        ),
        rows=rows,
        totals=(say(words.SUM), len(loans), whole, _percent(whole, whole)),
        signed_by=(say(words.TREASURER), say(words.CHAIR)),
        follows=True,
    )


def _percent(part: int, whole: int) -> str:
    """In tenths of a percent, rounded down: 12,5%."""
    if not whole:
        return ""
    tenths = part * 1000 // whole
    return f"{tenths // 10},{tenths % 10}%"


WAITING_PDF = Recipe(name="cicilan-belum-masuk.pdf", mime=PDF_MIME, read=read, make=make_pdf)
WAITING_XLSX = Recipe(name="cicilan-belum-masuk.xlsx", mime=XLSX_MIME, read=read, make=make_xlsx)
