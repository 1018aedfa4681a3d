"""Courses that are over, and what is kept of them, in the world of the chats."""

from datetime import date
from functools import partial
from typing import Any

from db import certificates, course_evaluations, courses, outcomes
from db.unit import Unit
from domain.certificates import shown
from domain.recurrence import day_moment_ms
from domain.training_outcomes import Answers
from tests.handlers.office_people import add_named
from tests.handlers.training.classes import put_in, step, teach, weeks
from tests.handlers.training.company import agree, was_there
from tests.world import World

# The clock stands at Tuesday, 3 February 2026, 11.00 WITA: sessions of the last weeks, and one of today.
LAST_WEEKS = weeks(4, date(2026, 1, 13))
WORKER = "Pengajar Kaltim"


async def a_past_course(world: World, *names: str, phone: str = "own", **fields: Any) -> int:
    """A course of four sessions that are over, in which these women had a place and said yes; still open."""
    course_id = await teach(world, days=[date(2026, 2, 4)], **fields)
    for name in names:
        if name not in world.known:
            await add_named(world, name, name)
            await world.use_phone(name, phone)
        await put_in(world, course_id, name)
    await agree(world, course_id, *names)

    async def move_back(unit: Unit) -> None:
        course = await courses.get(unit, course_id)
        unit.write("DELETE FROM course_sessions WHERE course_id = $1", course_id)
        for n, day in enumerate(LAST_WEEKS, start=1):
            unit.write(
                "INSERT INTO course_sessions (id, course_id, n, start_ms, length_min, state)"
                " VALUES ($1, $2, $3, $4, 120, 'planned')",
                unit.new_id(),
                course_id,
                n,
                day_moment_ms(day, 9 * 60, course.zone),
            )

    await world.run(move_back)
    return course_id


async def came(world: World, course_id: int, name: str, *sessions: int, by: str = WORKER) -> None:
    """She was in these sessions."""
    for n in sessions:
        await was_there(world, course_id, name, n=n, by=by)


async def end(world: World, course_id: int) -> None:
    """The worker ends it."""

    async def job(unit: Unit) -> None:
        await courses.end(unit, await courses.get(unit, course_id))

    await step(world, WORKER, job)


async def states(world: World, course_id: int) -> list[str]:
    """Whom the clock asks about which month, and how that stands."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        rows = await unit.fetch(
            "SELECT person_id, month, state FROM outcomes WHERE course_id = $1 ORDER BY person_id, month",
            course_id,
        )
        return [f"{names[row['person_id']]} {row['month']}: {row['state']}" for row in rows]

    return await world.run(read)


async def said(world: World, name: str) -> list[tuple[int, Answers]]:
    """What she answered, by month."""

    async def read(unit: Unit) -> list[tuple[int, Answers]]:
        person_id = (await world.actor(unit, name)).person_id
        return [(each.month, each.answers) for each in await outcomes.list_own(unit, person_id)]

    return await world.run(read)


async def thanked(world: World, course_id: int) -> int:
    """How many were thanked and asked how it was."""

    async def read(unit: Unit) -> int:
        rows = await unit.fetch("SELECT 1 AS one FROM course_evaluations WHERE course_id = $1", course_id)
        return len(rows)

    return await world.run(read)


async def faces(world: World, course_id: int) -> list[list[int]]:
    """What women said of it."""
    read = partial(course_evaluations.list_faces, course_id=course_id)
    return [each.body() for each in await world.run(read)]


async def papers(world: World) -> list[str]:
    """Whose certificates there are, how they stand, and with which name."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        rows = await unit.fetch("SELECT id FROM certificates ORDER BY id")
        found = [await certificates.get(unit, row["id"]) for row in rows]
        return [f"{names[each.person_id]} {each.state} {each.name}" for each in found]

    return await world.run(read)


async def number_of(world: World, course_id: int) -> str:
    """The only certificate of that course that counts, as it stands on the paper."""

    async def read(unit: Unit) -> str:
        (only,) = await certificates.list_of_course(unit, course_id)
        return shown(only.number)

    return await world.run(read)
