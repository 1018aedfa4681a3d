"""Who may give a card for which place: of her own office, or as the leader of a group whose books are open."""

from dataclasses import replace

import pytest

from db import groups, outreach
from db.groups import GroupIsDraft
from db.unit import Unit
from domain.outreach import packed
from domain.permits import Practising
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant
from domain.zones import WITA
from handlers.contact.suggest_steps import RECIPE, list_areas, make_card
from tests.db.matter_world import act, end_role
from tests.db.office_world import World, world

__all__ = ["world"]


async def a_group(world: World, state: str = groups.ACTIVE) -> int:
    async def job(unit: Unit) -> int:
        return groups.add(unit, name="Melati", place="Desa Contoh", zone=WITA, state=state)

    return await world.run(job)


@pytest.mark.parametrize("role", [Role.HELPER, Role.COMPANION, Role.WORKER, Role.SUPERVISOR])
async def test_of_an_office_for_its_own_areas(world: World, role: Role) -> None:
    await world.add_office("Kantor Lain", "berau")
    giver = await world.staff(role)
    assert [each.key for each in await act(world, giver, list_areas)] == ["samarinda"]
    card = await act(world, giver, make_card, "samarinda")
    assert packed(card.code) > 0
    with pytest.raises(NotAllowed):
        await act(world, giver, make_card, "berau")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.TRAINER])
async def test_others_of_the_office_give_none(world: World, role: Role) -> None:
    someone = await world.staff(role)
    with pytest.raises(NotAllowed):
        await act(world, someone, list_areas)
    with pytest.raises(NotAllowed):
        await act(world, someone, make_card, "samarinda")


async def test_the_picture_is_handed_to_who_made_it_by_the_number_of_its_code(world: World) -> None:
    giver = await world.staff(Role.HELPER)
    card = await act(world, giver, make_card, "samarinda")
    (handed,) = world.told_to(giver)
    assert handed.paper is not None
    assert (handed.paper.recipe, handed.paper.args) == (RECIPE, (packed(card.code),))
    assert card.code not in handed.text.message

    async def find(unit: Unit) -> str:
        found = await outreach.find(unit, card.code)
        assert found is not None
        return found.area

    assert await world.run(find) == "samarinda"


async def test_the_leader_of_a_group_gives_one_while_its_books_are_open(world: World) -> None:
    open_one, draft = await a_group(world), await a_group(world, groups.DRAFT)
    chair = await world.woman()
    only_draft = replace(chair, roles=(RoleGrant(Role.CHAIR, None, draft),))
    await world.grant(chair, only_draft.roles[0])
    with pytest.raises(GroupIsDraft):
        await act(world, only_draft, make_card, "samarinda")
    both = replace(chair, roles=(*only_draft.roles, RoleGrant(Role.CHAIR, None, open_one)))
    await world.grant(chair, both.roles[1])
    assert await act(world, both, make_card, "samarinda")
    with pytest.raises(Practising):
        await act(world, replace(both, practice=open_one), list_areas)
    with pytest.raises(NotAllowed):
        await act(world, both, make_card, "bulan")


async def test_a_role_that_has_ended_gives_none_though_the_turn_still_knows_it(world: World) -> None:
    giver = await world.staff(Role.HELPER)
    await end_role(world, giver)
    with pytest.raises(NotAllowed):
        await act(world, giver, make_card, "samarinda")


async def test_while_nobody_has_unlocked_the_phone_nobody_gives_one(world: World) -> None:
    giver = replace(await world.staff(Role.HELPER), profiles=True, inside=False)
    for step, *args in ((list_areas,), (make_card, "samarinda")):
        with pytest.raises(NotAllowed):
            await act(world, giver, step, *args)
