"""Pages of the books as an XLSX file: typed cells, and no cell that a spreadsheet program would calculate.

A name like `=HYPERLINK(...)` stays a text: text cells are written as text, whatever they begin with (OWASP, CSV
injection). Loaded with the first paper.
"""

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.books.table import Cell, Sort, Table

SHEET_NAME_CHARS_MAX = 31  # what Excel allows, like the next
CELL_CHARS_MAX = 32_767

_FORMATS = {Sort.MONEY: "#,##0", Sort.NUMBER: "0", Sort.DAY: "dd/mm/yyyy", Sort.TEXT: "@", Sort.MARK: "@"}
_WIDTHS = {Sort.MONEY: 14, Sort.NUMBER: 8, Sort.DAY: 12, Sort.TEXT: 16, Sort.MARK: 8}
# A sheet's name must not hold these, nor XML the others.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(tables: Sequence[Table]) -> bytes:
    """An XLSX file with one sheet a page."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    styles = _Styles(book)
    taken: set[str] = set()
    for table in tables:
        _write(book.add_worksheet(_sheet_name(table.title, taken)), table, styles)
    book.close()
    return out.getvalue()


class _Styles:
    """The few looks a cell has, each made once."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format({"num_format": "@"})
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self.heading_right = book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self.cells = {sort: book.add_format({"num_format": form}) for sort, form in _FORMATS.items()}
        self.sums = {
            sort: book.add_format({"num_format": form, "bold": True, "top": 1})
            for sort, form in _FORMATS.items()
        }


def _sheet_name(title: str, taken: set[str]) -> str:
    base = " ".join(title.translate(_NOT_IN_NAMES).split())[:SHEET_NAME_CHARS_MAX] or "Buku"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        tail = f" {count}"
        name = base[: SHEET_NAME_CHARS_MAX - len(tail)] + tail
    taken.add(name.casefold())
    return name


def _write(sheet: Any, table: Table, styles: _Styles) -> None:
    for number, column in enumerate(table.columns):
        sheet.set_column(
            number, number, max(_WIDTHS[column.sort], len(column.heading) + 2, int(column.width * 10))
        )
    sheet.write_string(0, 0, _text(table.title), styles.title)
    for row, line in enumerate(table.lines, start=1):
        sheet.write_string(row, 0, _text(line), styles.plain)
    head = len(table.lines) + 2
    for number, column in enumerate(table.columns):
        right = column.sort in (Sort.MONEY, Sort.NUMBER)
        style = styles.heading_right if right else styles.heading
        sheet.write_string(head, number, _text(column.heading), style)
    sheet.freeze_panes(head + 1, 0)
    row = head
    for row, cells in enumerate(table.rows, start=head + 1):
        _write_row(sheet, row, cells, table, styles.cells)
    if table.totals:
        row += 1
        _write_row(sheet, row, table.totals, table, styles.sums)
    if table.note:
        sheet.write_string(row + 2, 0, _text(table.note), styles.plain)


def _write_row(sheet: Any, row: int, cells: Sequence[Cell], table: Table, styles: dict[Sort, Any]) -> None:
    for number, (value, column) in enumerate(zip(cells, table.columns, strict=True)):
        if value is None or value == "":
            continue
        style = styles[column.sort]
        if isinstance(value, str):
            # Said to be a string: nothing looks at what it begins with.
            sheet.write_string(row, number, _text(value), style)
        elif isinstance(value, date):
            sheet.write_datetime(row, number, value, style)
        else:
            sheet.write_number(row, number, value, style)


def _text(value: str) -> str:
    return _NOT_IN_XML.sub(" ", value)[:CELL_CHARS_MAX]
