"""Terima: she says that the money has arrived, or a witness does for a woman without a phone. Only then it counts."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import members, payouts, permits
from db.unit import Unit
from domain.payouts import Payout, State
from domain.refusals import NotAllowed
from handlers.names import RECEIVED
from handlers.second import payout_steps
from handlers.second.payout_steps import NOT_YET, YES
from handlers.second.payout_words import question_for

ARRIVED = Choice(YES, _("Sudah"), words=("sudah saya terima", "terima", "sudah terima", "ya", "saya lihat"))
WAITING = Choice(NOT_YET, _("Belum"), words=("belum terima", "tidak"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """Money that waits for her word."""

    key: str
    label: Text


@conversation(
    RECEIVED,
    title=_("Uang yang diterima"),
    words=("sudah terima", "sudah saya terima", "terima uang"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def say_received(chat: Chat, payout_id: int = 0, said: str = "") -> None:
    if not payout_id:
        rows = await chat.look(list_rows)
        if not rows:
            return await chat.say(_("Tidak ada uang yang menunggu jawaban Ibu."))
        chosen = rows[0] if len(rows) == 1 else await chat.choose(_("Uang yang mana, Bu?"), rows)
        payout_id = int(chosen.key)
    question = await chat.look(find_question, payout_id)
    if question is None:
        return await chat.say(_("Yang ini sudah selesai, Bu. Terima kasih."))
    if not said:
        said = (await chat.choose(question, (ARRIVED, WAITING))).key
    if said == YES:
        await chat.say(_("Terima kasih, Bu. {done}", done=await chat.run(say_yes, payout_id)))
        return None
    await chat.run(say_not_yet, payout_id)
    await chat.say(_("Baik, Bu. Saya sampaikan ke pengurus. Kalau sudah diterima, ketik: sudah terima."))
    return None


# -- what is read and written -----------------------------------------------------------------------------------


async def list_rows(unit: Unit) -> tuple[Row, ...]:
    """What waits for the actor's word."""
    if unit.actor.locked or unit.actor.practice:
        return ()
    return tuple(
        Row(key=str(each.id), label=_("{day}, {amount}", day=f"{each.day:%d/%m}", amount=each.amount))
        for each in await payouts.list_for(unit, unit.actor.person_id)
    )


async def _hers(unit: Unit, payout_id: int) -> tuple[Payout, int]:
    """Money that waits for her word, and her number. Raises NotAllowed, also if there is none; Practising."""
    payout = await payouts.get(unit, payout_id)
    signer = await members.get_member(unit, payout.group_id, payout.signer)
    if unit.actor.locked or signer.told_id != unit.actor.person_id:
        raise NotAllowed
    permits.require_meant(unit, payout.group_id)
    return payout, signer.number


async def find_question(unit: Unit, payout_id: int) -> Text | None:
    """What she is asked; None where it waits no more. Raises NotAllowed."""
    payout, _number = await _hers(unit, payout_id)
    return await question_for(unit, payout) if payout.state is State.WAITING else None


async def say_yes(unit: Unit, payout_id: int) -> Text:
    """It counts from now on. Raises NotAllowed, NotWaiting and what the ledger refuses."""
    payout, number = await _hers(unit, payout_id)
    return await payout_steps.receive(unit, payout, signer=number, to_her=True)


async def say_not_yet(unit: Unit, payout_id: int) -> None:
    """The officers hear that it has not arrived. Raises NotAllowed."""
    payout, number = await _hers(unit, payout_id)
    await payout_steps.not_yet(unit, payout, signer=number)
