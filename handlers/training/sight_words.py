"""A course in few words: its row in a list, and how she stands to it."""

from collections.abc import Sequence

from conversation.text import Text, _, n_
from domain.courses import Part
from handlers.days import WEEKDAYS
from handlers.training.sight import Line, Sight


def label_of(line: Line, among: Sequence[Line]) -> Text:
    """Its name; where two are called alike its weekday too, and where that is the same its code."""
    alike = [each for each in among if each.title == line.title]
    if len(alike) == 1:
        return _("{title}", title=line.title)
    weekday = line.begins.weekday()
    if sum(each.begins.weekday() == weekday for each in alike) == 1:
        return _("{day}: {title}", day=WEEKDAYS[weekday], title=line.title)
    return _("{code}: {title}", code=line.code, title=line.title)


def line_text(line: Line) -> Text:
    """Of what is hers: when and where, or how long she still waits."""
    if line.part is Part.WAITING:
        return _("{title}: Ibu nomor {n} di daftar tunggu.", title=line.title, n=line.waits_at)
    return _("{title}: {when}, di {place}.", title=line.title, when=line.begins, place=line.place)


def status(here: Sight) -> Text:
    """How she stands to it, or whether there is room; never who else is there."""
    if here.part is Part.JOINED:
        return _("Ibu sudah terdaftar.")
    if here.part is Part.WAITING:
        return _("Ibu nomor {n} di daftar tunggu. Belum tentu dapat tempat.", n=here.waits_at)
    if here.full and not here.waiting:
        return _("Tempatnya sudah penuh. Ibu boleh menunggu.")
    if here.full:
        return n_(
            "Tempatnya sudah penuh. {n} orang sudah menunggu.",
            "Tempatnya sudah penuh. {n} orang sudah menunggu.",
            here.waiting,
        )
    if here.capacity:
        return n_("Masih ada {n} tempat.", "Masih ada {n} tempat.", here.capacity - here.joined)
    return _("Tempatnya masih ada.")
