"""The code on a poster leads to its course; whether it is for her is said on the course's own page."""

from conversation.chat import Chat
from conversation.text import _
from db import courses
from db.unit import Unit
from handlers.questions import Words

# As long as somebody types who copies it with dashes and spaces.
CODE_CHARS_MAX = 20


async def ask_code(chat: Chat) -> int:
    """The course whose code she types, 0 when she was told that there is none of it."""
    code = await chat.ask(_("Apa kode kelasnya, Bu?"), Words(chars_max=CODE_CHARS_MAX, one_line=True))
    found = await chat.look(find_id, code)
    if not found:
        await chat.say(_("Kode itu belum ada. Coba lihat lagi, atau ketik JADWAL."))
    return found


async def find_id(unit: Unit, code: str) -> int:
    """The course of that code, however it was copied; 0 if there is none."""
    found = await courses.find_by_code(unit, "".join(each for each in code if each.isalnum()))
    return 0 if found is None else found.id
