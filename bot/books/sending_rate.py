"""Kecepatan kirim: how many messages of one announcement left in each moment, as a picture that needs no colour.

Every column carries its height in figures as far as there is room; the dashed line is what the channel allows in all.
Typst draws it: offline, with its own fonts, from our template only.
"""

from datetime import datetime
from functools import partial
from math import floor, log10

from bot.books.announcement_report import get_for, place_of
from bot.books.heading import Say
from bot.pace import PACES
from bot.paper_pdf import set_pages
from bot.recipes import PNG_MIME, Receiver, Recipe
from bot.render import render
from conversation.text import Text, _, n_
from db import announcement_receivers, announcement_tellings
from db.unit import Unit
from domain.announcements import Tally
from domain.records import dataclass
from handlers import book_words
from handlers.announce.words import counts_in_words, moment

# Whoever sends so much faster is allowed more than channels usually allow.
FASTER = 1.2

TEMPLATE = """
#let it = json(bytes(sys.inputs.paper))
#set page(width: 18cm, height: auto, margin: 0.9cm, fill: white)
#set text(font: "Libertinus Serif", size: 11pt, lang: "id")
#let hatch = tiling(size: (4pt, 4pt), {
  place(rect(width: 100%, height: 100%, fill: luma(225)))
  place(line(start: (0%, 100%), end: (100%, 0%), stroke: 0.7pt)) })
#let tall = 6.2cm
#text(size: 15pt, weight: "bold", it.title)
#linebreak()
#text(size: 11pt, it.place)
#v(0.2em)
#for line in it.lines { text(size: 10.5pt, line); linebreak() }
#v(0.6em)
#if it.columns.len() == 0 { text(it.nothing) } else {
  text(size: 9.5pt, it.unit)
  v(0.25em)
  grid(columns: (2.6em, 1fr), column-gutter: 0.4em, row-gutter: 0.3em,
    box(height: tall, width: 100%, {
      for tick in it.ticks {
        place(right + bottom, dy: -tick.at * tall + 0.35em, text(size: 8.5pt, tick.label))
      }
    }),
    box(height: tall, width: 100%, stroke: (left: 0.8pt, bottom: 0.8pt), {
      for tick in it.ticks {
        place(left + bottom, dy: -tick.at * tall, line(length: 100%, stroke: 0.3pt + luma(170)))
      }
      place(left + bottom, box(width: 100%, height: tall, grid(
        columns: it.columns.map(_ => 1fr), align: bottom, column-gutter: it.gap * 1pt,
        ..it.columns.map(each => box(height: tall, width: 100%, {
          place(bottom, rect(width: 100%, height: each.share * tall, fill: hatch,
            stroke: if each.share > 0 { 0.5pt } else { none }))
          if it.numbered and each.share > 0 {
            place(bottom + center, dy: -each.share * tall - 2pt, text(size: 7.5pt, each.label))
          }
        })))))
      if it.allowed != none {
        place(left + bottom, dy: -it.allowed.at * tall, line(length: 100%,
          stroke: (thickness: 1.1pt, dash: "dashed")))
        place(right + bottom, dy: -it.allowed.at * tall - 3pt, box(fill: white, inset: 1.5pt,
          text(size: 8.5pt, it.allowed.label)))
      }
    }),
    [],
    grid(columns: it.times.map(_ => 1fr), ..it.times.enumerate().map(((at, each)) => align(
      if at == 0 { left } else if at == it.times.len() - 1 { right } else { center },
      text(size: 8.5pt, each)))),
  )
}
"""
PICTURE_PPI = 144.0

# So many columns can be told apart; each stands for as many seconds as it takes for all to fit.
COLUMNS_MAX = 60
NUMBERED_MAX = 20
STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400)
TICKS_MAX = 6
HEADROOM = 1.12  # for the figures above the highest column
_MINUTE_S = 60
# What takes longer has waited for the morning: how fast it was on the whole says nothing.
ONE_GO_S = 2 * 3_600


@dataclass(frozen=True, kw_only=True, slots=True)
class Needed:
    """What the picture is made from. sent: in each step since the beginning. allowed: a second, 0 for no limit."""

    place: str
    demo: bool
    code: str
    tally: Tally
    begun: datetime | None
    step_s: int
    sent: tuple[int, ...]
    allowed: float
    language: str


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Needed:
    """How it went so far. Raises PaperRefused."""
    announcement = await get_for(unit, receiver, args[0])
    place, zone, demo = await place_of(unit, announcement)
    last_ms = await announcement_tellings.last_sent_ms(unit, announcement.id)
    step_s = step_for((last_ms - announcement.begun_ms) / 1000)
    steps = dict(await announcement_receivers.rate(unit, announcement.id, step_s))
    channels = await announcement_tellings.channels_of(unit, announcement.id)
    return Needed(
        place=place,
        demo=demo,
        code=announcement.code,
        tally=await announcement_receivers.tally(unit, announcement.id),
        begun=moment(announcement.begun_ms, zone) if announcement.begun_ms else None,
        step_s=step_s,
        sent=in_columns(steps, step_s),
        allowed=sum(PACES[each].per_second for each in channels if each in PACES),
        language=receiver.language,
    )


