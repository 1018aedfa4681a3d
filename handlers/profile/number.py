"""Nomor: her PIN, asked for after her door word. Whatever is wrong, the answer and the work are the same.

Nothing here says "PIN" or "kunci": who looks over her shoulder reads of a number, and the outside again.
"""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _, n_
from db import profiles
from db.unit import Unit
from handlers.names import FRONT, MENU, NUMBER
from handlers.profile.questions import NOT_THERE, Secret, number_question


@conversation(NUMBER, title=_("Nomor"), sensitive=True, resumes=False, unsays=True)
async def ask_number(chat: Chat, profile_id: int = 0) -> None:
    asked = await chat.look(find_asked, profile_id)
    typed = await chat.ask(number_question(asked), Secret())
    wrong_tries = await chat.run(try_number, profile_id, typed)
    if wrong_tries is None:
        await chat.say(NOT_THERE)
        await chat.go(FRONT)
    if wrong_tries:
        await chat.say(
            n_(
                "Sejak terakhir masuk, ada {n} kali nomor salah.",
                "Sejak terakhir masuk, ada {n} kali nomor salah.",
                wrong_tries,
            )
        )
    await chat.go(MENU)


async def find_asked(unit: Unit, profile_id: int) -> str:
    """Which places are asked for; every number of a profile has an answer."""
    return await profiles.list_asked(unit, profile_id)


async def try_number(unit: Unit, profile_id: int, typed: str) -> int | None:
    """How many wrong tries there were before, and she is inside; None if nobody got in."""
    if not unit.actor.locked:
        return None
    entry = await profiles.try_pin(unit, profile_id, typed)
    if entry is None:
        return None
    unit.audit("enter", "profile", profile_id, entry.person_id)
    await profiles.enter(unit, entry)
    return entry.wrong_tries
