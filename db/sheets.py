"""Tables that officers sent: wanted until their file is here and read, then rows to look at, or what is wrong.

The rows are sealed with the group's key and taken away once they are in the book; the file itself goes as soon as it
was read. Reading a file is bot/sheets.py's.
"""

import json
from collections.abc import Sequence
from typing import Any

from db import files
from db.unit import Unit
from db.vault import KeyGone, SealBroken, cell
from db.vault import group as owner_of
from domain.files import SentFile, Wanted
from domain.opening import Fault, Value, Wrong
from domain.records import dataclass
from domain.refusals import NotAllowed

BODY_PLACE = "sheets.body"

WAITING, READ, BROKEN, USED = "waiting", "read", "broken", "used"


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingSheet:
    """A table whose file is here and was not read yet. sender: the person who sent it. file_id: 0 if it never came."""

    id: int
    group_id: int
    file_id: int
    sender: int
    practice: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A table as it was read. wrong: what stopped the reading; then there are no rows."""

    id: int
    group_id: int
    state: str
    rows: tuple[tuple[Value, ...], ...]
    wrong: tuple[Wrong, ...]


def want(unit: Unit, group_id: int, sent: SentFile, by: int) -> int:
    """The id of the table that will be read once its file has been fetched. by: the number of the officer."""
    file_id, sheet_id = files.want(unit, sent, Wanted.SHEET), unit.new_id()
    unit.write(
        "INSERT INTO sheets (id, group_id, file_id, by_member, state, made_ms) VALUES ($1, $2, $3, $4, 'waiting', $5)",
        sheet_id,
        group_id,
        file_id,
        by,
        unit.now_ms,
    )
    return sheet_id


async def list_ready(unit: Unit, most: int) -> list[WaitingSheet]:
    """Tables whose files have been fetched; what will never come is given up."""
    unit.write(
        "UPDATE sheets SET state = 'broken' WHERE state = 'waiting' AND EXISTS (SELECT 1 FROM files f"
        " WHERE f.id = sheets.file_id AND f.state IN ('refused', 'gone'))"
    )
    rows = await unit.fetch(
        "SELECT s.id, s.group_id, s.file_id, f.person_id, g.practice_of FROM sheets s"
        " JOIN files f ON f.id = s.file_id JOIN groups g ON g.id = s.group_id"
        " WHERE s.state = 'waiting' AND f.state = 'kept' ORDER BY s.id LIMIT $1",
        most,
    )
    return [
        WaitingSheet(
            id=row["id"],
            group_id=row["group_id"],
            file_id=row["file_id"],
            sender=row["person_id"],
            practice=bool(row["practice_of"]),
        )
        for row in rows
    ]


async def has_waiting(unit: Unit) -> bool:
    """Whether any table waits for its file."""
    return await unit.fetch_one("SELECT 1 AS one FROM sheets WHERE state = 'waiting' LIMIT 1") is not None


async def keep(
    unit: Unit, sheet: WaitingSheet, rows: Sequence[Sequence[Value]], wrong: Sequence[Wrong]
) -> None:
    """What was read of it; the file is not needed any more."""
    owner = owner_of(sheet.group_id)
    await unit.vault.have([owner], create=True)
    body = {
        "rows": [list(row) for row in rows],
        "wrong": [[each.fault.value, each.row, each.column, each.text] for each in wrong],
    }
    unit.write(
        "UPDATE sheets SET state = $2, body = $3 WHERE id = $1 AND state = 'waiting'",
        sheet.id,
        BROKEN if wrong else READ,
        unit.vault.seal(owner, cell(BODY_PLACE, sheet.id), json.dumps(body).encode()),
    )
    files.drop(unit, sheet.file_id)


async def get(unit: Unit, group_id: int, sheet_id: int) -> Sheet:
    """That table of that group, opened. Raises NotAllowed."""
    row = await unit.fetch_one(
        "SELECT id, group_id, state, body FROM sheets WHERE id = $1 AND group_id = $2", sheet_id, group_id
    )
    if row is None:
        raise NotAllowed
    body: dict[str, Any] = {"rows": [], "wrong": []}
    if row["body"] is not None:
        owner = owner_of(group_id)
        await unit.vault.have([owner])
        try:
            body = json.loads(unit.vault.unseal(owner, cell(BODY_PLACE, sheet_id), bytes(row["body"])))
        except (KeyGone, SealBroken) as fault:
            raise NotAllowed from fault
    return Sheet(
        id=row["id"],
        group_id=row["group_id"],
        state=row["state"],
        rows=tuple(tuple(each) for each in body["rows"]),
        wrong=tuple(_wrong(*each) for each in body["wrong"]),
    )


async def find_newest(unit: Unit, group_id: int) -> int:
    """The latest table of the group that was read; 0 if there is none."""
    row = await unit.fetch_one(
        "SELECT max(id) AS id FROM sheets WHERE group_id = $1 AND state IN ('read', 'broken') AND body IS NOT NULL",
        group_id,
    )
    return (row["id"] or 0) if row is not None else 0


def _wrong(fault: str, row: int, column: str, text: str) -> Wrong:
    return Wrong(fault=Fault(fault), row=row, column=column, text=text)


def use(unit: Unit, group_id: int) -> None:
    """Its rows are in the book: nothing of any table of the group is kept beside it."""
    unit.write("UPDATE sheets SET state = 'used', body = NULL WHERE group_id = $1", group_id)
