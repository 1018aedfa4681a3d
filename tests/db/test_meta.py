"""Facts about the database itself: kept by name; and no id that was ever given is given again."""

import re

from db import meta
from db.engine import Fetch
from db.migrations import for_engine
from db.unit import Unit
from tests.db.desk import Desk


async def test_a_fact_is_kept_and_replaced(desk: Desk):
    async def job(unit: Unit) -> list[str]:
        before = await meta.read(unit, "clock_offset_ms")
        meta.store(unit, "clock_offset_ms", "5")
        first = await meta.read(unit, "clock_offset_ms")
        meta.store(unit, "clock_offset_ms", "7")
        return [before, first, await meta.read(unit, "clock_offset_ms"), await meta.read(unit, "demo")]

    assert await desk.run(job) == ["", "5", "7", ""]


async def test_it_is_known_whether_the_demo_is_ready_and_whether_anybody_was_erased(desk: Desk):
    async def job(unit: Unit) -> list[bool]:
        before = [await meta.is_demo_ready(unit), await meta.has_erased(unit)]
        meta.store(unit, meta.DEMO_READY, "1")
        unit.write("INSERT INTO persons (id, created_ms) VALUES (7, 0)")
        unit.write(
            "INSERT INTO erasures (id, person_id, state, asked_ms, due_ms, owners) VALUES (1, 7, 'asked', 0, 0, '')"
        )
        return [*before, await meta.is_demo_ready(unit), await meta.has_erased(unit)]

    assert await desk.run(job) == [False, False, True, True]


async def test_an_empty_database_has_given_no_id(desk: Desk):
    assert await desk.run(meta.highest_id) == 0


async def test_the_highest_id_is_found_wherever_it_is(desk: Desk):
    async def job(unit: Unit) -> list[int]:
        found = []
        for number, table in enumerate(("persons", "organisations", "groups"), start=1):
            if table == "persons":
                unit.write("INSERT INTO persons (id, created_ms) VALUES ($1, 0)", number)
            elif table == "organisations":
                unit.write(
                    "INSERT INTO organisations (id, name, zone, details) VALUES ($1, '', '', '')", number
                )
            else:
                unit.write("INSERT INTO groups (id, name, place, zone) VALUES ($1, '', '', '')", number)
            found.append(await meta.highest_id(unit))
        return found

    assert await desk.run(job) == [1, 2, 3]


async def test_no_table_with_ids_is_forgotten(desk: Desk, kind: str):
    """Every table of the schema that has an id must be asked: a clock set back must not give its ids again."""
    created = " ".join(ddl for step in for_engine(kind) for ddl in step.statements)
    with_ids = set(re.findall(r"CREATE TABLE (\w+) \(\s*id (?:BIGINT|INTEGER) PRIMARY KEY", created))
    asked: list[str] = []

    class Listening:
        async def fetch_one(self, sql: str) -> None:
            asked.extend(re.findall(r"FROM (\w+)", sql))

    assert await meta.highest_id(Listening()) == 0  # type: ignore[arg-type]
    assert with_ids - set(asked) == set()
    assert (await desk.storage.engine.perform([Fetch("SELECT 1 AS one")]))[0][0]["one"] == 1
