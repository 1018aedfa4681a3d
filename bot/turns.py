"""The life of one incoming message: one turn, one transaction, one answer.

Stored events wait here by chat. A batch (at most one event a chat) is handled in one job of the writer: each turn
advances its talk and queues its rows; one that raises is undone alone. Nothing outside the database changes inside.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.channels.base import Channel, IncomingKind, Outgoing
from bot.limits import TURNS_PER_BATCH
from bot.outgoing import pack, unpack
from bot.places import Event, Place, actor_of, address_of, known, newcomer, talk_of
from bot.render import render
from bot.reply import Heard, Reply
from bot.replying import Replier
from bot.talking import Talker
from bot.telling import Teller
from conversation.chat import Dialect
from db import inbox, outbox, people, talks
from db.engine import Row, StorageUnavailable
from db.outbox import Queued
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from db.writer import Writer
from domain.contact import LANES, MessageClass
from handlers import house

log = logging.getLogger(__name__)

# A second tap so soon after the answer is a slip of the thumb: the button's small note is enough.
SAME_MOMENT_MS = 10_000


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
        self._waiting: dict[str, deque[Event]] = {}
        self._ready: deque[str] = deque()
        self._busy: set[str] = set()
        self._jobs: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._running = False
        self.counts = {"handled": 0, "failed": 0}

    # -- waiting ------------------------------------------------------------------------------------------------

    def add(self, event: Event) -> None:
        """Handle this event after those of the same chat that came before."""
        chat = f"{event.channel}:{event.incoming.chat}"
        queue = self._waiting.get(chat)
        if queue is None:
            self._waiting[chat] = deque((event,))
            self._ready.append(chat)
        else:
            queue.append(event)
        self._idle.clear()
        self._start()

    @property
    def waiting(self) -> int:
        """How many events wait or are being handled."""
        return sum(len(queue) for queue in self._waiting.values())

    async def drain(self) -> None:
        """Return when nothing waits."""
        await self._idle.wait()

    def _start(self) -> None:
        if self._running:
            return
        self._running = True
        task = asyncio.create_task(self._pump(), name="turns")
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)

    async def _pump(self) -> None:
        """Hand batches to the writer until nothing is left. Never cancelled: shutting down drains."""
        try:
            while self._ready:
                chats = [self._ready.popleft() for _ in range(min(TURNS_PER_BATCH, len(self._ready)))]
                batch = [self._waiting[chat][0] for chat in chats]
                await self._handle(batch)
                for chat in chats:
                    self._done(chat)
        finally:
            self._running = False
        if self._ready:
            self._start()
        elif not self._waiting:
            self._idle.set()

    def _done(self, chat: str) -> None:
        queue = self._waiting[chat]
        queue.popleft()
        if queue:
            self._ready.append(chat)
        else:
            del self._waiting[chat]

    # -- one batch ----------------------------------------------------------------------------------------------

    async def _handle(self, batch: list[Event]) -> None:
        faulty: list[tuple[Event, Exception]] = []

        async def job(unit: Unit) -> None:
            faulty.clear()
            queued = await self._batch(unit, batch, faulty)
            unit.after_commit(lambda: self._hand_over(queued))

        try:
            await self._writer.run(job)
        except Exception as fault:  # the shared part failed, not one turn: try each alone, then give it up
            log.exception("a batch of %d turns failed", len(batch))
            if len(batch) > 1:
                for event in batch:
                    await self._handle([event])
                return
            faulty = [(batch[0], fault)]
        self.counts["handled"] += len(batch) - len(faulty)
        for event, broken in faulty:
            await self._report(event, broken)

    async def _batch(
        self, unit: Unit, batch: list[Event], faulty: list[tuple[Event, Exception]]
    ) -> list[Queued]:
        if unit.retrying:
            fresh = await inbox.is_new(unit, [event.inbox_id for event in batch])
            batch = [event for event in batch if event.inbox_id in fresh]
        if not batch:
            return []
        heard = [event for event in batch if event.incoming.kind not in _NOTHING_TO_DO]
        places = await self._places(unit, heard) if heard else []
        queued: list[Queued] = []
        for event, place in zip(heard, places, strict=True):
            mark = len(queued)
            try:
                async with unit.isolated():
                    await self._turn(unit, event, place, queued)
            except StorageUnavailable:
                raise
            except Exception as fault:
                del queued[mark:]
                faulty.append((event, fault))
        bad = {event.inbox_id for event, _fault in faulty}
        inbox.finish(unit, [event.inbox_id for event in batch if event.inbox_id not in bad])
        return queued

    async def _places(self, unit: Unit, batch: list[Event]) -> list[Place]:
        hashes = [people.address_hash(unit, event.channel, address_of(event)) for event in batch]
        rows, grants = await people.find_states(unit, hashes)
        new = [each for each in dict.fromkeys(hashes) if each not in rows]
        ids = {each: (unit.new_id(), unit.new_id()) for each in new}
        await unit.vault.have([owner_of(row["person_id"]) for row in rows.values()])
        await unit.vault.have([owner_of(person_id) for person_id, _account in ids.values()], create=True)
        places = []
        for event, each in zip(batch, hashes, strict=True):
            if each in rows:
                places.append(known(unit, rows[each], grants.get(rows[each]["person_id"], [])))
            else:
                places.append(newcomer(event, *ids[each]))
        return places

    async def _turn(self, unit: Unit, event: Event, place: Place, queued: list[Queued]) -> None:
        actor, incoming = place.actor, event.incoming
        unit.actor = actor
        if place.row is None and incoming.kind in _ONLY_OF_KNOWN:
            return
        if place.row is None:
            people.add_person(unit, actor.person_id, unit.now_ms)
            people.add_account(
                unit,
                account_id=actor.account_id,
                person_id=actor.person_id,
                channel=event.channel,
                address=address_of(event),
                now_ms=unit.now_ms,
            )
        if incoming.kind in _WITHOUT_TALK:
            self._without_talk(unit, event, actor, queued)
            return
        row = place.row
        heard = Heard(
            actor=actor,
            talk=place.talk,
            incoming=incoming,
            answered_nonce=row["answered_nonce"] if row else "",
            answered_outbox=row["answered_outbox"] if row else 0,
            asked_sent_ms=(row["asked_sent_ms"] or 0) if row else 0,
        )
        reply = await self._talker.hear(unit, heard)
        if reply.again_outbox:
            await self._repeat(unit, event, reply)
        self._write(unit, event, place, reply, queued)
        if unit.told:
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
        actor = place.actor
        outbox_id = unit.new_id()
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
            talks.save(unit, talk, "open")
        self._touch(unit, actor, reply, outbox_id)

    def _touch(self, unit: Unit, actor: Actor, reply: Reply, outbox_id: int) -> None:
        """She was here; and which question she has answered with which reply."""
        answered = reply.answered if reply.taken is not None else None
        if answered is not None and answered.nonce:
            people.note_answer(unit, actor.account_id, answered.nonce, outbox_id)
        else:
            people.note_visit(unit, actor.account_id)

    def _without_talk(self, unit: Unit, event: Event, actor: Actor, queued: list[Queued]) -> None:
        kind = event.incoming.kind
        if kind in (IncomingKind.BLOCKED, IncomingKind.UNBLOCKED):
            people.set_reachable(unit, actor.account_id, kind is IncomingKind.UNBLOCKED)
        elif kind is IncomingKind.GROUP_MIGRATED:
            people.move_account(
                unit, actor.account_id, actor.person_id, event.channel, event.incoming.moved_to
            )
        elif kind is IncomingKind.GROUP_INVITED:
            outgoing = Outgoing(
                outbox_id="",
                chat=event.incoming.chat,
                text=render(house.NOT_INVITED, actor.language),
                leave=True,
            )
            row = self._teller.row(unit, actor, MessageClass.ANSWER, outgoing)
            outbox.add(unit, row, inbox_id=event.inbox_id)
            queued.append(row)

    # -- a bug --------------------------------------------------------------------------------------------------

    async def _report(self, event: Event, fault: Exception) -> None:
        """Log once with ids, mark the event failed, say one kind sentence; the second time in a row end the talk."""
        self.counts["failed"] += 1
        log.error(
            "turn failed: inbox=%d channel=%s fault=%s",
            event.inbox_id,
            event.channel,
            type(fault).__name__,
            exc_info=fault,
        )

        async def only_fail(unit: Unit) -> None:
            inbox.fail(unit, event.inbox_id, type(fault).__name__)

        async def job(unit: Unit) -> None:
            if unit.retrying and not await inbox.is_new(unit, [event.inbox_id]):
                return  # an earlier commit, whose outcome was not known, has said so already
            inbox.fail(unit, event.inbox_id, type(fault).__name__)
            queued = await self._apologise(unit, event)
            unit.after_commit(lambda: self._hand_over(queued))

        try:
            await self._writer.run(job)
        except (
            Exception
        ):  # not even an apology can be written (her key is gone): the others go on all the same
            log.exception("turn cannot be reported: inbox=%d", event.inbox_id)
            await self._writer.run(only_fail)

    async def _apologise(self, unit: Unit, event: Event) -> list[Queued]:
        hashes = [people.address_hash(unit, event.channel, address_of(event))]
        rows, _grants = await people.find_states(unit, hashes)
        row = rows.get(hashes[0])
        if row is None:
            return []
        await unit.vault.have([owner_of(row["person_id"])])
        again = self._count_fault(unit, row)
        actor = actor_of(row, [])
        outgoing = Outgoing(
            outbox_id="",
            chat=event.incoming.chat,
            text=render(house.FAULT_AGAIN if again else house.FAULT, actor.language),
            tap_ref=event.incoming.tap_ref,
        )
        queued = self._teller.row(unit, actor, MessageClass.ANSWER, outgoing)
        outbox.add(unit, queued, inbox_id=event.inbox_id)
        return [queued]

    def _count_fault(self, unit: Unit, row: Row) -> bool:
        """Whether the open talk has failed twice in a row (then it is ended)."""
        if row["talk_id"] is None:
            return False
        try:
            talk = talk_of(unit, row)
        except Exception:
            talks.delete(unit, row["talk_id"])
            return True
        if talk.faults >= 1:
            talks.delete(unit, talk.id)
            return True
        talks.save(unit, replace(talk, faults=talk.faults + 1), "open")
        return False


# Stored, and that is all: nobody is made up of them.
_NOTHING_TO_DO = {IncomingKind.GROUP_TEXT, IncomingKind.STATUS, IncomingKind.IGNORED}

# They change an account that we know; of one we do not know they tell us nothing.
_ONLY_OF_KNOWN = {IncomingKind.BLOCKED, IncomingKind.UNBLOCKED, IncomingKind.GROUP_MIGRATED}

_WITHOUT_TALK = _ONLY_OF_KNOWN | {IncomingKind.GROUP_INVITED}
