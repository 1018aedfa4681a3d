"""Who may keep and who may run a course, on both engines: staff of its office, leaders of its group, its trainers."""

from dataclasses import replace

import pytest

from db import courses
from db.people import Actor
from db.unit import Unit
from domain.courses import Course, State
from domain.permits import Action
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.course_world import add_group, course_of, leader
from tests.db.office_world import World, world

__all__ = ["world"]


async def may(world: World, course: Course, by: Actor) -> tuple[bool, bool]:
    """Whether she may keep it, and run it; what a step says is the same as what a query says."""

    async def job(unit: Unit) -> tuple[bool, bool]:
        found = await courses.may_keep(unit, course), await courses.may_run(unit, course)
        for allowed, require in zip(found, (courses.require_keep, courses.require_run), strict=True):
            if allowed:
                await require(unit, course)
            else:
                with pytest.raises(NotAllowed):
                    await require(unit, course)
        return found

    return await world.run(job, by=by)


async def kept(world: World, by: Actor, state: State = State.OPEN) -> list[int]:
    return [each.id for each in await world.run(lambda unit: courses.list_kept(unit, state=state), by=by)]


async def test_staff_run_the_courses_of_their_office_and_no_others(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    made = await course_of(world, worker)
    assert await may(world, made, worker) == (True, True)
    assert await may(world, made, await world.staff(Role.SUPERVISOR)) == (True, True)
    assert await may(world, made, await world.staff(Role.COMPANION)) == (False, True)
    assert await may(world, made, await world.staff(Role.ADMIN)) == (False, False)
    assert await may(world, made, await world.woman()) == (False, False)
    other = await world.add_office("Kantor lain", "kupang")
    stranger = await world.staff(Role.WORKER, office=other)
    assert await may(world, made, stranger) == (False, False)
    assert await kept(world, worker) == [made.id]
    assert await kept(world, stranger) == []


async def test_a_trainer_runs_what_she_was_named_for(world: World) -> None:
    worker, trainer = await world.staff(Role.WORKER), await world.staff(Role.TRAINER)
    hers = await course_of(world, worker, trainers=(trainer.person_id,))
    other = await course_of(world, worker)
    assert await may(world, hers, trainer) == (False, True)
    assert await may(world, other, trainer) == (False, False)
    assert await kept(world, trainer) == [hers.id]
    assert await kept(world, worker) == [other.id, hers.id]


async def test_a_name_on_the_list_of_trainers_gives_nothing_without_the_role(world: World) -> None:
    woman = await world.woman()
    made = await course_of(world, await world.staff(Role.WORKER), trainers=(woman.person_id,))
    assert await may(world, made, woman) == (False, False)
    assert await kept(world, woman) == []


async def test_leaders_run_the_courses_of_their_group_and_no_office_does(world: World) -> None:
    mentari = await add_group(world)
    chair = await leader(world, mentari)
    made = await course_of(world, chair, group_id=mentari)
    assert await may(world, made, chair) == (True, True)
    assert await may(world, made, await leader(world, mentari, Role.TREASURER)) == (False, False)
    assert await may(world, made, await world.staff(Role.WORKER)) == (False, False)
    assert await kept(world, chair) == [made.id]


async def test_in_practice_only_the_invented_group_has_courses(world: World) -> None:
    mentari, invented = await add_group(world), await add_group(world, practice_of=5)
    real = await course_of(world, await leader(world, mentari), group_id=mentari)
    trying = await leader(world, invented, practice=invented)
    tried = await course_of(world, trying, group_id=invented)
    both = replace(trying, roles=(*trying.roles, *(await leader(world, mentari)).roles))
    assert await kept(world, both) == [tried.id]
    assert await may(world, tried, both) == (True, True)
    over = replace(trying, practice=0)
    assert await may(world, tried, over) == (False, False)
    assert real.id not in await kept(world, both)


async def test_a_locked_phone_runs_nothing(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    made = await course_of(world, worker)
    locked = replace(worker, profiles=True, inside=False)
    assert await may(world, made, locked) == (False, False)
    assert await kept(world, locked) == []


async def test_what_is_over_is_listed_apart(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    made = await course_of(world, worker)
    await world.run(lambda unit: courses.end(unit, made))
    assert await kept(world, worker) == []
    assert await kept(world, worker, State.ENDED) == [made.id]


async def test_moods_are_for_the_companion_of_that_office(world: World) -> None:
    made = await course_of(world, await world.staff(Role.WORKER))

    async def sees(by: Actor) -> bool:
        return await world.run(lambda unit: courses.may(unit, made, Action.SEE_MOODS), by=by)

    assert await sees(await world.staff(Role.COMPANION))
    assert not await sees(await world.staff(Role.WORKER))
