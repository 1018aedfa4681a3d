"""Asking to be erased, and thinking better of it; what is then done is in db/erasure.py.

Apart from it because erasing knows every record there is, and whoever only asks does not wait until all that is loaded.
"""

from db.lists import marks
from db.unit import Unit
from domain.keeping import ERASE_AFTER_MS, LastOfRole
from domain.permits import KEEPERS
from domain.roles import Role

# Who lets others in and out, and who keeps the book: a place is never left without them, only handed over.
_HANDS_OVER = tuple(sorted(role.value for role in KEEPERS | {Role.TREASURER}))

_LAST_OF_ROLE = (
    "SELECT COALESCE(o.name, g.name) AS place FROM roles r LEFT JOIN organisations o ON o.id = r.organisation_id"
    " LEFT JOIN groups g ON g.id = r.group_id WHERE r.person_id = $1 AND r.until_ms IS NULL"
    " AND COALESCE(g.practice_of, 0) = 0 AND r.role IN "
    + marks(len(_HANDS_OVER), 2)
    + " AND NOT EXISTS (SELECT 1 FROM roles s WHERE s.role = r.role"
    " AND s.person_id <> r.person_id AND s.until_ms IS NULL"
    " AND COALESCE(s.organisation_id, 0) = COALESCE(r.organisation_id, 0)"
    " AND COALESCE(s.group_id, 0) = COALESCE(r.group_id, 0)) ORDER BY r.id LIMIT 1"
)


async def check_may_go(unit: Unit, person_id: int) -> None:
    """Raises LastOfRole if an office or a group would be left without its only admin, chair or treasurer."""
    for each in await list_records(unit, person_id):
        row = await unit.fetch_one(_LAST_OF_ROLE, each, *_HANDS_OVER)
        if row is not None:
            raise LastOfRole(place=row["place"])


async def ask(unit: Unit, person_id: int) -> int:
    """She wants to be erased: carried out by the clock from a minute later on; that moment, UTC milliseconds.

    Until then `take_back` undoes it. Asking twice changes nothing. Raises LastOfRole.
    """
    await check_may_go(unit, person_id)
    unit.write(
        "INSERT INTO erasures (id, person_id, state, asked_ms, due_ms) VALUES ($1, $2, 'asked', $3, $4)"
        " ON CONFLICT (person_id) DO UPDATE SET state = 'asked', asked_ms = $3, due_ms = $4"
        " WHERE erasures.state IN ('refused', 'taken_back')",
        unit.new_id(),
        person_id,
        unit.now_ms,
        unit.now_ms + ERASE_AFTER_MS,
    )
    unit.audit("ask erasure", "person", person_id, person_id)
    row = await unit.fetch_one("SELECT due_ms FROM erasures WHERE person_id = $1", person_id)
    assert row is not None, "it was written a statement ago"
    return int(row["due_ms"])


async def take_back(unit: Unit, person_id: int) -> bool:
    """She has thought better of it; False if it is too late."""
    row = await unit.fetch_one(
        "UPDATE erasures SET state = 'taken_back' WHERE person_id = $1 AND state = 'asked' RETURNING id",
        person_id,
    )
    if row is not None:
        unit.audit("take back erasure", "person", person_id, person_id)
    return row is not None


async def list_records(unit: Unit, person_id: int) -> list[int]:
    """All records that she has said are hers."""
    row = await unit.fetch_one("SELECT same_as FROM persons WHERE id = $1", person_id)
    first = row["same_as"] if row is not None and row["same_as"] else person_id
    others = await unit.fetch("SELECT id FROM persons WHERE same_as = $1 AND same_as <> 0 ORDER BY id", first)
    return list(dict.fromkeys([person_id, first, *[each["id"] for each in others]]))
