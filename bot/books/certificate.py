"""Sertifikat: the paper of a course as a page to print, sign and stamp, or as a picture for her phone.

Its number is the certificate's row. It goes to her whose it is, or to who keeps the course and prints it for her.
"""

from functools import partial
from typing import Literal

from bot.books.heading import Say
from bot.paper_pdf import set_pages
from bot.recipes import PDF_MIME, PNG_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import Text, _
from db import certificates, courses, people
from db.certificates import Certificate
from db.data_readers import list_selves
from db.unit import Unit
from domain.certificates import Body, State, shown
from domain.courses import Course, Kind
from domain.permits import Action, is_allowed
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers import book_words as words

TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set document(title: it.title)
#set page(paper: "a4", flipped: true, margin: 1cm)
#set text(font: "Libertinus Serif", size: 13pt, lang: "id", number-width: "tabular")
#set par(leading: 0.6em, spacing: 0.75em)
#let dotted = box(width: 13em, repeat[.])
#let hand(office) = align(center, { office; v(4.4em); [( #dotted )] })
#let corner(at, dx, dy) = place(at, dx: dx, dy: dy, rotate(45deg, square(
  size: 11pt, fill: luma(40), stroke: 0.8pt + white)))
// As large as there is room for: no name runs over the edge.
#let fitted(words, most) = layout(room => context {
  let wide = measure(text(size: most, weight: "bold", words)).width
  text(size: if wide > room.width { most * (room.width / wide) } else { most }, weight: "bold", words)
})
#block(width: 100%, height: 100%, stroke: 2.4pt + luma(40), inset: 6pt, {
  corner(top + left, -11.5pt, -11.5pt)
  corner(top + right, 11.5pt, -11.5pt)
  corner(bottom + left, -11.5pt, 11.5pt)
  corner(bottom + right, 11.5pt, 11.5pt)
  block(width: 100%, height: 100%, stroke: 0.7pt, inset: (x: 1.6cm, top: 0.9cm, bottom: 0.6cm), {
    align(center, {
      text(size: 16pt, weight: "bold", upper(it.giver))
      v(0.1em)
      line(length: 62%, stroke: 0.8pt)
      v(0.35em)
      text(size: 34pt, weight: "bold", tracking: 5pt, upper(it.title))
      v(-0.75em)
      text(size: 11.5pt, it.number)
      v(0.55em)
      it.opening
      v(0.75em)
      fitted(it.name, 27pt)
      v(0.3em)
      line(length: 55%, stroke: 0.6pt)
      v(0.35em)
      it.sentence
      v(0.6em)
      fitted(it.course, 19pt)
      v(0.6em)
      for each in it.facts { each; linebreak() }
    })
    v(1fr)
    align(center, text(size: 12pt, style: "italic", it.thanks))
    v(0.7em)
    grid(columns: (1fr, 3.4cm, 1fr), align: bottom,
      hand({ hide(it.day); linebreak(); it.signed.first() }),
      align(center + horizon, box(width: 3cm, height: 3cm, stroke: (thickness: 0.6pt, dash: "dashed"), radius: 50%,
        align(center + horizon, text(size: 9pt, fill: luma(120), it.stamp)))),
      hand({ it.day; linebreak(); it.signed.last() }))
    v(0.5em)
    align(center, text(size: 9pt, it.foot))
  })
})
"""
TITLE = _("Sertifikat")
PICTURE_PPI = 110.0

# What somebody took part in, by the kind of course.
SENTENCES: dict[Kind, Text] = {
    Kind.SKILL: _("sudah mengikuti kelas keterampilan"),
    Kind.MOTIVATION: _("sudah mengikuti bimbingan motivasi"),
    Kind.SOCIAL: _("sudah mengikuti bimbingan sosial"),
    Kind.BUSINESS: _("sudah mengikuti bimbingan usaha"),
    Kind.BIMTEK: _("sudah mengikuti bimbingan teknis"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One certificate. of_group: the course was a group's own. bot_name: where the number can be looked up."""

    certificate: Certificate
    of_group: bool
    bot_name: str
    language: str


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Given:
    """The certificate, for her whose it is, or for who keeps its course. Raises PaperRefused."""
    try:
        found = await certificates.get(unit, args[0])
        course = await courses.get(unit, found.course_id)
    except NotAllowed as refused:
        raise PaperRefused from refused
    if found.state is not State.VALID or not found.name:
        raise PaperRefused
    if found.person_id not in await list_selves(unit, receiver.person_id) and not await _keeps(
        unit, receiver, course
    ):
        raise PaperRefused
    return Given(
        certificate=found,
        of_group=course.group_id is not None,
        bot_name=unit.facts.bot_name,
        language=receiver.language,
    )


async def _keeps(unit: Unit, receiver: Receiver, course: Course) -> bool:
    grants = await people.list_roles(unit, receiver.person_id)
    if course.group_id is not None:
        return is_allowed(grants, Action.KEEP_GROUP_COURSES, group_id=course.group_id)
    return is_allowed(grants, Action.KEEP_COURSES, organisation_id=course.organisation_id)


def make_pdf(given: Given) -> bytes:
    """The page."""
    return draw(given, form="pdf")


def make_picture(given: Given) -> bytes:
    """The same as a PNG."""
    return draw(given, form="png")


def draw(given: Given, *, form: Literal["pdf", "png"]) -> bytes:
    """The file; a course of the demo or a practice says across the page that it is none."""
    say: Say = partial(render, language=given.language)
    mark = say(words.DEMO_MARK) if given.certificate.body.demo else ""
    return set_pages(
        TEMPLATE, paper_of(given, say), form=form, ppi=PICTURE_PPI if form == "png" else None, mark=mark
    )


def paper_of(given: Given, say: Say) -> dict[str, object]:
    """What stands on it."""
    certificate, body = given.certificate, given.certificate.body
    return {
        "title": say(TITLE),
        "giver": say(_("Kelompok {group}", group=body.giver)) if given.of_group else body.giver,
        "number": say(_("Nomor {number}", number=shown(certificate.number))),
        "opening": say(_("diberikan kepada")),
        "name": certificate.name,
        "sentence": say(SENTENCES[Kind(body.kind)]),
        "course": body.title,
        "facts": [say(each) for each in facts_of(body)],
        "thanks": say(_("Terima kasih sudah belajar dan berbagi ilmu bersama.")),
        "day": say(_("{day}", day=body.given)),
        "signed": [say(_("Pelatih")), say(words.CHAIR if given.of_group else _("Kepala kantor"))],
        "stamp": say(_("cap")),
        "foot": say(
            _(
                "Nomor ini bisa dicek siapa saja: ketik SERTIFIKAT di {bot}, lalu tulis nomornya.",
                bot=given.bot_name,
            )
        ),
    }


def facts_of(body: Body) -> list[Text]:
    """Where, when, and how many sessions."""
    if body.first == body.last:
        return [_("{place}, {day}", place=body.place, day=body.first)]
    days = _("{place}, {first} sampai {last}", place=body.place, first=body.first, last=body.last)
    return [days, _("{n} pertemuan", n=body.sessions)] if body.sessions > 1 else [days]


CERTIFICATE_PDF = Recipe(name="sertifikat.pdf", mime=PDF_MIME, read=read, make=make_pdf)
CERTIFICATE_PNG = Recipe(name="sertifikat.png", mime=PNG_MIME, read=read, make=make_picture)
