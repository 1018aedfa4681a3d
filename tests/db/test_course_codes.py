"""The code on the wall, on both engines: whose it is, when it counts, and that it is not guessed."""

from db import course_codes, courses
from db.people import Actor
from db.unit import Unit
from domain.attendance import WRONG_MAX, read_wall_code
from domain.courses import Part, Session
from domain.roles import Role
from tests.db.course_world import course_of, join, sessions, weeks
from tests.db.office_world import World, world

__all__ = ["world"]

UNTIL_FIRST_MIN = 21 * 60


async def code_of(world: World, by: Actor, session: Session) -> str:
    async def job(unit: Unit) -> str:
        return await course_codes.give_code(unit, await courses.get_session(unit, session.id))

    return await world.run(job, by=by)


async def finds(world: World, woman: Actor, code: str) -> int | None:
    found = await world.run(lambda unit: course_codes.find_by_code(unit, woman.person_id, code))
    return None if found is None else found.n


async def test_a_code_is_that_of_one_session_and_stays_until_it_is_changed(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    course = await course_of(world, worker)
    first, second, *_rest = await sessions(world, course)
    code = await code_of(world, worker, first)
    assert read_wall_code(code) == code
    assert await code_of(world, worker, first) == code
    assert await code_of(world, worker, second) != code
    fresh = await world.run(lambda unit: course_codes.new_code(unit, first), by=worker)
    assert fresh != code
    assert await code_of(world, worker, first) == fresh


async def test_a_code_counts_in_its_hours_for_those_with_a_place(world: World) -> None:
    worker, siti, stranger = await world.staff(Role.WORKER), await world.woman(), await world.woman()
    course = await course_of(world, worker)
    await join(world, course, siti)
    code = await code_of(world, worker, (await sessions(world, course))[0])
    assert await finds(world, siti, code) is None
    world.pass_time(UNTIL_FIRST_MIN - 30)
    assert await finds(world, siti, code) == 1
    assert await finds(world, stranger, code) is None
    assert await finds(world, siti, "") is None
    world.pass_time(30 + 120 + 59)
    assert await finds(world, siti, code) == 1
    world.pass_time(1)
    assert await finds(world, siti, code) is None
    hers = await world.run(lambda unit: course_codes.find_hers(unit, siti.person_id, code))
    assert hers is not None
    assert hers.session.n == 1


async def test_who_waits_for_a_place_is_told_so_by_her_part(world: World) -> None:
    worker, siti, sri = await world.staff(Role.WORKER), await world.woman(), await world.woman()
    course = await course_of(world, worker, capacity=1)
    await join(world, course, siti)
    await join(world, course, sri)
    code = await code_of(world, worker, (await sessions(world, course))[0])
    world.pass_time(UNTIL_FIRST_MIN)
    hers = await world.run(lambda unit: course_codes.find_hers(unit, sri.person_id, code))
    assert hers is not None
    assert hers.part is Part.WAITING
    assert await world.run(lambda unit: course_codes.list_open(unit, sri.person_id)) == []
    assert len(await world.run(lambda unit: course_codes.list_open(unit, siti.person_id))) == 1


async def test_a_moved_or_cancelled_session_has_no_code_of_its_old_time(world: World) -> None:
    worker, siti = await world.staff(Role.WORKER), await world.woman()
    course = await course_of(world, worker)
    await join(world, course, siti)
    first, second, *_rest = await sessions(world, course)
    code, other = await code_of(world, worker, first), await code_of(world, worker, second)
    await world.run(lambda unit: courses.move_session(unit, first, first.start_ms + 3_600_000), by=worker)
    await world.run(lambda unit: courses.cancel_session(unit, second), by=worker)
    world.pass_time(UNTIL_FIRST_MIN + 60)
    assert await finds(world, siti, code) is None
    world.pass_time(7 * 24 * 60 - 60)
    assert await finds(world, siti, other) is None


async def test_of_two_sessions_the_one_that_is_open_is_meant(world: World) -> None:
    worker, siti = await world.staff(Role.WORKER), await world.woman()
    course = await course_of(world, worker, days=weeks(2))
    await join(world, course, siti)
    first, second = await sessions(world, course)
    await code_of(world, worker, first)

    async def same(unit: Unit) -> None:
        unit.write("UPDATE course_sessions SET code = '7K4P' WHERE course_id = $1", course.id)

    await world.run(same)
    world.pass_time(UNTIL_FIRST_MIN)
    assert await finds(world, siti, "7K4P") == first.n
    world.pass_time(7 * 24 * 60)
    assert await finds(world, siti, "7K4P") == second.n


async def test_wrong_codes_are_counted_for_an_hour(world: World) -> None:
    siti, sri = await world.woman(), await world.woman()

    async def left(woman: Actor) -> bool:
        return await world.run(course_codes.has_tries_left, by=woman)

    async def miss(unit: Unit) -> None:
        course_codes.note_wrong(unit)

    for _time in range(WRONG_MAX):
        assert await left(siti)
        await world.run(miss, by=siti)
    assert not await left(siti)
    assert await left(sri)
    world.pass_time(61)
    assert await left(siti)
