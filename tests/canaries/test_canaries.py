"""A dozen secrets go through the whole program; none stands in clear in anything it leaves behind.

Each search can fail: a program with a planted mistake is caught by the same one.
"""

import base64
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from bot.storage import Storage
from db import inspection
from db.engine import Fetch
from db.sealed_columns import COLUMNS
from tests.canaries.search import find, spellings
from tests.canaries.story import CANARIES, FORGOTTEN, NOT_STORED, TOKEN, Run
from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground, Grounds


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def ground(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ground]:
    """One real office, on either engine."""
    server = str(request.getfixturevalue("postgres_server")) if request.param == "postgres" else ""
    async with Grounds.prepared(tmp_path, server) as grounds, grounds.fresh() as fresh:
        yield fresh


@pytest.fixture
async def sqlite_ground(tmp_path: Path) -> AsyncIterator[Ground]:
    async with Grounds.prepared(tmp_path) as grounds, grounds.fresh() as fresh:
        yield fresh


async def opened_values(storage: Storage) -> bytes:
    """Everything sealed, opened with the keys: what was really kept."""
    found = []
    for column in COLUMNS:
        rows = (await storage.engine.perform([Fetch(column.sql, (column.highest, 10_000))]))[0]
        await storage.vault.have({column.owner(row["owner"]) for row in rows})
        for row in rows:
            place = inspection._place(column, row["at"])
            if storage.vault.knows(column.owner(row["owner"])):
                found.append(storage.vault.unseal(column.owner(row["owner"]), place, bytes(row["sealed"])))
    return b"\n".join(found)


async def dump_tables(url: str, folder: Path) -> None:
    """Every row of every table as text and as bytes, for the search."""
    folder.mkdir()
    connection = await asyncpg.connect(url)
    try:
        tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        for (name,) in await connection.fetch(tables):
            rows = await connection.fetch(f'SELECT * FROM "{name}"')
            values = [value for row in rows for value in row.values()]
            (folder / name).write_bytes(
                b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)
            )
    finally:
        await connection.close()


@pytest.mark.slow
async def test_no_secret_is_in_clear_anywhere(ground: Ground) -> None:
    async with BotApi.running(token=TOKEN) as api:
        run = Run(ground, api)
        async with run.program() as process:
            await run.happens()
            assert "teman" in await run.page("/metrics")
            await run.page("/readyz")
            assert await run.operates("check", "--all", "--json") in (0, 1)  # an event was laid aside
            assert find(run.folder, CANARIES) == {}  # while it runs: the -wal, the -shm, the logs so far
            process.kill()
            await process.wait()
        assert find(run.folder, CANARIES) == {}
        async with run.program():  # takes up what the kill left
            await run.says(1001, "menu")
        await run.operates("keys", "rotate")
    assert find(run.folder, CANARIES) == {}
    log = (run.folder / "program.log").read_text()
    assert "turn failed" in log  # errors were logged, without her words
    assert "event laid aside" in log
    assert list((run.folder / "files").iterdir())  # her photo is there, sealed
    if ground.url:
        await dump_tables(ground.url, run.folder / "dump")
        assert find(run.folder, CANARIES) == {}
    async with ground.open() as storage:
        kept = await opened_values(storage)
    missing = {name for name, word in CANARIES.items() if word.encode() not in kept}
    assert (
        missing - NOT_STORED == FORGOTTEN
    )  # all the others went through, and are there for whoever has the keys


@pytest.mark.slow
async def test_a_backup_holds_no_secret_in_clear(sqlite_ground: Ground) -> None:
    async with BotApi.running(token=TOKEN) as api:
        run = Run(sqlite_ground, api)
        async with run.program():
            await run.is_called_so(1001)
            await run.asks_for_a_person(1002)
            assert await run.operates("backup") == 0
    copies = [path for path in (run.folder / "backup").rglob("*") if path.is_file()]
    assert len(copies) >= 2
    assert find(run.folder / "backup", CANARIES) == {}


@pytest.mark.slow
@pytest.mark.parametrize("defect", ["log", "column", "temporary"])
async def test_a_program_that_leaks_is_caught(sqlite_ground: Ground, defect: str) -> None:
    async with BotApi.running(token=TOKEN) as api:
        run = Run(sqlite_ground, api, defect)
        async with run.program():
            await run.says(1004, "/bocor", CANARIES["words"])
    assert set(find(run.folder, CANARIES)) == {"words"}


@pytest.mark.parametrize("name", CANARIES)
def test_every_spelling_of_every_secret_is_found(tmp_path: Path, name: str) -> None:
    for number, spelled in enumerate(spellings(CANARIES[name])):
        (tmp_path / "teman.db-wal").write_bytes(b"\x00\xff" + spelled + b"\x00\xff")
        assert name in find(tmp_path, CANARIES), number


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_secret_within_base64_is_found_wherever_it_begins(tmp_path: Path, before: str) -> None:
    (tmp_path / "body").write_bytes(base64.b64encode(f"{before}{CANARIES['words']} dan".encode()))
    assert find(tmp_path, CANARIES) == {"words": ["body"]}


def test_a_secret_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / CANARIES["file name"]).touch()
    assert find(tmp_path, CANARIES) == {"file name": [CANARIES["file name"]]}


def test_digits_within_a_longer_number_are_no_secret(tmp_path: Path) -> None:
    (tmp_path / "log").write_text(f"inbox=38{CANARIES['pin']}19")
    assert find(tmp_path, CANARIES) == {}
    (tmp_path / "log").write_text(f"pin={CANARIES['pin']}.")
    assert find(tmp_path, CANARIES) == {"pin": ["log"]}


def test_a_search_of_nothing_is_no_proof(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        find(tmp_path, CANARIES)


def test_a_folder_may_be_left_out(tmp_path: Path) -> None:
    for folder in ("data", "simulator"):
        (tmp_path / folder).mkdir()
        shutil.copyfile(__file__, tmp_path / folder / "copy")
    (tmp_path / "simulator" / "chat").write_text(CANARIES["name"])
    assert find(tmp_path, CANARIES, leave_out=("simulator",)) == {}
