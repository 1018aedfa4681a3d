"""How long does it take to plan a year of a weekly class, and to remind ten thousand women who are due at one minute?

The clock's own work, slice by slice, beside people who write at the same time. A message counts when it is committed.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from db import course_planting
from db.unit import Unit
from domain.courses import Course
from tests.bench import classes
from tests.bench.alternate import Bench, RoundFailed
from tests.bench.report import Figure, Line
from tests.bench.round import Job
from tests.db.desk import Desk, open_desk

PLANNING_MAX_S = 1
REMINDING_MAX_S = 5
LIVE_P95_MAX_S = 1
WEEKS = 52


def measure(bench: Bench) -> Figure:
    people = bench.sizes.due_people
    figure = Figure(
        name="training",
        title=f"a weekly class of {classes.WOMEN_A_CLASS}, and {people:,} reminders of one minute,"
        " 50 live messages a second",
    )
    planned = [_plan(bench) for _each in range(bench.sizes.rounds)]
    outcome = figure.attempt(lambda: _remind(bench, people))
    figure.lines += [
        Line(
            what="a year of the class planned, its first reminders too",
            value=statistics.median(planned),
            unit="s",
            at_most=PLANNING_MAX_S,
        ),
        Line(
            what="until all who are due are told",
            value=outcome["seconds"] if outcome else None,
            unit="s",
            at_most=REMINDING_MAX_S,
        ),
        Line(
            what="live answers meanwhile, p95",
            value=outcome["p95_s"] if outcome else None,
            unit="s",
            at_most=LIVE_P95_MAX_S,
        ),
    ]
    return figure


def _remind(bench: Bench, people: int) -> dict[str, Any]:
    folder, _ = bench.populated(people)
    with bench.fresh_folder() as place:
        shutil.copytree(folder, place, dirs_exist_ok=True)
        outcome = bench.run(Job(contender="ours", mode="reminders", chats=people, folder=str(place)))
    if not outcome["due"] == outcome["told"] == people:
        raise RoundFailed(f"{outcome['due']:,} due and {outcome['told']:,} told of {people:,}")
    return outcome


def _plan(bench: Bench) -> float:
    with bench.fresh_folder() as folder:
        return asyncio.run(_planned(folder))


async def _planned(folder: Path) -> float:
    """Seconds for the days, the sessions and the rows of those who are reminded first; not for who joins between."""
    async with open_desk(folder) as desk:
        office = await desk.run(classes.add_office)
        women = [(await desk.person(f"demo {n}")).person_id for n in range(classes.WOMEN_A_CLASS)]
        began = time.perf_counter()
        course = await desk.run(lambda unit: _plan_year(unit, office))
        seconds = time.perf_counter() - began

        async def give(unit: Unit) -> None:
            classes.give_places(unit, course, women)

        await desk.run(give)
        began = time.perf_counter()
        while await desk.run(course_planting.plant):
            pass
        seconds += time.perf_counter() - began
        await _check(desk)
    return seconds


async def _plan_year(unit: Unit, office: int) -> Course:
    return await classes.plan_class(unit, office, unit.now + timedelta(days=2), weeks=WEEKS)


async def _check(desk: Desk) -> None:
    async def count(unit: Unit) -> tuple[int, int]:
        (sessions,) = await unit.fetch("SELECT count(*) AS n FROM course_sessions")
        (rows,) = await unit.fetch("SELECT count(*) AS n FROM course_reminders WHERE state = 'waiting'")
        return int(sessions["n"]), int(rows["n"])

    found = await desk.run(count)
    if found != (WEEKS, 2 * classes.WOMEN_A_CLASS):
        raise RoundFailed(f"{found[0]} sessions and {found[1]} reminders were planned")
