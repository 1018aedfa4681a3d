"""Chats that lead to what is planned: a woman has written to Rina, who opens what hangs below her messages."""

from db import matter_steps
from db.matter_rights import require_hold
from db.matter_steps import Kind
from db.unit import Unit
from domain.matters import Matter
from tests.handlers.contact.letters import add_woman, add_worker, said_in, write
from tests.world import World

HOUR = 3600
DAY = 24 * HOUR


def to(row: str) -> str:
    """From the list to one of the rows below a matter."""
    return f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: lainnya
        Bot: ... [...]
        Rina: {row}
    """


async def wati_writes(world: World, *, phone: str = "own") -> Matter:
    """Wati has written to Rina of the office."""
    await add_worker(world)
    await add_woman(world, "Wati", phone=phone)
    return await write(world, "Wati", "bu saya mau tanya soal surat")


async def plan(
    world: World, matter: Matter, words: str, *, days: float, kind: Kind = Kind.LATER, by: str = "Rina"
) -> int:
    """The worker has planned this."""

    async def job(unit: Unit) -> int:
        unit.actor = await world.actor(unit, by)
        mine = await require_hold(unit, matter.id)
        return await matter_steps.add(unit, mine, kind, words, unit.now_ms + round(days * DAY * 1000))

    return await world.run(job)


async def step_states(world: World) -> list[str]:
    """What became of all that was planned: "later done", "step waiting" ..."""

    async def job(unit: Unit) -> list[str]:
        rows = await unit.fetch("SELECT kind, state, why FROM matter_steps ORDER BY id")
        return [" ".join(filter(None, (row["kind"], row["state"], row["why"]))) for row in rows]

    return await world.run(job)


__all__ = ["DAY", "HOUR", "plan", "said_in", "step_states", "to", "wati_writes"]
