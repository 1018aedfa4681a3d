"""Who decides on a loan: never she, never one of her other accounts, never who lives with her. Also if nobody is left."""

import pytest

from db import loans
from db.unit import Unit
from domain.loan_refusals import NotForOwn, NoThirdOfficer
from domain.roles import Role
from handlers.loans.deciders import Deciders, find_deciders
from tests.db.desk import open_desk
from tests.db.officers_world import Group, open_group


@pytest.fixture
async def group(tmp_path, request):
    async with open_desk(tmp_path, "") as desk:
        opened = await open_group(desk)
        await opened.add("Euis", Role.SECRETARY)
        yield opened


async def deciders(group: Group, name: str) -> Deciders:
    return await group.run("Lilis", lambda unit: find_deciders(unit, group.id, group.numbers[name]))


def names(found: Deciders) -> list[str]:
    return [each.shown for each in found.may]


async def same_woman(group: Group, one: str, other: str) -> None:
    """The second record is an account of the first woman's too, as she has said herself."""

    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE persons SET same_as = $2 WHERE id = $1",
            group.actors[other].person_id,
            group.actors[one].person_id,
        )

    await group.desk.run(job)


async def live_together(group: Group, one: str, *others: str) -> None:
    numbers = [group.numbers[each] for each in others]
    await group.run("Lilis", lambda unit: loans.set_household(unit, group.id, group.numbers[one], numbers))


async def test_for_a_member_every_officer_decides_and_for_an_officer_the_others(group: Group) -> None:
    assert names(await deciders(group, "Tati")) == ["Lilis", "Cucu", "Euis"]
    found = await deciders(group, "Cucu")
    assert names(found) == ["Lilis", "Euis"]
    assert group.numbers["Cucu"] in found.barred


async def test_her_other_account_does_not_decide_for_her(group: Group) -> None:
    await same_woman(group, "Euis", "Tati")
    assert names(await deciders(group, "Tati")) == ["Lilis", "Cucu"]
    assert names(await deciders(group, "Euis")) == ["Lilis", "Cucu"]


async def test_who_lives_with_her_does_not_decide_nor_does_that_womans_other_account(group: Group) -> None:
    await live_together(group, "Tati", "Neneng")
    await same_woman(group, "Euis", "Neneng")
    found = await deciders(group, "Tati")
    assert names(found) == ["Lilis", "Cucu"]
    assert {group.numbers[each] for each in ("Tati", "Neneng", "Euis")} == set(found.barred)


async def test_two_officers_who_are_one_woman_are_not_two(group: Group) -> None:
    await live_together(group, "Tati", "Cucu")
    await same_woman(group, "Lilis", "Euis")
    found = await deciders(group, "Tati")
    assert names(found) == ["Lilis", "Euis"]
    assert not found.are_two
    with pytest.raises(NoThirdOfficer):
        found.require(group.numbers["Lilis"])


@pytest.mark.parametrize("name", ["Tati", "Neneng", "Cucu"])
async def test_whoever_is_barred_or_no_officer_is_refused(group: Group, name: str) -> None:
    await live_together(group, "Tati", "Cucu")
    found = await deciders(group, "Tati")
    with pytest.raises(NotForOwn):
        found.require(group.numbers[name])
    found.require(group.numbers["Lilis"])
