"""Petugas: she wants to talk to a person. She is asked where she lives and how to reach her, never what it is about.

What is said about hours, queue and numbers is true now; nothing is promised in minutes.
"""

from dataclasses import dataclass, replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import calls, organisations, people, requests, rings
from db.organisations import OfficeRecord
from db.requests import Contact
from db.unit import Unit
from domain.organisations import EMERGENCY_NUMBERS, EmergencyNumber
from domain.permits import Action, places
from domain.requests import IN_QUEUE, Way
from domain.roles import STAFF
from domain.safety import Allowed, Matter, Who
from handlers.contact_way import ask_contact
from handlers.named_area import find_named_area
from handlers.names import MENU, PERSON_TALK, QUEUE
from handlers.queue_place import say_place
from handlers.screening_steps import ask_area
from handlers.when_answered import say_when_answered

CHANGE = Choice("change", _("Ubah cara hubungi"), words=("ubah", "ganti"))
ENOUGH = Choice("enough", _("Sudah cukup"), words=("sudah", "cukup", "tidak"))

NUMBERS = {each.key: each.number for each in EMERGENCY_NUMBERS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The office that would answer her. code: of the wish that waits there already, "". shared: not her own phone.

    area: what she has named in a screening that is under way, "" if nothing.
    """

    id: int
    name: str
    woman: bool
    code: str
    shared: bool
    area: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """Whether she works for an office herself, and whether she sees its queue."""

    is_staff: bool
    has_queue: bool


@conversation(
    PERSON_TALK,
    title=_("Bicara dengan petugas"),
    words=("bicara dengan petugas", "hubungi saya"),
    sensitive=True,
    resumes=False,
    for_strangers=True,
)
async def ask_person(chat: Chat) -> None:
    own = await chat.look(find_own_office)
    if own.is_staff:
        await chat.say(_("Ini HP petugas. Yang minta dihubungi ada di antrean."))  # staff
        await chat.go(QUEUE if own.has_queue else MENU)
    place, area = await chat.look(find_place), ""
    if place is None:
        area = (await ask_area(chat)).key
        place = await chat.look(find_place_of, area)
    if place is None:
        return await say_no_office(chat)
    if place.code and not await wants_change(chat, place):
        return await say_truth(chat, place)
    await chat.say(_("Petugas {office} akan membantu Ibu.", office=place.name))
    if place.woman:
        await chat.say(_("Ada petugas perempuan."))
    contact = await ask_contact(chat)
    code = await chat.run(send_wish, place.id, area or place.area, contact)
    await chat.say(_("Pesan Ibu sudah sampai ke petugas. Nomornya {code}.", code=code))
    if place.shared and contact.way == Way.CHAT:
        await chat.say(_("HP ini dipakai bersama. Nanti saya hanya bilang ada kabar."))
    await say_truth(chat, place)


async def wants_change(chat: Chat, place: Place) -> bool:
    """She has asked already: whether she wants to be contacted in another way."""
    chosen = await chat.choose(
        _("Pesan Ibu masih menunggu di {office}. Nomornya {code}.", office=place.name, code=place.code),
        (ENOUGH, CHANGE),
    )
    return chosen.key == CHANGE.key


async def say_truth(chat: Chat, place: Place) -> None:
    """How many wait, when somebody is there, and whom to call if it cannot wait."""
    await say_place(chat, place.id)
    await say_when_answered(chat, place.id)
    await chat.say(
        _(
            "Kalau sekarang bahaya, telepon {police} atau {sapa}. Bisa juga WhatsApp {whatsapp}.",
            police=NUMBERS["police"],
            sapa=NUMBERS["sapa_phone"],
            whatsapp=NUMBERS["sapa_whatsapp"],
        )
    )


async def say_no_office(chat: Chat) -> None:
    """No office of ours serves her area: said so, with the numbers that are there for everybody."""
    await chat.say(_("Maaf, Bu. Di daerah itu belum ada petugas kami."))
    await chat.say(_("Ibu bisa bertanya ke kantor desa atau Dinas Sosial setempat."))
    await chat.say(_("Nomor ini untuk semua daerah:"))
    for each in EMERGENCY_NUMBERS:
        await chat.say(number_in_words(each))


def number_in_words(each: EmergencyNumber) -> Text:
    """A national number with what must be said beside it."""
    if each.extension:
        return _(
            "{service}: {number}, lalu tekan {extension}. {caveat}",
            service=each.service,
            number=each.number,
            extension=each.extension,
            caveat=each.caveat_text,
        )
    if each.caveat_text:
        return _(
            "{service}: {number}. {caveat}",
            service=each.service,
            number=each.number,
            caveat=each.caveat_text,
        )
    return _("{service}: {number}.", service=each.service, number=each.number)


async def find_own_office(unit: Unit) -> Office:
    """What she is herself."""
    roles = {grant.role for grant in unit.actor.roles}
    return Office(is_staff=bool(roles & STAFF), has_queue=bool(places(unit.actor.roles, Action.SEE_QUEUE)))


async def find_place(unit: Unit) -> Place | None:
    """The office she wrote to last, else that of the area she has just named, else of hers; None if none is known."""
    latest = await requests.find_latest(unit, unit.actor.person_id)
    if latest is not None:
        record = await organisations.get(unit, latest.organisation_id)
        waits = latest.wants_person and latest.state in IN_QUEUE
        return await _place(unit, record, latest.code if waits else "")
    named = await find_named_area(unit)
    if named:
        place = await find_place_of(unit, named)
        return None if place is None else replace(place, area=named)
    persons = await people.list_persons(unit, [unit.actor.person_id])
    area = persons[unit.actor.person_id].area if unit.actor.person_id in persons else ""
    return await find_place_of(unit, area) if area else None


async def find_place_of(unit: Unit, area: str) -> Place | None:
    """The office that serves the area, None if there is none."""
    record = await organisations.find_for_area(unit, area)
    return None if record is None else await _place(unit, record, "")


async def _place(unit: Unit, record: OfficeRecord, code: str) -> Place:
    return Place(
        id=record.row_id,
        name=record.office.name,
        woman=await organisations.has_woman_on_roster(unit, record.row_id),
        code=code,
        shared=unit.actor.phone != "own",
    )


async def send_wish(unit: Unit, organisation_id: int, area: str, contact: Contact) -> str:
    """Her wish waits in the office's queue; the code she may say there."""
    person_id = unit.actor.person_id
    found = unit.facts.find_area(area) if area else None
    if found is not None:
        people.set_area(unit, person_id, area, found.zone)
    submitted = await requests.submit(
        unit,
        person_id=person_id,
        organisation_id=organisation_id,
        kind="person",
        wants_person=True,
        contact=contact,
    )
    await ring_duty(unit, organisation_id, contact)
    return submitted.code


async def ring_duty(unit: Unit, organisation_id: int, contact: Contact) -> None:
    """Nobody's wish is forgotten: until somebody opens it, those on duty are called again."""
    calm = Matter(level="ask", kind="none", about="self")
    call = await calls.make(unit, organisation_id=organisation_id, matter=calm, women_only=True, calm=True)
    rings.begin_calm(unit, call)
    allowed = Allowed(
        who=Who.WOMAN if call.allowed.who is Who.WOMAN else Who.ANYBODY,
        way=contact.way,
        from_min=contact.from_min,
        to_min=contact.to_min,
        phone=contact.phone,
    )
    await calls.allow(unit, allowed=allowed)
