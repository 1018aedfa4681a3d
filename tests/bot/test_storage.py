"""The databases open together, wait for each other's process, and are given back when the start fails."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import LOCK_WAIT_S, Storage, engine_for, open_storage
from db.engine import Fetch, Write
from db.migrations import NewerDatabase
from db.postgres import PostgresEngine
from db.sqlite import SqliteEngine
from db.unit import Unit
from db.vault import RingKey, UnknownKeyRing
from domain.facts import Facts

RING = (RingKey("test", bytes(range(32))),)
OTHER_RING = (RingKey("other", bytes(32)),)
FACTS = Facts(sets={}, areas=(), bot_name="Teman", demo=True)


async def open_in(folder: Path, ring: tuple[RingKey, ...] = RING) -> Storage:
    async with asyncio.timeout(20):  # a database that nobody gave back would be waited for without end
        return await open_storage(
            f"sqlite:///{folder / 'main.db'}", f"sqlite:///{folder / 'keys.db'}", ring, lambda: 1_000, FACTS
        )


@contextlib.asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Storage]:
    storage = await open_in(folder)
    try:
        yield storage
    finally:
        await storage.close()


async def write_a_row(unit: Unit) -> int:
    row_id = unit.new_id()
    unit.write("INSERT INTO meta (name, value) VALUES ($1, $2)", f"test {row_id}", "kept")
    return row_id


async def count_rows(unit: Unit) -> int:
    row = await unit.fetch_one("SELECT count(*) FROM meta WHERE value = 'kept'")
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("sqlite:///data/teman.db", SqliteEngine),
        ("sqlite:////srv/teman.db", SqliteEngine),
        ("postgresql://localhost/teman", PostgresEngine),
    ],
)
def test_the_url_names_the_engine(url: str, kind: type) -> None:
    assert type(engine_for(url)) is kind


async def test_what_was_written_is_there_after_the_next_start(tmp_path: Path) -> None:
    async with opened(tmp_path) as storage:
        await storage.writer.run(write_a_row)
    async with opened(tmp_path) as storage:
        assert await storage.writer.run(count_rows) == 1


async def test_closing_commits_what_still_waits(tmp_path: Path) -> None:
    storage = await open_in(tmp_path)
    waiting = asyncio.ensure_future(storage.writer.run(write_a_row))
    await asyncio.sleep(0)  # the job is handed to the writer, and not done
    assert not waiting.done()
    await storage.close()
    assert waiting.done()
    async with opened(tmp_path) as storage:
        assert await storage.writer.run(count_rows) == 1


async def test_a_second_process_waits_until_the_first_has_gone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = await open_in(tmp_path)
    second = asyncio.ensure_future(open_in(tmp_path))
    assert await asyncio.wait({second}, timeout=2 * LOCK_WAIT_S) == (set(), {second})
    await first.close()
    await (await second).close()
    assert [record.levelname for record in caplog.records if record.name == "bot.storage"] == ["WARNING"]


async def test_a_start_that_is_cancelled_while_it_waits_leaves_nothing_open(tmp_path: Path) -> None:
    async with opened(tmp_path):
        waiting = asyncio.ensure_future(open_in(tmp_path))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with opened(tmp_path) as storage:
        assert await storage.writer.run(count_rows) == 0


async def test_with_a_wrong_key_ring_the_start_fails_and_gives_everything_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as storage:
        await storage.writer.run(write_a_row)
    with pytest.raises(UnknownKeyRing):
        await open_in(tmp_path, OTHER_RING)
    async with opened(tmp_path) as storage:
        assert await storage.writer.run(count_rows) == 1


async def test_a_database_of_a_newer_program_is_left_alone_and_given_back(tmp_path: Path) -> None:
    async with opened(tmp_path):
        pass
    newer = "INSERT INTO schema_version (number, name, applied_ms) VALUES (999, 'later', 0)"
    await perform(tmp_path, newer)
    with pytest.raises(NewerDatabase):
        await open_in(tmp_path)
    await perform(tmp_path, "DELETE FROM schema_version WHERE number = 999")
    async with opened(tmp_path) as storage:
        assert await storage.writer.run(count_rows) == 0


async def perform(folder: Path, sql: str) -> None:
    """One statement on the main database, by somebody who needs it alone."""
    engine = engine_for(f"sqlite:///{folder / 'main.db'}")
    await engine.connect()
    await engine.perform([Write(sql), Fetch("SELECT 1")])
    await engine.close()
