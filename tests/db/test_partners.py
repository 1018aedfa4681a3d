"""The office's partners: by name, a number only once somebody called it, gone from the list but not from what was."""

from datetime import date

import pytest

from db import partners
from db.unit import Unit
from domain.matter_moves import PartnersFull
from domain.matters import PARTNERS_MAX, PartnerKind
from domain.refusals import NotAllowed
from tests.db.office_world import World, world

__all__ = ["world"]


async def add(world: World, name: str, office: int = 0) -> int:
    return await world.run(
        lambda unit: partners.add(unit, office or world.office, kind=PartnerKind.LK3, name=name)
    )


async def names(world: World, office: int = 0) -> list[str]:
    found = await world.run(lambda unit: partners.list_of(unit, office or world.office))
    return [each.name for each in found]


async def test_they_stand_by_name_and_each_office_has_its_own(world: World) -> None:
    there = await world.add_office("Kantor lain", "balikpapan")
    await add(world, "Puspaga Contoh")
    await add(world, "LK3 Contoh")
    await add(world, "UPTD Contoh", there)
    assert await names(world) == ["LK3 Contoh", "Puspaga Contoh"]
    assert await names(world, there) == ["UPTD Contoh"]


async def test_a_number_is_shown_only_after_it_was_called_and_a_new_one_is_hidden_again(
    world: World,
) -> None:
    partner_id = await add(world, "LK3 Contoh")

    async def shown() -> tuple[str, str]:
        found = await world.run(lambda unit: partners.get(unit, partner_id))
        return found.phone, found.shown_phone

    async def write(unit: Unit) -> None:
        partners.set_phone(unit, partner_id, "0541 000000")

    async def check(unit: Unit) -> None:
        partners.set_checked(unit, partner_id, date(2026, 2, 3))

    await world.run(write)
    assert await shown() == ("0541 000000", "")
    await world.run(check)
    assert await shown() == ("0541 000000", "0541 000000")
    await world.run(write)
    assert await shown() == ("0541 000000", "")


async def test_one_that_is_removed_is_in_no_list_and_keeps_its_name_for_what_was(world: World) -> None:
    partner_id = await add(world, "LK3 Contoh")

    async def remove(unit: Unit) -> None:
        partners.remove(unit, partner_id)

    await world.run(remove)
    assert await names(world) == []
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: partners.get(unit, partner_id))
    assert await world.run(lambda unit: partners.name_of(unit, partner_id)) == "LK3 Contoh"
    assert await world.run(lambda unit: partners.name_of(unit, 1)) == ""


async def test_there_are_no_more_than_one_looks_through(world: World) -> None:
    for number in range(PARTNERS_MAX):
        await add(world, f"LK3 {number}")
    with pytest.raises(PartnersFull):
        await add(world, "Satu lagi")
