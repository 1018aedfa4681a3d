"""The tables of courses refuse by themselves what cannot be: two places of one woman, a course of two, two papers."""

import re
import sqlite3

import pytest

from db import course_evaluations, course_materials, course_tasks, moods, outcomes, push_buttons
from db.migrations import load_migrations
from db.sqlite import positional
from db.unit import Unit
from domain.courses import Course
from domain.roles import Role
from tests.db.course_traces import leave_traces
from tests.db.course_world import course_of, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


@pytest.fixture
async def full(world: World) -> Course:
    """A course in which a woman has done everything there is to do."""
    course = await course_of(world, await world.staff(Role.WORKER))
    siti, yuyun = await world.woman(), await world.woman()
    (first, *_rest) = await sessions(world, course)
    await world.run(lambda unit: leave_traces(unit, siti.person_id, yuyun.person_id, course.id, first.id))
    return course


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO course_participants SELECT * FROM course_participants",
        "INSERT INTO course_attendance SELECT * FROM course_attendance",
        "INSERT INTO course_replies SELECT * FROM course_replies",
        "INSERT INTO course_reminders SELECT * FROM course_reminders",
        "INSERT INTO outcomes SELECT * FROM outcomes",
        "INSERT INTO course_evaluations SELECT * FROM course_evaluations",
        "UPDATE courses SET group_id = 5",
        "UPDATE courses SET organisation_id = NULL",
        "UPDATE courses SET state = 'gone'",
        "UPDATE courses SET skips = 'some'",
        "UPDATE course_sessions SET n = 1",
        "UPDATE course_sessions SET state = 'moved'",
        "UPDATE course_participants SET state = 'away'",
        "UPDATE course_attendance SET came = 2",
        "UPDATE course_replies SET answer = 'maybe'",
        "UPDATE outcomes SET month = 2",
        "UPDATE board_posts SET group_id = 5",
        "INSERT INTO certificates (id, number, course_id, person_id, body, state, by_person, made_ms)"
        " SELECT 5, 'SM-5', course_id, person_id, body, 'granted', by_person, made_ms FROM certificates",
        "INSERT INTO course_tasks (id, code, course_id, person_id, kind, n, due_ms, state)"
        " SELECT 5, 'T5', course_id, person_id, kind, n, due_ms, 'waiting' FROM course_tasks",
        "DELETE FROM courses",
        "INSERT INTO course_trainers SELECT id, 5 FROM courses",
    ],
)
async def test_what_cannot_be_is_refused(world: World, full: Course, sql: str) -> None:
    async def write(unit: Unit) -> None:
        unit.write(sql)

    with pytest.raises(Exception, match=r"(?i)constraint|violates"):
        await world.run(write)
    assert (await world.rows("SELECT count(*) AS n FROM courses WHERE state = 'open'"))[0]["n"] == 1


async def test_a_withdrawn_paper_makes_room_for_another(world: World, full: Course) -> None:
    async def write(unit: Unit) -> None:
        unit.write("UPDATE certificates SET state = 'withdrawn'")
        unit.write(
            "INSERT INTO certificates (id, number, course_id, person_id, body, state, by_person, made_ms)"
            " SELECT 5, 'SM-5', course_id, person_id, body, 'granted', by_person, made_ms FROM certificates"
        )

    await world.run(write)
    assert len(await world.rows("SELECT id FROM certificates")) == 2


async def test_the_date_of_a_message_goes_with_the_message(world: World, full: Course) -> None:
    siti = await world.woman()

    async def write(unit: Unit) -> None:
        unit.write(
            "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, made_ms)"
            " VALUES (5, $1, $2, 'simulator', 'reminder', 3, 'sent', 1, 1)",
            siti.account_id,
            siti.person_id,
        )
        unit.write("INSERT INTO outbox_dates (outbox_id, due_ms) VALUES (5, 1)")

    await world.run(write)

    async def forget(unit: Unit) -> None:
        unit.write("DELETE FROM outbox WHERE id = 5")

    await world.run(forget)
    assert await world.rows("SELECT outbox_id FROM outbox_dates") == []


@pytest.mark.parametrize(
    "sql",
    [
        course_evaluations._UNTHANKED,
        course_materials._UNTOLD,
        course_tasks._UNPLANNED_NEXT,
        moods._TO_ASK,
        outcomes._ENDED,
        push_buttons._TAKE_BACK_QUEUED,
        push_buttons._TAKE_BACK_PULLED,
        push_buttons._CLOSE,
    ],
)
def test_what_is_asked_every_minute_or_with_every_tap_reads_no_table_from_end_to_end(sql: str) -> None:
    with sqlite3.connect(":memory:") as base:
        for each in load_migrations():
            for statement in (*each.STATEMENTS, *each.SQLITE):
                base.execute(statement)
        numbers = [0] * max(int(each) for each in re.findall(r"\$(\d+)", sql + "$0"))
        plan = [row[3] for row in base.execute("EXPLAIN QUERY PLAN " + positional(sql), numbers)]
    assert plan
    partial = (
        "course_materials_untold",
        "course_participants_newcomer",
    )  # they hold what is open, and nothing else
    scans = [each for each in plan if each.startswith("SCAN") and not each.endswith(partial)]
    assert not scans, scans
