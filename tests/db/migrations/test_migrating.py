"""Migrations: whatever interrupts them, the database ends up like a fresh one; a newer one is left alone."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from db import migrations
from db.engine import Fetch, Write
from db.migrations import MIGRATIONS, NewerDatabase, for_engine, migrate
from db.sqlite import SqliteEngine
from tests.db.migrations.schema import Ending, Killed, schema_of
from tests.db.notebook import NOON_MS, engine_of
from tests.postgres import empty_database


async def test_a_fresh_database_gets_every_migration_in_order_with_its_number(kind, url, tmp_path: Path):
    engine = engine_of(kind, tmp_path, url)
    await engine.connect()
    assert await migrate(engine, NOON_MS) == len(MIGRATIONS)
    rows = (
        await engine.perform([Fetch("SELECT number, name, applied_ms FROM schema_version ORDER BY number")])
    )[0]
    assert [tuple(row) for row in rows] == [
        (number, name, NOON_MS) for number, name in enumerate(MIGRATIONS, start=1)
    ]
    await engine.close()


def test_every_migration_there_is_runs() -> None:
    folder = Path(migrations.__file__).parent
    assert list(MIGRATIONS) == sorted(path.stem for path in folder.glob("m[0-9]*.py"))


UP_TO_DATE = """
import asyncio, sys
from pathlib import Path
from db.migrations import MIGRATIONS, migrate
from db.sqlite import SqliteEngine

async def again():
    engine = SqliteEngine(Path(sys.argv[1]))
    await engine.connect()
    assert await migrate(engine, 0) == len(MIGRATIONS)
    await engine.close()

asyncio.run(again())
print([each for each in sys.modules if each.startswith("db.migrations.")])
"""


async def test_where_the_database_is_up_to_date_no_migration_is_loaded(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path / "teman.db")
    await engine.connect()
    await migrate(engine, NOON_MS)
    await engine.close()
    again = [sys.executable, "-c", UP_TO_DATE, str(tmp_path / "teman.db")]
    done = await asyncio.to_thread(
        subprocess.run, again, check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


async def test_migrating_again_changes_nothing(kind, url, tmp_path: Path):
    engine = engine_of(kind, tmp_path, url)
    await engine.connect()
    await migrate(engine, NOON_MS)
    before = await schema_of(engine)
    assert await migrate(engine, NOON_MS + 1) == len(MIGRATIONS)
    assert await schema_of(engine) == before
    await engine.close()


@pytest.mark.slow
async def test_a_migration_ended_before_any_of_its_statements_is_finished_by_the_next_start(
    kind, url, tmp_path: Path, request: pytest.FixtureRequest
):
    """The connection is lost at each statement in turn, as when the program is ended there."""
    server = str(request.getfixturevalue("postgres_server")) if kind == "postgres" else ""
    whole = engine_of(kind, tmp_path, url)
    await whole.connect()
    await migrate(whole, NOON_MS)
    fresh = await schema_of(whole)
    await whole.close()
    at, ended = 0, True
    while ended:
        folder = tmp_path / str(at)
        folder.mkdir()
        # On a server a new database is made faster than three hundred tables and indexes are taken away.
        with empty_database(server) if server else nullcontext("") as place:
            ending = Ending(engine_of(kind, folder, place), at)
            await ending.connect()
            try:
                await migrate(ending, NOON_MS)
            except Killed:
                pass
            ended = ending.ended
            await ending.close()
            again = engine_of(kind, folder, place)
            await again.connect()
            await migrate(again, NOON_MS)
            assert await schema_of(again) == fresh, f"ended at statement {at}"
            await again.close()
        at += 1
    assert at > len(for_engine(kind)[0].statements)


async def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(kind, url, tmp_path: Path):
    engine = engine_of(kind, tmp_path, url)
    await engine.connect()
    await migrate(engine, NOON_MS)
    newer = len(MIGRATIONS) + 1
    await engine.perform(
        [Write("INSERT INTO schema_version (number, name, applied_ms) VALUES ($1, 'later', 0)", [(newer,)])]
    )
    before = await schema_of(engine)
    with pytest.raises(NewerDatabase, match=f"version {newer}, this program knows {len(MIGRATIONS)}"):
        await migrate(engine, NOON_MS)
    assert await schema_of(engine) == before
    await engine.close()


async def test_a_migration_that_fails_leaves_nothing_behind(kind, url, tmp_path: Path):
    engine = engine_of(kind, tmp_path, url)
    await engine.connect()
    last_index = [each for each in for_engine(kind)[0].statements if each.startswith("CREATE INDEX")][
        -1
    ].split()[2]
    await engine.perform([Write(f"CREATE TABLE {last_index} (x BIGINT)")])
    with pytest.raises(Exception, match=rf"(?i){last_index}"):
        await migrate(engine, NOON_MS)
    await engine.perform([Write(f"DROP TABLE {last_index}")])
    assert await migrate(engine, NOON_MS) == len(MIGRATIONS)
    await engine.close()


KILLED = """
import asyncio, os, pathlib, signal, sys
sys.path.insert(0, sys.argv[3])
from db.migrations import migrate
from db.sqlite import SqliteEngine
from tests.db.migrations.schema import Ending

