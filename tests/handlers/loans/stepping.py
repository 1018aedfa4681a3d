"""A step of somebody's, without the chat around it: what it returns, or the code of its refusal."""

from collections.abc import Awaitable, Callable
from typing import Any

from conversation.text import Text
from db import approvals
from db.unit import Unit
from domain.refusals import Refusal
from tests.world import World


async def step(world: World, name: str, function: Callable[..., Awaitable[Any]], *args: Any) -> Any:
    """What it returns for the owner of that phone; what it told others goes out."""
    found: list[Any] = []

    async def turn(unit: Unit) -> None:
        unit.actor = await world.actor(unit, name)
        found.append(await function(unit, *args))

    await world.app.telling(turn)
    await world.rest()
    return found[-1]


async def refused(world: World, name: str, function: Callable[..., Awaitable[Any]], *args: Any) -> str:
    """The code of its refusal, "" if it is done."""
    try:
        await step(world, name, function, *args)
    except Refusal as refusal:
        return refusal.code
    return ""


async def agreed(
    world: World,
    carry_out: Callable[..., Awaitable[Any]],
    kind: str,
    body: dict[str, Any],
    *,
    by: int,
    second: int,
    group: int,
) -> str:
    """The code with which it is refused that two officers have agreed to this, "" if it is done."""

    async def job(unit: Unit) -> None:
        approval = approvals.played(
            unit, group, by=by, second=second, kind=kind, subject=body["loan"], words=Text(""), body=body
        )
        await carry_out(unit, approval)

    return await refused(world, "Cucu", job)
