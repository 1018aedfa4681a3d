"""What a correction is chosen from: the women, the kinds, their newest entries, and one entry as it stands."""

from dataclasses import dataclass
from datetime import date

from conversation.text import Text, _
from db import group_rules, groups, ledger, meetings, members, permits
from db.unit import Unit
from domain.ledger import Entry
from domain.money import Rupiah
from domain.permits import Action
from domain.zones import local_date
from handlers.meeting.kinds import kinds_of
from handlers.second.entries import (
    CORRECTABLE,
    OTHERS,
    find_place,
    kind_of_entry,
    label_of,
    labels_in,
    may_alone,
)
from handlers.second.telling import names_of

# The newest entries of a woman that are offered; an older one is found by its number.
LATEST_MAX = 6

# Looked through for them: some have been taken back already.
LOOKED_MAX = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """An entry as it can be put right. kind: of a saving, "" for anything else. alone: she may do it by herself.

    lands: the day on which the correction is written; later: not the entry's own, because its month is closed.
    """

    number: int
    day: date
    member: int
    name: str
    kind: str
    label: Text | str
    amount: Rupiah
    alone: bool
    lands: date
    later: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """An entry in a list."""

    number: int
    day: date
    label: Text

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"e{self.number}"

    @property
    def hint(self) -> Text:
        """Its day."""
        return _("{day}", day=self.day)

    @property
    def words(self) -> tuple[str, ...]:
        """She types the number that stands before it."""
        return (str(self.number),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Who is in the book, which savings there are, and the meeting closed last. has_open: one is open now."""

    women: tuple[tuple[int, str], ...]
    kinds: tuple[tuple[str, Text | str], ...]
    last_day: date | None
    last_meeting: int
    has_open: bool
    last_is_open_month: bool


async def find_table(unit: Unit, group_id: int) -> Table:
    """What a correction is chosen from. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    rules = await group_rules.rules_on(unit, group_id, local_date(unit.now, group.zone))
    last = await meetings.last_closed(unit, group_id)
    return Table(
        women=tuple((each.number, each.shown) for each in await members.list_members(unit, group_id)),
        kinds=tuple((each.key, each.label) for each in kinds_of(rules)),
        last_day=last.day if last is not None else None,
        last_meeting=last.number if last is not None else 0,
        has_open=await meetings.find_open(unit, group_id) is not None,
        last_is_open_month=last is not None and await ledger.is_open(unit, group_id, last.day),
    )


async def list_latest(unit: Unit, group_id: int, number: int) -> tuple[Line, ...]:
    """Her newest entries that can be put right; that her figures were read is written down. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    member = await members.get_member(unit, group_id, number)
    unit.audit("read", "book", group_id, member.told_id, "correction")
    labels = await labels_in(unit, group_id)
    found = [
        Line(
            number=each.number,
            day=each.day,
            label=_(
                "{number} {kind} {amount}",
                number=each.number,
                kind=labels.get(each.account, OTHERS.get(each.kind, "")),
                amount=Rupiah(abs(each.amount)),
            ),
        )
        for each in await ledger.history(unit, group_id, number, most=LOOKED_MAX)
        if each.kind in CORRECTABLE and each.reversed_by is None
    ]
    return tuple({each.number: each for each in found}.values())[:LATEST_MAX]


async def find_written(unit: Unit, group_id: int, number: int) -> Written | None:
    """The entry of that number; None where there is none that can be put right here. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    entry = await ledger.find_entry(unit, group_id, number)
    if entry is None or entry.kind not in CORRECTABLE or await _is_taken_back(unit, entry):
        return None
    named, labels = await names_of(unit, group_id), await labels_in(unit, group_id)
    kind = kind_of_entry(entry)
    if entry.member is not None:
        member = await members.get_member(unit, group_id, entry.member)
        unit.audit("read", "book", group_id, member.told_id, "correction")
    lands, meeting = await find_place(unit, group_id, entry.day, entry.meeting)
    return Written(
        number=entry.number,
        day=entry.day,
        member=entry.member or 0,
        name=named.get(entry.member, ""),
        kind=kind.value if kind is not None else "",
        label=label_of(entry, labels),
        amount=entry.amount,
        alone=await may_alone(unit, entry),
        lands=lands,
        later=meeting != entry.meeting or lands != entry.day,
    )


async def _is_taken_back(unit: Unit, entry: Entry) -> bool:
    later = await ledger.list_entries(unit, entry.group_id, member=entry.member, after=entry.number)
    return any(each.reverses == entry.number for each in later)
