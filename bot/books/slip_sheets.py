"""Small papers for the women without a phone: what the meeting wrote about each, to cut out and hand over."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.books.heading import mark_of
from bot.paper_pdf import set_pages
from bot.recipes import PDF_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import Text, _
from db import groups, members, people
from db.groups import Group
from db.unit import Unit
from domain.permits import Action, is_allowed
from handlers.savings.slips import meeting_text

TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set document(title: it.title)
#set page(paper: "a4", margin: 1.2cm)
#set text(font: "Libertinus Serif", size: 10.5pt, lang: "id")
#set par(leading: 0.55em)
#grid(
  columns: (1fr, 1fr),
  ..it.slips.map(slip => block(
    width: 100%, breakable: false, inset: 9pt, stroke: (thickness: 0.5pt, dash: "dashed"),
    [
      #text(size: 12pt, weight: "bold", slip.name)
      #for line in slip.lines { par(line) }
      #v(0.9em)
      #grid(columns: (1fr, 1fr), column-gutter: 8pt, ..it.signed.map(each => [#each: #box(width: 1fr, repeat[.])]))
    ],
  ))
)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slips:
    """Name and text of each, the language they are written in, and whose meeting it was."""

    slips: Sequence[tuple[str, Text]]
    language: str
    group: Group


async def read(unit: Unit, receiver: Receiver, numbers: tuple[int, ...]) -> Slips:
    """What the meeting wrote about each woman without a phone. Raises PaperRefused."""
    group_id, meeting = numbers
    grants = await people.list_roles(unit, receiver.person_id)
    if not is_allowed(grants, Action.READ_BOOK, group_id=group_id):
        raise PaperRefused
    silent = [each for each in await members.list_members(unit, group_id) if not each.has_phone]
    return Slips(
        group=await groups.get(unit, group_id),
        slips=[(each.name, await meeting_text(unit, group_id, each.number, meeting)) for each in silent],
        language=receiver.language,
    )


def make(found: Slips) -> bytes:
    """The PDF."""
    say = partial(render, language=found.language)
    paper = {
        "title": say(_("Kertas rapat")),
        "slips": [{"name": name, "lines": say(text).split("\n")} for name, text in found.slips],
        "signed": [say(_("Paraf bendahara")), say(_("Paraf anggota"))],
    }
    return set_pages(TEMPLATE, paper, mark=mark_of(found.group, say))


SLIPS = Recipe(name="kertas-rapat.pdf", mime=PDF_MIME, read=read, make=make)
