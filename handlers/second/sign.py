"""Tanda: a second officer, a receiver or a witness agrees on somebody else's phone, by her own number.

The phone is handed over; she reads what she agrees to, says yes, and types her number. A wrong one, none at all and one
that has to wait are answered alike. On her own phone she reads afterwards what was agreed in her name.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import approvals, members, officers, payouts, permits, signing
from db.approvals import Approval
from db.unit import Unit
from domain.approvals import AlreadySettled, NeedsAnother, State
from domain.contact import MessageClass
from domain.payouts import NotWaiting
from domain.payouts import State as Money
from domain.permits import Action, holders
from domain.refusals import NotAllowed
from handlers.names import AGREE, SIGN
from handlers.parts import say_in_parts
from handlers.profile.questions import Secret
from handlers.second import payout_steps
from handlers.second.agree import APPROVAL, HERS, carry_out, details_of, tell_seconds
from handlers.second.payout_words import question_for
from handlers.second.telling import name_of

AGAIN = Choice("again", _("Coba lagi"), words=("lagi", "coba"))
STOP = Choice("stop", _("Nanti saja"), words=("nanti", "cukup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What she is asked on this phone. name: hers. asked: which places of her number, "" for all of it."""

    name: str
    question: Text
    digest: str
    asked: str
    details: tuple[Text, ...] = ()


@conversation(
    SIGN,
    title=_("Tanda di HP ini"),
    roles=holders(Action.WRITE_BOOK),
    sensitive=True,
    resumes=False,
    money=True,
    unsays=True,
)
async def sign_here(chat: Chat, what: str = "", row_id: int = 0, number: int = 0) -> None:
    if not row_id:
        await chat.go(AGREE)
    seen = await chat.look(find_question, what, row_id, number)
    await chat.say(_("HP-nya dikasih ke {name} dulu, ya.", name=seen.name))
    await say_in_parts(chat, seen.details, then=seen.question)
    if not await chat.confirm(seen.question, sensitive=True):
        await chat.run(let_be, what, row_id)
        return await chat.say(_("Baik, tidak jadi. Tidak ada yang diubah."))
    while True:
        asked = (await chat.look(find_question, what, row_id, number)).asked
        typed = await chat.ask(_question(asked), Secret())
        done = await chat.run(try_number, what, row_id, number, seen.digest, typed)
        if done is not None:
            await chat.say(_("Terima kasih, {name}. {done}", name=seen.name, done=done))
            return await chat.say(_("HP-nya boleh dikembalikan."))
        await chat.say(_("Angkanya belum cocok. Belum punya? Buat di HP sendiri, ketik: angka tanda."))
        ways = (AGAIN, HERS, STOP) if what == APPROVAL else (AGAIN, STOP)
        chosen = await chat.choose(_("Mau coba lagi?"), ways)
        if chosen.key == HERS.key:
            await chat.run(ask_on_hers, row_id)
            return await chat.say(_("Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari."))
        if chosen.key == STOP.key:
            return await chat.say(_("Baik. Ini tetap menunggu."))


def _question(asked: str) -> Text:
    if not asked:
        return _("Angka tandanya?")
    return _("Angka tanda yang ke-{first} dan ke-{second}?", first=asked[0], second=asked[1])


# -- what is read and written -----------------------------------------------------------------------------------


async def find_question(unit: Unit, what: str, row_id: int, number: int) -> Seen:
    """What that member is asked here. Raises NotAllowed; AlreadySettled, NotWaiting where it waits no more."""
    if what != APPROVAL:
        return await _of_payout(unit, row_id, number)
    found = await approvals.get(unit, row_id)
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=found.group_id)
    if found.state is not State.WAITING:
        raise AlreadySettled
    name = await name_of(unit, found.group_id, number)
    return Seen(
        name=name,
        question=_("{words}\n\n{name}, setuju?", words=found.words, name=name),
        digest=found.digest,
        details=details_of(found),
        asked=await signing.find_asked(unit, await _person_of(unit, found.group_id, number)),
    )


