"""Which office answers her, and that her call begins to ring in the same turn, and what she says afterwards."""

from db import calls
from db.unit import Unit
from domain.roles import Role
from domain.safety import Allowed, Matter, Who
from handlers import door_steps
from tests.world import BATU, KALTIM, World


async def office_of(world: World, name: str) -> str:
    async def job(unit: Unit) -> str:
        unit.actor = await world.actor(unit, name)
        found = await door_steps.find_office(unit)
        return "" if found is None else found.name

    return await world.run(job)


async def test_the_office_of_her_area_answers_and_none_where_it_is_not_known(world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Wati", area="junrejo")
    await world.add("Yuyun")
    assert [await office_of(world, each) for each in ("Siti", "Wati", "Yuyun")] == [KALTIM, BATU, ""]


async def test_the_office_where_she_waits_already_goes_before_that_of_her_area(world: World) -> None:
    await world.add("Siti", area="samarinda")

    async def call(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        matter = Matter(level="danger", kind="violence", about="self")
        await calls.make(unit, organisation_id=world.offices[BATU], matter=matter)

    await world.run(call)
    assert await office_of(world, "Siti") == BATU


async def test_what_is_true_of_duty_names_who_is_alone_on_it(world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)

    async def job(unit: Unit) -> door_steps.Truth:
        unit.actor = await world.actor(unit, "Siti")
        return await door_steps.find_truth(unit, world.offices[KALTIM])

    truth = await world.run(job)
    assert (truth.on_duty, truth.next_at, truth.taken) == (True, None, False)
    await world.pass_time(10 * 3600)
    truth = await world.run(job)
    assert not truth.on_duty
    assert truth.next_at is not None
    assert truth.next_at.hour == 8


async def test_what_she_allows_and_whether_she_is_alone_stand_in_her_call(world: World) -> None:
    siti = await world.add("Siti", area="samarinda")

    async def job(unit: Unit) -> tuple[bool, bool, Allowed]:
        unit.actor = await world.actor(unit, "Siti")
        await door_steps.call_duty(unit, world.offices[KALTIM], "danger", "violence", "self", True)
        await door_steps.say_alone(unit)
        await door_steps.say_safe(unit, False)
        await door_steps.allow_contact(unit, "nobody", None)
        unit.told = []
        call = await calls.find_open(unit, siti)
        assert call is not None
        return call.quiet, call.matter.unsafe, call.allowed

    assert await world.run(job) == (False, True, Allowed(who=Who.NOBODY))


async def test_a_moment_after_she_said_she_is_alone_the_door_does_not_ask_again(world: World) -> None:
    await world.add("Siti", area="samarinda")

    async def is_open(unit: Unit) -> bool:
        unit.actor = await world.actor(unit, "Siti")
        return await door_steps.is_still_open(unit)

    async def call(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        await door_steps.call_duty(unit, world.offices[KALTIM], "danger", "violence", "self", True)
        unit.told = []

    async def alone(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        await door_steps.say_alone(unit)

    assert not await world.run(is_open)
    await world.run(call)
    assert not await world.run(is_open)
    await world.run(alone)
    assert await world.run(is_open)
    world.clock.passed_ms += door_steps.STILL_OPEN_MS
    assert not await world.run(is_open)
