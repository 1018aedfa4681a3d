"""Who may be named to her in an office, who waits before her, and where she wrote last: on both engines."""

from datetime import date

from db import duty, matter_readers, matters, people, push_buttons, requests
from db.matters import Chosen
from db.people import Actor
from db.unit import PushButton, Unit
from domain.matter_routing import Reader
from domain.requests import Contact
from domain.roles import Role
from domain.safety import Leave
from tests.db.matter_world import MINUTE_MS, act, write
from tests.db.office_world import World, world

__all__ = ["world"]  # the fixture


async def name(world: World, person_id: int, called: str) -> None:
    await world.run(lambda unit: people.set_details(unit, person_id, name=called))


async def readers(world: World, woman: Actor, *, complaints: bool = False) -> tuple[Reader, ...]:
    found: tuple[Reader, ...] = await act(
        world, woman, matter_readers.list_readers, world.office, complaints=complaints
    )
    return found


async def test_workers_and_companions_are_named_and_supervisors_only_where_nobody_else_is(
    world: World,
) -> None:
    woman = await world.woman()
    boss = await world.staff(Role.SUPERVISOR)
    await name(world, boss.person_id, "Ratna")
    assert [each.name for each in await readers(world, woman)] == ["Ratna"]
    worker = await world.staff(Role.WORKER)
    await name(world, worker.person_id, "Rina")
    await world.staff(Role.ADMIN)
    await world.staff(Role.TRAINER)
    assert [each.name for each in await readers(world, woman)] == ["Rina"]
    assert [each.name for each in await readers(world, woman, complaints=True)] == ["Ratna"]


async def test_who_is_away_today_and_how_much_each_has_is_said(world: World) -> None:
    woman, other = await world.woman(), await world.woman()
    worker = await world.staff(Role.WORKER)
    chosen = Chosen(holder_id=worker.person_id)
    await write(world, other, chosen=chosen)
    (found,) = await readers(world, woman)
    assert (found.away, found.open_matters) == (False, 1)

    async def leave(unit: Unit) -> None:
        today = unit.now.date()
        duty.add_leave(
            unit,
            world.office,
            Leave(person_id=worker.person_id, first=date(2000, 1, 1), last=today.replace(year=2100)),
        )

    await world.run(leave)
    (found,) = await readers(world, woman)
    assert found.away


async def test_who_works_there_is_not_named_to_herself_nor_once_she_has_left(world: World) -> None:
    woman = await world.woman()
    worker = await world.staff(Role.WORKER)
    assert await readers(world, worker) == ()

    async def end(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = 1 WHERE person_id = $1", worker.person_id)

    await world.run(end)
    assert await readers(world, woman) == ()


async def test_whoever_waits_longer_for_the_same_one_is_before_her(world: World) -> None:
    worker, other = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    women = [await world.woman() for _each in range(4)]
    holders = [worker.person_id, other.person_id, worker.person_id, 0]
    written = []
    for woman, holder in zip(women, holders, strict=True):
        world.desk.now_ms += MINUTE_MS
        written.append((await write(world, woman, chosen=Chosen(holder_id=holder))).matter)
    counts = [await act(world, women[0], matter_readers.count_before, each) for each in written]
    assert counts == [0, 0, 1, 0]


async def test_of_complaints_nobody_learns_how_many_there_are(world: World) -> None:
    boss = await world.staff(Role.SUPERVISOR)
    first, second = await world.woman(), await world.woman()
    chosen = Chosen(holder_id=boss.person_id, complaint=True)
    await write(world, first, chosen=chosen)
    world.desk.now_ms += MINUTE_MS
    matter = (await write(world, second, chosen=chosen)).matter
    assert await act(world, second, matter_readers.count_before, matter) == 0
    (found,) = await readers(world, first, complaints=True)
    assert found.open_matters == 0


async def test_the_last_office_is_that_of_the_last_thing_she_sent(world: World) -> None:
    woman = await world.woman()
    assert await act(world, woman, matter_readers.find_last_office, woman.person_id) == 0
    await write(world, woman, chosen=Chosen(complaint=False))
    assert await act(world, woman, matter_readers.find_last_office, woman.person_id) == world.office
    world.desk.now_ms += MINUTE_MS
    batu = await world.add_office("Dinas Sosial Kota Batu", "junrejo")

    async def ask(unit: Unit) -> None:
        await requests.submit(
            unit,
            person_id=woman.person_id,
            organisation_id=batu,
            kind="person",
            wants_person=True,
            contact=Contact(way="chat"),
        )

    await world.run(ask, by=woman)
    assert await act(world, woman, matter_readers.find_last_office, woman.person_id) == batu


async def test_who_had_it_last_is_known_and_complaints_tell_of_nobody(world: World) -> None:
    woman = await world.woman()
    worker, boss = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    find = matter_readers.find_last_holder
    await write(world, woman, chosen=Chosen(holder_id=boss.person_id, complaint=True))
    assert await act(world, woman, find, woman.person_id, world.office) == 0
    matter = (await write(world, woman, chosen=Chosen(holder_id=worker.person_id))).matter
    await act(world, woman, matters.end_own, matter.id)
    assert await act(world, woman, find, woman.person_id, world.office) == worker.person_id


async def test_only_the_last_thing_she_was_asked_is_answered_by_simply_writing(world: World) -> None:
    woman = await world.woman()

    async def push(unit: Unit, talk: str, matter: str) -> None:
        push_buttons.add_push(unit, woman.person_id, PushButton(label="", talk=talk), matter)  # type: ignore[arg-type]

    find = matter_readers.find_written_last
    assert await act(world, woman, find, woman.person_id) == (0, 0)
    await world.run(lambda unit: push(unit, matter_readers.LINE_TALK, "contact:7"))
    assert await act(world, woman, find, woman.person_id) == (7, world.desk.now_ms)
    world.desk.now_ms += 1
    await world.run(lambda unit: push(unit, "bisa_datang", "session:7"))
    assert await act(world, woman, find, woman.person_id) == (0, 0)
