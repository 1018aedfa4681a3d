"""`python -m bot check` says how many women have a place and how many wait, and names a course that lost its order."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.courses import Course
from domain.roles import Role
from tests.bot.shell import Program, Shell, of_check, plant
from tests.db.course_world import course_of, join, weeks
from tests.db.desk import Desk
from tests.db.office_world import World


async def one_course(desk: Desk) -> Course:
    """One place, two women."""
    world = World(desk)
    world.office = await world.add_office("Kantor Contoh", "samarinda")
    next_week = datetime.now(UTC).date() + timedelta(weeks=1)
    course = await course_of(world, await world.staff(Role.WORKER), capacity=1, days=weeks(4, next_week))
    for _ in range(2):
        await join(world, course, await world.woman())
    return course


async def test_places_are_counted(shell: Shell, running: Program) -> None:
    async with running() as desk:
        await one_course(desk)
    code, text, _errors = await shell("check", "--json")
    assert code == 0
    counts = of_check(text, "training")["counts"]
    assert (counts["running"], counts["joined"], counts["waiting"], counts["left"]) == (1, 1, 1, 0)


async def test_a_place_too_many_is_named_with_its_course_and_without_anybody(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        course = await one_course(desk)
    plant(tmp_path, "UPDATE course_participants SET state = 'joined'")
    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")
    assert code == 1
    assert [each["name"] for each in json.loads(text)["checks"] if each["fault"]] == ["training"]
    assert f"course {course.id} has more people than places" in plain


async def test_reminders_that_nobody_claims_are_a_fault(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await one_course(desk)
    plant(
        tmp_path,
        "INSERT INTO course_reminders (session_id, moves, person_id, offset_min, due_ms, state)"
        " SELECT min(s.id), 0, (SELECT min(person_id) FROM course_participants), 120, 1, 'waiting'"
        " FROM course_sessions s",
    )
    code, text, _errors = await shell("check", "--json")
    assert code == 1
    assert of_check(text, "training")["counts"]["left"] == 1
    assert "1 reminders should have been claimed by now" in of_check(text, "training")["text"]
