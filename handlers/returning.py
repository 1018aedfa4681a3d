"""Kembali: she writes after a long silence; nothing of before is shown until she has said who she was here.

A number is given to somebody else when nobody uses it. Who cannot say it begins anew, and a worker can help.
"""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import returning
from db.returning import Asked
from db.unit import Unit
from handlers.names import FIRST, MENU, RETURNING
from handlers.questions import Words
from handlers.screening_steps import ask_area

NAME_CHARS_MAX = 60
NEW_HERE = _("Saya baru di sini")


@conversation(RETURNING, title=_("Lama tidak bertemu"), sensitive=True, resumes=False, for_strangers=True)
async def know_again(chat: Chat, wanted: str = MENU) -> None:
    asked = await chat.look(find_asked)
    if asked is None:
        await chat.go(FIRST, "", wanted)
    await chat.say(_("Sudah lama tidak bertemu, Bu. Nomor HP kadang pindah ke orang lain."))
    while asked is not None:
        said = await _ask(chat, asked)
        if said is None:
            await chat.run(forgo)
            await chat.go(FIRST, "", wanted)
        if await chat.run(recognise, said):
            await chat.say(_("Terima kasih, Bu. Catatan Ibu masih ada."))
            await chat.go(FIRST, "", wanted)
        asked = await chat.look(find_asked)
        if asked is not None:
            await chat.say(_("Belum sama dengan catatan kami, Bu. Coba sekali lagi."))
    await chat.say(_("Tidak apa-apa, Bu. Kita mulai dari awal. Catatan lama tetap disimpan."))
    await chat.say(_("Petugas bisa membukanya lagi. Ketik PETUGAS."))
    await chat.go(FIRST, "", wanted)


async def _ask(chat: Chat, asked: Asked) -> str | None:
    """Her name here, or where she lives; None if she is new."""
    if not asked.name:
        return (await ask_area(chat)).key
    name: str | None = await chat.ask(
        _("Dulu Ibu dipanggil siapa di sini?"),
        Words(chars_max=NAME_CHARS_MAX, skip=NEW_HERE, sensitive=True),
    )
    return name


async def find_asked(unit: Unit) -> Asked | None:
    """What she is to be asked, if anything."""
    return await returning.find_asked(unit)


async def recognise(unit: Unit, said: str) -> bool:
    """Whether it is she; then the account is hers again."""
    return await returning.recognise(unit, said)


async def forgo(unit: Unit) -> None:
    """She is new here."""
    await returning.forgo(unit)
