"""After a cost, a withdrawal or a correction in the middle of a meeting, the meeting goes on where it was."""

from conversation.chat import Chat
from db import meetings, permits
from db.unit import Unit
from domain.permits import Action
from handlers.names import MEETING


async def back_to_meeting(chat: Chat, group_id: int) -> None:
    """The open meeting's next question; where none is open, nothing more."""
    if await chat.look(has_open_meeting, group_id):
        await chat.go(MEETING, group_id)


async def has_open_meeting(unit: Unit, group_id: int) -> bool:
    """Whether the group sits together now. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    return await meetings.find_open(unit, group_id) is not None
