"""What every question of a meeting has in common: a list, a correction or a photo may come instead of the answer."""

from typing import Any, NoReturn

from conversation.chat import Chat
from conversation.questions import Question
from conversation.text import Text, _
from db import files, meetings, members, permits
from db.unit import Unit
from domain.files import SentFile, Wanted
from domain.meetings import Step
from domain.permits import Action
from handlers.meeting.correcting import correct
from handlers.meeting.listing import take_list
from handlers.meeting.questions import Meanwhile, Pasted
from handlers.meeting.scene import Scene, find_scene
from handlers.names import MEETING


async def ask_here(
    chat: Chat, scene: Scene, text: Text, question: Question[Any], *, lines: bool = False
) -> Any:
    """Her answer. What comes instead is dealt with, and the meeting goes on where it was."""
    answer = await chat.ask(text, Meanwhile(inner=question, lines=lines))
    if isinstance(answer, Pasted):
        await take_text(chat, scene, answer)
    if isinstance(answer, SentFile):
        await take_photo(chat, scene, answer)
    return answer


async def take_text(chat: Chat, scene: Scene, pasted: Pasted, *, heading: str = "") -> NoReturn:
    """A list is written down; a correction is made by her alone, and counted. heading: what a bare line is of."""
    scene = await chat.look(find_scene, scene.group_id)  # this talk may have written since it saw the meeting
    if pasted.corrects and scene.saved:
        await correct(chat, scene, pasted.text)
        await chat.go(MEETING, scene.group_id)
    counted = await take_list(chat, scene, pasted.text, heading=heading)
    await chat.go(MEETING, scene.group_id, int(counted or 0))


async def take_photo(chat: Chat, scene: Scene, photo: SentFile) -> NoReturn:
    """The page of the paper book is kept with the meeting."""
    await chat.run(keep_page, scene.group_id, photo.reference, photo.size_bytes)
    await chat.say(_("Foto buku saya simpan bersama rapat ini."))
    await chat.go(MEETING, scene.group_id)


async def go_to(chat: Chat, scene: Scene, step: Step) -> NoReturn:
    """The meeting goes on with that step."""
    assert scene.meeting is not None, "a step belongs to an open meeting"
    await chat.run(move_on, scene.group_id, scene.meeting.number, scene.meeting.step.value, step.value)
    await chat.go(MEETING, scene.group_id)


# -- what is written --------------------------------------------------------------------------------------------


async def move_on(unit: Unit, group_id: int, number: int, seen: str, step: str) -> None:
    """The open meeting is at this step from now on. Raises NotAllowed, Changed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    await meetings.set_step(unit, group_id, number, Step(step), seen=Step(seen))


async def keep_page(unit: Unit, group_id: int, reference: str, size_bytes: int) -> bool:
    """The photo will be kept with the open meeting; False if none is open. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    await members.number_of(unit, group_id, unit.actor.person_id)
    meeting = await meetings.find_open(unit, group_id)
    if meeting is None:
        return False
    file_id = files.want(unit, SentFile(reference=reference, size_bytes=size_bytes), Wanted.PHOTO)
    meetings.keep_photo(unit, group_id, meeting.number, file_id)
    unit.audit("write", "meeting", group_id, unit.actor.person_id, f"photo {meeting.number}")
    return True
