"""Tables of classes that somebody sent: wanted until the file is here and read, then rows to look at, or what is wrong.

The rows are sealed with the sender's own key and gone once the classes are made; nobody else looks at them. Reading a
file is bot/sheets.py's, what its rows say domain/course_table.py's.
"""

import json
from collections.abc import Sequence
from typing import Any

from db import files
from db.sheets import BROKEN, READ, WAITING
from db.unit import Unit
from db.vault import KeyGone, SealBroken, cell
from db.vault import person as owner_of
from domain.files import SentFile, Wanted
from domain.opening import Fault, Value, Wrong
from domain.records import dataclass
from domain.refusals import NotAllowed

BODY_PLACE = "course_sheets.body"


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingSheet:
    """A table whose file is here and was not read yet. owner: the key of an office or group."""

    id: int
    owner: str
    file_id: int
    sender: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A table as it was read. wrong: what stopped the reading; then there are no rows."""

    id: int
    state: str
    rows: tuple[tuple[Value, ...], ...]
    wrong: tuple[Wrong, ...]


def want(unit: Unit, owner: str, sent: SentFile) -> int:
    """The id of the table of who acts that will be read once its file has been fetched."""
    file_id, sheet_id = files.want(unit, sent, Wanted.COURSES), unit.new_id()
    unit.write(
        "INSERT INTO course_sheets (id, person_id, owner, file_id, state, made_ms) VALUES ($1, $2, $3, $4, $5, $6)",
        sheet_id,
        unit.actor.person_id,
        owner,
        file_id,
        WAITING,
        unit.now_ms,
    )
    return sheet_id


async def has_waiting(unit: Unit) -> bool:
    """Whether any table waits for its file."""
    return (
        await unit.fetch_one("SELECT 1 AS one FROM course_sheets WHERE state = 'waiting' LIMIT 1") is not None
    )


async def list_ready(unit: Unit, most: int) -> list[WaitingSheet]:
    """Tables whose files have been fetched; what will never come is given up."""
    unit.write(
        "UPDATE course_sheets SET state = 'broken' WHERE state = 'waiting' AND EXISTS (SELECT 1 FROM files f"
        " WHERE f.id = course_sheets.file_id AND f.state IN ('refused', 'gone'))"
    )
    rows = await unit.fetch(
        "SELECT s.id, s.owner, s.file_id, s.person_id FROM course_sheets s JOIN files f ON f.id = s.file_id"
        " WHERE s.state = 'waiting' AND f.state = 'kept' ORDER BY s.id LIMIT $1",
        most,
    )
    return [
        WaitingSheet(id=row["id"], owner=row["owner"], file_id=row["file_id"], sender=row["person_id"])
        for row in rows
    ]


async def keep(
    unit: Unit, sheet: WaitingSheet, rows: Sequence[Sequence[Value]], wrong: Sequence[Wrong]
) -> None:
    """What was read of it; the file is not needed any more, nor is the table of somebody who was erased meanwhile."""
    owner = owner_of(sheet.sender)
    await unit.vault.have([owner])
    files.drop(unit, sheet.file_id)
    if not unit.vault.knows(owner):
        unit.write("DELETE FROM course_sheets WHERE id = $1", sheet.id)
        return
    body = {
        "rows": [list(row) for row in rows],
        "wrong": [[each.fault.value, each.row, each.column, each.text] for each in wrong],
    }
    unit.write(
        "UPDATE course_sheets SET state = $2, body = $3 WHERE id = $1 AND state = 'waiting'",
        sheet.id,
        BROKEN if wrong else READ,
        unit.vault.seal(owner, cell(BODY_PLACE, sheet.id), json.dumps(body).encode()),
    )


async def get(unit: Unit, owner: str, sheet_id: int) -> Sheet:
    """The table that who acts has sent for that place, opened. Raises NotAllowed."""
    person_id = unit.actor.person_id
    row = await unit.fetch_one(
        "SELECT id, state, body FROM course_sheets WHERE id = $1 AND owner = $2 AND person_id = $3",
        sheet_id,
        owner,
        person_id,
    )
    if row is None:
        raise NotAllowed
    body: dict[str, Any] = {"rows": [], "wrong": []}
    if row["body"] is not None:
        try:
            sealed = bytes(row["body"])
            body = json.loads(unit.vault.unseal(owner_of(person_id), cell(BODY_PLACE, sheet_id), sealed))
        except (KeyGone, SealBroken) as fault:
            raise NotAllowed from fault
    return Sheet(
        id=row["id"],
        state=row["state"],
        rows=tuple(tuple(each) for each in body["rows"]),
        wrong=tuple(_wrong(*each) for each in body["wrong"]),
    )


def _wrong(fault: str, row: int, column: str, text: str) -> Wrong:
    return Wrong(fault=Fault(fault), row=row, column=column, text=text)


async def find_newest(unit: Unit, owner: str) -> int:
    """The latest table that who acts has sent for that place and that was read; 0 if there is none."""
    row = await unit.fetch_one(
        "SELECT max(id) AS id FROM course_sheets WHERE owner = $1 AND person_id = $2 AND state IN ('read', 'broken')"
        " AND body IS NOT NULL",
        owner,
        unit.actor.person_id,
    )
    return (row["id"] or 0) if row is not None else 0


def use(unit: Unit, owner: str, sheet_id: int) -> None:
    """Its classes are made: nothing is kept beside them, nor of what could not be read before it.

    Another table of hers still waits for her: who has many classes sends them in two files.
    """
    unit.write(
        "UPDATE course_sheets SET state = 'used', body = NULL WHERE owner = $1 AND person_id = $2"
        " AND (id = $3 OR state = 'broken')",
        owner,
        unit.actor.person_id,
        sheet_id,
    )
