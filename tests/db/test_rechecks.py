"""PERIKSA LAGI on both engines: it always opens a worker's task, forgets no decision, and may end in "it stays"."""

import pytest

from db import casework, rechecks
from db.casework import OpenRequest
from db.people import Actor
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.requests import State, WrongOrder
from domain.roles import Role
from tests.db.office_world import World, result, world

__all__ = ["world"]

REASON = "Bantuan ini untuk warga Samarinda."


async def ask(world: World, woman: Actor, what: str = "") -> str:
    async def job(unit: Unit) -> str:
        return await rechecks.ask_recheck(unit, woman.person_id, what)

    return await world.run(job, by=woman)


async def decide(
    world: World, by: Actor, request_id: int, state: State, seen: State = State.MENUNGGU
) -> None:
    async def job(unit: Unit) -> None:
        await casework.decide(unit, request_id, state, reason=REASON, expected_state=seen)

    await world.run(job, by=by)


async def keep(world: World, by: Actor, request_id: int, seen: State = State.MENUNGGU) -> bool:
    async def job(unit: Unit) -> bool:
        return await casework.keep_decision(unit, request_id, expected_state=seen)

    return await world.run(job, by=by)


async def view(world: World, by: Actor, request_id: int) -> OpenRequest:
    async def job(unit: Unit) -> OpenRequest:
        return await casework.view_request(unit, request_id)

    return await world.run(job, by=by)


async def test_whatever_was_decided_it_waits_again_for_a_person_from_now_on(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    sent = await world.send(woman, "screening", result())
    await decide(world, worker, sent.request_id, State.BELUM_BISA)
    world.pass_time(60 * 24)
    assert await ask(world, woman, "Saya sudah pindah.") == sent.code
    row = (await world.rows("SELECT state, wants_person, made_ms, seen_ms FROM requests"))[0]
    assert tuple(row.values()) == ("menunggu", 1, world.desk.now_ms, None)
    assert [told.urgent for told in world.told_to(worker)] == [True]
    found = await view(world, worker, sent.request_id)
    assert (found.rechecks, found.before, found.asked, found.keeps) == (
        True,
        State.BELUM_BISA,
        "Saya sudah pindah.",
        True,
    )
    assert [row["state"] for row in await world.rows("SELECT state FROM decisions ORDER BY id")] == [
        "belum_bisa",
        "menunggu",
    ]


async def test_her_words_are_sealed(world: World) -> None:
    woman = await world.woman()
    await world.send(woman, "screening", result())
    await ask(world, woman, "Saya sudah pindah.")
    assert b"pindah" not in bytes((await world.rows("SELECT detail FROM decisions"))[0]["detail"])


async def test_what_waits_keeps_its_place_and_asking_twice_calls_once(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    await world.send(woman, "screening", result())
    since = world.desk.now_ms
    world.pass_time(1)
    await ask(world, woman)
    assert len(world.told_to(worker)) == 1
    await ask(world, woman)
    assert world.told_to(worker) == []
    assert [row["made_ms"] for row in await world.rows("SELECT made_ms FROM requests")] == [since]


async def test_it_is_about_her_answers_even_if_she_asked_for_a_person_since(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    answers = await world.send(woman, "screening", result())
    await decide(world, worker, answers.request_id, State.BELUM_BISA)
    await world.send(woman, "person", wants_person=True)
    assert await ask(world, woman) == answers.code


async def test_without_a_request_there_is_nothing_to_look_at(world: World) -> None:
    with pytest.raises(NotAllowed):
        await ask(world, await world.woman())


async def test_the_decision_before_survives_a_second_asking_and_a_colleague_who_takes_it(
    world: World,
) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id
    await decide(world, worker, request_id, State.DIUSULKAN)
    await ask(world, woman)
    await ask(world, woman)
    await decide(world, worker, request_id, State.DIPERIKSA)
    assert (await view(world, worker, request_id)).before is State.DIUSULKAN


async def test_it_stays_as_it_was_and_she_is_told_so(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id
    await decide(world, worker, request_id, State.DIUSULKAN)
    await ask(world, woman)
    assert await keep(world, worker, request_id) is True
    assert [row["state"] for row in await world.rows("SELECT state FROM requests")] == ["diusulkan"]
    assert "tetap" in world.told_to(woman)[0].text.message
    assert (await view(world, worker, request_id)).rechecks is False


async def test_what_nobody_asked_to_look_at_again_cannot_stay(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id
    with pytest.raises(WrongOrder):
        await keep(world, worker, request_id)


async def test_a_new_decision_ends_the_asking(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id
    await decide(world, worker, request_id, State.BELUM_BISA)
    await ask(world, woman, "Saya sudah pindah.")
    await decide(world, worker, request_id, State.DIUSULKAN)
    found = await view(world, worker, request_id)
    assert (found.state, found.rechecks, found.asked) == (State.DIUSULKAN, False, "")


async def test_she_takes_back_her_own_request_and_nobody_elses(world: World) -> None:
    woman, other = await world.woman(), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id

    async def withdraw(unit: Unit) -> None:
        await rechecks.withdraw(unit, request_id, unit.actor.person_id)

    with pytest.raises(NotAllowed):
        await world.run(withdraw, by=other)
    await world.run(withdraw, by=woman)
    assert [row["state"] for row in await world.rows("SELECT state FROM requests")] == ["dibatalkan_pemohon"]
    with pytest.raises(NotAllowed):
        await world.run(withdraw, by=woman)
