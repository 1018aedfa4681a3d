"""Requests about data on both engines: a number, a three-day clock, reminders to the officers."""

import pytest

from db import data_requests, erasure, erasure_asking, groups, inspection, people
from db.data_requests import DataRequest, Opened, list_own, next_due, open_one, remind, settle_erased
from db.people import Actor
from db.unit import Unit
from domain.purposes import Controller, Side
from domain.rights import DUE_MS, OPEN_MAX, Kind, State, TooManyOpen
from domain.roles import Role, RoleGrant
from domain.zones import WITA
from tests.db.office_world import World, world

__all__ = ["world"]

HOUR = 60


def office_of(world: World) -> Controller:
    return Controller(side=Side.OFFICE, id=world.office, name="Kantor Contoh")


async def ask(
    world: World, woman: Actor, kind: Kind = Kind.COPY, words: str = "", state: State = State.OPEN
) -> Opened:
    async def job(unit: Unit) -> Opened:
        return await open_one(unit, woman.person_id, kind, office_of(world), words=words, state=state)

    return await world.run(job, by=woman)


async def own(world: World, woman: Actor) -> tuple[DataRequest, ...]:
    return await world.run(lambda unit: list_own(unit, woman.person_id, 10), by=woman)


async def test_she_gets_a_number_and_the_officers_hear_of_it_without_her_name(world: World) -> None:
    woman, officer, admin = (
        await world.woman(),
        await world.staff(Role.SUPERVISOR),
        await world.staff(Role.ADMIN),
    )
    worker = await world.staff(Role.WORKER)
    opened = await ask(world, woman, Kind.CORRECTION, "umur saya salah")
    for each in (officer, admin):
        (told,) = world.told_to(each)
        assert set(told.text.values) == {"code", "due"}
        assert told.text.values["code"] == opened.code
        assert told.buttons[0].args == (opened.id,)
    assert world.told_to(worker) == []
    (kept,) = await own(world, woman)
    assert (kept.code, kept.kind, kept.state, kept.words) == (
        opened.code,
        Kind.CORRECTION,
        State.OPEN,
        "umur saya salah",
    )
    assert kept.due_ms == kept.made_ms + DUE_MS == opened.due_ms


async def test_her_words_stand_in_the_database_sealed(world: World) -> None:
    await ask(world, await world.woman(), Kind.CORRECTION, "kenari di jendela")
    (row,) = await world.rows("SELECT words FROM data_requests")
    assert b"kenari" not in bytes(row["words"])


async def test_asking_twice_for_the_same_is_one_request(world: World) -> None:
    woman = await world.woman()
    assert await ask(world, woman) == await ask(world, woman)
    assert len(await own(world, woman)) == 1


async def test_too_many_open_requests_are_refused_and_closed_ones_do_not_count(world: World) -> None:
    woman = await world.woman()
    await ask(world, woman, Kind.WITHDRAWAL, state=State.DONE)
    for number in range(OPEN_MAX):
        await ask(world, woman, Kind.CORRECTION, f"salah nomor {number}")
    with pytest.raises(TooManyOpen):
        await ask(world, woman, Kind.CORRECTION, "satu lagi")


