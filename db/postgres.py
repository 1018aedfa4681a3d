"""PostgreSQL through asyncpg: one connection that writes, and an advisory lock that a second process waits at.

A connection that is lost takes its transaction along; a new one is made only before the next transaction, so that no
statement of the lost one ever runs alone.
"""

from collections.abc import Sequence

import asyncpg

from db.engine import Fetch, Row, Statement, StorageUnavailable, note_performed

# Any number will do as long as no other program on the server uses it: the ASCII codes of "TeMa".
PROCESS_LOCK = 0x54654D61

CONNECT_TIMEOUT_S = 10.0
CLOSE_TIMEOUT_S = 2.0

# The server or the way to it says "not now": class 08 (connection), 53 (disk, memory, connections), 57P (shutting
# down), 58 (input and output), 40001 and 40P01 (lost against another transaction), 25006 (a standby for now).
_UNAVAILABLE = (
    asyncpg.PostgresConnectionError,
    asyncpg.exceptions.InsufficientResourcesError,
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.exceptions.PostgresSystemError,
    asyncpg.exceptions.SerializationError,
    asyncpg.exceptions.DeadlockDetectedError,
    asyncpg.exceptions.LockNotAvailableError,
    asyncpg.exceptions.ReadOnlySQLTransactionError,
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
        self._in_transaction = False
        self._open = False

    async def connect(self) -> None:
        """Open. Raises StorageUnavailable while the server is away or another process holds the lock."""
        await self.close()
        self._open = True
        try:
            self._connection = await asyncpg.connect(self._url, timeout=CONNECT_TIMEOUT_S)
            held = not self._exclusive or await self._connection.fetchval(
                "SELECT pg_try_advisory_lock($1)", PROCESS_LOCK
            )
        except _UNAVAILABLE as fault:
            await self._drop()
            raise StorageUnavailable(f"cannot open the database: {type(fault).__name__}") from fault
        if not held:
            await self._drop()
            raise StorageUnavailable("another process of this program has the database")

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run `statements` in order; the rows of each Fetch."""
        connection = await self._usable()
        results: list[list[Row]] = []
        done = 0
        try:
            for statement in statements:
                await self._run(connection, statement, results)
                done += 1
        except _UNAVAILABLE as fault:
            raise note_performed(StorageUnavailable(type(fault).__name__), done) from fault
        except Exception as fault:
            if connection.is_closed():  # asyncpg reports a lost connection in several ways
                raise note_performed(StorageUnavailable(type(fault).__name__), done) from fault
            note_performed(fault, done)
            raise
        return results

    async def _usable(self) -> asyncpg.Connection:
        if not self._open:
            raise StorageUnavailable("the database is not open")
        if self._connection is None or self._connection.is_closed():
            if self._in_transaction:
                raise StorageUnavailable("the connection was lost in the middle of a transaction")
            await self.connect()
        assert self._connection is not None
        return self._connection

    async def _run(
        self, connection: asyncpg.Connection, statement: Statement, results: list[list[Row]]
    ) -> None:
        if isinstance(statement, Fetch):
            results.append(await connection.fetch(statement.sql, *statement.params))
            return
        self._in_transaction = self._in_transaction or statement.sql.startswith("BEGIN")
        if len(statement.rows) == 1:
            await connection.execute(statement.sql, *statement.rows[0])
        else:
            await connection.executemany(statement.sql, statement.rows)
        self._in_transaction = self._in_transaction and statement.sql != "COMMIT"

    async def rollback(self) -> None:
        """Undo the open transaction; a lost connection has undone it already."""
        in_transaction, self._in_transaction = self._in_transaction, False
        if not in_transaction or self._connection is None or self._connection.is_closed():
            return
        try:
            await self._connection.execute("ROLLBACK")
        except BaseException as fault:
            self._connection.terminate()  # whatever state it was in, the server undoes it
            if not isinstance(fault, Exception):
                raise

    async def close(self) -> None:
        """Close the connection, which also lets the lock go."""
        self._open = False
        await self._drop()

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None or connection.is_closed():
            return
        try:
            await connection.close(timeout=CLOSE_TIMEOUT_S)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
            connection.terminate()
