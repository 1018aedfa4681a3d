"""What the clock looks for once a minute is found by an index: a minute does not grow longer with the years that are kept."""

import pytest

from db import (
    course_absences,
    course_evaluations,
    course_materials,
    course_notices,
    course_planting,
    course_reminders,
    course_tasks,
    course_turns,
    course_upkeep,
    moods,
    outcomes,
)
from tests.db.desk import Desk

LOOKS = {
    "reminders planted": course_planting._UNPLANTED,
    "reminders due": course_reminders._DUE,
    "notices": course_notices._OF_ANY,
    "courses left open": course_upkeep._LEFT_OPEN,
    "two places of one woman": course_upkeep.TWICE,
    "places passed on": course_turns._WITH_ROOM,
    "newcomers": course_tasks._UNPLANNED_NEXT,
    "tasks of who left": course_tasks._LEFT,
    "sessions that are over": course_absences._OVER,
    "sessions unlooked": course_absences._UNLOOKED,
    "materials": course_materials._UNTOLD,
    "moods": moods._TO_ASK,
    "outcomes planted": outcomes._ENDED,
    "outcomes due": outcomes._DUE,
    "evaluations": course_evaluations._UNTHANKED,
}

# What the statement itself has gathered before, a slice at most.
IN_BETWEEN = {"two places of one woman": {"t"}, "reminders due": {"r"}}


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("look", LOOKS)
async def test_a_look_of_the_clock_reads_no_whole_table(desk: Desk, look: str) -> None:
    sql = LOOKS[look]
    params = [0] * max((n for n in range(1, 10) if f"${n}" in sql), default=0)
    rows = await desk.run(lambda unit: unit.fetch(f"EXPLAIN QUERY PLAN {sql}", *params))
    plan = [str(row["detail"]) for row in rows]
    named = {each.split()[1] for each in plan if each.startswith("SCAN") and "USING" not in each}
    assert named - IN_BETWEEN.get(look, set()) == set(), plan
