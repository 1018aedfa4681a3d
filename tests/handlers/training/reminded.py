"""Sessions of a class that move or are off, and what was told of them, as it stands in the records."""

from datetime import date, datetime, time
from functools import partial
from typing import Any

from db import course_places, course_reminders, course_rows, course_sessions, courses
from db.unit import Unit
from domain.courses import Reply, Session
from domain.zones import get_zone, local_time
from handlers.training.tell import tell_cancelled, tell_course_cancelled, tell_moved
from tests.handlers.training import classes
from tests.handlers.training.classes import step
from tests.world import World


async def teach(world: World, title: str = "Kue kering", **fields: Any) -> int:
    """A course whose worker cannot be reached: what she is told beside this (who came?) is not in these chats."""
    course_id = await classes.teach(world, title, **fields)

    async def quiet(unit: Unit) -> None:
        worker = await world.actor(unit, "Pengajar Kaltim")
        unit.write("UPDATE accounts SET reachable = 0 WHERE id = $1", worker.account_id)

    await world.run(quiet)
    return course_id


async def sessions_of(world: World, course_id: int) -> list[Session]:
    """All of them, as they are now."""
    return await world.run(partial(course_sessions.sessions_of, course_id=course_id))


async def move(
    world: World,
    course_id: int,
    day: date,
    hour: time,
    *,
    n: int = 1,
    place: str | None = None,
    by: str = "Pengajar Kaltim",
) -> None:
    """The n-th session takes place then, as the worker has decided in a turn of hers."""

    async def job(unit: Unit) -> None:
        course = await course_rows.get(unit, course_id)
        session = next(each for each in await course_sessions.sessions_of(unit, course_id) if each.n == n)
        begins = datetime.combine(day, hour, get_zone(course.zone).clock)
        moved = await course_sessions.move_session(unit, session, round(begins.timestamp() * 1000), place)
        await tell_moved(unit, course, session, moved)

    await step(world, by, job)


async def cancel(
    world: World, course_id: int, *, n: int = 1, reason: str = "", by: str = "Pengajar Kaltim"
) -> None:
    """The n-th session does not take place, as the worker has decided in a turn of hers."""

    async def job(unit: Unit) -> None:
        course = await course_rows.get(unit, course_id)
        session = next(each for each in await course_sessions.sessions_of(unit, course_id) if each.n == n)
        off = await course_sessions.cancel_session(unit, session, reason)
        await tell_cancelled(unit, course, off)

    await step(world, by, job)


async def cancel_all(world: World, course_id: int, reason: str = "", by: str = "Pengajar Kaltim") -> None:
    """The course does not go on, as the worker has decided in a turn of hers."""

    async def job(unit: Unit) -> None:
        course = await course_rows.get(unit, course_id)
        following = await course_sessions.next_session(unit, course_id)
        await tell_course_cancelled(unit, await courses.cancel(unit, course, reason), following)

    await step(world, by, job)


async def leave(world: World, course_id: int, name: str) -> None:
    """She gives her place back in a turn of hers."""

    async def job(unit: Unit) -> None:
        course = await course_rows.get(unit, course_id)
        await course_places.leave(unit, course, unit.actor.person_id)
        course_reminders.drop_for_person(unit, course_id, unit.actor.person_id)

    await step(world, name, job)


async def replies(world: World, course_id: int, n: int = 1) -> list[Reply]:
    """What was said to the n-th session as it is planned now."""

    async def job(unit: Unit) -> list[Reply]:
        session = next(each for each in await course_sessions.sessions_of(unit, course_id) if each.n == n)
        return list((await course_reminders.replies_of(unit, session)).values())

    return await world.run(job)


async def rows(world: World, sql: str, *params: Any) -> list[dict[str, Any]]:
    """What stands in the database."""

    async def job(unit: Unit) -> list[dict[str, Any]]:
        return [dict(each) for each in await unit.fetch(sql, *params)]

    return await world.run(job)


async def settled(world: World) -> list[tuple[int, int, str, str]]:
    """(moves, offset, state, why) of every row that does not wait any more, by session and person."""
    found = await rows(
        world,
        "SELECT moves, offset_min, state, why FROM course_reminders WHERE state <> 'waiting'"
        " ORDER BY session_id, moves, person_id, offset_min DESC",
    )
    return [(each["moves"], each["offset_min"], each["state"], each["why"]) for each in found]


async def sent_at(world: World, zone: str) -> list[datetime]:
    """When each message of a course went out to somebody else's phone, on the clock of that zone."""
    found = await rows(
        world,
        "SELECT x.sent_ms FROM outbox x WHERE x.sent_ms > 0 AND x.pushed > 0 AND (x.pushed = 2 OR EXISTS"
        " (SELECT 1 FROM outbox_dates d WHERE d.outbox_id = x.id)) ORDER BY x.sent_ms, x.id",
    )
    return [local_time(course_reminders.moment_of(each["sent_ms"]), zone) for each in found]
