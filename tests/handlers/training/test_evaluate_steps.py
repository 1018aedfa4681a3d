"""Faces are hers, once, with her yes; only who leads the course reads what was said, and never of fewer than five."""

from dataclasses import replace

import pytest

from db import consents, course_evaluations, courses
from db.people import Actor
from db.unit import Unit
from domain.course_evaluations import Asked
from domain.courses import Course
from domain.purposes import Answer, ConsentMissing, Controller, Purpose, Side
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from domain.suppression import Line
from handlers.training import evaluate_steps as steps
from tests.db.course_world import DAY_MS, course_of, join, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


async def over(world: World, *women: Actor, consent: bool = True) -> tuple[Actor, Course]:
    """A course that is over, and who made it; these women stayed, with their yes."""
    by = await world.staff(Role.WORKER)
    course = await course_of(world, by)
    office = Controller(side=Side.OFFICE, id=world.office, name="Kantor Contoh")

    async def agree(unit: Unit) -> None:
        for woman in women if consent else ():
            consents.answer(
                unit, woman.person_id, Purpose.TRAINING, office, version="1", text="", given=Answer.YES.value
            )

    await world.run(agree)
    for woman in women:
        await join(world, course, woman)
    world.desk.now_ms = (await sessions(world, course))[-1].start_ms + DAY_MS
    await world.run(lambda unit: courses.end(unit, course), by=by)
    return by, course


async def test_a_large_class_is_thanked_in_slices_and_each_woman_once(world: World) -> None:
    women = [await world.woman() for _ in range(course_evaluations.SLICE + 2)]
    _by, course = await over(world, *women)
    assert await world.run(steps.look_around)
    first = [each.person_id for each in world.told]
    assert not await world.run(steps.look_around)
    assert sorted([*first, *(each.person_id for each in world.told)]) == sorted(
        each.person_id for each in women
    )
    assert not await world.run(steps.look_around)
    assert world.told == []
    assert (
        len(await world.rows("SELECT 1 AS one FROM course_evaluations WHERE course_id = $1", course.id)) == 52
    )


async def test_without_her_yes_she_is_not_asked_and_says_nothing(world: World) -> None:
    siti = await world.woman()
    _by, course = await over(world, siti, consent=False)
    await world.run(steps.look_around)
    assert world.told == []
    with pytest.raises(ConsentMissing):
        await world.run(lambda unit: steps.keep_faces(unit, course.id, [3, 3, 3]), by=siti)


async def test_her_faces_are_hers_and_given_once(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    _by, course = await over(world, siti)
    await world.run(steps.look_around)
    assert [each.course_id for each in await world.run(steps.list_open, by=siti)] == [course.id]
    assert await world.run(steps.list_open, by=replace(siti, profiles=True, inside=False)) == ()

    async def keep(unit: Unit) -> None:
        await steps.keep_faces(unit, course.id, [3, 0, 1])

    for other in (yuyun, replace(siti, profiles=True, inside=False)):
        with pytest.raises(NotAllowed):
            await world.run(keep, by=other)
    await world.run(keep, by=siti)
    with pytest.raises(Changed):
        await world.run(keep, by=siti)
    assert await world.run(lambda unit: steps.is_given(unit, course.id), by=siti)
    assert await world.run(steps.list_open, by=siti) == ()


async def test_who_leads_reads_it_and_nobody_else(world: World) -> None:
    women = [await world.woman() for _ in range(5)]
    by, course = await over(world, *women)
    await world.run(steps.look_around)
    for woman in women:
        await world.run(lambda unit: steps.keep_faces(unit, course.id, [3, 2, 1]), by=woman)
    heard = await world.run(lambda unit: steps.read_heard(unit, course.id), by=by)
    assert dict(heard.faces)[Asked.USEFUL] == Line((None, None, None), 5)
    assert heard.sessions == 0
    assert [each.course_id for each in await world.run(steps.list_led, by=by)] == [course.id]
    for other in (women[0], await world.staff(Role.TRAINER), await world.staff(Role.ADMIN)):
        with pytest.raises(NotAllowed):
            await world.run(lambda unit: steps.read_heard(unit, course.id), by=other)
