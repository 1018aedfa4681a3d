"""Kunci: a PIN and a door word for a phone that others use too, changed and taken away only with the PIN itself."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import outbox, people, profiles, removals
from db.unit import Unit
from db.vault import person as owner_of
from domain.contact import OWN_TURN_MINUTES
from domain.pins import FIRST_WAIT_MS, TRIES_PER_WAIT
from domain.refusals import NotAllowed
from handlers.name_question import PersonName
from handlers.names import CLEAR_TRACES, FRONT, LOCK, MENU
from handlers.profile.questions import NOT_THERE, Secret, ask_door_word, ask_new_pin, number_question

NAME_CHARS_MAX = 40

NOW = Choice("now", _("Kunci sekarang"), words=("kunci", "sekarang"))
PIN = Choice("pin", _("Ganti nomor"), words=("nomor", "pin"))
DOOR = Choice("door", _("Ganti kata pembuka"), words=("kata", "kata pembuka"))
MORE = Choice("more", _("Tambah orang"), words=("tambah", "orang lain"))
OPEN = Choice("open", _("Lepas kunci"), words=("lepas", "buka", "hapus kunci"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Lock:
    """profile_id: hers on this phone, 0 if there is no lock yet. name: how she is called, "" if nobody knows.

    alone: nobody else has a profile here. unsays: what she types can be deleted.
    """

    profile_id: int
    name: str
    alone: bool
    unsays: bool


@conversation(
    LOCK,
    title=_("Kunci"),
    words=("nomor rahasia", "kunci hp", "kunci nomor", "ganti pin"),
    sensitive=True,
    resumes=False,
    unsays=True,
)
async def lock_phone(chat: Chat) -> None:
    here = await chat.look(find_lock)
    if not here.profile_id:
        return await _lock_first(chat, here)
    chosen = await chat.choose(
        _("HP ini sekarang untuk {name}. Kuncinya mau diapakan?", name=here.name),
        [NOW, PIN, DOOR, MORE, *([OPEN] if here.alone else [])],
    )
    if chosen.key == NOW.key:
        await chat.go(CLEAR_TRACES)  # nobody is inside, and the screen shows nothing of her
    if chosen.key == MORE.key:
        return await _add_another(chat, here)
    await _change(chat, here, chosen.key)


async def _lock_first(chat: Chat, here: Lock) -> None:
    await chat.say(_("Dengan nomor rahasia, orang lain tidak bisa membaca obrolan Ibu."))
    name = here.name or await chat.ask(
        _("Mau dipanggil siapa di HP ini?"), PersonName(chars_max=NAME_CHARS_MAX, sensitive=True)
    )
    word = await ask_door_word(chat)
    pin = await ask_new_pin(chat, unsays=here.unsays)
    await chat.run(lock_with, name, word, pin)
    await chat.say(_("Sudah, Bu. HP ini sekarang untuk {name}.", name=name))
    await chat.say(
        _("Kalau Ibu diam {minutes} menit, obrolan ini tertutup sendiri.", minutes=OWN_TURN_MINUTES)
    )
    await chat.say(_("Untuk masuk lagi, ketik kata pembuka Ibu."))
    minutes = FIRST_WAIT_MS // 60_000
    await chat.say(
        _("Kalau nomornya salah {count} kali, tunggu {minutes} menit.", count=TRIES_PER_WAIT, minutes=minutes)
    )
    await _say_what_stays(chat, here)


async def _add_another(chat: Chat, here: Lock) -> None:
    await chat.say(_("Serahkan HP ini kepada orangnya dulu, ya."))
    await chat.say(_("Halo, Bu. Saya program chat, bukan orang. Gratis. Kami tidak pernah minta uang."))
    name = await chat.ask(_("Siapa nama panggilannya?"), PersonName(chars_max=NAME_CHARS_MAX, sensitive=True))
    word = await ask_door_word(chat)
    pin = await ask_new_pin(chat, unsays=here.unsays)
    await chat.run(add_other, name, word, pin)
    await chat.say(_("Sudah. {name} bisa masuk dengan kata dan nomornya.", name=name))
    await _say_what_stays(chat, here)
    await chat.go(FRONT)


async def _change(chat: Chat, here: Lock, what: str) -> None:
    """Only with the PIN: somebody may have taken the phone out of her hand."""
    asked = await chat.look(find_asked, here.profile_id)
    typed = await chat.ask(number_question(asked), Secret())
    if not await chat.run(prove, here.profile_id, typed):
        return await chat.say(NOT_THERE)
    if what == PIN.key:
        pin = await ask_new_pin(chat, unsays=here.unsays)
        await chat.run(change_pin, pin)
        await chat.say(_("Baik, nomornya sudah diganti."))
        await _say_what_stays(chat, here)
    elif what == DOOR.key:
        word = await ask_door_word(chat)
        await chat.run(change_door, word)
        await chat.say(_("Baik, kata pembukanya sudah diganti."))
    elif await chat.confirm(_("Tanpa kunci, siapa pun di HP ini bisa membaca. Lepas kunci?")):
        await chat.run(unlock)
        await chat.say(_("Baik, Bu. HP ini tidak terkunci lagi."))
    else:
        await chat.go(MENU)


async def _say_what_stays(chat: Chat, here: Lock) -> None:
    if not here.unsays:
        await chat.say(_("Pesan nomor tadi masih ada di HP ini. Tolong hapus sendiri, ya."))


async def find_lock(unit: Unit) -> Lock:
    """How this phone is locked."""
    actor = unit.actor
    mine = await profiles.find_of(unit, actor.account_id, actor.person_id) if actor.profiles else None
    known = await people.list_persons(unit, [actor.person_id])
    return Lock(
        profile_id=mine or 0,
        name=known[actor.person_id].name if actor.person_id in known else "",
        alone=await profiles.count(unit, actor.account_id) <= 1,
        unsays=actor.unsays,
    )


async def find_asked(unit: Unit, profile_id: int) -> str:
    """Which places of the PIN are asked for."""
    return await profiles.list_asked(unit, profile_id)


async def lock_with(unit: Unit, name: str, word: str, pin: str) -> None:
    """From now on her records need her PIN on this phone."""
    if unit.actor.profiles:
        raise NotAllowed
    kept = profiles.prepare_pin(unit, pin)
    person_id = unit.actor.person_id
    await people.set_details(unit, person_id, name=name)
    profile_id = await profiles.lock_first(unit, word, kept)
    removals.cover(unit, unit.actor.account_id, outbox.SENSITIVE_CLEARED_MS)
    unit.audit("write", "profile", profile_id, person_id, "lock")


async def add_other(unit: Unit, name: str, word: str, pin: str) -> None:
    """Somebody else has a profile here; then nobody is inside. The zone is that of the woman who helped her."""
    kept = profiles.prepare_pin(unit, pin)
    _require_inside(unit)
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    people.set_area(unit, person_id, "", unit.actor.zone)
    await people.set_details(unit, person_id, name=name)
    profile_id = await profiles.add(unit, person_id, word, kept)
    unit.audit("write", "profile", profile_id, person_id, "added")
    await profiles.leave(unit)


async def prove(unit: Unit, profile_id: int, typed: str) -> bool:
    """Whether that was her own PIN."""
    _require_inside(unit)
    entry = await profiles.try_pin(unit, profile_id, typed)
    return entry is not None and entry.person_id == unit.actor.person_id


async def change_pin(unit: Unit, pin: str) -> None:
    """Another PIN."""
    kept = profiles.prepare_pin(unit, pin)
    profile_id = await _own_profile(unit)
    await profiles.change_pin(unit, profile_id, kept)
    unit.audit("write", "profile", profile_id, unit.actor.person_id, "pin")


async def change_door(unit: Unit, word: str) -> None:
    """Another door word."""
    profile_id = await _own_profile(unit)
    await profiles.change_door(unit, profile_id, word)
    unit.audit("write", "profile", profile_id, unit.actor.person_id, "door")


async def unlock(unit: Unit) -> None:
    """No lock any more. Raises SharedByOthers."""
    profile_id = await _own_profile(unit)
    unit.audit("write", "profile", profile_id, unit.actor.person_id, "unlock")
    await profiles.unlock_alone(unit)


async def _own_profile(unit: Unit) -> int:
    _require_inside(unit)
    found = await profiles.find_of(unit, unit.actor.account_id, unit.actor.person_id)
    if found is None:
        raise NotAllowed
    return found


def _require_inside(unit: Unit) -> None:
    if not unit.actor.profiles or unit.actor.locked:
        raise NotAllowed
