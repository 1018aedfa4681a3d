"""Undang: a one-use code for somebody who will work for the office or the group. The code is shown once."""

# staff: people of an office or the officers of a group read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import enrolment
from db.role_names import ROLE_NAMES
from db.unit import Unit
from domain.permits import CONFIRMED, Action, SecondAdminNeeded, holders
from domain.roles import Place, Role
from handlers.fresh_code import Made, say_code
from handlers.names import INVITE
from handlers.own_places import choose_place

FOR_OFFICE = (Role.WORKER, Role.SUPERVISOR, Role.COMPANION, Role.TRAINER, Role.HELPER, Role.ADMIN)
FOR_GROUP = (Role.MEMBER, Role.TREASURER, Role.SECRETARY, Role.GROUP_SUPERVISOR)


@conversation(
    INVITE,
    title=_("Undang orang"),
    roles=holders(Action.INVITE_STAFF, Action.INVITE_TO_GROUP),
    sensitive=True,
    resumes=False,
)
async def invite_people(chat: Chat, key: str = "") -> None:
    place = await choose_place(chat, key)
    offered = FOR_GROUP if Place.read(place.key).group_id is not None else FOR_OFFICE
    chosen = await chat.choose(
        _("Undang ke {place} sebagai apa?", place=place.label),
        [Choice(role.value, ROLE_NAMES[role]) for role in offered],
    )
    role = Role(chosen.key)
    if role in CONFIRMED and not await chat.look(has_second, place.key):
        raise SecondAdminNeeded
    if not await chat.confirm(_("Buat kode untuk satu {role} baru?", role=chosen.label)):
        return await chat.say(_("Baik, tidak dibuat."))
    made = await chat.run(make_code, place.key, role)
    await say_code(chat, made)
    if role in CONFIRMED:
        await chat.say(_("Sesudah mendaftar, perlu disetujui satu pengurus lain."))


async def has_second(unit: Unit, key: str) -> bool:
    """Whether somebody else could agree to new staff there. Raises NotAllowed."""
    return await enrolment.has_second(unit, Place.read(key))


async def make_code(unit: Unit, key: str, role: Role) -> Made:
    """A code for that role there. Raises NotAllowed, SecondAdminNeeded."""
    return Made(await enrolment.invite(unit, Place.read(key), role), unit.facts.bot_name)
