"""How matters are looked up on both engines: by code, by woman and office, open or closed lately; sealed what is hers."""

from functools import partial

import pytest

from db import matter_rows, matters
from db.matters import Chosen
from domain.matters import REOPEN_DAYS
from domain.refusals import NotAllowed
from domain.requests import Contact, Way
from domain.roles import Role
from tests.db.matter_world import DAY_MS, act, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_a_matter_is_found_by_its_number_and_by_its_code_as_people_type_it(world: World) -> None:
    matter = (await write(world, await world.woman())).matter
    assert await world.run(partial(matter_rows.find, matter_id=matter.id)) == matter
    for typed in (matter.code, matter.code.lower(), f" {matter.code} "):
        assert await world.run(partial(matter_rows.find_by_code, code=typed)) == matter
    assert await world.run(partial(matter_rows.find, matter_id=1)) is None
    assert await world.run(partial(matter_rows.find_by_code, code="TIDAKADA")) is None
    with pytest.raises(NotAllowed):
        await world.run(partial(matter_rows.lock, matter_id=1))
    assert matter_rows.matter_of(7) == "contact:7"


async def test_her_open_matter_and_her_open_complaint_are_told_apart(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    await worker_of(world, Role.SUPERVISOR)
    chosen = Chosen(complaint=True, about_id=worker.person_id)
    plain, complaint = (
        (await write(world, woman)).matter,
        (await write(world, woman, chosen=chosen)).matter,
    )
    find = partial(matter_rows.find_open, person_id=woman.person_id, organisation_id=world.office)
    assert await world.run(find) == plain
    assert await world.run(partial(find, complaint=True)) == complaint
    other = partial(matter_rows.find_open, person_id=worker.person_id, organisation_id=world.office)
    assert await world.run(other) is None


async def test_the_one_closed_last_is_found_for_thirty_days(world: World) -> None:
    woman = await world.woman()
    matter = (await write(world, woman)).matter
    find = partial(matter_rows.find_closed, person_id=woman.person_id, organisation_id=world.office)
    assert await world.run(find) is None
    await act(world, woman, matters.end_own, matter.id)
    found = await world.run(find)
    assert found is not None
    assert found.id == matter.id
    world.desk.now_ms += REOPEN_DAYS * DAY_MS
    assert await world.run(find) is None


async def test_the_number_she_leaves_is_sealed_for_her_row_alone(world: World) -> None:
    one, other = [(await write(world, await world.woman())).matter for _ in range(2)]
    wish = Contact(way=Way.PHONE, phone="0000-1111")
    await world.run(partial(matter_rows.keep_contact, matter=one, contact=wish))
    assert await world.run(partial(matter_rows.open_contact, matter=one)) == wish
    assert await world.run(partial(matter_rows.open_contact, matter=other)) is None
    (row,) = await world.rows("SELECT contact FROM matters WHERE id = $1", one.id)
    assert b"0000" not in bytes(row["contact"])
    await world.desk.storage.vault.destroy([f"p{one.person_id}"])
    assert await world.run(partial(matter_rows.open_contact, matter=one)) is None
