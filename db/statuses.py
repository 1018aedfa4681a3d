"""What the channels told of our messages, kept so that it only rises; what came too early waits under a hash.

A channel names a message by our own number where it echoes that, else by its own, which we may not know yet.
"""

import logging
from collections.abc import Sequence

from db import message_costs, outbox, people
from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.delivery_status import Status, merged, read_status
from domain.records import dataclass
from domain.templates import Category, read_category

log = logging.getLogger(__name__)

FAULT_CHARS_MAX = 80
# So long a word about a message that we never sent is kept.
PARKED_MS = 3 * 24 * 3_600_000
# By a channel's own number a message is looked for among so many of the newest: there is no index for it.
RECENT_MAX = 2_000

# Why a row was dropped in whose place another went out (bot/relaying.py): of the message itself it says nothing.
REPLACED = "replaced"

# By the state of its row, before any channel has told anything. What is uncertain may have arrived.
_OF_STATE = {
    "sent": Status.SENT,
    "uncertain": Status.SENT,
    "rejected": Status.FAILED,
    "dropped": Status.FAILED,
}

# Before the channel's number of a message that failed after it was taken: what is still told of that one is old.
_FAILED_MARK = "!"
# Of these a channel may say that it failed after all: what is sent again by itself needs no such word.
_TAKEN_BACK = ("sent", "uncertain")

_BY_ID = "SELECT id, channel, account_id, state, message_ref FROM outbox WHERE id = $1 AND channel = $2"
_BY_REF = (
    "SELECT id, channel, account_id, state, message_ref FROM (SELECT id, channel, account_id, state, message_ref"
    " FROM outbox WHERE channel = $1 ORDER BY id DESC LIMIT $4) x WHERE message_ref IN ($2, $3)"
    " ORDER BY id DESC LIMIT 1"
)
_RECENT = (
    "SELECT id, channel, account_id, state, message_ref FROM outbox WHERE channel = $1 AND message_ref <> ''"
    " AND sent_ms >= $2 AND state <> 'sending' ORDER BY id DESC LIMIT $3"
)
_TAKE_BACK = (
    "UPDATE outbox SET sent_ms = 0, clear_ms = 0, message_ref = CASE WHEN message_ref = '' THEN ''"
    " ELSE CAST($2 AS TEXT) || message_ref END WHERE id = $1"
)
_KEEP = (
    "INSERT INTO outbox_statuses (outbox_id, status, fault, at_ms) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (outbox_id) DO UPDATE SET status = $2, fault = $3, at_ms = $4"
)
_PARK = (
    "INSERT INTO parked_statuses (channel, ref_hash, status, fault, at_ms, category) VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (channel, ref_hash) DO UPDATE SET status = $3, fault = $4, at_ms = $5, category = $6"
)
_UNPARK = "DELETE FROM parked_statuses WHERE channel = $1 AND ref_hash = $2"


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A message that the channel had taken, and could not bring after all. fault: why, in the channel's words."""

    outbox_id: int
    fault: str


def _hash(unit: Unit, channel: str, reference: str) -> bytes:
    return unit.vault.digest("status", f"{channel}:{reference}")


async def note(
    unit: Unit,
    channel: str,
    status_ref: str,
    status: str,
    fault: str = "",
    *,
    category: str = "",
    message_ref: str = "",
    chat: str = "",
) -> Failure | None:
    """A channel says what became of one of our messages; it may say so in any order, and again.

    category: what it charges for the message as, "" where it does not say (domain/templates.py). message_ref: how the
    channel itself calls the message. chat: where it went, "" where the channel does not say. What has failed only now
    is given back: its row is to be settled (bot/late_failures.py).
    """
    told = read_status(status)
    if told is None or not status_ref:
        return None
    fault = fault[:FAULT_CHARS_MAX]
    row = await _find(unit, channel, status_ref)
    if row is None:
        await _park(unit, channel, status_ref, told, fault, category)
        return None
    if chat and await _is_anothers(unit, channel, chat, row["account_id"]):
        log.warning("a status of somebody else's message is left alone: outbox=%d", row["id"])
        return None
    return await _note_of(unit, row, _Word(told, fault, category, message_ref or row["message_ref"]))


