"""Perbaiki data: what she can put right herself is done at once; the rest an officer does in three days (art. 6)."""

from datetime import datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import data_requests, people
from db.unit import Unit
from domain.purposes import Controller
from domain.refusals import Changed
from domain.rights import WORDS_CHARS_MAX, Kind, State
from handlers.data_office import choose_office
from handlers.name_question import PersonName
from handlers.names import DATA_CORRECTION
from handlers.questions import Words
from handlers.request_words import moment
from handlers.screening_steps import ask_area

NAME_CHARS_MAX = 60

NAME = Choice("name", _("Nama panggilan"), words=("nama",))
AREA = Choice("area", _("Tempat tinggal"), words=("alamat", "pindah", "tempat"))
OTHER = Choice("other", _("Yang lain"), words=("lain", "jawaban"))


@conversation(
    DATA_CORRECTION,
    title=_("Betulkan data"),
    words=("perbaiki", "perbaiki data", "betulkan data"),
    sensitive=True,
    resumes=False,
)
async def correct_data(chat: Chat) -> None:
    chosen = await chat.choose(_("Yang mana yang keliru, Bu?"), (NAME, AREA, OTHER))
    if chosen.key == NAME.key:
        name = await chat.ask(_("Nama panggilan yang benar siapa?"), PersonName(chars_max=NAME_CHARS_MAX))
        code = await chat.run(correct_name, name)
    elif chosen.key == AREA.key:
        code = await chat.run(correct_area, (await ask_area(chat)).key)
    else:
        return await ask_officer(chat)
    await chat.say(_("Sudah saya betulkan, Bu. Nomornya {code}.", code=code))


async def ask_officer(chat: Chat) -> None:
    """In her own words, to the office that keeps it."""
    office = await choose_office(chat)
    if office is None:
        return None
    words = await chat.ask(
        _("Apa yang keliru, dan apa yang benar? Tulis pendek saja."), Words(chars_max=WORDS_CHARS_MAX)
    )
    code, due = await chat.run(send_words, office, words)
    await chat.say(_("Sudah sampai ke petugas {office}. Nomornya {code}.", office=office.name, code=code))
    await chat.say(_("Dijawab paling lambat {due}.", due=due))


async def correct_name(unit: Unit, name: str) -> str:
    """She is called so from now on; the number under which that is recorded."""
    await people.set_details(unit, unit.actor.person_id, name=name)
    return await _note_done(unit, "name")


async def correct_area(unit: Unit, area: str) -> str:
    """She lives there. Raises Changed for an area that is gone."""
    found = unit.facts.find_area(area)
    if found is None:
        raise Changed
    people.set_area(unit, unit.actor.person_id, area, found.zone)
    return await _note_done(unit, "area")


async def _note_done(unit: Unit, what: str) -> str:
    person_id = unit.actor.person_id
    unit.audit("write", "person", person_id, person_id, what)
    return (await data_requests.open_one(unit, person_id, Kind.CORRECTION, None, state=State.DONE)).code


async def send_words(unit: Unit, office: Controller, words: str) -> tuple[str, datetime]:
    """Number and last moment of her request to the office."""
    opened = await data_requests.open_one(unit, unit.actor.person_id, Kind.CORRECTION, office, words=words)
    return opened.code, moment(opened.due_ms, unit.actor.zone)
