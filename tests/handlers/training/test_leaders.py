"""Whose class it is: only where somebody keeps classes now, and in a practice only the invented group."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from db import groups, members, people
from db.people import Actor
from db.unit import Unit
from domain.permits import Action
from domain.refusals import NotAllowed
from domain.roles import Place, Role, RoleGrant
from domain.zones import WIB
from handlers.training.leaders import Owner, action_of, list_owners, look_at, require
from tests.db.office_world import World, world

__all__ = ["world"]


async def leads(world: World, actor: Actor, name: str, *, practice: bool = False) -> tuple[Actor, int]:
    """She is the chair of another group from now on."""

    async def job(unit: Unit) -> int:
        group_id = groups.add(
            unit,
            name=name,
            place="Cipanas",
            zone=WIB,
            demo=True,
            practice_of=actor.person_id if practice else 0,
        )
        await members.ensure(unit, group_id, actor.person_id, joined_day=date(2026, 1, 3))
        grant = RoleGrant(Role.CHAIR, group_id=group_id)
        people.grant_role(
            unit, role_id=unit.new_id(), person_id=actor.person_id, grant=grant, now_ms=unit.now_ms
        )
        return group_id

    group_id = await world.run(job, by=actor)
    return replace(actor, roles=(*actor.roles, RoleGrant(Role.CHAIR, group_id=group_id))), group_id


async def owners(world: World, by: Actor) -> list[str]:
    found: tuple[Owner, ...] = await world.run(list_owners, by=by)
    return [each.name for each in found]


async def test_an_office_and_a_group_of_hers_stand_side_by_side(world: World) -> None:
    rina, group_id = await leads(world, await world.staff(Role.WORKER), "Demo Melati")
    found = await world.run(list_owners, by=rina)
    assert [(each.key, each.where) for each in found] == [
        (f"o{world.office}", ""),
        (f"g{group_id}", "Cipanas"),
    ]
    assert [each.place for each in found] == [Place(organisation_id=world.office), Place(group_id=group_id)]


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COMPANION, Role.ADMIN])
async def test_who_keeps_no_classes_has_none(world: World, role: Role) -> None:
    assert await owners(world, await world.staff(role)) == []
    assert await owners(world, await world.woman()) == []


async def test_in_a_practice_the_invented_group_alone(world: World) -> None:
    rina, _real = await leads(world, await world.staff(Role.WORKER), "Demo Melati")
    rina, practice = await leads(world, rina, "Latihan", practice=True)
    assert (await owners(world, rina))[1:] == ["Demo Melati"]
    assert await owners(world, replace(rina, practice=practice)) == ["Latihan"]


async def test_what_it_takes_is_asked_of_the_place(world: World) -> None:
    assert action_of(Place(organisation_id=1)) is Action.KEEP_COURSES
    assert action_of(Place(group_id=1)) is Action.KEEP_GROUP_COURSES
    worker, trainer = await world.staff(Role.WORKER), await world.staff(Role.TRAINER)
    office, none = Place(organisation_id=world.office), Place(organisation_id=1)
    for ask in (look_at, require):
        await world.run(partial(ask, place=office), by=worker)
        for by, place in ((trainer, office), (worker, none)):
            with pytest.raises(NotAllowed):
                await world.run(partial(ask, place=place), by=by)
