"""A place that becomes free is passed on and told of in the same transaction, on both engines, whoever frees it."""

from dataclasses import replace
from typing import Any

from db import course_places, course_tasks, course_turns, courses, erasure, people
from db.course_turns import BACK, STAY, TALK
from db.people import Actor
from db.unit import PushButton, Unit
from db.vault import person as owner_of
from domain.courses import Course, Part
from domain.roles import Role
from tests.db.course_world import DAY_MS, TOMORROW, add_group, course_of, join, leader, weeks
from tests.db.office_world import World, world

__all__ = ["world"]


async def full(world: World, **fields: Any) -> tuple[Course, Actor, Actor, Actor]:
    """A course with one place: one has it, two wait."""
    course = await course_of(world, await world.staff(Role.WORKER), **{"capacity": 1, **fields})
    women = [await world.woman() for _ in range(3)]
    for woman in women:
        await join(world, course, woman)
    return course, women[0], women[1], women[2]


async def part_of(world: World, course: Course, woman: Actor) -> Part | None:
    found = await world.run(lambda unit: course_places.find(unit, course.id, woman.person_id))
    return None if found is None else found.part


async def test_who_leaves_lets_the_next_one_in_who_hears_when_and_where(world: World) -> None:
    course, siti, yuyun, neneng = await full(world)
    before = await world.run(lambda unit: course_turns.leave(unit, course, siti.person_id, "jauh"), by=siti)
    assert before.part is Part.JOINED
    (told,) = world.told
    assert told.person_id == yuyun.person_id
    assert (told.text.values["title"], told.text.values["place"]) == ("Kue kering", "Balai desa")
    assert told.buttons == (
        PushButton(label=told.buttons[0].label, talk=TALK, args=(course.id, STAY)),
        PushButton(label=told.buttons[1].label, talk=TALK, args=(course.id, BACK)),
    )
    assert told.matter == course_turns.matter_of(course.id, yuyun.person_id)
    assert told.urgent, "tomorrow is soon"
    assert await part_of(world, course, yuyun) is Part.JOINED
    assert await part_of(world, course, neneng) is Part.WAITING


async def test_a_course_that_begins_later_is_no_hurry(world: World) -> None:
    days = weeks(2, TOMORROW.replace(day=20))
    course, siti, _yuyun, _neneng = await full(world, days=days)
    await world.run(lambda unit: course_turns.leave(unit, course, siti.person_id), by=siti)
    assert [each.urgent for each in world.told] == [False]


async def test_who_only_waited_frees_no_place(world: World) -> None:
    course, _siti, yuyun, neneng = await full(world)
    await world.run(lambda unit: course_turns.leave(unit, course, yuyun.person_id), by=yuyun)
    assert world.told == []
    assert await part_of(world, course, neneng) is Part.WAITING


async def test_in_a_practice_nobody_is_told(world: World) -> None:
    group = await add_group(world, practice_of=1)
    chair = await leader(world, group, practice=group)
    course = await course_of(world, chair, group_id=group, capacity=1)
    women = [replace(await world.woman(), practice=group) for _ in range(2)]
    for woman in women:
        await join(world, course, woman)
    await world.run(lambda unit: course_turns.leave(unit, course, women[0].person_id), by=women[0])
    assert world.told == []
    assert await part_of(world, course, women[1]) is Part.JOINED


async def test_a_place_that_an_erasure_freed_is_passed_on_by_the_clock(world: World) -> None:
    course, siti, yuyun, neneng = await full(world)
    await world.run(lambda unit: erasure.erase_person(unit, siti.person_id))
    assert not await world.run(course_turns.look_around)
    assert [each.person_id for each in world.told] == [yuyun.person_id]
    assert await part_of(world, course, yuyun) is Part.JOINED
    assert not await world.run(course_turns.look_around)
    assert world.told == []
    assert await part_of(world, course, neneng) is Part.WAITING


async def test_two_hours_before_the_last_session_nobody_moves_up_any_more(world: World) -> None:
    course, siti, yuyun, _neneng = await full(world, days=[TOMORROW])
    world.desk.now_ms += DAY_MS - 4 * 3_600_000  # it begins at nine, in an hour and a half at most
    await world.run(lambda unit: course_turns.leave(unit, course, siti.person_id), by=siti)
    await world.run(course_turns.look_around)
    assert world.told == []
    assert await part_of(world, course, yuyun) is Part.WAITING


async def test_who_has_no_phone_hears_it_from_the_kader_who_sat_beside_her(world: World) -> None:
    course = await course_of(world, await world.staff(Role.WORKER), capacity=1)
    siti, kader = await world.woman(), await world.staff(Role.HELPER)
    await join(world, course, siti)

    async def beside(unit: Unit) -> int:
        person_id = unit.new_id()

        await unit.vault.have([owner_of(person_id)], create=True)
        people.add_person(unit, person_id, unit.now_ms)
        await course_places.join(unit, course, person_id)
        return person_id

    await world.run(beside, by=kader)
    await world.run(lambda unit: course_turns.leave(unit, course, siti.person_id), by=siti)
    (told,) = world.told
    assert (told.person_id, told.buttons) == (kader.person_id, ())


async def test_a_consent_that_is_taken_back_ends_every_place_with_that_office_and_no_other(
    world: World,
) -> None:
    course, siti, yuyun, _neneng = await full(world)
    second = await course_of(world, await world.staff(Role.WORKER))
    elsewhere = await world.add_office("Kantor Lain", "samarinda")
    foreign = await course_of(
        world, await world.staff(Role.WORKER, office=elsewhere), organisation_id=elsewhere
    )
    for each in (second, foreign):
        await join(world, each, siti)

    async def ends(unit: Unit) -> None:
        await course_turns.end_with_consent(unit, siti.person_id, organisation_id=world.office, group_id=None)

    await world.run(ends, by=siti)
    assert [each.person_id for each in world.told] == [yuyun.person_id]
    parts = [await part_of(world, each, siti) for each in (course, second, foreign)]
    assert parts == [Part.LEFT, Part.LEFT, Part.JOINED]


async def test_of_a_course_that_was_cancelled_nothing_is_passed_on(world: World) -> None:
    course, siti, _yuyun, _neneng = await full(world)
    await world.run(lambda unit: courses.cancel(unit, course), by=await world.staff(Role.WORKER))
    assert await world.run(lambda unit: course_turns.pass_on(unit, course), by=siti) == 0
    assert world.told == []


async def test_nobody_asks_after_a_newcomer_who_has_left(world: World) -> None:
    course = await course_of(world, await world.staff(Role.WORKER), days=[TOMORROW])
    siti = await world.woman()
    await join(world, course, siti, newcomer=True)
    await world.run(lambda unit: course_tasks.plan_newcomer(unit, course.id, siti.person_id))

    await world.run(lambda unit: course_turns.leave(unit, course, siti.person_id), by=siti)
    tasks = await world.rows("SELECT state FROM course_tasks")
    assert {row["state"] for row in tasks} == {"dropped"}
    assert len(tasks) == 4
