"""What the clock looks at, on both engines: sessions that are over, and who was missed in two lists in a row."""

from db import course_absences, course_attendance, course_tasks, courses
from db.people import Actor
from db.unit import Unit
from domain.attendance import ABSENCES_AFTER_MIN, ABSENCES_DAYS, CODE_AFTER_MIN
from domain.course_follow_up import Kind
from domain.courses import Course, Session
from domain.roles import Role
from tests.db.course_world import course_of, join, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

UNTIL_FIRST_MIN = 21 * 60
WEEK_MIN = 7 * 24 * 60


async def a_class(world: World, women: int) -> tuple[Actor, Course, list[Actor]]:
    worker = await world.staff(Role.WORKER)
    course = await course_of(world, worker)
    found = [await world.woman(f"demo {number}") for number in range(women)]
    for each in found:
        await join(world, course, each)
    world.pass_time(UNTIL_FIRST_MIN)
    return worker, course, found


async def write_list(world: World, by: Actor, session: Session, *came: Actor) -> None:
    async def job(unit: Unit) -> None:
        course = await courses.get(unit, session.course_id)
        fresh = await courses.get_session(unit, session.id)
        await course_attendance.write_list(
            unit, course, fresh, came=[each.person_id for each in came], away=[]
        )

    await world.run(job, by=by)


async def unlooked(world: World) -> list[int]:
    return [each.n for each in await world.run(course_absences.list_unlooked)]


async def missed(world: World, session: Session) -> list[int]:
    async def job(unit: Unit) -> list[int]:
        before = await course_absences.find_before(unit, session)
        return [] if before is None else await course_absences.list_missed(unit, before)

    return await world.run(job)


async def ask(world: World, course: Course, woman: Actor, n: int) -> None:
    async def job(unit: Unit) -> None:
        course_tasks.add(unit, course.id, woman.person_id, Kind.ABSENT, n, unit.now_ms)

    await world.run(job)


async def test_a_session_is_over_when_no_code_of_it_counts_any_more(world: World) -> None:
    _worker, course, _women = await a_class(world, 1)
    first = (await sessions(world, course))[0]
    world.pass_time(first.length_min + CODE_AFTER_MIN - 1)
    assert await world.run(course_absences.list_over) == []
    due = await world.run(lambda unit: course_absences.next_due(unit, unit.now_ms))
    assert due == world.desk.now_ms + 60_000
    world.pass_time(1)
    assert [each.n for each in await world.run(course_absences.list_over)] == [1]


async def test_a_list_is_looked_at_an_hour_after_it_was_last_touched(world: World) -> None:
    worker, course, (siti, _sri) = await a_class(world, 2)
    first = (await sessions(world, course))[0]
    assert await unlooked(world) == []
    await write_list(world, worker, first, siti)
    assert await unlooked(world) == []
    due = await world.run(lambda unit: course_absences.next_due(unit, unit.now_ms))
    assert due == world.desk.now_ms + ABSENCES_AFTER_MIN * 60_000
    world.pass_time(ABSENCES_AFTER_MIN)
    assert await unlooked(world) == [1]
    await world.run(lambda unit: _looked(unit, first))
    assert await unlooked(world) == []
    await write_list(world, worker, first)  # nothing changed in it, and still somebody opened it again
    world.pass_time(ABSENCES_AFTER_MIN)
    assert await unlooked(world) == [1]


async def _looked(unit: Unit, session: Session) -> None:
    course_absences.looked(unit, session)


async def test_a_list_of_long_ago_is_nobodys_question(world: World) -> None:
    worker, course, (siti, _sri) = await a_class(world, 2)
    await write_list(world, worker, (await sessions(world, course))[0], siti)
    world.pass_time(ABSENCES_DAYS * 24 * 60 + 1)
    assert await unlooked(world) == []


