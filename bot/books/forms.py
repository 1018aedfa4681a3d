"""How a table of ours is set by Typst: ruled like the printed forms of a cooperative, and clear on a grey printer.

`STYLE` stands at the head of every template that shows tables; `laid_out` is what its `form` is given.
"""

from datetime import date

from bot.books.table import Cell, Sort, Table
from domain.counts import format_count
from domain.money import format_rupiah

STYLE = """
#let it = json(bytes(sys.inputs.paper))
#set document(title: if type(it.title) == array { it.title.join(" ") } else { it.title })
#set text(font: "Libertinus Serif", size: 10pt, lang: "id", number-width: "tabular")
#let kept = 4 // rows
#let topmost = 2.6cm
#let aligned = (text: left, day: left, money: right, number: right, count: right, mark: center)
#show table: set block(above: 0pt, below: 0pt)
#let form(t, first: 0, behind: none, headed: true, ended: true) = table(
  columns: t.widths.map(each => each * 1fr),
  align: (column, row) => if headed and row == 0 { center + horizon } else { aligned.at(t.sorts.at(column)) + horizon },
  inset: (x: 4pt, y: if t.at("tall", default: false) { 10pt } else { 4.2pt }),
  stroke: 0.5pt,
  ..if headed { (table.header(..t.headings.map(each => table.cell(fill: luma(228), strong(each)))),) },
  ..if t.divided > 0 { (table.vline(x: t.divided, stroke: 1.4pt),) },
  // Rows that stand out, and cells.
  ..t.rows.slice(first, behind).enumerate(start: first).map(((place, row)) => if t.strong.contains(place) {
    row.map(each => table.cell(fill: luma(243), strong(each)))
  } else {
    row.enumerate().map(((column, each)) => if (place, column) in t.bold { strong(each) } else { each })
  }).flatten(),
  ..if ended and t.totals.len() > 0 { (table.hline(stroke: 1.1pt),) },
  ..if ended { t.totals.map(each => table.cell(fill: luma(236), strong(each))) },
)
#let signed(names) = if names.len() > 0 {
  v(1.2em)
  grid(
    columns: names.map(each => 1fr),
    ..names.map(each => align(center)[#each #v(3.4em) #line(length: 62%, stroke: 0.5pt)]),
  )
}
// Its last rows stay with who signs them: no signature stands alone on a page.
#let whole(t) = {
  let cut = if t.rows.len() > kept + 3 { t.rows.len() - kept } else { 0 }
  if cut > 0 { form(t, behind: cut, ended: false) }
  block(breakable: false, width: 100%, above: 0pt, {
    context form(t, first: cut, headed: cut == 0 or here().position().y < topmost)
    if t.note != "" { v(0.5em); text(size: 9pt, t.note) }
    signed(t.signed)
  })
}
"""


def laid_out(table: Table) -> dict[str, object]:
    """The table as Typst is given it: every cell a string."""
    sorts = [column.sort for column in table.columns]
    return {
        "title": table.title,
        "lines": list(table.lines),
        "widths": [column.width for column in table.columns],
        "sorts": [each.value for each in sorts],
        "headings": [column.heading for column in table.columns],
        "rows": [
            [written(value, sort) for value, sort in zip(row, sorts, strict=True)] for row in table.rows
        ],
        "totals": [written(value, sort) for value, sort in zip(table.totals, sorts, strict=False)],
        "strong": sorted(table.strong),
        "bold": [list(each) for each in sorted(table.bold)],
        "divided": table.divided,
        "note": table.note,
        "signed": list(table.signed_by),
    }


def written(value: Cell, sort: Sort) -> str:
    """A cell as it is printed; an amount without Rp, as in a book: 25.000, below zero (25.000)."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if sort is Sort.MONEY and isinstance(value, int):
        amount = format_rupiah(abs(value)).replace("Rp", "")
        return f"({amount})" if value < 0 else amount
    if sort is Sort.COUNT and isinstance(value, int):
        return format_count(value)
    return str(value)
