"""`play` plays a transcript in `world`, in every way there is; nobody writes a chat twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.handlers.ways import WAYS
from tests.play import Play
from tests.world import Way, World, make_template, open_world


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the world as every chat finds it."""
    folder = tmp_path_factory.mktemp("world")
    asyncio.run(make_template(folder))
    return folder


@pytest.fixture(params=WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    return Way(request.param)


@pytest.fixture
async def world(way: Way, template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", way, template=template) as opened:
        yield opened


@pytest.fixture
def play(world: World) -> Play:
    return Play(world)
