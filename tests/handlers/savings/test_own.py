"""Which records in the books are hers: on each of her accounts, and none on a phone that nobody has unlocked."""

from dataclasses import replace

import pytest

from db.unit import Unit
from domain.refusals import NotAllowed
from handlers.savings.own import get_mine, list_mine
from tests.handlers.savers import mentari, number_of
from tests.play import Play
from tests.world import MENTARI, World


async def test_her_own_record_and_no_other_one(world: World) -> None:
    await mentari(world, "Siti", "Neneng")
    group, hers, other = (
        world.groups[MENTARI],
        await number_of(world, "Siti"),
        await number_of(world, "Neneng"),
    )

    async def job(unit: Unit) -> list[str]:
        unit.actor = await world.actor(unit, "Siti")
        with pytest.raises(NotAllowed):
            await get_mine(unit, group, other)
        assert (await get_mine(unit, group, hers)).group_name == MENTARI
        locked = replace(unit.actor, profiles=True, inside=False)
        found = [each.key for each in await list_mine(unit)]
        unit.actor = locked
        assert await list_mine(unit) == ()
        return found

    assert await world.run(job) == [f"{group}.{hers}"]


async def test_on_a_second_account_of_hers_it_is_the_same_record(world: World) -> None:
    await mentari(world, "Siti")
    second = await world.add("Siti Baru")

    async def join(unit: Unit) -> None:
        siti = await world.actor(unit, "Siti")
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", second, siti.person_id)

    await world.run(join)

    async def job(unit: Unit) -> int:
        unit.actor = await world.actor(unit, "Siti Baru")
        return len(await list_mine(unit))

    assert await world.run(job) == 1


async def test_with_two_records_she_chooses(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Neneng")
    group, other = world.groups[MENTARI], await number_of(world, "Neneng")

    async def link(unit: Unit) -> None:
        siti = await world.actor(unit, "Siti")
        unit.write(
            "UPDATE members SET linked_id = $3 WHERE group_id = $1 AND number = $2",
            group,
            other,
            siti.person_id,
        )

    await world.run(link)
    await play("""
        Siti: tabungan
        Bot: Catatan yang mana? [Mentari, anggota No. 3] [Mentari, anggota No. 4]
        Siti: 2
        Bot: Belum ada simpanan Ibu tercatat di Mentari. ... [...]
    """)
