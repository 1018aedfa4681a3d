"""Answers that an office keeps ready. Who may keep them the steps ask; what may stand in one, domain/canned.py.

One that is taken away is gone at once: nothing refers to it, so there is nothing to keep.
"""

from collections.abc import Sequence

from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.canned import Canned, check_body, check_room, check_title
from domain.refusals import NotAllowed

_COLUMNS = "SELECT id, organisation_id, topic, title, body FROM canned_answers "


async def list_of(unit: Unit, organisation_ids: Sequence[int]) -> list[Canned]:
    """All that these offices keep, by title."""
    if not organisation_ids:
        return []
    wanted = padded(list(organisation_ids))
    rows = await unit.fetch(_COLUMNS + "WHERE organisation_id IN " + marks(len(wanted)), *wanted)
    return sorted((_canned(row) for row in rows), key=lambda each: (each.title.casefold(), each.id))


async def get(unit: Unit, organisation_id: int, canned_id: int) -> Canned:
    """One that this office keeps. Raises NotAllowed if it keeps none of that id."""
    row = await unit.fetch_one(
        _COLUMNS + "WHERE id = $1 AND organisation_id = $2", canned_id, organisation_id
    )
    if row is None:
        raise NotAllowed
    return _canned(row)


async def add(unit: Unit, *, organisation_id: int, topic: str, title: str, body: str) -> Canned:
    """One more, kept by the actor. Raises TooManyCanned, SameCanned, CannedNotPlain."""
    others = await list_of(unit, [organisation_id])
    check_room(others)
    check_title(title, others)
    check_body(body)
    added = Canned(id=unit.new_id(), organisation_id=organisation_id, topic=topic, title=title, body=body)
    unit.write(
        "INSERT INTO canned_answers (id, organisation_id, topic, title, body, made_by, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        added.id,
        organisation_id,
        topic,
        title,
        body,
        unit.actor.person_id,
        unit.now_ms,
    )
    return added


def change_body(unit: Unit, canned: Canned, body: str) -> None:
    """It says this from now on. Raises CannedNotPlain."""
    check_body(body)
    unit.write("UPDATE canned_answers SET body = $2 WHERE id = $1", canned.id, body)


def remove(unit: Unit, canned: Canned) -> None:
    """It is not offered any more, and nothing of it is kept."""
    unit.write("DELETE FROM canned_answers WHERE id = $1", canned.id)


def _canned(row: Row) -> Canned:
    return Canned(
        id=row["id"],
        organisation_id=row["organisation_id"],
        topic=row["topic"],
        title=row["title"],
        body=row["body"],
    )
