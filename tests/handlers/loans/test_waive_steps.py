"""No more is let go than is open when the second officer agrees, and by nobody who may not decide."""

import pytest

from db import loans
from domain.roles import Role
from handlers.loans import waive_steps
from tests.handlers.loans.hard_months import lend, member_of, standing_on
from tests.handlers.loans.stepping import agreed, refused, step
from tests.handlers.loans.test_waive import FINED
from tests.handlers.office_people import add_named
from tests.handlers.savers import mentari
from tests.world import MENTARI, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def fined(world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti", terms=FINED)
    await world.pass_time(33 * 86_400)


async def agree(world: World, amount: int, second: str = "Cucu") -> str:
    body = waive_steps.body_of(loan=1, amount=amount, why="sick", words="")
    by, other = [await member_of(world, each) for each in ("Lilis", second)]
    group = world.groups[MENTARI]
    return await agreed(
        world, waive_steps.carry_out, waive_steps.KIND, body, by=by, second=other, group=group
    )


async def test_twice_the_same_fine_is_let_go_once(world: World) -> None:
    await fined(world)
    assert await agree(world, 2_000) == ""
    assert await agree(world, 2_000) == "more_than_owed"
    assert (await standing_on(world)).fine == 0


async def test_more_than_the_fine_is_refused_and_nothing_written(world: World) -> None:
    await fined(world)
    assert await agree(world, 2_001) == "more_than_owed"
    assert (await standing_on(world)).fine == 2_000


async def test_who_lives_with_her_does_not_decide(world: World) -> None:
    await fined(world)
    await add_named(world, "Rina", "Rina", Role.SECRETARY)
    group, siti, cucu = world.groups[MENTARI], await member_of(world, "Siti"), await member_of(world, "Cucu")
    await world.run(lambda unit: loans.set_household(unit, group, siti, [cucu]))
    assert await agree(world, 1_000) == "not_for_own"
    assert await refused(world, "Cucu", waive_steps.open_one, group, 1) == "not_for_own"
    assert await agree(world, 1_000, second="Rina") == ""


async def test_only_loans_with_a_fine_are_listed_and_a_look_is_written_down(world: World) -> None:
    await fined(world)
    group = world.groups[MENTARI]
    assert [each.loan for each in await step(world, "Lilis", waive_steps.list_rows, group)] == [1]
    assert await refused(world, "Siti", waive_steps.list_rows, group) == "not_allowed"
    seen = await step(world, "Lilis", waive_steps.open_one, group, 1)
    assert (seen.name, seen.fine, seen.approval) == ("Siti", 2_000, 0)
    await world.read_books()
    assert "Lilis read loan Siti fine" in world.audit
