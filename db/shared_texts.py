"""A text that is kept once for many (db/notices.py): how does it read for each of them?

The law: her own chat, and of an announcement how she is called, are filled in when it is opened and kept nowhere. What
was erased opens for nobody; a text that was changed opens for nobody either, and that is said aloud.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from db import people
from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from db.vault import SealBroken, cell
from db.vault import person as owner_of

NOTICE_PLACE = "notices.body"

# In the body of a notice that is an announcement (domain.announcements.Content.pack).
ANNOUNCEMENT = "announcement"


async def open_notices(unit: Unit, ids: set[int]) -> dict[int, dict[str, Any]]:
    """The notices, opened and read once for all who get them. Raises SealBroken."""
    if not ids:
        return {}
    wanted = padded(sorted(ids))
    rows = await unit.fetch("SELECT id, owner, body FROM notices WHERE id IN " + marks(len(wanted)), *wanted)
    await unit.vault.have({row["owner"] for row in rows})
    return {row["id"]: body for row in rows if (body := _open_notice(unit, row)) is not None}


def _open_notice(unit: Unit, row: Row) -> dict[str, Any] | None:
    """None once its key is gone. Raises SealBroken for a changed text: nobody gets it, and it is nobody's erasure."""
    if not unit.vault.knows(row["owner"]):
        return None
    packed = unit.vault.unseal(row["owner"], cell(NOTICE_PLACE, row["id"]), bytes(row["body"]))
    body: dict[str, Any] = json.loads(packed)
    return body


async def list_called(unit: Unit, person_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """How each of them is called, as far as it is known; nothing of it is kept with the message."""
    try:
        found = await people.list_persons(unit, person_ids)
    except SealBroken:  # one record that cannot be read must not stop the others
        found = {}
        for person_id in person_ids:
            with suppress(SealBroken):
                found |= await people.list_persons(unit, [person_id])
    return {each.id: {"salutation": _salutation(each), "name": each.name} for each in found.values()}


def _salutation(person: people.Person) -> str:
    """What stands before her name: "Ibu" until she says otherwise; nothing where she wants none, and for staff."""
    from domain.placeholders import NOBODY  # with the first announcement

    return person.salutation or ("" if person.name_only or person.staff else NOBODY)


def addressed(
    unit: Unit,
    row: Row,
    notices: Mapping[int, Mapping[str, Any]],
    called: Mapping[int, Mapping[str, str]],
) -> bytes | None:
    """The shared message with this receiver's chat, and, of an announcement, what is filled in for her."""
    body = notices.get(row["notice_id"])
    if body is None or not unit.vault.knows(owner_of(row["owner_id"])):
        return None
    hers: dict[str, str] = {}
    if ANNOUNCEMENT in body:
        if row["person_id"] not in called:  # erased since
            return None
        hers = {**called[row["person_id"]], "language": row["language"]}
    try:
        chat = people.open_address(unit, row)
    except SealBroken:  # the one must not stop the others
        return None
    return json.dumps({"chat": chat, **body, **hers}, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )
