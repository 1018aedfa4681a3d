"""Whatever somebody changes in courses by hand is found and named; courses as people make them are whole."""

import pytest

from db import course_places, courses
from db.course_check import PASSED_ON_WITHIN_MS, REMINDED_WITHIN_MS, Verdict, verify_all
from db.unit import Unit
from domain.courses import Course
from domain.roles import Role
from tests.db.course_world import DAY_MS, course_of, join, leave, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


async def verdict(world: World) -> Verdict:
    return await verify_all(world.desk.storage.engine, world.desk.now_ms)


async def a_full_course(world: World) -> Course:
    """Two places, two waiting, one who left; another that has ended and one that was cancelled."""
    worker = await world.staff(Role.WORKER)
    full, ended, off = [await course_of(world, worker, capacity=2) for _ in range(3)]
    women = [await world.woman() for _ in range(5)]
    for woman in women:
        await join(world, full, woman)
    await leave(world, full, women[0])
    for course in (ended, off):
        await join(world, course, women[1])
    world.desk.now_ms += DAY_MS
    await world.run(lambda unit: courses.end(unit, ended))
    await world.run(lambda unit: courses.cancel(unit, off))
    return full


async def test_courses_as_people_make_them_have_no_fault(world: World) -> None:
    assert await verdict(world) == Verdict(courses=0, running=0, joined=0, waiting=0, told=0)
    await a_full_course(world)
    world.desk.now_ms += PASSED_ON_WITHIN_MS + 1
    assert await verdict(world) == Verdict(courses=3, running=1, joined=3, waiting=2, told=0)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE course_participants SET state = 'joined'", "more people than places"),
        ("UPDATE courses SET capacity = 1", "more people than places"),
        ("UPDATE courses SET capacity = 9", "not passed on"),
        ("UPDATE courses SET state = 'open', capacity = 1 WHERE state = 'ended'", ""),
        ("UPDATE course_participants SET state = 'waiting' WHERE state = 'done'", "still has a place"),
        ("UPDATE course_sessions SET state = 'planned'", "still planned"),
        ("DELETE FROM course_sessions", "has no session"),
        (
            "UPDATE persons SET same_as = (SELECT min(person_id) FROM course_participants WHERE state = 'waiting')"
            " WHERE id = (SELECT max(person_id) FROM course_participants WHERE state = 'waiting')",
            "twice",
        ),
        (
            "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
            " SELECT min(s.id), (SELECT min(made_by) FROM courses), 1, 'staff', 1, 1 FROM course_sessions s",
            "never in it",
        ),
        (
            "INSERT INTO course_reminders (session_id, moves, person_id, offset_min, due_ms, state)"
            " SELECT min(s.id), 3, (SELECT min(person_id) FROM course_participants), 120, 1, 'told'"
            " FROM course_sessions s",
            "a time that no session had",
        ),
        (
            "INSERT INTO course_reminders (session_id, moves, person_id, offset_min, due_ms, state, outbox_id)"
            " SELECT s.id, 0, (SELECT min(person_id) FROM course_participants), 120, 1, 'told', 7"
            " FROM course_sessions s",
            "one message stands for two",
        ),
    ],
)
async def test_what_was_changed_by_hand_is_named(world: World, change: str, what: str) -> None:
    await a_full_course(world)

    async def plant(unit: Unit) -> None:
        unit.write(change)

    await world.run(plant)
    world.desk.now_ms += PASSED_ON_WITHIN_MS + 1
    assert what in (await verdict(world)).fault
    assert bool((await verdict(world)).fault) == bool(what)


async def test_a_free_place_is_no_fault_before_the_clock_had_its_time_or_when_it_is_too_late(
    world: World,
) -> None:
    full = await a_full_course(world)
    (first, *_rest) = await world.run(lambda unit: course_places.participants(unit, full.id))
    await world.run(lambda unit: course_places.leave(unit, full, first.person_id))
    assert (await verdict(world)).fault == ""
    world.desk.now_ms += PASSED_ON_WITHIN_MS + 1
    assert (await verdict(world)).course == full.id
    world.desk.now_ms = (await sessions(world, full))[-1].start_ms
    assert (await verdict(world)).fault == ""


async def test_a_reminder_that_nobody_claims_is_counted(world: World) -> None:
    full = await a_full_course(world)
    (first, *_rest) = await world.run(lambda unit: course_places.participants(unit, full.id))
    due_ms = world.desk.now_ms

    async def plan(unit: Unit) -> None:
        unit.write(
            "INSERT INTO course_reminders (session_id, moves, person_id, offset_min, due_ms, state)"
            " SELECT min(id), 0, $1, 120, $2, 'waiting' FROM course_sessions WHERE course_id = $3",
            first.person_id,
            due_ms,
            full.id,
        )

    await world.run(plan)
    world.desk.now_ms = due_ms + REMINDED_WITHIN_MS
    assert (await verdict(world)).left == 0
    world.desk.now_ms += 1
    assert (await verdict(world)).left == 1
