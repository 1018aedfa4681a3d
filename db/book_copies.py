"""A group's whole book as plain values, and in again in another database: the same numbers, the same chain.

Members keep their numbers and get new persons with keys of their own: nobody is an officer there until somebody is
invited. What only waits (approvals, payouts, differences, loans not paid out) stays behind; what people said of a book
is not the book.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from db import book_copies_beside as beside
from db import groups, members
from db.book_shapes import BadBook, check
from db.engine import Fetch, Row
from db.ledger_rows import note_cell, open_notes
from db.members import NewMember
from db.unit import Unit
from db.vault import group as group_owner
from db.vault import person as person_owner
from domain.ledger import NO_NOTE

FORMAT = "teman-mandiri/book/2"
# Before there were loans.
FORMAT_BEFORE = "teman-mandiri/book/1"

Plain = dict[str, Any]

MEMBERS_SLICE = 10

# In place of a note that cannot be read any more: as long as a short one, sealed by nobody.
UNREADABLE_BYTES = 48

_SELECT: Mapping[str, str] = {
    "members": "SELECT number, state, joined_day, left_day, target FROM members WHERE group_id = $1 ORDER BY number",
    "rules": "SELECT from_day, decided_day, body, by_member, made_ms FROM group_rules WHERE group_id = $1 ORDER BY id",
    "meetings": "SELECT number, day, state, step, opened_by, opened_ms, closed_by, closed_ms, counted, booked, reason,"
    " corrections, reopened FROM meetings WHERE group_id = $1 ORDER BY number",
    "attendance": "SELECT meeting, member, status FROM attendance WHERE group_id = $1 ORDER BY meeting, member",
    "entries": "SELECT number, kind, day, month, meeting, member, reverses, by_member, second_member, note_hash,"
    " made_ms, key_hash, input_hash, previous_hash, entry_hash FROM ledger_entries WHERE group_id = $1"
    " ORDER BY number",
    "lines": "SELECT number, n, month, account, member, side, amount FROM ledger_lines WHERE group_id = $1"
    " ORDER BY number, n",
    "months": "SELECT month, entry, by_member, second_member, closed_ms, head_hash, balances_hash FROM ledger_months"
    " WHERE group_id = $1 ORDER BY month",
    "closings": "SELECT account, member, month, balance FROM ledger_closings WHERE group_id = $1"
    " ORDER BY month, account, member",
    "heads": "SELECT number, meeting, head_hash, check_code, published_ms, row_hash FROM ledger_heads"
    " WHERE group_id = $1 ORDER BY number",
    **beside.SELECT,
}

# In the order in which the triggers let them in: a closed month takes no entry.
_INSERT: Mapping[str, str] = {
    "meetings": "INSERT INTO meetings (group_id, number, day, state, step, opened_by, opened_ms, closed_by, closed_ms,"
    " counted, booked, reason, corrections, reopened)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    "attendance": "INSERT INTO attendance (group_id, meeting, member, status) VALUES ($1, $2, $3, $4)",
    "lines": "INSERT INTO ledger_lines (group_id, number, n, month, account, member, side, amount)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    "months": "INSERT INTO ledger_months (group_id, month, entry, by_member, second_member, closed_ms, head_hash,"
    " balances_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    "closings": "INSERT INTO ledger_closings (group_id, account, member, month, balance) VALUES ($1, $2, $3, $4, $5)",
    "heads": "INSERT INTO ledger_heads (group_id, number, meeting, head_hash, check_code, published_ms, row_hash)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
    **beside.INSERT,
}
_INSERT_ENTRY = (
    "INSERT INTO ledger_entries (group_id, number, kind, day, month, meeting, member, reverses, by_member,"
    " second_member, note_hash, made_ms, key_hash, input_hash, previous_hash, entry_hash, note)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
)
_NOTES = (
    "SELECT e.number, e.note, m.person_id FROM ledger_entries e"
    " LEFT JOIN members m ON m.group_id = e.group_id AND m.number = e.member"
    " WHERE e.group_id = $1 AND e.note IS NOT NULL ORDER BY e.number"
)
_HASH_END = "_hash"


async def copy_out(unit: Unit, group_id: int) -> Plain:
    """The whole book: names, notes with their salts, every row. Raises NotAllowed."""
    group = await groups.get(unit, group_id)
    found = await unit.fetch_all(
        *(Fetch(sql, (group_id,)) for sql in _SELECT.values()), Fetch(_NOTES, (group_id,))
    )
    book: Plain = {
        "format": FORMAT,
        "group": {
            "name": group.name,
            "place": group.place,
            "zone": group.zone,
            "chain_start": group.chain_start,
        },
    }
    for name, rows in zip(_SELECT, found[:-1], strict=True):
        book[name] = [_plain(row) for row in rows]
    await _add_names(unit, group_id, book)
    await _add_notes(unit, group_id, book, found[-1])
    await beside.add_words(unit, group_id, book)
    return book


def _plain(row: Row) -> Plain:
    """A row with its hashes as hex."""
    return {
        name: bytes(row[name]).hex() if name.endswith(_HASH_END) else row[name]
        for name in row.keys()  # noqa: SIM118 - a row's own names, not a mapping's
    }


async def _add_names(unit: Unit, group_id: int, book: Plain) -> None:
    named = {each.number: each for each in await members.list_members(unit, group_id, left=True)}
    for each in book["members"]:
        member = named[each["number"]]
        each["name"], each["called"] = member.name, member.called


async def _add_notes(unit: Unit, group_id: int, book: Plain, rows: Sequence[Row]) -> None:
    sealed = [(row["number"], row["person_id"], bytes(row["note"])) for row in rows]
    opened = await open_notes(unit.vault, group_id, sealed)
    for entry in book["entries"]:
        note = opened.get(entry["number"])
        entry["note"] = None if note is None else {"salt": note[0].hex(), "text": note[1]}


async def copy_in(unit: Unit, book: Plain) -> int:
    """The new group's id. Raises BadBook; whether the chain is whole is db/ledger_check.py's question."""
    try:
        return await _copy_in(unit, book)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as fault:
        raise (
            fault if isinstance(fault, BadBook) else BadBook("a field is missing or of the wrong kind")
        ) from fault


async def _copy_in(unit: Unit, book: Plain) -> int:
    if book.get("format") == FORMAT_BEFORE:
        book = {**book, **{name: [] for name in beside.SELECT}}
    elif book.get("format") != FORMAT:
        raise BadBook(f"it is no {FORMAT}")
    check(book)
    group = book["group"]
    numbers = [each["number"] for each in book["members"]]
    if numbers != list(range(1, len(numbers) + 1)):
        raise BadBook("the members are not numbered from 1 on")
    group_id = groups.add(
        unit, name=group["name"], place=group["place"], zone=group["zone"], chain_start=group["chain_start"]
    )
    await unit.vault.have([group_owner(group_id)], create=True)
    await _members_in(unit, group_id, book)
    _rules_in(unit, group_id, book)
    for part in ("meetings", "attendance"):
        _rows_in(unit, group_id, part, book[part])
    await _entries_in(unit, group_id, book["entries"])
    for part in ("lines", "months", "closings", "heads", *beside.UNSEALED):
        _rows_in(unit, group_id, part, book[part])
    await beside.words_in(unit, group_id, book)
    return group_id


async def _members_in(unit: Unit, group_id: int, book: Plain) -> None:
    """By slices, each with what became of them: a group may have had more members than it may have at a time."""
    for at in range(0, len(book["members"]), MEMBERS_SLICE):
        some = book["members"][at : at + MEMBERS_SLICE]
        new = [NewMember(name=each["name"], called=each["called"]) for each in some]
        await members.add_many(unit, group_id, new, joined_day=date.fromisoformat(some[0]["joined_day"]))
        unit.write_many(
            "UPDATE members SET state = $3, joined_day = $4, left_day = $5, target = $6"
            " WHERE group_id = $1 AND number = $2",
            [
                (
                    group_id,
                    each["number"],
                    each["state"],
                    each["joined_day"],
                    each["left_day"],
                    each["target"],
                )
                for each in some
            ],
        )


def _rules_in(unit: Unit, group_id: int, book: Plain) -> None:
    unit.write_many(
        "INSERT INTO group_rules (id, group_id, from_day, decided_day, body, by_member, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            (
                unit.new_id(),
                group_id,
                each["from_day"],
                each["decided_day"],
                each["body"],
                each["by_member"],
                each["made_ms"],
            )
            for each in book["rules"]
        ],
    )


def _rows_in(unit: Unit, group_id: int, part: str, rows: Sequence[Plain]) -> None:
    names = _names_of(_SELECT[part])
    unit.write_many(_INSERT[part], [(group_id, *_values(each, names)) for each in rows])


async def _entries_in(unit: Unit, group_id: int, entries: Sequence[Plain]) -> None:
    persons = {each.number: each.person_id for each in await members.list_members(unit, group_id, left=True)}
    names = _names_of(_SELECT["entries"])
    # Whose notes nobody could read was erased: here too her key is gone, and what is noted since is the group's.
    gone = {each["member"] for each in entries if each["note"] is None and each["note_hash"] != NO_NOTE.hex()}
    rows = []
    for each in entries:
        note, member = each["note"], each["member"]
        owner = group_owner(group_id) if not member or member in gone else person_owner(persons[member])
        sealed = None
        if note is not None:
            words = bytes.fromhex(note["salt"]) + note["text"].encode()
            sealed = unit.vault.seal(owner, note_cell(group_id, each["number"]), words)
        elif each["note_hash"] != NO_NOTE.hex():
            sealed = os.urandom(UNREADABLE_BYTES)
        rows.append((group_id, *_values(each, names), sealed))
    await unit.vault.destroy([person_owner(persons[member]) for member in gone if member])
    unit.write_many(_INSERT_ENTRY, rows)


def _names_of(select: str) -> list[str]:
    """The columns that a SELECT of ours names."""
    return [name.strip() for name in select.removeprefix("SELECT ").partition(" FROM ")[0].split(",")]


def _values(each: Plain, names: Sequence[str]) -> list[Any]:
    return [bytes.fromhex(each[name]) if name.endswith(_HASH_END) else each[name] for name in names]
