"""Angka tanda: the number by which a woman agrees on somebody else's phone; set on her own phone or profile only."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import officers, signing
from db.unit import Unit
from domain.contact import MessageClass
from domain.permits import Action, places
from domain.refusals import NotAllowed
from handlers.names import SIGNING_PIN
from handlers.profile.questions import NewPin, Secret

CHANGE = Choice("change", _("Ganti angka"), words=("ganti", "ubah"))
FORGOT = Choice("forgot", _("Saya lupa"), words=("lupa",))
KEEP = Choice("keep", _("Tidak usah"), words=("tidak", "nanti"))


@conversation(
    SIGNING_PIN,
    title=_("Angka tanda"),
    words=("angka tanda", "pin tanda", "tanda tangan"),
    sensitive=True,
    resumes=False,
    unsays=True,
)
async def set_signing_pin(chat: Chat) -> None:
    has, unsays = await chat.look(find_number)
    if not has:
        await chat.say(_("Angka tanda itu tanda tangan Ibu, di HP orang lain. Jangan diberitahukan."))
        return await _set(chat, "", unsays=unsays)
    chosen = await chat.choose(_("Angka tanda Ibu sudah ada. Mau apa?"), (CHANGE, FORGOT, KEEP))
    if chosen.key == KEEP.key:
        return await chat.say(_("Baik, Bu. Angkanya tetap yang lama."))
    if chosen.key == FORGOT.key:
        await chat.say(_("Tidak apa-apa. Angka yang baru bisa dipakai mulai besok, supaya aman."))
        return await _set(chat, "", unsays=unsays)
    old = await chat.ask(_("Ketik dulu angka yang lama."), Secret())
    if not await chat.run(prove, old):
        return await chat.say(_("Angkanya belum cocok. Coba lagi nanti, ya."))
    await _set(chat, old, unsays=unsays)


async def _set(chat: Chat, old: str, *, unsays: bool) -> None:
    pin = await _ask_twice(chat)
    later = await chat.run(keep_number, pin, old)
    await chat.say(_("Sudah, Bu. Angka tandanya saya simpan."))
    if later:
        await chat.say(_("Angka itu bisa dipakai mulai besok."))
    if not unsays:
        await chat.say(_("Pesan angka tadi masih ada di HP ini. Tolong hapus sendiri, ya."))


async def _ask_twice(chat: Chat) -> str:
    asked: Text = _("Pilih 6 angka. Jangan tanggal lahir.")
    while True:
        first = await chat.ask(asked, NewPin())
        if await chat.ask(_("Ketik angka itu sekali lagi."), NewPin()) == first:
            return first
        await chat.say(_("Angkanya tidak sama. Kita ulang, ya, Bu."))


# -- what is read and written -----------------------------------------------------------------------------------


async def find_number(unit: Unit) -> tuple[bool, bool]:
    """Whether she has such a number, and whether what she types here can be deleted."""
    return await signing.has_one(unit, unit.actor.person_id), unit.actor.unsays


async def prove(unit: Unit, typed: str) -> bool:
    """Whether that is her number. Raises NotAllowed where nobody has unlocked."""
    _require_inside(unit)
    return (await signing.try_pin(unit, unit.actor.person_id, typed, own=True)).right


async def keep_number(unit: Unit, pin: str, old: str) -> bool:
    """Her number from now on; True if it serves only a day later, because she has forgotten the one before."""
    packed = signing.prepare(unit, pin)
    _require_inside(unit)
    proven = bool(old) and (await signing.try_pin(unit, unit.actor.person_id, old, own=True)).right
    later = not proven and await signing.has_one(unit, unit.actor.person_id)
    signing.keep(unit, packed, from_ms=unit.now_ms + (signing.FORGOTTEN_WAIT_MS if later else 0))
    if later:
        await _tell_officers(unit)
    return later


async def _tell_officers(unit: Unit) -> None:
    """The other officers hear that hers was chosen anew without the old one."""
    for group_id in places(unit.actor.roles, Action.AGREE):
        for each in await officers.list_officers(unit, group_id):
            if unit.actor.person_id not in each.selves:
                text = _("Seorang pengurus mengganti angka tandanya. Yang baru berlaku besok.")
                unit.tell(each.person_id, text, MessageClass.RELAY.value)


def _require_inside(unit: Unit) -> None:
    if unit.actor.locked:
        raise NotAllowed
