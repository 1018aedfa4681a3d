"""What a member meets in her own conversations survives what people really send, and tells a shared phone nothing.

The walks of the other tests know nobody's group: these are walked by women who are members of one.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from conversation.registry import Conversation
from domain.roles import Role
from handlers.savings.differ import say_difference
from handlers.savings.show_savings import show_savings
from tests.crowd import Crowd
from tests.handlers.test_default_answers import (
    ALL,
    FEW,
    _every_language_is_spoken,
    _everything_is_survived,
    _no_question_stands_there_for_ever,
    _nothing_is_left_behind,
)
from tests.handlers.test_discreet_outbox import SharedCrowd, breaches, list_pushed
from tests.world import Way, World, open_world

MEMBERS = frozenset({Role.MEMBER})
OF_MEMBERS = [replace(each, roles=MEMBERS) for each in (show_savings, say_difference)]


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        yield opened


@pytest.mark.parametrize("most", [FEW, pytest.param(ALL, marks=pytest.mark.slow)])
@pytest.mark.parametrize("conversation", OF_MEMBERS, ids=lambda each: each.name)
async def test_whatever_comes_is_answered_kindly(world: World, conversation: Conversation, most: int) -> None:
    crowd = Crowd(world, conversation)
    places = await crowd.explore(most)
    assert len(places) >= min(most, 2)
    await _everything_is_survived(crowd, places)
    await _no_question_stands_there_for_ever(crowd, places)
    await _every_language_is_spoken(crowd, places)
    await _nothing_is_left_behind(world)


@pytest.mark.slow
@pytest.mark.parametrize("conversation", OF_MEMBERS, ids=lambda each: each.name)
async def test_a_shared_phone_hears_neutral_sentences_only(world: World, conversation: Conversation) -> None:
    crowd = SharedCrowd(world, conversation)
    await crowd.explore(ALL)
    await world.pass_time(30 * 24 * 3600)
    assert breaches(await list_pushed(world)) == []
