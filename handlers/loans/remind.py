"""She is asked kindly about an instalment that is not in the book yet: in private, without a word that shames.

What the clock claims is looked at afresh: paid, rescheduled or reversed meanwhile, nobody is asked about it. Claiming
and the message are one transaction; a slice at a time, so that after a long silence nobody gets two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from conversation.text import Text, _
from db import consents, groups, loan_reminders, loans, members
from db.data_readers import list_selves
from db.groups import Group
from db.loan_reminders import SLICE, Reminder
from db.loans import Loan
from db.members import Member
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.loan_reminders import Answer, is_hour, look, moment_ms, next_hour_ms
from domain.loans import Open, Plan, Standing
from domain.money import Rupiah
from domain.roles import Role
from domain.zones import local_date
from handlers.names import CICILAN
from handlers.second.month_steps import MONTHS

PAID_LABEL = _("Sudah bayar")
OTHER_DAY_LABEL = _("Tanggal lain")
TALK_LABEL = _("Bicara bendahara")

LABELS: tuple[tuple[Answer, Text], ...] = (
    (Answer.PAID, PAID_LABEL),
    (Answer.OTHER_DAY, OTHER_DAY_LABEL),
    (Answer.TALK, TALK_LABEL),
)

Running = dict[int, tuple[Loan, Plan, Standing]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """One loan of which something is due to be looked at."""

    group: Group
    loan: Loan
    plan: Plan
    standing: Standing
    today: date


# -- words ------------------------------------------------------------------------------------------------------


def month_of(due: date) -> Text:
    """How an instalment is called: by the month it belongs to."""
    return MONTHS[due.month - 1]


def question(name: str, open_now: Open, whole: Rupiah, group: str = "") -> Text:
    """What she reads (domain.md 4.6). whole: the instalment as it was agreed. group: where she is in several."""
    values = {"name": name, "month": month_of(open_now.due), "amount": open_now.amount, "group": group}
    if open_now.amount < whole and group:
        asked = _("Bu {name}, dari cicilan {group} bulan {month}, {amount} belum tercatat.", **values)
    elif open_now.amount < whole:
        asked = _("Bu {name}, dari cicilan bulan {month}, {amount} belum tercatat.", **values)
    elif group:
        asked = _("Bu {name}, cicilan {group} bulan {month} {amount} belum tercatat.", **values)
    else:
        asked = _("Bu {name}, cicilan bulan {month} {amount} belum tercatat.", **values)
    return _(
        "{asked} Mungkin sudah dibayar dan belum kami catat?\n\n"
        "Kalau sedang berat, tidak apa-apa. Kabari kami. Kita cari jalan bersama.",
        asked=asked,
    )


# -- the clock --------------------------------------------------------------------------------------------------


async def look_around(unit: Unit) -> bool:
    """Look at what is due; whether there may be more. For the clock, which queues what was told."""
    planted = await loan_reminders.plant(unit)
    due = await loan_reminders.list_due(unit)
    running: dict[int, Running] = {}
    for group_id, number in dict.fromkeys((each.group_id, each.loan) for each in due):
        group = await groups.get(unit, group_id)
        today = local_date(unit.now, group.zone)
        if group_id not in running:
            running[group_id] = await loans.standings(unit, group_id, today)
        found = running[group_id].get(number)
        mine = [each for each in due if (each.group_id, each.loan) == (group_id, number)]
        if found is None or group.practice_of or group.state != groups.ACTIVE:
            await _leave_alone(unit, mine)  # it is paid off, or nobody's any more
        else:
            loan, plan, standing = found
            asking = Asking(group=group, loan=loan, plan=plan, standing=standing, today=today)
            await _look_at(unit, asking, mine)
    return len(due) == SLICE or planted == loan_reminders.PLANTED_MAX


async def _look_at(unit: Unit, asking: Asking, due: Sequence[Reminder]) -> None:
    """The rows of one loan that are due, the oldest instalment first; at most one of them is told."""
    await _leave_alone(
        unit, [each for each in due if each.revision != asking.plan.revision]
    )  # agreed on anew
    member = await members.get_member(unit, asking.group.id, asking.loan.member)
    may_tell = await _may_tell(unit, asking.group.id, member)
    for each in sorted(due, key=lambda row: row.n):
        if each.revision == asking.plan.revision:
            await _look_at_one(unit, asking, each, member, may_tell=may_tell)


async def _look_at_one(
    unit: Unit, asking: Asking, reminder: Reminder, member: Member, *, may_tell: bool
) -> None:
    rows = await loan_reminders.list_of(unit, reminder.group_id, reminder.loan, reminder.revision)
    asked = {each.n: each.asked(looked_for=await loan_reminders.is_looked_for(unit, each)) for each in rows}
    open_now = next((each for each in asking.standing.open if each.n == reminder.n), None)
    if open_now is None:
        _take_back(unit, reminder, member)
    found = look(
        asked[reminder.n],
        [each for n, each in asked.items() if n != reminder.n],
        today=asking.today,
        is_open=open_now is not None,
        may_tell=may_tell,
    )
    zone = asking.group.zone
    if found.ask and not is_hour(unit.now, zone):
        loan_reminders.look_again(unit, [reminder], [next_hour_ms(unit.now, zone)])
        return
    again = None if found.again is None else moment_ms(found.again, zone)
    if not found.ask or open_now is None:
        loan_reminders.look_again(unit, [reminder], [again])
    elif await loan_reminders.tell(unit, reminder, again):
        _take_back(unit, reminder, member)  # the first message, if she has not looked by now
        whole = asking.plan.instalments[reminder.n - 1].amount
        await _tell(unit, reminder, member, open_now, whole)


async def _leave_alone(unit: Unit, reminders: Sequence[Reminder]) -> None:
    """Nothing is asked about these any more; all are of one loan."""
    loan_reminders.look_again(unit, reminders, [None] * len(reminders))
    if any(each.told_ms for each in reminders):
        member = await members.get_member(unit, reminders[0].group_id, reminders[0].member)
        for each in reminders:
            _take_back(unit, each, member)


def _take_back(unit: Unit, reminder: Reminder, member: Member) -> None:
    """What was asked and has not reached her yet is asked no more."""
    if reminder.told_ms:
        loan_reminders.drop_unsent(unit, reminder, member.told_id)


async def _may_tell(unit: Unit, group_id: int, member: Member) -> bool:
    """Whether she has a phone, has not said no to the group's program, and does not want to be left alone."""
    if not member.has_phone or not member.is_active:
        return False
    if member.told_id in await consents.list_refusing(unit, group_id):
        return False
    return not await consents.is_paused(unit, member.told_id)


