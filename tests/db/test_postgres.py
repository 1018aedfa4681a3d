"""PostgreSQL as we use it: reconnects only between transactions, one process by an advisory lock."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import asyncpg
import pytest

from db.engine import Fetch, StorageUnavailable, Write
from db.postgres import PostgresEngine
from tests.db.notebook import ADD, LIST, NOTES, open_notebook

pytestmark = pytest.mark.postgres

T = TypeVar("T")


async def _cut(url: str) -> None:
    """End every other connection to this database, as an administrator would."""
    connection = await asyncpg.connect(url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()


async def _soon(attempt: Callable[[], Awaitable[T]], engine: PostgresEngine) -> T:
    """What `attempt` gives, tried again as the writer does: the server needs a moment to let go of the lock."""
    async with asyncio.timeout(20):
        while True:
            try:
                return await attempt()
            except StorageUnavailable:
                await engine.rollback()
                await asyncio.sleep(0.01)


async def _engine(url: str) -> PostgresEngine:
    engine = PostgresEngine(url)
    await engine.connect()
    await engine.perform([Write(NOTES)])
    return engine


async def test_after_a_lost_connection_nothing_runs_until_the_transaction_is_given_up(postgres_url: str):
    engine = await _engine(postgres_url)
    await engine.perform([Write(engine.begin), Write(ADD, [(1, "lost")])])
    await _cut(postgres_url)
    for number in (2, 3):
        with pytest.raises(StorageUnavailable):
            await engine.perform([Write(ADD, [(number, "alone")])])
    await engine.rollback()
    assert (await _soon(lambda: engine.perform([Fetch(LIST)]), engine))[0] == []
    await engine.close()


async def test_a_connection_lost_while_idle_is_made_anew(postgres_url: str):
    engine = await _engine(postgres_url)
    await _cut(postgres_url)
    whole = [Write(engine.begin), Write(ADD, [(1, "a")]), Write("COMMIT")]
    await _soon(lambda: engine.perform(whole), engine)
    assert len((await engine.perform([Fetch(LIST)]))[0]) == 1
    await engine.close()


async def test_a_new_connection_has_the_process_lock_too(postgres_url: str):
    engine = await _engine(postgres_url)
    await _cut(postgres_url)
    await _soon(lambda: engine.perform([Fetch(LIST)]), engine)
    second = PostgresEngine(postgres_url)
    with pytest.raises(StorageUnavailable, match="another process"):
        await second.connect()
    await engine.close()


async def test_while_another_process_has_the_lock_this_one_does_not_write(postgres_url: str):
    engine = await _engine(postgres_url)
    await _cut(postgres_url)
    second = PostgresEngine(postgres_url)
    await _soon(second.connect, second)
    for _turn in range(2):
        with pytest.raises(StorageUnavailable):
            await engine.perform([Write(ADD, [(1, "both")])])
        await engine.rollback()
    await second.close()
    await _soon(lambda: engine.perform([Write(ADD, [(1, "a")])]), engine)
    await engine.close()


async def test_a_command_beside_the_running_program_needs_no_lock(postgres_url: str):
    engine = await _engine(postgres_url)
    beside = PostgresEngine(postgres_url, exclusive=False)
    await beside.connect()
    await beside.perform([Write(ADD, [(1, "beside")])])
    assert [row["text"] for row in (await engine.perform([Fetch(LIST)]))[0]] == ["beside"]
    await beside.close()
    await engine.close()


async def test_a_server_that_is_not_there_is_not_now(tmp_path: Path):
    engine = PostgresEngine(f"postgresql://postgres@/nothing?host={tmp_path}")
    with pytest.raises(StorageUnavailable, match="cannot open"):
        await engine.connect()


async def test_a_database_that_does_not_exist_is_a_mistake_and_told_as_one(postgres_url: str):
    engine = PostgresEngine(postgres_url.replace("teman_test_", "teman_none_"))
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await engine.connect()


async def test_wrong_parameters_are_a_mistake_and_told_as_one(postgres_url: str, tmp_path: Path):
    async with open_notebook("postgres", tmp_path, postgres_url) as notebook:
        for params in ((1, "a", "too many"), ("no number", "a"), (2**63, "too big"), (1,)):
            with pytest.raises((asyncpg.InterfaceError, asyncpg.DataError)):
                await notebook.engine.perform([Fetch(ADD, params)])
            await notebook.engine.rollback()
        assert await notebook.texts() == []


async def test_rolling_back_on_a_dead_connection_raises_nothing(postgres_url: str):
    engine = await _engine(postgres_url)
    await engine.perform([Write(engine.begin)])
    await _cut(postgres_url)
    await engine.rollback()
    assert (await _soon(lambda: engine.perform([Fetch(LIST)]), engine))[0] == []
    await engine.close()
