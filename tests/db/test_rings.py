"""Whom a call rings, how often, and what she hears meanwhile; on both engines."""

from datetime import datetime

import pytest

from db import calls, duty, office_hours, rings
from db.calls import Call
from db.people import Actor
from db.unit import Unit
from domain.contact import MessageClass
from domain.roles import Role
from domain.safety import Matter, Watch
from tests.db.office_world import World, world

__all__ = ["world"]

DANGER = Matter(level="danger", kind="violence", about="self")
CALM = Matter(level="ask", kind="none", about="self")
FORBIDDEN = ("kekerasan", "dipukul", "suami", "mati", "takut", "samarinda")


async def call_of(world: World, woman: Actor, *, quiet: bool = False) -> Call:
    """She calls, and it rings for the first time."""

    async def job(unit: Unit) -> Call:
        call = await calls.make(unit, organisation_id=world.office, matter=DANGER, quiet=quiet)
        await rings.ring(unit, call)
        return call

    return await world.run(job, by=woman)


async def tick(world: World) -> int:
    return await world.run(rings.ring_due)


async def test_those_on_duty_are_rung_first_then_supervisors_too(world: World) -> None:
    worker, supervisor = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    admin, woman = await world.staff(Role.ADMIN), await world.woman()
    await call_of(world, woman)
    assert [len(world.told_to(each)) for each in (worker, supervisor, admin)] == [1, 0, 0]
    world.pass_time(5)
    await tick(world)
    assert [len(world.told_to(each)) for each in (worker, supervisor, admin)] == [1, 1, 0]


