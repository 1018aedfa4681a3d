"""Lanjut: the talks she laid aside, at most three; she picks one and it goes on where it was."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import talks
from db.unit import Unit
from handlers.names import MENU, RESUME, RESUME_ONE
from handlers.titles import title_of


@conversation(RESUME, title=_("Lanjut"), in_place=True, resumes=False)
async def resume(chat: Chat) -> None:
    parked = await chat.look(list_parked)
    if not parked:
        await chat.say(_("Tidak ada yang perlu dilanjutkan."))
        await chat.go(MENU)
    if len(parked) == 1:
        await chat.go(RESUME_ONE, parked[0][0])
    choices = [Choice(str(talk_id), title_of(name)) for talk_id, name in parked]
    chosen = await chat.choose(_("Mau melanjutkan yang mana?"), choices)
    await chat.go(RESUME_ONE, int(chosen.key))


async def list_parked(unit: Unit) -> list[tuple[int, str]]:
    """Id and name of each talk laid aside, newest first."""
    parked = await talks.list_parked(unit, unit.actor.account_id, unit.actor.person_id)
    return [(talk.id, talk.name) for talk in parked]
