"""The first tables: what they refuse, on both engines."""

import re

import pytest

from db.engine import Fetch, Write
from db.migrations import m0001_foundation
from db.unit import Unit
from tests.db.desk import Desk

DDL = " ".join(m0001_foundation.STATEMENTS)


async def audited(desk: Desk) -> None:
    async def job(unit: Unit) -> None:
        unit.audit("read", "request", 7, 8, "because")

    await desk.run(job)


@pytest.mark.parametrize("sql", ["UPDATE audit SET actor = 9", "DELETE FROM audit"])
async def test_an_audit_row_is_neither_changed_nor_taken_away(desk: Desk, sql: str):
    await audited(desk)

    async def job(unit: Unit) -> None:
        unit.write(sql)

    with pytest.raises(Exception, match="append-only"):
        await desk.run(job)
    row = (await desk.storage.engine.perform([Fetch("SELECT * FROM audit")]))[0][0]
    assert tuple(row)[2:] == (0, "read", "request", 7, 8, "because")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO accounts (id, channel, address_hash, address, person_id, created_ms)"
        " VALUES (1, 'x', $1, $1, 99, 0)",
        "INSERT INTO push_buttons (token_hash, person_id, talk, args, made_ms) VALUES ($1, 99, 'x', $1, 0)",
    ],
)
async def test_a_row_whose_person_does_not_exist_is_refused_at_the_commit(desk: Desk, sql: str):
    async def job(unit: Unit) -> str:
        await unit.fetch(sql + " RETURNING 1 AS one", b"x")
        return "written, not committed"

    with pytest.raises(Exception, match=r"(?i)foreign"):
        await desk.run(job)


async def test_a_row_may_come_before_the_person_it_belongs_to(desk: Desk):
    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO accounts (id, channel, address_hash, address, person_id, created_ms)"
            " VALUES (1, 'x', $1, $1, 2, 0)",
            b"x",
        )
        unit.write("INSERT INTO persons (id, created_ms) VALUES (2, 0)")

    await desk.run(job)


async def test_every_foreign_key_is_checked_only_at_the_commit(desk: Desk):
    assert DDL.count("REFERENCES") == DDL.count("DEFERRABLE INITIALLY DEFERRED")


async def test_every_whole_number_holds_sixty_four_bits(desk: Desk):
    assert not re.search(r"\b(INTEGER|INT|SMALLINT|SERIAL)\b", DDL)

    async def job(unit: Unit) -> int:
        unit.write("INSERT INTO persons (id, created_ms) VALUES ($1, 0)", 2**63 - 1)
        row = await unit.fetch_one("SELECT id FROM persons")
        assert row is not None
        return int(row["id"])

    assert await desk.run(job) == 2**63 - 1


async def test_the_tables_hold_no_rows_at_first(desk: Desk):
    tables = re.findall(r"CREATE TABLE (\w+)", DDL)
    queries = {
        "meta": "SELECT count(*) AS n FROM meta",
        "inbox": "SELECT count(*) AS n FROM inbox",
        "persons": "SELECT count(*) AS n FROM persons",
        "audit": "SELECT count(*) AS n FROM audit",
    }
    assert set(queries) <= set(tables)
    found = await desk.storage.engine.perform([Fetch(sql) for sql in queries.values()])
    assert [rows[0]["n"] for rows in found] == [0] * len(queries)
    await desk.storage.engine.perform([Write("SELECT 1")])
