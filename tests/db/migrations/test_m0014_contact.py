"""The tables of contact refuse by themselves what cannot be: two open matters in one office, one number twice."""

import re
import sqlite3
from functools import partial

import pytest

from db import (
    matter_changes,
    matter_clock,
    matter_forgetting,
    matter_lists,
    matter_message_rows,
    matter_messages,
    matter_passing,
    matter_rights,
    matter_rows,
)
from db.migrations import load_migrations
from db.sqlite import positional
from db.unit import Unit
from domain.matters import Matter
from tests.db.matter_traces import leave_traces
from tests.db.matter_world import worker_of
from tests.db.office_world import World, world

__all__ = ["world"]


@pytest.fixture
async def full(world: World) -> Matter:
    """A matter with everything there is in it."""
    woman, worker = await world.woman(), await worker_of(world)
    step = partial(leave_traces, woman=woman, office=world.office, worker=worker)
    matter: Matter = await world.run(step, by=woman)
    return matter


_MATTER = "INSERT INTO matters (id, code, person_id, organisation_id, state, complaint, made_ms)"
_MOVE = "INSERT INTO matter_moves (id, matter_id, person_id, kind, from_organisation, from_person, state, body, made_ms)"


@pytest.mark.parametrize(
    "sql",
    [
        f"{_MATTER} SELECT 5, 'X5', person_id, organisation_id, 'open', 0, 1 FROM matters",
        f"{_MATTER} SELECT 5, code, person_id, organisation_id, 'open', 1, 1 FROM matters",
        f"{_MATTER} SELECT 5, 'X5', 5, organisation_id, 'open', 0, 1 FROM matters",
        "UPDATE matters SET state = 'lost'",
        "UPDATE matter_messages SET side = 'nobody'",
        "UPDATE matter_messages SET kind = 'contact'",
        "INSERT INTO matter_messages (id, matter_id, person_id, n, side, by_person, kind, made_ms)"
        " SELECT 5, matter_id, person_id, n, 'staff', 1, 'text', 1 FROM matter_messages",
        "UPDATE matter_steps SET kind = 'note'",
        "UPDATE matter_moves SET state = 'lost'",
        "UPDATE matter_moves SET passes = 'some'",
        f"{_MOVE} SELECT 5, matter_id, person_id, kind, from_organisation, 1, 'asked', body, 1 FROM matter_moves"
        " UNION ALL SELECT 6, matter_id, person_id, kind, from_organisation, 1, 'offered', body, 1 FROM matter_moves",
        "DELETE FROM matters",
        "DELETE FROM organisations",
        "INSERT INTO outbox_statuses (outbox_id, status, at_ms) VALUES (5, 'sent', 1)",
    ],
)
async def test_what_cannot_be_is_refused(world: World, full: Matter, sql: str) -> None:
    async def write(unit: Unit) -> None:
        unit.write(sql)

    with pytest.raises(Exception, match=r"(?i)constraint|violates"):
        await world.run(write)
    assert (await world.rows("SELECT count(*) AS n FROM matters WHERE state = 'open'"))[0]["n"] == 1


async def test_a_complaint_and_what_is_over_stand_beside_her_open_matter(world: World, full: Matter) -> None:
    async def write(unit: Unit) -> None:
        unit.write(f"{_MATTER} SELECT 5, 'X5', person_id, organisation_id, 'open', 1, 1 FROM matters")
        unit.write(
            f"{_MATTER} SELECT 6, 'X6', person_id, organisation_id, 'closed', 0, 1 FROM matters WHERE complaint = 0"
        )

    await world.run(write)
    assert len(await world.rows("SELECT id FROM matters")) == 3


async def test_what_the_channel_said_of_a_message_goes_with_the_message(world: World, full: Matter) -> None:
    async def write(unit: Unit) -> None:
        unit.write("INSERT INTO outbox_statuses (outbox_id, status, at_ms) SELECT id, 'sent', 1 FROM outbox")
        unit.write("DELETE FROM outbox")

    await world.run(write)
    assert await world.rows("SELECT outbox_id FROM outbox_statuses") == []


MINE = " AND m.person_id NOT IN ($4) AND m.organisation_id IN ($5) AND (m.complaint = 0 OR (m.about_id NOT IN ($4)"


@pytest.mark.parametrize(
    "sql",
    [
        matter_rows._OF_ID,
        matter_rows._OF_CODE,
        matter_rows._OPEN,
        matter_rows._CLOSED,
        matter_rows._MATTER + "WHERE m.person_id IN ($2)" + matter_rows._OF_PERSON,
        matter_rights._LOOKS,
        matter_changes._HELD,
        matter_messages._PAGE,
        matter_messages._BY_REF,
        matter_messages._FIRST_UNSHOWN,
        matter_messages.UNANSWERED,
        matter_message_rows.ONE,
        matter_message_rows._FOUND,
        matter_passing._OF_FILE,
        matter_passing._UNPASSED,
        matter_clock._DUE,
        matter_lists._LINE + matter_lists._HELD + MINE + matter_lists._OR_HERS_TO_READ,
        matter_lists._LINE + matter_lists._FREE + MINE + matter_lists._OR_HERS_TO_READ,
        matter_lists._COUNT_HELD + MINE + matter_lists._OR_HERS_TO_READ,
        *matter_forgetting._HER_WORDS,
        *matter_forgetting._HER_WORK,
        *matter_forgetting._OLD_WORDS,
        *matter_forgetting._OLD_NOTES,
    ],
)
def test_what_is_asked_with_every_message_reads_no_table_from_end_to_end(sql: str) -> None:
    with sqlite3.connect(":memory:") as base:
        for each in load_migrations():
            for statement in (*each.STATEMENTS, *each.SQLITE):
                base.execute(statement)
        numbers = [0] * max(int(each) for each in re.findall(r"\$(\d+)", sql + "$0"))
        plan = [row[3] for row in base.execute("EXPLAIN QUERY PLAN " + positional(sql), numbers)]
    assert plan
    assert not [each for each in plan if each.startswith("SCAN")], plan
