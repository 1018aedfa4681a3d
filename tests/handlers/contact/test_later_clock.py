"""The clock sends words for later once, in the name of who wrote them, and only while the matter is still hers."""

from collections.abc import Awaitable, Callable

import pytest

from db import matter_steps, matters, meta
from db.unit import Unit
from domain.matters import MESSAGES_MAX, Result
from handlers.contact import later_clock
from tests.handlers.contact.letters import add_worker
from tests.handlers.contact.planned import DAY, plan, said_in, step_states, wati_writes
from tests.world import World

HERS = "her: bu saya mau tanya soal surat"
Change = Callable[[Unit, World, int], Awaitable[None]]


async def hand_over(unit: Unit, world: World, matter_id: int) -> None:
    unit.actor = await world.actor(unit, "Dina")
    matter = await matters.find(unit, matter_id)
    assert matter is not None
    await matters.set_holder(unit, matter, unit.actor.person_id)


async def hand_over_and_back(unit: Unit, world: World, matter_id: int) -> None:
    await hand_over(unit, world, matter_id)
    matter = await matters.find(unit, matter_id)
    assert matter is not None
    await matters.set_holder(unit, matter, (await world.actor(unit, "Rina")).person_id)


async def close(unit: Unit, world: World, matter_id: int) -> None:
    unit.actor = await world.actor(unit, "Rina")
    await matters.close(unit, matter_id, Result.HELPED, although_unanswered=True)


async def close_and_reopen(unit: Unit, world: World, matter_id: int) -> None:
    await close(unit, world, matter_id)
    unit.actor = await world.actor(unit, "Wati")
    await matters.reopen(unit, matter_id)


async def end_role(unit: Unit, world: World, matter_id: int) -> None:
    assert matter_id
    person_id = (await world.actor(unit, "Rina")).person_id
    unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", person_id, unit.now_ms)


@pytest.mark.parametrize("change", [hand_over, hand_over_and_back, close, close_and_reopen, end_role])
async def test_once_the_matter_is_not_hers_any_more_they_are_never_sent(world: World, change: Change) -> None:
    matter = await wati_writes(world)
    await add_worker(world, "Dina")
    await plan(world, matter, "Bu, besok bawa KK ya", days=1)
    await world.run(lambda unit: change(unit, world, matter.id))
    await world.pass_time(3 * DAY)
    assert await said_in(world, matter.id) == [HERS]
    assert not [bubble for bubble in world.phones.screen("Wati") if "KK" in bubble.text]
    (state,) = await step_states(world)
    assert state.startswith("later dropped")


async def test_half_a_day_too_late_they_would_mislead_her(world: World) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "nanti sore saya datang", days=0.5)
    world.clock.passed_ms += 2 * DAY * 1000  # nobody ran the program meanwhile
    await world.app.housekeeping.run()
    await world.rest()
    assert await said_in(world, matter.id) == [HERS]
    assert await step_states(world) == ["later dropped late"]


async def test_what_fell_due_before_an_older_copy_was_brought_back_is_not_sent_again(world: World) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "yang lama", days=0.1)
    await plan(world, matter, "yang nanti", days=0.5)

    async def restored(unit: Unit) -> None:
        meta.store(unit, "restored_ms", str(unit.now_ms))

    world.clock.passed_ms += DAY * 200  # a fifth of a day
    await world.run(restored)
    await world.pass_time(DAY)
    assert await said_in(world, matter.id) == [HERS, "staff: yang nanti"]
    assert await step_states(world) == ["later dropped late", "later done"]


async def test_a_restart_between_writing_and_sending_sends_them_once(world: World) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "Bu, besok bawa KK ya", days=0.5)
    await world.restart()
    await world.pass_time(DAY)
    await world.restart()
    await world.pass_time(DAY)
    assert await said_in(world, matter.id) == [HERS, "staff: Bu, besok bawa KK ya"]
    assert len([each for each in world.phones.screen("Wati") if "KK" in each.text]) == 1


async def test_a_matter_that_is_full_takes_no_more_words(world: World) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "satu lagi", days=0.5)

    async def fill(unit: Unit) -> None:
        unit.write("UPDATE matters SET messages = $2 WHERE id = $1", matter.id, MESSAGES_MAX)

    await world.run(fill)
    await world.pass_time(DAY)
    assert await step_states(world) == ["later dropped full"]


async def test_what_was_dropped_in_the_same_look_of_the_clock_stops_no_other(world: World) -> None:
    matter = await wati_writes(world)
    for number in range(matter_steps.DUE_MAX // 2):
        await plan(world, matter, f"pesan {number}", days=0.1)

    async def hide(unit: Unit) -> None:
        unit.write("UPDATE matter_steps SET by_person = 1 WHERE id = (SELECT min(id) FROM matter_steps)")

    await world.run(hide)
    await world.pass_time(DAY)
    said = await said_in(world, matter.id)
    assert said == [HERS, *(f"staff: pesan {number}" for number in range(1, matter_steps.DUE_MAX // 2))]


async def test_two_looks_at_the_same_moment_send_them_once(world: World) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "Bu, besok bawa KK ya", days=0.01)
    world.clock.passed_ms += 3_600_000

    async def look_twice(unit: Unit) -> None:
        assert not await later_clock.look_around(unit)
        assert not await later_clock.look_around(unit)
        assert not hasattr(unit, "actor")
        unit.told.clear()

    await world.run(look_twice)
    assert await said_in(world, matter.id) == [HERS, "staff: Bu, besok bawa KK ya"]
