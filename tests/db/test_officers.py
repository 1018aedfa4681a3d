"""Officers are those who hold the role now, each once, and a second one has an account elsewhere."""

import pytest

from db import members, officers
from db.unit import Unit
from domain.roles import Role
from tests.db.desk import Desk
from tests.db.officers_world import DAY, Group, open_group


@pytest.fixture
async def group(desk: Desk) -> Group:
    return await open_group(desk)


async def seconds(group: Group, *, by: str = "Lilis", about: int | None = None) -> list[str]:
    number = group.numbers[by]
    found = await group.run(by, lambda unit: officers.list_seconds(unit, group.id, by=number, about=about))
    return [each.shown for each in found]


async def test_the_supervisor_and_members_are_none(group: Group) -> None:
    await group.add("Rina", Role.GROUP_SUPERVISOR)
    await group.add("Euis", Role.SECRETARY)
    found = await group.run("Lilis", lambda unit: officers.list_officers(unit, group.id))
    assert [each.shown for each in found] == ["Lilis", "Cucu", "Euis"]
    assert await seconds(group) == ["Cucu", "Euis"]
    assert await seconds(group, by="Cucu", about=group.numbers["Euis"]) == ["Lilis"]
    assert await seconds(group, by="Tati") == []


async def test_who_has_two_roles_is_one_officer_and_who_lost_hers_none(group: Group) -> None:
    await group.add("Rina", Role.SECRETARY, Role.CHAIR)
    assert await seconds(group) == ["Cucu", "Rina"]
    await group.end_role("Rina")
    assert await seconds(group) == ["Cucu"]


async def test_a_profile_on_the_phone_that_asks_is_no_account_of_her_own(group: Group) -> None:
    lilis, cucu = (group.actors[name] for name in ("Lilis", "Cucu"))
    found = await group.run(
        "Lilis", lambda unit: officers.have_other_account(unit, [cucu.person_id], cucu.account_id)
    )
    assert found == set()
    found = await group.run(
        "Lilis", lambda unit: officers.have_other_account(unit, [cucu.person_id], lilis.account_id)
    )
    assert found == {cucu.person_id}


async def test_an_officers_phone_that_speaks_for_other_women_is_borrowed_and_her_own_record_is_not(
    group: Group,
) -> None:
    async def borrow(unit: Unit) -> frozenset[int]:
        lilis, tati = (group.actors[name].person_id for name in ("Lilis", "Tati"))
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", tati, lilis)
        await members.add(unit, group.id, name="Onah", joined_day=DAY, linked_id=lilis)
        await members.add(unit, group.id, name="Popon", joined_day=DAY, linked_id=tati)
        await members.add(unit, group.id, name="Sari", joined_day=DAY)
        listed = await members.list_members(unit, group.id)
        return await officers.list_borrowed(unit, group.id, listed)

    assert await group.run("Lilis", borrow) == {3, 5, 6}