async def _tell(unit: Unit, reminder: Reminder, member: Member, open_now: Open, whole: Rupiah) -> None:
    where = (reminder.group_id, reminder.loan, reminder.revision, reminder.n)
    unit.tell(
        member.told_id,
        question(member.shown, open_now, whole, await name_of_group(unit, member, reminder.group_id)),
        MessageClass.REMINDER.value,
        buttons=tuple(
            PushButton(label=label, talk=CICILAN, args=(*where, answer.value)) for answer, label in LABELS
        ),
        matter=loans.matter_of(reminder.group_id, reminder.loan),
    )


async def name_of_group(unit: Unit, member: Member, group_id: int) -> str:
    """The group's name where she is in several, so that she knows which; else ""."""
    own = await members.find_own(unit, member.told_id)
    named = {each.group_id: each.group_name for each in own if not each.practice_of}
    return named.get(group_id, "") if len(named) > 1 else ""


# -- those who keep the book ------------------------------------------------------------------------------------


async def tell_keepers(unit: Unit, loan: Loan, text: Text, buttons: Sequence[PushButton] = ()) -> None:
    """The treasurer hears it; where that is she herself, or there is none, the chair, else the secretary."""
    if (await groups.get(unit, loan.group_id)).practice_of:
        return
    hers = set(await list_selves(unit, loan.told_id)) | {loan.person_id}
    holders = partial(groups.list_holders, unit, loan.group_id)
    for role in (Role.TREASURER, Role.CHAIR, Role.SECRETARY):
        found = [each for each in await holders(role) if each not in hers]
        for person_id in found:
            unit.tell(person_id, text, MessageClass.RELAY.value, buttons=tuple(buttons), matter=loan.matter)
        if found:
            return