# Not frozen: made for each status, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class _Word:
    """What a channel says of one message. ref: how it calls that message, "" where it does not say."""

    told: Status
    fault: str
    category: str
    ref: str


async def _note_of(unit: Unit, row: Row, word: _Word) -> Failure | None:
    state, known = row["state"], row["message_ref"]
    is_old = bool(word.ref) and known == _FAILED_MARK + word.ref.removeprefix(_FAILED_MARK)
    arrived = word.told in (Status.DELIVERED, Status.READ)
    if is_old and not arrived:  # it failed, and what follows from that is done
        return None
    if word.told is Status.FAILED:
        if state == "retry" or (state == "sent" and known and word.ref != known):
            return None  # it is sent again anyway, or another copy of it has gone out
        if state == "sending" and word.ref:  # its answer is still on the way: settled when that has come
            _call(unit, row["id"], word.ref)
            await _park(unit, row["channel"], word.ref, word.told, word.fault, word.category)
            return None
    after = await _rise(unit, row["id"], word.told, word.fault)
    await _charge(unit, row["id"], after, read_category(word.category))
    if word.told is Status.FAILED:
        is_new = after is Status.FAILED and state in _TAKEN_BACK
        return Failure(outbox_id=row["id"], fault=word.fault) if is_new else None
    if state == "sending" and word.ref:
        _call(unit, row["id"], word.ref)
    elif state in ("retry", "uncertain") or (is_old and state in ("pull", "rejected")):
        # Its answer was lost, or it was called failed: now it is known, and it is not sent once more.
        outbox.sent(unit, row["id"], word.ref, unit.now_ms, may_stand_for_another=True)
    return None


async def _is_anothers(unit: Unit, channel: str, chat: str, account_id: int) -> bool:
    """Whether that chat is somebody else's; one that nobody here has may be another address of hers."""
    row = await unit.fetch_one(
        "SELECT a.owner_id, b.owner_id AS hers FROM accounts a JOIN accounts b ON b.id = $2 WHERE a.address_hash = $1",
        people.address_hash(unit, channel, chat),
        account_id,
    )
    return row is not None and row["owner_id"] != row["hers"]


def _call(unit: Unit, outbox_id: int, message_ref: str) -> None:
    unit.write("UPDATE outbox SET message_ref = $2 WHERE id = $1", outbox_id, message_ref)


async def _find(unit: Unit, channel: str, status_ref: str) -> Row | None:
    """The row that is meant; None if none is known by that number."""
    number = (
        int(status_ref) if status_ref.isascii() and status_ref.isdecimal() and len(status_ref) < 19 else 0
    )
    row = None
    if number:
        row = await unit.fetch_one(_BY_ID, number, channel)
    if row is None:
        row = await unit.fetch_one(_BY_REF, channel, status_ref, _FAILED_MARK + status_ref, RECENT_MAX)
    return row


async def _charge(unit: Unit, outbox_id: int, known: Status, category: Category | None) -> None:
    """What is delivered is charged for, what was only sent will be, and what failed is not."""
    if known is Status.FAILED:
        await message_costs.forget(unit, outbox_id)
    elif category is not None:
        charge = message_costs.expect if known is Status.SENT else message_costs.bill
        await charge(unit, outbox_id, category)


async def _rise(unit: Unit, outbox_id: int, told: Status, fault: str) -> Status:
    """What is known now."""
    row = await unit.fetch_one("SELECT status, fault FROM outbox_statuses WHERE outbox_id = $1", outbox_id)
    before = Status(row["status"]) if row is not None else Status.WAITING
    after = merged(before, told)
    if after is not before:
        unit.write(_KEEP, outbox_id, after.value, fault if after is Status.FAILED else "", unit.now_ms)
    return after


