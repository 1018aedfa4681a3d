"""Calls for help ring by the clock until a person acknowledges them: every slice is one transaction of the writer.

Whom a call rings and what she is told stands in db/rings.py; whether a message goes out, in the one rule for pushes.
"""

from collections.abc import Callable

from bot.telling import Teller
from db import rings
from db.outbox import Queued
from db.unit import Unit
from db.writer import Writer

# A year of rings at five a slice: more at one moment is a fault, and the next minute goes on.
SLICES_MAX = 100


async def ring_due(writer: Writer, teller: Teller, hand_over: Callable[[list[Queued]], None]) -> int:
    """Ring all calls that are due; how many rang."""

    async def job(unit: Unit) -> int:
        rang = await rings.ring_due(unit)
        told, unit.told = unit.told, []
        queued = await teller.queue(unit, told)
        unit.after_commit(lambda: hand_over(queued))
        return rang

    total = 0
    for _slice in range(SLICES_MAX):
        rang = await writer.run(job)
        total += rang
        if rang < rings.RUNG_AT_ONCE:
            break
    return total
