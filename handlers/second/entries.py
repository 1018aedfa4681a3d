"""What an entry is when it is to be put right: its name, where its money is, and who may take it back."""

from collections.abc import Mapping
from datetime import date

from conversation.text import Text, _
from db import group_rules, groups, ledger, meetings
from db.unit import Unit
from domain.accounts import MONEY, SAVINGS, Account, SavingKind, kind_of
from domain.ledger import Entry, EntryKind, day_of
from domain.money import Rupiah
from domain.zones import local_date
from handlers.meeting.kinds import INSTALMENT_LABEL, NAMES, kinds_of

# What is taken back here. A loan that went out is paid back, and a cash count is counted anew.
CORRECTABLE = frozenset(
    {
        EntryKind.SAVING,
        EntryKind.OPENING,
        EntryKind.WITHDRAWAL,
        EntryKind.COST,
        EntryKind.INCOME,
        EntryKind.REPAYMENT,
    }
)

# What is no saving, in a line.
OTHERS: dict[EntryKind, Text] = {
    EntryKind.WITHDRAWAL: _("Uang keluar"),
    EntryKind.COST: _("Biaya"),
    EntryKind.INCOME: _("Uang masuk"),
    EntryKind.OPENING: _("Saldo awal"),
    EntryKind.REPAYMENT: INSTALMENT_LABEL,
}


async def labels_in(unit: Unit, group_id: int) -> dict[Account, Text | str]:
    """What each account of savings is called in this group."""
    group = await groups.get(unit, group_id)
    rules = await group_rules.rules_on(unit, group_id, local_date(unit.now, group.zone))
    own = {each.kind: each.label for each in kinds_of(rules)}
    kinds = {account: kind_of(account) for account in SAVINGS}
    return {account: own.get(kind, NAMES[kind]) for account, kind in kinds.items() if kind is not None}


def account_of_entry(entry: Entry) -> Account:
    """The account of savings it is written on."""
    return next(line.account for line in entry.lines if line.account in SAVINGS)


def kind_of_entry(entry: Entry) -> SavingKind | None:
    """Of a saving with one kind; an opening balance has several, and is only taken back whole."""
    return kind_of(account_of_entry(entry)) if entry.kind is EntryKind.SAVING else None


def money_of(entry: Entry | None) -> Account:
    """Where the money of the entry is: the right one is there too."""
    found = [line.account for line in entry.lines if line.account in MONEY] if entry is not None else []
    return found[0] if found else Account.KAS


def moved_by(entry: Entry) -> Rupiah:
    """The money it moved: of an instalment what she gave, also where jasa came back to her (domain/loans.py)."""
    if entry.kind is not EntryKind.REPAYMENT:
        return entry.amount
    return Rupiah(sum(line.signed for line in entry.lines if line.account in MONEY))


def label_of(entry: Entry, labels: Mapping[Account, Text | str]) -> Text | str:
    """What the entry is, in a word or two."""
    if kind_of_entry(entry) is not None:
        return labels[account_of_entry(entry)]
    return OTHERS.get(entry.kind, OTHERS[EntryKind.COST])


async def may_alone(unit: Unit, entry: Entry) -> bool:
    """Until its meeting is closed who keeps the book corrects alone; without a meeting, on the day it was written."""
    if entry.second is not None:  # what two have decided one does not take back
        return False
    if entry.meeting is None:
        group = await groups.get(unit, entry.group_id)
        return day_of(entry.made_ms, group.zone) == local_date(unit.now, group.zone)
    found = await meetings.find_open(unit, entry.group_id)
    return found is not None and found.number == entry.meeting


async def find_place(unit: Unit, group_id: int, day: date, meeting: int | None) -> tuple[date, int | None]:
    """On which day and in which meeting a correction stands."""
    if await ledger.is_open(unit, group_id, day):
        return day, meeting
    group = await groups.get(unit, group_id)
    return local_date(unit.now, group.zone), None
