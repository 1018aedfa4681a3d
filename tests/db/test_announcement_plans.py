"""What the clock, the page and the papers ask of announcements is found by an index, however many rows there are.

Every statement is taken from the database itself as it runs, so that none is forgotten here. A tick looks at what
changed, never through the outbox or through all receivers.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from db import (
    announcement_clock,
    announcement_forgetting,
    announcement_receivers,
    announcements,
    audience,
    audience_count,
    own_announcements,
    statuses,
)
from db.announcement_settling import _CHANGED, _LEFT, _OPEN, _STOP
from db.people import Actor
from db.sqlite import SqliteEngine
from db.unit import Unit
from domain.announcements import ALL_AREAS, Announcement, Audience, NewsKind, Part, PartKind, Reached
from domain.roles import Role
from tests.db.announcement_world import ended, group_of, known, queue, row_of, rows, sent, words, write
from tests.db.course_world import course_of, join, sessions
from tests.db.desk import open_desk
from tests.db.office_world import World

Asked = Callable[[Unit, Announcement, Actor, World], Awaitable[Any]]


async def counting(unit: Unit, announcement: Announcement, _worker: Actor, world: World) -> None:
    await audience_count.count(unit, announcement.audience, world.office, None, NewsKind.AID)


async def begin(unit: Unit, announcement: Announcement, _worker: Actor, _world: World) -> None:
    unit.write("UPDATE announcements SET state = 'waiting', filling = 0 WHERE id = $1", announcement.id)
    while await audience.fill(unit, announcement):
        pass


async def again(unit: Unit, announcement: Announcement, _worker: Actor, _world: World) -> None:
    await announcement_receivers.again(unit, announcement.id, True)
    await announcement_receivers.queue_slice(unit, announcement)


async def stopped(unit: Unit, announcement: Announcement, _worker: Actor, _world: World) -> None:
    await announcements.stop(unit, announcement.id)
    await announcement_receivers.settle_slice(unit, announcement)


async def listing(unit: Unit, announcement: Announcement, _worker: Actor, world: World) -> None:
    await announcements.list_of(unit, organisation_ids=[world.office], group_ids=[5], most=10)
    await announcements.find(unit, announcement.code)
    for reached in Reached:
        await announcement_receivers.list_in(unit, announcement.id, reached, 10)


async def hers(unit: Unit, announcement: Announcement, worker: Actor, _world: World) -> None:
    await announcement_receivers.of_receiver(unit, announcement.code, worker.person_id)
    await own_announcements.collect(unit, [worker.person_id])
    announcement_forgetting.forget_person(unit, worker.person_id)


async def status(unit: Unit, announcement: Announcement, _worker: Actor, _world: World) -> None:
    row = await unit.fetch_one(
        "SELECT outbox_id FROM announcement_receivers WHERE announcement_id = $1 LIMIT 1", announcement.id
    )
    assert row is not None
    await statuses.note(unit, "simulator", str(row["outbox_id"]), "read")


ASKED: dict[str, Asked] = {
    "counting": counting,
    "finding": begin,
    "sending again": again,
    "a tick": lambda unit, announcement, _worker, _world: announcement_receivers.settle_slice(
        unit, announcement
    ),
    "stopping": stopped,
    "what is live": lambda unit, _announcement, _worker, _world: announcements.live(unit),
    "what is next": lambda unit, _announcement, _worker, _world: announcement_clock.list_next(unit),
    "the next moment": lambda unit, _announcement, _worker, _world: announcement_receivers.next_due(unit, 0),
    "how it stands": lambda unit, announcement, _worker, _world: announcement_receivers.tally(
        unit, announcement.id
    ),
    "its answers": lambda unit, announcement, _worker, _world: announcement_receivers.answers(
        unit, announcement.id
    ),
    "an answer": lambda unit, announcement, worker, _world: announcement_receivers.answer(
        unit, announcement, worker.person_id, 1
    ),
    "its rate": lambda unit, announcement, _worker, _world: announcement_receivers.rate(
        unit, announcement.id, 1
    ),
    "a status": status,
    "lists": listing,
    "her own": hers,
    "forgetting": lambda unit, _announcement, _worker, _world: announcement_forgetting.forget_old(
        unit, unit.now_ms + 1, 500
    ),
}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[World]:
    """On SQLite: PostgreSQL plans by what is in the tables, and these are almost empty."""
    async with open_desk(tmp_path) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        yield world


async def every_part(world: World, worker: Actor, woman: Actor) -> Audience:
    """An audience of every kind of part there is."""
    group_id, _women = await group_of(world)
    course = await course_of(world, worker)
    await join(world, course, woman)
    session = (await sessions(world, course))[0]
    before = await write(world, worker, content=words("Datang?", "Ya"))
    return Audience(
        those=(
            Part(kind=PartKind.AREA, value="samarinda"),
            Part(kind=PartKind.AREA, value=ALL_AREAS),
            Part(kind=PartKind.GROUP, id=group_id),
            Part(kind=PartKind.COURSE, id=course.id),
            Part(kind=PartKind.SESSION, id=session.id),
            Part(kind=PartKind.RESULT, value="kaltim-uep-2023/cocok_awal"),
            Part(kind=PartKind.ROLE, value="worker"),
            Part(kind=PartKind.GOT, id=before.id),
            Part(kind=PartKind.UNANSWERED, id=before.id),
        ),
        without=(
            Part(kind=PartKind.ANSWERED, id=before.id, value="1"),
            Part(kind=PartKind.AREA, value="batu"),
            Part(kind=PartKind.RESULT, value="kaltim-uep-2023/belum_sesuai"),
        ),
    )


@pytest.mark.parametrize("asked", ASKED)
async def test_it_reads_no_whole_table(here: World, asked: str) -> None:
    worker = await here.staff(Role.WORKER)
    women = [await known(here) for _n in range(3)]
    announcement = await write(
        here, worker, await every_part(here, worker, women[0]), words("Datang?", "Ya"), size=3
    )
    await queue(here, announcement)
    assert await rows(here, announcement), "nothing was queued"
    await sent(here, announcement, women[0])
    await ended(here, announcement, women[1], "rejected", "400")
    assert await row_of(here, announcement, women[2])
    engine = here.desk.storage.engine
    assert isinstance(engine, SqliteEngine)
    assert engine._connection is not None
    ran: list[str] = []
    await engine._connection.set_trace_callback(ran.append)
    await here.run(lambda unit: ASKED[asked](unit, announcement, worker, here), by=worker)
    await engine._connection.set_trace_callback(lambda _sql: None)
    looked = [each for each in ran if each.startswith(("SELECT", "UPDATE", "DELETE")) or "SELECT" in each]
    plans = {each: await plan(here, each) for each in looked if not each.startswith("--")}
    assert plans, "nothing was asked at all"
    whole = {sql: found for sql, found in plans.items() if any(map(is_whole, found))}
    assert whole == {}


async def plan(world: World, sql: str) -> list[str]:
    found = await world.desk.run(lambda unit: unit.fetch(f"EXPLAIN QUERY PLAN {sql}"))
    return [str(row["detail"]) for row in found]


def is_whole(step: str) -> bool:
    """Whether this step reads a table, or an index of it, from end to end; an index of what is live may be."""
    words_ = step.split()
    return words_[0] == "SCAN" and words_[1] != "CONSTANT" and "announcements_live" not in words_


async def test_a_whole_table_would_be_found(here: World) -> None:
    assert is_whole(
        (await plan(here, "SELECT person_id FROM announcement_receivers WHERE why = 'refused'"))[0]
    )
    assert is_whole((await plan(here, "SELECT count(*) FROM outbox WHERE state = 'sent'"))[0])


async def test_a_tick_with_nothing_new_costs_the_same_for_any_number(here: World) -> None:
    """Of all rows only those of which there is news are looked at: the steps of the plan begin there."""
    steps = await plan(here, _CHANGED.replace("$1", "1").replace("$2", "500"))
    assert steps[0].startswith("SEARCH c ")
    assert all(step.startswith("SEARCH") for step in steps)


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (_OPEN, "announcement_receivers_state (announcement_id=? AND state=?)"),
        (_LEFT, "outbox_notice (notice_id=? AND state=?)"),
        (_STOP, "announcement_receivers_outbox (outbox_id=?)"),
    ],
)
async def test_a_tick_finds_the_few_that_are_left_among_many(here: World, sql: str, index: str) -> None:
    steps = await plan(here, sql.replace("$1", "1").replace("$2", "500"))
    assert any(index in step for step in steps), steps
