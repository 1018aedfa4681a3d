"""What is moved or off is heard once by whoever had a place when it was decided, on both engines."""

from functools import partial

from db import course_notices, course_sessions, courses
from db.course_notices import Notice
from db.people import Actor
from db.unit import Unit
from domain.courses import Course, Session
from domain.roles import Role
from handlers.training.tell import tell_cancelled, tell_course_cancelled, tell_moved
from tests.db.course_world import DAY_MS, HOUR_MS, join, leave, sessions
from tests.db.office_world import World, world
from tests.db.test_course_reminders import look, soon

__all__ = ["world"]


async def move(world: World, course: Course, session: Session, by_ms: int, *, by: Actor) -> None:
    async def job(unit: Unit) -> None:
        moved = await course_sessions.move_session(unit, session, session.start_ms + by_ms)
        await tell_moved(unit, course, session, moved)

    await world.run(job, by=by)


def told(world: World) -> list[int]:
    return sorted(each.person_id for each in world.told)


async def test_a_notice_is_due_until_everybody_has_heard_it(world: World) -> None:
    siti = await world.woman()
    course = await soon(world, siti)
    session = (await sessions(world, course))[0]

    async def give(unit: Unit) -> None:
        course_notices.give_notice(unit, session, course_notices.Notice.MOVED)

    async def next_due() -> int | None:
        return await world.run(partial(course_notices.next_due, after_ms=5))

    assert await next_due() is None
    await world.run(give)
    assert await next_due() == 6
    assert await look(world) == [siti.person_id]
    assert await next_due() is None


async def test_a_cancelled_session_ends_what_was_moved(world: World) -> None:
    women = [await world.woman() for _each in range(3)]
    course = await soon(world, *women)
    session = (await sessions(world, course))[0]

    async def both(unit: Unit) -> None:
        moved = await course_sessions.move_session(unit, session, session.start_ms + HOUR_MS)
        course_notices.give_notice(unit, moved, course_notices.Notice.MOVED, was_ms=session.start_ms)
        await tell_cancelled(unit, course, await course_sessions.cancel_session(unit, moved))

    await world.run(both, by=await world.staff(Role.WORKER))
    assert sorted(each.person_id for each in world.told) == sorted(each.person_id for each in women)
    world.desk.now_ms += DAY_MS
    assert await look(world) == []


async def test_who_joins_after_it_was_decided_does_not_hear_of_it(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await soon(world, siti)
    worker = await world.staff(Role.WORKER)
    await move(world, course, (await sessions(world, course))[0], HOUR_MS, by=worker)
    assert told(world) == [siti.person_id]
    world.desk.now_ms += 1
    await join(world, course, yuyun)
    assert await look(world) == []


async def test_who_has_left_hears_nothing(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await soon(world, siti, yuyun)
    await leave(world, course, yuyun)
    await move(world, course, (await sessions(world, course))[0], HOUR_MS, by=await world.staff(Role.WORKER))
    assert told(world) == [siti.person_id]


async def test_the_message_knows_its_dates(world: World) -> None:
    siti = await world.woman()
    course = await soon(world, siti)
    session = (await sessions(world, course))[0]
    await move(world, course, session, DAY_MS, by=await world.staff(Role.WORKER))
    dates = world.told[0].dates
    assert dates is not None
    assert (dates.begins_ms, dates.useless_ms) == (session.start_ms, session.start_ms + DAY_MS)
    assert dates.over_ms == session.start_ms + DAY_MS + session.length_min * 60_000
    assert (dates.due_ms, dates.is_last) == (0, False)


async def test_once_it_has_begun_nobody_need_hear_it_any_more(world: World) -> None:
    siti = await world.woman()
    course = await soon(world, siti)
    session = (await sessions(world, course))[0]
    await world.run(lambda unit: _give(unit, session))
    world.desk.now_ms = session.start_ms
    assert await look(world) == []
    assert await world.run(course_notices.find_notice) is None


async def _give(unit: Unit, session: Session) -> None:
    course_notices.give_notice(unit, session, Notice.CANCELLED)


async def test_of_a_whole_course_the_first_session_to_come_is_told_also_while_one_is_held(
    world: World,
) -> None:
    siti = await world.woman()
    course = await soon(world, siti)
    first, second = await sessions(world, course)
    world.desk.now_ms = first.start_ms + HOUR_MS

    async def job(unit: Unit) -> None:
        following = await course_sessions.next_session(unit, course.id)
        assert following is not None
        assert following.id == first.id
        await tell_course_cancelled(unit, await courses.cancel(unit, course, "pindah"), following)

    await world.run(job, by=await world.staff(Role.WORKER))
    assert told(world) == [siti.person_id]
    assert world.told[0].matter == second.matter
