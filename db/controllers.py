"""Which offices and groups keep something about her? Each is asked for its consents and answers for its own data."""

from db import organisations
from db.data_readers import list_selves
from db.engine import Fetch
from db.lists import marks, padded
from db.unit import Unit
from domain.purposes import Controller, Side

# Offices and groups of one person; more is a mistake.
MOST = 20


async def list_of(unit: Unit, person_id: int) -> tuple[Controller, ...]:
    """The offices that keep something of hers or serve her area, then her groups; each once."""
    mine = padded(await list_selves(unit, person_id))
    among = marks(len(mine))
    offices, of_groups, areas = await unit.fetch_all(
        Fetch(
            "SELECT o.id, o.name FROM organisations o WHERE o.id IN (SELECT organisation_id FROM requests"
            " WHERE person_id IN " + among + ") OR o.id IN (SELECT organisation_id FROM consents"
            " WHERE person_id IN " + among + ") OR o.id IN (SELECT organisation_id FROM data_requests"
            " WHERE person_id IN " + among + ") OR o.id IN (SELECT organisation_id FROM matters"
            " WHERE person_id IN " + among + ") ORDER BY o.id DESC",
            mine,
        ),
        Fetch(
            "SELECT g.id, g.name FROM groups g WHERE g.practice_of = 0 AND (g.id IN (SELECT group_id FROM roles"
            " WHERE until_ms IS NULL AND person_id IN "
            + among
            + ") OR g.id IN (SELECT group_id FROM consents"
            " WHERE person_id IN " + among + ") OR g.id IN (SELECT group_id FROM members"
            " WHERE person_id IN " + among + " OR linked_id IN " + among + ")) ORDER BY g.id",
            mine,
        ),
        Fetch("SELECT area FROM persons WHERE id = $1", (person_id,)),
    )
    found = [Controller(side=Side.OFFICE, id=row["id"], name=row["name"]) for row in offices]
    if not found and areas and areas[0]["area"]:
        found = await _of_area(unit, areas[0]["area"])
    found += [Controller(side=Side.GROUP, id=row["id"], name=row["name"]) for row in of_groups]
    return tuple(found[:MOST])


async def _of_area(unit: Unit, area: str) -> list[Controller]:
    """The office that serves her area, though it keeps nothing yet."""
    found = await find_for_area(unit, area)
    return [] if found is None else [found]


async def find_for_area(unit: Unit, area: str) -> Controller | None:
    """The office that serves the area, None if there is none."""
    record = await organisations.find_for_area(unit, area)
    if record is None:
        return None
    return Controller(side=Side.OFFICE, id=record.row_id, name=record.office.name)


async def find(unit: Unit, person_id: int, side: Side, row_id: int) -> Controller | None:
    """That one, if it is one of hers."""
    return next(
        (each for each in await list_of(unit, person_id) if (each.side, each.id) == (side, row_id)), None
    )
