"""What each member is told: one message a meeting, also where nothing was written, and one for a saving outside.

The classic loss is omission: who hears nothing cannot say that something is missing. What may go to her phone openly
is decided where every push is (domain/contact.py); on a phone that others read the text waits under "kabar". Who has
taken back her consent to the group's program hears nothing of it any more (docs/safety.md).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from conversation.text import Text, _
from db import consents, group_rules, groups, ledger, meetings, members, slips
from db.groups import Group
from db.members import Member
from db.push_buttons import close_matter
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.disputes import Slip
from domain.ledger import Entry, shown_code
from domain.meetings import Meeting
from domain.money import Rupiah
from domain.movements import Kept, by_account, parts_of, total_of
from handlers.names import SLIP
from handlers.savings.words import Names, kept_lines, lines, names_by

RIGHT_LABEL = _("Benar")
DIFFERENT_LABEL = _("Ada yang beda")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What a meeting has written, for the messages about it. code: the digits for the paper book, "" if not yet."""

    group: Group
    meeting: Meeting
    entries: Sequence[Entry]
    names: Names
    code: str
    again: bool


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
        _tell(unit, each, text, (group_id, each.number, meeting, 0), matter)


async def _read(unit: Unit, group_id: int, number: int, *, again: bool, newest: bool) -> Sheet:
    meeting = await meetings.get(unit, group_id, number)
    head = await ledger.last_published(unit, group_id)
    # A meeting that wrote nothing publishes no new head. Later the newest head may be of another meeting.
    shows = head is not None and (head.meeting == number or newest)
    rules = await group_rules.rules_on(unit, group_id, meeting.day)
    return Sheet(
        group=await groups.get(unit, group_id),
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
    if kept:
        parts += kept_lines(kept, sheet.names)
        parts.append(_("Jumlah simpanan Ibu {total}.", total=total))
    else:
        parts.append(_("Belum ada setoran Ibu tercatat."))
    if sheet.code:
        parts.append(_("Angka cek {code}.", code=shown_code(sheet.code)))
    return lines(parts)


async def tell_saving(unit: Unit, group_id: int, entry_number: int) -> None:
    """Her receipt of one entry; while its meeting is open nothing is sent, for the meeting tells all."""
    entry = await ledger.get_entry(unit, group_id, entry_number)
    if entry.member is None or await _is_in_open_meeting(unit, group_id, entry):
        return
    group = await groups.get(unit, group_id)
    member = await members.get_member(unit, group_id, entry.member)
    if group.practice_of or not member.has_phone:
        return
    if member.told_id in await consents.list_refusing(unit, group_id):
        return
    balances = await ledger.member_balances(unit, group_id, member.number)
    names = names_by(await group_rules.rules_on(unit, group_id, entry.day))
    text = _receipt(entry, by_account(parts_of([entry], member.number)), names, total_of(balances))
    _tell(unit, member, text, (group_id, member.number, 0, entry_number), f"entry:{group_id}:{entry_number}")


async def _is_in_open_meeting(unit: Unit, group_id: int, entry: Entry) -> bool:
    if entry.meeting is None:
        return False
    return (await meetings.get(unit, group_id, entry.meeting)).is_open


def _receipt(entry: Entry, kept: Sequence[Kept], names: Names, total: Rupiah) -> Text:
    parts = [_("Sudah dicatat, Bu. {day}.", day=entry.day)]
    if entry.reverses is not None:
        parts = [_("Sudah dibetulkan, Bu. Catatan No. {number} dibatalkan.", number=entry.reverses)]
    return lines([*parts, *kept_lines(kept, names), _("Jumlah simpanan Ibu {total}.", total=total)])


def _tell(unit: Unit, member: Member, text: Text, where: tuple[int, int, int, int], matter: str) -> None:
    unit.tell(
        member.told_id,
        text,
        MessageClass.RECEIPT.value,
        buttons=(
            PushButton(label=RIGHT_LABEL, talk=SLIP, args=(*where, Slip.RIGHT.value)),
            PushButton(label=DIFFERENT_LABEL, talk=SLIP, args=(*where, Slip.DIFFERENT.value)),
        ),
        matter=matter,
    )
