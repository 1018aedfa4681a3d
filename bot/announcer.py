"""Who looks after announcements once a second? Nobody else may be kept waiting by that, and no two looks run at once.

While nothing is live a look is one statement; what a look tells others is queued with it. An announcement with which
nobody can go on is laid aside for a minute, so that it stops no other.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from db.engine import StorageUnavailable
from db.unit import Unit

log = logging.getLogger(__name__)

# After a fault that lies in no one announcement, so long nobody looks again.
FAULT_PAUSE_S = 10.0

Telling = Callable[[Callable[[Unit], Awaitable[object]]], Awaitable[None]]


class Announcer:
    """telling: does work in a transaction and queues what it told others (bot/app.py)."""

    def __init__(self, telling: Telling, monotonic: Callable[[], float]) -> None:
        self._telling = telling
        self._now = monotonic
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._stopping = False
        self._not_before = 0.0
        self._worked_on = 0

    def tick(self) -> None:
        """Look, unless the last look still goes on."""
        if (self._task is None or self._task.done()) and self._now() >= self._not_before:
            self._task = asyncio.create_task(self._look_alone(), name="announcer")

    async def settle(self) -> None:
        """What became of messages is taken over before the clock moves on."""
        await self._look(at_once=True)

    async def stop(self) -> None:
        """Begin no new slice; the one that is being done is waited for."""
        self._stopping = True
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _look_alone(self) -> None:
        try:
            await self._look()
        except StorageUnavailable:
            pass  # it is tried again in a second
        except Exception:
            log.exception("nobody can look after the announcements")
            self._not_before = self._now() + FAULT_PAUSE_S

    async def _look(self, *, at_once: bool = False) -> None:
        """A slice a transaction until nothing is left to do; whoever writes meanwhile comes in between."""
        async with self._turn:
            while not self._stopping and await self._slice(at_once=at_once):
                at_once = False

    async def _slice(self, *, at_once: bool) -> bool:
        """Whether there may be more."""
        from handlers.announce import clock  # with the first look, not with the program

        left = True

        async def look(unit: Unit) -> None:
            nonlocal left
            self._worked_on = 0
            left = await clock.look_around(unit, at_once=at_once, begins=self._begins)

        try:
            await self._telling(look)
        except StorageUnavailable:
            raise
        except Exception:
            stuck = self._worked_on
            if not stuck:
                raise
            log.exception("an announcement cannot go on: announcement=%d", stuck)
            await self._telling(lambda unit: clock.lay_aside(unit, stuck))
        return left

    def _begins(self, announcement_id: int) -> None:
        self._worked_on = announcement_id
