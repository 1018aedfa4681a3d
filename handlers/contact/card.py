"""Kode ajakan: a woman types what stands on the card she was given. What this is, what happens, and her own yes.

The law: nothing about her is kept before she says yes; after it her area is known, and nothing of the card. Who gave it
to her never learns that she came.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.outreach import TYPED_CHARS_MAX
from handlers.contact.card_steps import Welcomed, keep_area, keep_phone, list_places, try_card
from handlers.names import CARD_CODE, MENU
from handlers.questions import Words

YES = Choice("yes", _("Boleh"), words=("ya", "iya", "setuju", "silakan"))
NO = Choice("no", _("Tidak"), words=("jangan", "tidak usah", "nanti", "tidak mau"))
ELSEWHERE = Choice("elsewhere", _("Daerah saya lain"), words=("lain", "bukan di situ", "daerah lain"))

OWN = Choice("own", _("Sendiri"), words=("saya sendiri", "punya saya", "sendiri", "pribadi", "milik saya"))
SHARED = Choice("shared", _("Bersama"), words=("bersama keluarga", "bareng", "gantian", "punya suami"))
HELPED = Choice("helped", _("Saya dibantu orang"), words=("dibantu", "dibantu kader", "diketikkan"))

NO_CODE = _("Tidak jadi")
TRIES = 3


@conversation(
    CARD_CODE,
    title=_("Kode ajakan"),
    words=("kode ajakan", "punya kartu", "kode kartu"),
    resumes=False,
    for_strangers=True,
)
async def use_card(chat: Chat, code: str = "") -> None:
    here = await find_card(chat, code)
    if here is None:
        return await chat.say(_("Tidak apa-apa, Bu. Ketik MENU, kita tetap bisa mulai."))
    if here.staff:
        return await chat.say(_("Kartu untuk {area} ini masih berlaku.", area=here.label))  # staff
    if not here.met:
        await greet(chat, here)
    if here.here:
        await chat.say(_("Daerah Ibu sudah tercatat: {area}.", area=here.label))
    else:
        area, label = await ask_area(chat, here)
        if not area:
            return await chat.say(_("Baik, Bu. Tidak ada yang dicatat. Kalau berubah pikiran, ketik MENU."))
        office = await chat.run(keep_area, area)
        await chat.say(_("Terima kasih, Bu. Daerah Ibu: {area}.", area=label))
        if office:
            await chat.say(_("Yang membantu di sana: {office}. Ketik PETUGAS kapan saja.", office=office))
    if not here.met:
        await ask_phone(chat)
    await chat.go(MENU)


async def find_card(chat: Chat, code: str) -> Welcomed | None:
    """The card, with a few tries at its code; None if she would rather do without."""
    asked = _("Ketik kode di kartu itu. Contoh: AJAK 7K4P 9XQ2.")
    for _try in range(TRIES):
        typed = code or await chat.ask_or_skip(asked, Words(chars_max=TYPED_CHARS_MAX, skip=NO_CODE))
        if typed is None:
            return None
        here = await chat.run(try_card, typed)
        if here is not None:
            return here
        code, asked = "", _("Kode itu belum cocok, atau sudah lewat 30 hari. Coba lihat lagi, ya.")
    return None


async def greet(chat: Chat, here: Welcomed) -> None:
    """Who this is, that it is free, and what the giver of the card hears: nothing."""
    if here.office:
        await chat.say(
            _("Selamat datang, Bu. Saya {bot}, program chat dari {office}.", bot=here.bot, office=here.office)
        )
    else:
        await chat.say(_("Selamat datang, Bu. Saya {bot}, program chat untuk warga.", bot=here.bot))
    if here.demo:
        await chat.say(_("Ini data contoh, hanya untuk mencoba."))
    await chat.say(_("Saya bukan orang. Gratis. Kami tidak pernah minta uang, PIN bank, atau kode OTP."))
    await chat.say(_("Ibu bisa cari bantuan, ikut kelas, dan bertanya ke petugas."))
    await chat.say(_("Yang memberi kartu tidak diberi tahu Ibu datang."))


async def ask_area(chat: Chat, here: Welcomed) -> tuple[str, str]:
    """Where she lives, with her yes that it is kept: key and name; two empty ones for a no."""
    asked = _("Belum ada yang dicatat. Boleh saya catat Ibu tinggal di {area}?", area=here.label)
    if here.met:
        asked = _("Kartu ini untuk {area}. Boleh saya catat Ibu tinggal di sana?", area=here.label)
    chosen = await chat.choose(asked, (YES, NO, ELSEWHERE))
    if chosen.key == NO.key:
        return "", ""
    if chosen.key == YES.key:
        return here.area, here.label
    place = await chat.choose(_("Ibu tinggal di mana? Itu yang saya catat."), await chat.look(list_places))
    return place.key, place.label


async def ask_phone(chat: Chat) -> None:
    """What everybody is asked who is new: whose phone is it?"""
    phone = await chat.choose(_("HP ini dipakai sendiri, atau bersama keluarga?"), (OWN, SHARED, HELPED))
    await chat.run(keep_phone, phone.key)
    if phone.key == OWN.key:
        return await chat.say(_("Baik, Bu."))
    await chat.say(_("Baik, Bu. Di HP bersama, saya tidak kirim hal pribadi."))
    await chat.say(_("Supaya orang lain tidak membaca, ketik KUNCI kapan saja."))
