"""Was the audit changed after it was written? Its rows are sealed into a chain of blocks, in the order of their ids.

A block holds the id and a keyed tag of each of its rows, so that the row itself can be named; its head is a keyed
hash over the head before it and the block. Keyed, because a plain chain could be computed anew by whoever can write
the database (reliability: T11). The key comes from the vault's index key, which keeps its value when the key ring is
rotated. What was cut off at the end, or put back to an older copy, only a head kept elsewhere tells.
"""

import hashlib
import hmac
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from db.engine import Engine, Fetch, Row
from db.unit import Unit
from db.vault import Vault

# Rows in one block, sealed in one transaction: no turn waits longer for it than for a broadcast's slice.
BLOCK_ROWS_MAX = 500

TAG_BYTES = 16
ID_BYTES = 8
_MARK_BYTES = ID_BYTES + TAG_BYTES

# What the first block goes on from.
_BEGINNING = bytes(32)

_ROWS_AFTER = (
    "SELECT id, at_ms, actor, action, object, object_id, person_id, reason FROM audit"
    " WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3"
)
_LAST_BLOCK = "SELECT seq, to_id, head_hash FROM audit_chain ORDER BY seq DESC LIMIT 1"
_BLOCKS_AFTER = (
    "SELECT seq, from_id, to_id, count, rows_hash, head_hash, sealed_ms FROM audit_chain"
    " WHERE seq > $1 ORDER BY seq LIMIT $2"
)
_COUNT_ALL = "SELECT count(*) AS n FROM audit"
_COUNT_AFTER = "SELECT count(*) AS n, min(at_ms) AS oldest_ms FROM audit WHERE id > $1"
_BLOCKS_READ = 20
_BEFORE_ALL = -(2**63)

Block = tuple[int, int, int, int, bytes, int]  # seq, from_id, to_id, count, marks, sealed_ms


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The end of the chain: the block's number, the last row it holds, and its hash."""

    seq: int
    to_id: int
    head: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """The first thing that is wrong. seq: the block. row_id: the row, 0 if no single one can be named."""

    seq: int
    row_id: int
    what: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """blocks and rows that were found whole before the first fault; open: rows that no block holds yet."""

    blocks: int
    rows: int
    open: int
    oldest_open_ms: int
    fault: Fault | None


def chain_key(vault: Vault) -> bytes:
    """The 32 bytes that key the chain."""
    return vault.digest("audit-chain", "1") + vault.digest("audit-chain", "2")


# -- writing ------------------------------------------------------------------------------------------------------


async def seal(unit: Unit, up_to_id: int) -> int:
    """Put the next rows with ids up to `up_to_id` into a block; how many they were, 0 if there are none.

    No row with such an id may be committed later: the caller gives an id made so long ago that whoever made one before
    it has committed or given up since (bot/sealing_audit.py). The database refuses one that comes all the same.
    """
    last = await unit.fetch_one(_LAST_BLOCK)
    after = last["to_id"] if last is not None else _BEFORE_ALL
    rows = await unit.fetch(_ROWS_AFTER, after, up_to_id, BLOCK_ROWS_MAX)
    if not rows:
        return 0
    key = chain_key(unit.vault)
    seq = last["seq"] + 1 if last is not None else 1
    marks = b"".join(_mark(key, row) for row in rows)
    before = bytes(last["head_hash"]) if last is not None else _BEGINNING
    block = (seq, rows[0]["id"], rows[-1]["id"], len(rows), marks, unit.now_ms)
    unit.write(
        "INSERT INTO audit_chain (seq, from_id, to_id, count, rows_hash, sealed_ms, head_hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        *block,
        _head(key, before, block),
    )
    return len(rows)


async def find_head(unit: Unit) -> Head | None:
    """The end of the chain; None while nothing is sealed."""
    row = await unit.fetch_one(_LAST_BLOCK)
    if row is None:
        return None
    return Head(seq=row["seq"], to_id=row["to_id"], head=bytes(row["head_hash"]))


def _mark(key: bytes, row: Row) -> bytes:
    """What a block keeps of one row: its id and a tag over all of it."""
    tag = hmac.digest(key, canonical(row), hashlib.sha256)[:TAG_BYTES]
    return _number(row["id"]) + tag


def canonical(row: Row) -> bytes:
    """The row as bytes that no other row has: numbers of eight bytes, texts behind their length."""
    numbers = b"".join(_number(row[name]) for name in ("id", "at_ms", "actor", "object_id", "person_id"))
    return numbers + b"".join(_text(row[name]) for name in ("action", "object", "reason"))


def _number(value: int) -> bytes:
    return value.to_bytes(ID_BYTES, "big", signed=True)


def _text(value: str) -> bytes:
    encoded = value.encode()
    return len(encoded).to_bytes(4, "big") + encoded


def _head(key: bytes, before: bytes, block: Block) -> bytes:
    *numbers, marks, sealed_ms = block
    return hmac.digest(key, before + b"".join(map(_number, (*numbers, sealed_ms))) + marks, hashlib.sha256)


# -- looking ------------------------------------------------------------------------------------------------------


