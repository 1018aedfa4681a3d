"""Kode rapat: a short code for today's meeting, with which the women there join on their own phones."""

# staff: officers of a group read this file's sentences

from dataclasses import dataclass
from datetime import datetime

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import groups, joinings, members, permits
from db.joinings import CODE_VALID_MS
from db.unit import Unit
from domain.permits import Action, holders
from domain.refusals import NotAllowed
from handlers.group.which import choose_group
from handlers.names import MEETING_CODE
from handlers.request_words import moment


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeCode:
    """A code and until when it is good, in the group's zone."""

    code: str
    until: datetime


@conversation(
    MEETING_CODE,
    title=_("Kode rapat"),
    words=("kode rapat", "kode kelompok"),
    roles=holders(Action.KEEP_MEMBERS),
    resumes=False,
)
async def give_code(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.KEEP_MEMBERS, group_id)
    if group is None:
        return None
    if group.practice:
        return await chat.say(_("Ini kelompok latihan. Tidak ada yang bisa bergabung di sini."))
    made = await chat.run(make_code, group.id)
    await chat.say(_("Kode rapat {group}: {code}.", group=group.name, code=made.code))
    await chat.say(_("Berlaku sampai {until}. Boleh dipakai semua yang hadir.", until=made.until))
    await chat.say(_("Di HP-nya, ketik GABUNG, lalu kode ini. Sesudah itu dua pengurus memeriksa."))


async def make_code(unit: Unit, group_id: int) -> MadeCode:
    """A code for the group's meeting. Raises NotAllowed, GroupIsDraft."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    if group.practice_of:
        raise NotAllowed
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    code = joinings.make_code(unit, group_id, me)
    unit.audit("invite", "group", group_id, 0, "meeting")
    return MadeCode(code=code, until=moment(unit.now_ms + CODE_VALID_MS, group.zone))
