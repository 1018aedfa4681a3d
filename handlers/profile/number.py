"""Nomor: her PIN, asked for after her door word. Whatever is wrong, the answer and the work are the same.

Nothing here says "PIN" or "kunci": who looks over her shoulder reads of a number, and the outside again. Who forgot
hers types the code of a worker who met her in its place, and chooses another before anything of hers is shown.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _, n_
from db import number_codes, profiles
from db.unit import Unit
from domain.contact import MessageClass
from handlers.name_question import PersonName
from handlers.names import FRONT, MENU, NUMBER
from handlers.profile.questions import NOT_THERE, Secret, ask_door_word, ask_new_pin, number_question

NAME_CHARS_MAX = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What came of a try. inside: she got in. code: it was a worker's code; nobody is inside yet.

    anew: a code of the kind that opens nothing and begins anew.
    """

    inside: bool = False
    wrong_tries: int = 0
    code: bool = False
    anew: bool = False


@conversation(NUMBER, title=_("Nomor"), sensitive=True, resumes=False, unsays=True)
async def ask_number(chat: Chat, profile_id: int = 0) -> None:
    asked = await chat.look(find_asked, profile_id)
    typed = await chat.ask(number_question(asked), Secret())
    tried = await chat.run(try_number, profile_id, typed)
    if tried.anew:
        await _begin_anew(chat, typed)
    elif tried.code:
        await _choose_another(chat, profile_id, typed)
    elif not tried.inside:
        await chat.say(NOT_THERE)
        await chat.go(FRONT)
    if tried.wrong_tries:
        await chat.say(
            n_(
                "Sejak terakhir masuk, ada {n} kali nomor salah.",
                "Sejak terakhir masuk, ada {n} kali nomor salah.",
                tried.wrong_tries,
            )
        )
    await chat.go(MENU)


async def _choose_another(chat: Chat, profile_id: int, code: str) -> None:
    """A new PIN, and a new door word where she gave none; until they stand, this phone shows nothing of hers."""
    word = "" if profile_id else await ask_door_word(chat)
    unsays = await chat.look(can_unsay)
    pin = await ask_new_pin(chat, unsays=unsays)
    if not await chat.run(use_code, profile_id, code, pin, word):
        await chat.say(NOT_THERE)
        await chat.go(FRONT)
    await chat.say(_("Baik, nomornya sudah diganti."))
    if not unsays:
        await chat.say(_("Pesan nomor tadi masih ada di HP ini. Tolong hapus sendiri, ya."))


async def _begin_anew(chat: Chat, code: str) -> None:
    """A place of her own on this phone, beside what is locked there."""
    name = await chat.ask(
        _("Mau dipanggil siapa di HP ini?"), PersonName(chars_max=NAME_CHARS_MAX, sensitive=True)
    )
    word = await ask_door_word(chat)
    unsays = await chat.look(can_unsay)
    pin = await ask_new_pin(chat, unsays=unsays)
    if not await chat.run(begin_anew, code, pin, name, word):
        await chat.say(NOT_THERE)
        await chat.go(FRONT)
    await chat.say(_("Sudah, Bu. Untuk masuk lagi, ketik kata pembuka Ibu."))
    if not unsays:
        await chat.say(_("Pesan nomor tadi masih ada di HP ini. Tolong hapus sendiri, ya."))


async def find_asked(unit: Unit, profile_id: int) -> str:
    """Which places are asked for; every number of a profile has an answer."""
    return await profiles.list_asked(unit, profile_id)


async def can_unsay(unit: Unit) -> bool:
    """Whether what she types can be deleted here."""
    return unit.actor.unsays


async def try_number(unit: Unit, profile_id: int, typed: str) -> Tried:
    """What came of it; she is inside only by her own PIN."""
    if not unit.actor.locked:
        return Tried()
    usable = await number_codes.find_usable(unit, profile_id, typed)
    if usable is not None:
        unit.audit("enter", "number_code", usable.id, usable.person_id)
        return Tried(code=True)
    if not profile_id and await number_codes.is_fresh(unit, typed):
        return Tried(code=True, anew=True)
    entry = await profiles.try_pin(unit, profile_id, typed)
    if entry is None:
        return Tried()
    unit.audit("enter", "profile", profile_id, entry.person_id)
    await profiles.enter(unit, entry)
    return Tried(inside=True, wrong_tries=entry.wrong_tries)


async def use_code(unit: Unit, profile_id: int, code: str, pin: str, word: str) -> bool:
    """She is inside with her new PIN; False if the code serves no more. Raises WordTaken."""
    kept = profiles.prepare_pin(unit, pin)
    return await number_codes.use(unit, profile_id, code, kept, word=word)


async def begin_anew(unit: Unit, code: str, pin: str, name: str, word: str) -> bool:
    """She is inside a place of her own, and whoever has one there hears it; False if the code serves no more.

    Raises WordTaken, TooManyProfiles.
    """
    kept = profiles.prepare_pin(unit, pin)
    others = await number_codes.begin_anew(unit, code, kept, name=name, word=word)
    for person_id in others or ():
        text = _("Ada nama baru di HP ini, dengan kode dari petugas. Kalau itu mengganggu, ketik PETUGAS.")
        unit.tell(person_id, text, MessageClass.RELAY.value)
    return others is not None
