"""The store of wrapped data keys: a database of its own, so that backups of the main one hold no keys."""

import asyncio
from collections.abc import Mapping, Sequence

from db.engine import Engine, Fetch, Write

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
        async with self._turn:
            for start in range(0, len(owners), NAMES_PER_STATEMENT):
                some = owners[start : start + NAMES_PER_STATEMENT]
                marks = ", ".join(f"${n}" for n in range(1, len(some) + 1))
                sql = "SELECT owner, key_id, wrapped FROM data_keys WHERE owner IN (" + marks + ")"
                rows = (await self._engine.perform([Fetch(sql, some)]))[0]
                found.update({row["owner"]: (row["key_id"], row["wrapped"]) for row in rows})
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

    async def destroy(self, owners: Sequence[str]) -> None:
        """Forget these keys for ever."""
        await self._change("DELETE FROM data_keys WHERE owner = $1", [(owner,) for owner in owners])

    async def list_not_under(self, key_id: str, most: int) -> dict[str, Wrapped]:
        """Up to `most` keys that another ring key wraps."""
        sql = "SELECT owner, key_id, wrapped FROM data_keys WHERE key_id <> $1 LIMIT $2"
        async with self._turn:
            rows = (await self._engine.perform([Fetch(sql, (key_id, most))]))[0]
        return {row["owner"]: (row["key_id"], row["wrapped"]) for row in rows}

    async def _change(self, sql: str, rows: list[tuple[object, ...]]) -> None:
        if not rows:
            return
        async with self._turn:
            try:
                await self._engine.perform([Write(self._engine.begin), Write(sql, rows), Write("COMMIT")])
            except BaseException:
                await self._engine.rollback()
                raise
