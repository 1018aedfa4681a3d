"""A report of many pages that an office can file: cover, contents, numbered sections, signatures, room for stamps.

Typst sets it from our template only; what people wrote goes in as data. Everything reads without colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.books.forms import STYLE, laid_out
from bot.books.table import Table
from bot.paper_pdf import set_pages

TEMPLATE = (
    STYLE
    + """
#set page(
  paper: "a4", margin: (x: 1.9cm, top: 2.3cm, bottom: 2cm),
  header: context if here().page() > 1 [
    #set text(size: 8.5pt)
    #grid(columns: (1fr, auto), it.running, it.code)
    #v(-0.5em) #line(length: 100%, stroke: 0.5pt)
  ],
  footer: context if here().page() > 1 { align(center, text(size: 8.5pt,
    it.page_words.first() + " " + counter(page).display() + " " + it.page_words.last() + " "
    + str(counter(page).final().first()))) },
)
#set par(leading: 0.6em, spacing: 0.8em)
#set heading(numbering: "1.")
#show heading: set block(above: 1.7em, below: 0.8em)
#show heading.where(level: 1): set text(size: 13pt)
#let dotted = box(width: 1fr, repeat[.])

#page(margin: 1.6cm, header: none, footer: none, block(
  width: 100%, height: 100%, stroke: 1.6pt, inset: 5pt,
  block(width: 100%, height: 100%, stroke: 0.6pt, inset: 1.1cm, align(center, {
    v(0.6cm)
    text(size: 21pt, weight: "bold", upper(it.group))
    linebreak()
    text(size: 12.5pt, it.place)
    v(0.5em)
    grid(columns: (1fr, auto, 1fr), align: horizon, column-gutter: 8pt,
      line(length: 100%, stroke: 0.9pt), rotate(45deg, square(size: 6pt, fill: black)),
      line(length: 100%, stroke: 0.9pt))
    v(1fr)
    for each in it.title { block(above: 0pt, below: 0.85em, text(size: 20pt, weight: "bold", upper(each))) }
    v(1.6em)
    box(stroke: (y: 1.4pt), inset: (x: 1.6em, y: 0.8em), text(size: 20pt, weight: "bold", upper(it.year)))
    v(0.5em)
    text(size: 11.5pt, it.days)
    v(1fr)
    if it.draft != "" {
      box(stroke: (thickness: 1.2pt, dash: "dashed"), inset: 0.9em, text(size: 13pt, weight: "bold", it.draft))
      v(1.2em)
    }
    block(width: 78%, stroke: 0.6pt, inset: 0.8em, grid(
      columns: (auto, 1fr), column-gutter: 1.4em, row-gutter: 0.75em, align: left,
      ..it.facts.map(((label, value)) => (label, if value == "" { dotted } else { strong(value) })).flatten(),
    ))
    v(0.6em)
    block(width: 78%, text(size: 9.5pt, it.code_note))
  }))
))

#counter(page).update(1)
#text(size: 13pt, weight: "bold", it.contents)
#outline(title: none)

