"""Soal beda: she says that it is settled or still differs, or asks somebody else to look; only she can settle it."""

from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import disputes, slips
from db.push_buttons import close_matter
from db.unit import Unit
from domain.disputes import Slip, State
from domain.refusals import Changed
from handlers.names import DIFFER, PERSON_TALK, SETTLE
from handlers.savings import disputing

SUPERVISOR = Choice(disputing.SUPERVISOR, disputing.SUPERVISOR_LABEL, words=("pengawas",))
COMPANION = Choice(disputing.COMPANION, disputing.COMPANION_LABEL, words=("pendamping",))
ENOUGH = Choice("enough", _("Cukup dulu"), words=("cukup", "nanti", "tidak"))


@conversation(SETTLE, title=_("Ada yang beda"), sensitive=True, resumes=False, money=True)
async def settle_difference(
    chat: Chat, group_id: int = 0, number: int = 0, dispute_id: int = 0, said: str = ""
) -> None:
    if not dispute_id:
        await chat.go(DIFFER)
    if said == disputing.SETTLED:
        await chat.run(settle, group_id, number, dispute_id)
        return await chat.say(_("Terima kasih, Bu. Ini sudah beres."))
    if said == disputing.STILL:
        joins = await chat.look(may_ask_supervisor, group_id, number, dispute_id)
        day = await chat.run(say_still, group_id, number, dispute_id)
        await chat.say(_("Baik, Bu. Saya sampaikan lagi. Dijawab paling lambat {day}.", day=day))
        others = (SUPERVISOR, COMPANION, ENOUGH) if joins else (COMPANION, ENOUGH)
        said = (await chat.choose(_("Mau dibantu orang lain mengecek?"), others)).key
    if said == SUPERVISOR.key:
        day = await chat.run(ask_supervisor, group_id, number, dispute_id)
        return await chat.say(_("Pengawas sudah saya kabari. Dijawab paling lambat {day}.", day=day))
    if said == COMPANION.key:
        await chat.say(_("Saya hubungkan ke petugas. Catatan kelompok tidak ikut dikirim."))
        await chat.go(PERSON_TALK)
    await chat.say(_("Baik, Bu."))


# -- what is read and written -----------------------------------------------------------------------------------


async def may_ask_supervisor(unit: Unit, group_id: int, number: int, dispute_id: int) -> bool:
    """Whether the group has a pengawas who was not asked yet. Raises NotAllowed."""
    dispute = await disputing.get_hers(unit, group_id, number, dispute_id)
    return not dispute.supervised and bool(await disputing.list_supervisors(unit, dispute))


async def settle(unit: Unit, group_id: int, number: int, dispute_id: int) -> None:
    """She says it is settled; who heard of it hears that. Raises NotAllowed, Changed."""
    dispute = await disputing.get_hers(unit, group_id, number, dispute_id)
    await disputes.close(unit, dispute, State.SOLVED)
    if dispute.meeting:
        slips.answer(unit, group_id, dispute.meeting, number, Slip.RIGHT)
    close_matter(unit, disputes.matter_of(dispute.id))
    unit.audit("write", "dispute", dispute.id, dispute.told_id, "settled")
    name = await disputing.name_of(unit, dispute)
    text = _("Kata {name}, nomor {code} sudah beres. Terima kasih.", name=name, code=dispute.code)
    await disputing.tell_officers(unit, dispute, text, everybody=True, closed=True)


async def say_still(unit: Unit, group_id: int, number: int, dispute_id: int) -> date:
    """For her it still differs; the new day for an answer. Raises NotAllowed, Changed: nobody has answered."""
    dispute = await disputing.get_hers(unit, group_id, number, dispute_id)
    if dispute.answered is None:
        raise Changed
    day = await disputes.ask_again(unit, dispute, supervised=False)
    unit.audit("write", "dispute", dispute.id, dispute.told_id, "still different")
    name = await disputing.name_of(unit, dispute)
    text = _(
        "Menurut {name}, nomor {code} masih beda. Mari dicek lagi bersama.", name=name, code=dispute.code
    )
    await disputing.tell_officers(unit, dispute, text, everybody=True)
    return day


async def ask_supervisor(unit: Unit, group_id: int, number: int, dispute_id: int) -> date:
    """The pengawas looks too; the new day for an answer. Raises NotAllowed, Changed (asked already, or none)."""
    dispute = await disputing.get_hers(unit, group_id, number, dispute_id)
    if dispute.supervised or not await disputing.list_supervisors(unit, dispute):
        raise Changed
    day = await disputes.ask_again(unit, dispute, supervised=True)
    unit.audit("write", "dispute", dispute.id, dispute.told_id, "supervisor asked")
    await disputing.tell_supervisors(unit, dispute)
    return day
