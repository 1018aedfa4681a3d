"""A Bot API server, a channel that talks to it, an inbox that stores what arrives, and sleeps that are only noted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from bot.channels.base import RawEvent
from bot.channels.telegram import Telegram, Timeouts
from tests.fakes.bot_api import BotApi

PATIENT = Timeouts(poll_s=5)


class Inbox:
    """An intake. `broken`: so many times it cannot store."""

    def __init__(self) -> None:
        self.stored: dict[str, RawEvent] = {}
        self.batches: list[list[RawEvent]] = []
        self.refused: list[list[RawEvent]] = []
        self.broken = 0
        self._changed = asyncio.Event()

    async def __call__(self, events: list[RawEvent]) -> None:
        if self.broken:
            self.broken -= 1
            self.refused.append(events)
            raise OSError(28, "No space left on device")
        self.batches.append(events)
        self.stored |= {event.key: event for event in events if event.key not in self.stored}
        self._changed.set()

    async def holds(self, count: int) -> list[RawEvent]:
        """Waits until so many different events are stored."""
        async with asyncio.timeout(10):
            while len(self.stored) < count:
                self._changed.clear()
                await self._changed.wait()
        return list(self.stored.values())


class Naps:
    """Stands for asyncio.sleep: takes no time and remembers how long it should have been."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self._another = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self._another.set()
        await asyncio.sleep(0)

    async def have_been(self, count: int) -> None:
        """Waits until so many were taken."""
        async with asyncio.timeout(10):
            while len(self.taken) < count:
                self._another.clear()
                await self._another.wait()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi.running() as server:
        yield server


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def channel(api: BotApi, naps: Naps) -> AsyncIterator[Callable[..., Telegram]]:
    """Makes channels that talk to `api`; keyword arguments as in Telegram."""
    made: list[Telegram] = []

    def make(**options: Any) -> Telegram:
        defaults: dict[str, Any] = {
            "token": api.token,
            "api_url": api.url,
            "timeouts": PATIENT,
            "sleep": naps,
        }
        made.append(Telegram(**(defaults | {"jitter": lambda: 0.0} | options)))
        return made[-1]

    yield make
    for telegram in made:
        await telegram.close()


@pytest.fixture
def telegram(channel: Callable[..., Telegram]) -> Telegram:
    return channel()


@pytest.fixture
def receiving() -> Callable[..., AbstractAsyncContextManager["asyncio.Task[None]"]]:
    """`async with receiving(telegram, inbox) as task:` the channel receives while the block lasts."""
    return _receiving


@asynccontextmanager
async def _receiving(telegram: Telegram, inbox: Inbox) -> AsyncIterator["asyncio.Task[None]"]:
    """The channel receives while the block lasts."""
    task = asyncio.create_task(telegram.run(inbox))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
