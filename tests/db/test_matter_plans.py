"""What staff's lists, the clock and passing on ask of the records is found by an index: it does not grow with the years.

Every statement is taken from the database itself as it runs, so that none is forgotten here.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import (
    canned,
    contact_counts,
    contact_digest,
    contact_staff,
    matter_clock,
    matter_forgetting,
    matter_lines,
    matter_messages,
    matter_moves,
    matter_steps,
    matter_supervision,
    matters,
    organisations,
    outreach,
)
from db.people import Actor
from db.sqlite import SqliteEngine
from db.unit import Unit
from domain.matters import Matter
from domain.roles import Role
from handlers.contact import clock, later_clock, moves_clock
from handlers.contact.passing import pass_on
from tests.db.desk import open_desk
from tests.db.matter_traces import leave_traces
from tests.db.matter_world import worker_of
from tests.db.office_world import World

Asked = Callable[[Unit, Matter, Actor], Awaitable[Any]]


async def figures(unit: Unit, matter: Matter, _worker: Actor) -> None:
    office = await organisations.get(unit, matter.organisation_id)
    await matter_supervision.first_answers(unit, office, date(2026, 2, 1))
    await matter_supervision.list_load(unit, office)


async def forgetting(unit: Unit, _matter: Matter, worker: Actor) -> None:
    await matter_forgetting.forget_old(unit, unit.now_ms + 1, 500)
    await matter_forgetting.forget_notes(unit, unit.now_ms + 1, 500)
    matter_forgetting.forget_person(unit, worker.person_id)


async def moments(unit: Unit, _matter: Matter, _worker: Actor) -> None:
    for each in (matter_clock, matter_moves, matter_steps, contact_staff):
        await each.next_due(unit, unit.now_ms)


ASKED: dict[str, Asked] = {
    "her list": lambda unit, _matter, _worker: matters.list_held(unit),
    "what nobody has": lambda unit, _matter, _worker: matters.list_pool(unit),
    "how many": lambda unit, _matter, _worker: matters.counts(unit),
    "one matter": lambda unit, matter, _worker: matters.get(unit, matter.id),
    "its page": lambda unit, matter, _worker: matter_messages.page(unit, matter),
    "passing on": lambda unit, matter, _worker: pass_on(unit, matter),
    "the line": lambda unit, _matter, worker: matter_lines.find_waiting(unit, worker.person_id),
    "her digest": lambda unit, _matter, worker: contact_counts.count_for(
        unit, worker.person_id, unit.now_ms + 1
    ),
    "who has a digest": lambda unit, _matter, _worker: contact_digest.list_to_tell(unit),
    "her steps": lambda unit, _matter, worker: matter_steps.count_due(unit, worker.person_id, unit.now_ms),
    "answers to her moves": lambda unit, _matter, worker: matter_moves.list_answers(
        unit, worker.person_id, 0
    ),
    "answers kept ready": lambda unit, matter, _worker: canned.list_of(unit, [matter.organisation_id]),
    "a card": lambda unit, _matter, _worker: outreach.find(unit, "AB12CD"),
    "a supervisor's figures": figures,
    "the clock": lambda unit, _matter, _worker: clock.look_around(unit),
    "the clock of later words": lambda unit, _matter, _worker: later_clock.look_around(unit),
    "the clock of moves": lambda unit, _matter, _worker: moves_clock.look_around(unit),
    "its next moments": moments,
    "forgetting": forgetting,
}
# As many as there are offices; and what was told of messages that nobody knows, for three days.
FEW = {"o", "organisations", "a", "organisation_areas", "s", "organisation_sets", "parked_statuses"}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[World]:
    """On SQLite: PostgreSQL plans by what is in the tables, and these are almost empty."""
    async with open_desk(tmp_path) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        yield world


@pytest.mark.parametrize("asked", ASKED)
async def test_it_reads_no_whole_table(here: World, asked: str) -> None:
    woman, worker = await here.woman("siti"), await worker_of(here)
    await worker_of(here, Role.SUPERVISOR)
    matter: Matter = await here.run(
        lambda unit: leave_traces(unit, woman=woman, office=here.office, worker=worker), by=woman
    )
    await here.run(lambda unit: matters.take(unit, matter.id), by=worker)
    engine = here.desk.storage.engine
    assert isinstance(engine, SqliteEngine)
    assert engine._connection is not None
    ran: list[str] = []
    here.pass_time(3 * 60)
    await engine._connection.set_trace_callback(ran.append)
    await here.run(lambda unit: ASKED[asked](unit, matter, worker), by=worker)
    await engine._connection.set_trace_callback(lambda _sql: None)
    plans = {each: await plan(here, each) for each in ran if each.startswith(("SELECT", "UPDATE", "DELETE"))}
    assert plans, "nothing was asked at all"
    whole = {sql: found for sql, found in plans.items() if any(map(is_whole, found))}
    assert whole == {}


async def plan(world: World, sql: str) -> list[str]:
    rows = await world.desk.run(lambda unit: unit.fetch(f"EXPLAIN QUERY PLAN {sql}"))
    return [str(row["detail"]) for row in rows]


def is_whole(step: str) -> bool:
    """Whether this step of a plan reads a table from end to end; an index of few rows that are open may be."""
    words = step.split()
    return words[0] == "SCAN" and "USING" not in words and words[1] not in FEW | {"CONSTANT"}


async def test_a_whole_table_would_be_found(here: World) -> None:
    assert is_whole((await plan(here, "SELECT id FROM matters WHERE topic = 'lain'"))[0])
