"""Which offices and groups keep something of hers, on both engines."""

from datetime import date
from functools import partial

from db import consents, controllers, groups, members, people
from db.people import Actor
from db.unit import Unit
from domain.purposes import Controller, Side
from domain.roles import Role, RoleGrant
from domain.zones import WITA
from tests.db.office_world import World, world

__all__ = ["world"]

DAY = date(2026, 2, 3)


async def names(world: World, woman: Actor) -> list[tuple[str, str]]:
    found = await world.run(lambda unit: controllers.list_of(unit, woman.person_id), by=woman)
    return [(each.side.value, each.name) for each in found]


async def test_the_office_of_her_area_is_hers_until_another_keeps_something(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    woman = await world.woman()
    assert await names(world, woman) == [("office", "Kantor Contoh")]
    await world.send(woman, "person", wants_person=True, office=elsewhere)
    assert await names(world, woman) == [("office", "Kantor Lain")]


async def test_who_is_asked_or_belongs_to_a_group_has_it_too(world: World) -> None:
    woman, stranger = await world.woman(), await world.woman(area="berau")

    async def job(unit: Unit) -> int:
        group = groups.add(unit, name="Mentari", place="Desa", zone=WITA, demo=True)
        grant = RoleGrant(Role.MEMBER, group_id=group)
        people.grant_role(
            unit, role_id=unit.new_id(), person_id=woman.person_id, grant=grant, now_ms=unit.now_ms
        )
        consents.record(
            unit,
            person_id=woman.person_id,
            organisation_id=world.office,
            purpose="photos",
            version="1",
            text="Boleh?",
            answer="no",
            manner="typed",
        )
        return group

    group = await world.run(job, by=woman)
    assert await names(world, woman) == [("office", "Kantor Contoh"), ("group", "Mentari")]
    assert await names(world, stranger) == []
    found = await world.run(lambda unit: controllers.find(unit, woman.person_id, Side.GROUP, group), by=woman)
    assert found == Controller(side=Side.GROUP, id=group, name="Mentari")

    async def find_hers(unit: Unit, side: Side, row_id: int) -> Controller | None:
        return await controllers.find(unit, woman.person_id, side, row_id)

    for side, row_id in ((Side.OFFICE, group), (Side.GROUP, world.office), (Side.GROUP, 1)):
        missing = await world.run(partial(find_hers, side=side, row_id=row_id), by=woman)
        assert missing is None
    assert await world.run(lambda unit: controllers.find(unit, stranger.person_id, Side.GROUP, group)) is None


async def test_an_area_without_an_office_has_none(world: World) -> None:
    assert await world.run(lambda unit: controllers.find_for_area(unit, "kupang")) is None
    found = await world.run(lambda unit: controllers.find_for_area(unit, "samarinda"))
    assert found == Controller(side=Side.OFFICE, id=world.office, name="Kantor Contoh")


async def test_a_group_that_she_has_left_still_answers_for_what_it_keeps_and_practice_for_nothing(
    world: World,
) -> None:
    woman, linked = await world.woman(area="berau"), await world.woman(area="berau")

    async def job(unit: Unit) -> None:
        for name, practice_of in (("Mentari", 0), ("Latihan", woman.person_id)):
            group = groups.add(unit, name=name, place="Desa", zone=WITA, practice_of=practice_of)
            for person_id, linked_id in ((woman.person_id, None), (None, linked.person_id)):
                number = await members.add(
                    unit, group, person_id=person_id, linked_id=linked_id, name="Demo", joined_day=DAY
                )
                members.set_left(unit, group, number, DAY)

    await world.run(job, by=woman)
    for each in (woman, linked):
        assert await names(world, each) == [("group", "Mentari")]
