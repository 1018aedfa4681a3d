"""Tasks on both engines: one of a kind a woman and course, seen by those it is for, done once, and no feelings in it."""

from dataclasses import replace

import pytest

from db import course_places, course_tasks, courses
from db.people import Actor
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.course_follow_up import LISTED_MAX, Kind, Later, Task
from domain.courses import Course
from domain.refusals import Changed, NotAllowed
from domain.roles import Role, RoleGrant
from tests.db.company_world import a_course, act, count, named_for
from tests.db.course_world import DAY_MS, add_group, course_of, join, leader
from tests.db.office_world import World, world

__all__ = ["world"]


async def add(
    world: World, course: Course, woman: Actor, kind: Kind, n: int = 1, *, after_ms: int = 0
) -> None:
    async def job(unit: Unit) -> None:
        course_tasks.add(unit, course.id, woman.person_id, kind, n, unit.now_ms + after_ms)

    await world.run(job)


async def waiting(world: World, by: Actor) -> list[Task]:
    found: list[Task] = await act(world, by, course_tasks.list_waiting)
    return found


async def test_one_of_a_kind_and_number_however_often_it_is_asked_for(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    rina = await world.staff(Role.COMPANION)
    for _time in range(3):
        await add(world, course, siti, Kind.ABSENT)
    (task,) = await waiting(world, rina)
    await act(world, rina, course_tasks.done, task)
    await add(world, course, siti, Kind.ABSENT)
    assert await waiting(world, rina) == []
    assert await count(world, "course_tasks") == 1


async def test_what_is_not_due_is_not_seen(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    rina = await world.staff(Role.COMPANION)
    await add(world, course, siti, Kind.ABSENT, after_ms=DAY_MS)
    assert await waiting(world, rina) == []
    world.pass_time(24 * 60)
    assert [each.kind for each in await waiting(world, rina)] == [Kind.ABSENT]


async def test_feelings_are_seen_by_the_companions_named_for_the_course_alone(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    rina, dewi = await world.staff(Role.COMPANION), await world.staff(Role.COMPANION)
    worker, trainer = await world.staff(Role.WORKER), await world.staff(Role.TRAINER)
    await add(world, course, siti, Kind.MOOD)
    assert [len(await waiting(world, each)) for each in (rina, dewi, worker, trainer)] == [1, 1, 0, 0]
    await named_for(world, course, rina, trainer)
    assert [len(await waiting(world, each)) for each in (rina, dewi, worker, trainer)] == [1, 0, 0, 0]
    (task,) = await waiting(world, rina)
    for other in (dewi, worker, trainer, siti):
        with pytest.raises(NotAllowed):
            await act(world, other, course_tasks.get, task.id)


async def test_who_wanted_to_talk_is_heard_by_workers_when_no_companion_is_left(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    worker = await world.staff(Role.WORKER)
    await add(world, course, siti, Kind.WANTS_TALK)
    await add(world, course, siti, Kind.MOOD)
    assert [each.kind for each in await waiting(world, worker)] == [Kind.WANTS_TALK]
    await world.staff(Role.COMPANION)
    assert await waiting(world, worker) == []


async def test_nobody_sees_what_is_about_herself_or_of_another_office(world: World) -> None:
    other_office = await world.add_office("Dinas Sosial Contoh", "bontang")
    asing = await world.staff(Role.WORKER, office=other_office)
    rina = await world.staff(Role.COMPANION)
    course = await a_course(world, rina)
    await add(world, course, rina, Kind.ABSENT)
    assert await waiting(world, rina) == []
    assert await waiting(world, asing) == []
    worker = await world.staff(Role.WORKER)
    (task,) = await waiting(world, worker)
    for each in (rina, asing):
        with pytest.raises(NotAllowed):
            await act(world, each, course_tasks.get, task.id)


async def test_of_a_group_its_leaders_see_newcomers_and_no_feelings(world: World) -> None:
    group = await add_group(world)
    cucu = await leader(world, group)
    course = await course_of(world, cucu, group_id=group)
    siti = await world.woman("siti")
    await join(world, course, siti)
    worker = await world.staff(Role.WORKER)
    for kind in Kind:
        await add(world, course, siti, kind)
    assert sorted(each.kind for each in await waiting(world, cucu)) == [Kind.ABSENT, Kind.NEWCOMER]
    assert await waiting(world, worker) == []


async def test_who_left_is_asked_nothing_about_the_course_but_is_not_left_alone(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    rina = await world.staff(Role.COMPANION)
    for kind in (Kind.ABSENT, Kind.WANTS_TALK):
        await add(world, course, siti, kind)
    await act(world, siti, course_places.leave, course, siti.person_id)
    assert [each.kind for each in await waiting(world, rina)] == [Kind.WANTS_TALK]

    async def drop(unit: Unit) -> None:
        course_tasks.drop_of(unit, course.id, siti.person_id)

    await world.run(drop)
    assert await count(world, "course_tasks", "state = 'dropped'") == 1
    await join(world, course, siti)
    await add(world, course, siti, Kind.ABSENT)
    assert sorted(each.kind for each in await waiting(world, rina)) == [Kind.ABSENT, Kind.WANTS_TALK]


async def test_a_cancelled_course_asks_nothing(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await add(world, course, siti, Kind.ABSENT)
    rina, worker = await world.staff(Role.COMPANION), await world.staff(Role.WORKER)
    await act(world, worker, courses.cancel, course)
    assert await waiting(world, rina) == []


async def test_of_two_who_see_to_it_one_does(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    rina, worker = await world.staff(Role.COMPANION), await world.staff(Role.WORKER)
    await add(world, course, siti, Kind.ABSENT)
    (task,) = await waiting(world, rina)
    await act(world, worker, course_tasks.done, task, "sakit, minggu depan datang")
    for step in (course_tasks.done, lambda unit, task: course_tasks.lay_aside(unit, task, Later.WEEK)):
        with pytest.raises(Changed):
            await act(world, rina, step, task)
    with pytest.raises(Changed):
        await act(world, rina, course_tasks.get, task.id)


async def test_the_note_is_sealed_with_her_key_and_read_the_next_time(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    rina = await world.staff(Role.COMPANION)
    await add(world, course, siti, Kind.NEWCOMER, 3)
    await add(world, course, siti, Kind.NEWCOMER, 7)
    third, seventh = await waiting(world, rina)
    await act(world, rina, course_tasks.done, third, "betah, rumahnya jauh")

    async def look(unit: Unit) -> str:
        row = await unit.fetch_one("SELECT note FROM course_tasks WHERE id = $1", third.id)
        assert row is not None
        sealed = bytes(row["note"])
        assert b"betah" not in sealed
        await unit.vault.have([owner_of(siti.person_id)])
        return unit.vault.unseal(
            owner_of(siti.person_id), cell(course_tasks.NOTE_PLACE, third.id), sealed
        ).decode()

    assert await world.run(look) == "betah, rumahnya jauh"
    assert await act(world, rina, course_tasks.last_note, seventh) == "betah, rumahnya jauh"


async def test_laid_aside_it_comes_again_in_the_morning_some_days_later(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    rina = await world.staff(Role.COMPANION)
    await add(world, course, siti, Kind.ABSENT)
    (task,) = await waiting(world, rina)
    await act(world, rina, course_tasks.lay_aside, task, Later.TOMORROW)
    world.pass_time(19 * 60)
    assert await waiting(world, rina) == []  # 07.00 of the next day there
    world.pass_time(60)
    assert [each.id for each in await waiting(world, rina)] == [task.id]


async def test_newcomers_are_planned_from_their_first_session_and_once(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, tati, newcomers=(siti,))
    for _time in range(2):
        await act(world, siti, course_tasks.plan_newcomer, course.id, siti.person_id)
        await act(world, tati, course_tasks.plan_newcomer, course.id, tati.person_id)
        assert await world.run(course_tasks.plant) == 0

    async def due(unit: Unit) -> list[tuple[int, int]]:
        rows = await unit.fetch("SELECT person_id, n, due_ms FROM course_tasks ORDER BY due_ms")
        assert {row["person_id"] for row in rows} == {siti.person_id}
        first = (await courses.sessions_of(unit, course.id))[0].start_ms  # 09.00, an hour after it falls due
        return [(row["n"], round((row["due_ms"] - first) / 3_600_000)) for row in rows]

    assert await world.run(due) == [(day, 24 * day - 1) for day in (3, 7, 14, 30)]


async def test_whoever_moves_up_is_planned_by_the_clock(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, tati, newcomers=(siti,), capacity=1)
    await act(world, siti, course_tasks.plan_newcomer, course.id, siti.person_id)
    assert await count(world, "course_tasks") == 0
    assert await world.run(course_tasks.plant) == 0
    await act(world, tati, course_places.leave, course, tati.person_id)
    await act(world, tati, course_places.move_up, course)
    assert await world.run(course_tasks.plant) == 1
    assert await world.run(course_tasks.plant) == 0
    assert await count(world, "course_tasks", "kind = 'newcomer'") == 4


async def test_outside_of_a_practice_its_leader_sees_nothing_of_it_and_in_it_nothing_else(
    world: World,
) -> None:
    mentari, tried = await add_group(world), await add_group(world, practice_of=1)
    cucu = await leader(world, mentari)
    await world.grant(cucu, RoleGrant(Role.CHAIR, group_id=tried))
    both = replace(cucu, roles=(*cucu.roles, RoleGrant(Role.CHAIR, group_id=tried)))
    siti = await world.woman("siti")
    real = await course_of(world, cucu, group_id=mentari)
    invented = await course_of(world, replace(both, practice=tried), group_id=tried)
    for course in (real, invented):
        await join(world, course, siti)
        await add(world, course, siti, Kind.ABSENT)
    assert [each.course_id for each in await waiting(world, both)] == [real.id]
    assert [each.course_id for each in await waiting(world, replace(both, practice=tried))] == [invented.id]


async def test_a_long_list_ends(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    rina = await world.staff(Role.COMPANION)
    for n in range(LISTED_MAX + 5):
        await add(world, course, siti, Kind.ABSENT, n)
    assert len(await waiting(world, rina)) == LISTED_MAX


async def test_the_clock_drops_what_is_about_those_who_left_or_a_course_that_is_over(world: World) -> None:
    siti, tati, ani = [await world.woman(name) for name in ("siti", "tati", "ani")]
    course, over = await a_course(world, siti, tati), await a_course(world, ani)
    for woman, where in ((siti, course), (tati, course), (ani, over)):
        for kind in (Kind.ABSENT, Kind.MOOD):
            await add(world, where, woman, kind)
    await act(world, siti, course_places.leave, course, siti.person_id)
    await act(world, await world.staff(Role.WORKER), courses.end, over)

    async def drop(unit: Unit) -> None:
        course_tasks.drop_left(unit)

    await world.run(drop)
    assert await count(world, "course_tasks", "state = 'dropped' AND kind = 'absent'") == 2
    assert await count(world, "course_tasks", "state = 'waiting'") == 4
