"""An office in Samarinda, people who work for it and women who write to it, on both engines (tests/db/desk.py)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from db import organisations, people
from db.people import Actor
from db.requests import Contact, SetResult, Submitted, submit
from db.unit import Told, Unit
from db.vault import person as owner_of
from domain.roles import Role, RoleGrant
from domain.zones import WITA
from tests.db.desk import Desk, open_desk

MINUTE_MS = 60_000

T = TypeVar("T")


class World:
    """`run(job, by=woman)` is one committed turn of hers; `told` is what the last one told others."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told: list[Told] = []
        self.office = 0

    def pass_time(self, minutes: int) -> None:
        self.desk.now_ms += minutes * MINUTE_MS

    async def run(self, job: Callable[[Unit], Awaitable[T]], *, by: Actor | None = None) -> T:
        async def turn(unit: Unit) -> T:
            if by is not None:
                unit.actor = by
                await unit.vault.have([owner_of(by.person_id)])
            result = await job(unit)
            self.told, unit.told = unit.told, []
            return result

        return await self.desk.run(turn)

    async def add_office(self, name: str, area: str) -> int:
        async def job(unit: Unit) -> int:
            return organisations.add(unit, name=name, zone=WITA, areas=(area,), demo=True)

        return await self.run(job)

    async def woman(self, name: str = "demo", area: str = "samarinda") -> Actor:
        """Somebody who lives in the area."""
        actor = await self.desk.person(f"{name} {self.desk.storage.ids.new()}")

        async def job(unit: Unit) -> None:
            people.set_area(unit, actor.person_id, area, WITA)

        await self.run(job)
        return replace(actor, zone=WITA)

    async def staff(self, *roles: Role, office: int = 0) -> Actor:
        """Somebody who holds these roles in the office."""
        actor = await self.woman("petugas")
        grants = tuple(RoleGrant(role, organisation_id=office or self.office) for role in roles)

        async def job(unit: Unit) -> None:
            for grant in grants:
                people.grant_role(
                    unit, role_id=unit.new_id(), person_id=actor.person_id, grant=grant, now_ms=unit.now_ms
                )

        await self.run(job)
        return replace(actor, staff=True, roles=grants)

    async def grant(self, actor: Actor, grant: RoleGrant) -> None:
        """One more role, from now on."""

        async def job(unit: Unit) -> None:
            people.grant_role(
                unit, role_id=unit.new_id(), person_id=actor.person_id, grant=grant, now_ms=unit.now_ms
            )

        await self.run(job)

    async def send(
        self,
        woman: Actor,
        kind: str = "screening",
        *results: SetResult,
        wants_person: bool = False,
        contact: Contact | None = None,
        office: int = 0,
        helper_id: int | None = None,
    ) -> Submitted:
        """She sends a request to the office."""

        async def job(unit: Unit) -> Submitted:
            return await submit(
                unit,
                person_id=woman.person_id,
                organisation_id=office or self.office,
                kind=kind,
                wants_person=wants_person,
                contact=contact,
                results=results,
                helper_id=helper_id,
            )

        return await self.run(job, by=woman)

    async def rows(self, sql: str, *params: Any) -> list[dict[str, Any]]:
        """What stands in the database."""

        async def job(unit: Unit) -> list[dict[str, Any]]:
            return [dict(row) for row in await unit.fetch(sql, *params)]

        return await self.desk.run(job)

    async def audited(self, action: str, object_: str) -> list[tuple[int, int]]:
        """Who did that to whose data, in order: (actor, person)."""
        rows = await self.rows(
            "SELECT actor, person_id FROM audit WHERE action = $1 AND object = $2 ORDER BY id",
            action,
            object_,
        )
        return [(row["actor"], row["person_id"]) for row in rows]

    def told_to(self, someone: Actor) -> list[Told]:
        """What the last turn told this person."""
        return [each for each in self.told if each.person_id == someone.person_id]


def result(overall: str = "perlu_dicek", **answers: Any) -> SetResult:
    """A first result for the Kaltim set, an example, with these answers."""
    return SetResult(
        set_id="kaltim-uep-2023",
        set_version="1",
        overall=overall,
        priority=0,
        is_example=True,
        answers=answers,
        levels=dict.fromkeys(answers, "sesuai"),
        sources=dict.fromkeys(answers, "sk"),
    )


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """An office where nobody works yet, on each engine."""
    url = request.getfixturevalue("postgres_records") if request.param == "postgres" else ""
    async with open_desk(tmp_path, url) as desk:
        found = World(desk)
        found.office = await found.add_office("Kantor Contoh", "samarinda")
        yield found
