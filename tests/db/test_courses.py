"""Courses on both engines: made by somebody who may, changed, ended; what is told of one is kept as it was said."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from db import course_places, courses
from domain.course_refusals import CourseClosed, TooManyOpenCourses, TooManySessions
from domain.courses import (
    OPEN_COURSES_OF_GROUP_MAX,
    SESSIONS_MAX,
    Course,
    Kind,
    Part,
    SessionState,
    Skips,
    State,
    Topic,
    Who,
)
from domain.permits import Practising
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.course_world import WEEKLY, add_group, course_of, join, leader, sessions, weeks
from tests.db.office_world import World, world

__all__ = ["world"]


async def get(world: World, course: Course) -> Course:
    return await world.run(lambda unit: courses.get(unit, course.id))


async def act(world: World, step: Callable[..., Awaitable[Any]], *args: Any, **fields: Any) -> Any:
    return await world.run(lambda unit: step(unit, *args, **fields))


async def test_a_course_is_kept_as_it_was_made(world: World) -> None:
    worker, trainer = await world.staff(Role.WORKER), await world.staff(Role.TRAINER)
    who = Who(areas=("samarinda",), groups=(7,), sets=("kaltim",), before_aid=True, needs=(Topic.SEWING,))
    made = await course_of(
        world,
        worker,
        kind=Kind.BIMTEK,
        topic=Topic.SELLING,
        recurrence=replace(WEEKLY, skips=Skips.LEBARAN),
        capacity=12,
        bring="celemek",
        childcare="boleh bawa anak",
        transport="ongkos diganti",
        who=who,
        offsets=(120, 1440, 120),
        trainers=(trainer.person_id, trainer.person_id),
    )
    assert await get(world, made) == made
    assert (made.who, made.offsets, made.skips) == (who, (1440, 120), Skips.LEBARAN)
    assert await act(world, courses.find_by_code, f" {made.code.lower()} ") == made
    assert await act(world, courses.find_by_code, "AAAAAA") is None
    assert await act(world, courses.trainers_of, made.id) == (trainer.person_id,)
    assert [each.begins(made.zone).isoformat() for each in await sessions(world, made)] == [
        f"{day}T09:00:00+08:00" for day in weeks(4)
    ]


async def test_a_course_that_does_not_exist_reads_like_a_foreign_one(world: World) -> None:
    with pytest.raises(NotAllowed):
        await act(world, courses.get, 5)
    with pytest.raises(NotAllowed):
        await act(world, courses.get_session, 5)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COMPANION, Role.ADMIN, Role.HELPER])
async def test_only_workers_and_supervisors_make_courses_of_an_office(world: World, role: Role) -> None:
    with pytest.raises(NotAllowed):
        await course_of(world, await world.staff(role))


async def test_leaders_make_courses_of_their_own_group_and_of_no_other(world: World) -> None:
    mentari, other = await add_group(world), await add_group(world)
    chair = await leader(world, mentari)
    made = await course_of(world, chair, group_id=mentari)
    assert (made.group_id, made.organisation_id) == (mentari, None)
    await course_of(world, await leader(world, mentari, Role.SECRETARY), group_id=mentari)
    with pytest.raises(NotAllowed):
        await course_of(world, chair, group_id=other)
    with pytest.raises(NotAllowed):
        await course_of(world, await leader(world, mentari, Role.TREASURER), group_id=mentari)
    with pytest.raises(NotAllowed):
        await course_of(world, chair)


async def test_who_tries_things_out_makes_no_real_course(world: World) -> None:
    mentari, invented = await add_group(world), await add_group(world, practice_of=5)
    chair = await leader(world, mentari, practice=invented)
    with pytest.raises(Practising):
        await course_of(world, chair, group_id=mentari)


async def test_a_group_has_only_so_many_open_courses(world: World) -> None:
    mentari = await add_group(world)
    chair = await leader(world, mentari)
    made = [
        await course_of(world, chair, group_id=mentari, days=weeks(1))
        for _ in range(OPEN_COURSES_OF_GROUP_MAX)
    ]
    with pytest.raises(TooManyOpenCourses):
        await course_of(world, chair, group_id=mentari)
    await act(world, courses.cancel, made[0])
    await course_of(world, chair, group_id=mentari)


async def test_a_course_has_a_session_and_no_more_than_a_year_of_them(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    with pytest.raises(TooManySessions):
        await course_of(world, worker, days=weeks(SESSIONS_MAX + 1))
    made = await course_of(world, worker, days=weeks(SESSIONS_MAX))
    assert len(await sessions(world, made)) == SESSIONS_MAX


async def test_what_is_told_may_be_changed_as_long_as_it_runs(world: World) -> None:
    made = await course_of(world, await world.staff(Role.WORKER))
    changed = await act(
        world,
        courses.change,
        made,
        title="Kue Lebaran",
        place="Rumah Bu RT (contoh)",
        who=Who(areas=("batu",)),
        offsets=(60, 1440),
        kind=Kind.BUSINESS,
    )
    assert changed == replace(
        made,
        title="Kue Lebaran",
        place="Rumah Bu RT (contoh)",
        who=Who(areas=("batu",)),
        offsets=(1440, 60),
        kind=Kind.BUSINESS,
    )
    assert await get(world, made) == changed
    with pytest.raises(AssertionError, match="capacity"):
        await act(world, courses.change, made, capacity=3)
    await act(world, courses.end, made)
    with pytest.raises(CourseClosed):
        await act(world, courses.change, made, title="Lain")


async def test_a_change_is_made_to_the_course_as_it_is_now(world: World) -> None:
    made = await course_of(world, await world.staff(Role.WORKER))
    await act(world, courses.change, made, place="Balai RW")
    await act(world, courses.change, made, bring="celemek")
    now = await get(world, made)
    assert (now.place, now.bring) == ("Balai RW", "celemek")


async def test_when_it_ends_who_was_in_it_is_done_and_nothing_is_left_to_come(world: World) -> None:
    made = await course_of(world, await world.staff(Role.WORKER), capacity=1)
    siti, yuyun = await world.woman(), await world.woman()
    await join(world, made, siti)
    await join(world, made, yuyun)
    world.pass_time(8 * 24 * 60)
    ended = await act(world, courses.end, made)
    assert ended == await get(world, made)
    assert ended.state is State.ENDED
    held, off = SessionState.HELD, SessionState.CANCELLED
    assert [each.state for each in await sessions(world, made)] == [held, held, off, off]
    parts = await act(world, course_places.participants, made.id, Part.DONE, Part.LEFT)
    assert [(each.person_id, each.part) for each in parts] == [
        (siti.person_id, Part.DONE),
        (yuyun.person_id, Part.LEFT),
    ]
    with pytest.raises(CourseClosed):
        await act(world, courses.cancel, made)


async def test_of_a_cancelled_course_it_stays_known_who_is_to_be_told(world: World) -> None:
    made = await course_of(world, await world.staff(Role.WORKER))
    siti = await world.woman()
    await join(world, made, siti)
    assert (await act(world, courses.cancel, made, "pelatih sakit")).state is State.CANCELLED
    assert {(each.state, each.reason) for each in await sessions(world, made)} == {
        (SessionState.CANCELLED, "pelatih sakit")
    }
    assert [each.person_id for each in await act(world, course_places.participants, made.id)] == [
        siti.person_id
    ]
    assert await act(world, course_places.of_person, siti.person_id) == []
