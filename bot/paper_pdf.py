"""A paper as a PDF: a title, a few lines, sections. Typst sets it: offline, with its own fonts, from our template only.

Her words go in as data and are never read as markup. Loaded with the first paper: nobody else waits for it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set document(title: it.title)
#set page(paper: "a4", margin: (x: 2.2cm, y: 2.2cm), footer: context align(center, text(
  size: 9pt, fill: luma(90), it.title + " · " + counter(page).display("1 / 1", both: true))))
#set text(font: "Libertinus Serif", size: 12pt, lang: "id")
#set par(leading: 0.62em)
#show heading: set block(above: 1.4em, below: 0.7em)
#show heading.where(level: 2): set text(size: 13pt)
#heading(level: 1, it.title)
#for line in it.introduction { par(line) }
#for section in it.sections {
  heading(level: 2, section.heading)
  list(spacing: 0.75em, ..section.lines)
}
"""


# Before any template: across every page, so that it cannot be cut off, and pale enough to read what is below it.
MARKED = """
#let mark = json(bytes(sys.inputs.paper)).mark
#set page(foreground: if mark != "" {
  layout(size => rotate(
    if size.height < size.width * 0.6 { 0deg } else { -28deg }, // a low picture has no room for a slope
    text(size: size.width * 0.12, weight: "bold", fill: luma(110).transparentize(68%), upper(mark)),
  ))
})
"""


def draw(
    *,
    title: str,
    introduction: Sequence[str],
    sections: Sequence[tuple[str, Sequence[str]]],
    form: Literal["pdf", "png"] = "pdf",
) -> bytes:
    """The file. form: pdf, or png for its pages as pictures, the first of them (to be looked at)."""
    paper = {
        "title": title,
        "introduction": list(introduction),
        "sections": [{"heading": heading, "lines": list(lines)} for heading, lines in sections],
    }
    return set_pages(TEMPLATE, paper, form=form)


def set_pages(
    template: str,
    paper: Mapping[str, Any],
    *,
    form: Literal["pdf", "png"] = "pdf",
    ppi: float | None = None,
    tagged: bool = True,
    mark: str = "",
) -> bytes:
    """The file of a template of ours, which finds what to show in `sys.inputs.paper` as JSON. ppi: of a picture.

    tagged: for readers that speak; of long tables that makes a file of fifteen times the size, on a paid connection.
    mark: what stands across every page of a paper that is no real one.
    """
    given = json.dumps({**paper, "mark": mark}, ensure_ascii=False)
    import typst  # not at the top: nobody waits for it but the first paper

    made: bytes | list[bytes] = typst.compile(
        (MARKED + template).encode(),
        format=form,
        ppi=ppi,
        ignore_system_fonts=True,
        pdf_tags=tagged,
        # Half a sign may come in from a broken phone; it must not stop the rest.
        sys_inputs={"paper": given.encode("utf-8", "replace").decode()},
    )
    return made[0] if isinstance(made, list) else made
