"""What the pages of a group's books are made of, for a stretch of days: members, meetings, entries, what was before.

Names are opened here: whoever calls it has asked for READ_BOOK, and notes it in the audit.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta

from db import group_rules, groups, ledger, members
from db.engine import Fetch
from db.groups import Group
from db.ledger_rows import open_notes
from db.ledger_sums import Pair, fetch_all_balances, signed_of
from db.members import Member
from db.unit import Unit
from domain.accounts import MONEY, OWN_SAVINGS, Account
from domain.books import Owner
from domain.group_rules import Rules
from domain.ledger import Entry, Published, month_of
from domain.records import dataclass

# Of one book at a time: more entries than the largest group writes in three years.
ENTRIES_MAX = 20_000

_PARTLY = (
    "SELECT l.account, l.member, CAST(sum(l.side * l.amount) AS BIGINT) AS signed FROM ledger_entries e"
    " CROSS JOIN ledger_lines l WHERE l.group_id = e.group_id AND l.number = e.number"
    " AND e.group_id = $1 AND e.month = $2 AND e.day <= $3 GROUP BY l.account, l.member"
)


# What was bought, and what money came from: never why a woman took out or was helped.
_NOTES = (
    "SELECT e.number, e.note, m.person_id FROM ledger_entries e"
    " LEFT JOIN members m ON m.group_id = e.group_id AND m.number = e.member"
    " WHERE e.group_id = $1 AND e.day >= $2 AND e.day <= $3 AND e.kind IN ('cost', 'income') AND e.note IS NOT NULL"
)


class BookTooLong(Exception):
    """More entries than one file holds: ask for a shorter time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering:
    """A meeting on the page of who came. marks: present, absent or excused, by member."""

    number: int
    day: date
    marks: Mapping[int, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """What the pages are made of. members: those who have left, too. before: savings on the eve of from_day.

    owed: what of her loan each had not paid on that eve. money: cash, bank and wallet then.
    after: every balance at the end of to_day, debit above zero.
    head: the newest published one. notes: of costs and incomes, by entry.
    """

    group: Group
    rules: Rules
    from_day: date
    to_day: date
    members: tuple[Member, ...]
    meetings: tuple[Gathering, ...]
    entries: tuple[Entry, ...]
    before: Mapping[Owner, int]
    owed: Mapping[int, int]
    money: Mapping[Account, int]
    after: Mapping[Pair, int]
    head: Published | None
    notes: Mapping[int, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[int, str]:
        """How each member is called, by her number."""
        return {each.number: each.shown for each in self.members}


async def collect(unit: Unit, group_id: int, from_day: date, to_day: date) -> Book:
    """The book from one day to another, both included. Raises NotAllowed, BookTooLong."""
    group = await groups.get(unit, group_id)
    signed = await _balances(unit, group_id, from_day - timedelta(days=1))
    return Book(
        group=group,
        rules=await group_rules.rules_on(unit, group_id, to_day),
        from_day=from_day,
        to_day=to_day,
        members=tuple(await members.list_members(unit, group_id, left=True)),
        meetings=await _meetings(unit, group_id, from_day, to_day),
        entries=await _entries(unit, group_id, from_day, to_day),
        before={
            (member, account): -amount
            for (account, member), amount in signed.items()
            if account in OWN_SAVINGS and member is not None
        },
        owed={
            member: amount
            for (account, member), amount in signed.items()
            if account is Account.PIUTANG and member is not None and amount
        },
        money={account: signed.get((account, None), 0) for account in MONEY},
        after=await _balances(unit, group_id, to_day),
        head=await ledger.last_published(unit, group_id),
        notes=await _notes(unit, group_id, from_day, to_day),
    )


async def _balances(unit: Unit, group_id: int, day: date) -> dict[Pair, int]:
    """Every balance at the end of that day, debit above zero."""
    partly = Fetch(_PARTLY, (group_id, month_of(day), day.isoformat()))
    return signed_of(*await unit.fetch_all(*fetch_all_balances(group_id, month_of(day)), partly))


async def _entries(unit: Unit, group_id: int, from_day: date, to_day: date) -> tuple[Entry, ...]:
    found: list[Entry] = []
    while True:
        after = found[-1].number if found else 0
        more = await ledger.list_entries(unit, group_id, from_day=from_day, to_day=to_day, after=after)
        found += more
        if len(more) < ledger.ENTRIES_MAX:
            return tuple(found)
        if len(found) > ENTRIES_MAX:
            raise BookTooLong


async def _notes(unit: Unit, group_id: int, from_day: date, to_day: date) -> dict[int, str]:
    """Those that can still be read."""
    rows = await unit.fetch(_NOTES, group_id, from_day.isoformat(), to_day.isoformat())
    sealed = [(row["number"], row["person_id"], bytes(row["note"])) for row in rows]
    opened = await open_notes(unit.vault, group_id, sealed)
    return {number: note[1] for number, note in opened.items() if note is not None and note[1]}


async def _meetings(unit: Unit, group_id: int, from_day: date, to_day: date) -> tuple[Gathering, ...]:
    meetings, marks = await unit.fetch_all(
        Fetch(
            "SELECT number, day FROM meetings WHERE group_id = $1 AND day >= $2 AND day <= $3 ORDER BY number",
            (group_id, from_day.isoformat(), to_day.isoformat()),
        ),
        Fetch(
            "SELECT a.meeting, a.member, a.status FROM attendance a JOIN meetings m"
            " ON m.group_id = a.group_id AND m.number = a.meeting"
            " WHERE a.group_id = $1 AND m.day >= $2 AND m.day <= $3",
            (group_id, from_day.isoformat(), to_day.isoformat()),
        ),
    )
    came: dict[int, dict[int, str]] = {}
    for row in marks:
        came.setdefault(row["meeting"], {})[row["member"]] = row["status"]
    return tuple(
        Gathering(number=row["number"], day=date.fromisoformat(row["day"]), marks=came.get(row["number"], {}))
        for row in meetings
    )
