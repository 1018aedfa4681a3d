"""What hangs below a course and below the schedule: each opens a conversation there is, and only who it is for sees it."""

from db import course_places, courses
from db.unit import Unit
from handlers.conversations import CONVERSATIONS
from handlers.training import doors
from handlers.training.doors import COURSE_DOORS, SCHEDULE_DOORS, Here
from tests.handlers.training.classes import put_in, step, teach
from tests.world import World

ROW_CHARS_MAX = 24


def test_every_door_opens_a_conversation_and_stands_there_once() -> None:
    there = {each.name for each in CONVERSATIONS}
    for hung in (COURSE_DOORS, SCHEDULE_DOORS):
        names = [each.name for each in hung]
        labels = [each.label.message for each in hung]
        assert set(names) <= there
        assert len(set(names)) == len(names) == len(set(labels))
        assert max(map(len, labels), default=0) <= ROW_CHARS_MAX


async def test_who_has_a_place_who_had_one_and_who_leads_are_three_questions(world: World) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    course_id = await teach(world, capacity=1)
    await put_in(world, course_id, "Siti", "Yuyun")

    async def asked(unit: Unit) -> list[bool]:
        course = await courses.get(unit, course_id)
        mine = await course_places.find(unit, course_id, unit.actor.person_id)
        here = Here(course=course, mine=mine, runs=await courses.may_run(unit, course))
        return [await each(unit, here) for each in (doors.has_place, doors.was_in, doors.runs)]

    assert await step(world, "Siti", asked) == [True, True, False]
    assert await step(world, "Yuyun", asked) == [False, False, False]
    assert await step(world, "Pengajar Kaltim", asked) == [False, False, True]

    async def end(unit: Unit) -> None:
        await courses.end(unit, await courses.get(unit, course_id))

    await step(world, "Pengajar Kaltim", end)
    assert await step(world, "Siti", asked) == [False, True, False]


async def test_only_rows_that_are_for_her_are_shown(world: World) -> None:
    await world.add("Siti", area="samarinda")
    course_id = await teach(world)

    async def shown(unit: Unit) -> tuple[str, ...]:
        course = await courses.get(unit, course_id)
        return await doors.course_doors(unit, Here(course=course, mine=None, runs=False))

    names = await step(world, "Siti", shown)
    assert not {each.name for each in COURSE_DOORS if each.shows is doors.has_place}.intersection(names)
    assert [each.key for each in doors.rows(names, COURSE_DOORS)] == list(names)
    assert "keterampilan" in await step(world, "Siti", doors.schedule_doors)
