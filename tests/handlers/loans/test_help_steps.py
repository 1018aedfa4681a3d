"""Only the helper settles it, once; only where the group has decided so is anything written, and each look is noted."""

import pytest

from db.loan_people import FORGIVEN, RETURNED
from handlers.loans import help_steps
from tests.handlers.loans.hard_months import FLAT, lend, member_of
from tests.handlers.loans.stepping import refused, step
from tests.handlers.loans.test_help import JOINT
from tests.handlers.savers import mentari
from tests.world import MENTARI, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


@pytest.fixture
async def group(world: World) -> int:
    await mentari(world, "Siti", "Yuyun", "Tati")
    await lend(world, "Siti", terms=JOINT)
    return world.groups[MENTARI]


async def help_siti(world: World, group: int, helper: str = "Yuyun", amount: int = 100_000) -> str:
    number = await member_of(world, helper)
    return await refused(world, "Lilis", help_steps.write_help, group, 1, number, amount, f"{helper}{amount}")


async def test_only_the_helper_settles_it_and_once(world: World, group: int) -> None:
    assert await help_siti(world, group) == ""
    for name in ("Siti", "Tati", "Lilis"):
        assert await refused(world, name, help_steps.settle, group, 1, RETURNED) == "not_allowed"
    assert await refused(world, "Yuyun", help_steps.settle, group, 1, "open") == "not_allowed"
    assert await refused(world, "Yuyun", help_steps.settle, group, 1, FORGIVEN) == ""
    assert await refused(world, "Yuyun", help_steps.settle, group, 1, RETURNED) == "changed"
    assert await refused(world, "Yuyun", help_steps.settle, group, 9, RETURNED) == "not_allowed"


async def test_nobody_helps_herself_or_with_more_than_is_asked_for(world: World, group: int) -> None:
    assert await help_siti(world, group, "Siti") == "changed"
    assert await help_siti(world, group, amount=112_001) == "more_than_owed"
    assert await help_siti(world, group, amount=112_000) == ""


async def test_where_the_loan_was_not_made_under_such_a_rule_nothing_is_written(
    world: World, group: int
) -> None:
    loan = await lend(world, "Tati", terms=FLAT)
    number = await member_of(world, "Yuyun")
    assert await refused(world, "Lilis", help_steps.write_help, group, loan, number, 1_000, "k") == "changed"
    assert [each.loan for each in await step(world, "Lilis", help_steps.list_joint, group)] == [1]


async def test_an_officers_look_is_written_down_for_both(world: World, group: int) -> None:
    assert await help_siti(world, group) == ""
    assert len(await step(world, "Cucu", help_steps.list_open, group)) == 1
    assert await refused(world, "Tati", help_steps.list_open, group) == "not_allowed"
    await world.read_books()
    assert {"Cucu read loan Siti help", "Cucu read loan Yuyun help"} <= set(world.audit)
