"""Teks rapat: what may be read by all of a group after its meeting, ready to be sent on to its own chat."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import meetings, permits
from db.unit import Unit
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.meeting.summary import Summary, find_summary, to_forward
from handlers.names import GROUP_TEXT
from handlers.questions import YesNo


@dataclass(frozen=True, kw_only=True, slots=True)
class Closed:
    """The meeting that was closed last, and the digits it published."""

    summary: Summary
    code: str


@conversation(
    GROUP_TEXT,
    title=_("Teks untuk grup"),
    words=("teks rapat",),
    roles=holders(Action.WRITE_BOOK),
    resumes=False,
)
async def offer_text(chat: Chat, group_id: int = 0, is_asked_for: bool = False) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    if not is_asked_for and not await chat.ask(
        _("Mau teks untuk grup WA?"), YesNo(labels=(_("Mau"), _("Tidak")))
    ):
        return await chat.say(_("Baik. Terima kasih, Bu."))
    closed = await chat.look(find_closed, group.id)
    if closed is None:
        return await chat.say(_("Belum ada rapat yang ditutup."))
    return await chat.say(to_forward(closed.summary, closed.code))


# -- what is read -----------------------------------------------------------------------------------------------


async def find_closed(unit: Unit, group_id: int) -> Closed | None:
    """The group's last closed meeting; None before the first. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    meeting = await meetings.last_closed(unit, group_id)
    if meeting is None:
        return None
    return Closed(
        summary=await find_summary(unit, group_id, meeting.number),
        code=await meetings.code_of(unit, group_id, meeting.number),
    )
