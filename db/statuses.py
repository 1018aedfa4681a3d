"""What the channels told of our messages, kept so that it only rises; what came too early waits under a hash.

A channel names a message by our own number where it echoes that, else by its own, which we may not know yet.
"""

from collections.abc import Sequence

from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.delivery_status import Status, merged, read_status

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

_KEEP = (
    "INSERT INTO outbox_statuses (outbox_id, status, fault, at_ms) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (outbox_id) DO UPDATE SET status = $2, fault = $3, at_ms = $4"
)
_PARK = (
    "INSERT INTO parked_statuses (channel, ref_hash, status, fault, at_ms) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (channel, ref_hash) DO UPDATE SET status = $3, fault = $4, at_ms = $5"
)


def _hash(unit: Unit, channel: str, reference: str) -> bytes:
    return unit.vault.digest("status", f"{channel}:{reference}")


async def note(unit: Unit, channel: str, status_ref: str, status: str, fault: str = "") -> None:
    """A channel says what became of one of our messages; it may say so in any order, and again."""
    told = read_status(status)
    if told is None or not status_ref:
        return
    fault = fault[:FAULT_CHARS_MAX]
    outbox_id = await _find(unit, channel, status_ref)
    if outbox_id:
        await _rise(unit, outbox_id, told, fault)
    else:
        await _park(unit, channel, status_ref, told, fault)


async def _find(unit: Unit, channel: str, status_ref: str) -> int:
    """The row that is meant; 0 if none is known by that number."""
    number = (
        int(status_ref) if status_ref.isascii() and status_ref.isdecimal() and len(status_ref) < 19 else 0
    )
    row = None
    if number:
        row = await unit.fetch_one("SELECT id FROM outbox WHERE id = $1 AND channel = $2", number, channel)
    if row is None:
        row = await unit.fetch_one(
            "SELECT id FROM (SELECT id, message_ref FROM outbox WHERE channel = $1 ORDER BY id DESC LIMIT $3) x"
            " WHERE message_ref = $2 ORDER BY id DESC LIMIT 1",
            channel,
            status_ref,
            RECENT_MAX,
        )
    return int(row["id"]) if row is not None else 0


async def _rise(unit: Unit, outbox_id: int, told: Status, fault: str) -> None:
    row = await unit.fetch_one("SELECT status, fault FROM outbox_statuses WHERE outbox_id = $1", outbox_id)
    before = Status(row["status"]) if row is not None else Status.WAITING
    after = merged(before, told)
    if after is not before:
        unit.write(_KEEP, outbox_id, after.value, fault if after is Status.FAILED else "", unit.now_ms)


async def _park(unit: Unit, channel: str, status_ref: str, told: Status, fault: str) -> None:
    digest = _hash(unit, channel, status_ref)
    row = await unit.fetch_one(
        "SELECT status FROM parked_statuses WHERE channel = $1 AND ref_hash = $2", channel, digest
    )
    before = Status(row["status"]) if row is not None else Status.WAITING
    after = merged(before, told)
    if after is not before:
        kept = fault if after is Status.FAILED else ""
        unit.write(_PARK, channel, digest, after.value, kept, unit.now_ms)


async def settle_parked(unit: Unit) -> None:
    """What was told of messages whose number has become known since is theirs; what is too old is forgotten."""
    unit.write("DELETE FROM parked_statuses WHERE at_ms < $1", unit.now_ms - PARKED_MS)
    parked = await unit.fetch("SELECT channel, ref_hash, status, fault, at_ms FROM parked_statuses")
    if not parked:
        return
    known = {(row["channel"], bytes(row["ref_hash"])): row for row in parked}
    for channel in sorted({row["channel"] for row in parked}):
        since_ms = min(row["at_ms"] for row in parked if row["channel"] == channel) - PARKED_MS
        for sent in await _recent(unit, channel, since_ms):
            row = known.get((channel, _hash(unit, channel, sent["message_ref"])))
            if row is not None:
                await _rise(unit, sent["id"], Status(row["status"]), row["fault"])
                unit.write(
                    "DELETE FROM parked_statuses WHERE channel = $1 AND ref_hash = $2",
                    channel,
                    bytes(row["ref_hash"]),
                )


async def _recent(unit: Unit, channel: str, since_ms: int) -> list[Row]:
    return await unit.fetch(
        "SELECT id, message_ref FROM outbox WHERE channel = $1 AND message_ref <> '' AND sent_ms >= $2"
        " ORDER BY id DESC LIMIT $3",
        channel,
        since_ms,
        RECENT_MAX,
    )


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
