"""Rapat: a meeting of the group from opening to closing, as short talks over one record.

The record says where the meeting is (domain/meetings.Step), so whoever writes the book goes on there, on her own phone
or another's. Nothing is asked twice that the record knows.
"""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from domain.meetings import Step
from domain.permits import Action, holders
from domain.refusals import Changed
from handlers.group.which import choose_group
from handlers.meeting.attendance import ask_attendance
from handlers.meeting.cash import count_box
from handlers.meeting.closing import sum_up
from handlers.meeting.costs import ask_costs
from handlers.meeting.instalments import ask_instalments
from handlers.meeting.opening import open_meeting
from handlers.meeting.savings import ask_savings
from handlers.meeting.scene import Scene, find_scene
from handlers.meeting.social import ask_social
from handlers.names import MEETING


@conversation(
    MEETING,
    title=_("Rapat"),
    words=("mulai rapat", "buka rapat", "lanjut rapat"),
    roles=holders(Action.WRITE_BOOK),
    money=True,
)
async def hold_meeting(chat: Chat, group_id: int = 0, counted: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return
    scene = await chat.look(find_scene, group.id)
    if scene.meeting is None:
        return await open_meeting(chat, scene)
    try:
        await go_on(chat, scene, counted)
    except Changed:
        await chat.say(_("Rapat sudah dilanjutkan pengurus lain."))
        await chat.go(MEETING, group.id)


async def go_on(chat: Chat, scene: Scene, counted: int) -> None:
    """What is asked at the meeting's step."""
    assert scene.meeting is not None, "there is a step only in a meeting"
    step = scene.meeting.step
    if counted and step is not Step.CLOSING:
        await count_box(chat, scene, counted)
    elif step is Step.ATTENDANCE:
        await ask_attendance(chat, scene)
    elif step is Step.SAVINGS:
        await ask_savings(chat, scene)
    elif step is Step.INSTALMENTS:
        await ask_instalments(chat, scene)
    elif step is Step.SOCIAL:
        await ask_social(chat, scene)
    elif step is Step.COSTS:
        await ask_costs(chat, scene)
    elif step is Step.CASH:
        await count_box(chat, scene)
    else:
        await sum_up(chat, scene)
