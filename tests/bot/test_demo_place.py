"""The demo is written where nothing is, or where it is already; real records are refused and left as they were."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.demo import fill
from bot.demo_place import check_demo
from bot.storage import WrongRecords, engine_for, open_storage
from db import groups, organisations, people
from db.engine import Write
from db.unit import Unit
from domain.facts import Facts
from domain.zones import WIB
from tests.bot.test_run import LIMIT_S, ROOT
from tests.db.desk import NOON_MS, RING

FACTS = Facts(sets={}, areas=(), bot_name="Teman Mandiri", demo=False)


async def nothing(unit: Unit) -> None:
    """Records that somebody has begun, and nobody is in them yet."""


async def an_office(unit: Unit) -> None:
    organisations.add(unit, name="Kantor Contoh", zone=WIB, areas=())


async def a_group(unit: Unit) -> None:
    groups.add(unit, name="Melati", place="Cipanas", zone=WIB)


async def a_person(unit: Unit) -> None:
    people.add_person(unit, unit.new_id(), unit.now_ms)


async def make(folder: Path, job: Any, *, url: str = "") -> str:
    """Records with that in them; their URL."""
    url = url or f"sqlite:///{folder / 'real.db'}"
    storage = await open_storage(url, f"sqlite:///{folder / 'keys.db'}", RING, lambda: NOON_MS, FACTS)
    await storage.writer.run(job)
    await storage.close()
    return url


async def check(url: str) -> None:
    engine = engine_for(url)
    await engine.connect()
    try:
        await check_demo(engine)
    finally:
        await engine.close()


def dump(path: Path) -> list[str]:
    """All that stands in the file."""
    with sqlite3.connect(path) as database:
        return list(database.iterdump())


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty PostgreSQL database; "" for SQLite, which needs none."""
    return str(request.getfixturevalue("postgres_url")) if request.param == "postgres" else ""


@pytest.mark.parametrize("job", [an_office, a_group, a_person])
async def test_where_anybody_real_is_the_demo_is_refused(url: str, tmp_path: Path, job: Any) -> None:
    made = await make(tmp_path, job, url=url)
    with pytest.raises(WrongRecords, match="DATABASE_URL"):
        await check(made)


@pytest.mark.parametrize("job", [nothing, fill])
async def test_where_nobody_is_or_the_demo_already_it_may_be_written(
    url: str, tmp_path: Path, job: Any
) -> None:
    await check(await make(tmp_path, job, url=url))


async def test_a_file_that_is_not_there_yet_may_be_made(tmp_path: Path) -> None:
    await check(f"sqlite:///{tmp_path / 'new.db'}")


@pytest.mark.parametrize("command", [["demo"], ["demo", "--people", "5"], ["run"]])
async def test_started_over_real_records_it_says_why_not_and_changes_nothing(
    tmp_path: Path, command: list[str]
) -> None:
    """Also over those of a program of before, which are not brought up to date; and where the token was forgotten."""
    url = await make(tmp_path, an_office)
    engine = engine_for(url)
    await engine.connect()
    await engine.perform([Write("DELETE FROM schema_version WHERE number > 14")])
    await engine.close()
    before = dump(tmp_path / "real.db")
    given = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data"), "PORT": "0", "DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        cwd=ROOT,
        env={**given, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("DATABASE_URL names records that are not the demo's")
    assert "Traceback" not in done.stderr
    assert dump(tmp_path / "real.db") == before
