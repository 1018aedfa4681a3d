"""Practice: a group of her own, in which she is treasurer until she ends it; one at a time."""

from datetime import date
from functools import partial

from db import groups, members, people, practice
from db.people import Actor
from db.unit import Unit
from domain.group_rules import undecided
from domain.roles import Role
from tests.db.desk import Desk

TODAY = date(2026, 2, 3)


async def begin(desk: Desk, lilis: Actor) -> int:
    async def job(unit: Unit) -> int:
        unit.actor = lilis
        return await practice.begin(
            unit,
            name="Latihan",
            place="Desa",
            others=["Melati", "Mawar"],
            rules=undecided(TODAY),
            today=TODAY,
        )

    return await desk.run(job)


async def roles(desk: Desk, person_id: int) -> list[tuple[Role, int | None]]:
    found = await desk.run(lambda unit: people.list_roles(unit, person_id))
    return [(each.role, each.group_id) for each in found]


async def test_she_is_treasurer_of_invented_women_of_whom_nobody_has_a_phone(desk: Desk) -> None:
    lilis = await desk.person("Lilis")
    group_id = await begin(desk, lilis)
    listed = await desk.run(lambda unit: members.list_members(unit, group_id))
    assert [(each.name, each.has_phone) for each in listed] == [
        ("Lilis", True),
        ("Melati", False),
        ("Mawar", False),
    ]
    held = [(role, group_id) for role in (Role.MEMBER, Role.TREASURER, Role.SECRETARY)]
    assert await roles(desk, lilis.person_id) == held
    assert listed[1].offices == (Role.CHAIR,)


async def test_a_new_practice_ends_the_one_before_and_ending_leaves_no_role(desk: Desk) -> None:
    lilis = await desk.person("Lilis")
    first, second = await begin(desk, lilis), await begin(desk, lilis)

    async def end(unit: Unit) -> None:
        unit.actor = lilis
        await practice.end(unit)

    assert {group_id for _role, group_id in await roles(desk, lilis.person_id)} == {second}
    await desk.run(end)
    assert await roles(desk, lilis.person_id) == []
    states = [(await desk.run(partial(groups.get, group_id=each))).state for each in (first, second)]
    assert states == ["ended", "ended"]
