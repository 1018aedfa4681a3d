"""May this row go out now, and as what? The one rule for pushes (domain/contact.py), asked when a row is claimed.

Claiming is one transaction: what goes out is `sending` from its commit on; what waits until she looks, is postponed or
is never sent is written in it too.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from math import ceil
from typing import TYPE_CHECKING

from bot.channels.base import Outgoing
from bot.outgoing import pack, unpack
from bot.render import render
from db import outbox, people, windows
from db.engine import Row, StorageUnavailable
from db.outbox import Queued
from db.unit import Dates, Unit
from db.writer import Writer
from domain.contact import (
    OWN_TURN_MINUTES,
    AsItIs,
    Later,
    MessageClass,
    Neutral,
    Never,
    PhoneUse,
    Push,
    Reason,
    Receiver,
    Urgency,
    decide_push,
)
from handlers.neutral import NEUTRAL

if TYPE_CHECKING:
    from db.announcement_clock import Standing

log = logging.getLogger(__name__)

DAY_MINUTES = 1440

UNDATED = Dates()

# She finds these under "kabar" when she looks: nothing that was meant for her is lost.
_PULLED = frozenset({Reason.NEUTRAL_WAITING, Reason.UNREACHABLE, Reason.MAY_NOT_WRITE, Reason.NO_SAFE_HOUR})


async def claim(writer: Writer, picked: Sequence[Queued]) -> dict[int, Queued]:
    """What goes out, by the id of the picked row: a neutral sentence may stand for it."""
    going: dict[int, Queued] = {}

    async def job(unit: Unit) -> None:
        # After a commit whose outcome was not known, what it claimed is ours already.
        ours = await _begun(unit, going) if unit.retrying else {}
        fresh = {row.id: await _decide_alone(unit, row) for row in picked if row.id not in ours}
        begun = await _begun(unit, {key: row for key, row in fresh.items() if row is not None})
        going.clear()
        going.update({**ours, **begun})

    await writer.run(job)
    return going


async def _begun(unit: Unit, chosen: dict[int, Queued]) -> dict[int, Queued]:
    """Those of the chosen rows that are `sending` from the commit on."""
    begun = await outbox.begin(unit, [row.id for row in chosen.values()]) if chosen else set()
    return {key: row for key, row in chosen.items() if row.id in begun}


async def _decide_alone(unit: Unit, row: Queued) -> Queued | None:
    """`decide`. A row that cannot be decided on is held for a person, and stops nobody."""
    try:
        async with unit.isolated():
            return await decide(unit, row)
    except StorageUnavailable:
        raise
    except Exception as fault:
        log.exception("nobody can tell whether this may be sent: outbox=%d", row.id)
        outbox.settle(unit, row.id, "held", type(fault).__name__)
        return None


async def decide(unit: Unit, row: Queued) -> Queued | None:
    """The row to send (perhaps a neutral one in its place), or None if nothing goes out now."""
    made = datetime.fromtimestamp(row.made_ms / 1000, UTC)
    if not row.pushed and unit.now - made <= timedelta(minutes=OWN_TURN_MINUTES):
        return row
    if not row.pushed and _rings_nothing(row):
        return row
    account = await people.get_receiver(unit, row.account_id, row.person_id)
    if row.neutral:
        return await _decide_neutral(unit, row, account)
    standing = await _standing(unit, row) if row.notice_id else None
    if standing is not None and standing.why_not:
        outbox.settle(unit, row.id, "dropped", standing.why_not)
        return None
    dates = row.dates or UNDATED
    push = Push(
        kind=MessageClass(row.kind),
        urgency=Urgency.TODAY if row.urgent else Urgency.WHEN_FREE,
        due=_moment(dates.due_ms),
        cancellation_for=_moment(dates.begins_ms),
        useless_from=_moment(dates.useless_ms),
        staff_call=row.kind == MessageClass.HELP,
        # She wrote and waits for this. What nobody asked for in a turn is never awaited, a worker's news neither.
        awaited=not row.pushed,
        in_reply_to=None if row.pushed else made,
        purpose=standing.news.value if standing is not None else "",
    )
    decision = decide_push(push, receiver_of(account, standing), unit.now)
    if isinstance(decision, AsItIs | Neutral) and row.pushed and windows.is_closed(account, unit.now_ms):
        return await _by_template(unit, row, account, decision)
    if isinstance(decision, AsItIs | Neutral) and standing is not None and windows.has_window(account):
        from bot.closed_window import has_room

        if not await has_room(unit, row, as_it_is=isinstance(decision, AsItIs)):
            return None
    if isinstance(decision, AsItIs):
        return row
    if isinstance(decision, Neutral):
        return _neutral(unit, row, account, decision.urgency)
    if isinstance(decision, Later):
        _postpone(unit, row, decision)
    else:
        _give_up(unit, row, decision)
    return None


def _rings_nothing(row: Queued) -> bool:
    """Whether it only changes, or takes away, what stands on her screen already."""
    outgoing = unpack(row.body, row.id)
    return not (outgoing.text or outgoing.recipe or outgoing.document)


def _moment(moment_ms: int) -> datetime | None:
    return datetime.fromtimestamp(moment_ms / 1000, UTC) if moment_ms else None


async def _standing(unit: Unit, row: Queued) -> "Standing | None":
    """How the announcement stands to her; None where the row is of none."""
    from db.announcement_clock import find_standing  # with the first announcement, not with the program

    return await find_standing(unit, row.notice_id, row.person_id)


async def _by_template(unit: Unit, row: Queued, account: Row, decision: AsItIs | Neutral) -> Queued | None:
    from bot.closed_window import through_closed_window  # rare: not loaded with the program

    return await through_closed_window(unit, row, account, decision)


async def _decide_neutral(unit: Unit, row: Queued, account: Row) -> Queued | None:
    """A neutral notice that could not be sent at once: only the hours may still hold it, or that she has written."""
    is_template = bool(unpack(row.body, row.id).template)
    if is_template and not (account["neutral_sent_ms"] or row.stands_for or row.kind == MessageClass.HELP):
        outbox.settle(unit, row.id, "dropped", "she has written since")  # it would only cost
        return None
    push = Push(kind=MessageClass(row.kind), is_private=False, staff_call=row.kind == MessageClass.HELP)
    decision = decide_push(push, replace(receiver_of(account), neutral_waiting=False), unit.now)
    if isinstance(decision, Later):
        _postpone(unit, row, decision)
        return None
    if isinstance(decision, Never):
        outbox.settle(unit, row.id, "dropped", decision.reason.value)
        return None
    if windows.is_closed(account, unit.now_ms) and not is_template:
        return await _by_template(unit, row, account, Neutral(Urgency.WHEN_FREE))
    return row


def _postpone(unit: Unit, row: Queued, decision: Later) -> None:
    # Rounded up: a millisecond too early would only be asked again.
    outbox.postpone(unit, row.id, ceil(decision.at.timestamp() * 1000))


def _give_up(unit: Unit, row: Queued, decision: Never) -> None:
    # An answer that she waits for is hers also where nothing asked her in her own turn (handlers/contact/passing.py).
    kept = row.pushed or row.kind == MessageClass.RELAY or decision.reason is Reason.NEUTRAL_WAITING
    pulled = decision.reason in _PULLED and kept
    outbox.settle(unit, row.id, "pull" if pulled else "dropped", decision.reason.value)


def _neutral(unit: Unit, row: Queued, account: Row, urgency: Urgency) -> Queued:
    """The message waits until she looks; in its place goes the sentence that tells nothing."""
    outbox.settle(unit, row.id, "pull", "")
    people.mark_neutral_sent(unit, row.account_id)
    text = render(NEUTRAL[urgency], account["language"])
    outgoing = Outgoing(outbox_id="", chat=unpack(row.body, row.id).chat, text=text)
    notice = replace(
        row,
        id=unit.new_id(),
        body=pack(outgoing),
        pushed=True,
        neutral=True,
        tries=0,
        repeats=0,
        made_ms=unit.now_ms,
        notice_id=0,
        stands_for=row.id if row.notice_id else 0,
    )
    outbox.add(unit, notice)
    return notice


def receiver_of(account: Row, standing: "Standing | None" = None) -> Receiver:
    """What is known about reaching her, from the columns of `people.get_receiver`. standing: of an announcement."""
    return Receiver(
        phone=PhoneUse(account["phone"]),
        may_write=bool(account["may_write"]),
        safe_hours=_safe_hours(account["safe_from_min"], account["safe_to_min"]),
        is_open=bool(account["open"]),
        zone=account["zone"],
        is_staff=bool(account["staff"]),
        reachable=bool(account["reachable"]),
        opted_out=frozenset() if standing is None else standing.refused,
        neutral_waiting=account["neutral_sent_ms"] > 0,
    )


def _safe_hours(from_min: int | None, to_min: int | None) -> tuple[tuple[time, time], ...] | None:
    if from_min is None or to_min is None:
        return None
    return ((_clock(from_min), _clock(to_min)),)


def _clock(minute: int) -> time:
    return time(*divmod(minute % DAY_MINUTES, 60))
