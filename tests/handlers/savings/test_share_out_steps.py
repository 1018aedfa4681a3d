"""What is shared out is looked at again when it is agreed: the money, the women, and how many may wait at a time."""

from typing import Any

import pytest

from db import payouts
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.money import Rupiah
from domain.payouts import WAITING_MAX, Kind
from domain.refusals import NotAllowed
from handlers.savings import share_out_steps
from tests.handlers.savers import TODAY, as_lilis, mentari, number_of, save
from tests.handlers.savings.test_dated import LEBARAN, decide
from tests.world import MENTARI, World


async def look(world: World, name: str = "Lilis") -> share_out_steps.Sharing:
    found: list[share_out_steps.Sharing] = []

    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, name)
        found.append(await share_out_steps.find_sharing(unit, world.groups[MENTARI]))

    await world.run(job)
    return found[0]


async def promise(world: World, count: int, **more: Any) -> None:
    """So many payouts wait already."""
    values: dict[str, Any] = {
        "kind": Kind.COST,
        "account": Account.BIAYA_ATK,
        "member": 1,
        "amount": Rupiah(100),
        **more,
    }

    async def job(unit: Unit) -> None:
        for _number in range(count):
            await payouts.add(
                unit,
                world.groups[MENTARI],
                witness=None,
                day=TODAY,
                meeting=None,
                note="biro",
                by=1,
                second=2,
                **values,
            )

    await as_lilis(world, job)


async def test_it_names_everybody_who_has_something_and_how_long_it_still_is(world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await decide(world, LEBARAN)
    await save(world, "Tati", 120_000, SavingKind.KHUSUS)
    found = await look(world)
    assert [(each.name, each.amount) for each in found.portions] == [("Tati", 120_000)]
    assert (found.kind, found.day, found.left, found.cash) == ("Lebaran", LEBARAN.until, 45, 120_000)
    with pytest.raises(NotAllowed):
        await look(world, "Tati")


async def test_no_more_than_may_wait_for_their_receivers(world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await decide(world, LEBARAN)
    for name in ("Tati", "Neneng"):
        await save(world, name, 20_000, SavingKind.KHUSUS)
    await promise(world, WAITING_MAX - 1)
    found = await look(world)
    assert ([each.name for each in found.portions], found.more) == (["Tati"], 1)


async def test_what_is_on_its_way_to_her_is_not_shared_out_again(world: World) -> None:
    await mentari(world, "Tati")
    await decide(world, LEBARAN)
    await save(world, "Tati", 20_000, SavingKind.KHUSUS)
    tati = await number_of(world, "Tati")
    await promise(world, 1, kind=Kind.WITHDRAWAL, account=Account.KHUSUS, member=tati, amount=Rupiah(15_000))
    assert [each.amount for each in (await look(world)).portions] == [5_000]
    await promise(world, 1, kind=Kind.WITHDRAWAL, account=None, member=tati, amount=Rupiah(20_000))
    assert (await look(world)).portions == ()