async def test_the_officer_is_reminded_after_24_48_and_72_hours_and_then_no_more(world: World) -> None:
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    opened = await ask(world, woman)
    begun = world.desk.now_ms
    heard: list[tuple[int, bool]] = []
    while True:
        due = await world.run(lambda unit: next_due(unit, unit.now_ms))
        if due is None:
            break
        world.desk.now_ms = due - 1
        assert await world.run(remind) == 0
        world.desk.now_ms = due
        assert await world.run(remind) == 1
        (told,) = world.told_to(officer)
        assert told.text.values["code"] == opened.code
        heard.append(((due - begun) // 3_600_000, told.urgent))
    assert heard == [(24, False), (48, False), (72, True)]
    world.desk.now_ms += DUE_MS
    assert await world.run(remind) == 0


async def test_reminders_that_were_slept_through_are_one(world: World) -> None:
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    await ask(world, woman)
    world.pass_time(80 * HOUR)
    assert await world.run(remind) == 1
    assert len(world.told_to(officer)) == 1
    assert await world.run(remind) == 0


async def test_what_was_done_at_once_reminds_nobody(world: World) -> None:
    woman, officer = await world.woman(), await world.staff(Role.SUPERVISOR)
    await ask(world, woman, Kind.WITHDRAWAL, state=State.DONE)
    assert world.told_to(officer) == []
    world.pass_time(100 * HOUR)
    assert await world.run(remind) == 0


async def test_a_group_answers_for_its_own_ledger(world: World) -> None:
    woman, chair, officer = await world.woman(), await world.woman(), await world.staff(Role.SUPERVISOR)

    async def job(unit: Unit) -> Opened:
        group = groups.add(unit, name="Mentari", place="Desa", zone=WITA, demo=True)
        people.grant_role(
            unit,
            role_id=unit.new_id(),
            person_id=chair.person_id,
            grant=RoleGrant(Role.CHAIR, group_id=group),
            now_ms=unit.now_ms,
        )
        controller = Controller(side=Side.GROUP, id=group, name="Mentari")
        return await open_one(unit, woman.person_id, Kind.CORRECTION, controller, words="simpanan keliru")

    await world.run(job, by=woman)
    assert len(world.told_to(chair)) == 1
    assert world.told_to(officer) == []


async def test_an_officer_who_asks_for_her_own_data_is_not_told_of_it(world: World) -> None:
    officer = await world.staff(Role.SUPERVISOR)
    await ask(world, officer)
    assert world.told == []


@pytest.mark.parametrize("left", ["erased", "taken_back"])
async def test_an_erasure_that_is_carried_out_closes_its_request(world: World, left: str) -> None:
    woman = await world.woman()
    opened = await ask(world, woman, Kind.ERASURE, state=State.ERASING)

    async def outcome(unit: Unit) -> None:
        await erasure_asking.ask(unit, woman.person_id)
        if left == "erased":
            await erasure.erase_person(unit, woman.person_id)
        else:
            await erasure_asking.take_back(unit, woman.person_id)

    await world.run(outcome, by=woman)

    async def settle(unit: Unit) -> None:
        settle_erased(unit)

    await world.run(settle)
    (row,) = await world.rows("SELECT state FROM data_requests WHERE id = $1", opened.id)
    assert row["state"] == ("done" if left == "erased" else "refused")


async def test_she_may_take_an_erasure_back_only_while_it_waits(world: World) -> None:
    woman = await world.woman()
    waits = lambda unit: data_requests.is_erasing(unit, woman.person_id)  # noqa: E731

    async def begin(unit: Unit) -> None:
        await erasure_asking.ask(unit, woman.person_id)

    assert not await world.run(waits, by=woman)
    await world.run(begin, by=woman)
    assert await world.run(waits, by=woman)


@pytest.mark.parametrize("hours, unanswered", [(71, 0), (72, 1), (500, 1)])
async def test_the_check_of_the_records_finds_what_nobody_answered_in_three_days(
    world: World, hours: int, unanswered: int
) -> None:
    await ask(world, await world.woman())
    now_ms = world.desk.now_ms + hours * 3_600_000
    found = await inspection.tally_duties(world.desk.storage.engine, now_ms, 0)
    assert found.unanswered == unanswered


async def test_the_check_opens_what_is_sealed_in_requests(world: World) -> None:
    await ask(world, await world.woman(), Kind.CORRECTION, "umur saya salah")
    storage = world.desk.storage
    found = await inspection.open_sealed(storage.engine, storage.vault, everything=True)
    (words,) = [each for each in found if each.place == data_requests.WORDS_PLACE]
    assert (words.opened, words.broken) == (1, 0)
