"""Kartu ajakan: a small card for a woman of whom nothing is known, as a picture to show, to send or to print.

Neutral: whoever finds it learns of no need, no family and no name. It is made from the number of its code alone, for
who gave it, while it is good.
"""

from datetime import UTC, date, datetime
from functools import partial

from bot.paper_pdf import set_pages
from bot.recipes import PNG_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from db import outreach
from db.unit import Unit
from domain.outreach import shown, unpacked
from domain.records import dataclass
from domain.zones import local_date
from handlers import book_words
from handlers.contact import card_words as words

# A card of the size of a name card twice as high: 360 points are 1,000 pixels of a telephone's screen.
TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set document(title: it.title)
#set page(width: 10.5cm, height: 7.4cm, margin: 0.35cm)
#set text(font: "Libertinus Serif", size: 11.5pt, lang: "id")
#set par(leading: 0.55em, spacing: 0.7em)
// As large as there is room for: no name and no code breaks into two lines.
#let fitted(words, most, ..look) = layout(room => context {
  let wide = measure(text(size: most, ..look, words)).width
  text(size: if wide > room.width { most * (room.width / wide) } else { most }, ..look, words)
})
#block(width: 100%, height: 100%, stroke: 1.4pt + luma(60), radius: 7pt, inset: (x: 0.55cm, y: 0.45cm), {
  align(center, {
    text(size: 16pt, weight: "bold", it.title)
    v(-0.35em)
    line(length: 55%, stroke: 0.6pt + luma(120))
    v(-0.1em)
    for each in it.lines { each; linebreak() }
  })
  v(1fr)
  align(center, {
    fitted(it.open, 12.5pt)
    v(0.05em)
    text(size: 12.5pt, it.type)
    v(-0.1em)
    block(width: 100%, fill: luma(238), radius: 4pt, inset: (x: 8pt, y: 9pt),
      fitted(it.code, 22pt, font: "DejaVu Sans Mono", weight: "bold"))
  })
  v(1fr)
  align(center, text(size: 9.5pt, fill: luma(70), { it.until; linebreak(); it.foot }))
})
"""
PICTURE_PPI = 250.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """What stands on the card."""

    code: str
    until: date
    bot_name: str
    language: str
    demo: bool


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Printed:
    """The card, for who gave it, while it is good. Raises PaperRefused."""
    code = unpacked(args[0])
    card = await outreach.find(unit, code)
    if card is None or card.issuer_id != receiver.person_id:
        raise PaperRefused
    area = unit.facts.find_area(card.area)
    if area is None:
        raise PaperRefused
    return Printed(
        code=code,
        until=local_date(datetime.fromtimestamp(card.expires_ms / 1000, UTC), area.zone),
        bot_name=unit.facts.bot_name,
        language=receiver.language,
        demo=unit.facts.demo,
    )


def make(printed: Printed) -> bytes:
    """The PNG."""
    say = partial(render, language=printed.language)
    opened, _typed = words.how_to(printed.bot_name, printed.code)
    paper = {
        "title": say(words.TITLE),
        "lines": [say(each) for each in words.LINES],
        "open": say(opened),
        "type": say(words.TYPE_THIS),
        "code": shown(printed.code),
        "until": say(words.good_until(printed.until)),
        "foot": say(words.FOOT),
    }
    mark = say(book_words.DEMO_MARK) if printed.demo else ""
    return set_pages(TEMPLATE, paper, form="png", ppi=PICTURE_PPI, mark=mark)


CARD = Recipe(name="kartu.png", mime=PNG_MIME, read=read, make=make, is_personal=False)
