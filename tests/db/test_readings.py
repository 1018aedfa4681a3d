"""Who works for two offices has read her letter in the one she wrote to; on both engines."""

from db import announcement_receivers, matter_messages, matter_notes, matters
from db.data_readers import Reading
from db.matters import Chosen
from db.people import Actor
from db.readings import list_readings
from db.unit import Unit
from domain.announcements import Audience, Part, PartKind
from domain.matters import NoteKind
from domain.roles import Role, RoleGrant
from tests.db.announcement_world import group_of
from tests.db.announcement_world import write as write_news
from tests.db.matter_world import act, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def readings(world: World, woman: Actor, office: int | None = None) -> list[Reading]:
    found = await world.run(
        lambda unit: list_readings(unit, woman.person_id, 10, organisation_id=office), by=woman
    )
    return list(found)


async def test_a_worker_of_two_offices_is_named_with_the_one_whose_it_is(world: World) -> None:
    there = await world.add_office("Kantor Kedua", "balikpapan")
    woman, worker = await world.woman(), await worker_of(world, Role.SUPERVISOR)
    await world.grant(worker, RoleGrant(Role.WORKER, organisation_id=there))
    matter = (await write(world, woman, office=there)).matter
    await act(world, worker, matters.take, matter.id)
    await act(world, worker, matter_messages.page, matter)
    note = await act(world, worker, matter_notes.add, matter.id, NoteKind.VISIT, "Catatan")
    await act(world, worker, matter_notes.note_read, matter.id, note)
    assert {(each.what, each.role, each.place) for each in await readings(world, woman)} == {
        ("matter", "worker", "Kantor Kedua"),
        ("matter_note", "worker", "Kantor Kedua"),
    }
    assert await readings(world, woman, world.office) == []
    assert {each.place for each in await readings(world, woman, there)} == {"Kantor Kedua"}


async def test_a_letter_of_each_office_is_told_with_each(world: World) -> None:
    there = await world.add_office("Kantor Kedua", "balikpapan")
    woman, worker = await world.woman(), await worker_of(world)
    await world.grant(worker, RoleGrant(Role.WORKER, organisation_id=there))
    for office in (world.office, there, there):
        matter = (await write(world, woman, office=office)).matter
        await act(world, worker, matters.take, matter.id)
        await act(world, worker, matter_messages.page, matter)
    assert {each.place: each.times for each in await readings(world, woman)} == {
        "Kantor Contoh": 1,
        "Kantor Kedua": 2,
    }


async def test_a_copy_that_an_office_hands_over_tells_nobody_that_she_complained(world: World) -> None:
    woman, boss = await world.woman(), await worker_of(world, Role.SUPERVISOR)
    worker = await worker_of(world)
    matter = (await write(world, woman, chosen=Chosen(complaint=True, about_id=worker.person_id))).matter
    await act(world, boss, matters.take, matter.id)
    await act(world, boss, matter_messages.page, matter)
    assert [each.what for each in await readings(world, woman)] == ["matter"]
    assert await readings(world, woman, world.office) == []


async def test_who_looked_at_her_groups_news_is_the_treasurer_and_not_just_a_member(world: World) -> None:
    """The treasurer of one group is a member of another, and of her own: "Anggota" would be somebody without a right."""
    group_id, (treasurer, woman, *_others) = await group_of(world)
    other_id, _women = await group_of(world)
    own = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    written = await write_news(world, treasurer, own, group_id=group_id)

    async def roles(unit: Unit) -> None:
        unit.write("DELETE FROM roles WHERE person_id = $1", treasurer.person_id)
        for at, (role, group) in enumerate(
            ((Role.TREASURER, other_id), (Role.MEMBER, group_id), (Role.TREASURER, group_id)), start=1
        ):
            unit.write(
                "INSERT INTO roles (id, person_id, role, group_id, since_ms) VALUES ($1, $2, $3, $4, 1)",
                at,
                treasurer.person_id,
                role.value,
                group,
            )
        announcement_receivers.note_read(unit, written.id, [woman.person_id])

    await world.run(roles, by=treasurer)
    (found,) = [each for each in await readings(world, woman) if each.what == "announcement"]
    assert found.role == "treasurer"
    names = await world.rows("SELECT name FROM groups WHERE id = $1", group_id)
    assert found.place == names[0]["name"]
