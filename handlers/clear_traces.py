"""Hapus jejak: the chat is cleared at once, without a question, and only something harmless is left on the screen.

What is said here may be read by the one she fears: it never says that anything was cleared, nor by whom. What cannot
be cleared is told as a tip about a full phone; plainly she is told where she chooses her own word (safe_word.py).
"""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import files, people, profiles, removals
from db.unit import Unit
from handlers.names import CLEAR_TRACES, FRONT


@conversation(
    CLEAR_TRACES,
    title=_("Bersihkan chat"),
    words=("hapus jejak", "bersihkan chat"),
    resumes=False,
    for_strangers=True,
)
async def clear_traces(chat: Chat) -> None:
    stays = await chat.run(clear_chat)
    if stays:
        await chat.say(
            _("Supaya HP tidak penuh, isi chat bisa dibersihkan. Tekan nama di atas, lalu Bersihkan chat.")
        )
    await chat.go(FRONT)


async def clear_chat(unit: Unit) -> bool:
    """Her chat is cleared after this turn, and nobody is inside. Whether messages stay that only she can delete."""
    actor = unit.actor
    too_old = await removals.ask(unit, actor.account_id)
    files.note_cleared(unit, actor.person_id)
    if actor.profiles:
        await profiles.leave(unit)
    else:
        people.let_out(unit, actor.account_id)
    return too_old or not actor.unsays
