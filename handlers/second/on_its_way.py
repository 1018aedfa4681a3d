"""Uang keluar: what waits for its receiver's word. An officer lets her sign here, reminds, or takes it back."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import meetings, members, payouts, permits
from db.unit import Unit
from domain.payouts import Kind, NotWaiting, Payout, State
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.loans import handing
from handlers.names import ON_ITS_WAY, SIGN
from handlers.second import payout_steps
from handlers.second.payout_words import what_for
from handlers.second.telling import name_of, names_of, tell

HERE = Choice("here", _("Tanda di HP ini"), words=("tanda", "hp ini", "di sini"))
REMIND = Choice("remind", _("Ingatkan"), words=("ingatkan", "tanya lagi"))
CANCEL = Choice("cancel", _("Batalkan"), words=("tidak jadi",))
LEAVE = Choice("leave", _("Tunggu saja"), words=("tunggu", "nanti"))

# What is signed on this phone, beside an approval (handlers/second/sign.py).
PAYOUT = "payout"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """Money on its way."""

    id: int
    signer: int
    label: Text
    words: Text
    reminded: bool

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"w{self.id}"


@conversation(
    ON_ITS_WAY,
    title=_("Uang yang menunggu"),
    words=("uang keluar", "uang yang menunggu", "uang menunggu"),
    roles=holders(Action.WRITE_BOOK),
    resumes=False,
    money=True,
)
async def follow(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    rows = await chat.look(list_rows, group.id)
    if not rows:
        return await chat.say(_("Tidak ada uang yang menunggu."))
    row = rows[0] if len(rows) == 1 else await chat.choose(_("Yang mana, Bu?"), rows)
    choices = [HERE, *([] if row.reminded else [REMIND]), CANCEL, LEAVE]
    chosen = await chat.choose(_("{words}\n\nMau apa?", words=row.words), choices)
    if chosen.key == HERE.key:
        await chat.go(SIGN, PAYOUT, row.id, row.signer)
    if chosen.key == REMIND.key:
        await chat.run(remind, row.id)
        return await chat.say(_("Sudah saya ingatkan. Sekali saja, ya."))
    asked = _("{words}\n\nUangnya tidak jadi keluar?", words=row.words)
    if chosen.key == CANCEL.key and await chat.confirm(asked):
        await chat.run(cancel, row.id)
        return await chat.say(_("Baik, tidak jadi. Uangnya tetap di kas."))
    return await chat.say(_("Baik, kita tunggu."))


# -- what is read and written -----------------------------------------------------------------------------------


async def list_rows(unit: Unit, group_id: int) -> tuple[Row, ...]:
    """What of the group's money is on its way. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    named = await names_of(unit, group_id)
    return tuple([await _row(unit, each, named) for each in await payouts.list_waiting(unit, group_id)])


async def _row(unit: Unit, each: Payout, named: dict[int | None, str]) -> Row:
    values = {
        "name": named.get(each.member, ""),
        "signer": named.get(each.signer, ""),
        "amount": each.amount,
        "what": what_for(each),
    }
    words = _("{amount} untuk {name}, {what}, menunggu jawaban {signer}.", **values)
    return Row(
        id=each.id,
        signer=each.signer,
        label=_("{name} {amount}", **values),
        words=words,
        reminded=await payouts.was_reminded(unit, each),
    )


async def _get(unit: Unit, payout_id: int) -> Payout:
    """One that waits in a group whose book she keeps. Raises NotAllowed, NotWaiting."""
    found = await payouts.get(unit, payout_id)
    await permits.require(unit, Action.WRITE_BOOK, group_id=found.group_id)
    await members.number_of(unit, found.group_id, unit.actor.person_id)
    if found.state is not State.WAITING:
        raise NotWaiting
    return found


async def remind(unit: Unit, payout_id: int) -> None:
    """She is asked once more, and never a third time. Raises NotAllowed, NotWaiting."""
    found = await _get(unit, payout_id)
    if not await payouts.was_reminded(unit, found):
        await payout_steps.ask_signer(unit, found)
        unit.audit("remind", "payout", found.id, unit.actor.person_id)


async def cancel(unit: Unit, payout_id: int) -> None:
    """The money stays in the box; who waited for it, and who had agreed, are told. Raises NotAllowed, NotWaiting."""
    found = await _get(unit, payout_id)
    await payouts.settle(unit, found, State.CANCELLED)
    if found.kind is Kind.LOAN:
        await handing.let_go(unit, found)
    meeting = await meetings.find_open(unit, found.group_id)
    if meeting is not None:
        meetings.count_again(unit, found.group_id, meeting.number)  # it is in the box again
    member = await members.get_member(unit, found.group_id, found.member)
    unit.audit("cancel", "payout", found.id, member.told_id, found.kind.value)
    name = await name_of(unit, found.group_id, found.member)
    text = _("{amount} untuk {name} tidak jadi keluar. Uangnya tetap di kas.", amount=found.amount, name=name)
    told = {found.by, found.signer, found.second or found.by}
    await tell(unit, found.group_id, [(number, text) for number in sorted(told)])
