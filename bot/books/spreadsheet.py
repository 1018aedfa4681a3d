"""Pages of the books as an XLSX file: typed cells, and no cell that a spreadsheet program would calculate.

A name like `=HYPERLINK(...)` stays a text: text cells are written as text, whatever they begin with (OWASP, CSV
injection). Every sheet prints as it is: ruled, on A4, one page wide, its headings on each page. Loaded with the first
paper.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from textwrap import wrap
from typing import Any

from bot.books.table import Cell, Sort, Table, grouped

SHEET_NAME_CHARS_MAX = 31  # what Excel allows, like the next
CELL_CHARS_MAX = 32_767
TEXT_CHARS_WIDE = 44  # a longer text goes on in the next line of its cell
FOOTER_CHARS_MAX = 200  # 255 with the page's number

_A4 = 9
_SIGNING_ROWS = 4  # as high as a stamp
_FORMATS = {
    Sort.MONEY: "#,##0;(#,##0)",
    Sort.NUMBER: "0",
    Sort.COUNT: "#,##0",
    Sort.DAY: "dd/mm/yyyy",
    Sort.TEXT: "@",
    Sort.MARK: "@",
}
_WIDTHS = {Sort.MONEY: 14, Sort.NUMBER: 8, Sort.COUNT: 8, Sort.DAY: 12, Sort.TEXT: 16, Sort.MARK: 8}
_ALIGNED = {Sort.MARK: "center"}
# A line's height in points, and so many a row has at most (a spreadsheet's row ends at 409 points).
_LINE_POINTS, _LINES_MAX = 15, 27
# A sheet's name must not hold these, nor XML the others.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(tables: Sequence[Table], *, footer: str = "", mark: str = "") -> bytes:
    """An XLSX file with one sheet a page; a table that follows another stands on its sheet.

    footer: of each page. mark: above it, and on each sheet below its title.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    styles = _Styles(book)
    taken: set[str] = set()
    for group in grouped(_marked(tables, mark)):
        sheet, row = book.add_worksheet(_sheet_name(group[0].title, taken)), 0
        widths = _set_up(sheet, group, footer)
        if mark:
            sheet.set_header(f'&C&14&"-,Bold"{_text(mark).replace("&", "&&")}')
        for table in group:
            row = _write(sheet, row, table, styles, widths) + 2
    book.close()
    return out.getvalue()


def _marked(tables: Sequence[Table], mark: str) -> Sequence[Table]:
    return [replace(each, lines=(mark, *each.lines)) for each in tables] if mark else tables


