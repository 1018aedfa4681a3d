"""What a correction is chosen from: the women, the kinds, their newest entries, and one entry as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conversation.text import Text, _
from db import group_rules, groups, ledger, loan_corrections, meetings, members, permits
from db.ledger import Movement
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import Entry, EntryKind
from domain.meetings import INSTALMENT
from domain.money import Rupiah
from domain.permits import Action
from domain.zones import local_date
from handlers.meeting.kinds import kinds_of
from handlers.meeting.scene import Borrower, list_borrowers
from handlers.savings.words import amount_of
from handlers.second.entries import (
    CORRECTABLE,
    OTHERS,
    find_place,
    kind_of_entry,
    label_of,
    labels_in,
    may_alone,
    moved_by,
)
from handlers.second.telling import names_of

# The newest entries of a woman that are offered; an older one is found by its number.
LATEST_MAX = 6

# Looked through for them: some have been taken back already.
LOOKED_MAX = 20

NOTHING = Rupiah(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """An entry as it can be put right. kind: of a saving, INSTALMENT, "" for anything else.

    alone: she may do it by herself. lands: the day on which the correction is written; later: not the entry's own,
    because its month is closed. payoff: of an instalment: what would end the loan without it.
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
    payoff: Rupiah = NOTHING


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
    """Who is in the book, which savings there are, and the meeting closed last. has_open: one is open now.

    borrowers: whose loans run.
    """

    women: tuple[tuple[int, str], ...]
    kinds: tuple[tuple[str, Text | str], ...]
    last_day: date | None
    last_meeting: int
    has_open: bool
    last_is_open_month: bool
    borrowers: tuple[Borrower, ...] = ()

    def borrower(self, member: int) -> Borrower | None:
        """Her loan that runs; None if she has none."""
        return next((each for each in self.borrowers if each.member == member), None)


async def find_table(unit: Unit, group_id: int) -> Table:
    """What a correction is chosen from. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    today = local_date(unit.now, group.zone)
    rules = await group_rules.rules_on(unit, group_id, today)
    last = await meetings.last_closed(unit, group_id)
    return Table(
        women=tuple((each.number, each.shown) for each in await members.list_members(unit, group_id)),
        kinds=tuple((each.key, each.label) for each in kinds_of(rules)),
        last_day=last.day if last is not None else None,
        last_meeting=last.number if last is not None else 0,
        has_open=await meetings.find_open(unit, group_id) is not None,
        last_is_open_month=last is not None and await ledger.is_open(unit, group_id, last.day),
        borrowers=await list_borrowers(unit, group_id, today),
    )


async def list_latest(unit: Unit, group_id: int, number: int) -> tuple[Line, ...]:
    """Her newest entries that can be put right; that her figures were read is written down. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    member = await members.get_member(unit, group_id, number)
    unit.audit("read", "book", group_id, member.told_id, "correction")
    labels = await labels_in(unit, group_id)
    moved: dict[int, list[Movement]] = {}
    for each in await ledger.history(unit, group_id, number, most=LOOKED_MAX):
        if each.kind in CORRECTABLE and each.reversed_by is None:
            moved.setdefault(each.number, []).append(each)
    return tuple(_line(each, labels) for each in moved.values())[:LATEST_MAX]


def _line(moved: Sequence[Movement], labels: Mapping[Account, Text | str]) -> Line:
    """One entry in the list; an instalment as one sum, whatever it counted for."""
    last = moved[-1]
    own = OTHERS.get(last.kind, "") if last.kind is EntryKind.REPAYMENT else None
    return Line(
        number=last.number,
        day=last.day,
        label=_(
            "{number} {kind} {amount}",
            number=last.number,
            kind=own or labels.get(last.account, OTHERS.get(last.kind, "")),
            amount=amount_of(moved) if own else Rupiah(abs(last.amount)),
        ),
    )


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
    payoff = NOTHING
    if entry.kind is EntryKind.REPAYMENT:
        payoff = await loan_corrections.payoff_without(unit, group_id, number, lands)
    return Written(
        number=entry.number,
        day=entry.day,
        member=entry.member or 0,
        name=named.get(entry.member, ""),
        kind=INSTALMENT if entry.kind is EntryKind.REPAYMENT else kind.value if kind is not None else "",
        label=label_of(entry, labels),
        amount=moved_by(entry),
        alone=await may_alone(unit, entry),
        lands=lands,
        later=meeting != entry.meeting or lands != entry.day,
        payoff=payoff,
    )


async def _is_taken_back(unit: Unit, entry: Entry) -> bool:
    later = await ledger.list_entries(unit, entry.group_id, member=entry.member, after=entry.number)
    return any(each.reverses == entry.number for each in later)
