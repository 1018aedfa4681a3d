"""The databases for one short command, also while the program runs: SQLite's and PostgreSQL's own locks keep us apart.

Without a running program the command takes its lock and brings the schema up to date; beside one it only looks that
both know the same schema.
"""

import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from bot.calendar_days import CalendarDays
from bot.criteria_files import load_areas, load_loan_classes, load_sets
from bot.settings import Settings
from bot.storage import engine_for
from db.engine import Engine, StorageUnavailable
from db.ids import COUNTER_BITS, EPOCH_MS, Ids
from db.keys import KeyStore
from db.meta import highest_id, read, schema_version
from db.migrations import for_engine, migrate
from db.unit import Unit
from db.vault import Vault
from domain.facts import Facts

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
SQLITE = "sqlite:///"

T = TypeVar("T")


class CommandError(Exception):
    """Why a command cannot do what was asked, and what to do; shown as it is."""


class Beside:
    """The open databases. `run` is one transaction."""

    def __init__(self, engine: Engine, vault: Vault, facts: Facts) -> None:
        self._engine = engine
        self._ids = Ids()
        self._now_ms = real_now_ms()
        self.vault = vault
        self.facts = facts

    async def run(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        """What `job(unit)` returned, committed. Raises StorageUnavailable."""
        unit = Unit(self._engine, self.vault, self._ids, self._now_ms, self.facts)
        try:
            result = await job(unit)
            await unit.finish()
        except BaseException:
            await unit.abandon()
            raise
        return result

    async def tune(self) -> None:
        """Ids no running program gives, and the demo's clock, which may have been moved."""
        highest, offset_ms = await self.run(_find_bounds)
        self._now_ms += offset_ms if self.facts.demo else 0
        # A second ahead, at a random place of that millisecond: the program's own ids begin at its first place.
        ahead = (real_now_ms() + 1000 - EPOCH_MS) << COUNTER_BITS
        self._ids.raise_to(max(highest, ahead + secrets.randbelow(1 << (COUNTER_BITS - 1))))


def real_now_ms() -> int:
    """The time, milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


async def _find_bounds(unit: Unit) -> tuple[int, int]:
    return await highest_id(unit), int(await read(unit, "clock_offset_ms") or 0)


def engine_beside(url: str) -> Engine:
    """An engine that takes no lock of ours."""
    if url.startswith(SQLITE):
        from db.sqlite import SqliteEngine

        return SqliteEngine(sqlite_path(url), exclusive=False)
    return engine_for(url, exclusive=False)


def sqlite_path(url: str) -> Path:
    """The file of a SQLite URL."""
    return Path(url.removeprefix(SQLITE))


def is_missing(url: str) -> bool:
    """Whether the URL names a SQLite file that is not there: opening it would make an empty one."""
    return url.startswith(SQLITE) and not sqlite_path(url).exists()


def in_words(url: str) -> str:
    """The place without what may be secret in it."""
    return str(sqlite_path(url)) if url.startswith(SQLITE) else "the PostgreSQL database of DATABASE_URL"


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Beside]:
    """The databases of the settings. Raises CommandError, StorageUnavailable, UnknownKeyRing, CriteriaError."""
    facts = Facts(
        sets=load_sets(CRITERIA),
        areas=load_areas(CRITERIA),
        loan_classes=load_loan_classes(CRITERIA),
        calendar=CalendarDays(),
        bot_name=settings.bot_name,
        demo=settings.demo,
    )
    engine = await _connected(settings.database_url)
    vault = Vault(KeyStore(engine_beside(settings.keys_url)), settings.ring)
    try:
        await vault.start()
        beside = Beside(engine, vault, facts)
        await beside.tune()
        yield beside
    finally:
        await vault.stop()
        await engine.close()


async def _connected(url: str) -> Engine:
    alone = engine_for(url)
    try:
        await alone.connect()
    except StorageUnavailable:
        return await _connected_beside(url)
    try:
        await migrate(alone, real_now_ms())
    except BaseException:
        await alone.close()
        raise
    return alone


async def _connected_beside(url: str) -> Engine:
    engine = engine_beside(url)
    try:
        await engine.connect()
        version, known = await schema_version(engine), len(for_engine(engine.name))
        if version != known:
            raise CommandError(
                f"the database has schema {version} and this command knows {known}: "
                "the running program is of another version; stop it, then try again"
            )
    except BaseException:
        await engine.close()  # an open connection would keep the process alive
        raise
    return engine
