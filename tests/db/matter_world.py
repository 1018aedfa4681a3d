"""Women who write to an office in Samarinda, and who works there, on both engines (tests/db/office_world.py)."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from db import matter_messages, matters
from db.matters import Chosen, Written
from db.people import Actor
from db.unit import Unit
from domain.files import SentFile
from domain.matters import Matter, Message, MessageKind, Side
from domain.roles import Role
from tests.db.office_world import World

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS


async def act(world: World, by: Actor, step: Callable[..., Awaitable[Any]], *args: Any, **fields: Any) -> Any:
    """One committed turn of this person."""
    return await world.run(lambda unit: step(unit, *args, **fields), by=by)


async def write(
    world: World,
    woman: Actor,
    text: str = "Selamat pagi",
    *,
    chosen: Chosen | None = None,
    kind: MessageKind = MessageKind.TEXT,
    sent_file: SentFile | None = None,
    message_ref: str = "",
    office: int = 0,
) -> Written:
    """She writes to the office."""

    async def job(unit: Unit) -> Written:
        return await matters.write(
            unit,
            person_id=woman.person_id,
            organisation_id=office or world.office,
            chosen=chosen or Chosen(),
            kind=kind,
            text=text,
            sent_file=sent_file,
            account_id=woman.account_id,
            message_ref=message_ref,
        )

    return await world.run(job, by=woman)


async def answer(world: World, worker: Actor, matter: Matter, text: str = "Baik, Bu", **fields: Any) -> int:
    """The worker answers."""
    return await world.run(
        lambda unit: matter_messages.add(unit, matter, Side.STAFF, MessageKind.TEXT, text, **fields),
        by=worker,
    )


async def read(world: World, worker: Actor, matter: Matter, **fields: Any) -> list[Message]:
    """A page, as whoever may read it sees it."""
    return await world.run(lambda unit: matter_messages.page(unit, matter, **fields), by=worker)


async def now(world: World, matter: Matter) -> Matter:
    """The matter as it stands."""

    async def job(unit: Unit) -> Matter:
        found = await matters.find(unit, matter.id)
        assert found is not None
        return found

    return await world.run(job)


async def worker_of(world: World, *roles: Role, woman: bool = False, office: int = 0) -> Actor:
    """Somebody who works there; woman: kept as one in the office's records."""
    actor = await world.staff(*(roles or (Role.WORKER,)), office=office)

    async def job(unit: Unit) -> None:
        unit.write("UPDATE persons SET woman = $2 WHERE id = $1", actor.person_id, int(woman))

    await world.run(job)
    return actor


async def end_role(world: World, actor: Actor) -> Actor:
    """She works there no more."""

    async def job(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", actor.person_id, unit.now_ms)

    await world.run(job)
    return replace(actor, staff=False, roles=())


async def held(world: World, woman: Actor, worker: Actor, text: str = "Selamat pagi") -> Matter:
    """A matter of hers that this worker has taken."""
    matter: Matter = (await write(world, woman, text)).matter
    taken: Matter = await act(world, worker, matters.take, matter.id)
    return taken
