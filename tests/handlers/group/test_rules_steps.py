"""What two officers have agreed to is what is written; if others were decided meanwhile, nothing is."""

from dataclasses import replace
from datetime import date

import pytest

from db import approvals, group_rules
from db.approvals import Approval
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rules
from domain.money import Rupiah
from domain.refusals import Changed
from handlers.group.rules_steps import KIND, body_of, carry_out, in_words
from tests.handlers.office_people import chair_and_treasurer
from tests.world import MENTARI, RULES, World

MARCH = date(2026, 3, 3)


def dearer(amount: int) -> Rules:
    kinds = (KindRule(kind=SavingKind.WAJIB, amount=Rupiah(amount)), *RULES.kinds[1:])
    return replace(RULES, kinds=kinds, from_day=MARCH, decided_day=date(2026, 2, 3))


def agreed(unit: Unit, world: World, after: Rules) -> Approval:
    return approvals.played(
        unit,
        world.groups[MENTARI],
        by=1,
        second=2,
        kind=KIND,
        subject=0,
        words=in_words(RULES, after),
        body=body_of(RULES, after),
    )


async def decide(world: World, after: Rules) -> None:
    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Lilis")
        await carry_out(unit, agreed(unit, world, after))
        unit.told = []

    await world.run(job)


async def wajib(world: World, day: date) -> int | None:
    rules = await world.run(lambda unit: group_rules.rules_on(unit, world.groups[MENTARI], day))
    return rules.usual(SavingKind.WAJIB)


async def test_the_agreed_rules_hold_from_their_day(world: World) -> None:
    await chair_and_treasurer(world)
    await decide(world, dearer(15_000))
    assert [await wajib(world, day) for day in (date(2026, 3, 2), MARCH)] == [10_000, 15_000]


async def test_an_agreement_to_rules_that_have_changed_meanwhile_writes_nothing(world: World) -> None:
    await chair_and_treasurer(world)
    await decide(world, dearer(15_000))
    with pytest.raises(Changed):
        await decide(world, dearer(20_000))
    assert await wajib(world, MARCH) == 15_000
