"""Raw events come in: stored under their unique key and committed, and only then acknowledged and handled.

After a crash what was stored and not handled runs singly, each try committed before it begins, so that an event that
ends the process is laid aside after three tries. What cannot be decoded is quarantined as well, and blocks nobody.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from bot.channels.base import Channel, RawEvent, Undecodable
from bot.limits import WAITING_MAX
from bot.places import Event
from bot.turns import Turns
from db import inbox
from db.ids import Ids
from db.inbox import TRIES_MAX, StoredEvent
from db.unit import Late, Unit
from db.writer import Writer

log = logging.getLogger(__name__)

# Stored events read at a time after a start.
RECOVERY_SLICE = 200


class _Load:
    """Events of many callers that are stored together: open until the writer comes to it."""

    __slots__ = ("closed", "rows", "stored")

    def __init__(self) -> None:
        self.rows: list[inbox.StoredRow] = []
        self.closed = False
        self.stored: asyncio.Future[Late]

    async def store(self, unit: Unit) -> Late:
        """The writer's job."""
        self.closed = True
        return await inbox.add(unit, self.rows, unit.now_ms)


class Intake:
    """Stores events and hands them to the turns."""

    def __init__(self, *, writer: Writer, channels: Mapping[str, Channel], turns: Turns, ids: Ids) -> None:
        self._writer = writer
        self._channels = channels
        self._turns = turns
        self._ids = ids
        self._load: _Load | None = None
        self.counts = {"stored": 0, "doubles": 0, "quarantined": 0}

    async def store(self, events: list[RawEvent]) -> None:
        """Store these events; returns when they are committed. Raises nothing: it waits until the storage is back."""
        if not events:
            return
        rows = [(self._ids.new(), event.channel, event.key, event.body) for event in events]
        if self._load is None or self._load.closed:
            self._load = _Load()
            self._load.stored = self._writer.submit(self._load.store)
        load = self._load
        load.rows.extend(rows)
        stored = inbox.list_fresh(await asyncio.shield(load.stored))
        fresh = {row[0] for row in rows} & stored
        if len(fresh) < len(rows):
            fresh |= await self._look_at_doubles([row for row in rows if row[0] not in fresh])
        self.counts["stored"] += len(fresh)
        self.counts["doubles"] += len(events) - len(fresh)
        bad = []
        for row, event in zip(rows, events, strict=True):
            if row[0] in fresh and (fault := self._accept(row[0], event.channel, event.body, event.event)):
                bad.append((row[0], event.channel, fault))
        for each in bad:  # after the others: nobody waits for what cannot be read
            await self._quarantine(*each)
        while self._turns.waiting > WAITING_MAX:
            await self._turns.drain()

    async def _look_at_doubles(self, doubles: list[inbox.StoredRow]) -> set[int]:
        """Those that are ours after all: stored by a commit whose outcome was not known."""

        async def job(unit: Unit) -> list[int]:
            return await inbox.list_waiting_doubles(unit, doubles)

        waiting = set(await self._writer.run(job))
        ours = waiting & {row[0] for row in doubles}
        if waiting - ours:
            log.info("%d events came again before they were handled", len(waiting - ours))
        return ours

    def _accept(self, inbox_id: int, channel: str, body: bytes, event: Any = None) -> str:
        """Hand the event to the turns; why it cannot be understood, "" if it can."""
        try:
            incoming = self._channels[channel].decode(body, event)
        except Undecodable as fault:
            return str(fault) or type(fault).__name__
        except Exception as fault:
            log.exception("decoding broke: inbox=%d channel=%s", inbox_id, channel)
            return type(fault).__name__
        self._turns.add(Event(inbox_id, channel, incoming))
        return ""

    async def _quarantine(self, inbox_id: int, channel: str, reason: str) -> None:
        """Decoding is pure: the same bytes fail the same way, so the three tries are spent at once."""
        self.counts["quarantined"] += 1
        log.warning("event laid aside: inbox=%d channel=%s reason=%s", inbox_id, channel, reason)

        async def job(unit: Unit) -> None:
            inbox.quarantine(unit, inbox_id, reason[:200])

        await self._writer.run(job)

    # -- after a crash ------------------------------------------------------------------------------------------

    async def recover(self) -> int:
        """Handle what was stored and not finished, one by one, oldest first; how many there were."""
        count, after = 0, 0
        while True:

            async def read(unit: Unit, after: int = after) -> list[StoredEvent]:
                return await inbox.list_new(unit, after, RECOVERY_SLICE)

            events = await self._writer.run(read)
            for event in events:
                await self._recover_one(event)
            count += len(events)
            if len(events) < RECOVERY_SLICE:
                return count
            after = events[-1].id

    async def _recover_one(self, event: StoredEvent) -> None:
        if event.channel not in self._channels:
            log.warning("an event waits for its channel: inbox=%d channel=%s", event.id, event.channel)
            return
        if event.tries >= TRIES_MAX:
            await self._quarantine(event.id, event.channel, f"ended the program {event.tries} times")
            return

        async def begin(unit: Unit) -> None:
            inbox.add_try(unit, event.id)

        await self._writer.run(begin)
        if fault := self._accept(event.id, event.channel, event.body):
            await self._quarantine(event.id, event.channel, fault)
        await self._turns.drain()
