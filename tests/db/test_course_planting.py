"""Reminders follow what they were planned by: offsets, hours, zones; what nobody can read is set aside and stops nobody."""

from datetime import timedelta
from typing import Any

from db import courses
from db.people import Actor
from db.unit import Unit
from domain.courses import Course
from domain.roles import Role
from tests.db.course_world import DAY_MS, HOUR_MS, TOMORROW, course_of, join, sessions
from tests.db.office_world import World, world
from tests.db.test_course_reminders import look

__all__ = ["world"]


async def in_two_days(world: World, *women: Actor, **fields: Any) -> Course:
    """A class the day after tomorrow at nine; it is noon in Samarinda."""
    worker = await world.staff(Role.WORKER)
    course = await course_of(world, worker, days=[TOMORROW + timedelta(days=1)], **fields)
    for woman in women:
        await join(world, course, woman)
    assert await look(world) == []
    return course


async def waiting(world: World, woman: Actor) -> dict[int, int]:
    """Her offsets that wait, and how many hours before the session they are due."""
    rows = await world.rows(
        "SELECT r.offset_min, (s.start_ms - r.due_ms) / 3600000 AS hours FROM course_reminders r"
        " JOIN course_sessions s ON s.id = r.session_id WHERE r.state = 'waiting' AND r.person_id = $1",
        woman.person_id,
    )
    return {row["offset_min"]: int(row["hours"]) for row in rows}


async def change_offsets(world: World, course: Course, *offsets: int) -> None:
    worker = await world.staff(Role.WORKER)

    async def job(unit: Unit) -> None:
        await courses.change(unit, course, offsets=offsets)

    await world.run(job, by=worker)
    assert await look(world) == []


async def test_other_offsets_of_a_course_count_for_sessions_that_are_planted_already(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await in_two_days(world, siti, yuyun)
    assert await waiting(world, siti) == {1440: 24, 120: 2}
    await change_offsets(world, course, 300)
    assert (
        await waiting(world, siti) == await waiting(world, yuyun) == {300: 14}
    )  # at 19.00 the evening before
    await change_offsets(world, course)
    assert await waiting(world, siti) == {}
    await change_offsets(world, course, 1440, 120)
    assert await waiting(world, siti) == {1440: 24, 120: 2}


async def test_who_was_reminded_already_is_not_asked_again_and_hears_no_offset_that_is_gone(
    world: World,
) -> None:
    siti = await world.woman()
    course = await in_two_days(world, siti, offsets=(1440, 240, 120))
    world.desk.now_ms += 22 * HOUR_MS
    assert await look(world) == [siti.person_id]
    await change_offsets(world, course, 2880, 120)
    world.desk.now_ms += 2 * DAY_MS // 3
    await look(world)
    world.desk.now_ms = (await sessions(world, course))[0].start_ms - 2 * HOUR_MS
    assert await look(world) == [siti.person_id]
    rows = await world.rows("SELECT offset_min, why FROM course_reminders WHERE state = 'dropped'")
    assert [(row["offset_min"], row["why"]) for row in rows] == [(240, "no_offsets")]


async def test_what_nobody_can_read_is_set_aside_and_the_others_are_reminded(world: World) -> None:
    siti, yuyun, imas = [await world.woman() for _each in range(3)]
    await in_two_days(world, siti, title="Menjahit")
    broken = await in_two_days(world, yuyun, imas, title="Kue kering")

    async def spoil(unit: Unit) -> None:
        unit.write("UPDATE persons SET zone = 'Bulan' WHERE id = $1", yuyun.person_id)
        unit.write(
            "UPDATE course_reminders SET due_ms = $1 WHERE person_id = $2", unit.now_ms, yuyun.person_id
        )

    await world.run(spoil)
    world.desk.now_ms += 21 * HOUR_MS
    assert sorted(await look(world)) == sorted([siti.person_id, imas.person_id])
    rows = await world.rows("SELECT person_id, why FROM course_reminders WHERE why = 'broken'")
    assert {row["person_id"] for row in rows} == {yuyun.person_id}

    async def spoil_the_course(unit: Unit) -> None:
        unit.write("UPDATE courses SET offsets = '[1440, ' WHERE id = $1", broken.id)
        unit.write("DELETE FROM course_reminders")

    await world.run(spoil_the_course)
    await look(world)
    assert await waiting(world, siti) == {120: 2}
    assert await waiting(world, imas) == {}
