"""Does what is written to a woman now appear on her phone at once? For what staff are told right after writing.

The law: nobody is told "terkirim" of what waits (peers.md C10). The same rule decides here that decides when the row is
sent (domain/contact.py), so nothing is said that it would not do; what the channel says later stands on the page.
"""

from datetime import time, timedelta
from enum import StrEnum

from db import matter_copies, windows
from db.engine import Row
from db.people import find_account_of
from db.unit import Unit
from domain.contact import (
    OWN_TURN_MINUTES,
    AsItIs,
    Later,
    MessageClass,
    Neutral,
    PhoneUse,
    Push,
    Reason,
    Receiver,
    decide_push,
)
from domain.matters import Matter

_MINUTE_MS, _DAY_MS, _DAY_MIN = 60_000, 86_400_000, 24 * 60


class Reach(StrEnum):
    """NOW: as it is. SOON: probably, but after a day of silence some channels hold it back. HOURS: in hours that she

    said are safe, or in the morning. PULLED: she hears only that there is news. NOT: her phone cannot be reached.
    """

    NOW = "now"
    SOON = "soon"
    HOURS = "hours"
    PULLED = "pulled"
    NOT = "not"


# What the row of its message says by now; every other state is still on its way.
_BECAME = {"sent": Reach.NOW, "pull": Reach.PULLED, "rejected": Reach.NOT, "dropped": Reach.NOT}


async def find_of(unit: Unit, matter: Matter, n: int) -> Reach:
    """What became of that answer; where nothing has yet, how it will reach her. For queries."""
    copies = await matter_copies.copies_of(unit, matter.id, n)
    states = [each.state for each in copies if each.receiver_id == matter.person_id]
    return (_BECAME.get(states[-1]) if states else None) or await find(unit, matter)


async def find(unit: Unit, matter: Matter) -> Reach:
    """How an answer in this matter that is written now reaches her. For queries."""
    account = await find_account_of(unit, matter.person_id)
    if account is None:
        return Reach.NOT
    wrote = unit.now - timedelta(milliseconds=unit.now_ms - matter.hers_ms)
    # As bot/telling.py: on a phone that others read too, what comes after her message is a push like any.
    alone = account["phone"] == "own" and bool(account["open"] or account["staff"])
    is_there = alone and 0 <= unit.now_ms - matter.hers_ms <= OWN_TURN_MINUTES * _MINUTE_MS
    push = Push(kind=MessageClass.RELAY, awaited=is_there, in_reply_to=wrote if is_there else None)
    decision = decide_push(push, _receiver(account), unit.now)
    if isinstance(decision, AsItIs):
        # Some channels pass on free words only within 24 hours of her last ones (channels.md): then it waits for her.
        if windows.has_window(account):
            return Reach.PULLED if windows.is_closed(account, unit.now_ms) else Reach.NOW
        return Reach.NOW if unit.now_ms - account["last_in_ms"] < _DAY_MS else Reach.SOON
    if isinstance(decision, Later):
        return Reach.HOURS
    hidden = isinstance(decision, Neutral) or decision.reason is Reason.NEUTRAL_WAITING
    return Reach.PULLED if hidden else Reach.NOT


def _receiver(account: Row) -> Receiver:
    return Receiver(
        phone=PhoneUse(account["phone"]),
        may_write=bool(account["may_write"]),
        safe_hours=_safe_hours(account),
        is_open=bool(account["open"]),
        zone=account["zone"],
        is_staff=bool(account["staff"]),
        reachable=bool(account["reachable"]),
        neutral_waiting=account["neutral_sent_ms"] > 0,
    )


def _safe_hours(account: Row) -> tuple[tuple[time, time], ...] | None:
    if account["safe_from_min"] is None or account["safe_to_min"] is None:
        return None
    return ((_clock(account["safe_from_min"]), _clock(account["safe_to_min"])),)


def _clock(minute: int) -> time:
    return time(*divmod(minute % _DAY_MIN, 60))
