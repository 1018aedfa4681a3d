"""How an offered matter, and what became of one, reads to staff: code, who asks, why, and the words she agreed to."""

# staff: who answers women reads this file's sentences

from datetime import datetime

from conversation.text import Text, _
from domain.matters import MoveState
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """What is offered. sender, office: who asks. everything: whether she passes on all she wrote."""

    id: int
    code: str
    sender: str
    office: str
    why: str
    words: str
    everything: bool
    women_only: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What became of one's own asking. day: of the answer. unanswered: she said neither yes nor no."""

    code: str
    to: str
    state: str
    reason: str
    day: datetime
    unanswered: bool = False


def describe(offer: Offer) -> list[Text]:
    """The offer on one screen."""
    lines = [
        _("Urusan {code}. Dari {name}, {office}.", code=offer.code, name=offer.sender, office=offer.office),
        _("Sebabnya: {why}", why=offer.why),
        _("Yang boleh disampaikan: “{words}”", words=offer.words),
    ]
    if offer.everything:
        lines.append(_("Pengirim mengizinkan semua pesannya dibaca."))
    else:
        lines.append(_("Pengirim mengizinkan kata itu saja. Pesan lama tidak ikut."))
    if offer.women_only:
        lines.append(_("Pengirim minta petugas perempuan."))
    return lines


def answer_line(each: Answered) -> Text:
    """One line of what became of it."""
    given = {"code": each.code, "to": each.to, "day": each.day.date()}
    if each.state == MoveState.NO.value:
        return _("{code}: pengirim bilang jangan ke {to}, {day}.", **given)
    if each.state == MoveState.REFUSED.value and each.reason:
        return _("{code}: {to} belum bisa, {day}. Sebabnya: {reason}", reason=each.reason, **given)
    if each.state == MoveState.REFUSED.value:
        return _("{code}: {to} belum bisa, {day}.", **given)
    if each.state == MoveState.TAKEN_BACK.value and each.unanswered:
        return _("{code}: pengirim tidak menjawab soal {to}. Berakhir {day}.", **given)
    if each.state == MoveState.TAKEN_BACK.value:
        return _("{code}: ke {to} tidak jadi, {day}. Urusan tidak pindah.", **given)
    if each.state == MoveState.OFFERED.value:
        return _("{code}: pengirim setuju, {to} belum menerima.", **given)
    return _("{code}: diterima {to}, {day}.", **given)
