"""Reminders on both engines: exactly one a person, session, time of it and offset, whatever happens in between."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from db import course_planting, course_reminders, course_sessions
from db.people import Actor
from db.unit import Unit
from domain.courses import Course, Reply
from domain.recurrence import Recurrence
from domain.roles import Role
from handlers.training import remind
from handlers.training.tell import tell_moved
from tests.db.course_world import (
    DAY_MS,
    HOUR_MS,
    TOMORROW,
    add_group,
    course_of,
    join,
    leader,
    leave,
    sessions,
)
from tests.db.office_world import World, world
from tests.db.reminder_walk import AROUND_MIDNIGHT, ZONES, Walk, begin

__all__ = ["world"]

WALKS, STEPS = 4, 40


async def soon(world: World, *women: Actor, **fields: Any) -> Course:
    """A class tomorrow at nine, and in a week; it is noon."""
    worker = await world.staff(Role.WORKER)
    course = await course_of(
        world,
        worker,
        days=[TOMORROW, TOMORROW + timedelta(days=7)],
        recurrence=Recurrence(rule="FREQ=WEEKLY", first=TOMORROW, start_min=9 * 60, count=2),
        **fields,
    )
    for woman in women:
        await join(world, course, woman)
    return course


async def look(world: World) -> list[int]:
    """Who is told, as the clock does it once a minute."""
    told: list[int] = []
    while await world.run(remind.look_around):
        told += [each.person_id for each in world.told]
    return told


async def states(world: World) -> list[tuple[int, str, str]]:
    rows = await world.rows(
        "SELECT offset_min, state, why FROM course_reminders ORDER BY session_id, person_id, offset_min DESC"
    )
    return [(row["offset_min"], row["state"], row["why"]) for row in rows]


async def test_rows_are_planted_once_for_whoever_has_a_place(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await soon(world, siti, yuyun, capacity=1)
    assert await look(world) == []
    assert await states(world) == [(1440, "dropped", "heard"), (120, "waiting", "")]
    assert await look(world) == []
    assert len(await states(world)) == 2


async def test_what_is_due_is_claimed_once(world: World) -> None:
    siti = await world.woman()
    await soon(world, siti)
    await look(world)
    world.desk.now_ms += 19 * HOUR_MS
    assert await look(world) == [siti.person_id]
    assert await look(world) == []


async def test_who_was_claimed_meanwhile_is_not_claimed_again(world: World) -> None:
    siti = await world.woman()
    await soon(world, siti)
    await look(world)
    world.desk.now_ms += 19 * HOUR_MS

    async def twice(unit: Unit) -> list[int]:
        seen = await course_reminders.list_due(unit)
        claims = [await course_reminders.claim(unit, [(each, 7) for each in seen]) for _look in range(2)]
        return [len(each) for each in claims]

    assert await world.run(twice) == [1, 0]


async def test_a_woman_without_a_chat_has_no_reminder(world: World) -> None:
    siti = await world.woman()
    await soon(world, siti)
    await world.run(_without_accounts)
    await look(world)
    assert (120, "dropped", "no_chat") in await states(world)


async def _without_accounts(unit: Unit) -> None:
    unit.write("DELETE FROM accounts")


async def test_in_practice_nobody_is_reminded_and_nobody_hears_of_a_move(world: World) -> None:
    siti = await world.woman()
    group_id = await add_group(world, practice_of=siti.person_id)
    chair = await leader(world, group_id, practice=group_id)
    course = await course_of(world, chair, group_id=group_id)
    await join(world, course, siti)
    session = (await sessions(world, course))[0]

    async def job(unit: Unit) -> None:
        moved = await course_sessions.move_session(unit, session, session.start_ms + DAY_MS)
        await tell_moved(unit, course, session, moved)

    await world.run(job, by=chair)
    assert world.told == []
    world.desk.now_ms += 20 * HOUR_MS
    assert await look(world) == []
    assert await states(world) == []


async def test_the_clock_knows_when_it_has_to_look_next(world: World) -> None:
    siti = await world.woman()
    course = await soon(world, siti)
    now = world.desk.now_ms

    async def next_due() -> int | None:
        return await world.run(partial(course_planting.next_due, after_ms=world.desk.now_ms))

    assert await next_due() == now + 1
    await look(world)
    first, second = await sessions(world, course)
    assert await next_due() == first.start_ms - 2 * HOUR_MS
    world.desk.now_ms = first.start_ms
    await look(world)
    assert await next_due() == second.start_ms - 4 * DAY_MS
    world.desk.now_ms = second.start_ms
    await look(world)
    assert await next_due() is None


async def test_answers_are_of_the_time_at_which_they_were_given(world: World) -> None:
    siti, yuyun, neneng = [await world.woman() for _each in range(3)]
    course = await soon(world, siti, yuyun, neneng)
    session = (await sessions(world, course))[0]

    async def answer(unit: Unit) -> None:
        course_reminders.reply(unit, session, siti.person_id, Reply.YES)
        course_reminders.reply(unit, session, siti.person_id, Reply.GOD_WILLING)
        course_reminders.reply(unit, session, yuyun.person_id, Reply.NO)

    async def replies(unit: Unit) -> dict[int, Reply]:
        now = await course_sessions.get_session(unit, session.id)
        return await course_reminders.replies_of(unit, now)

    await world.run(answer)
    assert await world.run(replies) == {siti.person_id: Reply.GOD_WILLING, yuyun.person_id: Reply.NO}
    await leave(world, course, yuyun)
    assert await world.run(replies) == {siti.person_id: Reply.GOD_WILLING}

    async def move(unit: Unit) -> None:
        moved = await course_sessions.move_session(unit, session, session.start_ms + HOUR_MS)
        await tell_moved(unit, course, session, moved)

    await world.run(move, by=neneng)
    assert await world.run(replies) == {}


async def test_a_withdrawn_consent_silences_her_reminders(world: World) -> None:
    siti = await world.woman()
    course = await soon(world, siti)
    await look(world)

    async def withdraw(unit: Unit) -> None:
        for at, answer in enumerate(("yes", "withdrawn")):
            unit.write(
                "INSERT INTO consents (id, person_id, organisation_id, purpose, version, text, answer, manner, at_ms)"
                " VALUES ($1, $2, $3, 'training', '1', '', $4, 'typed', $5)",
                unit.new_id(),
                siti.person_id,
                course.organisation_id,
                answer,
                at,
            )

    await world.run(withdraw)
    world.desk.now_ms += 19 * HOUR_MS
    assert await look(world) == []
    assert (120, "dropped", "refused") in await states(world)


async def test_who_has_heard_the_nearer_reminder_does_not_hear_the_farther_one(world: World) -> None:
    siti = await world.woman()
    await soon(world, siti, offsets=(240, 120))
    await look(world)

    async def later(unit: Unit) -> None:  # as a longer night or a clock that went back leaves it
        unit.write("UPDATE course_reminders SET due_ms = due_ms + 10800000 WHERE offset_min = 240")

    await world.run(later)
    world.desk.now_ms += 19 * HOUR_MS
    assert await look(world) == [siti.person_id]
    world.desk.now_ms += HOUR_MS
    assert await look(world) == []
    assert await states(world) == [(240, "dropped", "next_due"), (120, "told", "")]


@pytest.mark.parametrize("number", range(WALKS))
async def test_in_random_days_each_hears_each_reminder_once_by_day_and_nothing_that_has_changed(
    world: World, number: int, seed: int
) -> None:
    walk = await begin(world, seed * 1_000 + number)
    for _step in range(STEPS):
        await walk.step()
    assert walk.faults == []
    assert {key: count for key, count in walk.told.items() if count > 1} == {}


async def test_while_nothing_happens_everybody_hears_every_reminder_that_has_a_moment_of_its_own(
    world: World, seed: int
) -> None:
    for number in range(WALKS):
        await _all_is_told_once(world, await begin(world, 500_000 + seed * 1_000 + number))


@pytest.mark.parametrize("zone", ZONES)
async def test_around_midnight_in_every_zone_each_hears_each_reminder_once(
    world: World, zone: str, seed: int
) -> None:
    for start_min in AROUND_MIDNIGHT:
        await _all_is_told_once(world, await begin(world, seed, zone=zone, start_min=start_min))


async def _all_is_told_once(world: World, walk: Walk) -> None:
    last = (await sessions(world, walk.course))[-1]
    while (due := await world.run(partial(course_planting.next_due, after_ms=world.desk.now_ms))) is not None:
        world.desk.now_ms = max(world.desk.now_ms, due)
        await walk.look()
    assert world.desk.now_ms <= last.start_ms
    told, dropped = await _rows(world, walk.course, "told"), await _rows(world, walk.course, "dropped")
    assert set(walk.told.values()) == {1}
    assert len(told) == len(walk.told)
    assert len(told) + len(dropped) == 3 * 3 * len(walk.course.offsets)
    assert {row["why"] for row in dropped} <= {"merged", "heard"}
    assert walk.faults == []


async def _rows(world: World, course: Course, state: str) -> list[dict[str, Any]]:
    return await world.rows(
        "SELECT r.* FROM course_reminders r JOIN course_sessions s ON s.id = r.session_id"
        " WHERE s.course_id = $1 AND r.state = $2",
        course.id,
        state,
    )
