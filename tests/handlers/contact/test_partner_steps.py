"""The list of partners is kept by who may keep it there, each office its own, and never leads to itself."""

import pytest

from db.unit import Unit
from domain.matter_moves import PartnersFull
from domain.matters import PARTNERS_MAX
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.contact.partner_steps import (
    add_partner,
    find_partner,
    list_offices_here,
    list_own_offices,
    list_partners,
    mark_checked,
    remove_partner,
    set_phone,
)
from tests.db.matter_world import act, worker_of
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_a_supervisor_and_an_admin_keep_it_and_a_worker_does_not(world: World) -> None:
    for role in (Role.SUPERVISOR, Role.ADMIN):
        keeper = await worker_of(world, role)
        await act(world, keeper, add_partner, world.office, "lk3", f"LK3 {role.value}", 0)
        (office,) = await act(world, keeper, list_own_offices)
        assert office.key == str(world.office)
    worker = await worker_of(world)
    for step, *more in (
        (list_own_offices,),
        (list_partners, world.office),
        (add_partner, world.office, "lk3", "LK3 lain", 0),
    ):
        with pytest.raises(NotAllowed):
            await act(world, worker, step, *more)


async def test_a_partner_of_another_office_is_not_there(world: World) -> None:
    keeper = await worker_of(world, Role.SUPERVISOR)
    there = await world.add_office("Kantor lain", "balikpapan")
    other = await worker_of(world, Role.SUPERVISOR, office=there)
    await act(world, other, add_partner, there, "puspaga", "Puspaga Contoh", world.office)
    (row,) = await act(world, other, list_partners, there)
    for step, *more in ((find_partner,), (set_phone, "0541 000000"), (mark_checked,), (remove_partner,)):
        with pytest.raises(NotAllowed):
            await act(world, keeper, step, world.office, int(row.key), *more)
    assert [each.label for each in await act(world, other, list_partners, there)] == ["Puspaga Contoh"]


async def test_it_leads_to_no_office_that_does_not_exist_nor_to_itself(world: World) -> None:
    keeper = await worker_of(world, Role.SUPERVISOR)
    there = await world.add_office("Kantor lain", "balikpapan")
    assert [each.key for each in await act(world, keeper, list_offices_here, world.office)] == [str(there)]
    for office in (world.office, 1):
        with pytest.raises(NotAllowed):
            await act(world, keeper, add_partner, world.office, "lk3", "LK3 Contoh", office)


async def test_the_number_is_hidden_until_somebody_has_called_it(world: World) -> None:
    keeper = await worker_of(world, Role.SUPERVISOR)
    await act(world, keeper, add_partner, world.office, "lk3", "LK3 Contoh", 0)
    (row,) = await act(world, keeper, list_partners, world.office)
    await act(world, keeper, set_phone, world.office, int(row.key), "0541 000000")
    assert (await act(world, keeper, find_partner, world.office, int(row.key))).checked_on is None
    await act(world, keeper, mark_checked, world.office, int(row.key))
    assert (await act(world, keeper, find_partner, world.office, int(row.key))).checked_on is not None


async def test_so_many_are_enough(world: World) -> None:
    keeper = await worker_of(world, Role.SUPERVISOR)

    async def fill(unit: Unit) -> None:
        for number in range(PARTNERS_MAX):
            await add_partner(unit, world.office, "lk3", f"LK3 {number}", 0)

    await world.run(fill, by=keeper)
    with pytest.raises(PartnersFull):
        await act(world, keeper, add_partner, world.office, "lk3", "Satu lagi", 0)
