"""One person sends thousands of messages beside fifty who ask for something and five in danger: who waits how long?

For the tests and for `python -m tests.bench contact`. Waiting is taken by the clock on the wall, from a message's
storing to its answer on the phone; the program's own clock goes on by a second with each hundred messages.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from itertools import pairwise

from bot.channels.base import RawEvent
from bot.channels.simulator.channel import address_of
from db.unit import Unit
from domain.matters import Side
from tests.handlers.contact.letters import add_woman, add_worker
from tests.handlers.contact.relayed import heard, messages_of, open_line
from tests.world import World

NORMAL, HELP = 50, 5
AT_ONCE = 100
SECOND_MS, MINUTE_MS = 1_000, 60_000
PATIENCE_S = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Flooded:
    """normal, helped: seconds, sorted. minutes: how long the flood was. notices: to the worker; gap_ms: the shortest

    time between two. kept: of the flood, in order. told: how often its sender was told that it is too much.
    """

    normal: list[float]
    helped: list[float]
    minutes: float
    notices: int
    gap_ms: int
    kept: list[str]
    told: int
    failed: int


def event(phone: str, number: int, text: str) -> RawEvent:
    body = {"id": number, "phone": phone, "look": "telegram", "at_ms": 1, "kind": "text", "text": text}
    body["message"] = str(number)
    return RawEvent(
        channel="simulator",
        key=f"flood:{phone}:{number}",
        chat=phone,
        body=json.dumps(body).encode(),
        event=body,
    )


async def _pour(world: World, messages: int) -> None:
    """As fast as they are taken, as many at a time as a channel hands over (Bot API, getUpdates.limit)."""
    flood = [event("wati", 10_000_000 + number, f"pesan {number}") for number in range(messages)]
    for start in range(0, messages, AT_ONCE):
        await world.app.intake.store(flood[start : start + AT_ONCE])
        before = world.clock.passed_ms // MINUTE_MS
        world.clock.passed_ms += SECOND_MS
        if world.clock.passed_ms // MINUTE_MS > before:
            await world.app.housekeeping.run()


async def _answered(world: World, name: str, text: str, number: int) -> float:
    """How long it took until her phone showed something new."""
    before = len(heard(world, name))
    begun = time.monotonic()
    await world.app.intake.store([event(address_of(name), number, text)])
    while len(heard(world, name)) == before:
        await asyncio.sleep(0.01)  # the wall's clock is what is measured
        assert time.monotonic() - begun < PATIENCE_S, "no answer at all"
    return time.monotonic() - begun


async def flood(world: World, messages: int) -> Flooded:
    """What became of all of them while Wati flooded Rina, who works in the office and has a line open with her."""
    await add_worker(world, "Rina")
    await add_woman(world, "Wati")
    for number in range(NORMAL + HELP):
        await add_woman(world, f"Ibu {number}")
    matter = await open_line(world)
    before, told = len(await messages_of(world, matter.id)), len(heard(world, "Wati"))
    begun_ms, last_row = world.clock.passed_ms, world.app.storage.ids.new()
    pouring = asyncio.create_task(_pour(world, messages))
    await asyncio.sleep(0)
    waits = await asyncio.gather(
        *(_answered(world, f"Ibu {number}", "menu", 20_000_000 + number) for number in range(NORMAL)),
        *(
            _answered(world, f"Ibu {number}", "saya dipukul suami", 30_000_000 + number)
            for number in range(NORMAL, NORMAL + HELP)
        ),
    )
    await pouring
    await world.rest()
    notices = await _told_rina(world, last_row)
    written = await messages_of(world, matter.id)
    return Flooded(
        normal=sorted(waits[:NORMAL]),
        helped=sorted(waits[NORMAL:]),
        minutes=(world.clock.passed_ms - begun_ms) / MINUTE_MS,
        notices=len(notices),
        gap_ms=min((later - earlier for earlier, later in pairwise(notices)), default=MINUTE_MS),
        kept=[each.text for each in written[before:] if each.side is Side.HER],
        told=sum("terlalu banyak" in text for text in heard(world, "Wati")[told:]),
        failed=world.app.turns.counts["failed"],
    )


async def _told_rina(world: World, after_row: int) -> list[int]:
    """When something of a matter was put into her chat; calls for help are no notices."""

    async def job(unit: Unit) -> list[int]:
        rina = (await world.actor(unit, "Rina")).person_id
        rows = await unit.fetch(
            "SELECT made_ms FROM outbox WHERE person_id = $1 AND id > $2 AND kind = 'relay' ORDER BY id",
            rina,
            after_row,
        )
        return [row["made_ms"] for row in rows]

    return await world.run(job)
