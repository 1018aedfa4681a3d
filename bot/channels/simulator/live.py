"""How does an open page learn what happens? Numbered events, kept for a while for a page that was away.

The number carries a mark of this start, so that a page from before a restart is told to load anew ("reset").
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import AsyncGenerator
from typing import Any

from bot.channels.simulator.limits import LIVE_EVENTS_KEPT, LIVE_PING_S, LIVE_READERS_MAX


class Live:
    """The feed behind GET /sim/events."""

    def __init__(self) -> None:
        self._mark = secrets.token_hex(4)
        self._events: deque[tuple[int, str]] = deque(maxlen=LIVE_EVENTS_KEPT)
        self._last = 0
        self._news = asyncio.Event()
        self._closed = False
        self._readers = 0

    @property
    def full(self) -> bool:
        return self._readers >= LIVE_READERS_MAX

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        self._last += 1
        self._events.append((self._last, self._frame(self._last, kind, data)))
        self._wake()

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _frame(self, number: int, kind: str, data: dict[str, Any]) -> str:
        return f"id: {self._mark}-{number}\nevent: {kind}\ndata: {json.dumps(data)}\n\n"

    def _place(self, last_id: str) -> int | None:
        """Where a reader goes on; None if what it missed is not kept any more."""
        mark, _, number = last_id.partition("-")
        if mark != self._mark or not (number.isascii() and number.isdigit()):
            return None
        oldest = self._events[0][0] if self._events else self._last + 1
        return int(number) if oldest - 1 <= int(number) <= self._last else None

    async def follow(self, last_id: str) -> AsyncGenerator[str, None]:
        """Frames for one reader, until it leaves or the feed closes."""
        self._readers += 1
        try:
            place = self._place(last_id)
            if place is None:
                place = self._last
                yield "retry: 1000\n" + self._frame(place, "reset", {})
            else:
                yield "retry: 1000\n\n"
            while not self._closed:
                news = self._news
                missed = [(number, frame) for number, frame in self._events if number > place]
                if missed and missed[0][0] > place + 1:
                    yield self._frame(self._last, "reset", {})
                    place = self._last
                    continue
                for number, frame in missed:
                    yield frame
                    place = number
                if not missed and not await _waited(news):
                    yield ": ping\n\n"
        finally:
            self._readers -= 1


async def _waited(news: asyncio.Event) -> bool:
    """True when something happened, False when it is time to show that the connection lives."""
    try:
        async with asyncio.timeout(LIVE_PING_S):
            await news.wait()
    except TimeoutError:
        return False
    return True
