"""The life of one incoming message: one turn, one transaction, one answer.

Stored events wait here by chat. A batch (at most one event a chat) is handled in one job of the writer: each turn
advances its talk and queues its rows; one that raises is undone alone. Nothing outside the database changes inside.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot import accounts
from bot.apologies import Apologies
from bot.channels.base import Channel, Incoming, IncomingKind, Outgoing
from bot.doorkeeper import answer_group, find_sign
from bot.holders import find_holder
from bot.limits import TURNS_PER_BATCH
from bot.outgoing import pack, unpack
from bot.places import Batch, Event, Place, find_places, seen_of
from bot.render import render
from bot.reply import Heard, Reply
from bot.replying import Replier
from bot.statuses import note_statuses
from bot.talking import Talker
from bot.telling import Teller
from conversation.chat import Dialect
from db import inbox, outbox, people, removals, talks
from db.aside import Unread
from db.engine import StorageUnavailable
from db.outbox import Queued
from db.people import Actor
from db.unit import Unit, Unprepared
from db.writer import Writer
from domain.contact import LANES, MessageClass

log = logging.getLogger(__name__)

# A second tap so soon after the answer is a slip of the thumb: the button's small note is enough.
SAME_MOMENT_MS = 10_000

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
        self._talker = talker
        self._teller = teller
        self._replier = Replier(channels, dialect)
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
            queue[0] = replace(event, work={**event.work, need.key: outcome}, early=None)
        if queue:
            self._ready.append(chat)
            self._start()
        else:
            del self._waiting[chat]
            if not self._waiting:
                self._idle.set()

    async def _batch(self, unit: Unit, batch: Batch) -> list[Queued]:
        events, faulty, slow = batch.events, batch.faulty, batch.slow
        faulty.clear()
        slow.clear()
        if unit.retrying:
            fresh = await inbox.is_new(unit, [event.inbox_id for event in events])
            events = [event for event in events if event.inbox_id in fresh]
        if not events:
            return []
        heard = [event for event in events if _is_heard(event)]
        await note_statuses(unit, events, besides=len(heard))
        places = await find_places(unit, heard, self._channels, self._writer.commits) if heard else []
        queued: list[Queued] = []
        seen: dict[int, inbox.Seen] = {}
        for event, place in zip(heard, places, strict=True):
            mark = len(queued)
            if place.again:
                slow.append((event, Unprepared("turn", _nothing)))
                continue
            try:
                async with unit.isolated():
                    unit.work = event.work
                    sensitive = await self._turn(unit, event, place, queued)
                seen[event.inbox_id] = seen_of(event, place.actor, unit.now_ms, sensitive=sensitive)
            except StorageUnavailable:
                raise
            except Unprepared as need:
                del queued[mark:]
                slow.append((event, need))
            except Exception as fault:
                del queued[mark:]
                faulty.append((event, fault))
        left = {event.inbox_id for event, _why in (*faulty, *slow)}
        inbox.finish(unit, [event.inbox_id for event in events if event.inbox_id not in left], seen)
        return queued

    async def _turn(self, unit: Unit, event: Event, place: Place, queued: list[Queued]) -> bool:
        """Whether what was said is sensitive."""
        actor, incoming = place.actor, event.incoming
        unit.actor = actor
        if place.row is None and incoming.kind in accounts.ONLY_OF_KNOWN:
            return False
        if incoming.kind is IncomingKind.GROUP_TEXT:
            await self._of_group(unit, event, place, queued)
            return False
        if place.row is None:
            await accounts.begin(unit, event, place)
        if incoming.kind in accounts.WITHOUT_TALK:
            await self._without_talk(unit, event, place, queued)
            return False
        safe_words = place.row["safe_words_hash"] if place.row else None
        if place.stray or place.lapsed or place.silent or incoming.identity:
            place = await find_holder(unit, place, incoming.identity, self._talker.lay_aside)
        row = place.row
        heard = Heard(
            actor=place.actor,
            talk=place.talk,
            incoming=incoming,
            answered_nonce=row["answered_nonce"] if row else "",
            answered_outbox=row["answered_outbox"] if row else 0,
            asked_sent_ms=(row["asked_sent_ms"] or 0) if row else 0,
            safe_words=safe_words,
        )
        unit.answer_id = unit.new_id()
        reply = await self._talker.hear(unit, heard)
        if reply.clears:
            unit.answer_id = unit.new_id()  # what goes is all that was said before: this answer stays
        # What stands on the screen from behind a PIN must not stay for whoever takes the phone next.
        reply.sensitive |= unit.actor.profiles and (unit.actor.inside or place.actor.inside)
        if reply.again_outbox:
            await self._repeat(unit, event, reply)
        self._write(unit, event, place, reply, queued)
        if unit.told:
            told, unit.told = unit.told, []
            queued.extend(await self._teller.queue(unit, told))
        return self._replier.is_sensitive(reply)

    async def _of_group(self, unit: Unit, event: Event, place: Place, queued: list[Queued]) -> None:
        """A sign of danger in a group: nothing is said there, nothing is kept; she may talk in private."""
        sign = find_sign(event.incoming)
        inbox.wipe_body(unit, event.inbox_id)
        if sign is None or place.row is None:
            return
        await answer_group(unit, place.actor, sign)
        told, unit.told = unit.told, []
        queued.extend(await self._teller.queue(unit, told))

    async def _repeat(self, unit: Unit, event: Event, reply: Reply) -> None:
        """A repeated tap gets its first answer again; where a small note can say it, not within the same moment."""
        found = await outbox.find_answer(unit, reply.again_outbox)
        if found is None:
            return
        body, kind, sent_ms = found
        reply.sensitive |= kind == MessageClass.SENSITIVE
        notes = self._channels[event.channel].abilities(event.incoming.chat).taps_are_answered
        if not notes or (sent_ms and unit.now_ms - sent_ms > SAME_MOMENT_MS):
            reply.again = unpack(body, reply.again_outbox)

    # -- what the turn leaves behind ----------------------------------------------------------------------------

    def _write(self, unit: Unit, event: Event, place: Place, reply: Reply, queued: list[Queued]) -> None:
        actor = unit.actor  # perhaps not who wrote: the turn may have let somebody in, or out
        outbox_id = unit.answer_id
        outgoing, talk = self._replier.answer(event, place, reply, outbox_id)
        if outgoing is not None:
            kind = MessageClass.SENSITIVE if self._replier.is_sensitive(reply) else MessageClass.ANSWER
            row = Queued(
                id=outbox_id,
                account_id=actor.account_id,
                person_id=actor.person_id,
                channel=event.channel,
                kind=kind.value,
                lane=LANES[kind],
                due_ms=unit.now_ms,
                body=pack(outgoing),
                made_ms=unit.now_ms,
            )
            outbox.add(unit, row, inbox_id=event.inbox_id)
            queued.append(row)
        for talk_id in reply.deleted:
            talks.delete(unit, talk_id)
        for parked, state in reply.saved:
            talks.save(unit, parked, state)
        if talk is not None and reply.waiting is not None:
            if reply.goes_on(place.talk):
                talks.go_on(unit, talk)
            else:
                talks.save(unit, talk, "open")
        self._touch(unit, actor, reply, outbox_id)
        accounts.open_window(unit, event, place, self._channels[event.channel])
        if reply.unsaid:
            inbox.wipe_body(unit, event.inbox_id)
            if actor.unsays and event.incoming.kind is not IncomingKind.TAP:
                # The answer deletes it too, but is not sent again when nobody knows whether it arrived.
                removals.ask_message(unit, actor.account_id, event.incoming.message_ref)

    def _touch(self, unit: Unit, actor: Actor, reply: Reply, outbox_id: int) -> None:
        """She was here; and which question she has answered with which reply."""
        answered = reply.answered if reply.taken is not None else None
        if answered is not None and answered.nonce:
            people.note_answer(unit, actor.account_id, answered.nonce, outbox_id)
        else:
            people.note_visit(unit, actor.account_id)

    async def _without_talk(self, unit: Unit, event: Event, place: Place, queued: list[Queued]) -> None:
        if event.incoming.kind is not IncomingKind.GROUP_INVITED:
            await accounts.take_in(unit, event, place, self._talker.lay_aside)
            return
        from bot.group_chats import greet  # rare: not loaded with the program

        text, stays = await greet(unit, event.channel, event.incoming, place.actor)
        outgoing = Outgoing(
            outbox_id="", chat=event.incoming.chat, text=render(text, place.actor.language), leave=not stays
        )
        row = self._teller.row(unit, place.actor, MessageClass.ANSWER, outgoing)
        outbox.add(unit, row, inbox_id=event.inbox_id)
        queued.append(row)


def _nothing() -> None:
    """What a second event of one account waits for: only that the first is done."""


def _chat_of(event: Event) -> str:
    return f"{event.channel}:{event.incoming.chat}"


def _is_heard(event: Event) -> bool:
    """Whether somebody must look at it; of what is said in a group, only at signs of danger."""
    kind = event.incoming.kind
    in_group = kind is IncomingKind.GROUP_TEXT
    return kind not in accounts.NOTHING_TO_DO or (in_group and find_sign(event.incoming) is not None)
