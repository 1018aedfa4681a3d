"""Opening the meeting that was closed last again: two officers decide, and everybody is told."""

from dataclasses import dataclass
from datetime import date

from conversation.text import Text, _
from db import ledger, meetings, members, permits
from db.approvals import Approval
from db.push_buttons import close_matter
from db.slips import matter_of
from db.unit import Unit
from domain.ledger import MonthClosed
from domain.permits import Action
from domain.refusals import NotAllowed
from handlers.second.telling import tell

KIND = "reopen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Last:
    """The meeting closed last. number: 0 if there is none. in_open_month: it can still be opened."""

    number: int
    day: date | None
    in_open_month: bool
    other_open: bool


async def find_last(unit: Unit, group_id: int) -> Last:
    """What could be opened again. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    other = await meetings.find_open(unit, group_id) is not None
    last = await meetings.last_closed(unit, group_id)
    if last is None:
        return Last(number=0, day=None, in_open_month=False, other_open=other)
    is_open = await ledger.is_open(unit, group_id, last.day)
    return Last(number=last.number, day=last.day, in_open_month=is_open, other_open=other)


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """The meeting is open again. Raises Changed if another was closed since, MeetingIsOpen, MonthClosed, NotAllowed."""
    group_id, number = approval.group_id, int(approval.body["meeting"])
    meeting = await meetings.get(unit, group_id, number)
    if not await ledger.is_open(unit, group_id, meeting.day):
        raise MonthClosed
    if approval.second is None:
        raise NotAllowed
    await meetings.reopen(unit, group_id, number)
    unit.audit("reopen", "meeting", number, unit.actor.person_id, KIND)
    close_matter(unit, matter_of(group_id, number))
    text = _(
        "Rapat {day} dibuka lagi oleh dua pengurus.\nSebabnya: {reason}.\nKalau selesai, Ibu dikabari lagi.",
        day=meeting.day,
        reason=approval.body["reason"],
    )
    everybody = [each.number for each in await members.list_members(unit, group_id)]
    await tell(
        unit, group_id, [(each, text) for each in everybody if each != approval.by]
    )  # she hears the answer
    return _("Rapat {day} sudah dibuka lagi. Ketik RAPAT untuk meneruskan.", day=meeting.day)
