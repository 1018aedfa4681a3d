"""Bacakan izin: a woman without a phone hears what the book says of her; a witness who is no officer hears her yes."""

# staff: officers of a group read this file's sentences, and read one of them aloud

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.text import Text, _
from db import consents, members, officers, permits
from db.unit import Unit
from domain.permits import Action
from domain.purposes import Controller, Purpose, Side
from domain.refusals import Changed
from handlers.group.consenting import keep_spoken
from handlers.group.which import GroupHere
from handlers.purpose_words import question
from handlers.questions import YesNo


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A member to choose."""

    number: int
    name: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"

    @property
    def label(self) -> Text:
        """What is shown."""
        return _("{name}", name=self.name)


async def read_aloud(chat: Chat, group: GroupHere) -> None:
    """For one woman at a time; a no is a no, and is kept as one by writing nothing."""
    unasked = await chat.look(list_unasked, group.id)
    if not unasked:
        return await chat.say(_("Semua anggota tanpa HP sudah memberi izin."))
    member = await chat.choose(_("Izin siapa yang dibacakan?"), unasked)
    witnesses = [each for each in await chat.look(list_witnesses, group.id) if each.number != member.number]
    if not witnesses:
        return await chat.say(_("Perlu satu anggota yang bukan pengurus untuk ikut mendengar."))
    await chat.say(_("Bacakan ini dengan suara, lalu ketik jawaban lisannya:"))
    controller = Controller(side=Side.GROUP, id=group.id, name=group.name)
    given = await chat.ask(
        question(Purpose.SAVINGS, controller),
        YesNo(explicit=True, is_weighty=True, labels=(_("Boleh"), _("Tidak"))),
    )
    if not given:
        return await chat.say(_("Baik. Izinnya tidak dicatat. Bicarakan dengan ketua, ya."))
    witness = await chat.choose(_("Siapa anggota yang ikut mendengar?"), witnesses)
    await chat.run(keep_yes, group.id, member.number, witness.number)
    await chat.say(
        _("Izin {name} sudah dicatat. Saksinya {witness}.", name=member.name, witness=witness.name)
    )
    return None


# -- what is read and written -----------------------------------------------------------------------------------


async def list_unasked(unit: Unit, group_id: int) -> tuple[Named, ...]:
    """Who has no phone and has not been asked yet. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.KEEP_MEMBERS, group_id=group_id)
    found = []
    for each in await members.list_members(unit, group_id):
        if not each.has_phone and not await _has_said_yes(unit, each.person_id, group_id):
            found.append(Named(number=each.number, name=each.shown))
    return tuple(found)


async def _has_said_yes(unit: Unit, person_id: int, group_id: int) -> bool:
    before = await consents.find_current(unit, person_id, Purpose.SAVINGS, None, group_id)
    return before is not None and before.is_given


async def list_witnesses(unit: Unit, group_id: int) -> tuple[Named, ...]:
    """Who may have heard it: members without an office. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.KEEP_MEMBERS, group_id=group_id)
    listed = await members.list_members(unit, group_id)
    borrowed = await officers.list_borrowed(unit, group_id, listed)
    return tuple(
        Named(number=each.number, name=each.shown)
        for each in listed
        if not each.offices and each.number not in borrowed
    )


async def keep_yes(unit: Unit, group_id: int, number: int, witness: int) -> None:
    """Her spoken yes, with who heard it. Raises NotAllowed, Changed if one of them is no such member any more."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    heard = await members.get_member(unit, group_id, witness)
    member = await members.get_member(unit, group_id, number)
    borrowed = await officers.list_borrowed(unit, group_id, [heard])
    if borrowed or heard.offices or not heard.is_active or not member.is_active or witness == number:
        raise Changed
    await keep_spoken(unit, group_id, member.person_id, heard.told_id)
