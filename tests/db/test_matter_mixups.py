"""Whether words may be meant for another woman, on both engines."""

from db import matter_copies, matter_mixups
from db.people import Actor
from db.unit import Unit
from domain.matters import LINE_MINUTES, Matter
from tests.db.matter_world import worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def shows(world: World, worker: Actor, matter: Matter) -> None:
    """A message of ours in the worker's chat stands for that matter."""

    async def job(unit: Unit) -> None:
        matter_copies.note(unit, unit.new_id(), matter.id, 1, worker.person_id)

    await world.run(job)


async def doubts(world: World, worker: Actor, matter: Matter, asked_ms: int) -> bool:
    return await world.run(
        lambda unit: matter_mixups.may_be_for_another(unit, matter.id, asked_ms), by=worker
    )


async def test_another_womans_message_in_between_makes_it_doubtful(world: World) -> None:
    worker, colleague = await worker_of(world), await worker_of(world)
    wati = (await write(world, await world.woman())).matter
    siti = (await write(world, await world.woman())).matter
    await shows(world, worker, siti)
    world.pass_time(1)
    asked_ms = world.desk.now_ms
    assert not await doubts(world, worker, wati, asked_ms), "what came before the question is no doubt"
    world.pass_time(1)
    await shows(world, worker, wati)
    await shows(world, colleague, siti)
    assert not await doubts(world, worker, wati, asked_ms), "her own, and what a colleague sees"
    await shows(world, worker, siti)
    assert await doubts(world, worker, wati, asked_ms)
    assert not await doubts(world, worker, wati, world.desk.now_ms + 1)


async def test_after_a_long_while_nobody_knows_for_whom_it_was(world: World) -> None:
    worker = await worker_of(world)
    wati = (await write(world, await world.woman())).matter
    asked_ms = world.desk.now_ms
    world.pass_time(LINE_MINUTES)
    assert not await doubts(world, worker, wati, asked_ms)
    world.pass_time(1)
    assert await doubts(world, worker, wati, asked_ms)
