"""SQLite as we open it: durable, private, one process, and parameters that mean what they say."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.engine import Fetch, StorageUnavailable, Write
from db.sqlite import SqliteEngine, is_unavailable, positional
from tests.db.notebook import ADD, LIST, NOTES


@pytest.mark.parametrize(
    "sql, expected",
    [
        ("SELECT $1", "SELECT ?1"),
        ("$1 $10 $2 $1", "?1 ?10 ?2 ?1"),
        ("UPDATE t SET a = $2 WHERE id = $1", "UPDATE t SET a = ?2 WHERE id = ?1"),
        ("SELECT 'costs $1', $1", "SELECT 'costs $1', ?1"),
        ("SELECT 'it''s $1', $2", "SELECT 'it''s $1', ?2"),
        ('SELECT "$1" FROM t WHERE a = $1', 'SELECT "$1" FROM t WHERE a = ?1'),
        ("SELECT $1 -- not $2\n, $3", "SELECT ?1 -- not $2\n, ?3"),
        ("SELECT '$' || $1", "SELECT '$' || ?1"),
    ],
)
def test_parameters_are_numbered_and_texts_stay_as_they_are(sql, expected):
    assert positional(sql) == expected


async def _opened(folder: Path) -> SqliteEngine:
    engine = SqliteEngine(folder / "deep" / "notes.db", busy_timeout_s=0.05)
    await engine.connect()
    return engine


@pytest.mark.parametrize(
    "pragma, value",
    [
        ("page_size", 2048),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ],
)
async def test_the_settings_are_really_on(tmp_path: Path, pragma, value):
    engine = await _opened(tmp_path)
    assert (await engine.perform([Fetch(f"PRAGMA {pragma}")]))[0][0][0] == value
    await engine.close()


async def test_nobody_else_may_read_the_files(tmp_path: Path):
    before = os.umask(0)
    try:
        engine = await _opened(tmp_path)
        await engine.perform([Write(NOTES)])
        found = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "deep").iterdir()}
        await engine.close()
    finally:
        os.umask(before)
    assert found == dict.fromkeys(("notes.db", "notes.db-wal", "notes.db-shm", "notes.db.lock"), 0o600)
    assert stat.S_IMODE((tmp_path / "deep").stat().st_mode) == 0o700


async def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    path = tmp_path / "deep" / "notes.db"
    path.touch(mode=0o644)
    await (await _opened(tmp_path)).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


HOLDS = """
import asyncio, pathlib, sys
sys.path.insert(0, sys.argv[2])
from db.sqlite import SqliteEngine

async def main():
    engine = SqliteEngine(pathlib.Path(sys.argv[1]))
    await engine.connect()
    sys.stdout.write("open\\n")
    sys.stdout.flush()
    sys.stdin.read()

asyncio.run(main())
"""


@pytest.fixture
def other_process(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process of the program that has the database."""
    (tmp_path / "deep").mkdir()
    here = str(Path(__file__).resolve().parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path / "deep" / "notes.db"), here],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


async def test_a_second_process_has_to_wait_until_the_first_one_is_gone_even_by_kill_9(
    tmp_path: Path, other_process: "subprocess.Popen[str]"
):
    with pytest.raises(StorageUnavailable, match="another process"):
        await _opened(tmp_path)
    other_process.send_signal(signal.SIGKILL)
    other_process.wait()
    engine = await _opened(tmp_path)
    await engine.close()


async def test_a_command_beside_the_running_program_takes_no_lock(tmp_path: Path):
    engine = await _opened(tmp_path)
    await engine.perform([Write(NOTES)])
    beside = SqliteEngine(tmp_path / "deep" / "notes.db", exclusive=False)
    await beside.connect()
    await beside.perform([Write(ADD, [(1, "beside")])])
    assert [row["text"] for row in (await engine.perform([Fetch(LIST)]))[0]] == ["beside"]
    await beside.close()
    await engine.close()


async def test_a_lock_held_by_another_program_is_reported_as_not_now(tmp_path: Path):
    engine = await _opened(tmp_path)
    await engine.perform([Write(NOTES)])
    other = sqlite3.connect(tmp_path / "deep" / "notes.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="locked"):
        await engine.perform([Write(engine.begin)])
    await engine.rollback()
    other.execute("ROLLBACK")
    other.close()
    await engine.perform([Write(engine.begin), Write(ADD, [(1, "a")]), Write("COMMIT")])
    await engine.close()


@pytest.mark.parametrize(
    "code, expected",
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_IOERR_WRITE, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, False),
        (sqlite3.SQLITE_ERROR, False),
        (sqlite3.SQLITE_CORRUPT, False),
        (0, False),
    ],
)
def test_only_what_may_succeed_later_is_called_unavailable(code, expected):
    fault = sqlite3.OperationalError("x")
    fault.sqlite_errorcode = code
    assert is_unavailable(fault) is expected
