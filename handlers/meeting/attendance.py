"""Who came? One message for all of them: the names of who did not, or that everybody is there."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from db import meetings, members, permits
from db.unit import Unit
from domain.meetings import Status, Step
from domain.permits import Action
from handlers.meeting.asking import ask_here, go_to
from handlers.meeting.listing import listed_members, say_left_out
from handlers.meeting.naming import Named, WhoIsNot
from handlers.meeting.scene import Scene

ALL = Choice("all", _("Semua hadir"), words=("hadir semua", "semua", "lengkap", "komplit"))
LATER = Choice("later", _("Nanti saja"), words=("nanti", "lewat"))


async def ask_attendance(chat: Chat, scene: Scene) -> None:
    """One question; the savings follow."""
    question = WhoIsNot(
        women=listed_members(scene),
        today=scene.today,
        of=(ALL, LATER),
        example=_("Contoh: Imas izin, Nani tidak datang."),
    )
    answer = await ask_here(chat, scene, _("Siapa yang tidak datang? Ketik namanya."), question, lines=True)
    if answer == LATER:
        await go_to(chat, scene, Step.SAVINGS)
    away = answer.statuses if isinstance(answer, Named) else {}
    assert scene.meeting is not None, "attendance is of a meeting"
    marked = {each.number: away.get(each.number, Status.PRESENT).value for each in scene.women}
    await chat.run(mark, scene.group_id, scene.meeting.number, marked)
    await chat.say(_("Hadir {n} orang.", n=len(scene.women) - len(away)))
    if isinstance(answer, Named) and answer.left_out:
        await say_left_out(chat, scene.names[answer.left_out])
    await go_to(chat, scene, Step.SAVINGS)


# -- what is written --------------------------------------------------------------------------------------------


async def mark(unit: Unit, group_id: int, number: int, statuses: dict[int, str]) -> None:
    """Who came to the open meeting, by member number. Raises NotAllowed, Changed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    await meetings.lock_open(unit, group_id, number)
    known = {each.number for each in await members.list_members(unit, group_id)}
    meetings.mark_attendance(
        unit,
        group_id,
        number,
        {member: Status(status) for member, status in statuses.items() if member in known},
    )
    unit.audit("write", "meeting", group_id, unit.actor.person_id, f"attendance {number}")
