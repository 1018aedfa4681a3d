"""After an end that was no stop events are stored before they are handled; else one transaction does both."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.caution import CAUTION_MS, Caution
from tests.db.desk import Desk, open_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path) as opened:
        yield opened


async def started(desk: Desk) -> Caution:
    caution = Caution()
    await desk.run(caution.look)
    return caution


async def mark(desk: Desk, caution: Caution) -> None:
    async def job(unit: object) -> None:
        caution.mark(unit)  # type: ignore[arg-type]

    await desk.run(job)


async def test_the_first_events_are_stored_first_and_with_them_the_mark(desk: Desk) -> None:
    caution = await started(desk)
    assert caution.stores_first(desk.now_ms)
    await mark(desk, caution)
    assert not caution.stores_first(desk.now_ms)


async def test_a_mark_that_was_not_committed_is_none(desk: Desk) -> None:
    caution = await started(desk)

    async def job(unit: object) -> None:
        caution.mark(unit)  # type: ignore[arg-type]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await desk.run(job)
    assert caution.stores_first(desk.now_ms)


async def test_after_an_end_that_was_no_stop_it_is_so_for_a_week_and_over_orderly_restarts(
    desk: Desk,
) -> None:
    await mark(desk, await started(desk))
    after = await started(desk)
    assert after.stores_first(desk.now_ms)
    await desk.run(after.stop)
    desk.now_ms += CAUTION_MS - 1
    later = await started(desk)
    await mark(desk, later)
    assert later.stores_first(desk.now_ms)
    assert not later.stores_first(desk.now_ms + 1)


async def test_an_end_in_that_week_begins_it_anew(desk: Desk) -> None:
    await mark(desk, await started(desk))
    await started(desk)
    desk.now_ms += CAUTION_MS // 2
    again = await started(desk)
    assert again.stores_first(desk.now_ms + CAUTION_MS - 1)
    assert not again.stores_first(desk.now_ms + CAUTION_MS)


async def test_a_clock_that_was_far_ahead_makes_no_longer_week(desk: Desk) -> None:
    right_ms = desk.now_ms
    desk.now_ms += 100 * CAUTION_MS
    await mark(desk, await started(desk))
    ahead = await started(desk)
    await desk.run(ahead.stop)
    desk.now_ms = right_ms
    after = await started(desk)
    await mark(desk, after)
    assert after.stores_first(desk.now_ms + CAUTION_MS - 1)
    assert not after.stores_first(desk.now_ms + CAUTION_MS)


async def test_an_orderly_stop_is_followed_by_no_caution(desk: Desk) -> None:
    caution = await started(desk)
    await mark(desk, caution)
    await desk.run(caution.stop)
    next_time = await started(desk)
    await mark(desk, next_time)
    assert not next_time.stores_first(desk.now_ms)


async def test_who_stops_before_anything_came_has_nothing_to_take_away(desk: Desk) -> None:
    caution = await started(desk)
    await desk.run(caution.stop)
    assert (await started(desk)).stores_first(desk.now_ms)
