"""Is a group's book whole? Everything in it is derived again; the first entry that is not as it was is named.

Reads only, in slices, and believes nothing: whoever can write the file can put any value of any type into any column.
What was cut off at the end, or put back to an older copy, only a published head tells (db/ledger_ends.py).
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import field
from typing import Any

from db.engine import Engine, Fetch, Row
from db.ledger_ends import Anchor, Ends, fault_of_ends, fetch_ends, wanted_numbers
from db.ledger_rows import COLUMNS, LINES, entry_of, open_notes
from db.ledger_sums import Pair
from db.unit import Unit
from db.vault import SealBroken, Vault
from domain import ledger
from domain.ledger import Entry
from domain.records import dataclass

SLICE = 500
"""Entries read at a time."""
CODES_NEWEST = 3
"""Codes that are made again without --all: each takes 20 ms."""

Read = Callable[[Sequence[Fetch]], Awaitable[list[list[Row]]]]

_GROUPS = (
    "SELECT g.id, g.chain_start FROM groups g WHERE g.id > $1 AND g.chain_start <> '' ORDER BY g.id LIMIT $2"
)
_GROUP = "SELECT id, chain_start FROM groups WHERE id = $1"
# Rows that belong to no group, and lines to no entry: a foreign key finds them too, where it is still there.
_STRAY = (
    "SELECT group_id, min(number) AS number FROM (SELECT group_id, number FROM ledger_entries"
    " UNION ALL SELECT l.group_id, l.number FROM ledger_lines l WHERE NOT EXISTS (SELECT 1 FROM ledger_entries e"
    " WHERE e.group_id = l.group_id AND e.number = l.number)"
    " UNION ALL SELECT group_id, 0 FROM ledger_months UNION ALL SELECT group_id, 0 FROM ledger_closings"
    " UNION ALL SELECT group_id, number FROM ledger_heads) r"
    " WHERE NOT EXISTS (SELECT 1 FROM groups g WHERE g.id = r.group_id AND g.chain_start <> '')"
    " GROUP BY group_id LIMIT 1"
)
_ENTRIES = COLUMNS + " WHERE e.group_id = $1 AND e.number > $2 ORDER BY e.number LIMIT $3"
_NOTES = (
    "SELECT e.number, e.month, e.note, m.person_id FROM ledger_entries e"
    " LEFT JOIN members m ON m.group_id = e.group_id AND m.number = e.member"
    " WHERE e.group_id = $1 AND e.number > $2 AND e.number <= $3"
)
_LINES = (
    "SELECT l.number, l.n, l.month, l.account, l.member, l.side, l.amount FROM ledger_lines l"
    " WHERE l.group_id = $1 AND l.number > $2 AND l.number <= $3 ORDER BY l.number, l.n"
)
_COUNTS = (
    "SELECT (SELECT count(*) FROM ledger_entries WHERE group_id = $1) AS entries,"
    " (SELECT count(*) FROM ledger_lines WHERE group_id = $1) AS lines"
)
_LINE = LINES + " WHERE l.group_id = $1 AND l.number = $2 ORDER BY l.n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """The first thing that is wrong. number: the entry, 0 if no single one can be named."""

    group_id: int
    number: int
    what: str

    def __str__(self) -> str:
        entry = f"entry {self.number} " if self.number else ""
        return f"group {self.group_id}: {entry}{self.what}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was found whole before the first fault; unreadable: notes whose key is gone."""

    groups: int = 0
    entries: int = 0
    lines: int = 0
    codes: int = 0
    unreadable: int = 0
    fault: Fault | None = None


@dataclass(kw_only=True, slots=True)
class _Book:
    """What has been read of one group so far."""

    group_id: int
    chain_start: str
    wanted: Collection[int]
    head: bytes
    number: int = 0
    lines: int = 0
    unreadable: int = 0
    hashes: dict[int, bytes] = field(default_factory=dict)
    sums: dict[int, dict[Pair, int]] = field(default_factory=dict)
    last_of_month: dict[int, int] = field(default_factory=dict)
    reversals: dict[int, int] = field(default_factory=dict)


class _Wrong(Exception):
    """What is wrong with the entry that is looked at."""


async def verify_group(
    unit: Unit, group_id: int, *, anchors: Sequence[Anchor] = (), everything: bool = True
) -> Verdict:
    """Whether this group's book is whole, as it stands in this transaction. anchors: heads that were kept elsewhere."""

    async def read(wanted: Sequence[Fetch]) -> list[list[Row]]:
        return await unit.fetch_all(*wanted)

    found = (await read([Fetch(_GROUP, (group_id,))]))[0]
    if not found:
        return Verdict(fault=Fault(group_id=group_id, number=0, what="is not there"))
    return await _verify(read, unit.vault, found[0], anchors, everything=everything)


