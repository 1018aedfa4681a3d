"""An office with workers, women who write to it, and a clock that a test moves; on real SQLite and real PostgreSQL."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.criteria_files import load_areas, load_sets
from bot.storage import Storage, open_storage
from db import organisations, people
from db.people import Actor
from db.unit import Told, Unit
from db.vault import RingKey
from db.vault import person as owner_of
from domain.facts import Facts
from domain.roles import Role, RoleGrant
from domain.zones import WITA

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
# Monday, 2 February 2026, 09.00 WITA.
MONDAY_MS = 1_769_994_000_000
MINUTE_MS = 60_000

T = TypeVar("T")
Job = Callable[[Unit], Awaitable[T]]


class World:
    """One office in Samarinda. `told`: what the last job told others."""

    def __init__(self, storage: Storage, clock: list[int]) -> None:
        self.storage = storage
        self._clock = clock
        self.told: list[Told] = []
        self.office = 0
        self._grants: dict[int, list[RoleGrant]] = {}

    def pass_time(self, minutes: int) -> None:
        self._clock[0] += minutes * MINUTE_MS

    @property
    def now_ms(self) -> int:
        return self._clock[0]

    async def run(self, job: Job[T], *, by: int = 0) -> T:
        """What the job returned, committed; done by that person."""

        async def whole(unit: Unit) -> T:
            if by:
                unit.actor = self._actor(by)
            result = await job(unit)
            self.told = unit.told
            return result

        return await self.storage.writer.run(whole)

    def _actor(self, person_id: int) -> Actor:
        return Actor(
            account_id=person_id + 1,
            person_id=person_id,
            channel="simulator",
            phone="own",
            language="id",
            zone=WITA,
            staff=bool(self._grants.get(person_id)),
            roles=tuple(self._grants.get(person_id, ())),
        )

    async def add_office(self, name: str = "Kantor Contoh", areas: tuple[str, ...] = ("samarinda",)) -> int:
        async def job(unit: Unit) -> int:
            return organisations.add(unit, name=name, zone=WITA, areas=areas, demo=True)

        return await self.run(job)

    async def add_person(
        self, *roles: Role, office: int = 0, area: str = "samarinda", reachable: bool = True
    ) -> int:
        """A person with these roles in the office, and a chat of her own unless she is out of reach."""
        place = office or self.office
        grants = [RoleGrant(role, organisation_id=place) for role in roles]

        async def job(unit: Unit) -> int:
            person_id, account_id = unit.new_id(), unit.new_id()
            await unit.vault.have([owner_of(person_id)], create=True)
            people.add_person(unit, person_id, unit.now_ms, demo=True)
            people.set_area(unit, person_id, area, WITA)
            if reachable:
                people.add_account(
                    unit,
                    account_id=account_id,
                    person_id=person_id,
                    channel="simulator",
                    address=f"demo-{person_id}",
                    now_ms=unit.now_ms,
                )
            for grant in grants:
                people.add_role(unit, unit.new_id(), person_id, grant, unit.now_ms)
            return person_id

        person_id = await self.run(job)
        self._grants[person_id] = grants
        return person_id

    async def rows(self, sql: str, *params: Any) -> list[dict[str, Any]]:
        """What stands in the database."""

        async def job(unit: Unit) -> list[dict[str, Any]]:
            return [dict(row) for row in await unit.fetch(sql, *params)]

        return await self.run(job)

    async def audited(self, action: str, object_: str) -> list[tuple[int, int]]:
        """Who did that to whose data, in order: (actor, person)."""
        rows = await self.rows(
            "SELECT actor, person_id FROM audit WHERE action = $1 AND object = $2 ORDER BY id", action, object_
        )
        return [(row["actor"], row["person_id"]) for row in rows]

    async def erase(self, person_id: int) -> None:
        """Her key is destroyed."""
        await self.storage.vault.destroy([owner_of(person_id)])

    def told_to(self, person_id: int) -> list[str]:
        """The sentences of the last job for this person, before their values are put in."""
        return [each.text.message for each in self.told if each.person_id == person_id]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """An office without anybody, on each engine."""
    url = f"sqlite:///{tmp_path}/teman.db"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    clock = [MONDAY_MS]
    facts = Facts(sets=load_sets(CRITERIA), areas=load_areas(CRITERIA), bot_name="Teman", demo=True)
    ring = (RingKey("k1", b"k" * 32),)
    storage = await open_storage(url, f"sqlite:///{tmp_path}/keys.db", ring, lambda: clock[0], facts)
    found = World(storage, clock)
    found.office = await found.add_office()
    yield found
    await storage.close()
