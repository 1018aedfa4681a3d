"""What a round writes is asked again in its own transaction: by whom, for whom, and that it is still the same."""

from functools import partial

import pytest

from db import arisan, members
from db.unit import Unit
from domain.refusals import Changed, NotAllowed
from handlers import arisan_steps
from tests.handlers.savers import TODAY, as_lilis, mentari
from tests.handlers.test_arisan import decide
from tests.world import MENTARI, World


async def as_member(world: World, name: str, *numbers: int) -> None:
    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, name)
        await arisan_steps.begin(unit, world.groups[MENTARI], 10_000, numbers)

    await world.run(job)


async def test_only_officers_begin_a_round_and_only_with_women_of_the_group(world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)
    with pytest.raises(NotAllowed):
        await as_member(world, "Tati", 1, 2, 3)
    with pytest.raises(Changed):
        await as_member(world, "Lilis", 1, 2, 9)
    await as_member(world, "Lilis", 1, 2, 3)
    found = await world.run(partial(arisan.find_last, group_id=world.groups[MENTARI]))
    assert found is not None
    assert [each.member for each in found.turns] == [1, 2, 3]


async def test_everybody_sees_whose_turn_it_was_and_officers_alone_who_has_not_paid(world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)
    await as_member(world, "Lilis", 1, 2, 3)
    seen: dict[str, arisan_steps.Sight] = {}

    async def look(unit: Unit) -> None:
        for name in ("Lilis", "Tati"):
            unit.actor = await world.actor(unit, name)
            seen[name] = await arisan_steps.find_sight(unit, world.groups[MENTARI])

    await world.run(look)
    assert [each.name for each in seen["Tati"].waiting] == ["Lilis", "Cucu", "Tati"]
    assert (seen["Tati"].unpaid, seen["Tati"].writes) == ((), False)
    assert len(seen["Lilis"].unpaid) == 3


async def test_who_left_the_group_meanwhile_is_in_no_round(world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)

    async def leave(unit: Unit) -> None:
        members.set_left(unit, world.groups[MENTARI], 3, TODAY)

    await as_lilis(world, leave)
    with pytest.raises(Changed):
        await as_member(world, "Lilis", 1, 2, 3)
