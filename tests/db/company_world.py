"""A course of the office in Samarinda with women in it, for what they are to each other there, on both engines."""

from collections.abc import Awaitable, Callable
from typing import Any

from db import courses
from db.people import Actor
from db.unit import Unit
from domain.courses import Course
from domain.roles import Role
from tests.db.course_world import course_of, join
from tests.db.office_world import World


async def a_course(world: World, *women: Actor, newcomers: tuple[Actor, ...] = (), **fields: Any) -> Course:
    """Made by a worker; these have a place in it, in this order."""
    course = await course_of(world, await world.staff(Role.WORKER), **fields)
    for each in (*women, *newcomers):
        await join(world, course, each, newcomer=each in newcomers)
    return course


async def named_for(world: World, course: Course, *staff: Actor) -> None:
    """These accompany or train the course."""

    async def job(unit: Unit) -> None:
        courses.set_trainers(unit, course.id, [each.person_id for each in staff])

    await world.run(job)


async def act(
    world: World, by: Actor, step: Callable[..., Awaitable[Any]], /, *args: Any, **fields: Any
) -> Any:
    """The step in a turn of hers."""
    return await world.run(lambda unit: step(unit, *args, **fields), by=by)


async def count(world: World, table: str, where: str = "1 = 1") -> int:
    """How many rows of it there are."""

    async def read(unit: Unit) -> int:
        (row,) = await unit.fetch(f"SELECT count(*) AS n FROM {table} WHERE {where}")
        return int(row["n"])

    return await world.run(read)
