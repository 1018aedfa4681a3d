"""A channel took a message, and says later that it could not bring it: what then?

The law: what would have been done had it refused at once (bot/sendings.py), so that nobody is told "sent" of what never
came; and where its answer was lost, what the channel told by itself is believed and nothing is sent twice.
"""

import logging
from dataclasses import replace

from bot.channels.base import SendError
from bot.sendings import Outcome, delay_s, settle_error, settle_uncertain
from db import outbox, statuses, windows
from db.outbox import Queued
from db.statuses import Failure
from db.unit import Unit
from domain.contact import MessageClass
from domain.delivery_status import Failure as Why
from domain.delivery_status import read_failure

log = logging.getLogger(__name__)


async def settle_parked(unit: Unit) -> None:
    """What was told of messages before we knew their number."""
    for failure in await statuses.settle_parked(unit):
        await settle_failure(unit, failure)


async def settle_failure(unit: Unit, failure: Failure) -> None:
    """The channel had taken it, and could not bring it."""
    row = await outbox.find_row(unit, failure.outbox_id)
    statuses.take_back(unit, failure.outbox_id)
    if row is None:
        return
    error = error_of(failure.fault)
    log.warning("taken and not brought: outbox=%d channel=%s reason=%s", row.id, row.channel, failure.fault)
    if row.kind == MessageClass.BROADCAST:  # never again by itself: it waits until she looks
        if error.window_closed:
            windows.close(unit, row.account_id)
        error = SendError(error.loggable, unreachable=error.unreachable, news_stopped=error.news_stopped)
    row = replace(row, tries=max(0, row.tries - 1))  # as it was before that try
    await settle_error(unit, row, error, unit.now_ms + round(delay_s(row, error) * 1000))


def error_of(fault: str) -> SendError:
    """The same as it would have been, had the channel refused at once."""
    why = read_failure(fault)
    return SendError(
        fault,
        retryable=why is Why.AGAIN,
        unreachable=why is Why.UNREACHABLE,
        window_closed=why is Why.WINDOW_CLOSED,
        news_stopped=why is Why.NEWS_STOPPED,
    )


async def settle_unanswered(unit: Unit, row: Queued, fault: str, due_ms: int) -> Outcome:
    """No answer came. The channel may have said meanwhile by itself what became of it."""
    message_ref, failure = await statuses.told_meanwhile(unit, row.id)
    if message_ref:
        outbox.sent(unit, row.id, message_ref, unit.now_ms, may_stand_for_another=row.neutral)
        return Outcome("sent")
    if failure is not None:
        statuses.take_back(unit, row.id)
        return await settle_error(unit, row, error_of(failure.fault), due_ms)
    return settle_uncertain(unit, row, fault, due_ms)
