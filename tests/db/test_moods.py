"""Faces on both engines: asked once a session, sealed with her key, and opened only with an audit row."""

import pytest

from db import course_attendance, courses, moods
from db.people import Actor
from db.unit import Unit
from domain.courses import Course, How, Session
from domain.moods import Face
from domain.roles import Role
from tests.db.company_world import a_course, act, count
from tests.db.course_world import DAY_MS, HOUR_MS, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


async def present(world: World, course: Course, woman: Actor, *, came: bool = True) -> Session:
    """She was in the first session, or was not; the class is just over."""
    (first, *_rest) = await sessions(world, course)
    world.desk.now_ms = first.start_ms + first.length_min * 60_000
    worker = await world.staff(Role.WORKER)
    await act(
        world,
        worker,
        course_attendance.record,
        first,
        woman.person_id,
        came=came,
        how=How.STAFF,
        by=worker.person_id,
    )
    return first


async def to_ask(world: World) -> list[int]:
    return [each.person_id for each in await world.run(moods.list_to_ask)]


async def say(world: World, course: Course, woman: Actor, face: Face | None) -> None:
    async def job(unit: Unit) -> None:
        mood_id = moods.note_asked(unit, course.id, woman.person_id, None)
        await moods.answer(unit, mood_id, woman.person_id, face)

    await world.run(job, by=woman)
    world.desk.now_ms += HOUR_MS


async def test_who_was_there_is_to_be_asked_once_when_the_class_is_over(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await world.staff(Role.COMPANION)
    first = await present(world, course, siti)
    world.desk.now_ms -= 1
    assert await to_ask(world) == []
    world.desk.now_ms += 1
    assert await to_ask(world) == [siti.person_id]

    async def note(unit: Unit) -> None:
        for _time in range(2):
            moods.note_asked(unit, course.id, siti.person_id, first.id)

    await world.run(note)
    assert await to_ask(world) == []
    assert await count(world, "moods") == 1
    assert await act(world, siti, moods.find_asked, first.id, siti.person_id)


async def test_who_was_not_there_or_has_no_companion_is_not_asked(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await present(world, course, siti, came=False)
    await world.staff(Role.COMPANION)
    assert await to_ask(world) == []


@pytest.mark.parametrize("hours, asked", [(11, 1), (12, 0), (48, 0)])
async def test_late_is_not_at_all(world: World, hours: int, asked: int) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await world.staff(Role.COMPANION)
    await present(world, course, siti)
    world.desk.now_ms += hours * HOUR_MS
    assert len(await to_ask(world)) == asked


async def test_a_cancelled_session_or_course_asks_nobody(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await world.staff(Role.COMPANION)
    await present(world, course, siti)
    await act(world, await world.staff(Role.WORKER), courses.end, course)
    assert await to_ask(world) == []


async def test_who_was_left_alone_counts_as_not_asked_and_is_not_looked_at_again(world: World) -> None:
    siti = await world.woman("siti")
    course = await a_course(world, siti)
    await world.staff(Role.COMPANION)
    first = await present(world, course, siti)

    async def note(unit: Unit) -> None:
        moods.note_asked(unit, course.id, siti.person_id, first.id, asked=False)

    await world.run(note)
    assert await to_ask(world) == []
    assert await act(world, siti, moods.list_asked, course.id, siti.person_id) == []
    assert await act(world, siti, moods.find_asked, first.id, siti.person_id) == 0
    assert await act(world, siti, moods.find_last, siti.person_id) is None


async def test_when_she_was_asked_last_counts_in_whichever_course(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, siti, tati)
    await say(world, course, siti, Face.GOOD)
    last = await act(world, siti, moods.find_last, siti.person_id)
    asked = await act(world, siti, moods.list_asked, course.id, siti.person_id)
    assert last == asked[0].at
    assert await act(world, tati, moods.find_last, tati.person_id) is None


async def test_faces_are_sealed_read_newest_first_and_every_look_is_noted(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, siti, tati)
    rina = await world.staff(Role.COMPANION)
    for face in (Face.GOOD, None, Face.HEAVY):
        await say(world, course, siti, face)
    seen = await act(world, rina, moods.read, course.id, siti.person_id)
    assert [each.face for each in seen] == [Face.HEAVY, Face.GOOD]
    asked = await act(world, siti, moods.list_asked, course.id, siti.person_id)
    assert [each.face for each in asked] == [Face.HEAVY, None, Face.GOOD]
    assert await world.run(lambda unit: moods.list_women(unit, course.id)) == [siti.person_id]
    assert await count(world, "audit", f"object = 'mood' AND actor = {rina.person_id}") == 1

    async def raw(unit: Unit) -> list[bytes]:
        rows = await unit.fetch("SELECT face FROM moods WHERE face IS NOT NULL")
        return [bytes(row["face"]) for row in rows]

    assert not any(word in face for face in await world.run(raw) for word in (b"good", b"heavy"))
    await world.desk.storage.vault.destroy([f"p{siti.person_id}"])
    assert await act(world, rina, moods.read, course.id, siti.person_id) == []


async def test_nobody_answers_for_another_woman(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, siti, tati)

    async def job(unit: Unit) -> None:
        mood_id = moods.note_asked(unit, course.id, siti.person_id, None)
        await moods.answer(unit, mood_id, tati.person_id, Face.GOOD)

    await world.run(job)
    assert await count(world, "moods", "face IS NOT NULL") == 0


async def test_the_moved_clock_stops_at_the_end_of_a_session_where_somebody_would_read(world: World) -> None:
    course = await a_course(world, await world.woman("siti"))
    first = (await sessions(world, course))[0]

    async def due(unit: Unit) -> int | None:
        return await moods.next_due(unit, unit.now_ms)

    assert await world.run(due) is None
    await world.staff(Role.COMPANION)
    assert await world.run(due) == first.start_ms + first.length_min * 60_000
    world.desk.now_ms += 365 * DAY_MS
    assert await world.run(due) is None
