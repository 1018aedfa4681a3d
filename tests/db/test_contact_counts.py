"""What is counted for somebody of an office is what she may see, and a complaint counts nowhere for whom it is about."""

from db import contact_counts, matters
from db.contact_counts import Waiting
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.matters import Matter
from domain.roles import Role
from tests.db.matter_world import MINUTE_MS, act, answer, end_role, held, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def counted(world: World, who: Actor) -> Waiting:
    return await world.run(
        lambda unit: contact_counts.count_for(unit, who.person_id, unit.now_ms + 12 * 60 * MINUTE_MS)
    )


async def climb(world: World, matter: Matter, climbed: int) -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE matters SET climbed = $2 WHERE id = $1", matter.id, climbed)

    await world.run(job)


async def test_her_own_unanswered_are_counted_until_she_answers(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    worker = await worker_of(world)
    first_ms = world.desk.now_ms
    one = await held(world, siti, worker)
    world.pass_time(5)
    await held(world, tati, worker)
    assert await counted(world, worker) == Waiting(unanswered=2, oldest_ms=first_ms)
    await read(world, worker, one)
    await answer(world, worker, one)
    assert (await counted(world, worker)).unanswered == 1


async def test_what_nobody_has_counts_for_all_who_may_take_it(world: World) -> None:
    siti = await world.woman("siti")
    man, woman = await worker_of(world), await worker_of(world, woman=True)
    await write(world, siti, chosen=Chosen(women_only=True))
    assert (await counted(world, man)).is_nothing
    assert await counted(world, woman) == Waiting(pool=1)
    assert (await counted(world, siti)).is_nothing


async def test_a_colleagues_counts_only_when_it_was_offered_and_may_be(world: World) -> None:
    siti = await world.woman("siti")
    worker, other = await worker_of(world), await worker_of(world)
    matter = await held(world, siti, worker)
    assert (await counted(world, other)).is_nothing
    await climb(world, matter, 2)
    assert await counted(world, other) == Waiting(pool=1)
    await act(world, siti, matters.allow_others, matter.id, False)
    await climb(world, matter, 2)
    assert (await counted(world, other)).is_nothing


async def test_only_who_leads_counts_what_was_forgotten(world: World) -> None:
    siti = await world.woman("siti")
    worker, boss = await worker_of(world), await worker_of(world, Role.SUPERVISOR)
    matter = await held(world, siti, worker)
    await climb(world, matter, 3)
    assert (await counted(world, worker)).forgotten == 0
    assert (await counted(world, boss)).forgotten == 1


async def test_a_complaint_counts_nowhere_for_whom_it_is_about_or_who_reads_none(world: World) -> None:
    siti = await world.woman("siti")
    worker, boss = await worker_of(world), await worker_of(world, Role.SUPERVISOR)
    other = await worker_of(world, Role.SUPERVISOR)
    written = await write(world, siti, chosen=Chosen(complaint=True, about_id=boss.person_id))
    await climb(world, written.matter, 3)
    assert (await counted(world, boss)).is_nothing
    assert (await counted(world, worker)).is_nothing
    assert await counted(world, other) == Waiting(pool=1, forgotten=1)


async def test_who_works_there_no_more_has_nothing(world: World) -> None:
    siti = await world.woman("siti")
    worker = await worker_of(world)
    await held(world, siti, worker)
    await end_role(world, worker)
    assert (await counted(world, worker)).is_nothing


async def test_what_somebody_of_the_office_wrote_herself_is_counted_by_others_alone(world: World) -> None:
    worker, other = await worker_of(world), await worker_of(world)
    await write(world, worker)
    assert (await counted(world, worker)).is_nothing
    assert await counted(world, other) == Waiting(pool=1)
