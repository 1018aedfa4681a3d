"""Lupa nomor: a worker met a woman who forgot her PIN, and hands her a code that lets her choose another on her phone.

Never by chat or telephone: whoever holds her phone could ask there in her name.
"""

# staff: workers read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import number_codes
from db.unit import Unit
from domain.contact import MessageClass
from domain.permits import Action, holders
from handlers.names import FORGOTTEN
from handlers.questions import Words

KNOWS = Choice("knows", _("Masih ingat"), words=("ingat", "masih"))
FORGOT = Choice("forgot", _("Lupa juga"), words=("lupa",))

NO_REQUEST = _("Belum ada nomor")

CODE_MINUTES = number_codes.CODE_VALID_MS // 60_000


@conversation(
    FORGOTTEN,
    title=_("Lupa nomor"),
    words=("lupa nomor", "lupa pin"),
    roles=holders(Action.NEW_NUMBER),
    sensitive=True,
    resumes=False,
)
async def give_new_number(chat: Chat) -> None:
    number: str | None = await chat.ask(
        _("Berapa nomor permintaannya? Lihat di antrean atau di suratnya."),
        Words(chars_max=number_codes.TYPED_CHARS_MAX, skip=NO_REQUEST, sensitive=True),
    )
    if number is None:
        return await help_begin_anew(chat)
    if not await chat.run(is_locked, number):
        return await chat.say(_("Untuk permintaan itu tidak ada HP dengan nomor rahasia."))
    if not await chat.confirm(_("Orangnya ada di depan sekarang, dan sudah pasti dia sendiri?")):
        return await chat.say(_("Kode hanya diberikan saat bertemu. Belum dibuat."))
    door = await chat.choose(_("Kata pembukanya masih ingat?"), (KNOWS, FORGOT))
    code = await chat.run(make_code, number, door.key == FORGOT.key)
    await chat.say(_("Kodenya {code}. Berlaku {minutes} menit, satu kali.", code=code, minutes=CODE_MINUTES))
    if door.key == FORGOT.key:
        await chat.say(_("Di HP-nya, ketik kata nomor, lalu kode ini."))
    else:
        await chat.say(_("Di HP-nya, ketik kata pembuka, lalu kode ini."))
    await chat.say(_("Tunjukkan saja. Jangan kirim lewat chat atau telepon."))


async def help_begin_anew(chat: Chat) -> None:
    """No office can say that it is she: what is behind the PIN stays there, and she begins anew beside it."""
    await chat.say(_("Tanpa nomor permintaan, data lama tetap terkunci. Kode ini hanya untuk mulai baru."))
    if not await chat.confirm(_("Orangnya ada di depan sekarang, bersama HP-nya?")):
        return await chat.say(_("Kode hanya diberikan saat bertemu. Belum dibuat."))
    code = await chat.run(make_fresh_code)
    await chat.say(_("Kodenya {code}. Berlaku {minutes} menit, satu kali.", code=code, minutes=CODE_MINUTES))
    await chat.say(_("Di HP-nya, ketik kata nomor, lalu kode ini."))
    await chat.say(_("Tunjukkan saja. Jangan kirim lewat chat atau telepon."))


async def is_locked(unit: Unit, number: str) -> bool:
    """Whether the woman of that request has a PIN somewhere; the look is written down. Raises NotAllowed."""
    found = await number_codes.find_request(unit, number)
    unit.audit("read", "request", found.request_id, found.person_id, "new number")
    return found.locked


async def make_code(unit: Unit, number: str, no_door: bool) -> str:
    """The code, shown for the only time; she is told that there was one. Raises NotAllowed."""
    code, person_id = await number_codes.make(unit, number, no_door=no_door)
    unit.tell(
        person_id,
        _("Petugas memberi kode untuk nomor baru. Kalau bukan Ibu yang minta, ketik PETUGAS."),
        MessageClass.RELAY.value,
    )
    return code


async def make_fresh_code(unit: Unit) -> str:
    """A code that opens nothing and begins anew, shown for the only time. Raises NotAllowed."""
    return await number_codes.make_fresh(unit)
