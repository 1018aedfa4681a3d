"""Savings groups: kept with their clock, and who holds which role in them."""

from functools import partial

import pytest

from db import groups, people
from db.groups import Group
from db.unit import Unit
from domain.refusals import NotAllowed
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


async def test_each_group_begins_its_chain_with_something_of_its_own(desk: Desk):
    first, second = await make(desk), await make(desk, "Demo Melati")
    starts = [(await desk.run(partial(groups.get, group_id=i))).chain_start for i in (first, second)]
    assert all(starts)
    assert starts[0] != starts[1]


async def test_a_group_that_does_not_exist_reads_like_a_foreign_one(desk: Desk):
    assert await desk.run(lambda unit: groups.find(unit, 1)) is None
    with pytest.raises(NotAllowed):
        await desk.run(lambda unit: groups.get(unit, 1))


async def draft(desk: Desk) -> int:
    async def job(unit: Unit) -> int:
        return groups.add(unit, name="Demo Baru", place="Cipanas", zone="Asia/Jakarta", state=groups.DRAFT)

    return await desk.run(job)


async def hold(desk: Desk, group_id: int, person_id: int, *roles: Role) -> bool:
    """Whether the books opened when this person got these roles."""

    async def job(unit: Unit) -> bool:
        for role in roles:
            people.grant_role(
                unit,
                role_id=unit.new_id(),
                person_id=person_id,
                grant=RoleGrant(role, group_id=group_id),
                now_ms=unit.now_ms,
            )
        return await groups.open_books(unit, group_id)

    return await desk.run(job)


async def test_the_books_open_with_a_second_officer_and_not_with_a_second_office(desk: Desk):
    group_id = await draft(desk)
    lilis, kokom, cucu = [(await desk.person(f"demo {number}")).person_id for number in range(3)]
    assert not await hold(desk, group_id, lilis, Role.TREASURER, Role.SECRETARY)
    assert not await hold(desk, group_id, kokom, Role.MEMBER, Role.GROUP_SUPERVISOR)
    with pytest.raises(groups.GroupIsDraft):
        await desk.run(lambda unit: groups.get_open(unit, group_id))
    assert await desk.run(lambda unit: groups.count_drafts(unit, lilis)) == 1
    assert await hold(desk, group_id, cucu, Role.CHAIR)
    assert (await desk.run(lambda unit: groups.get_open(unit, group_id))).state == groups.ACTIVE
    assert await desk.run(lambda unit: groups.count_drafts(unit, lilis)) == 0
    assert not await hold(desk, group_id, cucu)
