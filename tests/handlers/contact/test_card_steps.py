"""A right code leaves no trace, a wrong one is counted, and only her own yes writes something about her."""

from dataclasses import replace

import pytest

from db import outreach
from db.people import Actor
from db.unit import Unit
from domain.outreach import WRONG_MAX
from domain.refusals import Changed
from domain.roles import Role
from handlers.contact.card_steps import keep_area, keep_phone, list_places, try_card
from tests.db.matter_world import act
from tests.db.office_world import World, world

__all__ = ["world"]


async def a_card(world: World, area: str = "samarinda") -> str:
    kader = await world.staff(Role.HELPER)

    async def job(unit: Unit) -> str:
        return await outreach.make(unit, area, world.office)

    return await world.run(job, by=kader)


async def stranger(world: World) -> Actor:
    """Somebody of whom nothing is known."""
    return replace(await world.desk.person(f"baru {world.desk.storage.ids.new()}"), phone="unknown")


async def test_the_welcome_names_the_office_that_serves_the_area(world: World) -> None:
    code, woman = await a_card(world), await stranger(world)
    here = await act(world, woman, try_card, f"ajak {code.lower()}")
    assert here is not None
    assert (here.area, here.label, here.met, here.here, here.staff) == (
        "samarinda",
        "Samarinda",
        False,
        False,
        False,
    )
    nearer = await world.add_office("Kantor Dekat", "samarinda")
    assert nearer
    again = await act(world, woman, try_card, code)
    assert again.office in (here.office, "Kantor Dekat")


async def test_trying_writes_nothing_for_a_right_code_and_one_row_for_a_wrong_one(world: World) -> None:
    code, woman = await a_card(world), await stranger(world)
    await act(world, woman, try_card, code)
    assert await world.audited("try", "outreach_code") == []
    assert await act(world, woman, try_card, "halo") is None
    assert await world.audited("try", "outreach_code") == [(woman.person_id, woman.person_id)]


async def test_after_too_many_wrong_ones_the_right_one_opens_nothing(world: World) -> None:
    code, woman = await a_card(world), await stranger(world)
    for _time in range(WRONG_MAX):
        assert await act(world, woman, try_card, "AJAK 2222 222A") is None
    assert await act(world, woman, try_card, code) is None


async def test_a_place_that_is_none_any_more_opens_nothing(world: World) -> None:
    code = await a_card(world)
    await world.run(_move)
    assert await act(world, await stranger(world), try_card, code) is None


async def _move(unit: Unit) -> None:
    unit.write("UPDATE outreach_codes SET area = 'tidak_ada'")


async def test_her_yes_keeps_the_area_and_nothing_of_the_card(world: World) -> None:
    code, woman = await a_card(world), await stranger(world)
    await act(world, woman, try_card, code)
    assert await act(world, woman, keep_area, "samarinda") != ""
    (row,) = await world.rows("SELECT area, zone FROM persons WHERE id = $1", woman.person_id)
    assert row == {"area": "samarinda", "zone": "Asia/Makassar"}
    rows = await world.rows("SELECT action, object, reason FROM audit WHERE person_id = $1", woman.person_id)
    assert rows == [{"action": "write", "object": "person", "reason": "area"}]
    with pytest.raises(Changed):
        await act(world, woman, keep_area, "bulan")


async def test_only_places_with_an_office_are_offered(world: World) -> None:
    found = await act(world, await stranger(world), list_places)
    assert [each.key for each in found] == ["samarinda"]


async def test_whose_phone_it_is_decides_what_is_pushed(world: World) -> None:
    woman = await stranger(world)
    await act(world, woman, keep_phone, "shared")
    (row,) = await world.rows("SELECT phone FROM accounts WHERE id = $1", woman.account_id)
    assert row["phone"] == "shared"


@pytest.mark.parametrize("role", [Role.WORKER, Role.HELPER, Role.SUPERVISOR])
async def test_who_works_there_only_tries_it_out(world: World, role: Role) -> None:
    code = await a_card(world)
    worker = await world.staff(role)
    here = await act(world, worker, try_card, code)
    assert here is not None
    assert here.staff
