"""The store of wrapped data keys: a database of its own, so that backups of the main one hold no keys."""

import asyncio
from collections.abc import Mapping, Sequence

from db.engine import Engine, Fetch, Row, Statement, StorageUnavailable, Write
from db.lists import marks, padded

Wrapped = tuple[str, bytes]  # the ring key's id, the wrapped data key

# Names in one statement; SQLite allows 32,766 parameters, PostgreSQL 65,535.
NAMES_PER_STATEMENT = 500

_TABLE = {
    "sqlite": (
        "CREATE TABLE IF NOT EXISTS data_keys (owner TEXT PRIMARY KEY, key_id TEXT NOT NULL, wrapped BLOB NOT NULL)"
        " WITHOUT ROWID"
    ),
    "postgres": (
        "CREATE TABLE IF NOT EXISTS data_keys (owner TEXT PRIMARY KEY, key_id TEXT NOT NULL, wrapped BYTEA NOT NULL)"
    ),
}


def _wrapped(rows: list[Row]) -> dict[str, Wrapped]:
    return {row["owner"]: (row["key_id"], bytes(row["wrapped"])) for row in rows}


class KeyStore:
    """Wrapped keys by owner. Every change is committed before it returns."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        """Open and make the table if it is not there."""
        await self._engine.connect()
        await self._engine.perform([Write(_TABLE[self._engine.name])])

    async def stop(self) -> None:
        """Close."""
        await self._engine.close()

    async def find(self, owners: Sequence[str]) -> dict[str, Wrapped]:
        """The wrapped keys of those owners that have one."""
        found: dict[str, Wrapped] = {}
        for start in range(0, len(owners), NAMES_PER_STATEMENT):
            some = padded(owners[start : start + NAMES_PER_STATEMENT])
            sql = "SELECT owner, key_id, wrapped FROM data_keys WHERE owner IN " + marks(len(some))
            found.update(_wrapped(await self._read(Fetch(sql, some))))
        return found

    async def add(self, keys: Mapping[str, Wrapped]) -> None:
        """Keep new keys. Raises the engine's error if an owner has one."""
        await self._change(
            "INSERT INTO data_keys (owner, key_id, wrapped) VALUES ($1, $2, $3)",
            [(owner, key_id, wrapped) for owner, (key_id, wrapped) in keys.items()],
        )

    async def replace(self, keys: Mapping[str, Wrapped]) -> None:
        """Put the same keys, wrapped anew, in place of the old ones."""
        await self._change(
            "UPDATE data_keys SET key_id = $2, wrapped = $3 WHERE owner = $1",
            [(owner, key_id, wrapped) for owner, (key_id, wrapped) in keys.items()],
        )
        await self._leave_no_trace()

    async def destroy(self, owners: Sequence[str]) -> None:
        """Forget these keys for ever."""
        await self._change("DELETE FROM data_keys WHERE owner = $1", [(owner,) for owner in owners])
        await self._leave_no_trace()

    async def list_not_under(self, key_id: str, most: int) -> dict[str, Wrapped]:
        """Up to `most` keys that another ring key wraps."""
        sql = "SELECT owner, key_id, wrapped FROM data_keys WHERE key_id <> $1 LIMIT $2"
        return _wrapped(await self._read(Fetch(sql, (key_id, most))))

    async def list_owners(self, beginning: str) -> list[str]:
        """The owners whose names begin so."""
        sql = "SELECT owner FROM data_keys WHERE substr(owner, 1, $1) = $2"
        return [row["owner"] for row in await self._read(Fetch(sql, (len(beginning), beginning)))]

    async def _read(self, wanted: Fetch) -> list[Row]:
        """Its rows; once more if the connection was lost since the last use."""
        async with self._turn:
            try:
                return (await self._engine.perform([wanted]))[0]
            except StorageUnavailable:
                await self._engine.rollback()
                return (await self._engine.perform([wanted]))[0]

    async def _leave_no_trace(self) -> None:
        """SQLite's -wal still holds the pages as they were: write them over and cut it to nothing."""
        if self._engine.name == "sqlite":
            await self._read(Fetch("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def _change(self, sql: str, rows: list[tuple[object, ...]]) -> None:
        if not rows:
            return
        async with self._turn:
            try:
                statements: list[Statement] = [Write(self._engine.begin), Write(sql, rows), Write("COMMIT")]
                await self._engine.perform(statements)
            except BaseException:
                await self._engine.rollback()
                raise
