"""Earlier courses, the one that is there already, and sessions to come, on both engines."""

from datetime import date

import pytest

from db import course_lists, course_places, courses
from db.people import Actor
from db.unit import Unit
from domain.courses import Course
from domain.roles import Place, Role
from tests.db.course_world import DAY_MS, add_group, course_of, join, leader, sessions, weeks
from tests.db.office_world import World, world

__all__ = ["world"]


@pytest.fixture
async def rina(world: World) -> Actor:
    return await world.staff(Role.WORKER)


def office(world: World) -> Place:
    return Place(organisation_id=world.office)


async def earlier(world: World, place: Place) -> list[str]:
    return [each.title for each in await world.run(lambda unit: course_lists.list_earlier(unit, place))]


async def coming(world: World, *some: Course) -> list[tuple[int, int]]:
    found = await world.run(lambda unit: course_lists.list_coming(unit, [each.id for each in some]))
    return [(each.course_id, each.n) for each in found]


async def test_earlier_courses_are_those_of_the_place_the_newest_first_each_name_once(
    world: World, rina: Actor
) -> None:
    group = await add_group(world)
    await course_of(world, rina, title="Kue kering", days=weeks(1))
    over = await course_of(world, rina, title="Menjahit")
    await course_of(world, rina, title="KUE KERING", days=weeks(1, date(2026, 4, 1)))
    await course_of(world, await leader(world, group), group_id=group, title="Tenun")
    await world.run(lambda unit: courses.end(unit, over), by=rina)
    assert await earlier(world, office(world)) == ["KUE KERING", "Menjahit"]
    assert await earlier(world, Place(group_id=group)) == ["Tenun"]
    assert await earlier(world, Place(group_id=group + 1)) == []


async def test_the_same_course_is_one_of_the_name_the_place_and_the_first_hour(
    world: World, rina: Actor
) -> None:
    group = await add_group(world)
    course = await course_of(world, rina)
    begins = (await sessions(world, course))[0].start_ms

    async def find(place: Place, title: str, begins_ms: int, where: str = "balai DESA") -> Course | None:
        return await world.run(lambda unit: course_lists.find_same(unit, place, title, begins_ms, where))

    assert await find(office(world), "kue KERING", begins) == course
    assert await find(office(world), "Menjahit", begins) is None
    assert await find(office(world), "Kue kering", begins, "Balai desa sebelah") is None
    assert await find(office(world), "Kue kering", begins + 60_000) is None
    assert await find(Place(group_id=group), "Kue kering", begins) is None
    await world.run(lambda unit: courses.cancel(unit, course, ""), by=rina)
    assert await find(office(world), "Kue kering", begins) is None


async def test_sessions_to_come_stand_by_time_without_those_that_are_off_or_have_begun(
    world: World, rina: Actor
) -> None:
    cookies = await course_of(world, rina, days=weeks(3))
    sewing = await course_of(world, rina, title="Menjahit", days=weeks(2, date(2026, 2, 5)))
    assert await coming(world, cookies, sewing) == [
        (cookies.id, 1),
        (sewing.id, 1),
        (cookies.id, 2),
        (sewing.id, 2),
        (cookies.id, 3),
    ]
    second = (await sessions(world, cookies))[1]
    await world.run(lambda unit: courses.cancel_session(unit, second, "hujan"), by=rina)
    world.desk.now_ms += DAY_MS
    assert await coming(world, cookies) == [(cookies.id, 3)]
    assert await coming(world) == []


async def test_of_many_at_once_is_known_what_is_known_of_each_alone(world: World, rina: Actor) -> None:
    cookies = await course_of(world, rina, days=weeks(3), capacity=1)
    sewing = await course_of(world, rina, title="Menjahit", days=weeks(2, date(2026, 2, 5)))
    over = await course_of(world, rina, title="Batik", days=weeks(1))
    for _woman in range(3):
        await join(world, cookies, await world.woman())
    ids = [cookies.id, sewing.id, over.id]

    async def look(unit: Unit) -> None:
        following = {each: await courses.next_session(unit, each) for each in ids}
        assert await course_lists.next_sessions(unit, ids) == {
            each: session for each, session in following.items() if session is not None
        }
        counted = {each: await course_places.count(unit, each) for each in ids}
        assert await course_lists.count_each(unit, ids) == counted
        assert not await course_lists.next_sessions(unit, [])
        assert not await course_lists.count_each(unit, [])

    await world.run(look)
    first = (await sessions(world, cookies))[0]
    for moment in (first.start_ms, first.start_ms + first.length_min * 60_000, first.start_ms + DAY_MS):
        world.desk.now_ms = moment
        await world.run(look)
    assert over.id not in await world.run(lambda unit: course_lists.next_sessions(unit, ids))
