"""How a sum grew, month by month, as a picture: bars with their amounts written on them, so that no colour is needed.

Typst draws it: offline, with its own fonts, from our template only.
"""

from collections.abc import Sequence
from typing import Literal

from bot.paper_pdf import set_pages

# Beside each other on one picture; a longer time is cut at its beginning.
BARS_MAX = 12

TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set page(width: 16cm, height: auto, margin: 0.9cm, fill: white)
#set text(font: "Libertinus Serif", size: 11pt, lang: "id")
#text(size: 15pt, weight: "bold", it.title)
#v(0.2em)
#for line in it.lines { par(line) }
#v(0.4em)
#grid(
  columns: (auto, 1fr, auto),
  column-gutter: 0.5em,
  row-gutter: 0.55em,
  align: (right + horizon, left + horizon, right + horizon),
  ..it.bars.map(bar => (
    [#bar.label],
    box(width: 100%, height: 0.95em, stroke: (left: 0.8pt), rect(
      width: bar.share * 100%, height: 100%,
      fill: tiling(size: (5pt, 5pt), line(start: (0%, 100%), end: (100%, 0%), stroke: 0.7pt)),
      stroke: 0.8pt,
    )),
    [#bar.amount],
  )).flatten()
)
"""


def draw_bars(
    *,
    title: str,
    lines: Sequence[str],
    bars: Sequence[tuple[str, int, str]],
    form: Literal["pdf", "png"] = "png",
    mark: str = "",
) -> bytes:
    """The picture. bars: label, height, and how that is written, the oldest first; at most BARS_MAX are drawn.

    mark: across all of it.
    """
    shown = bars[-BARS_MAX:]
    highest = max((height for _label, height, _written in shown), default=0) or 1
    paper = {
        "title": title,
        "lines": list(lines),
        "bars": [
            {"label": label, "share": max(0.0, height / highest), "amount": written}
            for label, height, written in shown
        ],
    }
    return set_pages(TEMPLATE, paper, form=form, ppi=144.0, mark=mark)
