"""The office's own menu: one choice, one change, and back to the menu with a fresh journal."""

# staff: office people read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import organisations
from db.unit import Unit
from domain.permits import Action, holders, places
from domain.refusals import NotAllowed
from domain.roles import Place
from handlers.names import CONFIRM, DUTY, INVITE, OFFICE, PEOPLE
from handlers.office.admins import look_at_office
from handlers.office.criteria import confirm_criteria, set_registration
from handlers.office.hours import set_holidays, set_hours
from handlers.office.numbers import keep_numbers

SECTIONS = {
    "criteria": confirm_criteria,
    "registration": set_registration,
    "numbers": keep_numbers,
    "hours": set_hours,
    "holidays": set_holidays,
}
STAFF = "staff"
ROLES = "roles"
APPROVAL = "approval"
DONE = "done"

CHOICES = (
    Choice("criteria", _("Syarat bantuan"), words=("syarat", "kriteria")),
    Choice("registration", _("Pendaftaran"), words=("daftar", "jadwal")),
    Choice("numbers", _("Nomor telepon"), words=("telepon", "nomor")),
    Choice("hours", _("Jam kantor"), words=("jam",)),
    Choice("holidays", _("Hari libur"), words=("libur",)),
    Choice(DUTY, _("Jadwal jaga"), words=("jaga", "piket")),
    Choice(ROLES, _("Orang dan peran"), words=("orang", "peran", "serah terima")),
    Choice(APPROVAL, _("Persetujuan petugas"), words=("persetujuan", "setujui")),
    Choice(STAFF, _("Undang petugas"), words=("undang", "petugas baru")),
    Choice(DONE, _("Selesai"), words=("sudah",)),
)


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """An office somebody is admin of."""

    key: str
    label: str


@conversation(OFFICE, title=_("Kantor"), roles=holders(Action.SEE_OFFICE), resumes=False)
async def run_office(chat: Chat, organisation_id: int = 0) -> None:
    if not organisation_id:
        organisation_id = await _choose_office(chat)
    name = await chat.look(find_name, organisation_id)
    chosen = await chat.choose(_("{office}. Apa yang mau diatur?", office=name), CHOICES)
    if chosen.key == DONE:
        return await chat.say(_("Baik, sudah selesai. Ketik MENU untuk pilihan lain."))
    if chosen.key == DUTY:
        await chat.go(DUTY, organisation_id)
    if chosen.key == APPROVAL:
        await chat.go(CONFIRM)
    if chosen.key in (STAFF, ROLES):
        place = Place(organisation_id=organisation_id)
        await chat.go(INVITE if chosen.key == STAFF else PEOPLE, place.key)
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
    own = places(unit.actor.roles, Action.SEE_OFFICE)
    offices = await organisations.list_all(unit)
    return tuple(OwnOffice(str(each.row_id), each.office.name) for each in offices if each.row_id in own)


async def find_name(unit: Unit, organisation_id: int) -> str:
    """The office's name. Raises NotAllowed."""
    return (await look_at_office(unit, organisation_id)).office.name
