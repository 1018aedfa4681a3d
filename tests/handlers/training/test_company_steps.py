"""Joining as one who knows nobody begins a month of being asked; joining among friends begins nothing."""

import pytest

from db import courses
from db.unit import Unit
from handlers.training.company_steps import plan_company
from tests.handlers.training.classes import step
from tests.handlers.training.company import a_course, newcomer, tasks
from tests.world import Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def test_only_a_newcomer_is_planned_for_and_however_often_it_is_said_once(world: World) -> None:
    course = await a_course(world, "Tati")
    await newcomer(world, course, "Siti")

    async def again(unit: Unit) -> None:
        for new in (True, False):
            await plan_company(unit, await courses.get(unit, course), unit.actor.person_id, new)

    for name in ("Siti", "Tati"):
        await step(world, name, again)
    assert await tasks(world) == [f"Siti newcomer {day}: waiting" for day in (3, 7, 14, 30)]
