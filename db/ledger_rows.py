"""How an entry of the ledger stands in its rows, and who may open its note.

A note is sealed with its salt for its row alone: under the key of the member the entry is about, under the group's
where it is about nobody. A member who was erased takes her notes along; the chain holds their salted hashes only.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from db.engine import Fetch, Row
from db.unit import Unit
from db.vault import KeyGone, SealBroken, Vault, cell
from db.vault import group as group_owner
from db.vault import person as person_owner
from domain.accounts import Account
from domain.ledger import SALT_BYTES, Entry, EntryKind, Line, Published
from domain.money import Rupiah

NOTE_PLACE = "ledger_entries.note"

COLUMNS = (
    "SELECT e.group_id, e.number, e.kind, e.day, e.meeting, e.member, e.reverses, e.by_member, e.second_member,"
    " e.note_hash, e.made_ms, e.key_hash, e.input_hash, e.previous_hash, e.entry_hash FROM ledger_entries e"
)
LINES = "SELECT l.number, l.n, l.account, l.member, l.side, l.amount FROM ledger_lines l"


def entry_of(row: Row, lines: Iterable[Row]) -> Entry:
    """The record of one entry and its lines, which come in their order."""
    return Entry(
        group_id=row["group_id"],
        number=row["number"],
        kind=EntryKind(row["kind"]),
        day=date.fromisoformat(row["day"]),
        lines=tuple(line_of(each) for each in lines),
        by=row["by_member"],
        member=row["member"],
        meeting=row["meeting"],
        reverses=row["reverses"],
        second=row["second_member"],
        note_hash=bytes(row["note_hash"]),
        key_hash=bytes(row["key_hash"]),
        input_hash=bytes(row["input_hash"]),
        previous=bytes(row["previous_hash"]),
        hash=bytes(row["entry_hash"]),
        made_ms=row["made_ms"],
    )


def published_of(row: Row) -> Published:
    """The record of a published head."""
    return Published(
        number=row["number"],
        meeting=row["meeting"],
        head=bytes(row["head_hash"]),
        code=row["check_code"],
        published_ms=row["published_ms"],
        row_hash=bytes(row["row_hash"]),
    )


def line_of(row: Row) -> Line:
    """The record of one line."""
    return Line(Account(row["account"]), row["side"], Rupiah(row["amount"]), row["member"])


def entries_of(rows: Sequence[Row], lines: Iterable[Row]) -> list[Entry]:
    """The records of several entries, in the order of `rows`; the lines come in the order of theirs."""
    of_number: dict[int, list[Row]] = {}
    for line in lines:
        of_number.setdefault(line["number"], []).append(line)
    return [entry_of(row, of_number.get(row["number"], ())) for row in rows]


def insert_entries(unit: Unit, entries: Sequence[Entry], notes: Mapping[int, bytes]) -> None:
    """Write the entries and their lines. notes: sealed, by number; none for an entry without one."""
    unit.write_many(
        "INSERT INTO ledger_entries (group_id, number, kind, day, month, meeting, member, reverses, by_member,"
        " second_member, note, note_hash, made_ms, key_hash, input_hash, previous_hash, entry_hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        [
            (
                each.group_id,
                each.number,
                each.kind.value,
                each.day.isoformat(),
                each.month,
                each.meeting,
                each.member,
                each.reverses,
                each.by,
                each.second,
                notes.get(each.number),
                each.note_hash,
                each.made_ms,
                each.key_hash,
                each.input_hash,
                each.previous,
                each.hash,
            )
            for each in entries
        ],
    )
    unit.write_many(
        "INSERT INTO ledger_lines (group_id, number, n, month, account, member, side, amount)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            (
                each.group_id,
                each.number,
                n,
                each.month,
                line.account.value,
                line.member,
                line.side,
                int(line.amount),
            )
            for each in entries
            for n, line in enumerate(each.lines, start=1)
        ],
    )


async def chain_start_of(unit: Unit, group_id: int, kept: str) -> str:
    """Where the chain begins; a group that is older than the ledger gets it now."""
    if kept:
        return kept
    owner = group_owner(group_id)
    await unit.vault.have([owner], create=True)
    made = unit.vault.derive(owner, "chain_start").hex()
    unit.write("UPDATE groups SET chain_start = $2 WHERE id = $1", group_id, made)
    return made


# -- notes ------------------------------------------------------------------------------------------------------


def note_cell(group_id: int, number: int) -> str:
    """Where the note of an entry is sealed for."""
    return cell(NOTE_PLACE, f"{group_id}/{number}")


def seal_note(vault: Vault, owner: str, entry: Entry, salt: bytes, note: str) -> bytes:
    """The note with its salt, sealed. `vault.have([owner])` comes before."""
    return vault.seal(owner, note_cell(entry.group_id, entry.number), salt + note.encode())


async def open_notes(
    vault: Vault, group_id: int, rows: Sequence[tuple[int, int | None, bytes]]
) -> dict[int, tuple[bytes, str] | None]:
    """Salt and text by number, of rows (number, person the entry is about, sealed note); None where no key is left.

    Raises SealBroken for a note that was changed.
    """
    owners = {group_owner(group_id), *(person_owner(about) for _number, about, _note in rows if about)}
    await vault.have(owners)
    return {number: _open(vault, group_id, number, about, sealed) for number, about, sealed in rows}


def _open(
    vault: Vault, group_id: int, number: int, about: int | None, sealed: bytes
) -> tuple[bytes, str] | None:
    broken: SealBroken | None = None
    owners = [person_owner(about)] if about else []
    for owner in (*owners, group_owner(group_id)):
        try:
            body = vault.unseal(owner, note_cell(group_id, number), sealed)
        except KeyGone:
            continue
        except SealBroken as fault:  # it may be the other's: her key was gone when it was written
            broken = fault
            continue
        return body[:SALT_BYTES], body[SALT_BYTES:].decode()
    if broken is not None and all(vault.knows(owner) for owner in owners):
        raise broken
    return None


# -- reading ----------------------------------------------------------------------------------------------------


async def find_entry(unit: Unit, group_id: int, number: int) -> Entry | None:
    """The entry with this number, without its note; None if there is none."""
    rows, lines = await unit.fetch_all(*fetch_entry(group_id, number))
    return entry_of(rows[0], lines) if rows else None


def fetch_entry(group_id: int, number: int) -> tuple[Fetch, Fetch]:
    """What reads one entry: its row and its lines."""
    return (
        Fetch(COLUMNS + " WHERE e.group_id = $1 AND e.number = $2", (group_id, number)),
        Fetch(LINES + " WHERE l.group_id = $1 AND l.number = $2 ORDER BY l.n", (group_id, number)),
    )
