"""Who is told that somebody waits: claimed once, once a day and place, by day, and never of a practice."""

from datetime import UTC, datetime

import pytest

from db import course_task_tellings, course_tasks
from db.course_task_tellings import Place
from db.people import Actor
from db.unit import Unit
from domain.course_follow_up import Kind
from domain.courses import Course
from domain.roles import Role
from tests.db.company_world import a_course
from tests.db.course_world import DAY_MS, HOUR_MS, add_group, course_of, join, leader
from tests.db.office_world import World, world

__all__ = ["world"]


async def add(world: World, course: Course, woman: Actor, n: int = 1, *, after_ms: int = 0) -> None:
    async def job(unit: Unit) -> None:
        course_tasks.add(unit, course.id, woman.person_id, Kind.ABSENT, n, unit.now_ms + after_ms)

    await world.run(job)


async def places(world: World) -> list[Place]:
    return await world.run(course_task_tellings.list_places)


async def tell(world: World) -> int:
    """Everybody who is to be told now is told; of how many women."""

    async def job(unit: Unit) -> int:
        told = 0
        for place in await course_task_tellings.list_places(unit):
            tasks = await course_task_tellings.list_due(unit, place)
            if await course_task_tellings.claim(unit, place, tasks):
                told += len(tasks)
        return told

    return await world.run(job)


async def test_it_is_told_once_and_what_comes_later_that_day_waits_for_the_morning(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, siti, tati)
    await add(world, course, siti)
    assert await tell(world) == 1
    assert await tell(world) == 0
    await add(world, course, tati)
    assert await tell(world) == 0
    world.pass_time(19 * 60)
    assert await tell(world) == 0  # 07.00 there
    world.pass_time(60)
    assert await tell(world) == 2  # what nobody has seen to is counted again
    world.pass_time(24 * 60)
    assert await tell(world) == 0  # and told no more by itself


async def test_of_two_looks_at_once_one_tells(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await add(world, course, siti)
    (place,) = await places(world)

    async def look(unit: Unit) -> list[bool]:
        tasks = await course_task_tellings.list_due(unit, place)
        return [await course_task_tellings.claim(unit, place, tasks) for _time in range(2)]

    assert await world.run(look) == [True, False]


@pytest.mark.parametrize("hours, told", [(6, 1), (7, 0), (19, 0), (20, 1)])
async def test_at_night_nobody_is_told(world: World, hours: int, told: int) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await add(world, course, siti)
    world.pass_time(hours * 60)  # from noon there
    assert await tell(world) == told


async def test_an_office_and_a_group_are_places_of_their_own_and_a_practice_is_none(world: World) -> None:
    siti = await world.woman("siti")
    office = await a_course(world, siti)
    await add(world, office, siti)
    for practice_of in (0, 1):
        group = await add_group(world, practice_of=practice_of)
        cucu = await leader(world, group, practice=group if practice_of else 0)
        course = await course_of(world, cucu, group_id=group)
        await join(world, course, siti)
        await add(world, course, siti)
    found = await places(world)
    assert [each.organisation_id for each in found if each.organisation_id] == [world.office]
    assert len([each for each in found if each.group_id]) == 1


async def test_the_moved_clock_stops_when_it_falls_due_and_the_morning_after_it_was_told(
    world: World,
) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, siti, tati)
    now = world.desk.now_ms

    async def due(unit: Unit) -> int | None:
        return await course_task_tellings.next_due(unit, unit.now_ms)

    assert await world.run(due) is None
    await add(world, course, siti, after_ms=HOUR_MS)
    assert await world.run(due) == now + HOUR_MS
    world.pass_time(60)
    assert await tell(world) == 1
    assert await world.run(due) is None
    await add(world, course, tati)
    morning = datetime(2026, 2, 4, tzinfo=UTC)  # 08.00 in Samarinda
    assert await world.run(due) == round(morning.timestamp() * 1000)
    world.desk.now_ms = round(morning.timestamp() * 1000)
    assert await tell(world) == 2


async def test_what_was_told_by_the_step_itself_is_not_told_again(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await world.staff(Role.COMPANION)

    async def job(unit: Unit) -> None:
        course_tasks.add(unit, course.id, siti.person_id, Kind.WANTS_TALK, 1, unit.now_ms)
        course_task_tellings.note_told(unit, course.id, siti.person_id, Kind.WANTS_TALK.value)

    await world.run(job)
    assert await places(world) == []
    world.desk.now_ms += 3 * DAY_MS
    assert await tell(world) == 0
