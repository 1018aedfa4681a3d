"""What the tests that kill share: both engines, and how often to kill."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kill.ground import Ground, Grounds


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> str:
    """The engine's name."""
    return str(request.param)


@pytest.fixture
def server(request: pytest.FixtureRequest, engine: str) -> str:
    """The URL of a PostgreSQL server; "" for SQLite."""
    return str(request.getfixturevalue("postgres_server")) if engine == "postgres" else ""


@pytest.fixture
async def ground(tmp_path: Path, server: str) -> AsyncIterator[Ground]:
    """A prepared database of this test's own, on either engine."""
    async with Grounds.prepared(tmp_path, server) as grounds, grounds.fresh() as fresh:
        yield fresh


@pytest.fixture
async def sqlite_ground(tmp_path: Path) -> AsyncIterator[Ground]:
    """A prepared SQLite database of this test's own."""
    async with Grounds.prepared(tmp_path) as grounds, grounds.fresh() as fresh:
        yield fresh


@pytest.fixture
def kills_wanted(request: pytest.FixtureRequest) -> int | None:
    """What --kills says."""
    wanted: int | None = request.config.getoption("kills")
    return wanted
