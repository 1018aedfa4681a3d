"""The safety store: who reads it, what is written about reading it, and what is left when she is erased."""

import pytest

from db import calls, inspection, safety
from db.people import Actor
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.roles import Role
from domain.safety import Matter
from tests.db.office_world import World, world

__all__ = ["world"]

SECRET = "rahasia kenari"


async def call_of(world: World, woman: Actor) -> int:
    async def job(unit: Unit) -> int:
        matter = Matter(level="danger", kind="violence", about="self")
        return (await calls.make(unit, organisation_id=world.office, matter=matter)).id

    return await world.run(job, by=woman)


async def name(world: World, who: Actor, admin: Actor, *, named: bool = True) -> None:
    async def job(unit: Unit) -> None:
        if named:
            await safety.name_reader(unit, world.office, who.person_id)
        else:
            safety.unname_reader(unit, world.office, who.person_id)

    await world.run(job, by=admin)


async def write(world: World, call_id: int, by: Actor, text: str = SECRET) -> None:
    async def job(unit: Unit) -> None:
        await safety.add_note(unit, call_id, text)

    await world.run(job, by=by)


async def read(world: World, call_id: int, by: Actor) -> list[str]:
    async def job(unit: Unit) -> list[str]:
        return [each.text for each in await safety.list_notes(unit, call_id)]

    return await world.run(job, by=by)


async def test_only_who_is_named_reads_and_writes_whatever_role_others_have(world: World) -> None:
    worker, supervisor = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR, Role.ADMIN)
    call_id = await call_of(world, await world.woman())
    await name(world, worker, supervisor)
    await write(world, call_id, worker)
    assert await read(world, call_id, worker) == [SECRET]
    with pytest.raises(NotAllowed):
        await read(world, call_id, supervisor)
    with pytest.raises(NotAllowed):
        await write(world, call_id, supervisor)


async def test_who_is_named_no_more_or_works_there_no_more_reads_nothing(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    call_id = await call_of(world, await world.woman())
    await name(world, worker, admin)
    await write(world, call_id, worker)
    await name(world, worker, admin, named=False)
    with pytest.raises(NotAllowed):
        await read(world, call_id, worker)
    await name(world, worker, admin)

    async def dismiss(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = 1 WHERE person_id = $1", worker.person_id)

    await world.run(dismiss)
    with pytest.raises(NotAllowed):
        await read(world, call_id, worker)


async def test_a_reader_of_one_office_reads_nothing_of_another(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    stranger, admin = await world.staff(Role.WORKER, office=elsewhere), await world.staff(Role.ADMIN)
    call_id = await call_of(world, await world.woman())
    with pytest.raises(NotAllowed):
        await name(world, stranger, admin)
    with pytest.raises(NotAllowed):
        await read(world, call_id, stranger)
    with pytest.raises(NotAllowed):
        await read(world, call_id + 1, stranger)


async def test_reading_is_noted_but_never_with_whom_it_was_about(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    woman = await world.woman()
    call_id = await call_of(world, woman)
    await name(world, worker, admin)
    await write(world, call_id, worker)
    await read(world, call_id, worker)
    assert await world.audited("read", "safety") == [(worker.person_id, 0)]
    assert await world.audited("write", "safety") == [(worker.person_id, 0)]
    assert await world.rows("SELECT id FROM audit WHERE person_id = $1", woman.person_id) == []


async def test_the_notes_are_sealed_under_a_key_that_opens_nothing_else(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    woman = await world.woman()
    call_id = await call_of(world, woman)
    await name(world, worker, admin)
    await write(world, call_id, worker)
    (row,) = await world.rows("SELECT body FROM safety_notes")
    assert SECRET.encode() not in bytes(row["body"])
    await world.desk.storage.vault.destroy([safety.owner_of(woman.person_id)])
    assert await read(world, call_id, worker) == []
    details = await world.rows("SELECT person_id FROM calls")
    assert [each["person_id"] for each in details] == [woman.person_id]


async def test_the_store_is_looked_at_by_check_as_every_sealed_column(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    call_id = await call_of(world, await world.woman())
    await name(world, worker, admin)
    await write(world, call_id, worker)
    storage = world.desk.storage
    await inspection.begin(storage.engine)
    found = await inspection.open_sealed(storage.engine, storage.vault, everything=True)
    await storage.engine.rollback()
    mine = {each.place: each.opened for each in found if each.place.startswith(("calls", "safety"))}
    assert mine == {calls.BODY_PLACE: 1, safety.NOTE_PLACE: 1}


async def test_when_she_is_erased_nothing_of_her_is_left_in_the_store(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    woman = await world.woman()
    call_id = await call_of(world, woman)
    await name(world, worker, admin)
    await write(world, call_id, worker)

    async def forget(unit: Unit) -> str:
        return calls.forget(unit, woman.person_id)

    await world.desk.storage.vault.destroy([await world.run(forget)])
    assert await world.rows("SELECT id FROM safety_notes") == []
    assert await world.rows("SELECT state FROM calls") == [{"state": "closed"}]
