"""How receivers are called: one word at an office, the book's name in a group, and neither where it does not belong."""

from db import announcement_names, announcement_rows, people
from db.people import Actor
from db.unit import Unit
from domain.announcements import Audience, Part, PartKind
from domain.roles import Role
from tests.db import announcement_world as sending
from tests.db.office_world import World, world

__all__ = ["world"]


async def call(world: World, woman: Actor, name: str, salutation: str = "") -> None:
    async def job(unit: Unit) -> None:
        await people.set_details(unit, woman.person_id, name=name, salutation=salutation)

    await world.run(job)


async def test_an_office_reads_one_word_of_her_name_and_where_she_lives(world: World) -> None:
    woman = await sending.known(world)
    await call(world, woman, "Siti Aminah", "Bu")
    found = await world.run(lambda unit: announcement_names.in_office(unit, world.office, [woman.person_id]))
    assert (found[woman.person_id].name, found[woman.person_id].code) == ("Bu Siti", "")
    assert found[woman.person_id].area == "Samarinda"


async def test_where_nobody_knows_her_name_the_code_of_her_newest_request_stands_there(world: World) -> None:
    woman, stranger = await sending.known(world), await sending.known(world)
    for each in (woman, stranger):
        await call(world, each, "")
    sent = await world.send(woman, "person", wants_person=True)
    elsewhere = await world.add_office("Kantor lain", "batu")
    await world.send(stranger, "person", wants_person=True, office=elsewhere)
    ids = [woman.person_id, stranger.person_id]
    found = await world.run(lambda unit: announcement_names.in_office(unit, world.office, ids))
    assert [(found[each].name, found[each].code) for each in ids] == [("", sent.code), ("", "")]


async def test_a_group_reads_its_own_book_and_the_office_never_does(world: World) -> None:
    group_id, women = await sending.group_of(world)
    members = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    written = await sending.write(world, women[0], members, group_id=group_id, size=3)
    ids = [each.person_id for each in women]
    stranger = await sending.known(world)

    async def job(unit: Unit) -> list[str]:
        announcement = await announcement_rows.find(unit, written.id)
        assert announcement is not None
        found = await announcement_names.names_in(unit, announcement, [*ids, stranger.person_id])
        assert set(found) == set(ids), "who is not in the book has no name there"
        return [found[each].name for each in ids]

    assert await world.run(job) == ["Siti 0", "Siti 1", "Siti 2"]
    found = await world.run(lambda unit: announcement_names.in_office(unit, world.office, ids))
    assert not {each.name for each in found.values()} & {"Siti 0", "Siti 1", "Siti 2"}


async def test_another_record_of_hers_is_called_as_the_book_calls_her(world: World) -> None:
    group_id, women = await sending.group_of(world)
    members = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    written = await sending.write(world, women[0], members, group_id=group_id, size=3)
    first = await world.woman()

    async def job(unit: Unit) -> dict[int, announcement_names.Called]:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", women[2].person_id, first.person_id)
        announcement = await announcement_rows.find(unit, written.id)
        assert announcement is not None
        return await announcement_names.names_in(unit, announcement, [first.person_id])

    assert (await world.run(job))[first.person_id].name == "Siti 2"


async def test_who_was_erased_is_not_in_it(world: World) -> None:
    woman, worker = await sending.known(world), await world.staff(Role.WORKER)
    written = await sending.write(world, worker)
    await world.desk.storage.vault.destroy([f"p{woman.person_id}"])

    async def job(unit: Unit) -> dict[int, announcement_names.Called]:
        announcement = await announcement_rows.find(unit, written.id)
        assert announcement is not None
        return await announcement_names.names_in(unit, announcement, [woman.person_id])

    assert await world.run(job) == {}
