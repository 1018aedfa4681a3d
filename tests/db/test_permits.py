"""Permission inside the transaction, on both engines: every role and action, at home, abroad, nowhere; roles as they are now."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from db import groups, people, permits
from db.people import Actor
from db.unit import Unit
from domain.permits import Action
from domain.refusals import NotAllowed
from domain.roles import OF_GROUP, Role, RoleGrant
from domain.zones import WIB
from tests import permits_page
from tests.db.office_world import World, world

__all__ = ["world"]

MISSING = 123
WAYS: tuple[Callable[..., Awaitable[Any]], ...] = (permits.require, permits.require_to_look)


async def add_group(world: World, name: str) -> int:
    async def job(unit: Unit) -> int:
        return groups.add(unit, name=name, place="Desa Contoh", zone=WIB)

    return await world.run(job)


async def holder(world: World, role: Role, office: int, group: int) -> Actor:
    """Somebody who holds just this role; her turn still believes that she holds none."""
    actor = await world.woman("demo")
    grant = RoleGrant(role, group_id=group) if role in OF_GROUP else RoleGrant(role, organisation_id=office)

    async def job(unit: Unit) -> None:
        people.grant_role(
            unit, role_id=unit.new_id(), person_id=actor.person_id, grant=grant, now_ms=unit.now_ms
        )

    await world.run(job)
    return actor


async def is_refused(unit: Unit, way: Callable[..., Awaitable[Any]], action: Action, **place: int) -> bool:
    try:
        await way(unit, action, **place)
    except NotAllowed as refusal:
        return refusal.fields == {}  # one that says more would tell what exists
    return False


@pytest.mark.parametrize("role", Role)
async def test_each_action_is_allowed_at_home_by_the_page_and_nowhere_else(world: World, role: Role) -> None:
    group, other_group = await add_group(world, "Mentari"), await add_group(world, "Melati")
    other_office = await world.add_office("Kantor Lain", "berau")
    actor = await holder(world, role, world.office, group)

    async def job(unit: Unit) -> list[str]:
        wrong = []
        for action in Action:
            of_group = action.value in permits_page.OF_GROUP
            kind, own, foreign = (
                ("group_id", group, other_group)
                if of_group
                else ("organisation_id", world.office, other_office)
            )
            for way in WAYS:
                if await is_refused(unit, way, action, **{kind: own}) is permits_page.expects(role, action):
                    wrong.append(f"{way.__name__} {action} at home")
                for name, place in (
                    ("abroad", {kind: foreign}),
                    ("missing", {kind: MISSING}),
                    ("nowhere", {}),
                    ("both", {"organisation_id": world.office, "group_id": group}),
                    ("the wrong kind", {"organisation_id" if of_group else "group_id": own}),
                ):
                    if not await is_refused(unit, way, action, **place):
                        wrong.append(f"{way.__name__} {action} {name}")
        return wrong

    assert await world.run(job, by=actor) == []


async def test_the_roles_held_there_come_back_and_no_others(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    worker = await world.staff(Role.WORKER, Role.COMPANION)

    async def job(unit: Unit) -> frozenset[Role]:
        higher = RoleGrant(Role.SUPERVISOR, organisation_id=elsewhere)
        people.grant_role(
            unit,
            role_id=unit.new_id(),
            person_id=worker.person_id,
            grant=higher,
            now_ms=unit.now_ms,
        )
        return await permits.require(unit, Action.OPEN_REQUEST, organisation_id=world.office)

    assert await world.run(job, by=worker) == {Role.WORKER, Role.COMPANION}


async def test_a_role_that_ended_in_this_very_transaction_allows_nothing(world: World) -> None:
    worker = await world.staff(Role.WORKER)

    async def job(unit: Unit) -> tuple[bool, bool]:
        before = await is_refused(unit, permits.require, Action.CHECK, organisation_id=world.office)
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", worker.person_id, unit.now_ms)
        after = await is_refused(unit, permits.require, Action.CHECK, organisation_id=world.office)
        return before, after

    assert await world.run(job, by=worker) == (False, True)


async def test_what_a_turn_believes_about_her_roles_counts_for_nothing(world: World) -> None:
    woman = replace(
        await world.woman(), roles=(RoleGrant(Role.SUPERVISOR, organisation_id=world.office),), staff=True
    )

    async def job(unit: Unit) -> bool:
        return await is_refused(unit, permits.require, Action.SET_DOWN, organisation_id=world.office)

    assert await world.run(job, by=woman)


async def test_on_a_phone_that_nobody_has_unlocked_no_role_counts(world: World) -> None:
    worker = replace(await world.staff(Role.WORKER), profiles=True, inside=False)

    async def job(unit: Unit) -> list[bool]:
        found = [await is_refused(unit, way, Action.CHECK, organisation_id=world.office) for way in WAYS]
        return [*found, await everywhere_refused(unit, world.office)]

    assert await world.run(job, by=worker) == [True, True, True]


async def everywhere_refused(unit: Unit, *offices: int) -> bool:
    try:
        await permits.require_everywhere(unit, Action.SEE_QUEUE, offices)
    except NotAllowed:
        return True
    return False


async def test_of_several_offices_all_have_to_be_hers(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    worker = await world.staff(Role.WORKER)

    async def job(unit: Unit) -> list[bool]:
        return [
            await everywhere_refused(unit, *offices)
            for offices in ((world.office,), (world.office, elsewhere), (elsewhere,), (MISSING,), ())
        ]

    assert await world.run(job, by=worker) == [False, True, True, True, False]