async def _of_payout(unit: Unit, payout_id: int, number: int) -> Seen:
    payout = await payouts.get(unit, payout_id)
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=payout.group_id)
    if number != payout.signer:
        raise NotAllowed
    if payout.state is not Money.WAITING:
        raise NotWaiting
    return Seen(
        name=await name_of(unit, payout.group_id, number),
        question=await question_for(unit, payout),
        digest="",
        asked=await signing.find_asked(unit, await _person_of(unit, payout.group_id, number)),
    )


async def _person_of(unit: Unit, group_id: int, number: int) -> int:
    return (await members.get_member(unit, group_id, number)).told_id


async def try_number(unit: Unit, what: str, row_id: int, number: int, digest: str, typed: str) -> Text | None:
    """What has been done, None if that was not her number; every try is counted. Raises whatever forbids it."""
    if what == APPROVAL:
        return await _try_approval(unit, row_id, number, digest, typed)
    payout = await payouts.get(unit, row_id)
    await permits.require(unit, Action.WRITE_BOOK, group_id=payout.group_id)
    if number != payout.signer:
        raise NotAllowed
    person_id = await _person_of(unit, payout.group_id, number)
    if not await _is_hers(unit, person_id, typed):
        return None
    done = await payout_steps.receive(unit, payout, signer=number)
    name = await name_of(
        unit, payout.group_id, await members.number_of(unit, payout.group_id, unit.actor.person_id)
    )
    text = _("Tadi Ibu memberi angka tanda di HP {name}. {done}", name=name, done=done)
    unit.tell(person_id, text, MessageClass.RELAY.value)
    return done


async def _try_approval(unit: Unit, approval_id: int, number: int, digest: str, typed: str) -> Text | None:
    found = await _own(unit, approval_id)
    if found.state is State.WAITING:
        seconds = await officers.list_seconds(
            unit, found.group_id, by=found.by, about=found.about, never=found.never
        )
        if not any(number in each.numbers for each in seconds):
            raise NeedsAnother
    person_id = await _person_of(unit, found.group_id, number)
    if not await _is_hers(unit, person_id, typed):
        return None
    agreed = await approvals.agree(unit, approval_id, digest=digest, second=number)
    done = await carry_out(unit, agreed)
    name = await name_of(unit, agreed.group_id, agreed.by)
    text = _("Tadi Ibu setuju, dengan angka tanda di HP {name}:\n\n{words}", name=name, words=agreed.words)
    unit.tell(person_id, text, MessageClass.RELAY.value)
    return done


async def _own(unit: Unit, approval_id: int) -> Approval:
    """One that she who holds this phone has asked for. Raises NotAllowed."""
    found = await approvals.get(unit, approval_id)
    await permits.require(unit, Action.WRITE_BOOK, group_id=found.group_id)
    if await members.number_of(unit, found.group_id, unit.actor.person_id) != found.by:
        raise NotAllowed
    return found


async def _is_hers(unit: Unit, person_id: int, typed: str) -> bool:
    tried = await signing.try_pin(unit, person_id, typed)
    if tried.warn:
        text = _("Angka tanda Ibu beberapa kali salah diketik. Kalau bukan Ibu, ketik PETUGAS.")
        unit.tell(person_id, text, MessageClass.RELAY.value)
    return tried.right


async def ask_on_hers(unit: Unit, approval_id: int) -> None:
    """She is asked on her own phone instead. Raises NotAllowed."""
    await tell_seconds(unit, await _own(unit, approval_id))


async def let_be(unit: Unit, what: str, row_id: int) -> None:
    """She does not want it: what was asked for is withdrawn; a payout goes on waiting. Raises NotAllowed."""
    if what != APPROVAL:
        return
    found = await _own(unit, row_id)
    await approvals.withdraw(unit, row_id, by=found.by)
