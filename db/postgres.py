"""PostgreSQL through asyncpg: one connection that writes, and an advisory lock that a second process waits at."""

from collections.abc import Sequence

import asyncpg

from db.engine import Fetch, Row, Statement, StorageUnavailable

# Any number will do as long as no other program on the server uses it: the ASCII codes of "TeMa".
PROCESS_LOCK = 0x54654D61

CONNECT_TIMEOUT_S = 10.0

_UNAVAILABLE = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.exceptions.AdminShutdownError,
    asyncpg.exceptions.CrashShutdownError,
    asyncpg.exceptions.CannotConnectNowError,
    asyncpg.exceptions.TooManyConnectionsError,
    asyncpg.exceptions.DiskFullError,
    asyncpg.exceptions.SerializationError,
    asyncpg.exceptions.DeadlockDetectedError,
    OSError,
    TimeoutError,
)


class PostgresEngine:
    """One writing connection; reconnects by itself when the server was away."""

    name = "postgres"
    begin = "BEGIN"

    def __init__(self, url: str, *, exclusive: bool = True) -> None:
        self._url = url
        self._exclusive = exclusive
        self._connection: asyncpg.Connection | None = None

    async def connect(self) -> None:
        """Open. Raises StorageUnavailable while the server is away or another process holds the lock."""
        await self.close()
        try:
            self._connection = await asyncpg.connect(self._url, timeout=CONNECT_TIMEOUT_S)
            held = not self._exclusive or await self._connection.fetchval(
                "SELECT pg_try_advisory_lock($1)", PROCESS_LOCK
            )
        except _UNAVAILABLE as fault:
            await self.close()
            raise StorageUnavailable(f"cannot open the database: {type(fault).__name__}") from fault
        if not held:
            await self.close()
            raise StorageUnavailable("another process of this program has the database")

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run `statements` in order; the rows of each Fetch."""
        if self._connection is None or self._connection.is_closed():
            await self.connect()
        connection = self._connection
        assert connection is not None
        results: list[list[Row]] = []
        try:
            for statement in statements:
                if isinstance(statement, Fetch):
                    results.append(await connection.fetch(statement.sql, *statement.params))
                elif len(statement.rows) == 1:
                    await connection.execute(statement.sql, *statement.rows[0])
                else:
                    await connection.executemany(statement.sql, statement.rows)
        except _UNAVAILABLE as fault:
            raise StorageUnavailable(type(fault).__name__) from fault
        return results

    async def rollback(self) -> None:
        """Undo the open transaction; a lost connection has undone it already."""
        if self._connection is None or self._connection.is_closed():
            return
        try:
            await self._connection.execute("ROLLBACK")
        except (asyncpg.PostgresError, *_UNAVAILABLE):
            await self.close()

    async def close(self) -> None:
        """Close the connection, which also lets the lock go."""
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
            try:
                await connection.close(timeout=2)
            except (asyncpg.PostgresError, *_UNAVAILABLE):
                connection.terminate()