async def _park(unit: Unit, channel: str, ref: str, told: Status, fault: str, category: str) -> None:
    digest = _hash(unit, channel, ref)
    row = await _parked(unit, channel, digest)
    before = Status(row["status"]) if row is not None else Status.WAITING
    known = row["category"] if row is not None else ""
    after = merged(before, told)
    if after is not before or (category and not known):
        kept = fault if after is Status.FAILED else ""
        unit.write(
            _PARK, channel, digest, after.value, kept, unit.now_ms, category[:FAULT_CHARS_MAX] or known
        )


async def _parked(unit: Unit, channel: str, digest: bytes) -> Row | None:
    return await unit.fetch_one(
        "SELECT status, fault, category FROM parked_statuses WHERE channel = $1 AND ref_hash = $2",
        channel,
        digest,
    )


async def settle_parked(unit: Unit) -> list[Failure]:
    """What was told of messages whose number has become known since is theirs; what is too old is forgotten.

    Those that have failed are given back: their rows are to be settled.
    """
    unit.write("DELETE FROM parked_statuses WHERE at_ms < $1", unit.now_ms - PARKED_MS)
    parked = await unit.fetch("SELECT channel, ref_hash, status, fault, at_ms, category FROM parked_statuses")
    known = {(row["channel"], bytes(row["ref_hash"])): row for row in parked}
    failures = []
    for channel in sorted({row["channel"] for row in parked}):
        since_ms = min(row["at_ms"] for row in parked if row["channel"] == channel) - PARKED_MS
        for sent in await _recent(unit, channel, since_ms):
            digest = _hash(unit, channel, sent["message_ref"])
            row = known.get((channel, digest))
            if row is not None:
                unit.write(_UNPARK, channel, digest)
                word = _Word(Status(row["status"]), row["fault"], row["category"], sent["message_ref"])
                failures.append(await _note_of(unit, sent, word))
    return [each for each in failures if each is not None]


async def _recent(unit: Unit, channel: str, since_ms: int) -> list[Row]:
    return await unit.fetch(_RECENT, channel, since_ms, RECENT_MAX)


async def told_meanwhile(unit: Unit, outbox_id: int) -> tuple[str, Failure | None]:
    """Of a row whose answer was lost: how the channel calls it, if it has said meanwhile that it took it; or that it

    could not bring it. ("", None): nothing was said.
    """
    row = await unit.fetch_one(
        "SELECT x.channel, x.message_ref, s.status FROM outbox x LEFT JOIN outbox_statuses s ON s.outbox_id = x.id"
        " WHERE x.id = $1",
        outbox_id,
    )
    if row is None or not row["message_ref"] or row["message_ref"].startswith(_FAILED_MARK):
        return "", None
    digest = _hash(unit, row["channel"], row["message_ref"])
    parked = await _parked(unit, row["channel"], digest)
    known = Status.WAITING if row["status"] is None else Status(row["status"])
    told = merged(known, Status(parked["status"])) if parked is not None else known
    if parked is not None:
        unit.write(_UNPARK, row["channel"], digest)
        if told is Status.FAILED:
            return "", Failure(outbox_id=outbox_id, fault=parked["fault"])
    return (row["message_ref"], None) if told in (Status.SENT, Status.DELIVERED, Status.READ) else ("", None)


def take_back(unit: Unit, outbox_id: int) -> None:
    """It is not on her screen: its row is as before it was sent, and what is still told of that sending is old."""
    unit.write(_TAKE_BACK, outbox_id, _FAILED_MARK)
    unit.write("DELETE FROM outbox_statuses WHERE outbox_id = $1", outbox_id)


async def of_outbox(unit: Unit, ids: Sequence[int]) -> dict[int, Status]:
    """What is known of these rows; one that is gone is not among them."""
    if not ids:
        return {}
    wanted = padded(ids)
    rows = await unit.fetch(
        "SELECT x.id, x.state, x.fault, s.status FROM outbox x LEFT JOIN outbox_statuses s"
        " ON s.outbox_id = x.id WHERE x.id IN " + marks(len(wanted)),
        *wanted,
    )
    found = {}
    for row in rows:
        own = _OF_STATE.get(row["state"], Status.WAITING) if row["fault"] != REPLACED else Status.WAITING
        found[row["id"]] = own if row["status"] is None else merged(own, Status(row["status"]))
    return found
