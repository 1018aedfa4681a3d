"""Pages of the books as a PDF that looks like the printed forms of a cooperative, to print, stamp and sign.

Typst sets them: offline, with its own fonts, from our template only; what people wrote goes in as data.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.books.table import Cell, Sort, Table
from bot.paper_pdf import set_pages
from domain.money import format_rupiah

# From so many columns on, the page lies on its side.
WIDE_COLUMNS = 8

TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set document(title: it.title)
#set text(font: "Libertinus Serif", size: 10pt, lang: "id")
#let sheet(table-of) = {
  set page(
    paper: "a4", flipped: table-of.wide, margin: (x: 1.6cm, top: 1.6cm, bottom: 1.8cm),
    footer: context align(center, text(size: 8pt, it.footer + " · " + counter(page).display("1 / 1", both: true))),
  )
  align(center, text(size: 14pt, weight: "bold", upper(table-of.title)))
  for line in table-of.lines { align(center, line) }
  v(0.4em)
  table(
    columns: table-of.widths.map(each => each * 1fr),
    align: (column, row) => if row == 0 { center + horizon } else {
      (text: left, day: left, money: right, number: right, mark: center).at(table-of.sorts.at(column))
    },
    inset: (x: 4pt, y: 4.2pt),
    stroke: 0.5pt,
    table.header(..table-of.headings.map(each => table.cell(fill: luma(235), strong(each)))),
    ..table-of.rows.flatten(),
    ..table-of.totals.map(strong),
  )
  if table-of.note != "" { text(size: 9pt, table-of.note) }
  if table-of.signed.len() > 0 {
    v(1.2em)
    block(breakable: false, grid(
      columns: table-of.signed.map(each => 1fr),
      ..table-of.signed.map(each => align(center)[#each #v(3.2em) #line(length: 60%, stroke: 0.5pt)]),
    ))
  }
}
#for each in it.tables { sheet(each) }
"""


def pages(tables: Sequence[Table], *, title: str, footer: str, form: Literal["pdf", "png"] = "pdf") -> bytes:
    """The file. form: pdf, or png for its first page as a picture."""
    paper = {"title": title, "footer": footer, "tables": [_page(each) for each in tables]}
    return set_pages(TEMPLATE, paper, form=form)


def _page(table: Table) -> dict[str, object]:
    sorts = [column.sort for column in table.columns]
    return {
        "title": table.title,
        "lines": list(table.lines),
        "wide": len(table.columns) >= WIDE_COLUMNS,
        "widths": [column.width for column in table.columns],
        "sorts": [each.value for each in sorts],
        "headings": [column.heading for column in table.columns],
        "rows": [
            [_written(value, sort) for value, sort in zip(row, sorts, strict=True)] for row in table.rows
        ],
        "totals": [_written(value, sort) for value, sort in zip(table.totals, sorts, strict=False)],
        "note": table.note,
        "signed": list(table.signed_by),
    }


def _written(value: Cell, sort: Sort) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if sort is Sort.MONEY and isinstance(value, int):
        return format_rupiah(value).replace("Rp", "")
    return str(value)
