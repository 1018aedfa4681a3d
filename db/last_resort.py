"""What was said while nothing could be written down (bot/last_resort.py), written down afterwards.

So it leaves her screen like any other message: after ten minutes on a phone that others read, and by hapus jejak.
"""

from collections.abc import Sequence

from db import outbox, people
from db.outbox import Queued
from db.unit import Unit
from db.vault import person as owner_of
from domain.contact import LANES, MessageClass
from domain.records import dataclass

KIND = MessageClass.SENSITIVE


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A message that stands in a chat, and of which the database knows nothing yet."""

    channel: str
    address: str
    message_ref: str


async def note(unit: Unit, said: Sequence[Said]) -> int:
    """Write them down as sent; how many. A chat of nobody we know by now is left out."""
    noted = 0
    for each in said:
        row = await unit.fetch_one(
            "SELECT id, owner_id FROM accounts WHERE address_hash = $1",
            people.address_hash(unit, each.channel, each.address),
        )
        if row is None:
            continue
        await unit.vault.have([owner_of(row["owner_id"])])
        if not unit.vault.knows(owner_of(row["owner_id"])):
            continue
        queued = Queued(
            id=unit.new_id(),
            account_id=row["id"],
            person_id=row["owner_id"],
            channel=each.channel,
            kind=KIND.value,
            lane=LANES[KIND],
            due_ms=unit.now_ms,
            body=b'{"text": ""}',
            made_ms=unit.now_ms,
        )
        outbox.add(unit, queued, state="sending")
        outbox.sent(unit, queued.id, each.message_ref, unit.now_ms)
        noted += 1
    return noted