async def verify_all(
    engine: Engine, vault: Vault, anchors: Sequence[Anchor], *, everything: bool
) -> tuple[Verdict, int]:
    """The books of all groups, with the first fault there is, and how many groups have one."""

    async def read(wanted: Sequence[Fetch]) -> list[list[Row]]:
        return await engine.perform(list(wanted))

    of_group: dict[int, list[Anchor]] = {}
    for each in anchors:
        of_group.setdefault(each.group_id, []).append(each)
    total, broken = Verdict(), 0
    async for group in _groups(read):
        found = await _verify(read, vault, group, of_group.pop(group["id"], ()), everything=everything)
        broken += found.fault is not None
        total = _added(total, found)
    fault = await _stray(read) or _missing_group(of_group)
    if fault is not None:
        total, broken = _added(total, Verdict(fault=fault)), broken + 1
    return total, broken


def _added(total: Verdict, found: Verdict) -> Verdict:
    return Verdict(
        groups=total.groups + (found.entries > 0),
        entries=total.entries + found.entries,
        lines=total.lines + found.lines,
        codes=total.codes + found.codes,
        unreadable=total.unreadable + found.unreadable,
        fault=total.fault or found.fault,
    )


def _missing_group(anchors: Mapping[int, Sequence[Anchor]]) -> Fault | None:
    if not anchors:
        return None
    group_id = min(anchors)
    number = max(each.number for each in anchors[group_id])
    return Fault(group_id=group_id, number=0, what=f"has no book, but its head {number} was published")


async def _stray(read: Read) -> Fault | None:
    rows = (await read([Fetch(_STRAY)]))[0]
    if not rows:
        return None
    number = rows[0]["number"] if type(rows[0]["number"]) is int else 0
    group_id = rows[0]["group_id"] if type(rows[0]["group_id"]) is int else 0
    return Fault(group_id=group_id, number=number, what="belongs to no group's book")


async def _groups(read: Read) -> AsyncIterator[Row]:
    after = -(2**63)
    while rows := (await read([Fetch(_GROUPS, (after, SLICE))]))[0]:
        for row in rows:
            yield row
        after = rows[-1]["id"]


async def _verify(
    read: Read, vault: Vault, group: Row, anchors: Sequence[Anchor], *, everything: bool
) -> Verdict:
    ends = Ends(await read(fetch_ends(group["id"])))
    book = _Book(
        group_id=group["id"],
        chain_start=group["chain_start"],
        wanted=wanted_numbers(ends, anchors),
        head=ledger.chain_beginning(str(group["chain_start"])),
    )
    book.hashes[0] = book.head
    fault = await _fault_of_entries(read, vault, book)
    codes = None if everything else CODES_NEWEST
    if fault is None:
        found = fault_of_ends(
            ends,
            anchors,
            chain_start=book.chain_start,
            hashes=book.hashes,
            sums=book.sums,
            last_of_month=book.last_of_month,
            reached=book.number,
            codes=codes,
        )
        fault = Fault(group_id=book.group_id, number=found[0], what=found[1]) if found else None
    return Verdict(
        entries=book.number,
        lines=book.lines,
        codes=min(len(ends.heads), codes or len(ends.heads)),
        unreadable=book.unreadable,
        fault=fault,
    )


async def _fault_of_entries(read: Read, vault: Vault, book: _Book) -> Fault | None:
    """All entries in their order, then whether something is there that has no place in it."""
    while True:
        after = book.number
        rows = (await read([Fetch(_ENTRIES, (book.group_id, after, SLICE))]))[0]
        if not rows:
            break
        whole = sum(1 for at, row in enumerate(rows, start=after + 1) if row["number"] == at)
        within = (book.group_id, after, after + whole)
        lines, notes = await read([Fetch(_LINES, within), Fetch(_NOTES, within)])
        try:
            await _look(read, vault, book, rows[:whole], lines, notes)
        except _Wrong as wrong:
            return Fault(group_id=book.group_id, number=book.number + 1, what=str(wrong))
        except (ValueError, TypeError, AttributeError, LookupError, OverflowError):
            return Fault(group_id=book.group_id, number=book.number + 1, what="holds what no entry holds")
        if whole < len(rows):
            return Fault(group_id=book.group_id, number=after + whole + 1, what="is missing")
    counts = (await read([Fetch(_COUNTS, (book.group_id,))]))[0][0]
    if counts["entries"] != book.number:
        return Fault(group_id=book.group_id, number=0, what="has entries without a place in the chain")
    if counts["lines"] != book.lines:
        return Fault(group_id=book.group_id, number=0, what="has lines that belong to no entry")
    return None


