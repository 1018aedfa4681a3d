"""Hapus data saya: what is lost and what stays is said first, she is asked once more, then it is carried out (art. 8).

The clock erases her a minute later (db/erasure.py), so that a slip can be taken back. Where somebody must look first
(domain/rights.py), it is a request to the office.
"""

from dataclasses import dataclass
from datetime import datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import data_requests, erasure_asking, own_data
from db.unit import Unit
from domain.purposes import Controller
from domain.refusals import Changed
from domain.rights import Kind, State, needs_officer
from handlers.data_office import choose_office
from handlers.names import DATA_ERASURE
from handlers.request_words import moment

KEEP = Choice("keep", _("Tidak jadi dihapus"), words=("tidak jadi", "batal", "jangan"))
ERASE = Choice("erase", _("Ya, hapus"), words=("ya", "hapus"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """What she is told of it: its number and until when."""

    code: str
    due: datetime


@conversation(
    DATA_ERASURE,
    title=_("Hapus data"),
    words=("hapus data", "hapus data saya"),
    sensitive=True,
    resumes=False,
)
async def erase_data(chat: Chat) -> None:
    if await chat.look(is_asked):
        return await offer_to_keep(chat)
    waiting = await chat.look(find_waiting)
    if waiting:
        return await offer_to_take_back(chat, waiting)
    by_officer = await chat.look(find_whether_officer)
    await chat.say(_("Yang hilang selamanya: nama, jawaban, hasil, dan chat Ibu di sini."))
    await chat.say(
        _("Yang tetap: catatan uang kelompok, tanpa nama Ibu. Hitungan di laporan kantor juga tetap.")
    )
    if by_officer:
        return await ask_officer(chat)
    chosen = await chat.choose(_("Yakin, Bu? Data yang dihapus tidak bisa kembali."), (KEEP, ERASE))
    if chosen.key == KEEP.key:
        return await chat.say(_("Baik, Bu. Tidak ada yang dihapus."))
    code = await chat.run(begin)
    await chat.say(_("Baik, Bu. Sebentar lagi data Ibu dihapus. Nomornya {code}.", code=code))
    await chat.say(_("Berubah pikiran? Ketik HAPUS DATA sekarang juga."))


async def offer_to_keep(chat: Chat) -> None:
    """It was asked for less than a minute ago."""
    chosen = await chat.choose(_("Data Ibu sebentar lagi dihapus. Tetap dihapus?"), (KEEP, ERASE))
    if chosen.key == ERASE.key:
        return await chat.say(_("Baik, Bu. Tetap dihapus."))
    if await chat.run(take_back):
        await chat.say(_("Baik, Bu. Tidak jadi dihapus."))
    else:
        await chat.say(_("Maaf, Bu, tidak sempat lagi. Datanya sedang dihapus."))


async def offer_to_take_back(chat: Chat, code: str) -> None:
    """An officer has it before her already: "tidak jadi" must reach that officer too."""
    asked = _("Permintaan hapus {code} masih menunggu petugas. Tetap minta dihapus?", code=code)
    if (await chat.choose(asked, (KEEP, ERASE))).key == ERASE.key:
        return await chat.say(_("Baik, Bu. Permintaan {code} tetap berjalan.", code=code))
    if await chat.run(take_back_request):
        await chat.say(_("Baik, Bu. Permintaan {code} sudah dibatalkan. Data Ibu tetap ada.", code=code))
    else:
        await chat.say(_("Maaf, Bu, petugas baru saja menjawabnya. Ketik DATA untuk melihat."))


async def ask_officer(chat: Chat) -> None:
    """Somebody of the office asks her or looks first."""
    await chat.say(_("Petugas perlu memastikan dulu, supaya tidak keliru."))
    office = await choose_office(chat)
    if office is None:
        return None
    chosen = await chat.choose(_("Minta petugas {office} menghapusnya?", office=office.name), (KEEP, ERASE))
    if chosen.key == KEEP.key:
        return await chat.say(_("Baik, Bu. Tidak ada yang dihapus."))
    numbered = await chat.run(send, office)
    await chat.say(
        _("Sudah sampai ke petugas {office}. Nomornya {code}.", office=office.name, code=numbered.code)
    )
    await chat.say(_("Dijawab paling lambat {due}.", due=numbered.due))


# -- looks and steps ------------------------------------------------------------------------------------------------


async def is_asked(unit: Unit) -> bool:
    """Whether the clock is about to erase her."""
    return await data_requests.is_erasing(unit, unit.actor.person_id)


async def find_waiting(unit: Unit) -> str:
    """The number of her request that waits for an officer, "" if there is none."""
    codes = await data_requests.list_waiting_erasures(unit, unit.actor.person_id)
    return codes[0] if codes else ""


async def find_whether_officer(unit: Unit) -> bool:
    """Whether a person must look first. Raises LastOfRole."""
    await erasure_asking.check_may_go(unit, unit.actor.person_id)
    return await _needs_officer(unit)


async def _needs_officer(unit: Unit) -> bool:
    states = await own_data.list_case_states(unit, unit.actor.person_id)
    own_phone = unit.actor.phone == "own" or unit.actor.profiles
    return needs_officer([grant.role for grant in unit.actor.roles], states, own_phone=own_phone)


async def begin(unit: Unit) -> str:
    """The clock erases her in a minute; the number. Raises Changed if a person must look after all, LastOfRole."""
    if await _needs_officer(unit):
        raise Changed
    person_id = unit.actor.person_id
    await erasure_asking.ask(unit, person_id)
    return (await data_requests.open_one(unit, person_id, Kind.ERASURE, None, state=State.ERASING)).code


async def take_back(unit: Unit) -> bool:
    """She keeps her data after all; False if it is too late."""
    return await erasure_asking.take_back(unit, unit.actor.person_id)


async def take_back_request(unit: Unit) -> bool:
    """No officer erases her any more; False if it is too late."""
    return await data_requests.take_back_erasures(unit, unit.actor.person_id)


async def send(unit: Unit, office: Controller) -> Numbered:
    """Number and last moment of her request to the office."""
    opened = await data_requests.open_one(unit, unit.actor.person_id, Kind.ERASURE, office)
    return Numbered(code=opened.code, due=moment(opened.due_ms, unit.actor.zone))
