"""Persetujuan: a second admin says yes to new staff, who have used their invitation and wait."""

# staff: office people read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import enrolment
from db.enrolment import Candidate
from db.role_names import ROLE_NAMES
from db.unit import Unit
from domain.permits import Action, holders
from handlers.names import CONFIRM

NAME_SHOWN_CHARS = 20

REFUSE = Choice("refuse", _("Tidak setuju"), words=("tidak", "jangan", "tolak"))
LATER = Choice("later", _("Nanti saja"), words=("nanti", "belum"))


@conversation(
    CONFIRM,
    title=_("Persetujuan petugas"),
    roles=holders(Action.CONFIRM_STAFF),
    sensitive=True,
    resumes=False,
)
async def confirm_staff(chat: Chat) -> None:
    waiting = await chat.run(list_candidates)
    if not waiting:
        return await chat.say(_("Tidak ada yang menunggu persetujuan."))
    candidate = await _choose(chat, waiting)
    role = ROLE_NAMES[candidate.role]
    await chat.say(_("Diundang oleh {name}.", name=candidate.invited_by or _("pengurus lain")))
    if candidate.replaces:
        await chat.say(_("Menggantikan {name}.", name=candidate.replaces))
    asked = _(
        "{name} menjadi {role} di {place}. Setuju?", name=candidate.name, role=role, place=candidate.place
    )
    if await chat.confirm(asked):
        await chat.run(approve, candidate.id)
        return await chat.say(_("Sudah disetujui. {name} bisa mulai sekarang.", name=candidate.name))
    if (await chat.choose(_("Tidak setuju, atau nanti saja?"), (REFUSE, LATER))).key == REFUSE.key:
        await chat.run(refuse, candidate.id)
        return await chat.say(_("Sudah dicatat. Kodenya tidak berlaku lagi."))
    return await chat.say(_("Baik, masih menunggu."))


async def _choose(chat: Chat, waiting: tuple[Candidate, ...]) -> Candidate:
    if len(waiting) == 1:
        return waiting[0]
    rows = [Choice(str(each.id), _label(each)) for each in waiting]
    chosen = await chat.choose(_("Siapa yang mau dilihat?"), rows)
    return next(each for each in waiting if str(each.id) == chosen.key)


def _label(each: Candidate) -> Text:
    return _("{name}, {role}", name=each.name[:NAME_SHOWN_CHARS], role=ROLE_NAMES[each.role])


async def list_candidates(unit: Unit) -> tuple[Candidate, ...]:
    """Who waits for the actor's yes; each line leaves an audit row."""
    return tuple(await enrolment.list_candidates(unit))


async def approve(unit: Unit, invite_id: int) -> None:
    """The role begins. Raises NotAllowed, SecondAdminNeeded, Changed."""
    await enrolment.approve(unit, invite_id)


async def refuse(unit: Unit, invite_id: int) -> None:
    """Nothing begins. Raises NotAllowed, SecondAdminNeeded, Changed."""
    await enrolment.refuse(unit, invite_id)
