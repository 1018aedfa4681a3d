"""The life of incoming messages: one turn each, one transaction, one answer.

Mostly an event is handled by the very transaction that stores it (bot/intake.py). What cannot be waits here by chat. A
batch (at most one event a chat) is one job of the writer: each turn (bot/one_turn.py) advances its talk and queues its
rows; one that raises is undone alone. Nothing outside the database changes inside.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot import accounts
from bot.apologies import Apologies
from bot.channels.base import Channel, Incoming, IncomingKind
from bot.doorkeeper import find_sign
from bot.limits import TURNS_PER_BATCH
from bot.one_turn import OneTurn
from bot.places import Batch, Event, Taken, find_places, seen_of
from bot.statuses import note_statuses
from bot.talking import Talker
from bot.telling import Teller
from conversation.chat import Dialect
from db import inbox
from db.aside import Unread
from db.engine import StorageUnavailable
from db.outbox import Queued
from db.people import States
from db.unit import Unit, Unprepared
from db.writer import Writer

log = logging.getLogger(__name__)

# Slow hashes at a time, 16 MB each: as many as a small server has processors.
SLOW_THREADS = 2


class Turns:
    """Handles stored events, in order within each chat."""

    def __init__(
        self,
        *,
        writer: Writer,
        channels: Mapping[str, Channel],
        talker: Talker,
        teller: Teller,
        dialect: Dialect,
        hand_over: Callable[[list[Queued]], None],
    ) -> None:
        self._writer = writer
        self._channels = channels
        self._one = OneTurn(channels=channels, talker=talker, teller=teller, dialect=dialect)
        self._hand_over = hand_over
        self._apologies = Apologies(writer, teller, hand_over)
        self._waiting: dict[str, deque[Event]] = {}
        self.waiting = 0  # events that wait or are being handled
        self._ready: deque[str] = deque()
        self._busy: set[str] = set()
        self._jobs: set[asyncio.Task[None]] = set()
        self._slow = asyncio.Semaphore(SLOW_THREADS)
        self._reading = asyncio.Semaphore(1)  # of long reads one slice at a time waits for the writer
        self._idle = asyncio.Event()
        self._idle.set()
        self._asked = False
        self.counts = {"handled": 0, "failed": 0}

    # -- waiting ------------------------------------------------------------------------------------------------

    def add(self, event: Event) -> None:
        """Handle this event after those of the same chat that came before."""
        chat = _chat_of(event)
        queue = self._waiting.get(chat)
        if queue is None:
            self._waiting[chat] = deque((event,))
            self._ready.append(chat)
        else:
            queue.append(event)
        self.waiting += 1
        self._idle.clear()
        self._start()

    def list_unhandled(self) -> list[tuple[str, Incoming]]:
        """What is stored and not answered yet, with its channel."""
        return [(event.channel, event.incoming) for queue in self._waiting.values() for event in queue]

    async def drain(self) -> None:
        """Return when nothing waits."""
        await self._idle.wait()

    def _start(self) -> None:
        """Ask the writer for the next batch; what is in it is chosen when the writer comes to it."""
        if self._asked:
            return
        self._asked = True
        batch = Batch()
        self._writer.submit(partial(self._job, batch)).add_done_callback(partial(self._ended, batch))

    # -- one batch ----------------------------------------------------------------------------------------------

    async def _job(self, batch: Batch, unit: Unit) -> None:
        if not batch.chats:
            batch.chats = [self._ready.popleft() for _ in range(min(TURNS_PER_BATCH, len(self._ready)))]
            batch.events = [self._waiting[chat][0] for chat in batch.chats]
        queued = await self._batch(unit, batch)
        unit.after_commit(partial(self._committed, batch, queued))

    def _committed(self, batch: Batch, queued: list[Queued]) -> None:
        """Still in the writer's hands, so that it goes on with the next batch at once."""
        self._hand_over(queued)
        self.counts["handled"] += len(batch.events) - len(batch.faulty) - len(batch.slow)
        batch.committed = True
        if not batch.faulty:
            self._finish(batch)

    def _ended(self, batch: Batch, done: "asyncio.Future[None]") -> None:
        if done.cancelled():
            return  # the program was ended by force
        fault = done.exception()
        if fault is None and batch.committed and not batch.faulty:
            return
        # Never cancelled: shutting down drains.
        self._go_on_with(self._mend(batch, fault))

    def _go_on_with(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="turns")
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)

    async def _mend(self, batch: Batch, fault: BaseException | None) -> None:
        """Some turns failed, or what they share: the others are tried alone, and those that fail again are told of."""
        try:
            if fault is not None:
                log.error("a batch of %d turns failed", len(batch.events), exc_info=fault)
                batch.slow.clear()
                batch.faulty = await self._one_by_one(batch, fault)
            for event, broken in batch.faulty:
                self.counts["failed"] += 1
                await self._apologies.report(event, broken)
        finally:
            self._finish(batch)

    async def _one_by_one(self, batch: Batch, fault: BaseException) -> list[tuple[Event, BaseException]]:
        """Each in a transaction of its own; those that fail even there."""
        if len(batch.events) == 1:
            return [(batch.events[0], fault)]
        failed: list[tuple[Event, BaseException]] = []
        for event in batch.events:
            alone = Batch(events=[event])

            async def job(unit: Unit, alone: Batch = alone) -> None:
                queued = await self._batch(unit, alone)
                unit.after_commit(partial(self._hand_over, queued))

            try:
                await self._writer.run(job)
            except Exception as again:
                log.exception("a turn failed with all it shares: inbox=%d", event.inbox_id)
                alone.faulty, alone.slow = [(event, again)], []
            self.counts["handled"] += 1 - len(alone.faulty) - len(alone.slow)
            failed += alone.faulty
            batch.slow += alone.slow
        return failed

    def _finish(self, batch: Batch) -> None:
        """These chats may go on with their next event, those that need slow work after it with the same one."""
        slow = {_chat_of(event): (event, need) for event, need in batch.slow}
        for chat in batch.chats:
            if chat in slow:
                self._go_on_with(self._prepare(chat, *slow[chat]))
                continue
            queue = self._waiting[chat]
            queue.popleft()
            self.waiting -= 1
            if queue:
                self._ready.append(chat)
            else:
                del self._waiting[chat]
        self._asked = False
        if self._ready:
            self._start()
        elif not self._waiting:
            self._idle.set()

    async def _prepare(self, chat: str, event: Event, need: Unprepared) -> None:
        """Do the slow work in a thread, or the long reads between turns, then hand the event to the writer again."""
        queue = self._waiting[chat]
        try:
            if isinstance(need, Unread):
                async with self._reading:
                    outcome = await need.read(self._writer.run)
            else:
                async with self._slow:
                    outcome = await asyncio.to_thread(need.call)
        except Exception as fault:
            self.counts["failed"] += 1
            await self._apologies.report(event, fault)
            queue.popleft()
            self.waiting -= 1
        else:
            queue[0] = replace(event, work={**event.work, need.key: outcome})
        if queue:
            self._ready.append(chat)
            self._start()
        else:
            del self._waiting[chat]
            if not self._waiting:
                self._idle.set()

    async def _batch(self, unit: Unit, batch: Batch) -> list[Queued]:
        events = batch.events
        batch.faulty.clear()
        batch.slow.clear()
        if unit.retrying:
            fresh = await inbox.is_new(unit, [event.inbox_id for event in events])
            events = [event for event in events if event.inbox_id in fresh]
        if not events:
            return []
        taken = await self.take(unit, events)
        batch.faulty.extend(taken.faulty)
        batch.slow.extend(taken.slow)
        left = taken.left
        done = [event.inbox_id for event in events if event.inbox_id not in left]
        inbox.finish(unit, done, taken.seen)
        return taken.queued

    # -- in whatever transaction ----------------------------------------------------------------------------------

    def is_waiting(self, event: Event) -> bool:
        """Whether something of the same chat waits or is being handled: this event must wait behind it."""
        return _chat_of(event) in self._waiting

    async def take(self, unit: Unit, events: Sequence[Event], states: States | None = None) -> Taken:
        """A turn for each of these events of different chats. Whoever calls it marks them as done.

        states: of all who sent them, if they were read in this transaction.
        """
        heard = [event for event in events if _is_heard(event)]
        await note_statuses(unit, events, besides=len(heard))
        places = await find_places(unit, heard, self._channels, states) if heard else []
        taken = Taken()
        queued = taken.queued
        for event, place in zip(heard, places, strict=True):
            mark = len(queued)
            if place.again:
                taken.slow.append((event, Unprepared("turn", _nothing)))
                continue
            try:
                async with unit.isolated():
                    unit.work = event.work
                    sensitive = await self._one.take(unit, event, place, queued)
                taken.seen[event.inbox_id] = seen_of(event, place.actor, unit.now_ms, sensitive=sensitive)
            except StorageUnavailable:
                raise
            except Unprepared as need:
                del queued[mark:]
                taken.slow.append((event, need))
            except Exception as fault:
                del queued[mark:]
                taken.faulty.append((event, fault))
        return taken

    def taken(self, events: Sequence[Event], taken: Taken) -> None:
        """They are committed; called in the writer's hands. What is left of them is to be added again."""
        self._hand_over(taken.queued)
        self.counts["handled"] += len(events) - len(taken.faulty) - len(taken.slow)


def _nothing() -> None:
    """What a second event of one account waits for: only that the first is done."""


def _chat_of(event: Event) -> str:
    return f"{event.channel}:{event.incoming.chat}"


def _is_heard(event: Event) -> bool:
    """Whether somebody must look at it; of what is said in a group, only at signs of danger."""
    kind = event.incoming.kind
    in_group = kind is IncomingKind.GROUP_TEXT
    return kind not in accounts.NOTHING_TO_DO or (in_group and find_sign(event.incoming) is not None)
