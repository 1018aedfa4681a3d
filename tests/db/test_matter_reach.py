"""What staff are told of an answer right after writing it is what the rule for pushes will do, on both engines."""

import pytest

from db import matter_reach, people, windows
from db.matter_reach import Reach
from db.people import Actor
from db.unit import Unit
from domain.matters import Matter
from tests.db.matter_world import write
from tests.db.office_world import World, world
from tests.db.test_matter_copies import copy

__all__ = ["world"]

HOUR_MIN = 60


async def woman_with(world: World, phone: str) -> tuple[Actor, Matter]:
    """A woman with such a phone, who wrote an hour ago (10.00 WITA) and looked at it then."""
    woman = await world.woman()

    async def job(unit: Unit) -> None:
        people.set_phone(unit, woman.account_id, phone)
        people.note_visit(unit, woman.account_id)

    await world.run(job)
    matter = (await write(world, woman)).matter
    world.pass_time(HOUR_MIN)
    return woman, matter


async def reach(world: World, matter: Matter) -> Reach:
    return await world.run(lambda unit: matter_reach.find(unit, matter))


@pytest.mark.parametrize(
    ("phone", "expected"),
    [("own", Reach.NOW), ("shared", Reach.PULLED), ("helped", Reach.PULLED), ("unknown", Reach.PULLED)],
)
async def test_only_a_phone_of_her_own_shows_it_at_once(world: World, phone: str, expected: Reach) -> None:
    _woman, matter = await woman_with(world, phone)
    assert await reach(world, matter) is expected


@pytest.mark.parametrize(("phone", "expected"), [("own", Reach.NOW), ("shared", Reach.HOURS)])
async def test_who_wrote_a_moment_ago_at_night_reads_the_answer_on_a_phone_of_her_own(
    world: World, phone: str, expected: Reach
) -> None:
    woman, _matter = await woman_with(world, phone)
    world.pass_time(10 * HOUR_MIN)
    written = await write(world, woman)
    world.pass_time(2)
    assert await reach(world, written.matter) is expected


async def test_after_a_day_of_silence_nobody_promises_that_it_arrives(world: World) -> None:
    _woman, matter = await woman_with(world, "own")
    world.pass_time(23 * HOUR_MIN)
    assert await reach(world, matter) is Reach.SOON


async def test_in_hours_that_are_not_safe_and_at_night_it_waits(world: World) -> None:
    woman, matter = await woman_with(world, "own")

    async def job(unit: Unit) -> None:
        people.set_safe_hours(unit, woman.person_id, 14 * 60, 16 * 60)

    world.pass_time(10 * HOUR_MIN)
    assert await reach(world, matter) is Reach.HOURS, "it is 23.00 there"
    world.pass_time(-10 * HOUR_MIN)
    await world.run(job)
    assert await reach(world, matter) is Reach.HOURS


async def test_a_phone_that_cannot_be_reached_is_said_so(world: World) -> None:
    woman, matter = await woman_with(world, "own")

    async def job(unit: Unit) -> None:
        people.set_reachable(unit, woman.account_id, reachable=False)

    await world.run(job)
    assert await reach(world, matter) is Reach.NOT


async def test_a_channel_with_a_window_keeps_it_until_she_writes(world: World) -> None:
    woman, matter = await woman_with(world, "own")

    async def job(unit: Unit) -> None:
        windows.note(unit, woman.account_id, unit.now_ms + 23 * HOUR_MIN * 60_000)

    await world.run(job)
    assert await reach(world, matter) is Reach.NOW
    world.pass_time(23 * HOUR_MIN - 1)
    assert await reach(world, matter) is Reach.NOW
    world.pass_time(1)
    assert await reach(world, matter) is Reach.PULLED


@pytest.mark.parametrize(
    ("state", "expected"),
    [("sent", Reach.NOW), ("pull", Reach.PULLED), ("rejected", Reach.NOT), ("queued", Reach.NOW)],
)
async def test_what_has_become_of_it_is_said_and_not_what_was_hoped(
    world: World, state: str, expected: Reach
) -> None:
    woman, matter = await woman_with(world, "own")
    await copy(world, matter, woman, 1, state=state)
    assert await world.run(lambda unit: matter_reach.find_of(unit, matter, 1)) is expected
