"""What women meet where there are courses: the schedule, a page, a place that became free; it survives what people send.

The walks of the other tests know an office in which nothing is taught.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from conversation.registry import Conversation
from db import course_turns
from db.unit import Unit
from domain.courses import Topic, Who
from handlers.training.course_page import show_course
from handlers.training.schedule import show_schedule
from handlers.training.sight import get_course
from tests.crowd import Crowd, Woman
from tests.handlers.test_default_answers import (
    ALL,
    FEW,
    _every_language_is_spoken,
    _everything_is_survived,
    _no_question_stands_there_for_ever,
    _nothing_is_left_behind,
)
from tests.handlers.test_discreet_outbox import SharedCrowd, breaches, list_pushed
from tests.handlers.training.classes import NEXT_TUESDAY, put_in, step, teach, weeks
from tests.world import Way, World, open_world

# So many women come into the same courses; more would fill them.
TOGETHER = 100

TITLES = ("Kue kering", "Menjahit", "Membatik", "Bimtek usaha")
NOTES = ("celemek", "Boleh bawa anak.", "Ongkos diganti.")


class Learning(Crowd):
    """Each has a place in one course and waits for another, at the same hour; one more fits her, and one does not."""

    def __init__(self, world: World, conversation: Conversation) -> None:
        super().__init__(world, conversation)
        self._gate = asyncio.Lock()
        self._here = TOGETHER
        self._mine = self._waiting = 0

    async def _woman(self, language: str) -> Woman:
        woman = await super()._woman(language)
        async with self._gate:
            if self._here == TOGETHER:
                await self._open_courses()
            self._here += 1
            await put_in(self.world, self._mine, woman.name)
            await put_in(self.world, self._waiting, woman.name)
        return woman

    async def _open_courses(self) -> None:
        bring, childcare, transport = NOTES
        self._here = 0
        self._mine = await teach(self.world, TITLES[0], bring=bring, childcare=childcare, transport=transport)
        self._waiting = await teach(self.world, TITLES[1], topic=Topic.SEWING, capacity=1)
        await teach(self.world, TITLES[2], topic=Topic.BATIK, days=weeks(2, NEXT_TUESDAY.replace(day=11)))
        await teach(self.world, TITLES[0], days=weeks(3, NEXT_TUESDAY.replace(day=12)), capacity=7)
        await teach(self.world, TITLES[3], who=Who(before_aid=True))


class SharedLearning(Learning, SharedCrowd):
    """On phones that others read too."""


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        yield opened


@pytest.mark.parametrize("most", [FEW, pytest.param(ALL, marks=pytest.mark.slow)])
@pytest.mark.parametrize("conversation", [show_schedule, show_course], ids=lambda each: each.name)
async def test_whatever_comes_is_answered_kindly(world: World, conversation: Conversation, most: int) -> None:
    crowd = Learning(world, conversation)
    places = await crowd.explore(most)
    assert len(places) >= min(most, 2)
    await _everything_is_survived(crowd, places)
    await _no_question_stands_there_for_ever(crowd, places)
    await _every_language_is_spoken(crowd, places)
    await _nothing_is_left_behind(world)


@pytest.mark.slow
@pytest.mark.parametrize("conversation", [show_schedule, show_course], ids=lambda each: each.name)
async def test_a_shared_phone_hears_neutral_sentences_only(world: World, conversation: Conversation) -> None:
    await SharedLearning(world, conversation).explore(ALL)
    await world.pass_time(24 * 3600)
    assert breaches(await list_pushed(world)) == []


async def test_of_a_place_that_became_free_a_shared_phone_hears_that_there_is_news_and_no_more(
    world: World,
) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda", phone="shared")
    course = await teach(world, capacity=1)
    await put_in(world, course, "Siti", "Yuyun")

    async def leave(unit: Unit) -> None:
        await course_turns.leave(unit, await get_course(unit, course), unit.actor.person_id)

    await step(world, "Siti", leave)
    pushed = await list_pushed(world)
    assert len(pushed) == 1
    assert breaches(pushed) == []
