"""Hasil pelatihan: what became of an office's courses on one page, as a picture, and as a table to calculate with.

Bars differ by their pattern and carry their numbers, so that a grey printer is enough. What a reader could work out of
fewer than five women is left out before it comes here (domain/suppression.py). Its numbers are the office and the year.
"""

from datetime import date
from functools import partial
from typing import Literal

from bot.books.heading import Say
from bot.books.spreadsheet import workbook
from bot.books.table import Cell, Column, Sort, Table
from bot.paper_pdf import set_pages
from bot.recipes import PDF_MIME, PNG_MIME, XLSX_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import Text, _
from db import organisations, outcomes, people
from db.unit import Unit
from domain.permits import Action, is_allowed
from domain.records import dataclass
from domain.suppression import GROUP_MIN, Line
from domain.training_outcomes import AFTER, Figures, Help, count_up
from domain.zones import local_date
from handlers import book_words
from handlers.training import figure_words as words

TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set document(title: it.title)
#set page(..if it.picture { (width: 17cm, height: auto, margin: 1cm) } else {
  (paper: "a4", margin: (x: 1.7cm, top: 1.6cm, bottom: 1.7cm), footer: align(center, text(size: 8pt, it.footer))) },
  fill: white)
#set text(font: "Libertinus Serif", size: 11pt, lang: "id", number-width: "tabular")
#set par(leading: 0.55em, spacing: 0.7em)
#let hatch = tiling(size: (5pt, 5pt), {
  place(rect(width: 100%, height: 100%, fill: luma(235)))
  place(line(start: (0%, 100%), end: (100%, 0%), stroke: 0.8pt)) })
#let fills = (luma(70), hatch, white)
// Of two answers the second is white, so that the two differ most.
#let shade(place, of) = fills.at(if of == 2 and place == 1 { 2 } else { place })
#let number(count) = box(
  fill: white, radius: 2pt, inset: (x: 3pt, y: 1.5pt), text(size: 9pt, weight: "bold", str(count)))
// What is left out stands as one dashed part at the end: its size is no secret, what is in it is.
#let stacked(row, labels) = if row.parts.len() == 0 {
  text(size: 9.5pt, row.words)
} else {
  box(width: 100%, stroke: 0.7pt, grid(
    columns: row.parts.map(each => each.count * 1fr),
    ..row.parts.map(each => if each.place == none {
      rect(width: 100%, height: 1.35em, fill: luma(250), stroke: (thickness: 0.6pt, dash: "dotted"), inset: 0pt,
        align(center + horizon, text(size: 8.5pt, row.hidden)))
    } else {
      rect(width: 100%, height: 1.35em, fill: shade(each.place, labels), stroke: 0.5pt, inset: 0pt,
        align(center + horizon, number(each.count)))
    })))
}
#let legend(labels) = labels.enumerate().map(((place, label)) => box[#box(
  width: 1em, height: 0.75em, baseline: 0.05em, stroke: 0.6pt,
  fill: shade(place, labels.len()))~#label]).join(h(1.1em))
#align(center, {
  text(size: 16pt, weight: "bold", it.title)
  linebreak()
  text(size: 12pt, it.office)
  linebreak()
  text(size: 10.5pt, it.about)
})
#v(0.4em)
#for chapter in it.chapters {
  block(breakable: false, width: 100%, above: 1.15em, {
    text(size: 12.5pt, weight: "bold", chapter.title)
    h(1fr)
    text(size: 9.5pt, legend(chapter.labels))
    v(0.2em)
    grid(columns: (8.5em, 1fr, 5.2em), column-gutter: 0.6em, row-gutter: 0.45em,
      align: (left + horizon, left + horizon, right + horizon),
      ..chapter.rows.map(row => (row.when, stacked(row, chapter.labels.len()), text(size: 9.5pt, row.total))).flatten())
  })
}
#if it.help.rows.len() > 0 {
  block(breakable: false, width: 100%, above: 1.15em, {
    text(size: 12.5pt, weight: "bold", it.help.title)
    h(1fr)
    text(size: 9.5pt, it.help.when)
    v(0.2em)
    grid(columns: (8.5em, 1fr, 5.2em), column-gutter: 0.6em, row-gutter: 0.45em,
      align: (left + horizon, left + horizon, right + horizon),
      ..it.help.rows.map(row => (row.label,
        if row.share == none { text(size: 9.5pt, row.words) } else {
          box(width: 100%, height: 1.1em, stroke: (left: 0.8pt),
            rect(width: row.share * 100%, height: 100%, fill: hatch, stroke: 0.8pt)) },
        text(size: 9.5pt, row.words_right))).flatten())
  })
}
#v(0.8em)
#for each in it.notes { text(size: 9pt, each); linebreak() }
"""
PICTURE_PPI = 130.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Needed:
    """What a paper is made from. printed: the day, in the office's zone."""

    office: str
    demo: bool
    year: int
    figures: Figures
    printed: date
    language: str


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Needed:
    """The year's figures, if their receiver may still see them. Raises PaperRefused."""
    organisation_id, year = args
    grants = await people.list_roles(unit, receiver.person_id)
    if not is_allowed(grants, Action.SEE_OUTCOMES, organisation_id=organisation_id):
        raise PaperRefused
    record = await organisations.get(unit, organisation_id)
    given = await outcomes.list_given(unit, organisation_id, year, record.office.zone)
    return Needed(
        office=record.office.name,
        demo=record.demo,
        year=year,
        figures=count_up(given),
        printed=local_date(unit.now, record.office.zone),
        language=receiver.language,
    )


def make_pdf(needed: Needed) -> bytes:
    """One page."""
    return draw(needed, form="pdf")


