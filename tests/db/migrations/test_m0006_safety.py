"""The safety tables: one open call a woman, states that exist, and nothing that could be read is kept in clear."""

import pytest

from db.migrations import m0006_safety
from db.unit import Unit
from tests.db.desk import Desk

DDL = " ".join(m0006_safety.STATEMENTS)
CALL = (
    "INSERT INTO calls (id, code, person_id, account_id, organisation_id, state, made_ms, since_ms, next_ring_ms, body)"
    " VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, $7)"
)


async def write_calls(desk: Desk, *states: str) -> None:
    siti = await desk.person("siti")

    async def job(unit: Unit) -> None:
        office = unit.new_id()
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES ($1, 'Kantor', 'Asia/Jakarta', '{}')",
            office,
        )
        for number, state in enumerate(states):
            unit.write(
                CALL, unit.new_id(), f"code {number}", siti.person_id, siti.account_id, office, state, b"x"
            )

    await desk.run(job)


async def test_a_woman_may_have_many_calls_that_are_over_and_one_that_is_not(desk: Desk) -> None:
    await write_calls(desk, "closed", "closed", "called")


@pytest.mark.parametrize("states", [("called", "acknowledged"), ("called", "called"), ("elsewhere",)])
async def test_two_open_calls_of_one_woman_and_unknown_states_are_refused(
    desk: Desk, states: tuple[str, ...]
) -> None:
    with pytest.raises(Exception, match=r"(?i)unique|check"):
        await write_calls(desk, *states)


def test_what_tells_of_her_is_sealed() -> None:
    """Text columns of the store: a code, a state and days of a leave; everything else is numbers or sealed."""
    named = {line.split()[0] for line in DDL.split("\n") if " TEXT" in line}
    assert named == {"code", "state", "first_day", "last_day"}
