"""In which group: the only one without a question, one of several by its name, and none is said kindly."""

from db import groups, members, people
from db.unit import Unit
from domain.permits import Action
from domain.roles import Role, RoleGrant
from domain.zones import WITA
from handlers.group.which import GroupHere, list_groups
from tests.play import Play
from tests.world import MENTARI, SINCE, World


async def second_group(world: World, person_id: int) -> int:
    """Another group in which she is treasurer too."""

    async def job(unit: Unit) -> int:
        group_id = groups.add(unit, name="Melati", place="Desa Lain", zone=WITA, demo=True)
        await members.add(unit, group_id, name="Tati", joined_day=SINCE)
        await members.ensure(unit, group_id, person_id, joined_day=SINCE)
        people.grant_role(
            unit,
            role_id=unit.new_id(),
            person_id=person_id,
            grant=RoleGrant(Role.TREASURER, group_id=group_id),
            now_ms=unit.now_ms,
        )
        return group_id

    return await world.run(job)


async def test_the_only_group_is_not_asked_for(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await play("""
        Lilis: anggota
        Bot: Anggota kelompok Mentari. Mau apa? [...]
    """)


async def test_of_two_groups_she_chooses_one(play: Play, world: World) -> None:
    await second_group(world, await world.add("Lilis", Role.TREASURER))
    await play("""
        Lilis: anggota
        Bot: Untuk kelompok yang mana? [Mentari] [Melati]
        Lilis: melati
        Bot: Anggota kelompok Melati. Mau apa? [...]
    """)


async def test_her_number_is_that_of_each_group(world: World) -> None:
    lilis = await world.add("Lilis", Role.TREASURER)
    melati = await second_group(world, lilis)

    async def job(unit: Unit) -> tuple[GroupHere, ...]:
        unit.actor = await world.actor(unit, "Lilis")
        return await list_groups(unit, Action.WRITE_BOOK)

    found = {each.id: each.me for each in await world.run(job)}
    assert found == {world.groups[MENTARI]: 1, melati: 2}


async def test_who_is_in_no_book_is_told_how_to_join(play: Play, world: World) -> None:
    person_id = await world.add("Siti", Role.MEMBER)

    async def leaves(unit: Unit) -> None:
        members.set_left(unit, world.groups[MENTARI], 1, SINCE)

    await world.run(leaves)
    assert person_id
    await play("""
        Siti: kelompok
        Bot: Ibu belum tercatat di kelompok. Punya kode rapat? Ketik GABUNG.
    """)
