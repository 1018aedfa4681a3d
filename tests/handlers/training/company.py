"""Women of one course who know each other by name, for chats about the company they keep."""

from typing import Any

from db import course_attendance, course_places, courses, people
from db.unit import Unit
from domain.courses import How, Session
from domain.roles import Role
from handlers.training.company_steps import plan_company
from handlers.training.join_steps import keep_answer
from handlers.training.sight import controller_of
from tests.handlers.office_people import add_named
from tests.handlers.training.classes import put_in, step, teach
from tests.world import KALTIM, World


async def a_course(world: World, *names: str, phone: str = "own", **fields: Any) -> int:
    """A course of the office in which these women have a place; each on a phone of her own and called so."""
    course_id = await teach(world, **fields)
    for name in names:
        await add_named(world, name, name)
        await world.use_phone(name, phone)
        await put_in(world, course_id, name)
    return course_id


async def newcomer(world: World, course_id: int, name: str) -> None:
    """Somebody joins who has said that she knows nobody there, with her yes to the training."""
    if name not in world.known:
        await add_named(world, name, name)

    async def join(unit: Unit) -> None:
        course = await courses.get(unit, course_id)
        await keep_answer(unit, await controller_of(unit, course), True)
        await course_places.join(unit, course, unit.actor.person_id, newcomer=True)
        await plan_company(unit, course, unit.actor.person_id, True)

    await step(world, name, join)


async def agree(world: World, course_id: int, *names: str) -> None:
    """These say yes to what the office keeps about the training."""
    for name in names:

        async def say(unit: Unit) -> None:
            await keep_answer(unit, await controller_of(unit, await courses.get(unit, course_id)), True)

        await step(world, name, say)


async def companion(world: World, name: str, course_id: int = 0, office: str = KALTIM) -> None:
    """Somebody who accompanies women of the office; named for that course, if one is given."""
    person_id = await world.add(name, Role.COMPANION, office=office)

    async def job(unit: Unit) -> None:
        await people.set_details(unit, person_id, name=name)
        if course_id:
            unit.write(
                "INSERT INTO course_trainers (course_id, person_id) VALUES ($1, $2)", course_id, person_id
            )

    await world.run(job)


async def first_session(world: World, course_id: int, n: int = 1) -> Session:
    """The n-th session of it."""

    async def read(unit: Unit) -> Session:
        return next(each for each in await courses.sessions_of(unit, course_id) if each.n == n)

    return await world.run(read)


async def was_there(
    world: World, course_id: int, *names: str, n: int = 1, by: str = "Pengajar Kaltim"
) -> None:
    """The worker writes down that these were in the n-th session."""
    session = await first_session(world, course_id, n)
    for name in names:
        person_id = (await world.run(lambda unit, name=name: world.actor(unit, name))).person_id  # type: ignore[misc]

        async def note(unit: Unit, person_id: int = person_id) -> None:
            await course_attendance.record(
                unit, session, person_id, came=True, how=How.STAFF, by=unit.actor.person_id
            )

        await step(world, by, note)


async def ties(world: World) -> list[str]:
    """Who keeps whom company, or was asked to, and how that stands."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        rows = await unit.fetch(
            "SELECT newcomer, buddy, state FROM course_buddies ORDER BY made_ms, newcomer, buddy"
        )
        return [f"{names[row['newcomer']]} - {names[row['buddy']]}: {row['state']}" for row in rows]

    return await world.run(read)


async def tasks(world: World) -> list[str]:
    """What is to be done about whom, by when it is due."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        rows = await unit.fetch("SELECT person_id, kind, n, state FROM course_tasks ORDER BY due_ms, id")
        return [f"{names[row['person_id']]} {row['kind']} {row['n']}: {row['state']}" for row in rows]

    return await world.run(read)
