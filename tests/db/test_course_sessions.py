"""Sessions on both engines: the next one, one more, one at another time, one that is off."""

from datetime import date

import pytest

from db import courses
from db.people import Actor
from db.unit import Unit
from domain.course_refusals import CourseClosed, SessionOver, SessionTooEarly
from domain.courses import Course, Session, SessionState
from domain.refusals import Changed
from domain.roles import Role
from domain.zones import WIT
from tests.db.course_world import DAY_MS, HOUR_MS, WEEKLY, course_of, join, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

MINUTES_A_DAY = 24 * 60


async def made_by(world: World) -> tuple[Actor, Course]:
    worker = await world.staff(Role.WORKER)
    return worker, await course_of(world, worker)


async def next_of(world: World, course: Course) -> int:
    found = await world.run(lambda unit: courses.next_session(unit, course.id))
    return 0 if found is None else found.n


async def move(world: World, session: Session, by_ms: int, place: str | None = None) -> Session:
    return await world.run(lambda unit: courses.move_session(unit, session, session.start_ms + by_ms, place))


async def test_the_next_session_is_the_one_that_goes_on_or_is_to_come(world: World) -> None:
    _worker, course = await made_by(world)
    assert await next_of(world, course) == 1
    world.pass_time(22 * 60)  # Wednesday, ten o'clock: it goes on until eleven
    assert await next_of(world, course) == 1
    world.pass_time(60)
    assert await next_of(world, course) == 2
    second = (await sessions(world, course))[1]
    await world.run(lambda unit: courses.cancel_session(unit, second, "libur"))
    assert await next_of(world, course) == 3
    world.pass_time(60 * MINUTES_A_DAY)
    assert await next_of(world, course) == 0


async def test_a_session_keeps_the_hour_of_its_own_zone(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    course = await course_of(world, worker, zone=WIT, days=(date(2026, 2, 4),))
    (session,) = await sessions(world, course)
    assert session.start.isoformat() == "2026-02-04T00:00:00+00:00"
    assert session.begins(WIT).hour == 9


async def test_a_moved_session_is_another_one_for_what_was_planned_and_said_before(world: World) -> None:
    _worker, course = await made_by(world)
    siti = await world.woman()
    await join(world, course, siti)
    first = (await sessions(world, course))[0]

    async def answer(unit: Unit) -> None:
        unit.write(
            "INSERT INTO course_replies (session_id, person_id, moves, answer, at_ms) VALUES ($1, $2, 0, 'yes', 1)",
            first.id,
            siti.person_id,
        )
        unit.write("UPDATE course_sessions SET code = '7K4P' WHERE id = $1", first.id)

    await world.run(answer)
    moved = await move(world, first, DAY_MS, "Balai RW")
    assert (moved.start_ms - first.start_ms, moved.place, moved.moves, moved.code) == (
        DAY_MS,
        "Balai RW",
        1,
        "",
    )
    assert moved.matter != first.matter
    assert await world.rows("SELECT * FROM course_replies") == []
    again = await move(world, moved, HOUR_MS)
    assert (again.place, again.moves, again.state) == ("Balai RW", 2, SessionState.PLANNED)


async def test_of_two_who_move_it_at_once_the_second_looks_again(world: World) -> None:
    _worker, course = await made_by(world)
    first = (await sessions(world, course))[0]
    await move(world, first, DAY_MS)
    with pytest.raises(Changed):
        await move(world, first, 2 * DAY_MS)
    with pytest.raises(Changed):
        await world.run(lambda unit: courses.cancel_session(unit, first))


async def test_what_is_over_or_off_is_moved_no_more(world: World) -> None:
    _worker, course = await made_by(world)
    first, second, *_rest = await sessions(world, course)
    off = await world.run(lambda unit: courses.cancel_session(unit, first, "banjir"))
    assert (off.state, off.reason) == (SessionState.CANCELLED, "banjir")
    with pytest.raises(SessionOver):
        await move(world, off, DAY_MS)
    world.pass_time(9 * MINUTES_A_DAY)
    with pytest.raises(SessionOver):
        await move(world, second, 7 * DAY_MS)
    with pytest.raises(SessionOver):
        await world.run(lambda unit: courses.cancel_session(unit, second))
    with pytest.raises(SessionOver):
        await world.run(lambda unit: courses.hold(unit, off))


async def test_nothing_is_planned_for_the_past(world: World) -> None:
    _worker, course = await made_by(world)
    first = (await sessions(world, course))[0]
    with pytest.raises(SessionTooEarly):
        await move(world, first, -2 * DAY_MS)
    with pytest.raises(SessionTooEarly):
        await world.run(lambda unit: courses.add_session(unit, course, unit.now_ms))


async def test_one_more_session_stands_at_its_time_with_a_number_of_its_own(world: World) -> None:
    _worker, course = await made_by(world)
    before = await sessions(world, course)
    added = await world.run(
        lambda unit: courses.add_session(unit, course, before[0].start_ms + DAY_MS, place="Dapur umum")
    )
    assert (added.n, added.length_min, added.place) == (5, course.length_min, "Dapur umum")
    assert [each.n for each in await sessions(world, course)] == [1, 5, 2, 3, 4]
    await world.run(lambda unit: courses.end(unit, course))
    with pytest.raises(CourseClosed):
        await world.run(lambda unit: courses.add_session(unit, course, before[0].start_ms))


async def test_a_session_is_held_once_however_often_that_is_said(world: World) -> None:
    _worker, course = await made_by(world)
    first = (await sessions(world, course))[0]
    world.pass_time(MINUTES_A_DAY)
    held = await world.run(lambda unit: courses.hold(unit, first))
    world.pass_time(60)
    assert await world.run(lambda unit: courses.hold(unit, first)) == held
    assert (held.state, held.closed_ms) == (SessionState.HELD, world.desk.now_ms - HOUR_MS)


async def test_the_last_session_is_the_latest_that_is_still_planned(world: World) -> None:
    _worker, course = await made_by(world)
    assert WEEKLY.count == 4
    fourth = (await sessions(world, course))[3]
    await world.run(lambda unit: courses.cancel_session(unit, fourth))
    last = await world.run(lambda unit: courses.last_session(unit, course.id))
    assert last is not None
    assert last.n == 3
