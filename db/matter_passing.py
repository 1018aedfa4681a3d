"""What of a matter the other side has not got yet: for passing on, whoever acts, and for nothing else.

The law: a message waits until what its side wrote before it has been passed on, also while a file is being fetched;
what was taken back, or stays hidden from a new holder, is never passed on.
"""

from collections.abc import Sequence

from db.engine import Row
from db.lists import marks, padded
from db.matter_message_rows import COLUMNS, find_one, open_message
from db.matter_rows import lock
from db.unit import Unit
from db.vault import person as owner_of
from domain.matters import UNPASSED_PER_TURN_MAX, Matter, Message, Side

_OF_FILE = COLUMNS + "WHERE x.file_id = $1 AND x.file_id > 0"
# Of her, or to her; what was taken back is not passed on, and what is still being fetched holds up what follows it.
_UNPASSED = (
    COLUMNS
    + "WHERE x.matter_id = $1 AND x.n >= $2 AND x.passed = 0 AND x.taken_back_ms = 0 AND x.side IN ($3, $4)"
    " AND NOT EXISTS (SELECT 1 FROM matter_messages e WHERE e.matter_id = $1 AND e.n >= $2 AND e.n <= x.n"
    " AND e.ready = 0 AND e.taken_back_ms = 0 AND e.side IN ($3, $4)) ORDER BY x.n LIMIT $5"
)


async def mark_ready(unit: Unit, file_id: int, kept: bool) -> Message | None:
    """Its file was fetched, or never will be (kept False: then it has none). None if it belongs to no message.

    The message is not held up any more, and neither is what follows it: pass it on.
    """
    row = await unit.fetch_one(_OF_FILE, file_id)
    if row is None:
        return None
    await lock(unit, row["matter_id"])
    unit.write(
        "UPDATE matter_messages SET ready = 1, file_id = $2 WHERE id = $1", row["id"], file_id if kept else 0
    )
    return await find_one(unit, row["matter_id"], row["n"])


async def unpassed(
    unit: Unit, matter: Matter, most: int = UNPASSED_PER_TURN_MAX, *, to_her: bool | None = None
) -> list[Message]:
    """What the other side has not got yet and may get now, in order, whoever asks: for passing on and nothing else.

    to_her: only what goes to her, or only what comes from her; None: both.
    """
    await unit.vault.have([owner_of(matter.person_id)])
    if not unit.vault.knows(owner_of(matter.person_id)):
        return []
    found: list[Row] = []
    if to_her is not True:
        since_n = matter.shown_from
        found += await unit.fetch(_UNPASSED, matter.id, since_n, Side.HER.value, Side.HER.value, most)
    if to_her is not False:
        found += await unit.fetch(_UNPASSED, matter.id, 0, Side.STAFF.value, Side.NOTE.value, most)
    return [open_message(unit, row) for row in sorted(found, key=lambda each: int(each["n"]))[:most]]


def mark_passed(unit: Unit, matter: Matter, messages: Sequence[Message]) -> None:
    """The other side has got these: they were put in its chat, or shown to it. Her holder's reading is noted."""
    if not messages:
        return
    ids = padded([each.id for each in messages])
    unit.write(
        "UPDATE matter_messages SET passed = 1 WHERE matter_id = $1 AND id IN " + marks(len(ids), 2),
        matter.id,
        *ids,
    )
    if matter.holder_id and any(each.side is Side.HER for each in messages):
        unit.audit("read", "matter", matter.id, matter.person_id, "passed on", by=matter.holder_id)
