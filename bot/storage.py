"""Opening the databases: the engine for a URL, waiting for the lock, migrations, and what the writer needs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from db.engine import Engine, StorageUnavailable
from db.ids import Ids
from db.keys import KeyStore
from db.meta import highest_id
from db.migrations import migrate
from db.vault import RingKey, Vault
from db.writer import Writer
from domain.facts import Facts
from domain.records import dataclass

log = logging.getLogger(__name__)

# How often a second process looks whether the first one has gone.
LOCK_WAIT_S = 0.5


def engine_for(url: str, *, exclusive: bool = True) -> Engine:
    """The engine of a `sqlite:///path` or `postgresql://` URL."""
    if url.startswith("sqlite:///"):
        from db.sqlite import SqliteEngine

        return SqliteEngine(Path(url.removeprefix("sqlite:///")))
    from db.postgres import PostgresEngine  # asyncpg is loaded only where it is used

    return PostgresEngine(url, exclusive=exclusive)


@dataclass(frozen=True, slots=True)
class Storage:
    """The open databases."""

    engine: Engine
    vault: Vault
    ids: Ids
    writer: Writer

    async def close(self) -> None:
        """Commit what waits and close."""
        await self.writer.stop()
        await self.engine.close()
        await self.vault.stop()


Look = Callable[[Engine], Awaitable[None]]


class WrongRecords(Exception):
    """These records are not meant for what was begun; says why, and what to do."""


async def open_storage(
    database_url: str,
    keys_url: str,
    ring: tuple[RingKey, ...],
    now_ms: Callable[[], int],
    facts: Facts,
    *,
    look: Look | None = None,
) -> Storage:
    """Open both databases and bring them up to date; waits while another process has them.

    look: it may refuse the records as they were found. Raises WrongRecords, NewerDatabase, UnknownKeyRing.
    """
    engine = engine_for(database_url)
    vault = Vault(KeyStore(engine_for(keys_url, exclusive=False)), ring)
    try:
        await _connect(engine)
        if look is not None:
            await look(engine)
        await migrate(engine, now_ms())
        await vault.start()
    except BaseException:
        await engine.close()
        await vault.stop()
        raise
    ids = Ids()
    storage = Storage(engine, vault, ids, Writer(engine, vault, ids, now_ms, facts))
    storage.writer.start()
    try:
        ids.raise_to(await storage.writer.run(highest_id))
    except BaseException:
        await storage.close()
        raise
    return storage


async def _connect(engine: Engine) -> None:
    told = False
    while True:
        try:
            await engine.connect()
            return
        except StorageUnavailable as fault:
            if not told:
                log.warning("waiting for the database: %s", fault)
                told = True
            await asyncio.sleep(LOCK_WAIT_S)
