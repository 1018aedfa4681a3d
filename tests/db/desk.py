"""Empty records on either engine, opened the way the program opens them, and a clock that stands still."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from bot.calendar_days import CalendarDays
from bot.criteria_files import load_areas, load_loan_classes, load_sets
from bot.storage import Storage, open_storage
from db import people
from db.migrations import migrate
from db.people import Actor
from db.sqlite import SqliteEngine
from db.unit import Unit
from db.vault import RingKey
from db.vault import person as owner_of
from domain.facts import Facts

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
NOON_MS = 1_770_091_200_000  # Tuesday, 3 February 2026, 04.00 UTC: 11.00 WIB
RING = (RingKey("test", bytes(range(32))),)

T = TypeVar("T")


class Desk:
    """`await desk.run(job)` is one committed transaction. now_ms may be moved."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.now_ms = NOON_MS

    async def run(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        return await self.storage.writer.run(job)

    async def person(self, name: str) -> Actor:
        """Somebody new with an account, as she acts in a turn."""

        async def job(unit: Unit) -> Actor:
            person_id, account_id = unit.new_id(), unit.new_id()
            await unit.vault.have([owner_of(person_id)], create=True)
            people.add_person(unit, person_id, unit.now_ms)
            await people.set_details(unit, person_id, name=name)
            people.add_account(
                unit,
                account_id=account_id,
                person_id=person_id,
                channel="simulator",
                address=name,
                now_ms=unit.now_ms,
            )
            return Actor(
                account_id=account_id,
                person_id=person_id,
                channel="simulator",
                phone="own",
                language="id",
                zone="Asia/Jakarta",
                staff=False,
            )

        return await self.run(job)


@asynccontextmanager
async def open_desk(folder: Path, database_url: str = "") -> AsyncIterator[Desk]:
    """The records in `folder`, or in the database of that URL with the keys in `folder`."""
    if not database_url:
        await _begin(folder / "teman.db")
    facts = Facts(
        sets=load_sets(CRITERIA),
        areas=load_areas(CRITERIA),
        loan_classes=load_loan_classes(CRITERIA),
        calendar=CalendarDays(),
        bot_name="Teman Mandiri",
        demo=False,
    )
    desk: list[Desk] = []
    storage = await open_storage(
        database_url or f"sqlite:///{folder / 'teman.db'}",
        f"sqlite:///{folder / 'keys.db'}",
        RING,
        lambda: desk[0].now_ms if desk else NOON_MS,
        facts,
    )
    desk.append(Desk(storage))
    try:
        yield desk[0]
    finally:
        await storage.close()


_MIGRATED: list[bytes] = []


async def _begin(path: Path) -> None:
    """A new file is a copy of the first one of this process: to migrate takes longer than most tests."""
    if path.exists():
        return
    if _MIGRATED:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_MIGRATED[0])
        return
    engine = SqliteEngine(path)
    await engine.connect()
    await migrate(engine, NOON_MS)
    await engine.close()
    _MIGRATED.append(path.read_bytes())
