"""What does an entry become in the chain, and what are the eight digits that stand for a whole book?

The chain goes over canonical bytes of numbers, days, codes and amounts, and of a salted hash of the note: never over
names, row ids or sealed bytes, so that erasure, a new key ring and another database leave it whole.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.accounts import Account
from domain.ledger_records import Closing, Draft, Entry, Published

VERSION = "teman-ledger/1"
HASH_BYTES = 32
SALT_BYTES = 16
NO_NOTE = hashlib.sha256(b"").digest()

CODE_DIGITS = 8
_CODE_COST_N = 2**13
_CODE_SALT = b"teman mandiri: angka cek"


def note_hash(salt: bytes, note: str) -> bytes:
    """What stands in the chain for the note: its bytes as they are (no normal form), behind their salt."""
    return hashlib.sha256(salt + note.encode()).digest() if note else NO_NOTE


def key_hash(key: str) -> bytes:
    """What is kept of a command's key."""
    return hashlib.sha256(_bytes([VERSION, "key", key])).digest()


def input_hash(draft: Draft) -> bytes:
    """What a command asked for, without its note: the note is compared by its salted hash."""
    return hashlib.sha256(_bytes([VERSION, "input", *_asked(draft)])).digest()


def chain_beginning(chain_start: str) -> bytes:
    """What the first entry of the group goes on from."""
    return hashlib.sha256(_bytes([VERSION, "start", chain_start])).digest()


def canonical(entry: Entry, chain_start: str) -> bytes:
    """The entry as bytes that no other entry has: JSON in ASCII, without spaces, in this order."""
    hashes = [entry.note_hash.hex(), entry.key_hash.hex(), entry.input_hash.hex()]
    return _bytes([VERSION, "entry", chain_start, entry.number, *_asked(entry), entry.made_ms, *hashes])


def next_hash(previous: bytes, body: bytes) -> bytes:
    """The chain's head after an entry with these canonical bytes."""
    return hashlib.sha256(previous + body).digest()


def entry_of_draft(
    draft: Draft,
    *,
    group_id: int,
    number: int,
    note_hash: bytes,
    key_hash: bytes,
    previous: bytes,
    made_ms: int,
    chain_start: str,
) -> Entry:
    """The draft as the next entry of the chain; the note stays out of the record."""
    open_ended = Entry(
        kind=draft.kind,
        day=draft.day,
        lines=draft.lines,
        by=draft.by,
        member=draft.member,
        meeting=draft.meeting,
        reverses=draft.reverses,
        second=draft.second,
        group_id=group_id,
        number=number,
        note_hash=note_hash,
        key_hash=key_hash,
        input_hash=input_hash(draft),
        previous=previous,
        hash=b"",
        made_ms=made_ms,
    )
    return replace(open_ended, hash=next_hash(previous, canonical(open_ended, chain_start)))


def balances_hash(
    chain_start: str, closing: Closing, balances: Mapping[tuple[Account, int | None], int]
) -> bytes:
    """What is kept of a closed month and its trial balance: debit above zero, credit below, nothing that is zero."""
    rows = sorted(
        [account.value, member or 0, int(sum_)] for (account, member), sum_ in balances.items() if sum_
    )
    facts = [closing.month, closing.entry, closing.by, closing.second, closing.closed_ms, closing.head.hex()]
    return hashlib.sha256(_bytes([VERSION, "month", chain_start, *facts, rows])).digest()


def published_hash(chain_start: str, before: bytes, published: Published) -> bytes:
    """What binds a published head to the one before it. before: that one's row_hash, nothing for the first."""
    facts = [
        published.number,
        published.meeting,
        published.head.hex(),
        published.code,
        published.published_ms,
    ]
    return hashlib.sha256(_bytes([VERSION, "head", chain_start, before.hex(), *facts])).digest()


def _asked(draft: Draft) -> list[Any]:
    lines = [[each.account.value, each.member, each.side, int(each.amount)] for each in draft.lines]
    people = [draft.member, draft.by, draft.second]
    return [draft.kind.value, draft.day.isoformat(), draft.meeting, draft.reverses, people, lines]


def _bytes(body: list[Any]) -> bytes:
    return json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()


def check_code(head: bytes) -> str:
    """The "angka cek": eight digits that stand for the whole book up to this head, "48210937".

    By scrypt, some 20 ms: nobody looks through a hundred million other books for one with the same digits in an
    afternoon. Slow, as it should be: never in a transaction.
    """
    digest = hashlib.scrypt(
        head, salt=_CODE_SALT, n=_CODE_COST_N, r=8, p=1, maxmem=128 * _CODE_COST_N * 8 + (1 << 20), dklen=16
    )
    return str(int.from_bytes(digest, "big") % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def shown_code(code: str) -> str:
    """The code as people copy it: "4821 0937"."""
    return f"{code[:4]} {code[4:]}"
