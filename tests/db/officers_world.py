"""A group with two officers, a third who may join them, and members, each with an account of her own."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from db import groups, members, people
from db.people import Actor
from db.unit import Told, Unit, Unprepared
from db.vault import person as owner_of
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from tests.db.desk import Desk

DAY = date(2026, 1, 3)

T = TypeVar("T")


class Group:
    """Lilis (1) keeps the book, Cucu (2) leads, Tati (3) and Neneng (4) save. told: what the last turn told others."""

    def __init__(self, desk: Desk, group_id: int) -> None:
        self.desk = desk
        self.id = group_id
        self.actors: dict[str, Actor] = {}
        self.numbers: dict[str, int] = {}
        self.told: list[Told] = []

    async def add(self, name: str, *roles: Role) -> Actor:
        """Somebody new in the book, with an account."""
        actor = await self.desk.person(name)
        grants = tuple(RoleGrant(role, group_id=self.id) for role in roles)

        async def job(unit: Unit) -> int:
            for grant in grants:
                people.grant_role(
                    unit, role_id=unit.new_id(), person_id=actor.person_id, grant=grant, now_ms=unit.now_ms
                )
            return await members.add(unit, self.id, person_id=actor.person_id, name=name, joined_day=DAY)

        self.numbers[name] = await self.desk.run(job)
        self.actors[name] = replace(actor, roles=grants)
        return self.actors[name]

    async def run(self, by: str, job: Callable[[Unit], Awaitable[T]]) -> T:
        """One committed turn of hers, slow work done beside it."""
        work: dict[Any, Any] = {}

        async def turn(unit: Unit) -> T:
            unit.actor, unit.work = self.actors[by], work
            await unit.vault.have([owner_of(unit.actor.person_id)])
            result = await job(unit)
            self.told, unit.told = unit.told, []
            return result

        while True:
            try:
                return await self.desk.run(turn)
            except Unprepared as slow:
                work[slow.key] = slow.call()

    async def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        found = await self.desk.run(lambda unit: unit.fetch(sql, *params))
        return [tuple(row) for row in found]

    async def end_role(self, name: str) -> None:
        """She is no officer from now on."""

        async def job(unit: Unit) -> None:
            unit.write(
                "UPDATE roles SET until_ms = $2 WHERE person_id = $1",
                self.actors[name].person_id,
                unit.now_ms,
            )

        await self.desk.run(job)


async def open_group(desk: Desk) -> Group:
    """Mentari with its four."""

    async def job(unit: Unit) -> int:
        return groups.add(unit, name="Mentari", place="Desa Contoh", zone=WIB, demo=True)

    group = Group(desk, await desk.run(job))
    await group.add("Lilis", Role.TREASURER)
    await group.add("Cucu", Role.CHAIR)
    await group.add("Tati", Role.MEMBER)
    await group.add("Neneng", Role.MEMBER)
    return group
