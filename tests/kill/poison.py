"""Conversations that end the whole process, as a fault in a C library or the kernel's out-of-memory killer does."""

import os
import signal

from conversation.chat import Chat
from conversation.registry import Conversation, Listed, conversation
from conversation.text import Text
from db.unit import Unit
from handlers.conversations import CONVERSATIONS

POISON_WORD = "racun"


@conversation("racun", title=Text("Poison"), words=(POISON_WORD,), for_strangers=True, resumes=False)
async def poison(chat: Chat) -> None:
    await chat.run(end_the_process)


async def end_the_process(unit: Unit) -> None:
    """Nobody gets to write anything down."""
    os.kill(os.getpid(), signal.SIGKILL)


POISONED: tuple[Conversation | Listed, ...] = (*CONVERSATIONS, poison)
