"""How women are called on a course's lists: an office reads her own name, a group's course its book first."""

from db import course_names, members, people
from db.people import Actor
from db.unit import Unit
from domain.courses import Course
from tests.db.company_world import a_course
from tests.db.course_world import TOMORROW, add_group, course_of, leader
from tests.db.office_world import World, world

__all__ = ["world"]


async def called(world: World, course: Course, *person_ids: int) -> dict[int, str]:
    return await world.run(lambda unit: course_names.names_in(unit, course, person_ids))


async def a_woman(world: World, name: str) -> Actor:
    """Who has said that she is called so; nothing for ""."""
    woman = await world.woman()
    await world.run(lambda unit: people.set_details(unit, woman.person_id, name=name))
    return woman


async def test_a_groups_course_reads_its_book_and_an_office_only_what_she_said(world: World) -> None:
    group = await add_group(world)
    siti, ani = await a_woman(world, "Bu Siti"), await a_woman(world, "")

    async def write_into_book(unit: Unit) -> None:
        for woman, name in ((siti, "Siti Arisan"), (ani, "Ani Arisan")):
            await members.ensure(unit, group, woman.person_id, joined_day=TOMORROW, name=name)

    await world.run(write_into_book)
    of_group = await course_of(world, await leader(world, group), group_id=group)
    ids = (siti.person_id, ani.person_id)
    assert await called(world, of_group, *ids) == dict(zip(ids, ("Siti Arisan", "Ani Arisan"), strict=True))
    of_office = await a_course(world)
    assert await called(world, of_office, *ids) == dict(zip(ids, ("Bu Siti", ""), strict=True))


async def test_who_is_not_in_the_book_is_called_as_she_said_and_strangers_have_no_name(world: World) -> None:
    group = await add_group(world)
    course = await course_of(world, await leader(world, group), group_id=group)
    siti = await a_woman(world, "Siti")
    assert await called(world, course, siti.person_id, 424242) == {siti.person_id: "Siti"}
    assert await world.run(lambda unit: course_names.name_in(unit, course, 424242)) == ""
