"""What is sealed of the audit takes no more rows, and neither a file's place nor its name is kept in clear."""

import pytest

from db.migrations import m0008_audit_chain
from db.unit import Unit
from tests.db.desk import Desk

DDL = " ".join(m0008_audit_chain.STATEMENTS)
ROW = "INSERT INTO audit (id, at_ms, actor, action, object, object_id, person_id) VALUES ($1, 1, 1, 'read', 'person', 1, 1)"
BLOCK = (
    "INSERT INTO audit_chain (seq, from_id, to_id, count, rows_hash, head_hash, sealed_ms)"
    " VALUES (1, 5, 5, 1, $1, $1, 0)"
)


async def write(desk: Desk, *ids: int, block: bool = False) -> None:
    async def job(unit: Unit) -> None:
        for row_id in ids:
            unit.write(ROW, row_id)
        if block:
            unit.write(BLOCK, b"x")

    await desk.run(job)


async def test_rows_go_on_behind_the_seal_and_never_before_it(desk: Desk) -> None:
    await write(desk, 5, block=True)
    await write(desk, 6)
    for row_id in (1, 4):
        with pytest.raises(Exception, match="this part of the audit is sealed"):
            await write(desk, row_id)


async def test_before_the_first_seal_any_row_is_taken(desk: Desk) -> None:
    await write(desk, 9, 3)


@pytest.mark.parametrize("change", ["UPDATE audit_chain SET to_id = 0", "DELETE FROM audit_chain"])
async def test_the_chain_only_grows(desk: Desk, change: str) -> None:
    await write(desk, 5, block=True)

    async def job(unit: Unit) -> None:
        unit.write(change)

    with pytest.raises(Exception, match="append-only"):
        await desk.run(job)


async def test_a_file_is_in_one_of_the_states_that_exist(desk: Desk) -> None:
    siti = await desk.person("siti")

    async def job(unit: Unit) -> None:
        unit.write(
            "INSERT INTO files (id, person_id, channel, wants, state, due_ms, name, made_ms)"
            " VALUES (1, $1, 'simulator', 'photo', 'opened', 0, 'x', 0)",
            siti.person_id,
        )

    with pytest.raises(Exception, match=r"(?i)check"):
        await desk.run(job)


def test_what_tells_of_her_is_sealed() -> None:
    """Text columns: a channel, what was wanted, a state, a random name, a type and a fault; the reference is sealed."""
    named = {line.split()[0] for line in DDL.split("\n") if " TEXT" in line}
    assert named == {"channel", "wants", "state", "name", "kind", "fault"}
    assert "reference BLOB" in DDL
