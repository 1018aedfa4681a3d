"""The clock ends what everybody forgot and makes one place of two that are one woman's, on both engines."""

from db import course_places, course_upkeep, courses
from db.people import Actor
from db.unit import Unit
from domain.courses import Course, Part, State
from domain.roles import Role
from tests.db.course_world import DAY_MS, HOUR_MS, course_of, join, sessions, weeks
from tests.db.office_world import World, world

__all__ = ["world"]


async def look(world: World) -> int:
    async def job(unit: Unit) -> int:
        ended = await course_upkeep.end_left_open(unit)
        await course_upkeep.unite(unit)
        return len(ended)

    return await world.run(job)


async def state_of(world: World, course: Course) -> State:
    return (await world.run(lambda unit: courses.get(unit, course.id))).state


async def part_of(world: World, course: Course, woman: Actor) -> Part | None:
    found = await world.run(lambda unit: course_places.find(unit, course.id, woman.person_id))
    return None if found is None else found.part


async def say_same(world: World, other: Actor, first: Actor) -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, first.person_id)

    await world.run(job)


async def test_a_course_that_nobody_ended_is_over_two_weeks_after_its_last_session(world: World) -> None:
    course = await course_of(world, await world.staff(Role.WORKER), days=weeks(2))
    siti = await world.woman()
    await join(world, course, siti)
    over_ms = (await sessions(world, course))[-1].start_ms + 2 * HOUR_MS
    world.desk.now_ms = over_ms + course_upkeep.LEFT_OPEN_MS - 1
    assert await look(world) == 0
    assert await state_of(world, course) is State.OPEN
    due = await world.run(lambda unit: course_upkeep.next_due(unit, world.desk.now_ms))
    assert due == world.desk.now_ms + 1
    world.desk.now_ms = due
    await look(world)
    assert await state_of(world, course) is State.ENDED
    assert await part_of(world, course, siti) is Part.DONE
    assert await world.run(lambda unit: course_upkeep.next_due(unit, world.desk.now_ms)) is None


async def test_one_with_a_session_to_come_goes_on_and_one_without_any_is_for_people_to_end(
    world: World,
) -> None:
    worker = await world.staff(Role.WORKER)
    course, off = await course_of(world, worker, days=weeks(1)), await course_of(world, worker, days=weeks(1))
    (only,) = await sessions(world, off)
    await world.run(lambda unit: courses.cancel_session(unit, only))
    await world.run(lambda unit: courses.add_session(unit, course, unit.now_ms + 30 * DAY_MS))
    world.desk.now_ms += 20 * DAY_MS
    await look(world)
    assert await state_of(world, course) is State.OPEN
    assert await state_of(world, off) is State.OPEN


async def test_of_two_places_that_are_hers_she_keeps_the_one_in_which_she_sits(world: World) -> None:
    course = await course_of(world, await world.staff(Role.WORKER), capacity=1)
    waits, sits = await world.woman(), await world.woman()
    await join(world, course, sits)
    await join(world, course, waits)
    await look(world)
    assert await part_of(world, course, waits) is Part.WAITING
    await say_same(world, sits, waits)
    await look(world)
    assert (await part_of(world, course, sits), await part_of(world, course, waits)) == (
        Part.JOINED,
        Part.LEFT,
    )


async def test_of_two_that_are_alike_she_keeps_the_older_and_the_other_goes_to_whoever_waits(
    world: World,
) -> None:
    course = await course_of(world, await world.staff(Role.WORKER), capacity=2)
    first, second, third, next_one = [await world.woman() for _ in range(4)]
    await join(world, course, second)
    await join(world, course, third)
    await join(world, course, next_one)
    # Neither is the first record: both are said to be hers.
    await say_same(world, second, first)
    await say_same(world, third, first)
    await look(world)
    assert {each.person_id for each in world.told} == {next_one.person_id}
    assert (await part_of(world, course, second), await part_of(world, course, third)) == (
        Part.JOINED,
        Part.LEFT,
    )
    assert await part_of(world, course, next_one) is Part.JOINED


async def test_what_is_over_is_left_as_it_was(world: World) -> None:
    course = await course_of(world, await world.staff(Role.WORKER))
    siti, again = await world.woman(), await world.woman()
    await join(world, course, siti)
    await join(world, course, again)
    await world.run(lambda unit: courses.cancel(unit, course))
    await say_same(world, again, siti)
    await look(world)
    assert await part_of(world, course, again) is Part.JOINED


async def test_more_than_one_look_can_hold_are_taken_in_turns(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    for _ in range(course_upkeep.LOOKED_MAX + 1):
        await course_of(world, worker, days=weeks(1))
    world.desk.now_ms += 30 * DAY_MS
    assert [await look(world) for _ in range(2)] == [course_upkeep.LOOKED_MAX, 1]
    assert await world.rows("SELECT id FROM courses WHERE state = 'open'") == []
