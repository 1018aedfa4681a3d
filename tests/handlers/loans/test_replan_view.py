"""Before anybody agrees: she and the officers see the same figures, others nothing, and an old offer is known as old."""

from datetime import date

import pytest

from domain.loan_agreements import State
from handlers.loans import replan_steps, replan_view
from tests.handlers.loans.hard_months import lend, repay
from tests.handlers.loans.stepping import refused, step
from tests.handlers.savers import mentari
from tests.world import MENTARI, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


@pytest.fixture
async def group(world: World) -> int:
    await mentari(world, "Siti", "Tati")
    await lend(world, "Siti")
    return world.groups[MENTARI]


async def test_both_sides_see_the_same_and_a_third_nothing(world: World, group: int) -> None:
    hers = await step(world, "Siti", replan_view.preview, group, 1, 12, 2)
    theirs = await step(world, "Cucu", replan_view.preview, group, 1, 12, 2)
    assert hers == theirs
    assert hers.body == {
        "loan": 1,
        "day": "2026-02-03",
        "start": "2026-03-03",
        "months": 12,
        "owed": 600_000,
        "jasa": 0,
        "fine": 0,
        "witness": None,
        "asked": 0,
    }
    assert await refused(world, "Tati", replan_view.preview, group, 1, 12, 2) == "not_allowed"
    assert await refused(world, "Tati", replan_view.look_at_hers, group, 1) == "not_allowed"


async def test_more_months_than_any_plan_has_are_refused(world: World, group: int) -> None:
    assert await refused(world, "Siti", replan_view.preview, group, 1, 25, 1) == "offer_over"


async def test_what_waits_is_shown_until_something_is_paid(world: World, group: int) -> None:
    body = (await step(world, "Siti", replan_view.preview, group, 1, 12, 1)).body
    await step(world, "Siti", replan_steps.ask_for, group, 1, body)
    desk = await step(world, "Lilis", replan_view.open_one, group, 1)
    assert desk.waiting is not None
    assert (desk.waiting.state, desk.waiting.n, desk.over) == (State.ASKED.value, 1, False)
    await repay(world, 1, 5_000, date(2026, 2, 3))
    desk = await step(world, "Lilis", replan_view.open_one, group, 1)
    assert (desk.waiting, desk.over) == (None, True)


async def test_that_an_officer_looked_is_written_down(world: World, group: int) -> None:
    await step(world, "Lilis", replan_view.open_one, group, 1)
    await world.read_books()
    assert "Lilis read loan Siti plan" in world.audit
