"""Which announcements show how far they are, and what of them waits for a better hour; found by an index each time."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db import announcement_lists, announcement_tellings, announcement_unreachable, announcements, outbox
from db.announcement_lists import Where
from db.sqlite import SqliteEngine
from db.unit import Unit
from domain.announcements import Announcement, State
from domain.refusals import NotAllowed
from domain.roles import Place, Role
from domain.zones import WIB, WIT, WITA
from tests.db import announcement_world as sending
from tests.db.announcement_world import SAMARINDA
from tests.db.desk import open_desk
from tests.db.office_world import World, world
from tests.db.test_matter_plans import is_whole, plan

__all__ = ["world"]

HOUR_MS = 3_600_000


async def shown(world: World) -> list[int]:
    return [each.id for each in await world.run(announcement_tellings.list_shown)]


async def test_it_is_shown_from_its_beginning_until_an_hour_after_its_end(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await sending.knows(world, 2)
    written = await sending.write(world, worker, size=2)
    assert await shown(world) == []
    await sending.queue(world, written)
    assert await shown(world) == [written.id]
    await sending.sent(world, written)
    assert (await sending.settle(world, written)).state is State.DONE
    assert await shown(world) == [written.id]

    async def told(unit: Unit) -> None:
        announcement_tellings.note_told(unit, written.id, outbox_id=7, told="done x")
        announcement_tellings.note_workers(unit, written.id, -1)

    await world.run(told)
    world.pass_time(59)
    assert await shown(world) == [written.id]
    world.pass_time(2)
    assert await shown(world) == []


async def test_an_end_that_nobody_was_told_of_is_still_told_hours_later(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await sending.knows(world, 1)
    written = await sending.write(world, worker)
    await sending.run_whole(world, written)
    world.pass_time(5 * 60)
    assert await shown(world) == [written.id]
    world.pass_time(24 * 60)
    assert await shown(world) == []


async def test_what_was_called_back_shows_nothing(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    written = await sending.write(world, worker)
    await world.run(lambda unit: announcements.call_back(unit, written.id), by=worker)
    assert await shown(world) == []


async def test_what_is_put_off_is_counted_with_its_first_moment_and_nobody_elses(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    women = await sending.knows(world, 3)
    one = await sending.queue(world, await sending.write(world, worker, size=3))
    other = await sending.queue(world, await sending.write(world, worker, SAMARINDA, size=3))
    rows = await sending.rows(world, one)
    foreign = await sending.rows(world, other)
    now = world.desk.now_ms

    async def postpone(unit: Unit) -> None:
        outbox.postpone(unit, rows[0]["id"], now + 5 * HOUR_MS)
        outbox.postpone(unit, rows[1]["id"], now + 3 * HOUR_MS)
        outbox.retry(unit, rows[2]["id"], now + HOUR_MS, "429")
        outbox.postpone(unit, foreign[0]["id"], now + HOUR_MS)

    await world.run(postpone)
    found = await world.run(lambda unit: announcement_tellings.postponed(unit, one.id))
    assert (found.count, found.first_ms) == (2, now + 3 * HOUR_MS)
    assert len(women) == 3


async def test_who_wrote_it_does_not_count_it_among_those_to_agree_to(world: World) -> None:
    worker, boss = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    for by in (worker, boss):
        await sending.write(world, by, needs_second=True)
    counts = [
        await world.run(lambda unit: announcement_tellings.count_to_agree(unit, [world.office]), by=each)
        for each in (boss, await world.staff(Role.ADMIN))
    ]
    assert counts == [1, 2]


async def test_the_last_moment_and_the_channels_of_what_left(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await sending.knows(world, 2)
    written = await sending.write(world, worker, size=2)
    assert await world.run(lambda unit: announcement_tellings.last_sent_ms(unit, written.id)) == 0
    await sending.run_whole(world, written)
    assert (
        await world.run(lambda unit: announcement_tellings.last_sent_ms(unit, written.id))
        == world.desk.now_ms
    )
    assert await world.run(lambda unit: announcement_tellings.channels_of(unit, written.id)) == ["simulator"]


Asked = Callable[[Unit, Announcement], Awaitable[Any]]
ASKED: dict[str, Asked] = {
    "what is shown": lambda unit, _one: announcement_tellings.list_shown(unit),
    "what is put off": lambda unit, one: announcement_tellings.postponed(unit, one.id),
    "what waits for a second person": lambda unit, _one: announcement_tellings.count_to_agree(unit, [1]),
    "the last that left": lambda unit, one: announcement_tellings.last_sent_ms(unit, one.id),
    "a page of names": lambda unit, one: announcement_lists.list_where(unit, one.id, Where.MISSED, 9),
    "whose worker is told": lambda unit, one: announcement_unreachable.list_to_tell(
        unit, one.id, 1, but=0, after=0
    ),
}


@pytest.mark.parametrize("asked", ASKED)
async def test_no_whole_table_is_read_for_it(tmp_path: Path, asked: str) -> None:
    async with open_desk(tmp_path) as desk:  # on SQLite: PostgreSQL plans by what is in the tables
        here = World(desk)
        here.office = await here.add_office("Kantor Contoh", "samarinda")
        worker = await here.staff(Role.WORKER)
        await sending.knows(here, 2)
        one = await sending.queue(here, await sending.write(here, worker, size=2))
        engine = desk.storage.engine
        assert isinstance(engine, SqliteEngine)
        assert engine._connection is not None
        ran: list[str] = []
        await engine._connection.set_trace_callback(ran.append)
        await here.run(lambda unit: ASKED[asked](unit, one), by=worker)
        await engine._connection.set_trace_callback(lambda _sql: None)
        plans = {each: await plan(here, each) for each in ran if each.startswith("SELECT")}
        assert plans, "nothing was asked at all"
        assert {sql: found for sql, found in plans.items() if any(map(is_whole, found))} == {}


async def test_it_is_spoken_of_on_the_clock_of_its_office_or_group_and_of_no_other(world: World) -> None:
    elsewhere = await world.add_office("Kantor Batu", "batu")
    group_id, _women = await sending.group_of(world)

    async def job(unit: Unit) -> list[str]:
        unit.write("UPDATE organisations SET zone = $2 WHERE id = $1", elsewhere, WIB)
        unit.write("UPDATE groups SET zone = $2 WHERE id = $1", group_id, WIT)
        places = (
            Place(organisation_id=world.office),
            Place(organisation_id=elsewhere),
            Place(group_id=group_id),
        )
        return [await announcement_tellings.zone_of(unit, each) for each in places]

    assert await world.run(job) == [WITA, WIB, WIT]
    for nowhere in (Place(organisation_id=1), Place(group_id=1), Place()):
        with pytest.raises(NotAllowed):
            await world.run(partial(announcement_tellings.zone_of, place=nowhere))
