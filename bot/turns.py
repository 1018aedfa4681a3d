"""The life of one incoming message: one turn, one transaction, one answer.

Stored events wait here by chat. A batch (at most one event a chat) is handled in one job of the writer: each turn
advances its talk and queues its rows; one that raises is undone alone. Nothing outside the database changes inside.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.base import Channel, Edit, Incoming, IncomingKind, Layout, Outgoing
from bot.compose import Composed, compose, options_of
from bot.limits import TURNS_PER_BATCH
from bot.outgoing import pack
from bot.render import render
from bot.talking import Heard, Reply, Talker, new_nonce, same_prompt
from bot.telling import Teller
from conversation.chat import Dialect
from conversation.replay import Waiting, shown_choices
from conversation.text import Text
from db import inbox, outbox, people, talks
from db.engine import Row, StorageUnavailable
from db.outbox import Queued
from db.people import Actor
from db.talks import Talk
from db.unit import Unit
from db.vault import person as owner_of
from db.writer import Writer
from domain.contact import LANES, MessageClass
from domain.roles import RoleGrant
from handlers import house

log = logging.getLogger(__name__)

TYPED_ANSWER_CHARS_MAX = 60


@dataclass(frozen=True, slots=True)
class Event:
    """A stored event, understood. typed: her answer as she typed it."""

    inbox_id: int
    channel: str
    incoming: Incoming


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a turn takes place: who, what is known about her account, her open talk."""

    actor: Actor
    row: Row | None
    talk: Talk | None


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
        self._dialect = dialect
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
        places = await self._places(unit, batch)
        queued: list[Queued] = []
        for event, place in zip(batch, places, strict=True):
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

    async def _places(self, unit: Unit, batch: list[Event]) -> list[_Place]:
        hashes = [people.address_hash(unit, event.channel, event.incoming.sender) for event in batch]
        rows, grants = await people.find_states(unit, hashes)
        new = [each for each in dict.fromkeys(hashes) if each not in rows]
        ids = {each: (unit.new_id(), unit.new_id()) for each in new}
        await unit.vault.have([owner_of(row["person_id"]) for row in rows.values()])
        await unit.vault.have([owner_of(person_id) for person_id, _account in ids.values()], create=True)
        places = []
        for event, each in zip(batch, hashes, strict=True):
            if each in rows:
                places.append(_known(unit, rows[each], grants.get(rows[each]["person_id"], [])))
            else:
                places.append(_newcomer(event, *ids[each]))
        return places

    async def _turn(self, unit: Unit, event: Event, place: _Place, queued: list[Queued]) -> None:
        actor, incoming = place.actor, event.incoming
        unit.actor = actor
        if place.row is None:
            people.add_person(unit, actor.person_id, unit.now_ms)
            people.add_account(
                unit,
                account_id=actor.account_id,
                person_id=actor.person_id,
                channel=event.channel,
                address=incoming.sender,
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
        self._write(unit, event, place, reply, queued)
        if unit.told:
            told, unit.told = unit.told, []
            queued.extend(await self._teller.queue(unit, told))

    # -- what the turn leaves behind ----------------------------------------------------------------------------

    def _write(self, unit: Unit, event: Event, place: _Place, reply: Reply, queued: list[Queued]) -> None:
        actor, incoming = place.actor, event.incoming
        outbox_id = unit.new_id()
        composed, talk = self._composed(event, place, reply, outbox_id)
        outgoing = self._outgoing(event, place, reply, composed, outbox_id)
        if outgoing is not None:
            kind = MessageClass.SENSITIVE if self._is_sensitive(reply) else MessageClass.ANSWER
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
        self._touch(unit, actor, reply, outbox_id, incoming)

    def _touch(self, unit: Unit, actor: Actor, reply: Reply, outbox_id: int, incoming: Incoming) -> None:
        if reply.taken is not None and reply.answered is not None and reply.answered.nonce:
            unit.write(
                "UPDATE accounts SET last_in_ms = $2, reachable = 1, neutral_sent_ms = 0, answered_nonce = $3,"
                " answered_outbox = $4 WHERE id = $1",
                actor.account_id,
                unit.now_ms,
                reply.answered.nonce,
                outbox_id,
            )
        else:
            unit.write(
                "UPDATE accounts SET last_in_ms = $2, reachable = 1, neutral_sent_ms = 0 WHERE id = $1",
                actor.account_id,
                unit.now_ms,
            )

    def _composed(
        self, event: Event, place: _Place, reply: Reply, outbox_id: int
    ) -> tuple[Composed | None, Talk | None]:
        language, waiting = place.actor.language, reply.waiting
        parts = [render(part, language) for part in reply.parts]
        abilities = self._channels[event.channel].abilities(event.incoming.chat)
        if reply.silent:
            return None, reply.talk
        if waiting is None or reply.talk is None:
            return (compose(parts, (), abilities, "", language) if parts else None), reply.talk
        parts.extend(self._prompt(waiting, language))
        before = place.talk if place.talk is not None and place.talk.id == reply.talk.id else None
        keep = before is not None and before.nonce and same_prompt(before.asking, waiting.asking)
        nonce = before.nonce if before is not None and keep else new_nonce()
        composed = compose(parts, self._options(waiting, language), abilities, nonce, language)
        if keep and before is not None and before.keys != composed.keys:
            nonce = new_nonce()
            composed = compose(parts, self._options(waiting, language), abilities, nonce, language)
        talk = reply.talk
        talk.nonce, talk.asked_outbox, talk.shown = nonce, outbox_id, composed.shown
        talk.keys, talk.labels = composed.keys, composed.labels
        return composed, talk

    def _prompt(self, waiting: Waiting, language: str) -> list[str]:
        parts = []
        if waiting.note is not None:
            parts.append(render(waiting.note, language))
        elif waiting.misunderstood:
            parts.append(render(house.NOT_UNDERSTOOD, language))
            parts.append(render(house.WHAT_SHE_MAY_TYPE, language))
        parts.append(render(waiting.text, language))
        return parts

    def _options(self, waiting: Waiting, language: str) -> list[Any]:
        question = waiting.question
        if waiting.suggested:
            yes_no = self._dialect.confirm(weighty=question.weighty, sensitive=question.sensitive)
            return options_of(yes_no.choices, language)
        return options_of(
            shown_choices(question, waiting.asking.narrowed),
            language,
            page=waiting.asking.page,
            skip=question.skip,
            person=question.person,
            digits=not question.takes_digits,
        )

    def _is_sensitive(self, reply: Reply) -> bool:
        return reply.sensitive or (reply.waiting is not None and reply.waiting.question.sensitive)

    def _outgoing(
        self, event: Event, place: _Place, reply: Reply, composed: Composed | None, outbox_id: int
    ) -> Outgoing | None:
        incoming, language = event.incoming, place.actor.language
        abilities = self._channels[event.channel].abilities(incoming.chat)
        tapped = incoming.kind is IncomingKind.TAP
        notice = render(reply.tap_notice, language) if reply.tap_notice is not None else ""
        if composed is None and not (tapped and abilities.taps_are_answered):
            return None
        edits, deletes = self._closed_question(place, reply, incoming, abilities.edits, abilities.deletes_hers)
        in_place = reply.in_place and tapped and abilities.edits and bool(incoming.message_ref)
        return Outgoing(
            outbox_id=str(outbox_id),
            chat=incoming.chat,
            text=composed.text if composed else "",
            buttons=composed.buttons if composed else (),
            layout=composed.layout if composed else Layout.NONE,
            list_button=composed.list_button if composed else "",
            tap_ref=incoming.tap_ref if tapped else "",
            tap_notice=notice if abilities.taps_are_answered else "",
            edits=() if in_place else edits,
            deletes=deletes,
            replaces=incoming.message_ref if in_place else "",
        )

    def _closed_question(
        self, place: _Place, reply: Reply, incoming: Incoming, can_edit: bool, can_delete: bool
    ) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
        """The answered question loses its buttons and shows its answer, or only that it has one."""
        taken, asked = reply.taken, reply.answered
        if taken is None or asked is None:
            return (), ()
        hidden = taken.sensitive or place.actor.phone != "own"
        ref = incoming.message_ref if incoming.kind is IncomingKind.TAP else self._asked_ref(place)
        edits: tuple[Edit, ...] = ()
        if can_edit and ref and (asked.keys or hidden):
            label = reply.tapped_label or self._label(asked, taken.plain) or incoming.text.strip()
            shown = house.answered(label[:TYPED_ANSWER_CHARS_MAX], asked.shown)
            text: Text = house.ANSWERED if hidden else shown
            edits = (Edit(message_ref=ref, text=render(text, place.actor.language)),)
        typed = incoming.kind is not IncomingKind.TAP and bool(incoming.message_ref)
        return edits, (incoming.message_ref,) if hidden and typed and can_delete else ()

    def _asked_ref(self, place: _Place) -> str:
        return (place.row["asked_ref"] or "") if place.row is not None else ""

    def _label(self, asked: Talk, plain: Any) -> str:
        labels = dict(zip(asked.keys, asked.labels, strict=True))
        return labels.get(plain, "") if isinstance(plain, str) else ""

    def _without_talk(self, unit: Unit, event: Event, actor: Actor, queued: list[Queued]) -> None:
        kind = event.incoming.kind
        if kind in (IncomingKind.BLOCKED, IncomingKind.UNBLOCKED):
            people.set_reachable(unit, actor.account_id, kind is IncomingKind.UNBLOCKED)
        elif kind is IncomingKind.GROUP_MIGRATED:
            people.move_account(unit, actor.account_id, actor.person_id, event.channel, event.incoming.moved_to)
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

        async def job(unit: Unit) -> None:
            inbox.fail(unit, event.inbox_id, type(fault).__name__)
            queued = await self._apologise(unit, event)
            unit.after_commit(lambda: self._hand_over(queued))

        await self._writer.run(job)

    async def _apologise(self, unit: Unit, event: Event) -> list[Queued]:
        hashes = [people.address_hash(unit, event.channel, event.incoming.sender)]
        rows, _grants = await people.find_states(unit, hashes)
        row = rows.get(hashes[0])
        if row is None:
            return []
        await unit.vault.have([owner_of(row["person_id"])])
        again = self._count_fault(unit, row)
        actor = _actor(row, [])
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
            talk = _talk(unit, row)
        except Exception:
            talks.delete(unit, row["talk_id"])
            return True
        if talk.faults >= 1:
            talks.delete(unit, talk.id)
            return True
        talks.save(unit, replace(talk, faults=talk.faults + 1), "open")
        return False


_WITHOUT_TALK = {
    IncomingKind.BLOCKED,
    IncomingKind.UNBLOCKED,
    IncomingKind.GROUP_INVITED,
    IncomingKind.GROUP_TEXT,
    IncomingKind.GROUP_MIGRATED,
    IncomingKind.STATUS,
    IncomingKind.IGNORED,
}


def _actor(row: Row, grants: list[RoleGrant]) -> Actor:
    return Actor(
        account_id=row["account_id"],
        person_id=row["person_id"],
        channel=row["channel"],
        phone=row["phone"],
        language=row["language"],
        zone=row["zone"],
        staff=bool(row["staff"]),
        roles=tuple(grants),
    )


def _talk(unit: Unit, row: Row) -> Talk:
    return talks.open_talk(
        unit,
        talk_id=row["talk_id"],
        account_id=row["account_id"],
        person_id=row["person_id"],
        name=row["talk_name"],
        nonce=row["talk_nonce"],
        asked_outbox=row["asked_outbox"],
        updated_ms=row["talk_updated_ms"],
        sealed=row["talk_body"],
    )


def _known(unit: Unit, row: Row, grants: list[RoleGrant]) -> _Place:
    return _Place(_actor(row, grants), row, _talk(unit, row) if row["talk_id"] is not None else None)


def _newcomer(event: Event, person_id: int, account_id: int) -> _Place:
    actor = Actor(
        account_id=account_id,
        person_id=person_id,
        channel=event.channel,
        phone="unknown",
        language="id",
        zone="Asia/Jakarta",
        staff=False,
    )
    return _Place(actor, None, None)