class Killing(Ending):
    async def perform(self, statements):
        try:
            return await super().perform(statements)
        finally:
            if self.ended:
                os.kill(os.getpid(), signal.SIGKILL)

async def main():
    engine = Killing(SqliteEngine(pathlib.Path(sys.argv[1])), int(sys.argv[2]))
    await engine.connect()
    await migrate(engine, 0)
    await engine.close()

asyncio.run(main())
"""


@pytest.mark.slow
def test_kill_9_in_the_middle_of_a_migration_leaves_a_database_that_the_next_start_finishes(tmp_path: Path):
    """A real process, a real kill, at a dozen places; what is left is an empty schema each time, never half of one."""
    here = Path(__file__).resolve().parents[3]
    count = len(for_engine("sqlite")[0].statements) + 5
    for at in range(0, count, max(1, count // 12)):
        path = tmp_path / f"{at}.db"
        command = [sys.executable, "-c", KILLED, str(path), str(at), str(here)]
        assert subprocess.run(command, check=False, cwd=here).returncode == -signal.SIGKILL
        with sqlite3.connect(path) as left:
            tables = {name for (name,) in left.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        left.close()
        assert tables <= {"schema_version"}
        assert subprocess.run([*command[:4], "-1", str(here)], check=True, cwd=here).returncode == os.EX_OK


async def test_a_new_file_has_the_tables_and_columns_that_an_old_one_has_after_all_its_migrations(
    tmp_path: Path,
):
    new, old = SqliteEngine(tmp_path / "new.db"), SqliteEngine(tmp_path / "old.db")
    for engine in (new, old):
        await engine.connect()
    await migrate(new, NOON_MS)
    for step in for_engine("sqlite"):
        await old.perform([Write(each) for each in step.statements])
    assert await columns_of(new) == await columns_of(old)
    rest = "SELECT type, name, sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL ORDER BY name"
    found = [[tuple(row) for row in (await engine.perform([Fetch(rest)]))[0]] for engine in (new, old)]
    assert found[0] == found[1]
    for engine in (new, old):
        await engine.close()


async def columns_of(engine: SqliteEngine) -> dict[str, list[tuple[object, ...]]]:
    """The columns, keys and references of each table, but for the table of versions."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_version' ORDER BY name"
    found = {}
    for (name,) in (await engine.perform([Fetch(tables)]))[0]:
        asked = [
            Fetch(f"PRAGMA {what}({name})") for what in ("table_xinfo", "foreign_key_list", "index_list")
        ]
        found[name] = [tuple(row) for rows in await engine.perform(asked) for row in rows]
    return found


def test_numbers_and_names_of_migrations_go_together():
    for engine in ("sqlite", "postgres"):
        for number, step in enumerate(for_engine(engine), start=1):
            assert step.number == number
            assert step.name.startswith(f"m{number:04}_")


def test_each_engine_gets_its_own_spelling():
    sqlite, postgres = (" ".join(for_engine(name)[0].statements) for name in ("sqlite", "postgres"))
    assert " BYTEA" in postgres
    assert " BLOB" not in postgres
    assert " BYTEA" not in sqlite
