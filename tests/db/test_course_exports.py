"""What is exported of courses is the office's, paged to its end, counted, and holds nobody's name or words."""

from functools import partial

from db import course_exports, course_places, courses
from db.course_exports import CourseRow, PlaceRow
from db.erasure import erase_person
from db.unit import Unit
from domain.courses import Course
from domain.roles import Role
from tests.db.course_traces import leave_traces
from tests.db.course_world import add_group, course_of, join, leader, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


async def listed(world: World, office: int = 0) -> list[CourseRow]:
    return await world.run(lambda unit: course_exports.list_courses(unit, 0, organisation_id=office))


async def places(world: World, course: Course, after: int = 0) -> list[PlaceRow]:
    return await world.run(partial(course_exports.list_places, course_id=course.id, after_person=after))


async def test_a_course_is_counted_and_of_a_group_there_is_none(world: World) -> None:
    course = await course_of(world, await world.staff(Role.WORKER), capacity=1)
    mentari = await add_group(world)
    await course_of(world, await leader(world, mentari), group_id=mentari)
    await join(world, course, await world.woman())
    await join(world, course, await world.woman())
    first, second, *_rest = await sessions(world, course)
    await world.run(lambda unit: courses.cancel_session(unit, second))
    await world.run(lambda unit: courses.hold(unit, first))
    (row,) = await listed(world)
    assert (row.code, row.office, row.topic, row.state) == (
        course.code,
        "Kantor Contoh",
        "kue_kering",
        "open",
    )
    assert (row.sessions, row.held, row.places, row.waiting) == (3, 1, 1, 1)
    other = await world.add_office("Kantor lain", "batu")
    assert await listed(world, other) == []
    assert await listed(world, world.office) == [row]


async def test_who_had_a_place_is_a_number_with_how_often_she_came(world: World) -> None:
    course = await course_of(world, await world.staff(Role.WORKER))
    siti, yuyun, neneng = [await world.woman() for _ in range(3)]
    await join(world, course, yuyun)
    (first, *_rest) = await sessions(world, course)

    async def traces(unit: Unit) -> None:
        await leave_traces(unit, siti.person_id, yuyun.person_id, course.id, first.id)

    await world.run(traces, by=siti)
    await join(world, course, neneng, newcomer=True)
    found = await places(world, course)
    assert [(each.person_id, each.state, each.newcomer, each.came) for each in found] == [
        (siti.person_id, "left", 0, 1),
        (yuyun.person_id, "joined", 0, 0),
        (neneng.person_id, "joined", 1, 0),
    ]
    assert [each.person_id for each in await places(world, course, yuyun.person_id)] == [neneng.person_id]
    await world.run(lambda unit: erase_person(unit, siti.person_id))
    assert len(await places(world, course)) == 2
    assert await world.run(lambda unit: course_places.count(unit, course.id)) == course_places.Counts(
        joined=2, waiting=0
    )
