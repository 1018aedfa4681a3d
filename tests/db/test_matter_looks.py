"""A look lasts an hour, its reason is sealed, and whoever looks may read and not write."""

import pytest

from db import matter_looks, matter_messages
from db.people import Actor
from db.unit import Unit
from domain.matters import LOOK_MINUTES, Matter, MessageKind, Side
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.matter_world import act, end_role, held, read, worker_of
from tests.db.office_world import World, world

__all__ = ["world"]

REASON = "Petugasnya sakit dan Ibu menunggu"


async def opened(world: World) -> tuple[Matter, Actor]:
    worker, colleague = await worker_of(world), await worker_of(world)
    matter = await held(world, await world.woman(), worker, "Rahasia saya")
    with pytest.raises(NotAllowed):
        await read(world, colleague, matter)
    await act(world, colleague, matter_looks.open_one, matter, REASON)
    return matter, colleague


async def test_for_an_hour_it_is_read_and_not_written_in(world: World) -> None:
    matter, colleague = await opened(world)
    assert [each.text for each in await read(world, colleague, matter)] == ["Rahasia saya"]
    with pytest.raises(NotAllowed):
        await act(world, colleague, matter_messages.add, matter, Side.STAFF, MessageKind.TEXT, "Halo")
    world.pass_time(LOOK_MINUTES - 1)
    assert await world.run(lambda unit: matter_looks.is_open(unit, matter.id, colleague.person_id))
    world.pass_time(1)
    assert not await world.run(lambda unit: matter_looks.is_open(unit, matter.id, colleague.person_id))
    with pytest.raises(NotAllowed):
        await read(world, colleague, matter)


async def test_who_works_there_no_more_reads_no_more(world: World) -> None:
    matter, colleague = await opened(world)
    former = await end_role(world, colleague)
    with pytest.raises(NotAllowed):
        await read(world, former, matter)


async def test_somebody_who_may_not_look_anyway_gains_nothing_by_a_row(world: World) -> None:
    matter, _colleague = await opened(world)
    companion = await worker_of(world, Role.COMPANION)
    await act(world, companion, matter_looks.open_one, matter, REASON)
    with pytest.raises(NotAllowed):
        await read(world, companion, matter)


async def test_the_reason_is_sealed_with_her_key_and_gone_with_it(world: World) -> None:
    matter, colleague = await opened(world)
    (row,) = await world.rows("SELECT reason FROM matter_looks")
    assert REASON.encode() not in bytes(row["reason"])
    (look,) = await world.run(lambda unit: matter_looks.list_of(unit, matter))
    assert (look.reason, look.by_person) == (REASON, colleague.person_id)
    assert await world.audited("read", "matter_look") == [(colleague.person_id, matter.person_id)]
    await world.desk.storage.vault.destroy([f"p{matter.person_id}"])
    assert await world.run(lambda unit: matter_looks.list_of(unit, matter)) == []


async def test_all_of_them_end_when_it_moves(world: World) -> None:
    matter, colleague = await opened(world)

    async def end(unit: Unit) -> None:
        matter_looks.end(unit, matter.id)

    await world.run(end)
    assert not await world.run(lambda unit: matter_looks.is_open(unit, matter.id, colleague.person_id))
