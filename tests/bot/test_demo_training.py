"""The demo's courses: once, whole, one woman waiting, nobody told; nothing where there is no demo of ours."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo import fill
from bot.demo_training import BEGINS_IN_DAYS, COURSES, fill_training
from db import consents, course_fit, course_places, courses, groups, members
from db.course_check import verify_all
from db.people import Actor
from db.unit import Unit
from domain.courses import Course, Part
from domain.zones import WIB, local_date
from tests.db.desk import Desk, open_desk


async def all_courses(desk: Desk) -> list[Course]:
    rows = await desk.run(lambda unit: unit.fetch("SELECT id FROM courses ORDER BY id"))
    return [await desk.run(lambda unit, key=row["id"]: courses.get(unit, key)) for row in rows]  # type: ignore[misc]


async def siti(unit: Unit) -> int:
    group = next(each for each in await groups.list_all(unit) if each.name == "Mentari")
    return next(
        each.told_id for each in await members.list_members(unit, group.id) if each.name == "Siti Aminah"
    )


# The year turns, a leap day, before Lebaran, and the day that stands in the transcripts.
@pytest.mark.parametrize("day", ["2026-02-03", "2026-12-30", "2028-02-27", "2027-03-01"])
async def test_three_courses_are_there_with_their_women_and_the_first_session_days_away(
    tmp_path: Path, day: str
) -> None:
    async with open_desk(tmp_path) as desk:
        desk.now_ms = int(datetime.fromisoformat(day).replace(hour=4, tzinfo=UTC).timestamp() * 1000)
        await desk.run(fill)
        await desk.run(fill_training)
        await desk.run(fill_training)
        found = await all_courses(desk)
        assert [each.title for each in found] == [each.title for each in COURSES]
        assert [each.group_id is None for each in found] == [True, True, False]
        for course, demo in zip(found, COURSES, strict=True):
            planned = await desk.run(lambda unit, key=course.id: courses.sessions_of(unit, key))  # type: ignore[misc]
            assert len(planned) == demo.sessions
            assert {each.begins(WIB).weekday() for each in planned} == {demo.weekday}
            away = planned[0].begins(WIB).date() - local_date(
                datetime.fromisoformat(day).replace(tzinfo=UTC), WIB
            )
            assert away.days >= BEGINS_IN_DAYS
        assert (await verify_all(desk.storage.engine, desk.now_ms)).fault == ""


async def test_siti_takes_part_with_her_consent_and_one_woman_waits(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)

        async def told(unit: Unit) -> int:
            await fill_training(unit)
            return len(unit.told)

        assert await desk.run(told) == 0
        person_id = await desk.run(siti)
        hers = await desk.run(lambda unit: course_places.of_person(unit, person_id))
        assert [(course.title, each.part) for course, each in hers] == [("Kue kering", Part.JOINED)]
        given = await desk.run(lambda unit: consents.list_current(unit, person_id))
        assert [(key[0], each.is_given) for key, each in given.items()] == [("training", True)]
        waiting = await desk.run(
            lambda unit: unit.fetch("SELECT n FROM course_participants WHERE state = 'waiting'")
        )
        assert len(waiting) == 1

        async def offered(unit: Unit) -> set[str]:
            unit.actor = Actor(
                account_id=1,
                person_id=person_id,
                channel="simulator",
                phone="own",
                language="id",
                zone=WIB,
                staff=False,
            )
            return {each.course.title for each in await course_fit.list_fitting(unit, person_id)}

        assert await desk.run(offered) == {"Menjahit", "Bunga kertas"}


async def test_records_that_are_no_demo_stay_as_they_are(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill_training)
        assert await all_courses(desk) == []
