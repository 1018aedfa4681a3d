"""How messages are fed: one by one, many chats at once, or at a fixed rate whatever the answer takes.

Within a chat a message is fed only after the previous one is committed, in every mode.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from tests.bench.contender import Contender
from tests.bench.script import Message

WORKERS = 20


async def one_by_one(contender: Contender, stream: Iterable[Message]) -> float:
    """Seconds until all are committed, each fed after the commit of the one before it."""
    began = perf_counter()
    for message in stream:
        await contender.feed(message.update)
    return perf_counter() - began


async def together(contender: Contender, stream: Iterable[Message], workers: int = WORKERS) -> float:
    """Seconds until all are committed, with so many chats waiting at any moment."""
    # A chat always meets the same worker, which keeps its messages in order.
    lanes: list[list[bytes]] = [[] for _ in range(workers)]
    for message in stream:
        lanes[message.chat % workers].append(message.update)

    async def work(lane: list[bytes]) -> None:
        for update in lane:
            await contender.feed(update)

    began = perf_counter()
    async with asyncio.TaskGroup() as group:
        for lane in lanes:
            group.create_task(work(lane))
    return perf_counter() - began


@dataclass(frozen=True, kw_only=True)
class Latencies:
    """In the order of arrival. launch_lag_s: how late the feeding itself was, which is part of the latency."""

    seconds: Sequence[float]
    launch_lag_s: Sequence[float]


class Fed(Protocol):
    """Whatever takes messages; a contender does."""

    async def feed(self, update_json: bytes) -> None: ...


async def at_rate(contender: Fed, stream: Sequence[Message], per_second: float) -> Latencies:
    """Latency of each message from the moment it was due, so that waiting in a queue is never left out."""
    seconds = [0.0] * len(stream)
    lags: list[float] = []
    latest: dict[int, asyncio.Task[None]] = {}
    began = perf_counter() + 0.05

    async def arrive(number: int, due: float, previous: asyncio.Task[None] | None) -> None:
        if previous is not None:
            await previous
        await contender.feed(stream[number].update)
        seconds[number] = perf_counter() - due

    async with asyncio.TaskGroup() as group:
        for number, message in enumerate(stream):
            due = began + number / per_second
            if (wait := due - perf_counter()) > 0:
                await asyncio.sleep(wait)
            lags.append(perf_counter() - due)
            latest[message.chat] = group.create_task(arrive(number, due, latest.get(message.chat)))
            if wait <= 0:
                await asyncio.sleep(0)
    return Latencies(seconds=seconds, launch_lag_s=lags)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many percent of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
