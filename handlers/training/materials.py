"""Materi: what was shared of her classes, one thing after another: words in the chat, photos and voice as files."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from handlers.names import MATERIALS
from handlers.training.materials_steps import Shown, hand_over, list_shelves, show_things

NEXT = Choice("next", _("Berikutnya"), words=("lanjut", "lagi", "terus"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup", "tutup"))


@conversation(
    MATERIALS,
    title=_("Bahan kelas"),
    words=("bahan kelas", "lihat bahan", "bahan", "materi kelas", "resep kelas"),
    resumes=False,
)
async def read_materials(chat: Chat, course_id: int = 0, session_id: int = 0) -> None:
    shelves = await chat.look(list_shelves, course_id)
    if not shelves:
        return await chat.say(_("Belum ada bahan dari kelas Ibu. Kalau ada, Ibu saya kabari."))
    if not any(each.key == str(session_id) for each in shelves):
        session_id = 0
    if not session_id and len(shelves) == 1:
        session_id = int(shelves[0].key)
    if not session_id:
        session_id = int((await chat.choose(_("Bahan dari kelas yang mana, Bu?"), shelves)).key)
    things = await chat.look(show_things, session_id)
    if not things:
        return await chat.say(_("Bahan itu sudah tidak ada. Ketik MATERI untuk yang lain."))
    for number, thing in enumerate(things, start=1):
        is_last = number == len(things)
        if not await show(chat, thing, number, len(things), is_last=is_last):
            return None
    return await chat.say(_("Sudah semua, Bu. Selamat mencoba."))


async def show(chat: Chat, thing: Shown, number: int, of: int, *, is_last: bool) -> bool:
    """One thing; whether she wants to go on."""
    if thing.material_id:
        is_there = await chat.run(hand_over, thing.material_id)
        if not is_there:
            await chat.say(_("Yang ini masih disiapkan. Coba lagi sebentar, ya."))
    else:
        await chat.say(thing.text)
    if is_last:
        return True
    asked: Text = _("Bagian {number} dari {of}.", number=number, of=of)
    if (await chat.choose(asked, (NEXT, DONE))).key == NEXT.key:
        return True
    await chat.say(_("Baik, Bu. Ketik MATERI kalau mau melihat lagi."))
    return False
