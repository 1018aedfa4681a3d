"""The program's time, and one tick of APScheduler. What is due is rows in our tables; the tick only looks.

Only the demo's clock can be moved, forward, and it stops at every due moment on the way.
"""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

log = logging.getLogger(__name__)

TICK_S = 1.0
HOUSEKEEPING_S = 60.0

# Due moments visited in one move; a year of daily reminders for a hundred people fits.
MOMENTS_MAX = 50_000

Tick = Callable[[], Awaitable[None]]
NextDue = Callable[
    [int], Awaitable[int | None]
]  # the first due moment after the given one, both in milliseconds


class Clock:
    """Milliseconds since 1970, UTC, plus what the demo was moved forward by."""

    def __init__(self, offset_ms: int = 0) -> None:
        self.offset_ms = offset_ms

    def now_ms(self) -> int:
        """The time now."""
        return time.time_ns() // 1_000_000 + self.offset_ms

    async def move(self, forward_ms: int, next_due: NextDue, tick: Tick) -> None:
        """Go forward, stopping at every due moment in order."""
        target = self.now_ms() + forward_ms
        for _moment in range(MOMENTS_MAX):
            due = await next_due(self.now_ms())
            if due is None or due > target:
                break
            self.offset_ms += max(0, due - self.now_ms())
            await tick()
        self.offset_ms += max(0, target - self.now_ms())
        await tick()


class Ticker:
    """One tick a second, and housekeeping once a minute."""

    def __init__(self, tick: Tick, housekeeping: Tick) -> None:
        self._tick = tick
        self._housekeeping = housekeeping
        self._scheduler: Any = None

    def start(self) -> None:
        """Begin; imports APScheduler only now, so that the first answer does not wait for it."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1})
        scheduler.add_job(self._tick, "interval", seconds=TICK_S, misfire_grace_time=None)
        scheduler.add_job(self._housekeeping, "interval", seconds=HOUSEKEEPING_S, misfire_grace_time=None)
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        """No more ticks."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
