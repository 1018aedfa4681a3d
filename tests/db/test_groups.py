"""Savings groups: kept with their clock, and who holds which role in them."""

import pytest

from db import groups, people
from db.groups import Group
from db.unit import Unit
from domain.roles import Role, RoleGrant
from tests.db.desk import Desk


async def make(desk: Desk, name: str = "Demo Mentari", zone: str = "Asia/Jakarta") -> int:
    async def job(unit: Unit) -> int:
        return groups.add(unit, name=name, place="Cipanas", zone=zone, demo=True)

    return await desk.run(job)


async def test_groups_are_listed_as_they_were_made_oldest_first(desk: Desk):
    first, second = await make(desk), await make(desk, "Demo Melati", "Asia/Makassar")
    assert await desk.run(groups.list_all) == [
        Group(id=first, name="Demo Mentari", place="Cipanas", zone="Asia/Jakarta", demo=True),
        Group(id=second, name="Demo Melati", place="Cipanas", zone="Asia/Makassar", demo=True),
    ]


async def test_a_group_needs_a_zone_that_exists(desk: Desk):
    with pytest.raises(ValueError, match="Mars"):
        await make(desk, zone="Asia/Mars")
    assert await desk.run(groups.list_all) == []


async def test_who_holds_a_role_is_listed_longest_serving_first(desk: Desk):
    group_id, other = await make(desk), await make(desk)
    actors = [await desk.person(f"demo {number}") for number in range(3)]

    async def grant(unit: Unit) -> None:
        for actor, role, place in (
            (actors[1], Role.TREASURER, group_id),
            (actors[0], Role.TREASURER, group_id),
            (actors[0], Role.MEMBER, group_id),
            (actors[2], Role.TREASURER, other),
        ):
            people.grant_role(
                unit,
                role_id=unit.new_id(),
                person_id=actor.person_id,
                grant=RoleGrant(role, group_id=place),
                now_ms=unit.now_ms,
            )

    await desk.run(grant)
    holders = await desk.run(lambda unit: groups.list_holders(unit, group_id, Role.TREASURER))
    assert holders == [actors[1].person_id, actors[0].person_id]
    assert await desk.run(lambda unit: groups.list_holders(unit, group_id, Role.CHAIR)) == []
