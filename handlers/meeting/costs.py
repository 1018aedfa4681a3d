"""Costs of a meeting: each counts when its receiver has said so, so none of them keeps the meeting waiting."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.meetings import Step
from handlers.meeting.asking import ask_here, go_to, move_on
from handlers.meeting.scene import Scene
from handlers.names import COST
from handlers.questions import OneOf

NONE = Choice("none", _("Tidak ada"), words=("tidak", "ga ada", "belum ada"))
SOME = Choice("some", _("Ada biaya"), words=("ada", "ya"))


async def ask_costs(chat: Chat, scene: Scene) -> None:
    """Whether something was spent; it is written by a talk of its own, and the meeting goes on by RAPAT."""
    assert scene.meeting is not None, "costs are asked for in a meeting"
    chosen = await ask_here(chat, scene, _("Ada biaya di rapat ini?"), OneOf(of=(NONE, SOME)))
    if chosen.key == SOME.key:
        await chat.run(
            move_on, scene.group_id, scene.meeting.number, scene.meeting.step.value, Step.CASH.value
        )
        await chat.go(COST, scene.group_id)
    await go_to(chat, scene, Step.CASH)
