"""Who is told that somebody waits, and how sixty women in one meeting become one ping; on both engines."""

from db import queue_pings
from db.people import Actor
from db.unit import Unit
from domain.roles import Role
from tests.db.office_world import World, result, world

__all__ = ["world"]


async def look(world: World, worker: Actor) -> None:
    async def job(unit: Unit) -> None:
        queue_pings.note_look(unit, worker.person_id)

    await world.run(job, by=worker)


async def remind(world: World) -> int:
    return await world.run(queue_pings.remind)


async def test_sixty_women_in_one_meeting_are_one_ping(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    told = 0
    for _number in range(60):
        await world.send(await world.woman(), "screening", result())
        told += len(world.told_to(worker))
    assert told == 1


async def test_who_wants_a_person_is_told_of_at_once_and_only_once(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    await world.send(await world.woman(), "screening", result())
    await world.send(woman, "person", wants_person=True)
    assert [told.urgent for told in world.told_to(worker)] == [True]
    await world.send(woman, "person", wants_person=True)
    assert world.told_to(worker) == []


async def test_after_she_has_looked_the_next_one_is_news_but_not_within_ten_minutes(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await world.send(await world.woman())
    world.pass_time(2)
    await look(world, worker)
    world.pass_time(2)
    await world.send(await world.woman())
    assert world.told_to(worker) == []
    world.pass_time(6)
    await world.send(await world.woman())
    assert len(world.told_to(worker)) == 1


async def test_the_clock_tells_of_the_last_one_who_was_merged(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await world.send(await world.woman())
    world.pass_time(2)
    await look(world, worker)
    world.pass_time(1)
    await world.send(await world.woman())
    assert await remind(world) == 0
    world.pass_time(10)
    assert await remind(world) == 1
    (told,) = world.told_to(worker)
    assert told.text.count == 2
    world.pass_time(600)
    assert await remind(world) == 0


async def test_nothing_new_is_no_reason_to_tell(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await world.send(await world.woman())
    world.pass_time(2)
    await look(world, worker)
    world.pass_time(600)
    assert await remind(world) == 0


async def test_supervisors_are_told_only_where_no_worker_is(world: World) -> None:
    supervisor = await world.staff(Role.SUPERVISOR)
    await world.send(await world.woman())
    assert len(world.told_to(supervisor)) == 1
    worker = await world.staff(Role.WORKER)
    world.pass_time(1000)
    await world.send(await world.woman())
    assert (len(world.told_to(worker)), len(world.told_to(supervisor))) == (1, 0)


async def test_nobody_is_told_of_her_own_request_or_of_another_office(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    elsewhere = await world.add_office("Kantor Lain", "berau")
    await world.send(worker, "person", wants_person=True)
    assert world.told == []
    await world.send(await world.woman(), "person", wants_person=True, office=elsewhere)
    assert world.told == []
