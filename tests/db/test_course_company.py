"""Who accompanies a course: those named for it first, companions alone where it is about feelings, in a group its leaders."""

from dataclasses import replace

import pytest

from db import course_company, people
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant
from tests.db.company_world import a_course, act, named_for
from tests.db.course_world import add_group, course_of, join, leader
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_the_companions_of_the_office_unless_some_are_named_for_the_course(world: World) -> None:
    course = await a_course(world)
    rina, dewi = await world.staff(Role.COMPANION), await world.staff(Role.COMPANION)
    worker = await world.staff(Role.WORKER)

    async def find(unit: Unit) -> list[int]:
        return await course_company.companions_of(unit, course.id, course.organisation_id)

    assert await world.run(find) == [rina.person_id, dewi.person_id]
    await named_for(world, course, worker)
    assert await world.run(find) == [rina.person_id, dewi.person_id]  # a worker named for it is no companion
    await named_for(world, course, worker, dewi)
    assert await world.run(find) == [dewi.person_id]


async def test_who_works_there_no_more_is_nobodys_companion(world: World) -> None:
    course = await a_course(world)
    rina = await world.staff(Role.COMPANION)
    await named_for(world, course, rina)

    async def end(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", rina.person_id, unit.now_ms)

    await world.run(end)

    async def find(unit: Unit) -> list[int]:
        return await course_company.companions_of(unit, course.id, course.organisation_id)

    assert await world.run(find) == []


async def test_who_follows_up_is_named_companion_or_worker_in_that_order(world: World) -> None:
    course = await a_course(world)

    async def find(unit: Unit) -> list[int]:
        return await course_company.followers_of(unit, course)

    maker = course.made_by
    assert await world.run(find) == [maker]
    rina = await world.staff(Role.COMPANION)
    assert await world.run(find) == [rina.person_id]
    trainer = await world.staff(Role.TRAINER)
    await named_for(world, course, trainer)
    assert await world.run(find) == [rina.person_id]  # a trainer teaches, and follows nobody up
    other = await world.staff(Role.WORKER)
    await named_for(world, course, trainer, other)
    assert await world.run(find) == [other.person_id]


async def test_a_groups_course_is_followed_up_by_its_leaders_and_has_no_companion(world: World) -> None:
    group = await add_group(world)
    cucu, ani = await leader(world, group), await leader(world, group, Role.SECRETARY)
    course = await course_of(world, cucu, group_id=group)
    await world.staff(Role.COMPANION)

    async def find(unit: Unit) -> tuple[list[int], list[int], bool]:
        return (
            await course_company.followers_of(unit, course),
            await course_company.companions_of(unit, course.id, None),
            await course_company.is_practice(unit, course),
        )

    assert await world.run(find) == ([cucu.person_id, ani.person_id], [], False)


async def test_her_own_courses_are_those_with_a_place_and_in_a_practice_only_its_own(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, tati, siti, capacity=1)
    tried = await add_group(world, practice_of=1)
    chair = await leader(world, tried, practice=tried)
    invented = await course_of(world, chair, group_id=tried)
    await join(world, invented, tati)

    async def own(unit: Unit) -> list[int]:
        return [each.id for each in await course_company.list_own(unit)]

    assert await world.run(own, by=tati) == [course.id]
    assert await world.run(own, by=replace(tati, practice=tried)) == [invented.id]
    assert await world.run(own, by=replace(tati, profiles=True, inside=False)) == []
    assert await world.run(own, by=siti) == []  # she waits
    with pytest.raises(NotAllowed):
        await act(world, siti, course_company.get_own, course.id)


async def test_she_is_called_by_her_first_name_and_not_at_all_when_she_was_erased(world: World) -> None:
    siti = await world.woman("siti")

    async def rename(unit: Unit) -> None:
        await people.set_details(unit, siti.person_id, name="Mama Rian Aminah")

    await world.run(rename)

    async def name(unit: Unit) -> str:
        return await course_company.name_of(unit, siti.person_id)

    assert await world.run(name) == "Mama Rian"
    await world.desk.storage.vault.destroy([f"p{siti.person_id}"])
    assert await world.run(name) == ""


async def test_the_role_of_another_office_names_nobody(world: World) -> None:
    course = await a_course(world)
    other = await world.add_office("Dinas Sosial Contoh", "bontang")
    asing = await world.staff(Role.COMPANION, office=other)
    await named_for(world, course, asing)

    async def find(unit: Unit) -> list[int]:
        return await course_company.companions_of(unit, course.id, course.organisation_id)

    assert await world.run(find) == []
    await world.grant(asing, RoleGrant(Role.COMPANION, organisation_id=world.office))
    assert await world.run(find) == [asing.person_id]
