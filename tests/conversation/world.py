"""A small world for tiny talks: members to choose from, a book to write in, and a step that may refuse."""

from types import SimpleNamespace
from typing import Any

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from tests.conversation.host import Number, Refused

NAMES = {"siti": "Siti", "yuyun": "Yuyun", "neneng": "Neneng"}


class Rupiah(int):
    """An amount: a number of its own type."""


def world(**facts: Any) -> SimpleNamespace:
    """What the queries and steps below read and write."""
    return SimpleNamespace(**{"saved": [], "members": list(NAMES), "refuse": False, **facts})


async def members(unit: Any) -> list[Choice]:
    return [Choice(key, NAMES[key]) for key in unit.members]


async def count_saved(unit: Any) -> int:
    return len(unit.saved)


async def save(unit: Any, what: Any) -> int:
    if unit.refuse:
        raise Refused(what=what)
    unit.saved.append(what)
    return len(unit.saved)


async def refused_look(unit: Any) -> None:
    raise Refused(what="look")


async def two_numbers(chat: Chat) -> None:
    first = await chat.ask(_("Pertama?"), Number())
    second = await chat.ask(_("Kedua?"), Number())
    await chat.say(_("{first} dan {second}.", first=first, second=second))
