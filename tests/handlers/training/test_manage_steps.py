"""Keeping classes: each sees those she leads, names are read one class at a time, and a change is told where it matters."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from db import course_reminders, courses
from db.people import Actor
from db.unit import Unit
from domain.course_refusals import CapacityTooSmall, CourseClosed
from domain.courses import Course, Reply, SessionState, State
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from handlers.training import manage_steps as steps
from tests.db.course_world import DAY_MS, NINE, TOMORROW, add_group, course_of, join, leader, sessions, weeks
from tests.db.office_world import World, world

__all__ = ["world"]


@pytest.fixture
async def rina(world: World) -> Actor:
    return await world.staff(Role.WORKER)


async def page(world: World, by: Actor, course: Course) -> steps.Page:
    return await world.run(lambda unit: steps.open_course(unit, course.id), by=by)


async def titles(world: World, by: Actor, group_id: int = 0, state: State = State.OPEN) -> list[str]:
    found = await world.run(lambda unit: steps.list_own(unit, group_id, state), by=by)
    return [each.title for each in found]


async def test_each_sees_the_classes_she_leads_by_what_comes_next(world: World, rina: Actor) -> None:
    tuti = await world.staff(Role.TRAINER)
    await course_of(world, rina, title="Menjahit", days=weeks(1, date(2026, 2, 20)))
    await course_of(world, rina, trainers=(tuti.person_id,), days=weeks(2))
    group_id = await add_group(world)
    chair = await leader(world, group_id)
    await course_of(world, chair, group_id=group_id, title="Tenun")
    both = replace(rina, roles=(*rina.roles, *chair.roles))
    assert await titles(world, rina) == ["Kue kering", "Menjahit"]
    assert await titles(world, tuti) == ["Kue kering"]
    assert await titles(world, both, group_id) == ["Tenun"]
    assert await titles(world, await world.woman()) == []
    world.desk.now_ms += 10 * DAY_MS
    assert await titles(world, rina) == ["Menjahit", "Kue kering"]  # nothing of it is to come


async def test_the_page_counts_and_names_nobody(world: World, rina: Actor) -> None:
    course = await course_of(world, rina, capacity=1)
    one, two = await world.woman(), await world.woman()
    await join(world, course, one)
    await join(world, course, two)
    following = (await sessions(world, course))[0]

    async def say(unit: Unit) -> None:
        course_reminders.reply(unit, following, one.person_id, Reply.GOD_WILLING)

    await world.run(say, by=one)
    found = await page(world, rina, course)
    assert (found.joined, found.waiting, found.capacity, found.left) == (1, 1, 1, 4)
    assert found.replies == ((Reply.GOD_WILLING, 1),)
    assert (found.begins, found.keeps, found.office, found.owner) == (
        following.begins(course.zone),
        True,
        True,
        f"o{world.office}",
    )


async def test_a_trainer_opens_only_what_she_leads_and_does_not_keep_it(world: World, rina: Actor) -> None:
    tuti = await world.staff(Role.TRAINER)
    hers = await course_of(world, rina, trainers=(tuti.person_id,))
    assert not (await page(world, tuti, hers)).keeps
    with pytest.raises(NotAllowed):
        await page(world, tuti, await course_of(world, rina, title="Menjahit"))
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: steps.change(unit, hers.id, "bring", "buku"), by=tuti)


async def test_names_are_read_with_a_trace_for_each(world: World, rina: Actor) -> None:
    course = await course_of(world, rina, capacity=1)
    for newcomer in (True, False):
        await join(world, course, await world.woman("Demo"), newcomer=newcomer)
    found = await world.run(lambda unit: steps.list_people(unit, course.id), by=rina)
    assert [(each.newcomer, each.waits) for each in found] == [(True, False), (False, True)]
    rows = await world.rows("SELECT reason FROM audit WHERE object = 'course' AND action = 'list'")
    assert len(rows) == 2


async def test_a_part_changes_within_its_limits(world: World, rina: Actor) -> None:
    course = await course_of(world, rina)
    for field, value in (("bring", "buku"), ("offsets", (120,)), ("title", "Kue"), ("childcare", "")):
        await world.run(partial(steps.change, course_id=course.id, field=field, value=value), by=rina)
    found = await world.run(lambda unit: courses.get(unit, course.id))
    assert (found.bring, found.offsets, found.title, found.childcare) == ("buku", (120,), "Kue", "")
    for field, value in (("title", "Kelas korban"), ("bring", "x" * 121), ("place", "wa.me/6281")):
        with pytest.raises(Changed):
            await world.run(partial(steps.change, course_id=course.id, field=field, value=value), by=rina)


async def test_another_place_moves_the_next_session_only_where_it_is_near(world: World, rina: Actor) -> None:
    near = await course_of(world, rina)
    far = await course_of(world, rina, title="Menjahit", days=weeks(1, date(2026, 3, 4)))
    for course in (near, far):
        await join(world, course, await world.woman())
    told = []
    for course in (near, far):
        await world.run(partial(steps.change, course_id=course.id, field="place", value="Balai RW"), by=rina)
        told.append(len(world.told))
    assert told == [1, 0]
    assert [(await sessions(world, each))[0].moves for each in (near, far)] == [1, 0]


async def test_more_places_are_filled_and_fewer_than_are_taken_refused(world: World, rina: Actor) -> None:
    course = await course_of(world, rina, capacity=1)
    for _number in range(3):
        await join(world, course, await world.woman())
    assert await world.run(lambda unit: steps.set_capacity(unit, course.id, 2), by=rina) == 1
    assert len(world.told) == 1
    with pytest.raises(CapacityTooSmall):
        await world.run(lambda unit: steps.set_capacity(unit, course.id, 1), by=rina)
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.set_capacity(unit, course.id, 501), by=rina)


async def test_a_session_more_and_who_leads(world: World, rina: Actor) -> None:
    course, tuti = await course_of(world, rina), await world.staff(Role.TRAINER)
    await world.run(lambda unit: steps.add_session(unit, course.id, date(2026, 2, 6), NINE), by=rina)
    assert [each.begins(course.zone).day for each in await sessions(world, course)][:2] == [TOMORROW.day, 6]
    stranger = await world.woman()
    wanted = (tuti.person_id, stranger.person_id)
    await world.run(lambda unit: steps.set_trainers(unit, course.id, wanted), by=rina)
    assert await world.run(lambda unit: courses.trainers_of(unit, course.id)) == (tuti.person_id,)


async def test_it_ends_only_when_nothing_is_to_come(world: World, rina: Actor) -> None:
    course = await course_of(world, rina, days=weeks(1))
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.end(unit, course.id), by=rina)
    world.desk.now_ms += 2 * DAY_MS
    await world.run(lambda unit: steps.end(unit, course.id), by=rina)
    assert (await world.run(lambda unit: courses.get(unit, course.id))).state is State.ENDED
    with pytest.raises(CourseClosed):
        await world.run(lambda unit: steps.end(unit, course.id), by=rina)


async def test_called_off_it_is_told_to_those_with_a_place_and_those_who_wait(
    world: World, rina: Actor
) -> None:
    course = await course_of(world, rina, capacity=1)
    women = [await world.woman(), await world.woman()]
    for each in women:
        await join(world, course, each)
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.cancel(unit, course.id, "ada korban"), by=rina)
    await world.run(lambda unit: steps.cancel(unit, course.id, "gedung diperbaiki"), by=rina)
    assert {each.person_id for each in world.told} == {each.person_id for each in women}
    assert {each.state for each in await sessions(world, course)} == {SessionState.CANCELLED}
