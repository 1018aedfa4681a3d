"""How the second officer of a new group comes in: with her, its books open."""

from conversation.chat import Chat
from conversation.text import Text, _


async def say_second_code(chat: Chat, role: Text, code: str) -> None:
    """The code for her, and what she does with it."""
    await chat.say(_("Kode untuk {role}: {code}", role=role, code=code))
    await chat.say(_("Kirim ke orangnya. Di HP-nya, ketik UNDANGAN, lalu kode itu. Berlaku 24 jam."))
