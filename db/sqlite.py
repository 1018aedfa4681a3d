"""SQLite through aiosqlite.

Every aiosqlite call is a trip to its thread (about 45 microseconds), so a connection of our own class takes a whole
list of statements in one public `execute_fetchall` call. WAL with synchronous=FULL: a commit that returned is on disk.
"""

import contextlib
import fcntl
import os
import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import aiosqlite

from db.engine import (
    Fetch,
    Row,
    Statement,
    StorageUnavailable,
    note_performed,
    performed_before,
)

PIPELINE = "-- a list of statements"
ROLLBACK = "-- roll back if a transaction is open"

# How long SQLite itself waits for another writer (a backup, a person with the sqlite3 shell) before it reports BUSY.
BUSY_TIMEOUT_S = 5.0

# The result codes that say "not now" and not "wrong": nomem, readonly, busy, locked, I/O, full, cannot open.
_UNAVAILABLE = {
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}

# Of a page of which a turn changes a few bytes, the whole is written, twice: half of SQLite's usual size writes half as
# much (39 kB a lone turn instead of 70). It holds for new files; an old one keeps its own.
_PRAGMAS = (
    "PRAGMA page_size=2048",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-8000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    "PRAGMA wal_autocheckpoint=16000",
)


class _Results:
    def __init__(self, rows: list[list[Row]]) -> None:
        self._rows = rows

    def fetchall(self) -> list[list[Row]]:
        return self._rows


class _PipelineConnection(sqlite3.Connection):
    """A connection that also takes a whole list of statements at once."""

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        if sql is PIPELINE:
            return self._run_all(parameters)
        if sql is not ROLLBACK:
            return super().execute(sql, parameters)
        if self.in_transaction:
            super().execute("ROLLBACK")
        return _Results([])

    def _run_all(self, statements: Sequence[Statement]) -> _Results:
        results: list[list[Row]] = []
        cursor = super().cursor()
        run, run_many = cursor.execute, cursor.executemany
        done = 0
        try:
            for statement in statements:
                if isinstance(statement, Fetch):
                    results.append(run(positional(statement.sql), statement.params).fetchall())
                elif len(statement.rows) == 1:
                    run(positional(statement.sql), statement.rows[0])
                else:
                    run_many(positional(statement.sql), statement.rows)
                done += 1
        except Exception as fault:
            note_performed(fault, done)
            raise
        return _Results(results)


# A quoted text or name, or a comment, in which nothing is a parameter; or `$1`.
_PARAMETER = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*)|\$(\d+)""")


@lru_cache(maxsize=2_000)
def positional(sql: str) -> str:
    """`$1` as `?1`: SQLite numbers `$n` by first appearance, which silently binds the wrong values."""
    return _PARAMETER.sub(lambda found: found[1] or f"?{found[2]}", sql)


def is_unavailable(fault: sqlite3.Error) -> bool:
    """Whether the same statement may well succeed later."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF in _UNAVAILABLE


def _make_private(path: Path) -> Path:
    """The file, readable by its owner alone, made if it is not there."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    os.chmod(path, 0o600)
    return path


class SqliteEngine:
    """One file, one writing connection, one writing process (a lock on `<file>.lock`).

    exclusive: False for a command beside the running program: no lock of ours, SQLite's own keeps writers apart.
    """

    name = "sqlite"
    begin = "BEGIN IMMEDIATE"

    def __init__(self, path: Path, *, exclusive: bool = True, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        self._busy_timeout_s = busy_timeout_s
        self._path = path
        self._exclusive = exclusive
        self._connection: aiosqlite.Connection | None = None
        self._lock: IO[str] | None = None
        self._open = False

    async def connect(self) -> None:
        """Open the file. Raises StorageUnavailable while another process holds it."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._take_lock()
        self._open = True
        try:
            _make_private(self._path)  # -wal and -shm take over its rights
            self._connection = await aiosqlite.connect(
                self._path, factory=_PipelineConnection, isolation_level=None, timeout=self._busy_timeout_s
            )
            self._connection.row_factory = sqlite3.Row
            await self._connection.execute_fetchall(PIPELINE, [Fetch(each) for each in _PRAGMAS])
        except (sqlite3.Error, OSError) as fault:
            await self.close()
            raise StorageUnavailable(f"cannot open the database: {fault}") from fault

    def _take_lock(self) -> None:
        if self._lock is not None or not self._exclusive:
            return
        lock = open(_make_private(Path(f"{self._path}.lock")), "w")  # noqa: SIM115 - held as long as the process lives
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            lock.close()
            raise StorageUnavailable("another process of this program has the database") from fault
        self._lock = lock

    async def perform(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run `statements` in one trip; the rows of each Fetch."""
        if not self._open:
            raise StorageUnavailable("the database is not open")
        if self._connection is None:
            await self.connect()  # it was dropped by a rollback that failed
        assert self._connection is not None
        try:
            found: Iterable[Any] = await self._connection.execute_fetchall(PIPELINE, statements)
        except sqlite3.Error as fault:
            if is_unavailable(fault):
                raise note_performed(StorageUnavailable(str(fault)), performed_before(fault)) from fault
            raise
        return found  # type: ignore[return-value]

    async def rollback(self) -> None:
        """Undo the open transaction; SQLite has often done so already after a full disk."""
        if self._connection is None:
            return
        try:
            await self._connection.execute_fetchall(ROLLBACK)  # in its thread, after what still runs there
        except sqlite3.Error:
            await self._drop()  # and `perform` opens it again

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                await connection.close()

    async def close(self) -> None:
        """Close the file and let another process have it."""
        self._open = False
        await self._drop()
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.close()
