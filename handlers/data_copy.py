"""Salinan data: her own copy, a paper to read and a file for a computer. On a shared phone a person hands it over."""

from dataclasses import dataclass
from datetime import datetime

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import data_requests
from db.unit import Paper, Unit
from domain.purposes import Controller
from domain.refusals import Changed
from domain.rights import Kind, State
from handlers.data_office import choose_office
from handlers.names import DATA_COPY
from handlers.request_words import moment


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """What she is told of a request: its number and until when."""

    code: str
    due: datetime


@conversation(
    DATA_COPY,
    title=_("Minta salinan"),
    words=("minta salinan", "salinan data"),
    sensitive=True,
    resumes=False,
)
async def ask_copy(chat: Chat) -> None:
    if await chat.look(is_hers_alone):
        await chat.say(_("Salinan berisi semua data Ibu. Siapa pun yang pegang HP ini bisa membukanya."))
        if not await chat.confirm(_("Kirim salinannya ke sini?")):
            return await chat.say(_("Baik, Bu. Tidak ada yang dikirim."))
        code = await chat.run(send_copy)
        return await chat.say(
            _("Salinan Ibu saya kirim: satu untuk dibaca, satu untuk komputer. Nomornya {code}.", code=code)
        )
    await chat.say(_("HP ini dipakai bersama. Jadi salinannya tidak saya kirim ke sini."))
    office = await choose_office(chat)
    if office is None:
        return None
    if not await chat.confirm(_("Minta petugas {office} menyerahkan salinannya?", office=office.name)):
        return await chat.say(_("Baik, Bu. Tidak jadi."))
    numbered = await chat.run(ask_officer, office)
    await chat.say(
        _("Nomornya {code}. Sebut nomor ini ke petugas {office}.", code=numbered.code, office=office.name)
    )
    await chat.say(_("Salinannya siap paling lambat {due}.", due=numbered.due))


async def is_hers_alone(unit: Unit) -> bool:
    """Whether nobody else holds this phone."""
    return unit.actor.phone == "own" and not unit.actor.profiles


async def send_copy(unit: Unit) -> str:
    """Both files go to this chat, made when they are sent; the number. Raises Changed if the phone is shared by now."""
    if not await is_hers_alone(unit):
        raise Changed
    person_id = unit.actor.person_id
    opened = await data_requests.open_one(unit, person_id, Kind.COPY, None, state=State.DONE)
    unit.audit("read", "copy", opened.id, person_id, "own copy")
    unit.hand(_("Salinan data Ibu, nomor {code}.", code=opened.code), Paper("copy.pdf", (person_id, 0)))
    unit.hand(_("Salinan yang sama, untuk komputer."), Paper("copy.json", (person_id, 0)))
    return opened.code


async def ask_officer(unit: Unit, office: Controller) -> Numbered:
    """Somebody of the office hands it over; number and last moment."""
    opened = await data_requests.open_one(unit, unit.actor.person_id, Kind.COPY, office)
    return Numbered(code=opened.code, due=moment(opened.due_ms, unit.actor.zone))
