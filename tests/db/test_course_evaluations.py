"""Everybody who stayed is thanked once; faces open only together; what leaders say of a session is said anew."""

import pytest

from db import course_evaluations, courses
from db.course_evaluations import Evaluation
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.course_evaluations import Face, Faces, Judged, Process
from domain.courses import Course
from domain.refusals import Changed
from domain.roles import Role
from tests.db.course_world import DAY_MS, add_group, course_of, join, leader, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

GLAD = Faces(Face.GLAD, Face.PLAIN)


async def over(world: World, *women: Actor, practice: bool = False) -> Course:
    """A course that has ended."""
    group_id = await add_group(world, practice_of=1) if practice else None
    by = (
        await leader(world, group_id, practice=group_id)
        if group_id is not None
        else await world.staff(Role.WORKER)
    )
    course = await course_of(world, by, group_id=group_id)
    for woman in women:
        await join(world, course, woman)
    world.desk.now_ms = (await sessions(world, course))[-1].start_ms + DAY_MS
    await world.run(lambda unit: courses.end(unit, course), by=by)
    return course


async def unthanked(world: World) -> list[Evaluation]:
    return await world.run(course_evaluations.list_unthanked)


async def tell(world: World, each: Evaluation) -> bool:
    return await world.run(lambda unit: course_evaluations.tell(unit, each))


async def test_each_is_thanked_once(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await over(world, siti, yuyun)
    found = await unthanked(world)
    assert [each.person_id for each in found] == [siti.person_id, yuyun.person_id]
    now = world.desk.now_ms
    assert await world.run(lambda unit: course_evaluations.next_due(unit, now)) == now + 1
    assert await tell(world, found[0])
    assert not await tell(world, found[0])
    assert [each.person_id for each in await unthanked(world)] == [yuyun.person_id]
    await tell(world, found[1])
    assert await world.run(lambda unit: course_evaluations.next_due(unit, now)) is None
    (hers,) = await world.run(lambda unit: course_evaluations.list_open(unit, siti.person_id))
    assert (hers.course_id, hers.title) == (course.id, "Kue kering")


async def test_in_a_practice_and_a_month_later_nobody_is_thanked(world: World) -> None:
    await over(world, await world.woman(), practice=True)
    assert await unthanked(world) == []
    world.desk.now_ms -= 30 * DAY_MS
    await over(world, await world.woman())
    world.desk.now_ms += 30 * DAY_MS
    assert await unthanked(world) == []


async def answer_twice(world: World, course: Course, woman: Actor, faces: Faces) -> None:
    """She gives these faces, and finds that once is enough."""
    found = await world.run(lambda unit: course_evaluations.find(unit, course.id, woman.person_id))
    assert found is not None
    assert not found.is_given
    await world.run(lambda unit: course_evaluations.answer(unit, found, faces))
    with pytest.raises(Changed):
        await world.run(lambda unit: course_evaluations.answer(unit, found, GLAD))


async def test_faces_are_given_once_and_counted_in_their_order(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await over(world, siti, yuyun)
    for each in await unthanked(world):
        await tell(world, each)
    for woman, faces in ((yuyun, Faces(Face.SAD)), (siti, GLAD)):
        await answer_twice(world, course, woman, faces)
        world.pass_time(1)
    assert await world.run(lambda unit: course_evaluations.list_faces(unit, course.id)) == [
        Faces(Face.SAD),
        GLAD,
    ]
    assert await world.run(lambda unit: course_evaluations.list_own(unit, siti.person_id)) == (
        ("Kue kering", GLAD),
    )
    await world.desk.storage.vault.destroy([owner_of(yuyun.person_id)])
    assert await world.run(lambda unit: course_evaluations.list_faces(unit, course.id)) == [GLAD]

    async def take_back(unit: Unit) -> None:
        await course_evaluations.forget(unit, siti.person_id, organisation_id=world.office, group_id=None)

    await world.run(take_back)
    assert await world.run(lambda unit: course_evaluations.list_faces(unit, course.id)) == []


async def test_a_session_is_judged_by_each_who_led_it_and_the_newest_word_counts(world: World) -> None:
    course = await over(world)
    one, other = await world.staff(Role.TRAINER), await world.staff(Role.TRAINER)
    found = await sessions(world, course)
    last = found[-1]

    async def review(unit: Unit, by: Actor, judged: Judged, note: str = "") -> None:
        await course_evaluations.review(unit, last, by.person_id, {Process.SMOOTH: judged}, note)

    await world.run(lambda unit: review(unit, one, Judged.NO, "mati lampu"))
    await world.run(lambda unit: review(unit, one, Judged.PARTLY, "mati lampu sebentar"))
    await world.run(lambda unit: review(unit, other, Judged.YES))
    said = await world.run(lambda unit: course_evaluations.list_reviews(unit, course.id))
    assert said == [{Process.SMOOTH: Judged.PARTLY}, {Process.SMOOTH: Judged.YES}]
    notes = await world.run(lambda unit: course_evaluations.list_notes(unit, course.id))
    assert [(session.id, note) for session, note in notes] == [(last.id, "mati lampu sebentar")]
    left = await world.run(lambda unit: course_evaluations.list_unreviewed(unit, course.id, one.person_id))
    assert [each.id for each in left] == [each.id for each in reversed(found[:-1])]
    await world.desk.storage.vault.destroy([owner_of(one.person_id)])
    assert await world.run(lambda unit: course_evaluations.list_notes(unit, course.id)) == []
