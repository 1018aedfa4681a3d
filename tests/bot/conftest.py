"""The shell of an operator, and the program beside it; only for the tests that ask for them."""

from pathlib import Path

import pytest

from bot.operator_commands import ROOT
from tests.bot.shell import Program, Shell


@pytest.fixture
def shell(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path_factory.mktemp("here"))  # away from the developer's own .env
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Shell(tmp_path, monkeypatch)


@pytest.fixture
def running(tmp_path: Path) -> Program:
    return Program(tmp_path)
