"""The demo's clock goes forward only and stops at every due moment on the way, in order."""

import asyncio
import time
from bisect import bisect_right, insort

import pytest

from bot.clock import MOMENTS_MAX, Clock, Ticker

START_MS = 1_770_087_600_000
HOUR_MS = 3_600_000


class StandingClock(Clock):
    """Goes on only when it is moved."""

    def now_ms(self) -> int:
        return START_MS + self.offset_ms


class Diary:
    """What is due, in milliseconds from the start; `seen` is when the tick looked. `later` becomes due after a tick."""

    def __init__(self, *due: int, later: dict[int, int] | None = None) -> None:
        self.clock = StandingClock()
        self.due = sorted(due)
        self.later = later or {}
        self.seen: list[int] = []

    async def next_due(self, after_ms: int) -> int | None:
        index = bisect_right(self.due, after_ms - START_MS)
        return self.due[index] + START_MS if index < len(self.due) else None

    async def tick(self) -> None:
        now = self.clock.now_ms() - START_MS
        self.seen.append(now)
        if now in self.later:
            insort(self.due, self.later.pop(now))

    async def move(self, forward_ms: int) -> list[int]:
        await self.clock.move(forward_ms, self.next_due, self.tick)
        return self.seen


@pytest.mark.parametrize(
    ("due", "forward", "seen"),
    [
        ((), 100, [100]),
        ((), 0, [0]),
        ((30,), 100, [30, 100]),
        ((70, 30, 50), 100, [30, 50, 70, 100]),
        ((30, 30), 100, [30, 100]),
        ((100,), 100, [100, 100]),
        ((101,), 100, [100]),
        ((-5, 0), 100, [100]),
        ((HOUR_MS, 24 * HOUR_MS), 48 * HOUR_MS, [HOUR_MS, 24 * HOUR_MS, 48 * HOUR_MS]),
    ],
)
async def test_a_move_stops_at_every_due_moment_in_order(
    due: tuple[int, ...], forward: int, seen: list[int]
) -> None:
    diary = Diary(*due)
    assert await diary.move(forward) == seen
    assert diary.clock.offset_ms == forward


async def test_what_becomes_due_on_the_way_is_visited_too() -> None:
    diary = Diary(20, 80, later={20: 50, 50: 200, 80: 10})
    assert await diary.move(100) == [20, 50, 80, 100]


async def test_two_moves_visit_what_one_move_would() -> None:
    diary = Diary(30, 120)
    await diary.move(100)
    assert await diary.move(100) == [30, 100, 120, 200]


async def test_a_move_ends_even_if_something_is_always_due() -> None:
    diary = Diary()
    looks = 0

    async def always(after_ms: int) -> int:
        nonlocal looks
        looks += 1
        return after_ms

    await diary.clock.move(100, always, diary.tick)
    assert looks == MOMENTS_MAX
    assert diary.clock.offset_ms == 100


async def test_a_fault_in_a_tick_stops_the_move_at_that_moment() -> None:
    diary = Diary(30, 60)

    async def fail() -> None:
        raise OSError

    with pytest.raises(OSError):
        await diary.clock.move(100, diary.next_due, fail)
    assert diary.clock.offset_ms == 30


def test_the_clock_is_the_machine_s_plus_what_it_was_moved() -> None:
    before = time.time_ns() // 1_000_000
    moved = Clock(HOUR_MS).now_ms() - HOUR_MS
    assert before <= moved <= time.time_ns() // 1_000_000


async def test_the_ticker_looks_by_itself_until_it_is_stopped() -> None:
    ticked = asyncio.Event()

    async def tick() -> None:
        ticked.set()

    async def keep_house() -> None: ...

    ticker = Ticker(tick, keep_house)
    ticker.stop()
    ticker.start()
    scheduler = ticker._scheduler
    await asyncio.wait_for(ticked.wait(), 20)
    ticker.stop()
    ticker.stop()
    await asyncio.sleep(0)  # the scheduler ends in the loop's next round
    assert not scheduler.running
