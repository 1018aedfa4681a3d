"""Surat Lunas: says that a loan is paid, as a page to print and stamp or as a picture for her phone."""

from functools import partial
from typing import Literal

from bot.books.heading import Say, mark_of
from bot.books.loan_card import Given, read
from bot.paper_pdf import set_pages
from bot.recipes import PDF_MIME, PNG_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import Text, _
from db.unit import Unit
from domain.ledger import shown_code
from domain.money import Rupiah, Spelled
from domain.roles import Role
from handlers import book_words as words

TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set document(title: it.title)
#set page(paper: "a5", flipped: true, margin: 0.7cm)
#set text(font: "Libertinus Serif", size: 11pt, lang: "id", number-width: "tabular")
#set par(leading: 0.55em, spacing: 0.7em)
#let dotted = box(width: 11em, repeat[.])
#let hand(each) = align(center, {
  each.office
  v(3.1em)
  if each.name == "" { [( #dotted )] } else { [( #strong(each.name) )] }
})
#block(width: 100%, height: 100%, stroke: 1.6pt, inset: 4pt, block(
  width: 100%, height: 100%, stroke: 0.6pt, inset: (x: 0.9cm, y: 0.55cm), {
    align(center, {
      text(size: 14pt, weight: "bold", upper(it.group))
      linebreak()
      text(size: 9.5pt, it.place)
      v(-0.25em)
      line(length: 100%, stroke: 0.9pt)
      v(0.25em)
      text(size: 21pt, weight: "bold", tracking: 2pt, upper(it.title))
      linebreak()
      text(size: 9.5pt, it.number)
    })
    v(0.5em)
    align(center, {
      it.opening
      v(-0.1em)
      text(size: 15pt, weight: "bold", it.name)
      v(-0.2em)
      it.sentence
    })
    v(0.5em)
    align(center, block(width: 88%, grid(
      columns: (auto, 1fr), column-gutter: 1.2em, row-gutter: 0.55em, align: left,
      ..it.facts.map(((label, value)) => (label, strong(value))).flatten(),
    )))
    v(0.5em)
    align(center, text(style: "italic", it.thanks))
    v(1fr)
    align(right, text(size: 10pt, it.day))
    v(0.2em)
    grid(columns: (1fr, 2.7cm, 1fr), align: horizon,
      hand(it.signed.first()),
      align(center, box(width: 2.5cm, height: 2.5cm, stroke: (thickness: 0.6pt, dash: "dashed"), radius: 50%,
        align(center + horizon, text(size: 8.5pt, fill: luma(120), it.stamp)))),
      hand(it.signed.last()))
    v(0.1em)
    align(center, text(size: 8pt, it.foot))
  }
))
"""
TITLE = _("Surat lunas")
PICTURE_PPI = 170.0


async def read_settled(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Given:
    """The loan, once nothing is owed on it any more. Raises PaperRefused."""
    given = await read(unit, receiver, args)
    if given.found.loan.settled_day is None or given.found.standing.outstanding:
        raise PaperRefused
    return given


def make_pdf(given: Given) -> bytes:
    """The page."""
    return draw(given, form="pdf")


def make_picture(given: Given) -> bytes:
    """The same as a PNG."""
    return draw(given, form="png")


def draw(given: Given, *, form: Literal["pdf", "png"]) -> bytes:
    """The file."""
    mark = mark_of(given.found.group, partial(render, language=given.language))
    return set_pages(
        TEMPLATE, letter(given), form=form, ppi=PICTURE_PPI if form == "png" else None, mark=mark
    )


def letter(given: Given) -> dict[str, object]:
    """What stands in it. The loan is paid."""
    found, say = given.found, partial(render, language=given.language)
    names = found.signers
    return {
        "title": say(TITLE),
        "group": say(_("Kelompok {group}", group=found.group.name)),
        "place": found.group.place,
        "number": say(
            _("Pinjaman No. {number}, kode {code}", number=found.loan.number, code=found.loan.code)
        ),
        "opening": say(_("Pengurus kelompok menyatakan bahwa")),
        "name": found.member.name,
        "sentence": say(
            _("anggota nomor {number}, sudah membayar lunas pinjamannya.", number=found.member.number)
        ),
        "facts": [[say(label), say(value)] for label, value in _facts(given)],
        "thanks": say(_("Terima kasih. Tidak ada lagi yang perlu dibayar.")),
        "day": say(_("{place}, {day}", place=found.group.place, day=found.today)),
        "signed": [
            {"office": say(words.CHAIR), "name": names.get(Role.CHAIR, "")},
            {"office": say(words.TREASURER), "name": names.get(Role.TREASURER, "")},
        ],
        "stamp": say(_("cap")),
        "foot": _foot(given, say),
    }


def _facts(given: Given) -> list[tuple[Text, Text]]:
    found = given.found
    jasa = sum(each.jasa for each in found.payments)
    assert found.loan.settled_day is not None, "a loan that is paid has its day"
    paid = _("{total}, dengan jasa {jasa}", total=found.paid, jasa=Rupiah(jasa))
    return [
        (_("Pinjaman"), _("{amount}", amount=Spelled(found.loan.amount))),
        (_("Uang diterima"), _("{day}", day=found.received_day)),
        (_("Jumlah yang dibayar"), paid if jasa else _("{total}", total=found.paid)),
        (_("Lunas"), _("{day}", day=found.loan.settled_day)),
        (_("Sisa pinjaman"), _("{amount}", amount=Spelled(0))),
    ]


def _foot(given: Given, say: Say) -> str:
    """By which the letter can be held against the book: digits that cover the last payment, else its number alone."""
    found = given.found
    last = max((each.entry for each in found.payments), default=0)
    head = found.head
    if head is None or head.number < last:
        return say(_("Pembayaran terakhir: catatan No. {number}", number=last)) if last else ""
    return say(
        _("Angka cek {code}, sampai catatan No. {number}", code=shown_code(head.code), number=head.number)
    )


LETTER_PDF = Recipe(name="surat-lunas.pdf", mime=PDF_MIME, read=read_settled, make=make_pdf)
LETTER_PNG = Recipe(name="surat-lunas.png", mime=PNG_MIME, read=read_settled, make=make_picture)
