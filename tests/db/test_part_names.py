"""Parts of an audience by name: an office's own, never a foreign one, and a group only for who knows it."""

from functools import partial

from db import part_names
from db.unit import Unit
from domain.announcements import ALL_AREAS, Audience, Part, PartKind
from domain.roles import Place, Role
from tests.db.announcement_world import group_of, known, queue, serves, words, write
from tests.db.office_world import World, world
from tests.training_steps import a_course

__all__ = ["world"]


async def names(world: World, place: Place, *parts: Part) -> list[str]:
    """What these are called there."""

    async def job(unit: Unit) -> list[str]:
        those, _without = await part_names.name_all(unit, Audience(those=parts), place)
        return [each.name for each in those]

    return await world.run(job)


async def test_a_class_and_its_session_have_a_name_at_their_own_office_alone(world: World) -> None:
    worker, other = await world.staff(Role.WORKER), await world.add_office("Kantor lain", "batu")
    here = Place(organisation_id=world.office)
    course_id, session_id = await world.run(
        partial(a_course, organisation_id=world.office, group_id=None), by=worker
    )
    parts = (Part(kind=PartKind.COURSE, id=course_id), Part(kind=PartKind.SESSION, id=session_id))
    own = await names(world, here, *parts)
    assert all(own)
    assert await names(world, Place(organisation_id=other), *parts) == ["", ""]
    assert [each.id for each in await world.run(partial(part_names.list_courses, place=here))] == [course_id]
    assert session_id in [each.id for each in await world.run(partial(part_names.list_sessions, place=here))]


async def test_a_group_is_found_by_its_whole_name(world: World) -> None:
    group_id, _women = await group_of(world)
    find = partial(part_names.find_group, place=Place(organisation_id=world.office))
    found = await world.run(partial(find, name="kelompok demo  mentari"))
    assert found is not None
    assert found.part == Part(kind=PartKind.GROUP, id=group_id)
    assert await world.run(partial(find, name="demo")) is None
    await group_of(world)
    assert await world.run(partial(find, name="Demo Mentari")) is None


async def test_areas_sets_and_roles_are_named_and_what_is_gone_has_no_name(world: World) -> None:
    here = Place(organisation_id=world.office)
    assert await names(
        world,
        here,
        Part(kind=PartKind.AREA, value="samarinda"),
        Part(kind=PartKind.ROLE, value="worker"),
        Part(kind=PartKind.AREA, value="nowhere"),
        Part(kind=PartKind.RESULT, value="none/cocok_awal"),
        Part(kind=PartKind.GOT, id=1),
    ) == ["Samarinda", "worker", "", "", ""]


async def test_all_areas_come_first_where_an_office_serves_several(world: World) -> None:
    here, everywhere = Place(organisation_id=world.office), Part(kind=PartKind.AREA, value=ALL_AREAS)
    listed = partial(part_names.list_areas, organisation_id=world.office)
    assert [each.name for each in await world.run(listed)] == ["Samarinda"]
    await serves(world, "kutai_kartanegara")
    found = await world.run(listed)
    assert [each.part.value for each in found] == [ALL_AREAS, "kutai_kartanegara", "samarinda"]
    assert all(await names(world, here, *[each.part for each in found]))
    assert await names(world, Place(group_id=5), everywhere) == [""]
    await serves(world)
    assert await names(world, here, everywhere) == [""]


async def test_an_earlier_one_is_listed_once_it_has_begun_with_its_answers(world: World) -> None:
    worker, _siti = await world.staff(Role.WORKER), await known(world)
    here = Place(organisation_id=world.office)
    made = await write(world, worker, content=words("Bisa?", "Ya", "Tidak"))
    listed = partial(part_names.list_earlier, place=here)
    assert await world.run(listed, by=worker) == []
    await queue(world, made)
    (earlier,) = await world.run(listed, by=worker)
    assert (earlier.code, earlier.choices, earlier.text) == (made.code, ("Ya", "Tidak"), "Bisa?")
    part = Part(kind=PartKind.ANSWERED, id=made.id, value="2")

    async def job(unit: Unit) -> str:
        those, _without = await part_names.name_all(unit, Audience(those=(part,)), here)
        return those[0].level

    assert await world.run(job, by=worker) == "Tidak"