async def test_a_ring_tells_nothing_and_goes_everywhere_at_once(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await call_of(world, await world.woman("kenari"))
    (told,) = world.told_to(worker)
    assert (told.kind, told.urgent, told.everywhere) == (MessageClass.HELP, True, True)
    assert not told.text.values
    assert not any(word in told.text.message.lower() for word in FORBIDDEN)
    assert [button.label for button in told.buttons] == [rings.TAKE, rings.LOOK]


async def test_nobody_on_duty_rings_all_who_answer_calls(world: World) -> None:
    worker, supervisor = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    world.pass_time(10 * 60)
    await call_of(world, await world.woman())
    assert [len(world.told_to(each)) for each in (worker, supervisor)] == [1, 1]


async def test_she_hears_the_truth_after_five_and_fifteen_minutes_and_no_more(world: World) -> None:
    await world.staff(Role.WORKER)
    woman = await world.woman()
    await call_of(world, woman)
    heard = []
    for minutes in (4, 1, 9, 1, 30, 30):
        world.pass_time(minutes)
        await tick(world)
        heard.append(len(world.told_to(woman)))
    assert heard == [0, 1, 0, 1, 0, 0]


async def test_at_night_she_hears_when_somebody_is_there_and_the_numbers(world: World) -> None:
    await world.staff(Role.WORKER)
    woman = await world.woman()
    world.pass_time(10 * 60)
    await call_of(world, woman)
    world.pass_time(5)
    await tick(world)
    (told,) = world.told_to(woman)
    assert told.text.values["at"] == datetime.fromisoformat("2026-02-04T08:00:00+08:00")
    numbers = {told.text.values[name] for name in ("police", "sapa", "whatsapp", "healing")}
    assert numbers == {"110", "129", "08111-129-129", "119"}


async def test_at_night_nobody_off_duty_is_woken_after_a_quarter_of_an_hour(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    world.pass_time(10 * 60)
    await call_of(world, await world.woman())
    rung = 0
    for _half_hour in range(18):
        world.pass_time(30)
        await tick(world)
        rung += len(world.told_to(worker))
    assert rung == 2  # as if late for 5 and 15 minutes
    for _half_hour in range(4):
        world.pass_time(30)
        await tick(world)
        rung += len(world.told_to(worker))
    assert rung > 2  # the office is open again


async def test_who_is_not_alone_with_her_phone_hears_nothing(world: World) -> None:
    await world.staff(Role.WORKER)
    woman = await world.woman()
    await call_of(world, woman, quiet=True)
    world.pass_time(5)
    assert await tick(world) == 1
    assert world.told_to(woman) == []


async def test_nobody_is_rung_for_herself(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await call_of(world, worker)
    assert world.told == []


async def test_two_women_at_once_are_one_ring_until_somebody_has_looked(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await call_of(world, await world.woman())
    world.pass_time(1)
    await call_of(world, await world.woman())
    assert world.told_to(worker) == []

    async def look(unit: Unit) -> None:
        rings.note_look(unit, worker.person_id)

    await world.run(look)
    world.pass_time(1)
    await call_of(world, await world.woman())
    assert len(world.told_to(worker)) == 1


async def test_what_was_acknowledged_rings_no_more_and_what_still_waits_to_be_sent_is_dropped(
    world: World,
) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    call = await call_of(world, woman)

    async def queue(unit: Unit) -> None:
        unit.write_many(
            "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, body, made_ms)"
            " VALUES ($1, $2, $3, 'simulator', 'help', 0, $4, 0, $5, 0)",
            [
                (unit.new_id(), who.account_id, who.person_id, state, b"")
                for who, state in ((worker, "retry"), (woman, "queued"), (woman, "pull"))
            ],
        )

    async def take(unit: Unit) -> None:
        calls.take(unit, call)

    await world.run(queue)
    await world.run(take, by=worker)
    world.pass_time(60)
    assert await tick(world) == 0
    rows = await world.rows("SELECT state, fault FROM outbox")
    assert rows == [{"state": "dropped", "fault": "acknowledged"}] * 3


async def test_a_call_rings_even_if_nobody_can_read_what_it_is_about(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await call_of(world, await world.woman())

    async def spoil(unit: Unit) -> None:
        unit.write("UPDATE calls SET body = $1", b"x" * 40)

    await world.run(spoil)
    world.pass_time(5)
    assert await tick(world) == 1
    assert len(world.told_to(worker)) == 1


@pytest.mark.parametrize("opened", [False, True])
async def test_a_calm_wish_rings_again_until_somebody_opens_it(world: World, opened: bool) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    await world.send(woman, "person", wants_person=True)

    async def begin(unit: Unit) -> None:
        call = await calls.make(unit, organisation_id=world.office, matter=CALM, calm=True)
        rings.begin_calm(unit, call)
        if opened:
            unit.write("UPDATE requests SET seen_ms = $1", unit.now_ms)

    await world.run(begin, by=woman)
    world.pass_time(5)
    await tick(world)
    assert (len(world.told_to(worker)), len(world.told_to(woman))) == ((0, 0) if opened else (1, 1))


async def test_a_calm_wish_waits_over_night_for_those_who_come_to_work(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    world.pass_time(10 * 60)
    await world.send(woman, "person", wants_person=True)

    async def begin(unit: Unit) -> None:
        rings.begin_calm(unit, await calls.make(unit, organisation_id=world.office, matter=CALM, calm=True))

    await world.run(begin, by=woman)
    world.pass_time(9 * 60)
    await tick(world)
    assert world.told == []
    world.pass_time(61)
    await tick(world)
    assert len(world.told_to(worker)) == 1


async def test_every_account_by_which_she_can_be_reached_is_listed(world: World) -> None:
    worker = await world.staff(Role.WORKER)

    async def job(unit: Unit) -> list[int]:
        unit.write(
            "INSERT INTO accounts (id, channel, address_hash, address, person_id, owner_id, created_ms)"
            " SELECT 7, 'other', $1, address, person_id, owner_id, 0 FROM accounts WHERE id = $2",
            b"another",
            worker.account_id,
        )
        return [row["account_id"] for row in await rings.list_accounts(unit, worker.person_id)]

    assert sorted(await world.run(job)) == [7, worker.account_id]


async def test_whoever_has_the_call_hears_that_she_has_said_more_and_nobody_else(world: World) -> None:
    worker, other = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    call = await call_of(world, await world.woman())

    async def say(unit: Unit) -> None:
        known = await calls.find(unit, call.id)
        assert known is not None
        await rings.tell_taker(unit, known)

    async def take(unit: Unit) -> None:
        calls.take(unit, call)

    await world.run(say)
    assert world.told == []
    await world.run(take, by=worker)
    await world.run(say)
    assert (len(world.told_to(worker)), len(world.told_to(other))) == (1, 0)


async def wait(world: World, minutes: int, *people: Actor) -> list[int]:
    """The clock looks every ten minutes; how often each of them was told something meanwhile."""
    told = [0] * len(people)
    for _ten in range(minutes // 10):
        world.pass_time(10)
        await tick(world)
        told = [before + len(world.told_to(each)) for before, each in zip(told, people, strict=True)]
    return told


async def test_after_hours_whoever_keeps_the_roster_hears_of_it_once_and_nothing_of_whom(
    world: World,
) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    await call_of(world, await world.woman())
    assert await wait(world, 170, admin) == [0]
    heard: list[str] = []
    for _ten in range(12):
        world.pass_time(10)
        await tick(world)
        heard += [told.text.message for told in world.told_to(admin)]
    assert heard == [rings.NOBODY_ANSWERS.message]
    assert not any(word in heard[0].lower() for word in FORBIDDEN)
    assert await wait(world, 3 * 1440, admin) == [0]
    assert worker != admin


async def test_a_call_of_the_day_is_told_of_once_more_after_hours_and_then_never(world: World) -> None:
    await world.staff(Role.WORKER)
    woman = await world.woman()
    await call_of(world, woman)
    assert await wait(world, 170, woman) == [2]
    assert await wait(world, 60, woman) == [1]
    assert await wait(world, 3 * 1440, woman) == [0]


async def test_a_call_of_the_night_is_told_of_in_the_morning_and_once(world: World) -> None:
    await world.staff(Role.WORKER)
    woman = await world.woman()
    world.pass_time(11 * 60)  # 23.00 in the office's zone
    await call_of(world, woman)
    assert await wait(world, 8 * 60, woman) == [2]
    world.pass_time(61)
    await tick(world)
    (told,) = world.told_to(woman)
    assert told.text.message.startswith("Maaf, Bu. Sampai sekarang petugas belum menjawab.")
    assert await wait(world, 2 * 1440, woman) == [0]


async def test_whoever_comes_on_duty_is_rung_then_also_when_it_has_been_days(world: World) -> None:
    late, early = await world.staff(Role.WORKER), await world.staff(Role.COMPANION)

    async def plan(unit: Unit) -> None:
        watches = [
            Watch(person_id=early.person_id, weekday=1, from_min=0, to_min=0),
            Watch(person_id=late.person_id, weekday=4, from_min=22 * 60, to_min=5 * 60),
        ]
        await duty.add_watches(unit, world.office, watches)

    await world.run(plan)
    await call_of(world, await world.woman())
    assert (await wait(world, 15 * 60, late, early))[1] > 2
    assert await wait(world, 2 * 1440 + 20 * 60, late, early) == [1, 0]


async def test_where_nobody_ever_comes_on_duty_all_of_them_hear_it_by_day(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await world.run(lambda unit: office_hours.set_hours(unit, world.office, ()))
    await call_of(world, await world.woman())
    assert (await wait(world, 20, worker)) == [2]
    assert (await wait(world, 180, worker)) == [1]


async def test_a_wish_without_danger_calls_nobody_who_keeps_the_roster(world: World) -> None:
    await world.staff(Role.WORKER)
    admin, woman = await world.staff(Role.ADMIN), await world.woman()
    await world.send(woman, "person", wants_person=True)

    async def begin(unit: Unit) -> None:
        rings.begin_calm(unit, await calls.make(unit, organisation_id=world.office, matter=CALM, calm=True))

    await world.run(begin, by=woman)
    assert await wait(world, 6 * 60, admin, woman) == [0, 2]