def make_picture(needed: Needed) -> bytes:
    """The same as a PNG."""
    return draw(needed, form="png")


def draw(needed: Needed, *, form: Literal["pdf", "png"]) -> bytes:
    """The file."""
    say: Say = partial(render, language=needed.language)
    return set_pages(
        TEMPLATE,
        {**page_of(needed, say), "picture": form == "png"},
        form=form,
        ppi=PICTURE_PPI if form == "png" else None,
        mark=_mark(needed, say),
    )


def _mark(needed: Needed, say: Say) -> str:
    return say(book_words.DEMO_MARK) if needed.demo else ""


def page_of(needed: Needed, say: Say) -> dict[str, object]:
    """What stands on the page."""
    return {
        "title": say(words.TITLE),
        "office": needed.office,
        "about": say(_about(needed)),
        "footer": say(_footer(needed)),
        "chapters": [
            {
                "title": say(title),
                "labels": [say(each) for each in answers],
                "rows": [_row(month, line, say) for month, line in lines.items()],
            }
            for title, answers, lines in words.chapters(needed.figures)
        ],
        "help": _help(needed.figures, say),
        "notes": [say(each) for each in _notes(needed.figures)],
    }


def _about(needed: Needed) -> Text:
    return _("Kelas yang selesai tahun {year}. Keadaan {day}.", year=str(needed.year), day=needed.printed)


def _footer(needed: Needed) -> Text:
    return _("{office}, dicetak {day}", office=needed.office, day=needed.printed)


def _notes(figures: Figures) -> list[Text]:
    return [words.NO_NAMES, *([words.NOTE] if figures.has_gaps else [])]


def _row(month: int, line: Line, say: Say) -> dict[str, object]:
    shown = [(place, count) for place, count in enumerate(line.cells) if count]
    left = (line.total or 0) - sum(count for _place, count in shown)
    hidden = [{"place": None, "count": left}] if shown and left else []
    return {
        "when": say(words.month_name(month)),
        "parts": [{"place": place, "count": count} for place, count in shown] + hidden,
        "words": say(TOO_FEW) if not line.is_shown else say(ALL_HIDDEN),
        "hidden": words.HIDDEN,
        "total": "" if line.total is None else say(_("{n} orang", n=line.total)),
    }


ALL_HIDDEN = _("Tidak ditulis: kelompoknya terlalu kecil")
TOO_FEW = _("Jawaban masih kurang dari {least} orang", least=GROUP_MIN)


def _help(figures: Figures, say: Say) -> dict[str, object]:
    """What would help, as it was said last."""
    month = max((each for each in AFTER if _is_told(figures, each)), default=0)
    total = _total(figures, month) if month else None
    if total is None:
        return {"title": "", "when": "", "rows": []}
    rows = [
        {
            "label": say(words.HELP[each]),
            "share": None if line.cells[0] is None else line.cells[0] / total,
            "words": words.HIDDEN,
            "words_right": "" if line.cells[0] is None else say(_("{n} orang", n=line.cells[0])),
        }
        for each, line in figures.help[month].items()
    ]
    when = _("{when}, dari {n} orang", when=words.month_name(month), n=total)
    return {"title": say(words.HELP_TITLE), "when": say(when), "rows": rows}


def _is_told(figures: Figures, month: int) -> bool:
    """Whether anything is shown of that month."""
    return any(line.cells[0] is not None for line in figures.help[month].values())


def _total(figures: Figures, month: int) -> int | None:
    return figures.help[month][Help.NOTHING].total


# -- to calculate with ------------------------------------------------------------------------------------------


def make_xlsx(needed: Needed) -> bytes:
    """The same counts as a spreadsheet."""
    say: Say = partial(render, language=needed.language)
    return workbook(tables_of(needed, say), footer=say(_footer(needed)), mark=_mark(needed, say))


def tables_of(needed: Needed, say: Say) -> list[Table]:
    """One table a question, all on one sheet."""
    lines = (needed.office, say(_about(needed)))
    notes = [say(each) for each in _notes(needed.figures)]
    found = [
        Table(
            title=say(title),
            lines=lines if place == 0 else (),
            columns=(
                Column(say(words.WHEN), Sort.TEXT, 2),
                *(Column(say(each), Sort.NUMBER) for each in answers),
                Column(say(words.ANSWERED), Sort.NUMBER),
            ),
            rows=[
                (say(words.month_name(month)), *map(_cell, line.cells), _cell(line.total))
                for month, line in by_month.items()
            ],
            follows=place > 0,
        )
        for place, (title, answers, by_month) in enumerate(words.chapters(needed.figures))
    ]
    return [*found, _help_table(needed.figures, say, " ".join(notes))]


def _help_table(figures: Figures, say: Say, note: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (say(name), *(_cell(figures.help[month][each].cells[0]) for month in AFTER))
        for each, name in words.HELP.items()
    ]
    return Table(
        title=say(words.HELP_TITLE),
        columns=(
            Column(say(words.NAMED), Sort.TEXT, 2),
            *(Column(say(words.month_name(month)), Sort.NUMBER) for month in AFTER),
        ),
        rows=rows,
        totals=(say(words.ANSWERED), *(_cell(_total(figures, month)) for month in AFTER)),
        note=note,
        follows=True,
    )


def _cell(count: int | None) -> Cell:
    return words.HIDDEN if count is None else count


OUTCOMES_PDF = Recipe(name="hasil-pelatihan.pdf", mime=PDF_MIME, read=read, make=make_pdf)
OUTCOMES_PNG = Recipe(name="hasil-pelatihan.png", mime=PNG_MIME, read=read, make=make_picture)
OUTCOMES_XLSX = Recipe(name="hasil-pelatihan.xlsx", mime=XLSX_MIME, read=read, make=make_xlsx)
