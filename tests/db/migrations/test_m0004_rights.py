"""The tables of her rights: what they refuse, and what stands in them sealed."""

import re

import pytest

from db.migrations import m0004_rights
from db.unit import Unit
from tests.db.desk import Desk

DDL = " ".join(m0004_rights.STATEMENTS)

ADD = "INSERT INTO data_requests (id, code, person_id, kind, state, made_ms, due_ms) VALUES ($1, $2, $3, $4, $5, 0, 0)"


async def add(
    desk: Desk, *, code: str = "ABC234", kind: str = "copy", state: str = "open", person: int = 0
) -> None:
    woman = await desk.person(f"demo {desk.storage.ids.new()}")

    async def job(unit: Unit) -> None:
        unit.write(ADD, unit.new_id(), code, person or woman.person_id, kind, state)

    await desk.run(job)


async def test_a_number_is_given_once(desk: Desk) -> None:
    await add(desk)
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        await add(desk)


@pytest.mark.parametrize("kind, state", [("gossip", "open"), ("copy", "forgotten")])
async def test_only_rights_and_states_that_are_known_are_taken(desk: Desk, kind: str, state: str) -> None:
    with pytest.raises(Exception, match=r"(?i)check"):
        await add(desk, kind=kind, state=state)


async def test_a_request_belongs_to_somebody(desk: Desk) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign"):
        await add(desk, person=99)


async def test_nobody_has_paused_and_no_group_has_asked_at_first(desk: Desk) -> None:
    woman = await desk.person("demo")

    async def job(unit: Unit) -> int:
        unit.write(
            "INSERT INTO consents (id, person_id, purpose, version, text, answer, manner, at_ms)"
            " VALUES (1, $1, 'screening', '1', '', 'no', 'typed', 0)",
            woman.person_id,
        )
        row = await unit.fetch_one(
            "SELECT p.paused_ms, c.group_id FROM persons p JOIN consents c ON c.person_id = p.id"
        )
        assert row is not None
        assert row["group_id"] is None
        return int(row["paused_ms"])

    assert await desk.run(job) == 0


def test_what_she_and_the_office_write_is_sealed() -> None:
    assert re.search(r"words BLOB", DDL)
    assert re.search(r"answer BLOB", DDL)
