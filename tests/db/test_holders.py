"""Who holds which role, on both engines: listed by role, given once, ended without a trace lost."""

from db import holders, people
from db.holders import Holder
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.roles import Place, Role, RoleGrant
from tests.db.office_world import World, world

__all__ = ["world"]


async def listed(world: World, place: Place) -> list[Holder]:
    async def job(unit: Unit) -> list[Holder]:
        return await holders.list_of(unit, place)

    return await world.run(job)


async def end(world: World, by: Actor, holder: Holder) -> None:
    async def job(unit: Unit) -> None:
        holders.end(unit, holder, "removed")

    await world.run(job, by=by)


async def staff_flag(world: World, actor: Actor) -> int:
    return int((await world.rows("SELECT staff FROM persons WHERE id = $1", actor.person_id))[0]["staff"])


async def test_people_are_listed_by_role_then_by_time_and_only_of_that_place(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    admin, late = await world.staff(Role.ADMIN), await world.staff(Role.WORKER)
    await world.grant(late, RoleGrant(Role.HELPER, organisation_id=world.office))
    await world.staff(Role.WORKER, office=elsewhere)
    found = await listed(world, Place(organisation_id=world.office))
    assert [(each.role, each.person_id) for each in found] == [
        (Role.HELPER, late.person_id),
        (Role.WORKER, late.person_id),
        (Role.ADMIN, admin.person_id),
    ]
    assert all(each.name.startswith("petugas") for each in found)
    assert await listed(world, Place(organisation_id=1)) == []
    assert await listed(world, Place(group_id=world.office)) == []


async def test_whose_key_is_gone_is_listed_without_a_name(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await world.desk.storage.vault.destroy([owner_of(worker.person_id)])
    assert [each.name for each in await listed(world, Place(organisation_id=world.office))] == [""]


async def test_a_role_is_given_once(world: World) -> None:
    admin, woman = await world.staff(Role.ADMIN), await world.woman()
    grant = RoleGrant(Role.WORKER, organisation_id=world.office)

    async def job(unit: Unit) -> None:
        await holders.give(unit, woman.person_id, grant, "invite")

    for _time in range(2):
        await world.run(job, by=admin)
    rows = await world.rows("SELECT id FROM roles WHERE person_id = $1", woman.person_id)
    assert len(rows) == 1
    assert await world.audited("grant", "role") == [(admin.person_id, woman.person_id)]


async def test_an_ended_role_stays_in_the_books_with_who_ended_it(world: World) -> None:
    admin, worker = await world.staff(Role.ADMIN), await world.staff(Role.WORKER)
    (holder,) = [
        each for each in await listed(world, Place(organisation_id=world.office)) if each.role is Role.WORKER
    ]
    await end(world, admin, holder)
    (row,) = await world.rows("SELECT until_ms, ended_by FROM roles WHERE id = $1", holder.id)
    assert (row["until_ms"], row["ended_by"]) == (world.desk.now_ms, admin.person_id)

    async def job(unit: Unit) -> tuple[RoleGrant, ...]:
        assert await holders.find(unit, holder.id) is None
        return await people.list_roles(unit, worker.person_id)

    assert await world.run(job) == ()
    assert await staff_flag(world, worker) == 0


async def test_who_keeps_another_role_of_an_office_is_still_staff(world: World) -> None:
    admin, worker = await world.staff(Role.ADMIN), await world.staff(Role.WORKER, Role.TRAINER)
    found = await listed(world, Place(organisation_id=world.office))
    await end(world, admin, next(each for each in found if each.role is Role.WORKER))
    assert await staff_flag(world, worker) == 1


async def test_an_office_and_a_group_have_names_and_what_is_not_there_has_none(world: World) -> None:
    async def job(unit: Unit) -> list[str | None]:
        return [
            await holders.find_name(unit, place)
            for place in (Place(organisation_id=world.office), Place(group_id=world.office), Place.read(""))
        ]

    assert await world.run(job) == ["Kantor Contoh", None, None]


async def test_the_holders_of_one_role_are_found_each_once(world: World) -> None:
    first, second = await world.staff(Role.ADMIN), await world.staff(Role.ADMIN, Role.WORKER)

    async def job(unit: Unit) -> list[int]:
        place = Place(organisation_id=world.office)
        return await holders.list_persons_with(unit, place, Role.ADMIN)

    await world.grant(first, RoleGrant(Role.ADMIN, organisation_id=world.office))
    assert await world.run(job) == [first.person_id, second.person_id]


async def test_names_are_known_of_those_who_gave_one(world: World) -> None:
    worker = await world.staff(Role.WORKER)

    async def job(unit: Unit) -> dict[int, str]:
        return await holders.list_names(unit, [worker.person_id, 1])

    names = await world.run(job)
    assert list(names) == [worker.person_id]
    assert names[worker.person_id].startswith("petugas")
