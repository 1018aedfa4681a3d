"""What each member is told: one message a meeting, also where nothing was written, and one for a saving outside.

The classic loss is omission: who hears nothing cannot say that something is missing. What may go to her phone openly
is decided where every push is (domain/contact.py); on a phone that others read the text waits under "kabar". Who has
taken back her consent to the group's program hears nothing of it any more (docs/safety.md).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from conversation.text import Text, _
from db import consents, group_rules, groups, ledger, meetings, members, slips
from db.groups import Group
from db.members import Member
from db.push_buttons import close_matter
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.disputes import Slip
from domain.ledger import Entry, shown_code
from domain.loan_paying import paid_of
from domain.loans import Standing
from domain.meetings import Meeting
from domain.money import Rupiah
from domain.movements import by_account, parts_of, total_of
from domain.zones import local_date
from handlers.loans.slip_lines import has_settled, list_running, loan_lines, make_button, state_lines
from handlers.names import SLIP
from handlers.savings.words import Names, kept_lines, lines, names_by

RIGHT_LABEL = _("Benar")
DIFFERENT_LABEL = _("Ada yang beda")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What a meeting has written, for the messages about it. code: the digits for the paper book, "" if not yet.

    running: where the loans stand today, by the number of the member.
    """

    group: Group
    meeting: Meeting
    entries: Sequence[Entry]
    names: Names
    code: str
    again: bool
    today: date
    running: Mapping[int, Standing] = field(default_factory=dict)


async def tell_members(unit: Unit, group_id: int, meeting: int) -> None:
    """Every member with a phone hears what this meeting wrote about her. Call it last, when the head is published."""
    again = await slips.was_told(unit, group_id, meeting)
    sheet = await _read(unit, group_id, meeting, again=again, newest=True)
    matter = slips.matter_of(group_id, meeting)
    if again:
        close_matter(unit, matter)
    refusing = await consents.list_refusing(unit, group_id)
    told = [
        each
        for each in await members.list_members(unit, group_id)
        if each.has_phone and each.told_id not in refusing
    ]
    slips.put(unit, group_id, meeting, [each.number for each in told])
    if sheet.group.practice_of:
        return
    savings = await ledger.all_savings(unit, group_id)
    phones = Counter(each.told_id for each in told)
    for each in told:
        text = _meeting_text(sheet, each.number, total_of(savings.get(each.number, {})))
        if phones[each.told_id] > 1:
            text = lines([_("Untuk {name}.", name=each.shown), text])
        paper = has_settled(sheet.entries, each.number, sheet.running)
        buttons = [await make_button(unit, each, group_id)] if paper else []
        _tell(unit, each, text, (group_id, each.number, meeting, 0), matter, buttons)


async def _read(unit: Unit, group_id: int, number: int, *, again: bool, newest: bool) -> Sheet:
    meeting = await meetings.get(unit, group_id, number)
    head = await ledger.last_published(unit, group_id)
    # A meeting that wrote nothing publishes no new head. Later the newest head may be of another meeting.
    shows = head is not None and (head.meeting == number or newest)
    rules = await group_rules.rules_on(unit, group_id, meeting.day)
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    return Sheet(
        group=group,
        today=today,
        running=await list_running(unit, group_id, today),
        meeting=meeting,
        entries=await ledger.list_entries(unit, group_id, meeting=number),
        names=names_by(rules),
        code=head.code if head is not None and shows else "",
        again=again,
    )


async def meeting_text(unit: Unit, group_id: int, member: int, number: int) -> Text:
    """What a meeting came to for this member, as her message has it, read afresh."""
    sheet = await _read(unit, group_id, number, again=False, newest=False)
    balances = await ledger.member_balances(unit, group_id, member)
    return _meeting_text(sheet, member, total_of(balances))


def _meeting_text(sheet: Sheet, member: int, total: Rupiah) -> Text:
    kept = by_account(parts_of(sheet.entries, member))
    parts = [_("Rapat {group}, {day}.", group=sheet.group.name, day=sheet.meeting.day)]
    if sheet.again:
        parts.append(_("Rapat ini dibuka lagi. Ini catatan yang baru."))
    on_loan = loan_lines(sheet.entries, member, sheet.running, beside=len(kept))
    paid = paid_of(sheet.entries, member)
    if kept or on_loan or paid is not None:
        parts += [*kept_lines(kept, sheet.names, few=paid is not None or bool(on_loan)), *on_loan]
        parts.append(_("Jumlah simpanan Ibu {total}.", total=total))
    else:
        parts.append(_("Belum ada setoran Ibu tercatat."))
    parts += state_lines(sheet.entries, member, sheet.running, sheet.today, beside=len(kept))
    if sheet.code:
        parts.append(_("Angka cek {code}.", code=shown_code(sheet.code)))
    return lines(parts)


async def tell_saving(unit: Unit, group_id: int, *entry_numbers: int) -> None:
    """Her receipt of one entry, or of several that belong together; while a meeting is open it tells all instead."""
    entries = [await ledger.get_entry(unit, group_id, number) for number in entry_numbers]
    entry = entries[0]
    if entry.member is None or await _is_in_open_meeting(unit, group_id, entry):
        return
    group = await groups.get(unit, group_id)
    member = await members.get_member(unit, group_id, entry.member)
    if group.practice_of or not member.has_phone:
        return
    if member.told_id in await consents.list_refusing(unit, group_id):
        return
    running = await list_running(unit, group_id, local_date(unit.now, group.zone))
    text = await _receipt(unit, group, member.number, entries, running)
    paper = has_settled(entries, member.number, running)
    buttons = [await make_button(unit, member, group_id)] if paper else []
    where = (group_id, member.number, 0, entry.number)
    _tell(unit, member, text, where, f"entry:{group_id}:{entry.number}", buttons)


async def _is_in_open_meeting(unit: Unit, group_id: int, entry: Entry) -> bool:
    if entry.meeting is None:
        return False
    return (await meetings.get(unit, group_id, entry.meeting)).is_open


async def _receipt(
    unit: Unit, group: Group, member: int, entries: Sequence[Entry], running: Mapping[int, Standing]
) -> Text:
    entry = entries[0]
    parts = [_("Sudah dicatat, Bu. {day}.", day=entry.day)]
    if entry.reverses is not None:
        parts = [_("Sudah dibetulkan, Bu. Catatan No. {number} dibatalkan.", number=entry.reverses)]
    kept = by_account(parts_of(entries, member))
    on_loan = loan_lines(entries, member, running, beside=len(kept))
    names = names_by(await group_rules.rules_on(unit, group.id, entry.day))
    parts += [*on_loan, *kept_lines(kept, names)]
    if kept or not on_loan:
        balances = await ledger.member_balances(unit, group.id, member)
        parts.append(_("Jumlah simpanan Ibu {total}.", total=total_of(balances)))
    if on_loan:
        today = local_date(unit.now, group.zone)
        parts += state_lines(entries, member, running, today, beside=len(kept))
    return lines(parts)


def _tell(
    unit: Unit,
    member: Member,
    text: Text,
    where: tuple[int, int, int, int],
    matter: str,
    more: Sequence[PushButton] = (),
) -> None:
    unit.tell(
        member.told_id,
        text,
        MessageClass.RECEIPT.value,
        buttons=(
            PushButton(label=RIGHT_LABEL, talk=SLIP, args=(*where, Slip.RIGHT.value)),
            PushButton(label=DIFFERENT_LABEL, talk=SLIP, args=(*where, Slip.DIFFERENT.value)),
            *more,
        ),
        matter=matter,
    )
