"""Closing the oldest open month: nothing of it changes any more, and two officers have looked at what it came to."""

from dataclasses import dataclass
from datetime import date

from conversation.text import Text, _
from db import groups, ledger, meetings, people, permits
from db.approvals import Approval
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import first_day_of
from domain.money import Rupiah
from domain.permits import Action, places
from domain.zones import local_date

KIND = "month"


@dataclass(frozen=True, kw_only=True, slots=True)
class Oldest:
    """The oldest open month. first: its first day, None while nothing is written. over: its last day has passed.

    cash: what the box should have held at its end.
    """

    month: int
    first: date | None
    over: bool
    meeting_open: bool
    cash: Rupiah


async def find_oldest(unit: Unit, group_id: int) -> Oldest:
    """The month that is closed next. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    month = await ledger.open_month_of(unit, group_id)
    if month is None:
        return Oldest(month=0, first=None, over=False, meeting_open=False, cash=Rupiah(0))
    group = await groups.get(unit, group_id)
    after = first_day_of(month + 1)
    found = await meetings.find_open(unit, group_id)
    last_day = date.fromordinal(after.toordinal() - 1)
    return Oldest(
        month=month,
        first=first_day_of(month),
        over=local_date(unit.now, group.zone) >= after,
        meeting_open=found is not None and found.day < after,
        cash=await ledger.balance(unit, group_id, Account.KAS, on=last_day),
    )


async def find_due(unit: Unit) -> date | None:
    """The first day of a month that is over, in one of the groups whose book she keeps, and that nobody has closed."""
    for group_id in places(await people.list_roles(unit, unit.actor.person_id), Action.WRITE_BOOK):
        if unit.actor.practice not in (0, group_id):
            continue
        oldest = await find_oldest(unit, group_id)
        if oldest.over and not oldest.meeting_open:
            return oldest.first
    return None


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """The month is closed for good. Raises MonthOrder, MonthNotOver, MeetingStillOpen and what the ledger refuses."""
    group_id, month = approval.group_id, int(approval.body["month"])
    await ledger.close_month(unit, group_id, month, by=approval.by, second=approval.second)
    unit.audit("close month", "book", group_id, unit.actor.person_id, str(month))
    return _("Bulan {month} {year} sudah ditutup.", month=MONTHS[month % 12], year=month // 12)


MONTHS: tuple[Text, ...] = (
    _("Januari"),
    _("Februari"),
    _("Maret"),
    _("April"),
    _("Mei"),
    _("Juni"),
    _("Juli"),
    _("Agustus"),
    _("September"),
    _("Oktober"),
    _("November"),
    _("Desember"),
)
