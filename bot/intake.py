"""Raw events come in: stored under their unique key, handled, and acknowledged after the commit, mostly of one and the
same transaction; those whose chat is busy, and all after an end that was no stop (bot/caution.py), are stored first.

After a crash what was stored and not handled runs singly, each try committed before it begins, so that an event that
ends the process is laid aside after three tries. What cannot be decoded is quarantined as well, and blocks nobody.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from bot.caution import Caution
from bot.channels.base import Channel, RawEvent, Undecodable
from bot.limits import STORED_AT_ONCE, TURNS_PER_BATCH, WAITING_MAX
from bot.places import Event, Taken, address_of
from bot.turns import Turns
from db import aliases, inbox, people
from db.engine import StorageUnavailable
from db.ids import Ids
from db.inbox import TRIES_MAX, StoredEvent
from db.unit import Late, Unit
from db.writer import Writer

log = logging.getLogger(__name__)

# Stored events read at a time after a start.
RECOVERY_SLICE = 200


class _Caller:
    """One call of `store`. done: once its rows are committed. bad: those of them that cannot be decoded."""

    __slots__ = ("bad", "done", "events", "rows")

    def __init__(self, rows: list[inbox.StoredRow], events: list[RawEvent]) -> None:
        self.rows = rows
        self.events = events
        self.bad: list[tuple[int, str, str]] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class _Load:
    """Events of many callers that are stored together: open until the writer comes to it. One at a time is with the
    writer, so that none that has to be tried again is overtaken by the next.

    stored_first: they are not handled in the same transaction, for that was tried and broke.
    """

    __slots__ = ("callers", "closed", "stored_first")

    def __init__(self) -> None:
        self.callers: list[_Caller] = []
        self.closed = False
        self.stored_first = False


class Intake:
    """Stores events and hands them to the turns."""

    def __init__(self, *, writer: Writer, channels: Mapping[str, Channel], turns: Turns, ids: Ids) -> None:
        self._writer = writer
        self._channels = channels
        self._turns = turns
        self._ids = ids
        self._load = _Load()
        self._load.closed = True
        self._with_writer: _Load | None = None
        self._unstored: set[_Caller] = set()
        self._stores: set[asyncio.Future[None]] = set()
        self._caution = Caution()
        self.counts = {"stored": 0, "doubles": 0, "quarantined": 0}

    async def store(self, events: list[RawEvent]) -> None:
        """Store these events; returns when they are committed. Raises nothing: it waits until the storage is back."""
        for start in range(0, len(events), STORED_AT_ONCE):
            await self._store_some(events[start : start + STORED_AT_ONCE])

    async def _store_some(self, events: list[RawEvent]) -> None:
        """These few in one transaction, with those of other callers who come at the same moment."""
        caller = _Caller(
            [(self._ids.new(), event.channel, event.key, event.body) for event in events], events
        )
        if self._load.closed:
            self._load = _Load()
            if self._with_writer is None:
                self._submit(self._load)
        self._load.callers.append(caller)
        self._unstored.add(caller)
        try:
            await caller.done
        finally:
            self._unstored.discard(caller)
        for each in caller.bad:  # after the others: nobody waits for what cannot be read
            await self._quarantine(*each)
        while self._turns.waiting > WAITING_MAX:
            await self._turns.drain()

    def list_unstored(self) -> list[RawEvent]:
        """What has come and is not committed yet; mostly nothing."""
        return [event for caller in self._unstored for event in caller.events]

    async def drain(self) -> None:
        """Return when whatever has come is committed; the callers may be gone."""
        while self._stores:
            await asyncio.wait(self._stores)

    async def stop(self) -> None:
        """Everything is handled, and the program stops in order."""
        await self._writer.run(self._caution.stop)

    def _submit(self, load: _Load) -> None:
        self._with_writer = load
        storing = self._writer.submit(partial(self._store, load))
        self._stores.add(storing)
        storing.add_done_callback(partial(self._tried, load))

    def _tried(self, load: _Load, storing: "asyncio.Future[None]") -> None:
        """Callers whom no commit has answered: what broke is tried without the turns, or the program stops."""
        self._stores.discard(storing)
        fault = None if storing.cancelled() else storing.exception()
        if fault is not None and not isinstance(fault, StorageUnavailable) and not load.stored_first:
            log.error("what came cannot be handled as it is stored: it is stored first", exc_info=fault)
            load.stored_first = True
            self._submit(load)
            return
        load.closed = True  # perhaps the writer has never come to it
        for caller in load.callers:
            if caller.done.done():
                continue
            if storing.cancelled():
                caller.done.cancel()
            else:
                caller.done.set_exception(fault or RuntimeError("stored, but not handed over"))
        self._go_on_after(load)

    def _committed(self, load: _Load, stored: int) -> None:
        """Still in the writer's hands: its callers are answered, and what came meanwhile is the writer's next job."""
        self.counts["stored"] += stored
        self.counts["doubles"] += sum(len(caller.rows) for caller in load.callers) - stored
        for caller in load.callers:
            if not caller.done.done():
                caller.done.set_result(None)
        self._go_on_after(load)

    def _go_on_after(self, load: _Load) -> None:
        """The writer has done with it: the next load, if anybody came meanwhile."""
        if self._with_writer is load:
            self._with_writer = None
            if not self._load.closed:
                self._submit(self._load)

    async def _store(self, load: _Load, unit: Unit) -> None:
        """The writer's job: handled as it is stored if that can be, else stored first."""
        load.closed = True
        load.stored_first |= unit.retrying  # perhaps they are there already
        rows = [row for caller in load.callers for row in caller.rows]
        at_once = not load.stored_first and not self._caution.stores_first(unit.now_ms)
        if not (at_once and await self._handle(load, unit, rows)):
            await self._store_first(load, unit, rows)

    # -- stored and handled at once -------------------------------------------------------------------------------

    async def _handle(self, load: _Load, unit: Unit, rows: list[inbox.StoredRow]) -> bool:
        """In this one transaction; False, with nothing done, if something of it was stored before or cannot be read."""
        events = self._understood(load)
        if events is None:
            return False
        now = self._without_waiting(events)
        await inbox.have_day(unit)
        arriving = inbox.Arriving(unit, rows)
        if arriving.repeats_itself or not now:
            return False
        states = None
        if any(event.channel in aliases.CHANNELS for event in now):
            (doubles,) = await unit.fetch_all(arriving.seek_doubles())
        else:
            hashes = [people.address_hash(unit, event.channel, address_of(event)) for event in now]
            doubles, *found = await unit.fetch_all(arriving.seek_doubles(), *people.state_fetches(hashes))
            states = people.read_states(found)
        if doubles:
            return False
        arriving.store()
        taken = await self._turns.take(unit, now, states)
        done = {event.inbox_id for event in now} - taken.left
        waiting = [event for event in events if event.inbox_id not in done]
        arriving.finish({event.inbox_id for event in waiting}, taken.seen)
        unit.after_commit(partial(self._handled, load, now, taken, waiting))
        return True

    def _understood(self, load: _Load) -> list[Event] | None:
        """All that has come, decoded; None if one cannot be."""
        events = []
        for caller in load.callers:
            for row, raw in zip(caller.rows, caller.events, strict=True):
                event = self._decode(row[0], raw.channel, raw.body, raw.event)
                if isinstance(event, str):
                    return None
                events.append(event)
        return events

    def _without_waiting(self, events: Sequence[Event]) -> list[Event]:
        """The first of each chat in which nothing waits."""
        first: dict[tuple[str, str], Event] = {}
        for event in events:
            first.setdefault((event.channel, event.incoming.chat), event)
        return [event for event in first.values() if not self._turns.is_waiting(event)][:TURNS_PER_BATCH]

    def _handled(self, load: _Load, now: list[Event], taken: Taken, waiting: list[Event]) -> None:
        """Committed: answers go out, and what could not be handled waits for its turn."""
        for event in waiting:
            self._turns.add(event)
        self._turns.taken(now, taken)
        self._committed(load, sum(len(caller.rows) for caller in load.callers))

    # -- stored first ---------------------------------------------------------------------------------------------

    async def _store_first(self, load: _Load, unit: Unit, rows: list[inbox.StoredRow]) -> None:
        self._caution.mark(unit)
        added = await inbox.add(unit, rows, unit.now_ms)
        unit.after_commit(partial(self._stored, load, added))

    def _stored(self, load: _Load, added: Late) -> None:
        """Committed: hand what is new to the turns before the writer looks for its next job."""
        fresh = inbox.list_fresh(added)
        for caller in load.callers:
            caller.bad = self._accept_all(caller, fresh)
        self._committed(load, len(fresh))

    def _accept_all(self, caller: _Caller, fresh: set[int]) -> list[tuple[int, str, str]]:
        """Hand them to the turns in their order; those that cannot be understood, with the reason."""
        bad = []
        for row, event in zip(caller.rows, caller.events, strict=True):
            if row[0] in fresh and (fault := self._accept(row[0], event.channel, event.body, event.event)):
                bad.append((row[0], event.channel, fault))
        return bad

    def _accept(self, inbox_id: int, channel: str, body: bytes, event: Any = None) -> str:
        """Hand the event to the turns; why it cannot be understood, "" if it can."""
        found = self._decode(inbox_id, channel, body, event)
        if isinstance(found, str):
            return found
        self._turns.add(found)
        return ""

    def _decode(self, inbox_id: int, channel: str, body: bytes, event: Any = None) -> Event | str:
        """The event, understood, or why it cannot be."""
        try:
            return Event(inbox_id, channel, self._channels[channel].decode(body, event))
        except Undecodable as fault:
            return str(fault) or type(fault).__name__
        except Exception as fault:
            log.exception("decoding broke: inbox=%d channel=%s", inbox_id, channel)
            return type(fault).__name__

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
                if not after:
                    await self._caution.look(unit)
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
