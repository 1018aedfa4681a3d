"""One turn: a message meets her talk, and what comes of it becomes rows. Bound to no batch; bot/turns.py has those."""

from collections.abc import Mapping

from bot import accounts
from bot.channels.base import Channel, IncomingKind, Outgoing
from bot.doorkeeper import answer_group, find_sign
from bot.holders import find_holder
from bot.outgoing import pack, unpack
from bot.places import Event, Place
from bot.render import render
from bot.reply import Heard, Reply
from bot.replying import Replier
from bot.talking import Talker
from bot.telling import Teller
from conversation.chat import Dialect
from db import inbox, outbox, people, removals, talks
from db.outbox import Queued
from db.people import Actor
from db.unit import Unit
from domain.contact import LANES, MessageClass

# A second tap so soon after the answer is a slip of the thumb: the button's small note is enough.
SAME_MOMENT_MS = 10_000


class OneTurn:
    """What every turn is made with."""

    def __init__(
        self, *, channels: Mapping[str, Channel], talker: Talker, teller: Teller, dialect: Dialect
    ) -> None:
        self._channels = channels
        self._talker = talker
        self._teller = teller
        self._replier = Replier(channels, dialect)

    async def take(self, unit: Unit, event: Event, place: Place, queued: list[Queued]) -> bool:
        """The whole turn; whether what was said is sensitive. queued: gets what it says. Raises what a talk raises."""
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
