"""Whose savings? Her own, in the one group or in the one she chooses; nobody else's, and asked again in every step."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.text import Text, _
from db import members, permits
from db.data_readers import list_selves
from db.unit import Unit
from domain.refusals import NotAllowed
from handlers.group.which import is_meant


@dataclass(frozen=True, kw_only=True, slots=True)
class Mine:
    """One record of hers in a group's book. number: hers there. label: tells two records apart."""

    group_id: int
    number: int
    group_name: str
    zone: str
    practice: bool
    label: Text | str

    @property
    def key(self) -> str:
        """What is journaled when it is chosen."""
        return f"{self.group_id}.{self.number}"


async def choose_own(chat: Chat, group_id: int = 0, number: int = 0) -> Mine | None:
    """Her record there, else her only one, else the one she chooses; None when she was told how to join."""
    own = await chat.look(list_mine)
    if group_id:
        own = tuple(each for each in own if each.group_id == group_id and number in (0, each.number))
    if not own:
        await chat.say(_("Ibu belum tercatat di kelompok. Minta kode di rapat, lalu ketik GABUNG."))
        return None
    if len(own) == 1:
        return own[0]
    return await chat.choose(_("Catatan yang mana?"), own)


async def list_mine(unit: Unit) -> tuple[Mine, ...]:
    """Her records in the books of all groups; none where nobody has unlocked the phone."""
    if unit.actor.locked:
        return ()
    found: dict[str, Mine] = {}
    for person_id in await list_selves(unit, unit.actor.person_id):
        for each in await members.find_own(unit, person_id):
            if not is_meant(unit, each):
                continue
            mine = Mine(
                group_id=each.group_id,
                number=each.number,
                group_name=each.group_name,
                zone=each.zone,
                practice=bool(each.practice_of),
                label=_("{group}, anggota No. {number}", group=each.group_name, number=each.number),
            )
            found.setdefault(mine.key, mine)
    return tuple(found.values())


async def get_mine(unit: Unit, group_id: int, number: int) -> Mine:
    """That record, if it is hers. Raises NotAllowed; Practising where a button leads out of her practice."""
    permits.require_meant(unit, group_id)
    for each in await list_mine(unit):
        if (each.group_id, each.number) == (group_id, number):
            return each
    raise NotAllowed
