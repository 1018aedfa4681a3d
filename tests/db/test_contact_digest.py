"""The digest's day: once a person, on days of work, from eight on, and never to who is away."""

from datetime import date

import pytest

from db import contact_digest, contact_staff, duty, office_hours
from db.unit import Unit
from domain.roles import Role, RoleGrant
from domain.safety import Leave
from tests.db.matter_world import held, worker_of
from tests.db.office_world import World, world

__all__ = ["world"]


def at_nine(world: World) -> None:
    """In the morning of that day, there."""
    world.pass_time(-3 * 60)


async def told(world: World) -> list[int]:
    """Whose digest is made now."""

    async def job(unit: Unit) -> list[int]:
        due = await contact_digest.list_to_tell(unit)
        return [each.person_id for each in due if await contact_digest.claim(unit, each.person_id, each.day)]

    return await world.run(job)


@pytest.mark.parametrize(
    "hours, due",
    [
        (0, False),  # Tuesday at noon there
        (-2, False),  # 10.00
        (-3, True),
        (-4, True),  # 08.00
        (-5, False),
        (20, True),
        (4 * 24 - 4, False),  # Saturday
    ],
)
async def test_it_is_due_from_eight_on_days_of_work(world: World, hours: int, due: bool) -> None:
    await worker_of(world)
    world.pass_time(hours * 60)
    assert bool(await told(world)) is due


async def test_it_comes_once_a_day(world: World) -> None:
    at_nine(world)
    worker = await worker_of(world)
    assert await told(world) == [worker.person_id]
    assert await told(world) == []
    world.pass_time(24 * 60)
    assert await told(world) == [worker.person_id]
    world.pass_time(-24 * 60)  # the clock jumps back
    assert await told(world) == []


async def test_a_clock_that_was_a_year_ahead_does_not_silence_the_mornings_until_then(world: World) -> None:
    at_nine(world)
    worker = await worker_of(world)
    world.pass_time(364 * 24 * 60)
    assert await told(world) == [worker.person_id]
    world.pass_time(-364 * 24 * 60)
    assert await told(world) == [worker.person_id]
    assert await told(world) == []


async def test_of_two_clocks_one_makes_it(world: World) -> None:
    at_nine(world)
    worker = await worker_of(world)

    async def job(unit: Unit) -> list[bool]:
        (due,) = await contact_digest.list_to_tell(unit)
        return [await contact_digest.claim(unit, due.person_id, due.day) for _clock in range(2)]

    assert await world.run(job) == [True, False]
    assert worker.person_id


async def test_who_works_in_two_offices_has_one(world: World) -> None:
    at_nine(world)
    other = await world.add_office("Kantor Lain", "kutai_kartanegara")
    worker = await worker_of(world)
    await world.grant(worker, RoleGrant(Role.WORKER, organisation_id=other))
    assert await told(world) == [worker.person_id]
    assert await told(world) == []


async def test_who_is_away_and_who_answers_nobody_has_none(world: World) -> None:
    at_nine(world)
    away = await worker_of(world)
    await worker_of(world, Role.ADMIN)

    async def leave(unit: Unit) -> None:
        days = Leave(person_id=away.person_id, first=date(2026, 2, 3), last=date(2026, 2, 3))
        duty.add_leave(unit, world.office, days)

    await world.run(leave)
    assert await told(world) == []
    world.pass_time(24 * 60)
    assert await told(world) == [away.person_id]


async def test_who_was_told_something_just_now_has_it_a_minute_later(world: World) -> None:
    at_nine(world)
    worker = await worker_of(world)

    async def tell(unit: Unit) -> None:
        contact_staff.note_told(unit, worker.person_id)

    await world.run(tell)
    assert await told(world) == []
    world.pass_time(1)
    assert await told(world) == [worker.person_id]


async def test_on_a_holiday_there_is_none(world: World) -> None:
    at_nine(world)
    await worker_of(world)
    await world.run(lambda unit: office_hours.add_holiday(unit, world.office, date(2026, 2, 3)))
    assert await told(world) == []


async def test_the_moved_clock_stops_in_the_morning_only_where_something_waits(world: World) -> None:
    async def due() -> int | None:
        return await world.run(lambda unit: contact_digest.next_due(unit, unit.now_ms))

    worker = await worker_of(world)
    assert await due() is None
    await held(world, await world.woman("siti"), worker)
    assert await due() == world.desk.now_ms + 20 * 60 * 60_000
