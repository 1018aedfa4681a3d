"""A small database of the tests' own: one table of notes, an engine, a vault and a writer around it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from db.engine import Engine, Fetch, Row, Statement, Write
from db.ids import Ids
from db.keys import KeyStore
from db.postgres import PostgresEngine
from db.sqlite import SqliteEngine
from db.unit import Unit
from db.vault import RingKey, Vault
from db.writer import Writer
from domain.facts import Facts

NOON_MS = 1_770_091_200_000  # Tuesday, 3 February 2026, 04.00 UTC
RING = (RingKey("test", bytes(range(32))),)
NO_FACTS = Facts(sets={}, areas=(), bot_name="", demo=False)
NOTES = "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"
PARTS = (
    "CREATE TABLE parts (id BIGINT PRIMARY KEY, note BIGINT NOT NULL"
    " REFERENCES notes(id) DEFERRABLE INITIALLY DEFERRED)"
)
ADD = "INSERT INTO notes (id, text) VALUES ($1, $2)"
LIST = "SELECT id, text FROM notes ORDER BY id"

T = TypeVar("T")


class Recorded:
    """A real engine, and what passed through it. before: called with each batch, may raise or wait."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name, self.begin = engine.name, engine.begin
        self.batches: list[list[str]] = []
        self.before: Callable[[Sequence[Statement]], Awaitable[None]] | None = None
        self.after: Callable[[Sequence[Statement]], Awaitable[None]] | None = None

    @property
    def statements(self) -> list[str]:
        """All statements so far, their first two words."""
        return [" ".join(sql.split()[:2]) for batch in self.batches for sql in batch]

    async def connect(self) -> None:
        await self._engine.connect()

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        self.batches.append([statement.sql for statement in statements])
        if self.before is not None:
            await self.before(statements)
        results = await self._engine.perform(statements)
        if self.after is not None:
            await self.after(statements)
        return results

    async def rollback(self) -> None:
        await self._engine.rollback()

    async def close(self) -> None:
        await self._engine.close()


class Notebook:
    """The open database."""

    def __init__(self, engine: Recorded, vault: Vault) -> None:
        self.engine = engine
        self.vault = vault
        self.ids = Ids()
        self.writer = self.new_writer((0.01,))

    def new_writer(self, retry_delays_s: tuple[float, ...]) -> Writer:
        """Nobody waits seconds in a test."""
        return Writer(
            self.engine, self.vault, self.ids, lambda: NOON_MS, NO_FACTS, retry_delays_s=retry_delays_s
        )

    def unit(self, *, retrying: bool = False) -> Unit:
        """A unit beside the writer; the test finishes or abandons it."""
        return Unit(self.engine, self.vault, self.ids, NOON_MS, NO_FACTS, retrying=retrying)

    async def run(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        return await self.writer.run(job)

    async def texts(self) -> list[str]:
        """What is committed, read by a connection's own eyes."""
        await self.engine.rollback()
        return [row["text"] for row in (await self.engine.perform([Fetch(LIST)]))[0]]

    async def in_transaction(self) -> bool:
        """Whether a transaction stands open: a second BEGIN would then fail or be warned about."""
        if self.engine.name == "postgres":
            sql = "SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS open"
            return bool((await self.engine.perform([Fetch(sql)]))[0][0]["open"])
        try:
            await self.engine.perform([Write("BEGIN"), Write("COMMIT")])
        except Exception:
            return True
        return False


def add(number: int, text: str = "") -> Callable[[Unit], Awaitable[int]]:
    """A job that writes one note and gives its number."""

    async def job(unit: Unit) -> int:
        unit.write(ADD, number, text or str(number))
        return number

    return job


def engine_of(kind: str, folder: Path, url: str) -> Engine:
    return SqliteEngine(folder / "notes.db", busy_timeout_s=0.05) if kind == "sqlite" else PostgresEngine(url)


@asynccontextmanager
async def open_notebook(kind: str, folder: Path, url: str = "") -> AsyncIterator[Notebook]:
    """A notebook on either engine, its writer started."""
    engine = Recorded(engine_of(kind, folder, url))
    await engine.connect()
    existing = await _tables(engine)
    await engine.perform([Write(sql) for sql in (NOTES, PARTS) if sql.split()[2] not in existing])
    vault = Vault(KeyStore(SqliteEngine(folder / "keys.db")), RING)
    await vault.start()
    notebook = Notebook(engine, vault)
    notebook.writer.start()
    engine.batches.clear()
    try:
        yield notebook
    finally:
        engine.before = engine.after = None
        await notebook.writer.stop()
        await engine.close()
        await vault.stop()


async def _tables(engine: Engine) -> set[str]:
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'table'"
    postgres = "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'"
    rows = (await engine.perform([Fetch(sqlite if engine.name == "sqlite" else postgres)]))[0]
    return {row["name"] for row in rows}


async def until(condition: Callable[[], Any]) -> None:
    """Let the loop run until `condition` holds."""
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - what happens inside the code under test sets no event of ours
            await asyncio.sleep(0.001)
