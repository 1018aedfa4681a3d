"""Calls for help in the records: one a woman, the heavier matter stays, and acknowledging silences what still rings."""

from dataclasses import replace

from db import calls
from db.calls import Call
from db.people import Actor
from db.unit import Unit
from domain.roles import Role
from domain.safety import Allowed, CallState, Matter, Who
from tests.db.office_world import World, world

__all__ = ["world"]

ASK = Matter(level="ask", kind="fear", about="self")
DANGER = Matter(level="danger", kind="violence", about="self")


async def make(
    world: World, woman: Actor, matter: Matter = DANGER, *, quiet: bool = False, calm: bool = False
) -> Call:
    async def job(unit: Unit) -> Call:
        return await calls.make(unit, organisation_id=world.office, matter=matter, quiet=quiet, calm=calm)

    return await world.run(job, by=woman)


async def find(world: World, call: Call) -> Call:
    async def job(unit: Unit) -> Call | None:
        return await calls.find(unit, call.id)

    found = await world.run(job)
    assert found is not None
    return found


async def take(world: World, call: Call, worker: Actor) -> None:
    async def job(unit: Unit) -> None:
        calls.take(unit, call)

    await world.run(job, by=worker)


async def test_a_woman_has_one_open_call_and_the_heavier_matter_stays(world: World) -> None:
    woman = await world.woman()
    first = await make(world, woman, DANGER)
    again = await make(world, woman, ASK)
    assert (again.id, again.matter) == (first.id, DANGER)
    assert len(await world.rows("SELECT id FROM calls")) == 1


async def test_what_it_is_about_is_sealed(world: World) -> None:
    await make(world, await world.woman())
    (row,) = await world.rows("SELECT body, code FROM calls")
    assert b"violence" not in bytes(row["body"])
    assert len(row["code"]) == calls.CODE_CHARS


async def test_what_she_allows_is_kept_and_changes_nothing_else(world: World) -> None:
    woman = await world.woman()
    call = await make(world, woman, quiet=True)
    allowed = Allowed(who=Who.WOMAN, way="phone", from_min=660, to_min=840, phone="0812")

    async def say(unit: Unit) -> None:
        await calls.allow(unit, alone=True)
        await calls.allow(unit, unsafe=True)
        await calls.allow(unit, allowed=allowed)

    await world.run(say, by=woman)
    assert await find(world, call) == replace(
        call, quiet=False, matter=replace(DANGER, unsafe=True), allowed=allowed
    )


async def test_a_call_is_due_until_somebody_takes_it(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    call = await make(world, await world.woman())

    async def due(unit: Unit) -> list[int]:
        return [each.id for each in await calls.list_due(unit, 10)]

    async def next_due(unit: Unit) -> int | None:
        return await calls.next_due(unit, unit.now_ms - 1)

    assert await world.run(due) == [call.id]
    assert await world.run(next_due) == call.since_ms
    await take(world, call, worker)
    assert await world.run(due) == []
    assert await world.run(next_due) is None
    taken = await find(world, call)
    assert (taken.state, taken.taken_by) == (CallState.ACKNOWLEDGED, worker.person_id)


async def test_new_danger_rings_again_only_when_it_was_taken_long_ago(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    call = await make(world, woman)
    await take(world, call, worker)
    world.pass_time(29)
    assert (await make(world, woman)).state is CallState.ACKNOWLEDGED
    world.pass_time(2)
    assert (await make(world, woman)).state is CallState.CALLED


async def test_danger_after_a_calm_wish_begins_to_ring_from_the_start(world: World) -> None:
    woman = await world.woman()
    await make(world, woman, ASK, calm=True)
    world.pass_time(3)
    again = await make(world, woman, DANGER)
    assert (again.calm, again.rings, again.since_ms) == (False, 0, world.desk.now_ms)
    assert (await make(world, woman, ASK, calm=True)).calm is False


async def test_calls_that_ring_are_counted_and_calm_wishes_are_not(world: World) -> None:
    await make(world, await world.woman())
    await make(world, await world.woman(), ASK, calm=True)

    async def counted(unit: Unit) -> tuple[int, int]:
        return await calls.count_ringing(unit, [world.office]), await calls.count_ringing(unit, [])

    assert await world.run(counted, by=await world.staff(Role.WORKER)) == (1, 0)


async def test_closed_calls_are_not_listed_and_a_new_one_can_be_made(world: World) -> None:
    woman = await world.woman()
    call = await make(world, woman)

    async def listed(unit: Unit) -> list[int]:
        return [each.id for each in await calls.list_open(unit, [world.office])]

    async def close(unit: Unit) -> None:
        calls.close(unit, call)

    assert await world.run(listed) == [call.id]
    await world.run(close)
    assert await world.run(listed) == []
    assert (await make(world, woman)).id != call.id


async def test_those_nobody_has_taken_come_first(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    taken, waiting = await make(world, await world.woman()), await make(world, await world.woman())
    await take(world, taken, worker)

    async def listed(unit: Unit) -> list[int]:
        return [each.id for each in await calls.list_open(unit, [world.office])]

    assert await world.run(listed) == [waiting.id, taken.id]