class _Styles:
    """The few looks a cell has, each made once."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format({"num_format": "@"})
        heading = {"bold": True, "border": 1, "bg_color": "#E4E4E4", "valign": "vcenter", "text_wrap": True}
        self.heading = book.add_format({**heading, "align": "left"})
        self.heading_right = book.add_format({**heading, "align": "right"})
        self.signed = book.add_format({"align": "center", "num_format": "@"})
        self.line = book.add_format({"bottom": 1})
        self.cells = {sort: book.add_format(_looks(sort)) for sort in Sort}
        self.strong = {
            sort: book.add_format({**_looks(sort), "bold": True, "bg_color": "#F3F3F3"}) for sort in Sort
        }
        self.bold = {sort: book.add_format({**_looks(sort), "bold": True}) for sort in Sort}
        self.sums = {
            sort: book.add_format({**_looks(sort), "bold": True, "top": 2, "bg_color": "#ECECEC"})
            for sort in Sort
        }


def _looks(sort: Sort) -> dict[str, object]:
    looks: dict[str, object] = {"num_format": _FORMATS[sort], "border": 1, "valign": "vcenter"}
    if sort is Sort.TEXT:
        looks["text_wrap"] = True
    if sort in _ALIGNED:
        looks["align"] = _ALIGNED[sort]
    return looks


def _sheet_name(title: str, taken: set[str]) -> str:
    base = " ".join(title.translate(_NOT_IN_NAMES).split())[:SHEET_NAME_CHARS_MAX] or "Buku"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        tail = f" {count}"
        name = base[: SHEET_NAME_CHARS_MAX - len(tail)] + tail
    taken.add(name.casefold())
    return name


def _set_up(sheet: Any, tables: Sequence[Table], footer: str) -> list[int]:
    """How wide its columns are (in characters, given back), and how it prints."""
    first = tables[0]
    columns = range(max(len(each.columns) for each in tables))
    widths = [max(_width(each, number) for each in tables) for number in columns]
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.set_paper(_A4)
    if first.is_wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.8)
    sheet.set_footer(f"&L&8{_text(footer).replace('&', '&&')[:FOOTER_CHARS_MAX]}&R&8&P / &N")
    if len(tables) == 1:  # the headings of one table are no headings of another
        head = len(first.lines) + 2
        sheet.repeat_rows(head)
        sheet.freeze_panes(head + 1, 0)
    return widths


def _width(table: Table, number: int) -> int:
    """In characters; 0 for a column that this table does not have."""
    if number >= len(table.columns):
        return 0
    column = table.columns[number]
    # A heading breaks between its words, a text where it is longer than any name.
    heading = max(map(len, column.heading.split()), default=0)
    longest = max((len(value) for row in table.rows if isinstance(value := row[number], str)), default=0)
    return max(_WIDTHS[column.sort], heading + 2, min(longest + 2, TEXT_CHARS_WIDE))


def _write(sheet: Any, first: int, table: Table, styles: _Styles, widths: Sequence[int]) -> int:
    """Writes the table from that row on; the row behind it."""
    sheet.write_string(first, 0, _text(table.title), styles.title)
    for row, line in enumerate(table.lines, start=first + 1):
        sheet.write_string(row, 0, _text(line), styles.plain)
    head = first + len(table.lines) + 2
    for number, column in enumerate(table.columns):
        right = column.sort in (Sort.MONEY, Sort.NUMBER, Sort.COUNT)
        style = styles.heading_right if right else styles.heading
        sheet.write_string(head, number, _text(column.heading), style)
    _make_room(sheet, head, [column.heading for column in table.columns], [width - 1 for width in widths])
    row = head
    for row, cells in enumerate(table.rows, start=head + 1):
        _make_room(sheet, row, cells, widths)
        place = row - head - 1
        _write_row(sheet, row, cells, table, styles.strong if place in table.strong else styles.cells)
        for number in (column for at, column in table.bold if at == place):
            _write_cell(sheet, row, number, cells[number], styles.bold[table.columns[number].sort])
    if table.totals:
        row += 1
        _write_row(sheet, row, table.totals, table, styles.sums)
    if table.note:
        row += 2
        sheet.write_string(row, 0, _text(table.note), styles.plain)
    return _sign(sheet, row + 1, table, styles)


def _make_room(sheet: Any, row: int, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    """A row whose words break is as high as they need: not every program that opens it looks for itself."""
    long = [
        (value, width)
        for value, width in zip(cells, widths, strict=False)
        if isinstance(value, str) and len(value) > width
    ]
    lines = max((len(wrap(value, width)) for value, width in long), default=1)
    if lines > 1:
        sheet.set_row(row, _LINE_POINTS * min(lines, _LINES_MAX))


def _sign(sheet: Any, row: int, table: Table, styles: _Styles) -> int:
    """Who signs, side by side, with room above a line; the row behind it."""
    if not table.signed_by:
        return row
    # Beside each other as far as there are columns: the first, the last, and between them.
    count, last = len(table.signed_by), len(table.columns) - 1
    for place, who in enumerate(table.signed_by):
        at = last * place // max(1, count - 1) if count > 1 else last
        sheet.write_string(row + 1, at, _text(who), styles.signed)
        sheet.write_blank(row + 1 + _SIGNING_ROWS, at, None, styles.line)
    return row + 2 + _SIGNING_ROWS


def _write_row(sheet: Any, row: int, cells: Sequence[Cell], table: Table, styles: dict[Sort, Any]) -> None:
    for number, (value, column) in enumerate(zip(cells, table.columns, strict=True)):
        _write_cell(sheet, row, number, value, styles[column.sort])


def _write_cell(sheet: Any, row: int, number: int, value: Cell, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, number, None, style)
    elif isinstance(value, str):
        # Said to be a string: nothing looks at what it begins with.
        sheet.write_string(row, number, _text(value), style)
    elif isinstance(value, date):
        sheet.write_datetime(row, number, value, style)
    else:
        sheet.write_number(row, number, value, style)


def _text(value: str) -> str:
    return _NOT_IN_XML.sub(" ", value)[:CELL_CHARS_MAX]
