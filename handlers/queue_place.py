"""How many others wait for the same office: said honestly, with no promise of minutes."""

from conversation.chat import Chat
from conversation.text import n_
from db import queue
from db.unit import Unit


async def say_place(chat: Chat, organisation_id: int) -> None:
    """How many wait beside her; nothing if she is the only one."""
    others = await chat.look(count_others, organisation_id)
    if others:
        await chat.say(
            n_("Ada {n} orang lain yang juga menunggu.", "Ada {n} orang lain yang juga menunggu.", others)
        )


async def count_others(unit: Unit, organisation_id: int) -> int:
    """How many wait in this office's queue beside the one who is in it already."""
    return max((await queue.count(unit, [organisation_id])).waiting - 1, 0)
