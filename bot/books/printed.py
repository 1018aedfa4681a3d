"""Pages of the books as a PDF that looks like the printed forms of a cooperative, to print, stamp and sign.

Typst sets them: offline, with its own fonts, from our template only; what people wrote goes in as data.
"""

from collections.abc import Sequence
from typing import Literal

from bot.books.forms import STYLE, laid_out
from bot.books.table import Table, grouped
from bot.paper_pdf import set_pages

TEMPLATE = (
    STYLE
    + """
#let sheet(tables) = {
  set page(
    paper: "a4", flipped: tables.first().wide, margin: (x: 1.6cm, top: 1.6cm, bottom: 1.8cm),
    footer: context align(center, text(size: 8pt, it.footer + " · " + counter(page).display("1 / 1", both: true))),
  )
  for (place, each) in tables.enumerate() {
    // A short table stands on one page.
    block(breakable: each.rows.len() > 14, width: 100%, above: if place > 0 { 2em } else { 0pt }, {
      align(center, text(size: if place > 0 { 12pt } else { 14pt }, weight: "bold", upper(each.title)))
      for line in each.lines { align(center, line) }
      v(0.9em)
      whole(each)
    })
  }
}
#for each in it.sheets { sheet(each) }
"""
)


def pages(
    tables: Sequence[Table],
    *,
    title: str,
    footer: str,
    form: Literal["pdf", "png"] = "pdf",
    mark: str = "",
) -> bytes:
    """The file. form: pdf, or png for its first page as a picture. mark: across every page."""
    sheets = [[laid_out(each) | {"wide": each.is_wide} for each in sheet] for sheet in grouped(tables)]
    paper = {"title": title, "footer": footer, "sheets": sheets}
    return set_pages(TEMPLATE, paper, form=form, tagged=False, mark=mark)
