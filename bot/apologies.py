"""A turn has raised: a bug. It is logged once with its ids, the event marked failed, and she hears one kind sentence.

All of that in a transaction of its own. Twice in a row in the same talk ends the talk, so that nobody stays caught.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from bot import accounts
from bot.channels.base import IncomingKind, Outgoing
from bot.doorkeeper import find_sign, wants_numbers
from bot.places import Event, actor_of, find_addresses, newcomer, talk_of
from bot.render import render
from bot.telling import Teller
from conversation.text import Text
from db import inbox, outbox, people, talks
from db.engine import Row
from db.outbox import Queued
from db.unit import Unit
from db.vault import person as owner_of
from db.writer import Writer
from domain.contact import MessageClass
from handlers import door_words, house

log = logging.getLogger(__name__)


class Apologies:
    """Reports turns that failed."""

    def __init__(self, writer: Writer, teller: Teller, hand_over: Callable[[list[Queued]], None]) -> None:
        self._writer = writer
        self._teller = teller
        self._hand_over = hand_over

    async def report(self, event: Event, fault: BaseException) -> None:
        """Log once with ids, mark the event failed, say one kind sentence; the second time in a row end the talk."""
        log.error(
            "turn failed: inbox=%d channel=%s fault=%s",
            event.inbox_id,
            event.channel,
            type(fault).__name__,
            exc_info=fault,
        )

        async def only_fail(unit: Unit) -> None:
            _fail(unit, event, fault)

        async def job(unit: Unit) -> None:
            if unit.retrying and not await inbox.is_new(unit, [event.inbox_id]):
                return  # an earlier commit, whose outcome was not known, has said so already
            _fail(unit, event, fault)
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
        if event.incoming.kind is IncomingKind.GROUP_TEXT:
            return []  # nothing is ever said about it in the group
        (address,), before = await find_addresses(unit, [event])
        rows, _grants = await people.find_states(unit, [address])
        row, again = rows.get(address), False
        if row is not None:
            await unit.vault.have([owner_of(row["person_id"])])
            again = self._count_fault(unit, row)
            actor = actor_of(unit, row, [])
        elif event.incoming.kind not in accounts.WITHOUT_TALK:
            place = newcomer(event, unit.new_id(), unit.new_id())
            place.before_id = before.get(address, 0)
            actor = place.actor
            await unit.vault.have([owner_of(actor.person_id)], create=True)
            await accounts.begin(unit, event, place)
        else:
            return []
        outgoing = Outgoing(
            outbox_id="",
            chat=event.incoming.chat,
            text=render(_sentence(event, again), actor.language),
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


def _fail(unit: Unit, event: Event, fault: BaseException) -> None:
    """Mark it failed; words of danger are not kept for that either."""
    inbox.fail(unit, event.inbox_id, type(fault).__name__)
    if find_sign(event.incoming) is not None:
        inbox.wipe_body(unit, event.inbox_id)


def _sentence(event: Event, again: bool) -> Text:
    """What is said; who is in danger gets the numbers, whatever is broken here."""
    if wants_numbers(event.incoming):
        return door_words.WHEN_BROKEN
    return house.FAULT_AGAIN if again else house.FAULT
