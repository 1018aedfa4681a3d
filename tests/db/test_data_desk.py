"""The officers' side on both engines: who sees a request, who closes it, and that she hears of it."""

from functools import partial

import pytest

from db import people
from db.data_desk import close, count_waiting, get_for_officer, list_waiting, note_copy, note_opened
from db.data_requests import Opened, list_own, open_one
from db.people import Actor
from db.unit import Unit
from domain.purposes import Controller, Side
from domain.refusals import Changed, NotAllowed
from domain.requests import OwnRequest
from domain.rights import Kind, NeedsGround, State
from domain.roles import Role
from tests.db.office_world import World, world

__all__ = ["world"]


async def ask(world: World, woman: Actor, kind: Kind, words: str = "") -> Opened:
    async def job(unit: Unit) -> Opened:
        office = Controller(side=Side.OFFICE, id=world.office, name="Kantor Contoh")
        return await open_one(unit, woman.person_id, kind, office, words=words)

    return await world.run(job, by=woman)


async def answer(world: World, officer: Actor, opened: Opened, *, done: bool, ground: str = "") -> State:
    return await world.run(
        lambda unit: close(unit, opened.id, done=done, ground=ground, answer="Sudah kami betulkan, Bu."),
        by=officer,
    )


async def test_an_officer_reads_her_words_and_that_is_noted(world: World) -> None:
    woman, officer = await world.woman("Siti"), await world.staff(Role.SUPERVISOR)
    opened = await ask(world, woman, Kind.CORRECTION, "umur saya salah")
    found = await world.run(lambda unit: note_opened(unit, opened.id), by=officer)
    assert found.words == "umur saya salah"
    assert found.name.startswith("Siti")
    assert await world.audited("read", "data_request") == [(officer.person_id, woman.person_id)]


@pytest.mark.parametrize("role", [Role.WORKER, Role.COMPANION, Role.TRAINER, Role.HELPER, None])
async def test_nobody_else_sees_it_and_it_reads_like_one_that_is_missing(
    world: World, role: Role | None
) -> None:
    woman = await world.woman()
    other = await world.staff(role) if role else await world.woman()
    opened = await ask(world, woman, Kind.COPY)
    for request_id in (opened.id, 1):
        with pytest.raises(NotAllowed):
            await world.run(partial(get_for_officer, request_id=request_id), by=other)
        with pytest.raises(NotAllowed):
            await world.run(partial(close, request_id=request_id, done=True, answer="Sudah, Bu."), by=other)
    assert await world.run(lambda unit: list_waiting(unit, 10), by=other) == ()
    (kept,) = await world.run(lambda unit: list_own(unit, woman.person_id, 10), by=woman)
    assert kept.state is State.OPEN


async def test_the_officer_of_another_office_sees_nothing_of_it(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    stranger = await world.staff(Role.SUPERVISOR, Role.ADMIN, office=elsewhere)
    opened = await ask(world, await world.woman(), Kind.COPY)
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: note_opened(unit, opened.id), by=stranger)
    assert await world.run(lambda unit: list_waiting(unit, 10), by=stranger) == ()


async def test_a_role_that_ended_between_reading_and_answering_is_gone(world: World) -> None:
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    opened = await ask(world, woman, Kind.CORRECTION, "salah")

    async def end(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", officer.person_id, unit.now_ms)

    await world.run(end)
    with pytest.raises(NotAllowed):
        await answer(world, officer, opened, done=True)


async def test_what_is_done_is_told_to_her_with_the_officers_words_once(world: World) -> None:
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    opened = await ask(world, woman, Kind.CORRECTION, "salah")
    assert await answer(world, officer, opened, done=True) is State.DONE
    (told,) = world.told_to(woman)
    assert told.text.values["answer"] == "Sudah kami betulkan, Bu."
    assert told.text.values["code"] == opened.code
    with pytest.raises(Changed):
        await answer(world, officer, opened, done=True)
    (kept,) = await world.run(lambda unit: list_own(unit, woman.person_id, 10), by=woman)
    assert (kept.state, kept.answer) == (State.DONE, "Sudah kami betulkan, Bu.")
    assert await world.rows("SELECT next_ms FROM data_requests") == [{"next_ms": None}]


async def test_a_no_needs_a_ground_of_the_law(world: World) -> None:
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    opened = await ask(world, woman, Kind.COPY)
    for ground in ("", "law", "malas"):
        with pytest.raises(NeedsGround):
            await answer(world, officer, opened, done=False, ground=ground)
    assert await answer(world, officer, opened, done=False, ground="danger") is State.REFUSED


async def test_nobody_answers_her_own_request(world: World) -> None:
    officer = await world.staff(Role.SUPERVISOR)
    opened = await ask(world, officer, Kind.COPY)
    assert await world.run(lambda unit: list_waiting(unit, 10), by=officer) == ()
    with pytest.raises(OwnRequest):
        await answer(world, officer, opened, done=True)


async def test_a_granted_erasure_goes_to_the_clock(world: World) -> None:
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    opened = await ask(world, woman, Kind.ERASURE)
    assert await answer(world, officer, opened, done=True) is State.ERASING
    assert await world.rows("SELECT state FROM erasures WHERE person_id = $1", woman.person_id) == [
        {"state": "asked"}
    ]


async def test_her_copy_is_handed_over_by_one_who_may_read_her_answers(world: World) -> None:
    woman, officer, admin = (
        await world.woman(),
        await world.staff(Role.SUPERVISOR),
        await world.staff(Role.ADMIN),
    )
    opened, other = await ask(world, woman, Kind.COPY), await ask(world, woman, Kind.CORRECTION, "salah")
    await world.run(lambda unit: note_copy(unit, opened.id), by=officer)
    assert await world.audited("read", "copy") == [(officer.person_id, woman.person_id)]
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: note_copy(unit, opened.id), by=admin)
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: note_copy(unit, other.id), by=officer)


async def test_the_list_shows_the_most_urgent_first_and_every_line_is_audited(world: World) -> None:
    officer = await world.staff(Role.SUPERVISOR)
    first, second = await world.woman(), await world.woman()
    one = await ask(world, first, Kind.COPY)
    world.pass_time(5)
    two = await ask(world, second, Kind.CORRECTION, "rahasia kenari")
    listed = await world.run(lambda unit: list_waiting(unit, 10), by=officer)
    assert [each.code for each in listed] == [one.code, two.code]
    assert [each.words for each in listed] == ["", ""]
    assert await world.run(count_waiting, by=officer) == 2
    assert await world.run(count_waiting, by=first) == 0
    assert await world.audited("list", "data_request") == [
        (officer.person_id, first.person_id),
        (officer.person_id, second.person_id),
    ]


async def test_her_name_is_gone_with_her_key(world: World) -> None:
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    opened = await ask(world, woman, Kind.COPY)
    await world.desk.storage.vault.destroy([f"p{woman.person_id}"])
    assert woman.person_id not in await world.run(lambda unit: people.list_persons(unit, [woman.person_id]))
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: get_for_officer(unit, opened.id), by=officer)
