"""What becomes of a message that was not taken, or perhaps was? The table of DESIGN.md "Sending", written down.

Runs inside the transaction that settles the row. Certainly not taken: again later, until it is given up. Perhaps taken:
what its class says (domain/contact.py). Moved: to the new address. Refused: the last word.
"""

import logging
from dataclasses import replace

from bot.channels.base import SendError
from bot.limits import (
    MOVES_MAX,
    OUTBOX_SLICE,
    SEND_FOR_S,
    SEND_RETRY_DELAYS_S,
    SEND_TRIES_MAX,
    WINDOW_TRIES_MAX,
)
from bot.outgoing import addressed, pack, unpack
from db import message_costs, outbox, people, templates, windows
from db.engine import StorageUnavailable
from db.outbox import Queued
from db.unit import Unit
from domain.contact import MessageClass, Neutral, OnUncertain, Reason, Urgency, on_uncertain
from domain.records import dataclass
from domain.templates import read_state

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """name: sent, retry, uncertain or rejected. again: the row as it is sent once more, None if it is not."""

    name: str
    again: Queued | None = None


async def read_lane(unit: Unit, channel: str, lane: int, after: int, until_ms: int) -> list[Queued]:
    """What is due of this lane. None of one that cannot be read (a text for many was changed): it stops no other."""
    try:
        async with unit.isolated():
            return await outbox.list_due(unit, channel, lane, until_ms, after, OUTBOX_SLICE)
    except StorageUnavailable:
        raise
    except Exception:
        log.exception("lane %d of %s cannot be read", lane, channel)
        return []


async def settle_interrupted(unit: Unit) -> None:
    """After a crash: rows in `sending` may or may not have arrived; the policy of their class decides."""
    from bot.late_failures import settle_unanswered  # rare: not loaded with the program

    for row in await outbox.list_interrupted(unit):
        await settle_unanswered(unit, row, "the program ended while sending", unit.now_ms)


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
    if error.news_stopped:
        from db import channel_stops  # rare: not loaded with the program

        await channel_stops.learn(unit, row.account_id)
    if error.template_state:
        await _take_back_template(unit, row, error)
    given_up = _is_given_up(row, unit.now_ms)
    if error.moved_to and error.moved_to != unpack(row.body, row.id).chat and not given_up:
        return await _follow(unit, row, error, due_ms)
    if error.window_closed and row.pushed and not unpack(row.body, row.id).template and not given_up:
        # Claimed anew it is known that only a template reaches her (bot/pushing.py).
        windows.close(unit, row.account_id)
        outbox.retry(unit, row.id, due_ms, error.loggable)
        return Outcome("retry", replace(row, tries=row.tries + 1))
    if error.uncertain:
        from bot.late_failures import settle_unanswered

        return await settle_unanswered(unit, row, error.loggable, due_ms)
    # She has just written: now and then an answer is refused all the same, and taken a moment later (channels.md).
    too_soon = error.window_closed and not row.pushed and row.tries < WINDOW_TRIES_MAX
    may_succeed = error.retryable or error.retry_after_s is not None or too_soon
    # A stop of the whole channel says nothing about this message: it is never given up for that.
    if may_succeed and (error.whole_channel or not given_up):
        outbox.retry(unit, row.id, due_ms, error.loggable)
        return Outcome("retry", replace(row, tries=row.tries + 1))
    if row.pushed:
        await message_costs.forget(unit, row.id)
    elif error.window_closed and unpack(row.body, row.id).text:
        return await _too_late(unit, row)
    return _reject(unit, row, error)


async def _too_late(unit: Unit, row: Queued) -> Outcome:
    """Her window closed before she had her answer (we were away for a day): it waits, and a template says so."""
    from bot.closed_window import through_closed_window  # rare: not loaded with the program

    windows.close(unit, row.account_id)
    account = await people.get_receiver(unit, row.account_id, row.person_id)
    late = replace(row, kind=MessageClass.RECEIPT, pushed=True)
    await through_closed_window(unit, late, account, Neutral(Urgency.WHEN_FREE))
    log.warning("an answer waits until she looks: outbox=%d channel=%s", row.id, row.channel)
    return Outcome("rejected")


async def _take_back_template(unit: Unit, row: Queued, error: SendError) -> None:
    """The channel takes this template no more: the next one is not tried, and this notice tells her nothing."""
    outgoing = unpack(row.body, row.id)
    if outgoing.template:
        await templates.note(
            unit,
            outgoing.template,
            outgoing.template_language,
            state=read_state(error.template_state),
            reason=error.loggable,
        )
        people.unmark_neutral_sent(unit, row.account_id)


def delay_s(row: Queued, error: SendError) -> float:
    """How long to wait before it is tried again."""
    if error.retry_after_s is not None:
        return error.retry_after_s
    if (error.moved_to or (error.window_closed and row.pushed)) and row.tries < MOVES_MAX:
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
    # Of an announcement it is counted why: whom the channel calls unreachable is told to her worker.
    fault = Reason.UNREACHABLE.value if error.unreachable and row.notice_id else error.loggable
    outbox.settle(unit, row.id, "pull" if pulled else "rejected", fault)
    if row.neutral and not error.unreachable:
        people.unmark_neutral_sent(unit, row.account_id)  # nothing of it is on her screen: the next one may
    log.warning("message rejected: outbox=%d channel=%s reason=%s", row.id, row.channel, error.loggable)
    return Outcome("rejected")
