"""What waits to be put into the chat of who answers now: of the matters whose line is open, the oldest first.

And what holds others up: a file that is still being fetched.
"""

from db.unit import Unit

_WAITS = (
    "SELECT x.matter_id FROM matters m JOIN matter_messages x ON x.matter_id = m.id WHERE m.holder_id = $1"
    " AND m.state = 'open' AND m.line_ms > $2 AND x.side = 'her' AND x.passed = 0 AND x.taken_back_ms = 0"
    " AND x.n >= m.shown_from AND NOT EXISTS (SELECT 1 FROM matter_messages e WHERE e.matter_id = x.matter_id"
    " AND e.side = 'her' AND e.n <= x.n AND e.ready = 0 AND e.taken_back_ms = 0) ORDER BY x.id LIMIT 1"
)


async def holds_up(unit: Unit, file_id: int) -> bool:
    """Whether the file is of a matter, where what was written after it waits for it."""
    return (
        await unit.fetch_one("SELECT 1 AS one FROM matter_messages WHERE file_id = $1", file_id) is not None
    )


async def find_waiting(unit: Unit, holder_id: int) -> int:
    """The matter whose message has waited longest for this person's open line; 0 if none waits."""
    row = await unit.fetch_one(_WAITS, holder_id, unit.now_ms)
    return 0 if row is None else int(row["matter_id"])
