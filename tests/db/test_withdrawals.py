"""What ends with a consent, on both engines: what rests on it, at once, and nothing else."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from db import casework, consents, matters, queue
from db.data_requests import list_own
from db.matter_steps import Why
from db.people import Actor
from db.requests import Contact
from db.unit import Unit
from db.withdrawals import withdraw
from domain.matter_refusals import NotToBeContacted
from domain.purposes import ConsentMissing, Controller, ProcessingPaused, Purpose, Side
from domain.refusals import NotAllowed
from domain.requests import State
from domain.rights import Kind
from domain.roles import Role
from domain.zones import WITA, local_time
from handlers.contact import later_clock, planning_steps
from tests.db.matter_world import act, answer, held, worker_of, write
from tests.db.office_world import World, result, world

__all__ = ["world"]

CALL = Contact(way="phone", from_min=600, to_min=720, phone="080000000000")


async def take_back(world: World, woman: Actor, purpose: Purpose) -> str:
    office = Controller(side=Side.OFFICE, id=world.office, name="Kantor Contoh")
    return await world.run(
        lambda unit: withdraw(unit, woman.person_id, purpose, office, version="1", text="Boleh?"), by=woman
    )


async def states(world: World) -> list[tuple[str, str, int]]:
    rows = await world.rows("SELECT kind, state, wants_person FROM requests ORDER BY id")
    return [(row["kind"], row["state"], row["wants_person"]) for row in rows]


async def test_answers_on_which_nothing_was_decided_are_opened_by_nobody_any_more(world: World) -> None:
    woman, worker = await world.woman(), await world.staff(Role.WORKER)
    sent = await world.send(woman, "screening", result(umur=35), contact=CALL)
    await take_back(world, woman, Purpose.SCREENING)
    assert await states(world) == [("screening", "izin_dicabut", 0)]
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: casework.open_request(unit, sent.request_id), by=worker)
    assert await world.run(lambda unit: queue.list_waiting(unit, [world.office], 10), by=worker) == ()
    assert await world.rows("SELECT contact FROM requests") == [{"contact": None}]


async def test_a_wish_for_a_person_is_kept_without_the_answers(world: World) -> None:
    woman, worker = await world.woman(), await world.staff(Role.WORKER)
    await world.send(woman, "screening", result(umur=35), wants_person=True, contact=CALL)
    await take_back(world, woman, Purpose.SCREENING)
    assert await states(world) == [("screening", "izin_dicabut", 1), ("person", "menunggu", 1)]
    (line,) = await world.run(lambda unit: queue.list_waiting(unit, [world.office], 10), by=worker)
    opened = await world.run(lambda unit: casework.open_request(unit, line.id), by=worker)
    assert opened.contact == CALL
    assert opened.results == ()


async def test_what_is_decided_stays_the_offices_record(world: World) -> None:
    woman, worker = await world.woman(), await world.staff(Role.WORKER)
    sent = await world.send(woman, "screening", result(umur=35))
    await world.run(
        lambda unit: casework.decide(
            unit,
            sent.request_id,
            State.BELUM_BISA,
            reason="Umur Ibu belum sampai batasnya.",
            expected_state=State.MENUNGGU,
        ),
        by=worker,
    )
    await take_back(world, woman, Purpose.SCREENING)
    assert await states(world) == [("screening", "belum_bisa", 0)]


async def test_another_offices_request_is_left_alone(world: World) -> None:
    woman = await world.woman()
    elsewhere = await world.add_office("Kantor Lain", "berau")
    await world.send(woman, "screening", result(umur=35), office=elsewhere)
    await take_back(world, woman, Purpose.SCREENING)
    assert await states(world) == [("screening", "menunggu", 0)]


async def test_no_contact_means_no_number_and_no_words_from_the_office(world: World) -> None:
    woman, worker = await world.woman(), await world.staff(Role.WORKER)
    sent = await world.send(woman, "person", wants_person=True, contact=CALL)
    await world.run(
        lambda unit: casework.send_words(unit, sent.request_id, "Ibu bisa datang hari ini."), by=worker
    )
    await take_back(world, woman, Purpose.CONTACT)
    opened = await world.run(lambda unit: casework.open_request(unit, sent.request_id), by=worker)
    assert opened.contact is None
    with pytest.raises(ConsentMissing):
        await world.run(
            lambda unit: casework.send_words(unit, sent.request_id, "Ibu bisa datang hari ini."), by=worker
        )


async def test_no_contact_means_the_same_of_her_letters_until_she_writes_again(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await act(world, woman, matters.set_contact, matter.id, CALL)
    await act(world, worker, planning_steps.keep_later, matter.id, "Besok bisa, Bu", *tomorrow(world))
    world.pass_time(1)
    await take_back(world, woman, Purpose.CONTACT)
    assert await act(world, worker, matters.contact_of, matter) is None
    with pytest.raises(NotToBeContacted):
        await answer(world, worker, matter)
    world.pass_time(25 * 60)
    await world.run(later_clock.look_around)
    assert world.told_to(woman) == []
    unsent = (await act(world, worker, planning_steps.list_tasks)).unsent
    assert unsent == ((matter.code, Why.UNWANTED.value),)
    await write(world, woman, "Bu, saya mau tanya lagi")
    assert await answer(world, worker, matter) == 3


def tomorrow(world: World) -> tuple[date, time]:
    return local_time(datetime.fromtimestamp(world.desk.now_ms / 1000, UTC), WITA).date() + timedelta(
        1
    ), time(9)


async def test_a_withdrawal_is_recorded_under_a_number_and_done_at_once(world: World) -> None:
    woman = await world.woman()
    code = await take_back(world, woman, Purpose.RESEARCH)
    (kept,) = await world.run(lambda unit: list_own(unit, woman.person_id, 10), by=woman)
    assert (kept.code, kept.kind, kept.purpose) == (code, Kind.WITHDRAWAL, "research")
    assert kept.closed_ms == world.desk.now_ms
    found = await world.run(
        lambda unit: consents.find_current(unit, woman.person_id, "research", world.office), by=woman
    )
    assert found is not None
    assert (found.answer, found.text) == ("withdrawn", "Boleh?")


async def test_paused_answers_rest_and_keep_their_place_while_a_wish_for_a_person_does_not(
    world: World,
) -> None:
    resting, waiting, worker = await world.woman(), await world.woman(), await world.staff(Role.WORKER)
    sent = await world.send(resting, "screening", result(umur=35))
    world.pass_time(5)
    await world.send(waiting, "person", wants_person=True)

    async def pause(unit: Unit, paused: bool) -> None:
        consents.set_paused(unit, resting.person_id, paused)
        consents.set_paused(unit, waiting.person_id, paused)

    async def listed() -> int:
        return len(await world.run(lambda unit: queue.list_waiting(unit, [world.office], 10), by=worker))

    async def decide() -> bool:
        return await world.run(
            lambda unit: casework.decide(
                unit, sent.request_id, State.DIPERIKSA, expected_state=State.MENUNGGU
            ),
            by=worker,
        )

    await world.run(lambda unit: pause(unit, True), by=resting)
    assert await listed() == 1
    assert (await world.run(lambda unit: queue.count(unit, [world.office]))).waiting == 1
    with pytest.raises(ProcessingPaused):
        await decide()
    await world.run(lambda unit: pause(unit, False), by=resting)
    assert await listed() == 2
    await decide()
