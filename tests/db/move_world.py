"""A matter that may go elsewhere: its worker, colleagues, another office that works with this program, and a partner."""

from dataclasses import dataclass
from typing import Any

from db import matter_handing, matter_moves, matters, partners
from db.matter_moves import Where
from db.people import Actor
from db.unit import Unit
from domain.matter_moves import Move
from domain.matters import Matter, PartnerKind, Passes
from domain.roles import Role
from tests.db.matter_world import act, held, worker_of
from tests.db.office_world import World

WORDS = "Ibu butuh teman bicara"
WHY = "Di sana ada psikolog."


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Who is there."""

    woman: Actor
    worker: Actor
    colleague: Actor
    there: int
    stranger: Actor
    partner: int
    outside: int
    matter: Matter


async def scene(world: World, *, text: str = "Rahasia saya") -> Scene:
    """One woman, whose worker has her matter."""
    woman = await world.woman()
    worker = await worker_of(world, Role.WORKER, woman=True)
    colleague = await worker_of(world, Role.WORKER, woman=True)
    there = await world.add_office("UPTD PPA Contoh", "balikpapan")
    stranger = await worker_of(world, Role.WORKER, woman=True, office=there)

    async def add(unit: Unit) -> tuple[int, int]:
        here = await partners.add(
            unit,
            world.office,
            kind=PartnerKind.UPTD_PPA,
            name="UPTD PPA Contoh",
            partner_organisation=there,
        )
        outside = await partners.add(unit, world.office, kind=PartnerKind.LK3, name="LK3 Contoh")
        return here, outside

    here, outside = await world.run(add)
    return Scene(
        woman=woman,
        worker=worker,
        colleague=colleague,
        there=there,
        stranger=stranger,
        partner=here,
        outside=outside,
        matter=await held(world, woman, worker, text),
    )


async def ask(world: World, found: Scene, where: Where) -> Move:
    """Her worker asks."""

    async def job(unit: Unit) -> Move:
        matter = await matters.get(unit, found.matter.id)
        return await matter_moves.ask(unit, matter, where, words=WORDS, why=WHY)

    return await world.run(job, by=found.worker)


async def say(world: World, found: Scene, move: Move, passes: Passes | None) -> Move:
    """She answers."""
    return await world.run(lambda unit: matter_moves.answer(unit, move, passes), by=found.woman)


async def accept(world: World, by: Actor, move: Move) -> Any:
    """Somebody accepts."""
    return await act(world, by, matter_handing.accept, move)


async def moved(world: World, found: Scene, where: Where, by: Actor, passes: Passes) -> Any:
    """All of it."""
    return await accept(world, by, await say(world, found, await ask(world, found, where), passes))
