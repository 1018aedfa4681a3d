"""A class that is about to begin, five minutes past eleven, for chats about who is there."""

from datetime import date, timedelta

from db import course_attendance
from db.unit import Unit
from tests.handlers.training.classes import step
from tests.handlers.training.company import a_course, agree, first_session
from tests.world import World

TEACHER = "Pengajar Kaltim"

# The clock of the world stands at Tuesday, 3 February 2026, 11.00 WITA.
TODAY = date(2026, 2, 3)
SOON = 11 * 60 + 5
THREE_WEEKS = [TODAY + timedelta(weeks=week) for week in range(3)]


async def a_class_now(world: World, *names: str, phone: str = "own", **fields: object) -> int:
    """These women have a place and said yes; it begins in five minutes, and in one and two weeks."""
    course_id = await a_course(
        world, *names, phone=phone, **{"days": THREE_WEEKS, "start_min": SOON, **fields}
    )
    await agree(world, course_id, *names)
    return course_id


async def book(world: World, course_id: int, n: int = 1) -> list[str]:
    """Who was there and who says so, by name."""
    session = await first_session(world, course_id, n)

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        found = await course_attendance.of_session(unit, session.id)
        return sorted(
            f"{names[each.person_id]} {'hadir' if each.came else 'tidak'} {each.how}"
            for each in found.values()
        )

    return await world.run(read)


async def take_list(world: World, course_id: int, n: int, *came: str) -> None:
    """The worker's list of the n-th session: these came, nobody else."""
    session = await first_session(world, course_id, n)
    ids = [(await world.run(lambda unit, name=name: world.actor(unit, name))).person_id for name in came]  # type: ignore[misc]

    async def write(unit: Unit) -> None:
        from db import courses

        course = await courses.get(unit, course_id)
        await course_attendance.write_list(unit, course, session, came=ids, away=[])

    await step(world, TEACHER, write)
