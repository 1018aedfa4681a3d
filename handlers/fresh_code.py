"""How a fresh invitation is told to whoever passes it on: in two lines, once."""

# staff: people of an office or the officers of a group read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.text import _


@dataclass(frozen=True, slots=True)
class Made:
    """A fresh code and the program to send it to."""

    code: str
    bot: str


async def say_code(chat: Chat, made: Made) -> None:
    """What to send, to whom, and how long it is good."""
    await chat.say(_("Kirim dua baris ini hanya kepada orangnya:"))
    await chat.say(_("Buka {bot}, lalu ketik ini:\n/start {code}", bot=made.bot, code=made.code))
    await chat.say(_("Berlaku 24 jam, untuk satu orang."))
