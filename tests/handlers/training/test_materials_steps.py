"""Which sessions she can look back at, and that a locked phone shows none."""

from dataclasses import replace

import pytest

from bot.recipes import RECIPES
from db.unit import Unit
from domain.course_materials import Form
from domain.refusals import NotAllowed
from handlers.training.materials_steps import PHOTO, VOICE, hand_over, list_shelves
from tests.handlers.training.classes import step
from tests.handlers.training.sitting import a_class_now
from tests.handlers.training.test_give_material import arrive
from tests.handlers.training.test_materials import share
from tests.world import World


async def test_the_newest_session_stands_first(world: World) -> None:
    course = await a_class_now(world, "Siti")
    for n in (1, 3, 2):
        await share(world, course, Form.TEXT, "Ayak tepungnya dulu.", n=n)
    shelves = await step(world, "Siti", list_shelves, course)
    assert [each.label.values["n"] for each in shelves] == [3, 2, 1]
    assert await step(world, "Siti", list_shelves, 1) == ()


async def test_a_locked_phone_shows_and_hands_over_nothing(world: World) -> None:
    course = await a_class_now(world, "Siti")
    photo = await share(world, course, Form.PHOTO)
    await arrive(world)

    async def locked(unit: Unit) -> None:
        unit.actor = replace(await world.actor(unit, "Siti"), profiles=True, inside=False)
        assert await list_shelves(unit, 0) == ()
        with pytest.raises(NotAllowed):
            await hand_over(unit, photo)

    await world.run(locked)


def test_what_is_handed_over_is_a_paper_that_there_is() -> None:
    assert {PHOTO, VOICE} <= set(RECIPES)
