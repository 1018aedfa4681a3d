"""Answers that an office keeps ready, on both engines."""

import pytest

from db import canned
from db.people import Actor
from db.unit import Unit
from domain.canned import Canned, CannedNotPlain, SameCanned, TooManyCanned
from domain.matters import CANNED_MAX
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.office_world import World, world

__all__ = ["world"]

WORDS = "Kantor buka jam delapan pagi, Bu."


async def keep(world: World, by: Actor, title: str, *, office: int = 0, body: str = WORDS) -> Canned:
    async def job(unit: Unit) -> Canned:
        return await canned.add(
            unit, organisation_id=office or world.office, topic="usaha", title=title, body=body
        )

    return await world.run(job, by=by)


async def titles(world: World, *offices: int) -> list[str]:
    return [each.title for each in await world.run(lambda unit: canned.list_of(unit, offices))]


async def test_an_office_finds_its_own_by_title_and_no_others(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    other = await world.add_office("Kantor Lain", "bontang")
    await keep(world, worker, "syarat")
    added = await keep(world, worker, "Alamat")
    await keep(world, worker, "alamat", office=other)
    assert await titles(world, world.office) == ["Alamat", "syarat"]
    assert await titles(world, world.office, other) == ["Alamat", "alamat", "syarat"]
    assert await titles(world) == []

    async def job(unit: Unit) -> None:
        assert await canned.get(unit, world.office, added.id) == added
        with pytest.raises(NotAllowed):
            await canned.get(unit, other, added.id)

    await world.run(job)


async def test_one_that_is_taken_away_is_found_no_more_and_leaves_its_title_free(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    added = await keep(world, worker, "Alamat")

    async def job(unit: Unit) -> None:
        canned.remove(unit, added)
        with pytest.raises(NotAllowed):
            await canned.get(unit, world.office, added.id)

    await world.run(job)
    assert await titles(world, world.office) == []
    await keep(world, worker, "Alamat")


async def test_its_words_may_change_and_stay_plain(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    added = await keep(world, worker, "Alamat")

    async def job(unit: Unit) -> str:
        canned.change_body(unit, added, "Kantor ada di sebelah pasar, Bu.")
        with pytest.raises(CannedNotPlain):
            canned.change_body(unit, added, "Buka www.contoh.id, Bu.")
        return (await canned.get(unit, world.office, added.id)).body

    assert await world.run(job) == "Kantor ada di sebelah pasar, Bu."


async def test_two_of_one_title_and_one_too_many_are_refused(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    await keep(world, worker, "Alamat")
    with pytest.raises(SameCanned):
        await keep(world, worker, "ALAMAT")
    for number in range(CANNED_MAX - 1):
        await keep(world, worker, f"Jawaban {number}")
    with pytest.raises(TooManyCanned):
        await keep(world, worker, "Satu lagi")
