"""Could words that somebody of an office types now be meant for another woman than the open question says?

The law: nothing is sent to the wrong woman because another one's message came in between (peers.md C9).
"""

from db.unit import Unit
from domain.matters import LINE_MINUTES


async def may_be_for_another(unit: Unit, matter_id: int, asked_ms: int) -> bool:
    """Whether another matter came onto this person's screen since then, or it is long ago. For queries."""
    if unit.now_ms - asked_ms > LINE_MINUTES * 60_000:
        return True
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM matter_copies WHERE receiver_id = $1 AND made_ms >= $2 AND matter_id <> $3 LIMIT 1",
        unit.actor.person_id,
        asked_ms,
        matter_id,
    )
    return row is not None