def step_for(length_s: float) -> int:
    """How many seconds one column stands for."""
    return next((each for each in STEPS_S if length_s < each * COLUMNS_MAX), STEPS_S[-1])


def in_columns(steps: dict[int, int], step_s: int) -> tuple[int, ...]:
    """How many in each step, without a gap where nothing left; by the second at which each step begins."""
    if not steps:
        return ()
    last = max(steps) // step_s
    return tuple(steps.get(at * step_s, 0) for at in range(last + 1))[:COLUMNS_MAX]


def make(needed: Needed) -> bytes:
    """The PNG."""
    say: Say = partial(render, language=needed.language)
    return set_pages(
        TEMPLATE,
        picture_of(needed, say),
        form="png",
        ppi=PICTURE_PPI,
        mark=say(book_words.DEMO_MARK) if needed.demo else "",
    )


def picture_of(needed: Needed, say: Say) -> dict[str, object]:
    """What stands in the picture."""
    rates = [count / needed.step_s for count in needed.sent]
    highest = max([*rates, needed.allowed, 0.1]) * HEADROOM
    return {
        "title": say(_("Pengumuman {code}: kecepatan kirim", code=needed.code)),
        "place": needed.place,
        "lines": [say(each) for each in _lines(needed)],
        "nothing": say(_("Belum ada yang dikirim.")),
        "unit": say(_("Pesan per detik")),
        "columns": [{"share": rate / highest, "label": _figure(rate)} for rate in rates],
        "numbered": len(rates) <= NUMBERED_MAX,
        "gap": 2 if len(rates) <= NUMBERED_MAX else 0.6,
        "ticks": [{"at": tick / highest, "label": _figure(tick)} for tick in ticks_up_to(highest)],
        "allowed": None
        if not needed.allowed or max(rates, default=0) > needed.allowed * FASTER  # a number of a higher tier
        else {
            "at": needed.allowed / highest,
            "label": say(_("paling banyak {n}", n=_figure(needed.allowed))),
        },
        "times": [say(each) for each in _times(needed)],
    }


def ticks_up_to(highest: float) -> list[float]:
    """Round figures for the scale, as few as are easy to read."""
    size = 10 ** floor(log10(highest / TICKS_MAX))
    step = next(size * each for each in (1, 2, 5, 10) if highest / (size * each) <= TICKS_MAX)
    return [step * at for at in range(1, int(highest / step) + 1)]


def _figure(rate: float) -> str:
    """With a comma, as figures are written here; whole where that is exact enough."""
    if rate >= 100 or abs(rate - round(rate)) < 0.005:
        return f"{rate:.0f}"
    return (f"{rate:.1f}" if rate >= 1 else f"{rate:.2g}").replace(".", ",")


def _lines(needed: Needed) -> list[Text]:
    lines = []
    if needed.begun is not None:
        lines.append(_("Mulai {moment}.", moment=needed.begun))
    lines += counts_in_words(needed.tally)
    length_s = len(needed.sent) * needed.step_s
    if sum(needed.sent) and length_s <= ONE_GO_S:
        lines.append(_pace(sum(needed.sent) / length_s, length_s))
    return lines


def _pace(mean: float, length_s: int) -> Text:
    """How fast on the whole, and for how long."""
    if length_s < 2 * _MINUTE_S:
        return n_(
            "Rata-rata {rate} pesan per detik, selama {n} detik.",
            "Rata-rata {rate} pesan per detik, selama {n} detik.",
            length_s,
            rate=_figure(mean),
        )
    return n_(
        "Rata-rata {rate} pesan per detik, selama {n} menit.",
        "Rata-rata {rate} pesan per detik, selama {n} menit.",
        round(length_s / _MINUTE_S),
        rate=_figure(mean),
    )


def _times(needed: Needed) -> list[Text]:
    """Below the first column, the middle and the end: how long after the beginning."""
    length_s = len(needed.sent) * needed.step_s
    return [_after(each) for each in sorted({0, length_s // 2, length_s})]


def _after(seconds: int) -> Text:
    if seconds == 0:
        return _("mulai")
    if seconds < 2 * _MINUTE_S:
        return n_("{n} detik", "{n} detik", seconds)
    if seconds < 120 * _MINUTE_S:
        return n_("{n} menit", "{n} menit", round(seconds / _MINUTE_S))
    return n_("{n} jam", "{n} jam", round(seconds / 3600))


RATE_PNG = Recipe(name="kecepatan.png", mime=PNG_MIME, read=read, make=make)