async def _look(
    read: Read, vault: Vault, book: _Book, rows: Sequence[Row], lines: Sequence[Row], notes: Sequence[Row]
) -> None:
    """The next entries of the chain. Raises _Wrong; `book.number` is then the last whole one."""
    of_number: dict[int, list[Row]] = {}
    for line in lines:
        of_number.setdefault(line["number"], []).append(line)
    facts = {row["number"]: row for row in notes}
    opened = await _open(vault, book, notes)
    unreadable = {number for number, kept in opened.items() if kept is None}
    for row in rows:
        entry = entry_of(row, of_number.get(row["number"], ()))
        _check_lines(entry, facts[entry.number]["month"], of_number.get(entry.number, ()))
        _check_place(book, entry)
        _check_note(entry, facts[entry.number]["note"], opened)
        if entry.reverses is not None:
            await _check_reversal(read, book, entry)
        _count(book, entry)
        book.unreadable += entry.number in unreadable


async def _open(vault: Vault, book: _Book, notes: Sequence[Row]) -> dict[int, Any]:
    """Salt and text by number; "broken" for a note that does not open, None where its key is gone."""
    opened: dict[int, Any] = {}
    for row in notes:
        if row["note"] is None:
            continue
        try:
            sealed = (row["number"], row["person_id"], bytes(row["note"]))
            opened.update(await open_notes(vault, book.group_id, [sealed]))
        except (SealBroken, TypeError, ValueError):
            opened[row["number"]] = "broken"
    return opened


def _check_lines(entry: Entry, month: Any, lines: Sequence[Row]) -> None:
    if [line["n"] for line in lines] != list(range(1, len(lines) + 1)) or len(lines) < 2:
        raise _Wrong("has lost or got a line")
    if month != entry.month or any(line["month"] != entry.month for line in lines):
        raise _Wrong("stands in another month than its day")
    if any(type(value) is not int for line in lines for value in (line["side"], line["amount"])):
        raise _Wrong("holds what no entry holds")
    if any(line.side not in (ledger.DEBIT, ledger.CREDIT) or line.amount <= 0 for line in entry.lines):
        raise _Wrong("holds what no entry holds")
    if sum(line.signed for line in entry.lines):
        raise _Wrong("does not balance")


def _check_place(book: _Book, entry: Entry) -> None:
    if entry.previous != book.head:
        raise _Wrong("does not go on from the entry before it")
    body = ledger.canonical(entry, book.chain_start)
    if entry.hash != ledger.next_hash(book.head, body) or entry.input_hash != ledger.input_hash(entry):
        raise _Wrong("was changed")


def _check_note(entry: Entry, sealed: Any, opened: Mapping[int, Any]) -> None:
    if (sealed is None) != (entry.note_hash == ledger.NO_NOTE):
        raise _Wrong("has lost or got a note")
    kept = opened.get(entry.number)
    if kept is None:
        return  # none, or she was erased
    if kept == "broken" or ledger.note_hash(*kept) != entry.note_hash:
        raise _Wrong("has another note than it had")


async def _check_reversal(read: Read, book: _Book, entry: Entry) -> None:
    """A reversal is the exact opposite of an earlier entry, which nothing else takes back."""
    number = entry.reverses
    assert number is not None
    if not 0 < number < entry.number or number in book.reversals:
        raise _Wrong("takes back what is not there, or a second time")
    rows = (await read([Fetch(_LINE, (book.group_id, number))]))[0]
    signed = [(row["account"], row["member"], -row["side"], row["amount"]) for row in rows]
    if signed != [(line.account.value, line.member, line.side, line.amount) for line in entry.lines]:
        raise _Wrong(f"is not the opposite of entry {number}")
    book.reversals[number] = entry.number


def _count(book: _Book, entry: Entry) -> None:
    book.number, book.head = entry.number, entry.hash
    book.lines += len(entry.lines)
    if entry.number in book.wanted:
        book.hashes[entry.number] = entry.hash
    sums = book.sums.setdefault(entry.month, {})
    for line in entry.lines:
        pair = line.account, line.member
        sums[pair] = sums.get(pair, 0) + line.signed
    book.last_of_month[entry.month] = entry.number
