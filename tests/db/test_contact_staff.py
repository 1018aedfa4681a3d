"""Notices of messages: to who wants them, one a minute, none at night, none twice while nobody looks, and none lost."""

import pytest

from db import contact_staff
from db.people import Actor
from db.unit import Unit
from domain.matters import NOTICE_EVERY_MS
from tests.db.matter_world import act, worker_of
from tests.db.office_world import World, world

__all__ = ["world"]


async def at_once(world: World, worker: Actor, wished: bool = True) -> None:
    async def job(unit: Unit) -> None:
        contact_staff.set_at_once(unit, worker.person_id, wished)

    await world.run(job)


async def news(world: World, worker: Actor) -> int:
    """A woman writes; how many notices go out at once."""
    await world.run(lambda unit: contact_staff.note_news(unit, worker.person_id))
    return len(world.told_to(worker))


async def kept(world: World, worker: Actor) -> bool:
    rows = await world.rows("SELECT news_ms FROM contact_staff WHERE person_id = $1", worker.person_id)
    return bool(rows and rows[0]["news_ms"])


async def look(world: World, worker: Actor) -> None:
    async def job(unit: Unit) -> None:
        contact_staff.look(unit)

    await act(world, worker, job)


async def test_by_default_nothing_comes_at_once(world: World) -> None:
    worker = await worker_of(world)
    assert await world.run(lambda unit: contact_staff.settings(unit, worker.person_id)) == (
        contact_staff.Settings(at_once=False)
    )
    assert await news(world, worker) == 0
    assert not await kept(world, worker)


async def test_who_wants_it_hears_once_a_minute_and_what_came_meanwhile_is_kept(world: World) -> None:
    worker = await worker_of(world)
    await at_once(world, worker)
    assert await news(world, worker) == 1
    await look(world, worker)
    assert await news(world, worker) == 0
    assert await kept(world, worker)
    world.pass_time(1)
    assert await news(world, worker) == 1
    assert not await kept(world, worker)


async def test_who_has_not_looked_hears_of_more_only_after_a_while(world: World) -> None:
    worker = await worker_of(world)
    await at_once(world, worker)
    assert [await news(world, worker)] == [1]
    world.pass_time(9)
    assert await news(world, worker) == 0
    world.pass_time(1)
    assert await news(world, worker) == 1


async def test_a_notice_holds_no_word_and_no_name(world: World) -> None:
    worker = await worker_of(world)
    await at_once(world, worker)
    await news(world, worker)
    (told,) = world.told_to(worker)
    assert told.text == contact_staff.NEWS
    assert [each.args for each in told.buttons] == [()]


async def test_at_night_it_is_kept_for_the_morning(world: World) -> None:
    worker = await worker_of(world)
    await at_once(world, worker)
    world.pass_time(9 * 60)  # 21.00 there
    assert await news(world, worker) == 0
    assert await kept(world, worker)
    seven_ms = world.desk.now_ms + 10 * 60 * 60_000
    assert await world.run(lambda unit: contact_staff.next_due(unit, unit.now_ms)) == seven_ms


async def test_who_wants_it_no_more_hears_no_more(world: World) -> None:
    worker = await worker_of(world)
    await at_once(world, worker)
    await at_once(world, worker, False)
    assert await news(world, worker) == 0


async def test_a_clock_that_was_put_back_silences_nobody(world: World) -> None:
    worker = await worker_of(world)
    await at_once(world, worker)
    assert await news(world, worker) == 1
    world.pass_time(-24 * 60)
    assert await news(world, worker) == 1


@pytest.mark.parametrize("minutes, expected", [(0, False), (1, True)])
async def test_after_messages_themselves_nothing_follows_for_a_minute(
    world: World, minutes: int, expected: bool
) -> None:
    worker = await worker_of(world)

    async def tell(unit: Unit) -> None:
        contact_staff.note_told(unit, worker.person_id)

    await world.run(tell)
    world.pass_time(minutes)
    assert await world.run(lambda unit: contact_staff.may_tell(unit, worker.person_id)) is expected


async def test_of_two_clocks_one_tells(world: World) -> None:
    worker = await worker_of(world)

    async def job(unit: Unit) -> list[bool]:
        contact_staff.keep_climb(unit, [worker.person_id, worker.person_id])
        (row,) = await contact_staff.list_with_news(unit)
        return [await contact_staff.claim(unit, row["person_id"], row["told_ms"]) for _clock in range(2)]

    assert await world.run(job) == [True, False]
    assert await world.run(contact_staff.list_with_news) == []


async def test_what_is_seen_to_is_told_no_more(world: World) -> None:
    worker = await worker_of(world)

    async def keep(unit: Unit) -> None:
        contact_staff.keep_climb(unit, [worker.person_id])
        contact_staff.keep_news(unit, [worker.person_id])

    await world.run(keep)
    await look(world, worker)
    assert await world.run(contact_staff.list_with_news) == []
    assert await world.run(lambda unit: contact_staff.next_due(unit, unit.now_ms)) is None


async def test_the_moved_clock_stops_when_the_next_notice_may_go(world: World) -> None:
    worker = await worker_of(world)

    async def keep(unit: Unit) -> None:
        contact_staff.note_told(unit, worker.person_id)
        contact_staff.keep_climb(unit, [worker.person_id])

    await world.run(keep)
    due = await world.run(lambda unit: contact_staff.next_due(unit, unit.now_ms))
    assert due == world.desk.now_ms + NOTICE_EVERY_MS
    due = await world.run(lambda unit: contact_staff.next_due(unit, unit.now_ms + 60_000))
    assert due == world.desk.now_ms + contact_staff.UNLOOKED_MS
    due = await world.run(lambda unit: contact_staff.next_due(unit, unit.now_ms + 11 * NOTICE_EVERY_MS))
    assert due == world.desk.now_ms + contact_staff.CLIMBS_EVERY_MS
    long_after_ms = world.desk.now_ms + 2 * contact_staff.CLIMBS_EVERY_MS
    due = await world.run(lambda unit: contact_staff.next_due(unit, long_after_ms))
    assert due == long_after_ms + NOTICE_EVERY_MS  # never a moment away: the clock would stand still
    await look(world, worker)

    async def keep_again(unit: Unit) -> None:
        contact_staff.keep_news(unit, [worker.person_id])

    await world.run(keep_again)
    due = await world.run(lambda unit: contact_staff.next_due(unit, unit.now_ms))
    assert due == world.desk.now_ms + NOTICE_EVERY_MS
