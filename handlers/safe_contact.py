"""Kontak: may we write to her, at what hours, how openly, and where may a worker say she calls from? Hers to change.

What is written here is kept by the one function that decides about pushes, domain/contact.decide_push.
"""

from dataclasses import dataclass
from datetime import time

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import contact_wishes
from db.unit import Unit
from domain.contact_wishes import ContactWishes, Named
from handlers.contact_way import AFTERNOON, MORNING, NOON
from handlers.contact_words import NAMED, writing_line
from handlers.day_questions import Hour
from handlers.names import SAFE_CONTACT

WRITE = Choice("write", _("Boleh"), words=("ya", "iya"))
DO_NOT = Choice("not", _("Jangan"), words=("tidak", "jangan dulu"))

ANY = Choice("any", _("Kapan saja"), words=("bebas", "semua jam"))
OWN = Choice("own", _("Jam lain"), words=("lain", "pilih sendiri"))

OPENLY = Choice("open", _("Isi kabarnya"), words=("isi", "semua"))
NEUTRALLY = Choice("neutral", _('Hanya "ada kabar"'), words=("ada kabar", "hanya ada kabar", "hanya"))

NAMES = (
    Choice(Named.TRAINING.value, _("Pelatihan")),
    Choice(Named.OFFICE.value, _("Dinas Sosial"), words=("dinsos", "dinas", "kantor")),
    Choice(Named.NOBODY.value, _("Jangan bilang"), words=("jangan", "jangan bilang apa-apa", "tidak usah")),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """What holds now. own_phone: nobody else reads this phone, as far as she has said."""

    wishes: ContactWishes
    own_phone: bool
    is_staff: bool


@conversation(
    SAFE_CONTACT,
    title=_("Cara dihubungi"),
    words=("cara dihubungi", "jam aman"),
    sensitive=True,
    resumes=False,
)
async def set_safe_contact(chat: Chat) -> None:
    here = await chat.look(find_here)
    if here.is_staff:
        return await lift_limits(chat, here)
    before = here.wishes
    may_write = (await chat.choose(_("Boleh kami menulis ke HP ini, Bu?"), (WRITE, DO_NOT))).key == WRITE.key
    from_min, to_min, is_open = before.from_min, before.to_min, before.is_open
    if may_write:
        from_min, to_min = await ask_hours(chat)
        if here.own_phone:
            asked = _("Apa yang boleh kami tulis di HP ini?")
            is_open = (await chat.choose(asked, (OPENLY, NEUTRALLY))).key == OPENLY.key
    asked = _("Kalau bukan Ibu yang mengangkat, petugas boleh bilang dari mana?")
    named = Named((await chat.choose(asked, NAMES)).key)
    wishes = ContactWishes(
        may_write=may_write, from_min=from_min, to_min=to_min, is_open=is_open, named=named
    )
    await chat.run(keep_wishes, wishes.may_write, wishes.from_min, wishes.to_min, wishes.is_open, named.value)
    await chat.say(_("Sudah saya catat, Bu."))
    await chat.say(writing_line(wishes, own_phone=here.own_phone))
    if not may_write:
        await chat.say(_("Kalau Ibu menulis, tetap saya jawab. Kabar baru ada di menu."))
    await chat.say(NAMED[named])


async def ask_hours(chat: Chat) -> tuple[int | None, int | None]:
    """Between which minutes of the day; None for any."""
    chosen = await chat.choose(_("Jam berapa yang aman?"), (ANY, MORNING, NOON, AFTERNOON, OWN))
    if chosen.key == ANY.key:
        return None, None
    if chosen.key != OWN.key:
        start, _dash, end = chosen.key.partition("-")
        return int(start), int(end)
    first = _minute(await chat.ask(_("Mulai jam berapa yang aman?"), Hour()))
    text = _("Sampai jam berapa yang aman?")
    while (last := _minute(await chat.ask(text, Hour()))) == first:
        text = _("Itu jam yang sama, Bu. Sampai jam berapa yang aman?")
    return first, last


async def lift_limits(chat: Chat, here: Here) -> None:
    """Calls for help have to reach who works here; what she said before she did may be taken back, by her only."""
    wishes = here.wishes
    if wishes.may_write and wishes.from_min is None:
        return await chat.say(_("Kabar tugas selalu dikirim ke akun petugas."))  # staff
    # staff
    if not await chat.confirm(
        _("Akun ini masih dibatasi: tidak ditulisi atau jam tertentu. Hapus batas itu?")
    ):
        return await chat.say(_("Baik. Tidak ada yang berubah."))  # staff
    await chat.run(keep_wishes, True, None, None, wishes.is_open, wishes.named.value)
    await chat.say(_("Batas itu sudah dihapus."))  # staff


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


# -- what is read and written -----------------------------------------------------------------------------------


async def find_here(unit: Unit) -> Here:
    """What holds for the actor, and whose phone this is."""
    actor = unit.actor
    return Here(
        wishes=await contact_wishes.find(unit, actor.person_id),
        own_phone=actor.phone == "own" and not actor.profiles,
        is_staff=actor.staff,
    )


async def keep_wishes(
    unit: Unit, may_write: bool, from_min: int | None, to_min: int | None, is_open: bool, named: str
) -> None:
    """From now on this holds for the actor."""
    person_id = unit.actor.person_id
    wishes = ContactWishes(
        may_write=may_write, from_min=from_min, to_min=to_min, is_open=is_open, named=Named(named)
    )
    await contact_wishes.keep(unit, person_id, wishes)
    unit.audit("write", "person", person_id, person_id, "contact")
