"""The empty table of classes as an XLSX file: one sheet to fill in, one with examples. Nothing in it is anybody's."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.books.spreadsheet import workbook
from bot.books.table import Cell, Column, Sort, Table
from bot.recipes import XLSX_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from db import people
from db.unit import Unit
from domain.permits import Action, is_allowed
from handlers.training import import_template as words

# Rows with lines to write into; more may follow below.
EMPTY_ROWS = 20

_WIDTHS = (1.2, 1.5, 1.6, 3.0, 0.8, 1.4, 1.2, 1.0, 1.2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """For whom: the group's table has no column for areas."""

    of_group: bool
    language: str


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Wanted:
    """Whoever may make classes there. Raises PaperRefused."""
    office, group = args
    grants = await people.list_roles(unit, receiver.person_id)
    may = (
        is_allowed(grants, Action.KEEP_GROUP_COURSES, group_id=group)
        if group
        else is_allowed(grants, Action.KEEP_COURSES, organisation_id=office)
    )
    if not may:
        raise PaperRefused
    return Wanted(of_group=bool(group), language=receiver.language)


def make(wanted: Wanted) -> bytes:
    """The file."""
    headings = words.HEADINGS[:-1] if wanted.of_group else words.HEADINGS
    width = len(headings)
    empty: list[tuple[Cell, ...]] = [(None,) * width] * EMPTY_ROWS
    notes = [words.FILL_IN, *words.KINDS_NOTES, *([] if wanted.of_group else [words.AREAS_NOTE])]
    lines = tuple(render(each, wanted.language) for each in notes)
    return workbook(
        [
            _table(render(words.SHEET_TITLE, wanted.language), headings, empty),
            _table(
                render(words.EXAMPLE_TITLE, wanted.language),
                headings,
                [each[:width] for each in words.EXAMPLES],
                lines,
            ),
        ]
    )


def _table(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]], lines: Sequence[str] = ()
) -> Table:
    columns = [
        Column(heading, Sort.NUMBER if heading == "Banyak orang" else Sort.TEXT, width)
        for heading, width in zip(headings, _WIDTHS, strict=False)
    ]
    return Table(title=title, columns=columns, rows=rows, lines=lines)


TEMPLATE = Recipe(name="contoh-kelas.xlsx", mime=XLSX_MIME, read=read, make=make)
