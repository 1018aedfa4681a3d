"""The number a worker may call her at: only if she asks to be called, and only one she types herself."""

from conversation.chat import Chat
from conversation.text import _
from domain.requests import read_phone
from handlers.questions import Words

# "+62 812-3456-7890" with room for a slip.
NUMBER_CHARS_MAX = 40


async def ask_phone_number(chat: Chat) -> str:
    """The number as 08..., "" if she would rather not say."""
    text = _("Nomor HP mana yang aman ditelepon?")
    while True:
        typed = await chat.ask(
            text, Words(chars_max=NUMBER_CHARS_MAX, skip=_("Tidak sekarang"), sensitive=True)
        )
        number = "" if typed is None else read_phone(typed)
        if typed is None or number:
            return number
        text = _("Maaf, nomornya belum terbaca. Tulis angkanya saja, mulai dari 08.")
