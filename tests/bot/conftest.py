"""The shell of an operator, the program beside it, and a room; only for the tests that ask for them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.operator_commands import ROOT
from tests.bot.room import Room, open_room
from tests.bot.shell import Program, Shell
from tests.bot.small_talks import ALL


@pytest.fixture
def shell(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path_factory.mktemp("here"))  # away from the developer's own .env
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Shell(tmp_path, monkeypatch)


@pytest.fixture
def running(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL) as opened:
        yield opened
