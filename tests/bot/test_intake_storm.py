"""A storm: many callers, doubles, callers who go away, turns that raise or need slow work, commits that fail or whose
outcome nobody learns, and other jobs that break the transaction they share. Each event is handled once, in its order.
"""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import RawEvent
from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text
from db import meta
from db.engine import Row, Statement, StorageUnavailable
from db.unit import Unit
from tests.bot.room import Room, open_room
from tests.bot.small_talks import ALL

WOMEN = ("siti", "yuyun", "neneng", "sri", "wati")
TEXTS = ("umur", "31", "menu", "halo", "lambat", "pecah", "merah")
CALLS = 60


async def reckon(unit: Unit) -> int:
    return int(unit.prepared("slow", lambda: 1))


@conversation("lambat", title=Text("Lambat"))
async def be_slow(chat: Chat) -> None:
    await chat.run(reckon)
    await chat.say(Text("Sudah."))


class Storm:
    """A room whose storage and turns break by chance while `blows`."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room = room
        self.blows = False
        self.events: list[RawEvent] = []
        self.came: dict[str, str] = {}  # whose event it was, by key, in the order of their coming
        self._dice = random.Random(seed)
        self._perform, self._take = room.desk.storage.engine.perform, room.turns.take

    def chance(self, of: float) -> bool:
        return self.blows and self._dice.random() < of

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        is_commit = statements[-1].sql == "COMMIT"
        if self.chance(0.06 if is_commit else 0.01):
            raise StorageUnavailable("it never came to that")
        found = await self._perform(statements)
        if is_commit and self.chance(0.08):
            raise StorageUnavailable("done, and nobody learns of it")
        return found

    async def take(self, unit: Unit, events: Any, states: Any = None) -> Any:
        if states is not None and self.chance(0.15):
            if self.chance(0.5):
                await unit.fetch("SELECT what FROM nowhere")
            raise RuntimeError("what they all share is broken")
        return await self._take(unit, events, states)

    async def another_job(self, unit: Unit) -> None:
        meta.store(unit, "another", "job")
        await meta.read(unit, "another")
        if self.chance(0.4):
            raise RuntimeError("broken alone")
        if self.chance(0.4):
            await unit.fetch("SELECT what FROM nowhere")

    def pick(self) -> list[RawEvent]:
        picked = []
        for _event in range(self._dice.randint(1, 4)):
            if not self.events or self._dice.random() < 0.75:
                who = self._dice.choice(WOMEN)
                self.events.append(self.room.raw(who, text=self._dice.choice(TEXTS)))
                picked.append(self.events[-1])
            else:
                picked.append(self._dice.choice(self.events))
        return picked

    async def call(self, events: list[RawEvent]) -> None:
        for event in events:
            self.came.setdefault(event.key, event.chat)
        await self.room.intake.store(events)

    async def blow(self) -> None:
        """Everybody calls; returns when all is handled."""
        self.blows = True
        calls: list[asyncio.Task[None]] = []
        for _call in range(CALLS):
            calls.append(asyncio.create_task(self.call(self.pick())))
            await asyncio.sleep(0)
            if self.chance(0.3):
                self.room.desk.storage.writer.submit(self.another_job).add_done_callback(_look_away)
            if self.chance(0.1):
                self._dice.choice(calls).cancel()
            for _round in range(self._dice.randint(0, 12)):
                await asyncio.sleep(0)
        await asyncio.wait_for(self.room.intake.drain(), 20)
        told = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 20)
        assert [each for each in told if isinstance(each, Exception)] == []
        await asyncio.wait_for(self.room.turns.drain(), 20)
        self.blows = False


def _look_away(job: "asyncio.Future[None]") -> None:
    if not job.cancelled():
        job.exception()


@pytest.mark.parametrize("seed", range(12))
async def test_whatever_breaks_each_event_is_handled_once_and_in_the_order_of_its_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    async with open_room(tmp_path, [*ALL, be_slow]) as room:
        for who in WOMEN:
            await room.knows(who)
        storm = Storm(room, seed)
        await storm.call([room.raw("siti", text="menu")])
        await room.rest()
        monkeypatch.setattr(room.desk.storage.writer, "_retry_delays_s", (0.001,))
        monkeypatch.setattr(room.desk.storage.engine, "perform", storm.perform)
        monkeypatch.setattr(room.turns, "take", storm.take)
        await storm.blow()
        assert set(await room.events()) <= {"done", "failed"}
        stored = await room.table("SELECT id FROM inbox ORDER BY id")
        answered = await room.table("SELECT inbox_id FROM outbox ORDER BY id")
        assert Counter(answered) == Counter(stored)
        assert len(stored) == len(storm.came)
        by_chat: dict[str, list[int]] = defaultdict(list)
        for event_id, who in zip(stored, storm.came.values(), strict=True):
            by_chat[who].append(event_id)
        for ids in by_chat.values():
            assert [each for each in answered if each in ids] == ids
        assert room.intake.counts["stored"] <= len(stored)
        assert room.turns.waiting == 0
        assert room.intake.list_unstored() == []
