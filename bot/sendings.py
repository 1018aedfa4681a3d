"""What becomes of a message that was not taken, or perhaps was? The table of DESIGN.md "Sending", written down.

Runs inside the transaction that settles the row. Certainly not taken: again later, until it is given up. Perhaps taken:
what its class says (domain/contact.py). Moved: to the new address. Refused: the last word.
"""

import logging
from dataclasses import replace

from bot.channels.base import SendError
from bot.limits import MOVES_MAX, SEND_FOR_S, SEND_RETRY_DELAYS_S, SEND_TRIES_MAX
from bot.outgoing import addressed, pack, unpack
from db import outbox, people
from db.outbox import Queued
from db.unit import Unit
from domain.contact import MessageClass, OnUncertain, on_uncertain
from domain.records import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """name: retry, uncertain or rejected. again: the row as it is sent once more, None if it is not."""

    name: str
    again: Queued | None = None


async def settle_interrupted(unit: Unit) -> None:
    """After a crash: rows in `sending` may or may not have arrived; the policy of their class decides."""
    for row in await outbox.list_interrupted(unit):
        settle_uncertain(unit, row, "the program ended while sending", unit.now_ms)


def settle_uncertain(unit: Unit, row: Queued, fault: str, due_ms: int) -> Outcome:
    """Nobody knows whether it arrived."""
    kind = MessageClass(row.kind)
    last = row.dates is not None and row.dates.is_last
    if on_uncertain(kind, repeated=row.repeats > 0, last_before_date=last) is not OnUncertain.STOP:
        outbox.retry(unit, row.id, due_ms, fault, repeat=True)
        return Outcome("uncertain", replace(row, tries=row.tries + 1, repeats=row.repeats + 1))
    # A sensitive message is never sent again by itself; what was pushed she finds under "kabar".
    pulled = kind is MessageClass.SENSITIVE and row.pushed and not row.neutral
    outbox.settle(unit, row.id, "pull" if pulled else "uncertain", fault)
    return Outcome("uncertain")


async def settle_error(unit: Unit, row: Queued, error: SendError, due_ms: int) -> Outcome:
    """The channel refused it, or was not there, or gave no answer. due_ms: when it may be tried again."""
    if error.unreachable:
        people.set_reachable(unit, row.account_id, False)
    given_up = _is_given_up(row, unit.now_ms)
    if error.moved_to and error.moved_to != unpack(row.body, row.id).chat and not given_up:
        return await _follow(unit, row, error, due_ms)
    if error.uncertain:
        return settle_uncertain(unit, row, error.loggable, due_ms)
    may_succeed = error.retryable or error.retry_after_s is not None
    # A stop of the whole channel says nothing about this message: it is never given up for that.
    if may_succeed and (error.whole_channel or not given_up):
        outbox.retry(unit, row.id, due_ms, error.loggable)
        return Outcome("retry", replace(row, tries=row.tries + 1))
    return _reject(unit, row, error)


def delay_s(row: Queued, error: SendError) -> float:
    """How long to wait before it is tried again."""
    if error.retry_after_s is not None:
        return error.retry_after_s
    if error.moved_to and row.tries < MOVES_MAX:
        return 0.0
    return SEND_RETRY_DELAYS_S[min(row.tries, len(SEND_RETRY_DELAYS_S) - 1)]


def _is_given_up(row: Queued, now_ms: int) -> bool:
    """Tried often enough, and for long enough: a channel that asks for a second's patience is not given up soon."""
    return row.tries + 1 >= SEND_TRIES_MAX and now_ms - row.made_ms >= SEND_FOR_S * 1000


async def _follow(unit: Unit, row: Queued, error: SendError, due_ms: int) -> Outcome:
    """The chat lives at a new address; if somebody is known there already, only the message goes there."""
    digest = people.address_hash(unit, row.channel, error.moved_to)
    states, _roles = await people.find_states(unit, [digest])
    if not states:
        people.move_account(unit, row.account_id, row.person_id, row.channel, error.moved_to)
    outbox.retry(unit, row.id, due_ms, error.loggable)
    moved = pack(addressed(unpack(row.body, row.id), error.moved_to))
    return Outcome("retry", replace(row, body=moved, tries=row.tries + 1))


def _reject(unit: Unit, row: Queued, error: SendError) -> Outcome:
    # What the channel does not let us push (she blocked us, her window is closed) she finds under "kabar".
    relayed = row.kind == MessageClass.RELAY and bool(unpack(row.body, row.id).text)
    pulled = (row.pushed or relayed) and not row.neutral
    outbox.settle(unit, row.id, "pull" if pulled else "rejected", error.loggable)
    log.warning("message rejected: outbox=%d channel=%s reason=%s", row.id, row.channel, error.loggable)
    return Outcome("rejected")
