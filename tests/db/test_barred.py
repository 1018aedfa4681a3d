"""Of whom a woman complains neither hears that she calls for help, nor finds it; on both engines."""

import pytest

from db import barred, calls, matters, rings
from db.calls import Call
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.matters import Result
from domain.refusals import NotAllowed
from domain.roles import Role
from domain.safety import CallState, Matter
from handlers import calls as answering
from handlers.door_steps import Truth, call_duty, find_truth
from tests.db.matter_world import act, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

DANGER = Matter(level="danger", kind="violence", about="self")


async def complain(world: World, woman: Actor, about: Actor) -> None:
    await write(world, woman, chosen=Chosen(complaint=True, about_id=about.person_id))


async def call_of(world: World, woman: Actor, *, not_to: int = 0) -> Call:
    async def job(unit: Unit) -> Call:
        call = await calls.make(unit, organisation_id=world.office, matter=DANGER, not_to=not_to)
        await rings.ring(unit, call)
        return call

    return await world.run(job, by=woman)


async def listed(world: World, who: Actor) -> tuple[int, int]:
    """How many calls stand in this person's list, and in the number of the menu."""

    async def job(unit: Unit) -> tuple[int, int]:
        count = await calls.count_ringing(unit, [world.office])
        return len(await answering.look_at_calls(unit)), count

    return await world.run(job, by=who)


async def test_whom_it_is_about_is_not_rung_and_finds_nothing(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    await complain(world, woman, worker)
    call = await call_of(world, woman)
    assert [len(world.told_to(each)) for each in (worker, boss)] == [0, 1]
    assert (await listed(world, worker), await listed(world, boss)) == ((0, 0), (1, 1))
    with pytest.raises(NotAllowed):
        await act(world, worker, answering.take, call.id)
    for minutes in (5, 10, 30, 24 * 60):
        world.pass_time(minutes)
        await world.run(rings.ring_due)
        assert world.told_to(worker) == []


async def test_her_other_record_and_theirs_count_alike(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    boss, again = await worker_of(world, Role.SUPERVISOR), await world.woman()

    async def join(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", again.person_id, woman.person_id)

    await world.run(join)
    await complain(world, again, worker)
    await call_of(world, woman)
    assert [len(world.told_to(each)) for each in (worker, boss)] == [0, 1]
    assert await listed(world, worker) == (0, 0)


async def test_a_call_out_of_the_middle_of_a_complaint_passes_by_whom_she_named(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    await call_of(world, woman, not_to=worker.person_id)
    assert [len(world.told_to(each)) for each in (worker, boss)] == [0, 1]
    assert await listed(world, worker) == (0, 0)


async def test_where_nobody_else_is_there_who_keeps_the_roster_hears_at_once(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    admin = await world.staff(Role.ADMIN)
    await call_of(world, woman, not_to=worker.person_id)
    assert [len(world.told_to(each)) for each in (worker, admin)] == [0, 1]


async def test_she_is_not_told_that_it_is_this_one_who_comes(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    before: Truth = await act(world, woman, find_truth, world.office)
    await act(world, woman, call_duty, world.office, "danger", "violence", "self", False, worker.person_id)
    after: Truth = await act(world, woman, find_truth, world.office)
    assert (before.on_duty, after.on_duty, after.name) == (True, False, "")


async def test_who_has_her_call_and_is_complained_of_since_has_it_no_more_when_she_calls_again(
    world: World,
) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    call = await call_of(world, woman)
    assert await act(world, worker, answering.take, call.id)
    await act(world, woman, call_duty, world.office, "danger", "violence", "self", False, worker.person_id)
    assert [len(world.told_to(each)) for each in (worker, boss)] == [0, 1]
    state = await world.rows("SELECT state FROM calls")
    assert [row["state"] for row in state] == [CallState.CALLED.value]


async def test_a_complaint_that_is_over_bars_nobody(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    written = await write(world, woman, chosen=Chosen(complaint=True, about_id=worker.person_id))
    assert await world.run(lambda unit: barred.list_complaining(unit, worker.person_id)) == {woman.person_id}
    await act(world, boss, matters.take, written.matter.id)
    await act(world, boss, matters.close, written.matter.id, Result.HELPED, although_unanswered=True)
    assert await world.run(lambda unit: barred.list_barred(unit, woman.person_id)) == frozenset()
    await call_of(world, woman)
    assert len(world.told_to(worker)) == 1
