"""Where a history takes place: a database with one real office in Junrejo, copied for each, on either engine."""

import base64
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg

from bot.calendar_days import CalendarDays
from bot.criteria_files import load_areas, load_loan_classes, load_sets
from bot.storage import Storage, open_storage
from db import organisations, people
from db.people import Actor
from db.unit import Unit
from db.vault import RingKey
from db.vault import person as owner_of
from domain.criteria import Criterion
from domain.facts import Facts
from domain.zones import WIB
from tests.kill.awaits import ROOT
from tests.postgres import database_url

AREA, SET_ID = "junrejo", "kota-batu-wrse"
OFFICE = "Dinas Sosial Contoh"
RING = RingKey("kill", bytes(range(32)))
FACTS = Facts(
    sets=load_sets(ROOT / "criteria"),
    areas=load_areas(ROOT / "criteria"),
    loan_classes=load_loan_classes(ROOT / "criteria"),
    calendar=CalendarDays(),
    bot_name="Teman Mandiri",
    demo=False,
)


def criteria() -> dict[str, Criterion]:
    """The criteria of the set, by their question."""
    return {each.question: each for each in FACTS.sets[SET_ID].criteria}


@dataclass(frozen=True)
class Ground:
    """The databases of one history. url: "" for SQLite in `folder`; the data keys are always there.

    ahead_ms: how far the clock is from the machine's there.
    """

    folder: Path
    url: str = ""
    ahead_ms: int = 0

    def now_ms(self) -> int:
        """The time there."""
        return time.time_ns() // 1_000_000 + self.ahead_ms

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a program that works here."""
        return {
            "DATABASE_URL": self.url or f"sqlite:///{self.folder / 'teman.db'}",
            "KEYS_URL": f"sqlite:///{self.folder / 'keys.db'}",
            "DATA_DIR": str(self.folder),
            "SECRET_KEYS": f"{RING.key_id}:{base64.b64encode(RING.secret).decode()}",
            "HOST": "127.0.0.1",
        }

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Storage]:
        """The records, when no program has them."""
        environment = self.environment
        storage = await open_storage(
            environment["DATABASE_URL"], environment["KEYS_URL"], (RING,), self.now_ms, FACTS
        )
        try:
            yield storage
        finally:
            await storage.close()

    async def sending_at_the_kill(self) -> list[tuple[str, int]]:
        """Class and id of the messages that were being sent when the program died.

        Read without touching what it left, so that its recovery finds everything as it was.
        """
        if self.url:
            await self._until_the_server_is_done()
        return [(kind, row_id) for kind, row_id in await self._read(_SENDING)]

    async def has_work(self) -> bool:
        """Whether something still waits to be handled or sent; what waits for the morning does not count."""
        return bool(await self._read(f"{_WAITING} AND due_ms < {self.now_ms() + PUT_OFF_MS}"))

    async def holds(self, sql: str) -> bool:
        """Whether that count is more than none, as it is now."""
        return bool((await self._read(sql))[0][0])

    async def _read(self, sql: str) -> list[tuple[Any, ...]]:
        return await (self._read_postgres(sql) if self.url else self._read_sqlite(sql))

    async def _read_sqlite(self, sql: str) -> list[tuple[Any, ...]]:
        copy = self.folder / "as-it-was"
        copy.mkdir(exist_ok=True)
        for suffix in ("", "-wal"):
            found = self.folder / f"teman.db{suffix}"
            if found.exists():
                shutil.copyfile(found, copy / f"teman.db{suffix}")
        connection = sqlite3.connect(copy / "teman.db")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()
            shutil.rmtree(copy)

    async def _read_postgres(self, sql: str) -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(self.url)
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

    async def _until_the_server_is_done(self) -> None:
        """The server may still be finishing what the dead program had asked for."""
        connection = await asyncpg.connect(self.url)
        try:
            while await connection.fetchval(_OTHERS):
                pass
        finally:
            await connection.close()


# What is queued for later than this was put off by the rule for pushes, not by a fault.
PUT_OFF_MS = 5_000

_SENDING = "SELECT kind, id FROM outbox WHERE state = 'sending'"
_WAITING = (
    "SELECT id FROM inbox WHERE state = 'new'"
    " UNION ALL SELECT id FROM outbox WHERE state IN ('retry', 'sending')"
    " UNION ALL SELECT id FROM outbox WHERE state = 'queued'"
)
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


Fill = Callable[[Unit], Awaitable[None]]


async def prepare(ground: Ground, fill: Fill) -> None:
    """Empty records, and what `fill` writes into them."""
    async with ground.open() as storage:
        await storage.writer.run(fill)


async def an_office(unit: Unit) -> None:
    """One office that has confirmed the set, and nobody else."""
    admin, account = unit.new_id(), unit.new_id()
    await unit.vault.have([owner_of(admin)], create=True)
    people.add_person(unit, admin, unit.now_ms)
    unit.actor = Actor(
        account_id=account,
        person_id=admin,
        channel="hasty",
        phone="own",
        language="id",
        zone=WIB,
        staff=True,
    )
    office = organisations.add(unit, name=OFFICE, zone=WIB, areas=(AREA,))
    organisations.confirm_set(unit, office, SET_ID, unit.facts.sets[SET_ID].version)
    organisations.set_registration(unit, office, SET_ID, date(2020, 1, 1), None)


class Grounds:
    """Copies of the prepared databases; `server` is the URL of a PostgreSQL server, "" for SQLite.

    ahead_ms: how far the clock was from the machine's when they were filled.
    """

    def __init__(self, folder: Path, server: str = "", fill: Fill = an_office, *, ahead_ms: int = 0) -> None:
        self._folder = folder
        self._server = server
        self._fill = fill
        self._made = 0
        url = self._database("template") if server else ""
        self._template = Ground(folder / "template", url, ahead_ms)

    def _database(self, name: str) -> str:
        return database_url(self._server, f"teman_kill_{id(self):x}_{name}")

    @classmethod
    @asynccontextmanager
    async def prepared(
        cls, folder: Path, server: str = "", fill: Fill = an_office, *, ahead_ms: int = 0
    ) -> AsyncIterator["Grounds"]:
        """With the databases that the others are copied from, until the block ends."""
        grounds = cls(folder, server, fill, ahead_ms=ahead_ms)
        await grounds._prepare()
        try:
            yield grounds
        finally:
            await grounds._drop(grounds._template.url)

    async def _prepare(self) -> None:
        self._template.folder.mkdir()
        if self._server:
            await self._command(f"CREATE DATABASE {_name_of(self._template.url)}")
        await prepare(self._template, self._fill)

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[Ground]:
        """A copy, gone afterwards."""
        self._made += 1
        url = self._database(str(self._made)) if self._server else ""
        ground = Ground(self._folder / str(self._made), url, self._template.ahead_ms)
        shutil.copytree(self._template.folder, ground.folder)
        if self._server:
            await self._command(
                f"CREATE DATABASE {_name_of(ground.url)} TEMPLATE {_name_of(self._template.url)}"
            )
        try:
            yield ground
        finally:
            shutil.rmtree(ground.folder)
            await self._drop(ground.url)

    async def _drop(self, url: str) -> None:
        if url:
            await self._command(f"DROP DATABASE IF EXISTS {_name_of(url)} WITH (FORCE)")

    async def _command(self, sql: str) -> None:
        connection = await asyncpg.connect(self._server)
        try:
            await connection.execute(sql)
        finally:
            await connection.close()


def _name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
