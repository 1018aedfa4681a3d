"""What waits too long is counted, and what is on time, taken or gone is not."""

import pytest

from db import calls, outbox, overdue, removals
from db.overdue import SLICE, Waiting
from db.people import Actor
from db.unit import Unit
from domain.safety import Matter
from tests.db.office_world import World, world

__all__ = ["world"]

MATTER = Matter(level="danger", kind="violence", about="self")


async def call(world: World, woman: Actor, *, calm: bool = False) -> None:
    async def job(unit: Unit) -> None:
        await calls.make(unit, organisation_id=world.office, matter=MATTER, calm=calm)

    await world.run(job, by=woman)


async def test_only_calls_that_nobody_has_taken_are_counted(world: World) -> None:
    engine = world.desk.storage.engine
    assert await overdue.tally_calls(engine) == Waiting(count=0, oldest_ms=0)
    first_ms = world.desk.now_ms
    await call(world, await world.woman())
    world.pass_time(7)
    await call(world, await world.woman())
    await call(world, await world.woman(), calm=True)
    assert await overdue.tally_calls(engine) == Waiting(count=2, oldest_ms=first_ms)

    async def take(unit: Unit) -> None:
        unit.write("UPDATE calls SET state = 'acknowledged'")

    await world.run(take)
    assert (await overdue.tally_calls(engine)).count == 0


async def test_clearings_and_messages_that_should_be_gone_are_counted(world: World) -> None:
    engine, woman = world.desk.storage.engine, await world.woman()

    async def job(unit: Unit) -> None:
        await removals.ask(unit, woman.account_id)
        for number, clear_ms in enumerate((0, unit.now_ms, unit.now_ms + outbox.CLEARED_MS)):
            unit.write(
                "INSERT INTO inbox (id, channel, key_hash, received_ms, day, state, tries, clear_ms)"
                " VALUES ($1, 'telegram', $2, 0, 0, 'done', 1, $3)",
                unit.new_id(),
                bytes([number]),
                clear_ms,
            )

    asked_ms = world.desk.now_ms
    await world.run(job)
    assert await overdue.tally_removals(engine, asked_ms) == Waiting(count=0, oldest_ms=0)
    assert await overdue.tally_removals(engine, asked_ms + 1) == Waiting(count=2, oldest_ms=asked_ms)


@pytest.mark.parametrize("count", [0, 3, SLICE, SLICE + 1])
async def test_the_kept_files_are_listed_to_the_last_one(world: World, count: int) -> None:
    woman = await world.woman()

    async def job(unit: Unit) -> None:
        for state, many in (("kept", count), ("gone", 1)):
            unit.write_many(
                "INSERT INTO files (id, person_id, channel, wants, state, due_ms, name, made_ms)"
                " VALUES ($1, $2, 'telegram', 'photo', $3, 0, $4, 0)",
                [(unit.new_id(), woman.person_id, state, f"{state}{number}") for number in range(many)],
            )

    await world.run(job)
    found = [name async for rows in overdue.list_kept_files(world.desk.storage.engine) for _id, name in rows]
    assert found == [f"kept{number}" for number in range(count)]
