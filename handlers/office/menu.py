"""The office's own menu: one choice, one change, and back to the menu with a fresh journal."""

# staff: office people read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import organisations
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.names import OFFICE
from handlers.office.admins import get_own_office
from handlers.office.criteria import confirm_criteria, set_registration
from handlers.office.hours import set_holidays, set_hours
from handlers.office.names import INVITE
from handlers.office.numbers import keep_numbers

SECTIONS = {
    "criteria": confirm_criteria,
    "registration": set_registration,
    "numbers": keep_numbers,
    "hours": set_hours,
    "holidays": set_holidays,
}
STAFF = "staff"
DONE = "done"

CHOICES = (
    Choice("criteria", _("Syarat bantuan"), words=("syarat", "kriteria")),
    Choice("registration", _("Pendaftaran"), words=("daftar", "jadwal")),
    Choice("numbers", _("Nomor telepon"), words=("telepon", "nomor")),
    Choice("hours", _("Jam kantor"), words=("jam",)),
    Choice("holidays", _("Hari libur"), words=("libur",)),
    Choice(STAFF, _("Undang petugas"), words=("undang", "petugas baru")),
    Choice(DONE, _("Selesai"), words=("sudah",)),
)


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """An office somebody is admin of."""

    key: str
    label: str


@conversation(OFFICE, title=_("Kantor"), roles={Role.ADMIN}, resumes=False)
async def run_office(chat: Chat, organisation_id: int = 0) -> None:
    if not organisation_id:
        organisation_id = await _choose_office(chat)
    name = await chat.look(find_name, organisation_id)
    chosen = await chat.choose(_("{office}. Apa yang mau diatur?", office=name), CHOICES)
    if chosen.key == DONE:
        return await chat.say(_("Baik, sudah selesai. Ketik MENU untuk pilihan lain."))
    if chosen.key == STAFF:
        await chat.go(INVITE, organisation_id)
    await SECTIONS[chosen.key](chat, organisation_id)
    await chat.go(OFFICE, organisation_id)


async def _choose_office(chat: Chat) -> int:
    own = await chat.look(list_own_offices)
    if not own:
        raise NotAllowed
    if len(own) == 1:
        return int(own[0].key)
    asked: Text = _("Kantor yang mana?")
    return int((await chat.choose(asked, own)).key)


async def list_own_offices(unit: Unit) -> tuple[OwnOffice, ...]:
    """The offices in which the actor is an admin."""
    own = unit.actor.organisations(Role.ADMIN)
    offices = await organisations.list_all(unit)
    return tuple(OwnOffice(str(each.row_id), each.office.name) for each in offices if each.row_id in own)


async def find_name(unit: Unit, organisation_id: int) -> str:
    """The office's name. Raises NotAllowed."""
    return (await get_own_office(unit, organisation_id)).office.name
