"""Nilai petugas: how it was for her, when what she wrote was closed. Asked once, never needed, seen by nobody singly.

Who was not helped is not sent away: it is taken up again, or somebody else hears of it.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import matters, organisations
from db.unit import Unit
from domain.matter_refusals import MatterClosed
from domain.matters import Face, Matter, State
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.contact.close_steps import FACES
from handlers.names import COMPLAIN, LINE, MATTER_FACE, PERSON_TALK

_WORDS = {
    Face.GOOD: ("bagus", "senang", "puas", "baik sekali"),
    Face.FAIR: ("biasa", "cukup", "lumayan"),
    Face.BAD: ("kurang baik", "tidak baik", "jelek", "kecewa", "tidak puas"),
}
CHOICES = tuple(Choice(str(int(face)), label, words=_WORDS[face]) for face, label in FACES)
SKIP = _("Tidak mau menjawab")

REOPEN = Choice("reopen", _("Buka lagi"), words=("buka", "lanjut", "belum beres", "ya"))
ABOUT = Choice("about", _("Soal petugas"), words=("keluhan", "petugas"))
ENOUGH = Choice("enough", _("Cukup"), words=("cukup", "sudah", "tidak"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Rated:
    """What she is asked about. said: whether she has said it before."""

    matter_id: int
    organisation_id: int
    office: str
    open: bool
    said: bool
    complaint: bool


@conversation(MATTER_FACE, title=_("Nilai layanan"), words=("nilai petugas",), sensitive=True, resumes=False)
async def rate_matter(chat: Chat, matter_id: int = 0, face: int = 0) -> None:
    rated = await chat.look(find_rated, matter_id)
    if rated is None or rated.open:
        return await chat.say(_("Belum ada yang perlu dinilai, Bu. Terima kasih."))
    if rated.said:
        return await chat.say(_("Sudah dijawab, Bu. Terima kasih."))
    if face not in (Face.GOOD, Face.FAIR, Face.BAD):
        asked = _("Bagaimana {office} melayani Ibu?", office=rated.office)
        chosen = await chat.choose_or_skip(asked, CHOICES, skip=SKIP)
        if chosen is None:
            return await chat.say(_("Baik, Bu. Tidak apa-apa."))
        face = int(chosen.key)
    await chat.run(say_face, rated.matter_id, face)
    if face != Face.BAD:
        return await chat.say(_("Terima kasih, Bu. Masih perlu? Ketik PETUGAS."))
    await offer_more(chat, rated)


async def offer_more(chat: Chat, rated: Rated) -> None:
    """It was not good: what she may still do."""
    await chat.say(_("Terima kasih sudah jujur, Bu. Maaf, itu belum baik."))
    chosen = await chat.choose(_("Mau bagaimana, Bu?"), (REOPEN, ABOUT, ENOUGH))
    if chosen.key == ABOUT.key:
        await chat.go(COMPLAIN, rated.organisation_id)
    if chosen.key == ENOUGH.key:
        return await chat.say(_("Baik, Bu. Masih perlu? Ketik PETUGAS."))
    try:
        await chat.run(open_again, rated.matter_id)
    except MatterClosed:
        await chat.go(PERSON_TALK)
    await chat.say(_("Pesan Ibu sudah dibuka lagi."))
    await chat.go(LINE, rated.matter_id)


async def find_rated(unit: Unit, matter_id: int) -> Rated | None:
    """That one, if it is hers; without a number the one that was closed last. None if there is none."""
    matter = await _find(unit, matter_id)
    if matter is None:
        return None
    record = await organisations.get(unit, matter.organisation_id)
    return Rated(
        matter_id=matter.id,
        organisation_id=matter.organisation_id,
        office=record.office.name,
        open=matter.state is State.OPEN,
        said=matter.face is not Face.UNSAID,
        complaint=matter.complaint,
    )


async def _find(unit: Unit, matter_id: int) -> Matter | None:
    if matter_id:
        try:
            return await matters.get_own(unit, matter_id)
        except NotAllowed:
            return None
    own = [each for each in await matters.of_person(unit, unit.actor.person_id) if each.state is State.CLOSED]
    return max(own, key=lambda each: each.closed_ms, default=None)


async def say_face(unit: Unit, matter_id: int, face: int) -> bool:
    """How it was for her; False if she had said so before."""
    return await matters.rate(unit, matter_id, Face(face))


async def open_again(unit: Unit, matter_id: int) -> None:
    """Somebody looks at it again. Raises MatterClosed where it is too long ago."""
    await matters.reopen(unit, matter_id)
