"""Surat lunas for a woman without a phone: an officer prints it for her, and that she did is written down."""

# staff: officers of a group read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.text import Text, _
from db import loans, members, permits
from db.unit import Paper, Unit
from domain.loans import State
from domain.permits import Action
from domain.refusals import Changed
from handlers.loans.own_page import LETTER, is_own_phone
from handlers.savings.words import short

# The newest, as many as anybody looks through.
LISTED_MAX = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Paid:
    """A loan that is paid. number: of the loan."""

    number: int
    label: Text | str
    hint: Text

    @property
    def key(self) -> str:
        """What is journaled when it is chosen."""
        return f"l{self.number}"


async def give_letter(chat: Chat, group_id: int) -> None:
    """The letter of one loan that is paid, to print."""
    found = await chat.run(list_paid, group_id)
    if not found:
        return await chat.say(_("Belum ada pinjaman yang lunas."))
    chosen = await chat.choose(_("Surat lunas siapa?"), found)
    await chat.run(send_letter, group_id, chosen.number)
    await chat.say(_("Suratnya saya kirim. Cetak, tanda tangani, beri cap."))


async def list_paid(unit: Unit, group_id: int) -> tuple[Paid, ...]:
    """The loans that are paid, the newest first; that they were read is written down. Raises NotAllowed."""
    await permits.require(unit, Action.READ_BOOK, group_id=group_id)
    found = (await loans.list_loans(unit, group_id, State.SETTLED))[::-1][:LISTED_MAX]
    names = {each.number: each.shown for each in await members.list_members(unit, group_id, left=True)}
    for each in found:
        unit.audit("read", "book", group_id, each.told_id, "loans")
    return tuple(
        Paid(
            number=each.number,
            label=names[each.member],
            hint=_("{amount}, lunas {day}", amount=each.amount, day=short(each.settled_day)),
        )
        for each in found
        if each.settled_day is not None
    )


async def send_letter(unit: Unit, group_id: int, number: int) -> None:
    """The letter goes to this chat, made when it is sent. Raises NotAllowed; Changed if it is not paid or shared."""
    await permits.require(unit, Action.READ_BOOK, group_id=group_id)
    loan = await loans.get(unit, group_id, number)
    if not is_own_phone(unit) or loan.state is not State.SETTLED:
        raise Changed
    unit.audit("read", "book", group_id, loan.told_id, "paper letter")
    name = (await members.get_member(unit, group_id, loan.member)).shown
    unit.hand(_("Surat lunas {name}.", name=name), Paper(LETTER, (group_id, number)))
