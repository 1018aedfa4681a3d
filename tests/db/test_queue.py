"""The queue on both engines: its order, its counts, who may see it, and the trace that seeing it leaves."""

import pytest

from db import queue
from db.people import Actor
from db.queue import Counts, Waiting
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.requests import Kind, State
from domain.roles import Role, RoleGrant
from tests.db.office_world import World, result, world

__all__ = ["world"]


async def waiting(world: World, by: Actor, *offices: int, most: int = 10) -> list[str]:
    """The codes in the queue, in order."""

    async def job(unit: Unit) -> tuple[Waiting, ...]:
        return await queue.list_waiting(unit, offices or (world.office,), most)

    return [each.code for each in await world.run(job, by=by)]


async def counts(world: World, *offices: int) -> Counts:
    async def job(unit: Unit) -> Counts:
        return await queue.count(unit, offices or (world.office,))

    return await world.run(job)


async def set_state(world: World, request_id: int, state: State) -> None:
    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE requests SET state = $2, changed_ms = $3 WHERE id = $1",
            request_id,
            state.value,
            unit.now_ms,
        )

    await world.run(job)


async def test_first_who_asked_for_a_person_then_the_oldest(world: World) -> None:
    worker, codes = await world.staff(Role.WORKER), {}
    for name, wants_person in (("old", False), ("asks", True), ("young", False), ("asks later", True)):
        codes[name] = (await world.send(await world.woman(), wants_person=wants_person)).code
        world.pass_time(1)
    assert await waiting(world, worker) == [codes[name] for name in ("asks", "asks later", "old", "young")]
    assert await waiting(world, worker, most=3) == [codes[name] for name in ("asks", "asks later", "old")]


async def test_the_queues_of_two_offices_are_one(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    both = await world.staff(Role.WORKER)
    await world.grant(both, RoleGrant(Role.COMPANION, organisation_id=elsewhere))
    first = await world.send(await world.woman(), office=elsewhere)
    world.pass_time(1)
    second = await world.send(await world.woman())
    third = await world.send(await world.woman(), "person", wants_person=True, office=elsewhere)
    assert await waiting(world, both, world.office, elsewhere) == [third.code, first.code, second.code]
    assert await waiting(world, both, world.office, elsewhere, most=1) == [third.code]


@pytest.mark.parametrize("role, sees", [(Role.WORKER, 1), (Role.SUPERVISOR, 1), (Role.COMPANION, 1)])
async def test_those_who_work_with_women_see_the_queue(world: World, role: Role, sees: int) -> None:
    await world.send(await world.woman())
    assert len(await waiting(world, await world.staff(role))) == sees


@pytest.mark.parametrize("role", [Role.ADMIN, Role.TRAINER, Role.HELPER])
async def test_nobody_else_sees_it(world: World, role: Role) -> None:
    await world.send(await world.woman())
    with pytest.raises(NotAllowed):
        await waiting(world, await world.staff(role))


async def test_another_offices_queue_is_not_there(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    worker = await world.staff(Role.WORKER)
    with pytest.raises(NotAllowed):
        await waiting(world, worker, elsewhere)


async def test_every_line_leaves_an_audit_row(world: World) -> None:
    worker, women = await world.staff(Role.WORKER), [await world.woman() for _ in range(3)]
    for woman in women:
        await world.send(woman)
    await waiting(world, worker)
    assert sorted(await world.audited("list", "request")) == sorted(
        (worker.person_id, woman.person_id) for woman in women
    )


async def test_what_was_decided_has_left_the_queue(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    left = (await world.send(await world.woman())).request_id
    taken = await world.send(await world.woman())
    await set_state(world, left, State.BELUM_BISA)
    await set_state(world, taken.request_id, State.DIPERIKSA)
    assert await waiting(world, worker) == [taken.code]


async def test_a_line_tells_what_it_is_about_and_no_name(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    sent = await world.send(await world.woman("Demo"), "screening", result("cocok_awal"))

    async def job(unit: Unit) -> tuple[Waiting, ...]:
        return await queue.list_waiting(unit, (world.office,), 10)

    (line,) = await world.run(job, by=worker)
    assert line == Waiting(
        id=sent.request_id,
        code=sent.code,
        kind=Kind.SCREENING,
        state=State.MENUNGGU,
        overall="cocok_awal",
        area="samarinda",
        zone="Asia/Makassar",
        wants_person=False,
        seen=False,
        made_ms=world.desk.now_ms,
        changed_ms=world.desk.now_ms,
    )


async def test_what_waits_for_money_or_a_decree_is_listed_apart_the_longest_first(world: World) -> None:
    worker, codes = await world.staff(Role.WORKER), []
    for state in (State.MENUNGGU_ANGGARAN, State.DIUSULKAN, State.DITETAPKAN):
        sent = await world.send(await world.woman())
        await set_state(world, sent.request_id, state)
        codes.append(sent.code)
        world.pass_time(1)

    async def job(unit: Unit) -> tuple[Waiting, ...]:
        return await queue.list_proposed(unit, (world.office,), 10)

    assert [each.code for each in await world.run(job, by=worker)] == codes[:2]


async def test_who_was_granted_aid_is_listed_until_it_is_handed_over(world: World) -> None:
    worker, codes = await world.staff(Role.WORKER), []
    for state in (State.DITETAPKAN, State.DISERAHKAN, State.DITETAPKAN, State.DIUSULKAN):
        sent = await world.send(await world.woman())
        await set_state(world, sent.request_id, state)
        codes.append(sent.code)
        world.pass_time(1)

    async def job(unit: Unit) -> tuple[Waiting, ...]:
        return await queue.list_granted(unit, (world.office,), 10)

    assert [each.code for each in await world.run(job, by=worker)] == [codes[0], codes[2]]
    found = await counts(world)
    assert (found.granted, found.proposed) == (2, 1)


async def test_counts_are_true_and_say_since_when(world: World) -> None:
    assert await counts(world) == Counts(waiting=0, wants_person=0, proposed=0, oldest_ms=None)
    since = world.desk.now_ms
    await world.send(await world.woman())
    world.pass_time(5)
    await world.send(await world.woman(), "person", wants_person=True)
    proposed = await world.send(await world.woman())
    await set_state(world, proposed.request_id, State.DIUSULKAN)
    assert await counts(world) == Counts(waiting=2, wants_person=1, proposed=1, oldest_ms=since)
    assert await counts(world, await world.add_office("Kantor Lain", "berau")) == Counts(
        waiting=0, wants_person=0, proposed=0, oldest_ms=None
    )
