"""Undang: an admin makes a one-use code for somebody who will work for the office. The code is shown once."""

# staff: office people read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import invites
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.roles import OF_ORGANISATION, Role
from handlers.names import OFFICE
from handlers.office.admins import get_own_office
from handlers.office.names import INVITE
from handlers.role_names import ROLE_NAMES

OFFERED = (Role.WORKER, Role.SUPERVISOR, Role.COMPANION, Role.TRAINER, Role.HELPER, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Made:
    """A fresh code and the program to send it to."""

    code: str
    bot: str


@conversation(INVITE, title=_("Undang petugas"), roles={Role.ADMIN}, sensitive=True, resumes=False)
async def invite_staff(chat: Chat, organisation_id: int = 0) -> None:
    if not organisation_id:
        await chat.go(OFFICE)
    office = await chat.look(find_name, organisation_id)
    chosen = await chat.choose(
        _("Undang ke {office} sebagai apa?", office=office),
        [Choice(role.value, ROLE_NAMES[role]) for role in OFFERED],
    )
    if not await chat.confirm(_("Buat kode untuk satu {role} baru?", role=chosen.label)):
        await chat.go(OFFICE, organisation_id)
    made = await chat.run(make_code, organisation_id, chosen.key)
    await chat.say(_("Kirim dua baris ini hanya kepada orangnya:"))
    await chat.say(_("Buka {bot}, lalu ketik ini:\n/start {code}", bot=made.bot, code=made.code))
    await chat.say(_("Berlaku 24 jam, untuk satu orang. Ketik /kantor untuk kembali."))


async def find_name(unit: Unit, organisation_id: int) -> str:
    """The office's name. Raises NotAllowed."""
    return (await get_own_office(unit, organisation_id)).office.name


async def make_code(unit: Unit, organisation_id: int, role: str) -> Made:
    """A code for that role in this office. Raises NotAllowed."""
    await get_own_office(unit, organisation_id)
    given = Role(role)
    if given not in OF_ORGANISATION:
        raise NotAllowed
    code = invites.make(unit, given, organisation_id=organisation_id)
    unit.audit("invite", "organisation", organisation_id, 0, given.value)
    return Made(code, unit.facts.bot_name)
