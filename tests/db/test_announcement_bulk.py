"""Many rows in one statement come to the same as one by one, on both engines, whatever their number."""

import pytest

from db.announcement_bulk import TOGETHER, write_rows
from db.unit import Unit
from tests.db.office_world import World, world

__all__ = ["world"]

ADD = "INSERT INTO meta (name, value) VALUES {rows} ON CONFLICT (name) DO NOTHING"
CHANGE = "UPDATE meta SET value = v.column2 FROM (VALUES {rows:TEXT,TEXT}) v WHERE name = v.column1"


@pytest.mark.parametrize("count", [0, 1, TOGETHER - 1, TOGETHER, 2 * TOGETHER + 3])
async def test_every_row_is_written_once(world: World, count: int) -> None:
    rows = [(f"n{n}", str(n)) for n in range(count)]

    async def job(unit: Unit) -> None:
        write_rows(unit, ADD, rows)
        write_rows(unit, ADD, rows)
        write_rows(unit, CHANGE, [(name, f"{value}!") for name, value in rows])

    await world.run(job)
    found = await world.rows("SELECT name, value FROM meta WHERE name LIKE 'n%'")
    assert {each["name"]: each["value"] for each in found} == {name: f"{value}!" for name, value in rows}
