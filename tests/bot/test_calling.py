"""The clock of calls in the whole program: the moved clock stops at every ring, on every account of those who answer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db import calls, rings
from db.people import Actor, add_account
from db.unit import Unit
from domain.roles import Role
from domain.safety import Matter
from tests.world import KALTIM, Way, World, make_template, open_world

MINUTE_S = 60
DANGER = Matter(level="danger", kind="violence", about="self")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    await make_template(tmp_path / "template")
    async with open_world(tmp_path / "data", Way.STEADY, template=tmp_path / "template") as opened:
        yield opened


async def call(world: World) -> int:
    """Siti calls, and it rings for the first time."""

    async def job(unit: Unit) -> int:
        unit.actor = await world.actor(unit, "Siti")
        made = await calls.make(unit, organisation_id=world.offices[KALTIM], matter=DANGER)
        await rings.ring(unit, made)
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))
        return made.id

    call_id = await world.run(job)
    await world.rest()
    return call_id


async def pushes(world: World) -> dict[str, int]:
    """How many messages of help went out, by receiver."""

    async def job(unit: Unit) -> dict[str, int]:
        rows = await unit.fetch(
            "SELECT person_id, count(*) AS n FROM outbox WHERE kind = 'help' AND state = 'sent' GROUP BY person_id"
        )
        names = {(await world.actor(unit, name)).person_id: name for name in ("Siti", "Petugas", "Atasan")}
        return {names[row["person_id"]]: row["n"] for row in rows}

    return await world.run(job)


async def people_of(world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await world.add("Atasan", Role.SUPERVISOR)


async def test_the_moved_clock_rings_at_every_due_moment_in_order(world: World) -> None:
    await people_of(world)
    await call(world)
    assert await pushes(world) == {"Petugas": 1}
    await world.pass_time(4 * MINUTE_S)
    assert await pushes(world) == {"Petugas": 1}
    await world.pass_time(MINUTE_S)
    assert await pushes(world) == {"Petugas": 2, "Atasan": 1, "Siti": 1}
    await world.pass_time(60 * MINUTE_S)
    assert await pushes(world) == {"Petugas": 4, "Atasan": 2, "Siti": 2}


async def test_whoever_takes_it_ends_the_ringing(world: World) -> None:
    await people_of(world)
    call_id = await call(world)

    async def take(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Petugas")
        found = await calls.find(unit, call_id)
        assert found is not None
        calls.take(unit, found)

    await world.run(take)
    await world.pass_time(24 * 60 * MINUTE_S)
    assert await pushes(world) == {"Petugas": 1}


async def test_a_restart_forgets_no_ring(world: World) -> None:
    await people_of(world)
    await call(world)
    await world.restart()
    await world.pass_time(5 * MINUTE_S)
    assert (await pushes(world))["Petugas"] == 2


async def test_a_ring_goes_to_every_account(world: World) -> None:
    await people_of(world)
    address = world.phones.address("Petugas di rumah")

    async def second(unit: Unit) -> Actor:
        actor = await world.actor(unit, "Petugas")
        add_account(
            unit,
            account_id=unit.new_id(),
            person_id=actor.person_id,
            channel=world.phones.channel,
            address=address,
            now_ms=unit.now_ms,
        )
        return actor

    await world.run(second)
    await call(world)
    assert await pushes(world) == {"Petugas": 2}
