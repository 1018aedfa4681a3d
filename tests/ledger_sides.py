"""Two databases with one key store and one clock, whose processes may end at any statement."""

import asyncio
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.storage import engine_for
from db.engine import Engine, Row, Statement, Write
from db.ids import Ids
from db.keys import KeyStore
from db.migrations import migrate
from db.sqlite import SqliteEngine
from db.vault import RingKey, Vault
from db.writer import Writer
from domain.facts import Facts

T = TypeVar("T")

RINGS = (
    (RingKey("one", bytes(range(32))), RingKey("two", bytes(32))),
    (RingKey("two", bytes(32)), RingKey("one", bytes(range(32)))),
)
FACTS = Facts(sets={}, areas=(), bot_name="", demo=False)


class Crashed(Exception):
    """The process is gone."""


class Fragile:
    """A real engine whose process may end at any statement. left: how many statements are still carried out."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name, self.begin = engine.name, engine.begin
        self.left: int | None = None
        self.committed = False

    async def connect(self) -> None:
        await self._engine.connect()

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        if self.left is None:
            return await self._engine.perform(statements)
        some, self.left = statements[: self.left], self.left - len(statements)
        results = await self._engine.perform(some)
        self.committed = self.committed or any(each.sql == "COMMIT" for each in some)
        if self.left < 0:
            await self._engine.close()
            raise Crashed
        return results

    async def rollback(self) -> None:
        if self.left is None or self.left >= 0:
            await self._engine.rollback()

    async def close(self) -> None:
        await self._engine.close()


class Side:
    """One database, opened and opened again."""

    def __init__(self, url: str, keys: Path, world: "World") -> None:
        self._url, self._keys, self._world = url, keys, world

    async def open(self) -> None:
        self.engine = Fragile(engine_for(self._url))
        self.vault = Vault(KeyStore(SqliteEngine(self._keys, exclusive=False)), RINGS[self._world.ring])
        await self.engine.connect()
        await migrate(self.engine, 0)
        await self.vault.start()
        # A process ends here, never the machine: what waits in its memory for the disk need not be waited for.
        quick = "PRAGMA synchronous=OFF" if self.engine.name == "sqlite" else "SET synchronous_commit = off"
        await self.engine.perform([Write(quick)])
        self.writer = Writer(self.engine, self.vault, Ids(), lambda: self._world.now_ms, FACTS)
        self.writer.start()

    async def close(self) -> None:
        await self.writer.stop()
        await self.engine.close()
        await self.vault.stop()


class World:
    """Both databases, for as many books as a test wants, one after another."""

    def __init__(self, folder: Path, server_url: str) -> None:
        self.ring = 0
        self.now_ms = 0
        self.loop = asyncio.new_event_loop()
        self.ids = Ids()
        keys = folder / "keys.db"
        self.sides = [Side(url, keys, self) for url in (f"sqlite:///{folder / 'teman.db'}", server_url)]
        self.counts = {"books": 0, "steps": 0, "accepted": 0, "refused": 0, "loans": 0, "paid": 0, "years": 0}
        for side in self.sides:
            self.run(side.open())

    def run(self, job: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(job)

    def close(self) -> None:
        for side in self.sides:
            self.run(side.close())
        self.loop.close()
