"""Records on both engines: a small notebook for the machinery, the program's own tables for the repositories."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.db.desk import Desk, open_desk
from tests.db.notebook import Notebook, open_notebook

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def kind(request: pytest.FixtureRequest) -> str:
    """The engine's name."""
    return str(request.param)


@pytest.fixture
def url(request: pytest.FixtureRequest, kind: str) -> str:
    """The URL of an empty PostgreSQL database; "" for SQLite, which needs none."""
    return str(request.getfixturevalue("postgres_url")) if kind == "postgres" else ""


@pytest.fixture
async def notebook(kind: str, url: str, tmp_path: Path) -> AsyncIterator[Notebook]:
    async with open_notebook(kind, tmp_path, url) as opened:
        yield opened


@pytest.fixture
async def desk(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> AsyncIterator[Desk]:
    url = str(request.getfixturevalue("postgres_records")) if kind == "postgres" else ""
    async with open_desk(tmp_path, url) as opened:
        yield opened
