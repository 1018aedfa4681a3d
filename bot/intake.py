"""Raw events come in: stored under their unique key and committed, and only then acknowledged and handled.

After a crash what was stored and not handled runs singly, each try committed before it begins, so that an event that
ends the process is laid aside after three tries. What cannot be decoded is quarantined as well, and blocks nobody.
"""

import asyncio
import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.channels.base import Channel, RawEvent, Undecodable
from bot.limits import STORED_AT_ONCE, WAITING_MAX
from bot.places import Early, Event
from bot.turns import Turns
from db import inbox, people
from db.ids import Ids
from db.inbox import TRIES_MAX, StoredEvent
from db.unit import Late, Unit
from db.writer import Writer

log = logging.getLogger(__name__)

# Stored events read at a time after a start.
RECOVERY_SLICE = 200

# So many events together also bring what their turns read first: their turns mostly come in the very next commit.
EARLY_MAX = 64


def _tell_the_rest(load: "_Load", stored: "asyncio.Future[None]") -> None:
    """Callers whom no commit has answered: the program stops, or the job itself broke."""
    for caller in load.callers:
        if caller.done.done():
            continue
        if stored.cancelled():
            caller.done.cancel()
        else:
            caller.done.set_exception(stored.exception() or RuntimeError("stored, but not handed over"))


class _Caller:
    """One call of `store`. done: which of its rows were new, once they are committed. bad: what cannot be decoded."""

    __slots__ = ("bad", "done", "events", "rows")

    def __init__(self, rows: list[inbox.StoredRow], events: list[RawEvent]) -> None:
        self.rows = rows
        self.events = events
        self.bad: list[tuple[int, str, str]] = []
        self.done: asyncio.Future[set[int]] = asyncio.get_running_loop().create_future()


class _Load:
    """Events of many callers that are stored together: open until the writer comes to it."""

    __slots__ = ("callers", "closed")

    def __init__(self) -> None:
        self.callers: list[_Caller] = []
        self.closed = False


class Intake:
    """Stores events and hands them to the turns."""

    def __init__(self, *, writer: Writer, channels: Mapping[str, Channel], turns: Turns, ids: Ids) -> None:
        self._writer = writer
        self._channels = channels
        self._turns = turns
        self._ids = ids
        self._load = _Load()
        self._load.closed = True
        self._unstored: set[_Caller] = set()
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
            self._load = load = _Load()
            self._writer.submit(partial(self._store, load)).add_done_callback(partial(_tell_the_rest, load))
        self._load.callers.append(caller)
        self._unstored.add(caller)
        try:
            fresh = await caller.done
        finally:
            self._unstored.discard(caller)
        if len(fresh) < len(events):
            fresh |= await self._look_at_doubles([row for row in caller.rows if row[0] not in fresh])
            caller.bad = self._accept_all(caller, fresh, None)
        self.counts["stored"] += len(fresh)
        self.counts["doubles"] += len(events) - len(fresh)
        for each in caller.bad:  # after the others: nobody waits for what cannot be read
            await self._quarantine(*each)
        while self._turns.waiting > WAITING_MAX:
            await self._turns.drain()

    def list_unstored(self) -> list[RawEvent]:
        """What has come and is not committed yet; mostly nothing."""
        return [event for caller in self._unstored for event in caller.events]

    async def _store(self, load: _Load, unit: Unit) -> None:
        """The writer's job. A few events bring what their turns will read first in the same trip."""
        load.closed = True
        rows = [row for caller in load.callers for row in caller.rows]
        added = await inbox.add(unit, rows, unit.now_ms)
        events = [event for caller in load.callers for event in caller.events]
        hashes: list[bytes] = []
        if len(events) <= EARLY_MAX and all(event.chat for event in events):
            hashes = [people.address_hash(unit, event.channel, event.chat) for event in events]
        early = unit.fetch_after_commit(*people.state_fetches(hashes)) if hashes else None
        unit.after_commit(partial(self._stored, load, added, frozenset(hashes), early))

    def _stored(self, load: _Load, added: Late, hashes: frozenset[bytes], read: Late | None) -> None:
        """Committed: hand what is new to the turns before the writer looks for its next job."""
        fresh = inbox.list_fresh(added)
        early = None
        if read is not None and read.results:
            early = Early(self._writer.commits, hashes, *people.read_states(read.results))
        for caller in load.callers:
            own = {row[0] for row in caller.rows} & fresh
            if len(own) == len(caller.rows):
                caller.bad = self._accept_all(caller, own, early)
            if not caller.done.done():
                caller.done.set_result(own)

    def _accept_all(
        self, caller: _Caller, fresh: set[int], early: Early | None
    ) -> list[tuple[int, str, str]]:
        """Hand them to the turns in their order; those that cannot be understood, with the reason."""
        bad = []
        for row, event in zip(caller.rows, caller.events, strict=True):
            if row[0] in fresh and (
                fault := self._accept(row[0], event.channel, event.body, event.event, early)
            ):
                bad.append((row[0], event.channel, fault))
        return bad

    async def _look_at_doubles(self, doubles: list[inbox.StoredRow]) -> set[int]:
        """Those that are ours after all: stored by a commit whose outcome was not known."""

        async def job(unit: Unit) -> list[int]:
            return await inbox.list_waiting_doubles(unit, doubles)

        waiting = set(await self._writer.run(job))
        ours = waiting & {row[0] for row in doubles}
        if waiting - ours:
            log.info("%d events came again before they were handled", len(waiting - ours))
        return ours

    def _accept(
        self, inbox_id: int, channel: str, body: bytes, event: Any = None, early: Early | None = None
    ) -> str:
        """Hand the event to the turns; why it cannot be understood, "" if it can."""
        try:
            incoming = self._channels[channel].decode(body, event)
        except Undecodable as fault:
            return str(fault) or type(fault).__name__
        except Exception as fault:
            log.exception("decoding broke: inbox=%d channel=%s", inbox_id, channel)
            return type(fault).__name__
        self._turns.add(Event(inbox_id, channel, incoming, early))
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
