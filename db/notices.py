"""One message for many: its text is kept once, sealed under a key of its own; each receiver has a row in the outbox.

Queued in slices of at most SLICE people a turn, resumable: the next slice begins after the last account reached.
"""

from db.shared_texts import NOTICE_PLACE
from db.unit import Unit
from db.vault import cell

# No turn touches more than 500 rows.
SLICE = 500


def owner_of(notice_id: int) -> str:
    """The owner name of one notice's text."""
    return f"n{notice_id}"


async def add(unit: Unit, body: bytes) -> int:
    """Keep the packed message (without a chat); its id."""
    notice_id = unit.new_id()
    owner = owner_of(notice_id)
    await unit.vault.have([owner], create=True)
    unit.write(
        "INSERT INTO notices (id, made_ms, owner, body) VALUES ($1, $2, $3, $4)",
        notice_id,
        unit.now_ms,
        owner,
        unit.vault.seal(owner, cell(NOTICE_PLACE, notice_id), body),
    )
    return notice_id


async def queue_for_all(
    unit: Unit, notice_id: int, *, kind: str, lane: int, after_account: int
) -> tuple[int, int]:
    """Queue it for the next SLICE reachable accounts; how many, and the last account reached."""
    rows = await unit.fetch(
        "SELECT id, person_id, channel FROM accounts WHERE id > $1 AND reachable = 1 ORDER BY id LIMIT $2",
        after_account,
        SLICE,
    )
    unit.write_many(
        "INSERT INTO outbox (id, n, account_id, person_id, channel, kind, lane, state, due_ms, pushed, notice_id,"
        " made_ms) VALUES ($1, 0, $2, $3, $4, $5, $6, 'queued', $7, 1, $8, $7)",
        [
            (unit.new_id(), row["id"], row["person_id"], row["channel"], kind, lane, unit.now_ms, notice_id)
            for row in rows
        ],
    )
    return len(rows), rows[-1]["id"] if rows else after_account