#let shown(section) = {
  heading(section.heading)
  for each in section.lines { par(each) }
  if section.points.len() > 0 { enum(spacing: 0.75em, ..section.points) }
  for (place, each) in section.tables.enumerate() {
    block(breakable: each.rows.len() > 12, width: 100%, above: 1.1em, {
      if section.captions { strong(each.title); v(0.45em) }
      for each in each.lines { par(each) }
      whole(each)
    })
  }
  for each in section.after { par(each) }
  for (label, rows) in section.blanks {
    if rows == 0 { block(above: 1.5em, [#label #h(0.4em) #dotted]) } else {
      block(above: 1.5em, below: 0.4em, label)
      for row in range(rows) { block(above: 2.1em, below: 0pt, line(length: 100%, stroke: 0.4pt)) }
    }
  }
}
#let hand(signing) = align(center, {
  text(signing.office)
  v(4.8em)
  if signing.name != "" { [( #strong(signing.name) )] } else { [( #box(width: 11em, repeat[.]) )] }
})
#for section in it.sections {
  if section.new_page { pagebreak(weak: true) }
  // What is short and has no table stays together.
  if section.tables.len() == 0 and section.signed.len() == 0 {
    block(breakable: false, width: 100%, above: 1.9em, shown(section))
  } else { shown(section) }
  if section.signed.len() > 0 {
    v(2.2em)
    block(breakable: false, width: 100%, {
      if section.place != "" { align(right, [#section.place #box(width: 11em, repeat[.])]); v(1.4em) }
      grid(columns: (1fr, 1fr), row-gutter: 3em, ..section.signed.map(hand))
      if section.witness != none {
        v(2.4em)
        line(length: 100%, stroke: (thickness: 0.5pt, dash: "dotted"))
        v(1em)
        align(center, section.witness.above)
        v(0.2em)
        grid(columns: (1fr, 7cm, 1fr), align: horizon,
          align(right, box(width: 3.1cm, height: 3.1cm, stroke: (thickness: 0.6pt, dash: "dashed"), radius: 50%,
            align(center + horizon, text(size: 9pt, fill: luma(120), section.witness.stamp)))),
          hand(section.witness), [])
      }
    })
  }
}
"""
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Signing:
    """Who signs: as what, and the name below, "" for one to be written."""

    office: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One numbered part. points: a numbered list. tables: with their titles where captions. after: below them.

    blanks: what is written by hand: a label, and how many lines (0: behind the label). tall: rows to sign in.
    signed: who signs, two beside each other; witness: who else, with a stamp; place: above, at the right.
    """

    heading: str
    lines: Sequence[str] = ()
    points: Sequence[str] = ()
    tables: Sequence[Table] = ()
    captions: bool = False
    tall: bool = False
    after: Sequence[str] = ()
    blanks: Sequence[tuple[str, int]] = ()
    new_page: bool = False
    place: str = ""
    signed: Sequence[Signing] = ()
    witness: Signing | None = None
    witness_above: str = ""
    stamp: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """The whole. title: its lines. running, code: at the head of each page. page_words: "Halaman", "dari".

    draft: said on the cover as long as nothing is decided, else "". facts: on the cover, "" for what is left to a pen.
    """

    group: str
    place: str
    title: Sequence[str]
    year: str
    days: str
    draft: str
    facts: Sequence[tuple[str, str]]
    code_note: str
    running: str
    code: str
    contents: str
    page_words: tuple[str, str]
    sections: Sequence[Section]


def report_paper(report: Report) -> dict[str, object]:
    """What the template is given."""
    return {
        "title": list(report.title),
        "group": report.group,
        "place": report.place,
        "year": report.year,
        "days": report.days,
        "draft": report.draft,
        "facts": [list(each) for each in report.facts],
        "code_note": report.code_note,
        "running": report.running,
        "code": report.code,
        "contents": report.contents,
        "page_words": list(report.page_words),
        "sections": [_section(each) for each in report.sections],
    }


def set_report(report: Report, *, form: Literal["pdf", "png"] = "pdf", mark: str = "") -> bytes:
    """The file. form: pdf, or png for its cover as a picture. mark: across every page, the cover too."""
    return set_pages(TEMPLATE, report_paper(report), form=form, tagged=False, mark=mark)


def _section(section: Section) -> dict[str, object]:
    witness = section.witness
    return {
        "heading": section.heading,
        "lines": list(section.lines),
        "points": list(section.points),
        "tables": [laid_out(each) | {"tall": section.tall} for each in section.tables],
        "captions": section.captions,
        "tall": section.tall,
        "after": list(section.after),
        "blanks": [list(each) for each in section.blanks],
        "new_page": section.new_page,
        "place": section.place,
        "signed": [_signing(each) for each in section.signed],
        "witness": None
        if witness is None
        else _signing(witness) | {"above": section.witness_above, "stamp": section.stamp},
    }


def _signing(signing: Signing) -> dict[str, object]:
    return {"office": signing.office, "name": signing.name}
