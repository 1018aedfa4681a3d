"""What was shared of a session, on both engines: who sees it, when who was there hears of it, and that it can go again."""

import pytest

from db import course_attendance, course_materials, course_places, files
from db.people import Actor
from db.unit import Unit
from domain.course_materials import (
    KEPT_DAYS,
    MATERIALS_OF_SESSION_MAX,
    TELL_AFTER_MIN,
    Form,
    Material,
    TooManyMaterials,
)
from domain.courses import Course, How, Session
from domain.files import SentFile
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.course_world import course_of, join, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

UNTIL_FIRST_MIN = 21 * 60
PHOTO = SentFile(reference="demo-photo", size_bytes=4)


async def a_class(world: World, women: int) -> tuple[Actor, Course, list[Actor]]:
    worker = await world.staff(Role.WORKER)
    course = await course_of(world, worker)
    found = [await world.woman(f"demo {number}") for number in range(women)]
    for each in found:
        await join(world, course, each)
    world.pass_time(UNTIL_FIRST_MIN)
    return worker, course, found


async def give(
    world: World, by: Actor, session: Session, form: Form = Form.TEXT, body: str = "Ayak tepungnya dulu."
) -> Material:
    async def job(unit: Unit) -> Material:
        sent = PHOTO if form in (Form.PHOTO, Form.VOICE) else None
        return await course_materials.add(unit, session, form, body=body, sent=sent)

    return await world.run(job, by=by)


async def arrive(world: World, material: Material, state: str = "kept") -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE files SET state = $2 WHERE id = $1", material.file_id, state)

    await world.run(job)


async def was_there(world: World, session: Session, *women: Actor) -> None:
    for woman in women:

        async def job(unit: Unit, woman: Actor = woman) -> None:
            await course_attendance.record(
                unit, session, woman.person_id, came=True, how=How.CODE, by=woman.person_id
            )

        await world.run(job, by=woman)


async def shelves(world: World, woman: Actor, course_id: int = 0) -> list[tuple[int, int]]:
    found = await world.run(lambda unit: course_materials.list_shelves(unit, woman.person_id, course_id))
    return [(each.session.n, each.count) for each in found]


async def test_everybody_with_a_place_sees_it_and_nobody_else(world: World) -> None:
    worker, course, (siti, sri) = await a_class(world, 2)
    first, second, *_rest = await sessions(world, course)
    given = await give(world, worker, first)
    await give(world, worker, second, Form.RECIPE, "[]")
    await give(world, worker, second)
    assert await shelves(world, siti) == [(2, 2), (1, 1)]
    assert await shelves(world, siti, course.id) == [(2, 2), (1, 1)]
    assert await shelves(world, siti, 1) == []
    stranger = await world.woman("stranger")
    assert await shelves(world, stranger) == []
    find = course_materials.find_hers
    assert await world.run(lambda unit: find(unit, siti.person_id, given.id)) == given
    assert await world.run(lambda unit: find(unit, stranger.person_id, given.id)) is None
    assert await world.run(lambda unit: find(unit, siti.person_id, 1)) is None
    await world.run(lambda unit: course_places.leave(unit, course, sri.person_id), by=sri)
    assert await shelves(world, sri) == []


async def test_a_photo_is_seen_when_it_has_arrived(world: World) -> None:
    worker, course, (siti,) = await a_class(world, 1)
    first = (await sessions(world, course))[0]
    photo = await give(world, worker, first, Form.PHOTO, "")
    assert await shelves(world, siti) == []

    async def get(unit: Unit) -> int:
        return await course_materials.get_file(unit, siti.person_id, photo.id)

    with pytest.raises(NotAllowed):
        await world.run(get)
    await arrive(world, photo)
    assert await shelves(world, siti) == [(1, 1)]
    assert await world.run(get) == photo.file_id
    stranger = await world.woman("stranger")
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: course_materials.get_file(unit, stranger.person_id, photo.id))


async def test_what_was_given_can_be_taken_away_with_its_file(world: World) -> None:
    worker, course, (siti,) = await a_class(world, 1)
    first = (await sessions(world, course))[0]
    photo = await give(world, worker, first, Form.PHOTO, "")
    await arrive(world, photo)

    async def remove(unit: Unit) -> None:
        course_materials.remove(unit, photo)

    await world.run(remove, by=worker)
    assert await shelves(world, siti) == []
    assert photo.file_id is not None
    file = await world.run(lambda unit: files.find(unit, photo.file_id or 0))
    assert file is not None
    assert file.state == "gone"


async def test_a_session_has_no_more_than_anybody_looks_through(world: World) -> None:
    worker, course, _women = await a_class(world, 1)
    first = (await sessions(world, course))[0]
    for _time in range(MATERIALS_OF_SESSION_MAX):
        await give(world, worker, first)
    with pytest.raises(TooManyMaterials):
        await give(world, worker, first)


async def test_who_was_there_hears_of_all_that_is_new_once_when_nothing_is_on_its_way(world: World) -> None:
    worker, course, (siti, sri, _imas) = await a_class(world, 3)
    first = (await sessions(world, course))[0]
    await was_there(world, first, siti, sri)
    assert await world.run(lambda unit: course_materials.next_due(unit, unit.now_ms)) is None
    await give(world, worker, first)
    photo = await give(world, worker, first, Form.PHOTO, "")
    due = await world.run(lambda unit: course_materials.next_due(unit, unit.now_ms))
    assert due == world.desk.now_ms + TELL_AFTER_MIN * 60_000
    assert await world.run(course_materials.find_untold) is None
    world.pass_time(TELL_AFTER_MIN)
    assert await world.run(course_materials.find_untold) is None  # the photo is still being fetched
    await arrive(world, photo)
    untold = await world.run(course_materials.find_untold)
    assert untold is not None
    assert (untold.session_id, untold.told_to) == (first.id, 0)
    there = await world.run(lambda unit: course_materials.list_there(unit, course, first, 0))
    assert there == sorted([siti.person_id, sri.person_id])
    rest = await world.run(lambda unit: course_materials.list_there(unit, course, first, there[0]))
    assert rest == there[1:]
    await world.run(lambda unit: _told(unit, first, there[0], all_told=False))
    untold = await world.run(course_materials.find_untold)
    assert untold is not None
    assert untold.told_to == there[0]
    await world.run(lambda unit: _told(unit, first, there[1], all_told=True))
    assert await world.run(course_materials.find_untold) is None


async def _told(unit: Unit, session: Session, up_to: int, *, all_told: bool) -> None:
    course_materials.told(unit, session, up_to, all_told=all_told)


async def test_a_photo_that_was_none_is_no_news(world: World) -> None:
    worker, course, _women = await a_class(world, 1)
    first = (await sessions(world, course))[0]
    photo = await give(world, worker, first, Form.PHOTO, "")
    await arrive(world, photo, "refused")
    assert not await world.run(lambda unit: course_materials.has_new(unit, first.id))
    await give(world, worker, first)
    assert await world.run(lambda unit: course_materials.has_new(unit, first.id))


async def test_what_is_two_years_old_is_forgotten_with_its_file(world: World) -> None:
    worker, course, (siti,) = await a_class(world, 1)
    first = (await sessions(world, course))[0]
    photo = await give(world, worker, first, Form.PHOTO, "")
    await arrive(world, photo)
    assert await world.run(course_materials.forget_old) == 0
    world.pass_time(KEPT_DAYS * 24 * 60 + 1)
    assert await world.run(course_materials.forget_old) == 1
    assert await shelves(world, siti) == []
    assert [row["state"] for row in await world.rows("SELECT state FROM files")] == ["gone"]
