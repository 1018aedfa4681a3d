"""Terima anggota: two different officers confirm who has joined with the meeting's code, or kindly do not.

Both see it when the same phone is in the book as somebody else already: nobody takes another woman's record unseen.
"""

# staff: officers of a group read this file's sentences; what she is told herself is said in `her_words`

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import groups, joinings, members, permits
from db.joinings import Joining
from db.unit import Unit
from domain.contact import MessageClass
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.names import ADMIT

ACCEPT = Choice("accept", _("Benar, terima"), words=("benar", "ya"))
REFUSE = Choice("refuse", _("Belum bisa"), words=("tolak", "bukan", "tidak"))
LATER = Choice("later", _("Nanti"), words=("nanti saja",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Somebody who waits. member: how the book calls who she says she is, "" if she is new.

    also: as whom she is in the book already. first: who has confirmed, "" for nobody. mine: whether that was the actor.
    """

    id: int
    name: str
    member: str
    also: str
    first: str
    mine: bool

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"j{self.id}"

    @property
    def label(self) -> Text:
        """What is shown."""
        return _("{name}", name=self.name)


@conversation(
    ADMIT,
    title=_("Terima anggota"),
    words=("terima anggota", "anggota baru"),
    roles=holders(Action.KEEP_MEMBERS),
    sensitive=True,
    resumes=False,
)
async def admit(chat: Chat, joining_id: int = 0) -> None:
    if not joining_id:
        group = await choose_group(chat, Action.KEEP_MEMBERS)
        if group is None:
            return None
        waiting = await chat.run(list_waiting, group.id)
        if not waiting:
            return await chat.say(_("Belum ada yang menunggu. Ketik KODE RAPAT untuk membuat kode."))
        only = waiting[0] if len(waiting) == 1 else None
        joining_id = (only or await chat.choose(_("Siapa yang mau diperiksa?"), waiting)).id
    asked = await chat.run(view, joining_id)
    await describe(chat, asked)
    if asked.mine:
        return await chat.say(_("Tinggal menunggu satu pengurus lain."))
    chosen = await chat.choose(_("Orangnya benar?"), (ACCEPT, REFUSE, LATER))
    if chosen.key == LATER.key:
        return await chat.say(_("Baik, tetap menunggu. Ketik TERIMA ANGGOTA untuk kembali."))
    if chosen.key == REFUSE.key:
        await chat.run(refuse, joining_id)
        return await chat.say(_("Baik. {name} sudah saya kabari.", name=asked.name))
    if await chat.run(accept, joining_id):
        return await chat.say(_("{name} sudah masuk buku kelompok.", name=asked.name))
    await chat.say(_("Sudah dicatat. Perlu satu pengurus lain lagi."))


async def describe(chat: Chat, asked: Waiting) -> None:
    """Who it is, who has confirmed, and whose this phone is already."""
    if asked.member and asked.member != asked.name:
        await chat.say(_("{name} bilang: di buku namanya {member}.", name=asked.name, member=asked.member))
    elif asked.member:
        await chat.say(_("{member} mau pakai HP. Sampai sekarang tanpa HP.", member=asked.member))
    else:
        await chat.say(_("{name} mau masuk buku sebagai anggota baru.", name=asked.name))
    if asked.also:
        await chat.say(
            _(
                "HP ini di buku sudah tercatat untuk {other}. Tanyakan langsung ke orangnya.",
                other=asked.also,
            )
        )
    if asked.first:
        await chat.say(_("Sudah dibenarkan oleh {name}.", name=asked.first))


def her_words(joined: bool, group: str) -> Text:
    """What she is told."""
    if joined:
        return _("Ibu sudah masuk buku kelompok {group}. Ketik KELOMPOK untuk melihat.", group=group)
    return _("Pengurus {group} belum bisa membenarkan data Ibu. Tanyakan di rapat, ya, Bu.", group=group)


# -- what is read and written -----------------------------------------------------------------------------------


async def list_waiting(unit: Unit, group_id: int) -> tuple[Waiting, ...]:
    """Who waits; each leaves an audit row. Raises NotAllowed."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    found = await joinings.list_waiting(unit, group_id)
    for each in found:
        unit.audit("list", "joining", each.id, each.person_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    named = {each.number: each.shown for each in await members.list_members(unit, group_id)}
    return tuple(_waiting(each, named, me) for each in found)


async def view(unit: Unit, joining_id: int) -> Waiting:
    """That one; with an audit row. Raises NotAllowed."""
    asked, me = await _get(unit, joining_id)
    unit.audit("read", "joining", asked.id, asked.person_id)
    named = {each.number: each.shown for each in await members.list_members(unit, asked.group_id)}
    return _waiting(asked, named, me)


def _waiting(asked: Joining, named: dict[int, str], me: int) -> Waiting:
    return Waiting(
        id=asked.id,
        name=asked.name,
        member=named.get(asked.member or 0, ""),
        also=", ".join(named[number] for number in asked.also if number in named),
        first=named.get(asked.first_member or 0, ""),
        mine=asked.first_member == me,
    )


async def _get(unit: Unit, joining_id: int) -> tuple[Joining, int]:
    """That one, and the acting officer's number. Raises NotAllowed."""
    asked = await joinings.get(unit, joining_id)
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=asked.group_id)
    return asked, await members.number_of(unit, asked.group_id, unit.actor.person_id)


async def accept(unit: Unit, joining_id: int) -> bool:
    """Whether she is in the book now; else the second officer is missing.

    Raises NotAllowed, NeedsAnotherOfficer, Changed, ConsentMissing, GroupFull.
    """
    asked, me = await _get(unit, joining_id)
    if await joinings.agree(unit, asked, me) is None:
        return False
    await _tell(unit, asked, joined=True)
    return True


async def refuse(unit: Unit, joining_id: int) -> None:
    """She is told kindly; nothing begins. Raises NotAllowed."""
    asked, me = await _get(unit, joining_id)
    joinings.refuse(unit, asked, me)
    await _tell(unit, asked, joined=False)


async def _tell(unit: Unit, asked: Joining, *, joined: bool) -> None:
    group = await groups.get(unit, asked.group_id)
    unit.tell(asked.person_id, her_words(joined, group.name), MessageClass.RELAY.value)