async def test_who_was_in_neither_of_two_lists_is_missed_and_nobody_else(world: World) -> None:
    worker, course, (siti, sri, imas) = await a_class(world, 3)
    planned = await sessions(world, course)
    await write_list(world, worker, planned[0], siti)
    assert await missed(world, planned[0]) == []
    late = await world.woman("late")
    world.pass_time(30)
    await join(world, course, late)  # to her nothing was said of the first session
    world.pass_time(WEEK_MIN)
    await write_list(world, worker, planned[1], imas)
    assert await missed(world, planned[1]) == [sri.person_id]


async def test_she_is_missed_once_until_she_has_been_there_again(world: World) -> None:
    worker, course, (siti, sri) = await a_class(world, 2)
    planned = await sessions(world, course)
    for number in (0, 1):
        await write_list(world, worker, planned[number], siti)
        world.pass_time(WEEK_MIN)
    assert await missed(world, planned[1]) == [sri.person_id]
    await ask(world, course, sri, planned[0].n)
    assert await missed(world, planned[1]) == []
    await write_list(world, worker, planned[2], siti)
    assert await missed(world, planned[2]) == []  # three in a row are no new reason
    await write_list(world, worker, planned[1], siti, sri)  # the second list was wrong
    world.pass_time(WEEK_MIN)
    await write_list(world, worker, planned[3], siti)
    assert await missed(world, planned[3]) == [sri.person_id]


async def test_who_has_been_there_since_is_not_asked_about_an_old_list(world: World) -> None:
    worker, course, (siti, sri) = await a_class(world, 2)
    planned = await sessions(world, course)
    world.pass_time(2 * WEEK_MIN)
    await write_list(world, worker, planned[2], siti, sri)
    for number in (0, 1):  # filled in later
        await write_list(world, worker, planned[number], siti)
    assert await missed(world, planned[1]) == []


async def test_what_she_was_missed_in_is_found_by_what_she_was_asked(world: World) -> None:
    worker, course, (siti, sri) = await a_class(world, 2)
    planned = await sessions(world, course)
    for number in (0, 1):
        await write_list(world, worker, planned[number], siti)
        world.pass_time(WEEK_MIN)
    await ask(world, course, sri, planned[0].n)

    async def asked(course_id: int, n: int) -> tuple[int, int, int] | None:
        return await world.run(lambda unit: course_absences.find_asked(unit, [sri.person_id], course_id, n))

    assert await asked(course.id, 1) == (sri.person_id, course.id, 1)
    assert await asked(0, 0) == (sri.person_id, course.id, 1)
    assert await asked(course.id, 2) is None
    assert (
        await world.run(lambda unit: course_absences.find_asked(unit, [siti.person_id], course.id, 1)) is None
    )
    days = await world.run(
        lambda unit: course_absences.list_missed_sessions(unit, course.id, sri.person_id, 1)
    )
    assert [each.n for each in days] == [1, 2]
    assert await world.run(lambda unit: course_absences.is_waiting(unit, course.id, sri.person_id))
    assert await world.run(lambda unit: course_absences.list_waiting(unit, course.id)) == {sri.person_id}

    async def drop(unit: Unit) -> None:
        course_absences.drop(unit, course.id, sri.person_id)

    await world.run(drop)
    assert not await world.run(lambda unit: course_absences.is_waiting(unit, course.id, sri.person_id))
    assert not await world.run(lambda unit: course_absences.list_waiting(unit, course.id))
    assert await asked(0, 0) is None


async def test_who_has_said_that_she_cannot_come_is_known(world: World) -> None:
    _worker, course, (siti,) = await a_class(world, 1)
    first, second, third, _last = await sessions(world, course)

    async def reply(unit: Unit) -> None:
        unit.write(
            "INSERT INTO course_replies (session_id, person_id, moves, answer, at_ms) VALUES ($1, $2, 0, 'no', 1)",
            second.id,
            siti.person_id,
        )

    await world.run(reply)
    has = course_absences.has_announced
    assert await world.run(lambda unit: has(unit, siti.person_id, first, second))
    assert not await world.run(lambda unit: has(unit, siti.person_id, first, third))
