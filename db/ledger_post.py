"""Writing into a group's book: all of a batch or nothing of it, each command once.

The group's row is locked first, so that numbers, chain and balances belong together. What is read takes one trip, what
is written goes with the next. A refusal leaves nothing behind, also not the command's key (peers C6).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from db.engine import Fetch, Row
from db.ledger_floor import Floor, fetch_floor
from db.ledger_rows import (
    chain_start_of,
    entry_of,
    fetch_entry,
    find_entry,
    insert_entries,
    open_notes,
    seal_note,
)
from db.lists import marks, padded
from db.loan_moves import follow
from db.unit import Unit
from db.vault import group as group_owner
from db.vault import person as person_owner
from domain import ledger
from domain.ledger import Draft, Entry, EntryKind
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.zones import local_date

BATCH_MAX = 200
"""Entries in one batch: a meeting of sixty women with three kinds each; their rows stay near 500 (DESIGN.md)."""

_LOCK = "UPDATE groups SET state = state WHERE id = $1 RETURNING zone, state, chain_start"
_MEMBERS = "SELECT number, person_id, state FROM members WHERE group_id = $1"
_LAST = "SELECT number, entry_hash FROM ledger_entries WHERE group_id = $1 ORDER BY number DESC LIMIT 1"
# The last month that takes no entry any more: closed itself, or in a closed year (db/year_ends.py).
CLOSED = (
    "SELECT max(c.month) AS month FROM (SELECT max(month) AS month FROM ledger_months WHERE group_id = $1"
    " UNION ALL SELECT max(year) * 12 + 11 FROM year_ends WHERE group_id = $1) c"
)
_REVERSED = (
    "SELECT e.number, e.meeting, e.made_ms, m.state, r.number AS reversal FROM ledger_entries e"
    " LEFT JOIN meetings m ON m.group_id = e.group_id AND m.number = e.meeting"
    " LEFT JOIN ledger_entries r ON r.group_id = e.group_id AND r.reverses = e.number"
    " WHERE e.group_id = $1 AND e.number = $2"
)
_KEYS = (
    "SELECT e.number, e.key_hash, e.input_hash, e.note_hash, e.note, m.person_id FROM ledger_entries e"
    " LEFT JOIN members m ON m.group_id = e.group_id AND m.number = e.member"
    " WHERE e.group_id = $1 AND e.key_hash IN "
)


@dataclass(frozen=True, slots=True)
class Posted:
    """The entry's number. again: it was there already, from the same command."""

    number: int
    again: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The end of a group's chain; number 0 and the chain's beginning while nothing is written."""

    number: int
    hash: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """What a turn that runs again after slow work takes over: when it first ran, and the code of which head."""

    made_ms: int
    head: bytes
    code: str


def moment_key(group_id: int) -> tuple[str, int]:
    """Under which key the slow work of this group's head is prepared."""
    return ("ledger head", group_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Book:
    """What of the book a batch depends on."""

    group_id: int
    today: date
    zone: str
    state: str
    chain_start: str
    members: Mapping[int, Row]
    keys: Mapping[bytes, Row]
    head: Head
    closed: int
    meetings: frozenset[int]
    reversed: Mapping[int, tuple[Entry, Row]]
    floor: Floor


async def post(unit: Unit, group_id: int, draft: Draft, *, key: str) -> Posted:
    """The entry's number. The same key with the same content gives the same entry again.

    Raises KeyUsedDifferently and the other refusals of domain/ledger.py; NotAllowed for a group or meeting that is not.
    """
    return (await post_many(unit, group_id, [(key, draft)]))[0]


async def post_many(
    unit: Unit,
    group_id: int,
    keyed: Sequence[tuple[str, Draft]],
    *,
    of_loans: Mapping[str, int] | None = None,
) -> list[Posted]:
    """The entries' numbers, in order: all are written, or none. In two trips, however many they are.

    A balance is looked at when the whole batch is in it, at the end of each day. of_loans: to which loan the entry of
    a key belongs. Where one does, or what is taken back did, the loan's state follows (db/loan_moves.py), in a few
    trips more. Raises as `post`.
    """
    if not keyed:
        return []
    if len(keyed) > BATCH_MAX or any(not 0 < len(key) <= ledger.KEY_CHARS_MAX for key, _draft in keyed):
        raise ledger.BrokenDraft("the batch or a key is too long")
    book = await _read(unit, group_id, keyed)
    numbers: dict[bytes, tuple[int, Draft]] = {}
    posted: list[Posted] = []
    fresh: list[tuple[str, Draft]] = []
    for key, draft in keyed:
        hashed = ledger.key_hash(key)
        if hashed in numbers:
            number, first = numbers[hashed]
            if first != draft:
                raise ledger.KeyUsedDifferently
        elif hashed in book.keys:
            number = await _check_same(unit, book, book.keys[hashed], draft)
        else:
            number = book.head.number + len(fresh) + 1
            numbers[hashed] = number, draft
            fresh.append((key, draft))
            posted.append(Posted(number, again=False))
            continue
        posted.append(Posted(number, again=True))
    if fresh:
        _check(book, [draft for _key, draft in fresh])
        await _write(unit, book, fresh)
        written = [(numbers[ledger.key_hash(key)][0], key, draft) for key, draft in fresh]
        await follow(
            unit,
            group_id,
            {number: draft.reverses for number, _key, draft in written if draft.reverses is not None},
            {number: of_loans[key] for number, key, _draft in written if of_loans and key in of_loans},
        )
    return posted


async def reverse(
    unit: Unit,
    group_id: int,
    number: int,
    *,
    day: date,
    by: int,
    second: int | None,
    note: str,
    meeting: int | None,
    key: str,
) -> Posted:
    """The number of the entry that takes this one back. Raises NotAllowed, AlreadyReversed, SecondNeeded, as `post`."""
    entry = await find_entry(unit, group_id, number)
    if entry is None:
        raise NotAllowed
    draft = ledger.reversal_of(entry, day=day, by=by, second=second, note=note, meeting=meeting)
    return await post(unit, group_id, draft, key=key)


# -- reading ----------------------------------------------------------------------------------------------------


async def _read(unit: Unit, group_id: int, keyed: Sequence[tuple[str, Draft]]) -> _Book:
    drafts = [draft for _key, draft in keyed]
    hashes = padded([ledger.key_hash(key) for key, _draft in keyed])
    taken_back = sorted({draft.reverses for draft in drafts if draft.reverses is not None})
    meetings = padded(sorted({draft.meeting for draft in drafts if draft.meeting is not None}))
    floors, make_floor = fetch_floor(group_id, drafts)
    back = [
        each
        for number in taken_back
        for each in (*fetch_entry(group_id, number), Fetch(_REVERSED, (group_id, number)))
    ]
    found = await unit.fetch_all(
        Fetch(_LOCK, (group_id,)),
        Fetch(_MEMBERS, (group_id,)),
        Fetch(_KEYS + marks(len(hashes), 2), (group_id, *hashes)),
        Fetch(_LAST, (group_id,)),
        Fetch(CLOSED, (group_id,)),
        Fetch(
            "SELECT number FROM meetings WHERE group_id = $1 AND number IN " + marks(len(meetings), 2),
            (group_id, *meetings),
        ),
        *back,
        *floors,
    )
    group, members, keys, last, closed, there = found[:6]
    if not group:
        raise NotAllowed
    chain_start = await chain_start_of(unit, group_id, group[0]["chain_start"])
    beginning = Head(number=0, hash=ledger.chain_beginning(chain_start))
    return _Book(
        group_id=group_id,
        today=local_date(unit.now, group[0]["zone"]),
        zone=group[0]["zone"],
        state=group[0]["state"],
        chain_start=chain_start,
        members={row["number"]: row for row in members},
        keys={bytes(row["key_hash"]): row for row in keys},
        head=Head(number=last[0]["number"], hash=bytes(last[0]["entry_hash"])) if last else beginning,
        closed=closed[0]["month"] or 0,
        meetings=frozenset(row["number"] for row in there),
        reversed=_reversed(found[6 : 6 + len(back)]),
        floor=make_floor(found[6 + len(back) :]),
    )


def _reversed(found: Sequence[Sequence[Row]]) -> dict[int, tuple[Entry, Row]]:
    trios = [found[at : at + 3] for at in range(0, len(found), 3)]
    return {rows[0]["number"]: (entry_of(rows[0], lines), facts[0]) for rows, lines, facts in trios if rows}


async def _check_same(unit: Unit, book: _Book, row: Row, draft: Draft) -> int:
    """The number of the entry that this command wrote before. Raises KeyUsedDifferently."""
    same = bytes(row["input_hash"]) == ledger.input_hash(draft)
    number: int = row["number"]
    if same and row["note"] is not None:
        kept = (
            await open_notes(unit.vault, book.group_id, [(number, row["person_id"], bytes(row["note"]))])
        )[number]
        same = kept is None or kept[1] == draft.note
    elif same:
        same = not draft.note
    if not same:
        raise ledger.KeyUsedDifferently
    return number


# -- deciding ---------------------------------------------------------------------------------------------------


def _check(book: _Book, drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        ledger.check_draft(draft, book.today)
        _check_place(book, draft)
        _check_people(book, draft)
        if draft.reverses is not None:
            _check_reversal(book, draft)
    taken_back = [draft.reverses for draft in drafts if draft.reverses is not None]
    if len(set(taken_back)) != len(taken_back):
        raise ledger.AlreadyReversed
    book.floor.check(drafts)


def _check_place(book: _Book, draft: Draft) -> None:
    beginning = draft.kind in (EntryKind.OPENING, EntryKind.COUNT)
    if book.state != "active" and not (book.state == "draft" and beginning):
        raise ledger.GroupNotActive
    if draft.month <= book.closed:
        raise ledger.MonthClosed
    if draft.meeting is not None and draft.meeting not in book.meetings:
        raise NotAllowed


def _check_people(book: _Book, draft: Draft) -> None:
    for number in (draft.by, *([draft.second] if draft.second is not None else [])):
        if number not in book.members:
            raise ledger.UnknownMember
        if book.members[number]["state"] != "active":
            raise ledger.MemberLeft
    concerned = {draft.member, *(line.member for line in draft.lines)} - {None}
    if not concerned <= book.members.keys():
        raise ledger.UnknownMember
    left = {number for number in concerned if number and book.members[number]["state"] != "active"}
    if draft.member in left and all(line.member is None for line in draft.lines):
        raise ledger.MemberLeft
    if any(line.member in left and line.side == line.account.normal_side for line in draft.lines):
        raise ledger.MemberLeft


def _check_reversal(book: _Book, draft: Draft) -> None:
    assert draft.reverses is not None
    if draft.reverses not in book.reversed:
        raise NotAllowed
    entry, facts = book.reversed[draft.reverses]
    if entry.kind in (EntryKind.YEAR_END, EntryKind.SHARE):
        raise ledger.YearEntryStays
    if facts["reversal"] is not None:
        raise ledger.AlreadyReversed
    if draft.lines != ledger.opposite(entry.lines) or draft.member != entry.member:
        raise ledger.BrokenDraft("a reversal is the exact opposite")
    if draft.second is None and not _is_fresh(book, facts):
        raise ledger.SecondNeeded


def _is_fresh(book: _Book, facts: Row) -> bool:
    """Whether one person may correct alone: until the meeting is closed; without one, on the day it was written."""
    if facts["meeting"] is not None:
        return bool(facts["state"] == "open")
    return ledger.day_of(facts["made_ms"], book.zone) == book.today


# -- writing ----------------------------------------------------------------------------------------------------


async def _write(unit: Unit, book: _Book, keyed: Iterable[tuple[str, Draft]]) -> None:
    kept = unit.work.get(moment_key(book.group_id))
    made_ms = kept.made_ms if kept is not None else unit.now_ms
    entries, notes, head = [], {}, book.head
    for key, draft in keyed:
        owner, salt = await _salt(unit, book, draft, key)
        entry = ledger.entry_of_draft(
            draft,
            group_id=book.group_id,
            number=head.number + 1,
            note_hash=ledger.note_hash(salt, draft.note),
            key_hash=ledger.key_hash(key),
            previous=head.hash,
            made_ms=made_ms,
            chain_start=book.chain_start,
        )
        if draft.note:
            notes[entry.number] = seal_note(unit.vault, owner, entry, salt, draft.note)
        entries.append(entry)
        head = Head(number=entry.number, hash=entry.hash)
    insert_entries(unit, entries, notes)


async def _salt(unit: Unit, book: _Book, draft: Draft, key: str) -> tuple[str, bytes]:
    """Under whose key the note is sealed, and its salt: the same when the turn runs again, unknown without the key."""
    label = f"ledger/{book.group_id}/{key}"
    if not draft.note:
        return "", b""
    if draft.member is not None:
        owner = person_owner(book.members[draft.member]["person_id"])
        await unit.vault.have([owner])
        if unit.vault.knows(owner):
            return owner, unit.vault.derive(owner, label)
    owner = group_owner(book.group_id)
    await unit.vault.have([owner], create=True)
    return owner, unit.vault.derive(owner, label)