async def verify(engine: Engine, key: bytes, published: Sequence[Head]) -> Verdict:
    """The whole chain against the rows, and against the heads that were kept elsewhere; reads only."""
    heads = {each.seq: each for each in published}
    reached, rows = Head(seq=0, to_id=_BEFORE_ALL, head=_BEGINNING), 0
    async for block in _blocks(engine):
        fault = _fault_of_block(key, reached, block, heads)
        if fault is None:
            fault = await _fault_of_rows(engine, key, reached, block)
        if fault is not None:
            return Verdict(blocks=reached.seq, rows=rows, open=0, oldest_open_ms=0, fault=fault)
        reached = Head(seq=block["seq"], to_id=block["to_id"], head=bytes(block["head_hash"]))
        rows += block["count"]
    every, later = await engine.perform([Fetch(_COUNT_ALL), Fetch(_COUNT_AFTER, (reached.to_id,))])
    return Verdict(
        blocks=reached.seq,
        rows=rows,
        open=later[0]["n"],
        oldest_open_ms=later[0]["oldest_ms"] or 0,
        fault=_fault_of_end(reached, heads, unreached=every[0]["n"] - rows - later[0]["n"]),
    )


def _fault_of_end(reached: Head, heads: dict[int, Head], *, unreached: int) -> Fault | None:
    """What only the end shows. unreached: rows without a number, which no block could ever hold."""
    if unreached:
        return Fault(
            seq=reached.seq, row_id=0, what=f"{unreached} rows have no number: they were put in by hand"
        )
    last = max(heads, default=0)
    if last <= reached.seq:
        return None
    return Fault(
        seq=reached.seq + 1,
        row_id=0,
        what=f"the chain ends at block {reached.seq}, but block {last} was published: its end was cut off, or the"
        " records are an older copy",
    )


async def _blocks(engine: Engine) -> AsyncIterator[Row]:
    after = _BEFORE_ALL
    while True:
        found = (await engine.perform([Fetch(_BLOCKS_AFTER, (after, _BLOCKS_READ))]))[0]
        for block in found:
            yield block
        if len(found) < _BLOCKS_READ:
            return
        after = found[-1]["seq"]


def _fault_of_block(key: bytes, before: Head, block: Row, heads: dict[int, Head]) -> Fault | None:
    """Whether the block goes on from the one before it and is as it was sealed."""
    seq = block["seq"]
    if seq != before.seq + 1:
        return Fault(seq=before.seq + 1, row_id=0, what=f"block {before.seq + 1} is missing")
    head = _head_again(key, before.head, block)
    if not hmac.compare_digest(head, _bytes(block["head_hash"])):
        return Fault(seq=seq, row_id=0, what=f"block {seq} was changed, or one before it was exchanged")
    published = heads.get(seq)
    if published is not None and (published.head, published.to_id) != (head, block["to_id"]):
        return Fault(
            seq=seq,
            row_id=0,
            what=f"block {seq} is another one than was published: the records are an older copy that went on",
        )
    return None


def _head_again(key: bytes, before: bytes, block: Row) -> bytes:
    """The head this block must have; none for numbers that are none (SQLite keeps any type in any column)."""
    numbers = (block["seq"], block["from_id"], block["to_id"], block["count"])
    try:
        return _head(key, before, (*numbers, bytes(block["rows_hash"]), block["sealed_ms"]))
    except (AttributeError, OverflowError, TypeError):
        return b""


async def _fault_of_rows(engine: Engine, key: bytes, before: Head, block: Row) -> Fault | None:
    """The first row of the stretch that is not what the block says. The block itself is known to be genuine."""
    stretch = Fetch(_ROWS_AFTER, (before.to_id, block["to_id"], BLOCK_ROWS_MAX + 1))
    rows = (await engine.perform([stretch]))[0]
    marks = bytes(block["rows_hash"])
    there = {row["id"]: _tag_of(key, row) for row in rows}
    sealed = {
        int.from_bytes(marks[at : at + ID_BYTES], "big", signed=True): marks[at + ID_BYTES : at + _MARK_BYTES]
        for at in range(0, len(marks), _MARK_BYTES)
    }
    for row_id in sorted(there.keys() | sealed.keys()):
        if row_id not in there:
            return Fault(seq=block["seq"], row_id=row_id, what="was deleted")
        if row_id not in sealed:
            return Fault(seq=block["seq"], row_id=row_id, what="was put in afterwards")
        if not hmac.compare_digest(there[row_id], sealed[row_id]):
            return Fault(seq=block["seq"], row_id=row_id, what="was changed")
    return None


def _bytes(value: Any) -> bytes:
    return b"?" if isinstance(value, str | int | float) else bytes(value)


def _tag_of(key: bytes, row: Row) -> bytes:
    """The row's tag; none for what the program never writes (SQLite keeps any type in any column)."""
    try:
        return _mark(key, row)[ID_BYTES:]
    except (AttributeError, OverflowError, TypeError, UnicodeError):
        return b""


def head_of(found: dict[str, Any]) -> Head:
    """A published head as it stands in the file. Raises KeyError, TypeError, ValueError."""
    seq, to_id = found["seq"], found["to_id"]
    if type(seq) is not int or type(to_id) is not int:
        raise TypeError("seq and to_id are whole numbers")
    return Head(seq=seq, to_id=to_id, head=bytes.fromhex(found["head"]))
