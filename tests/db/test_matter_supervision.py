"""Load and first answers of an office: what each has, what was answered in time, complaints in none of it."""

from datetime import date

import pytest

from db import duty, matter_supervision, organisations
from db.matter_supervision import Load
from db.matters import Chosen
from db.unit import Unit
from domain.first_answers import FirstAnswers
from domain.roles import Role
from domain.safety import Leave
from tests.db.matter_world import answer, end_role, held, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

FEBRUARY, JANUARY, MARCH = date(2026, 2, 1), date(2026, 1, 1), date(2026, 3, 1)


async def load(world: World) -> list[Load]:
    async def job(unit: Unit) -> list[Load]:
        return await matter_supervision.list_load(unit, await organisations.get(unit, world.office))

    return await world.run(job)


async def answers(world: World, month: date) -> FirstAnswers:
    async def job(unit: Unit) -> FirstAnswers:
        office = await organisations.get(unit, world.office)
        return await matter_supervision.first_answers(unit, office, month)

    return await world.run(job)


async def test_each_has_what_she_has_and_who_has_nothing_stands_there_too(world: World) -> None:
    worker, idle = await worker_of(world), await worker_of(world)
    siti, tati, ani = [await world.woman(name) for name in ("siti", "tati", "ani")]
    begun_ms = world.desk.now_ms
    await held(world, siti, worker)
    answered = await held(world, tati, worker)
    await read(world, worker, answered)
    await answer(world, worker, answered)
    await write(world, ani)
    found = await load(world)
    assert [(each.person_id, each.open, each.unanswered, each.oldest_ms) for each in found] == [
        (worker.person_id, 2, 1, begun_ms),
        (idle.person_id, 0, 0, 0),
        (0, 1, 1, begun_ms),
    ]


async def test_complaints_are_in_no_load(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    chosen = Chosen(complaint=True, about_id=worker.person_id, holder_id=boss.person_id)
    await write(world, siti, chosen=chosen)
    assert [each.open for each in await load(world)] == [0, 0]


async def test_who_is_away_today_is_marked_and_who_has_left_is_seen_while_she_has_something(
    world: World,
) -> None:
    siti, worker, absent = await world.woman("siti"), await worker_of(world), await worker_of(world)
    await held(world, siti, worker)
    await end_role(world, worker)

    async def leave(unit: Unit) -> None:
        today = date(2026, 2, 3)
        duty.add_leave(unit, world.office, Leave(person_id=absent.person_id, first=today, last=today))

    await world.run(leave)
    found = {each.person_id: each for each in await load(world)}
    assert found[worker.person_id].open == 1
    assert found[absent.person_id].away
    assert not found[worker.person_id].away


@pytest.mark.parametrize("women, shown", [(4, None), (15, 15)])
async def test_first_answers_are_counted_by_the_month_in_which_she_began(
    world: World, women: int, shown: int | None
) -> None:
    worker, boss = await worker_of(world), await worker_of(world, Role.SUPERVISOR)
    kept = []
    for number in range(women):
        kept.append(await held(world, await world.woman(f"siti{number}"), worker))
    about = Chosen(complaint=True, about_id=worker.person_id)
    for number in range(6):
        await write(world, await world.woman(f"ani{number}"), chosen=about)
    world.pass_time(60)
    for matter in kept[:5]:
        await read(world, worker, matter)
        await answer(world, worker, matter)
    world.pass_time(24 * 60)
    for matter in kept[5:10]:
        await read(world, worker, matter)
        await answer(world, worker, matter)
    found = await answers(world, FEBRUARY)
    assert found.line.total == shown
    assert found.line.cells == ((5, 5, 5) if shown else (None, None, None))
    assert found.median_min == (60 if shown else None)
    assert (await answers(world, JANUARY)).line.total is None
    assert (await answers(world, MARCH)).line.total is None
    assert boss.person_id
