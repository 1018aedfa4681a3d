"""A table of classes: only its sender reads it, all of it becomes classes in one step, and nothing of it is left."""

from dataclasses import replace
from functools import partial

import pytest

from db import course_lists, course_sheets, files, sheets
from db.people import Actor
from db.unit import Unit
from domain.course_table import Fault
from domain.courses import Who
from domain.files import FileKind, SentFile
from domain.opening import Value
from domain.refusals import Changed, NotAllowed
from domain.roles import Place, Role
from handlers.training import import_steps as steps
from tests.db.course_world import add_group, leader
from tests.db.office_world import World, world

__all__ = ["world"]

HEAD: list[Value] = ["Jenis", "Nama kelas", "Tempat", "Jadwal"]
COOKIES: list[Value] = ["Kue kering", None, "Balai desa", "tiap Rabu jam 9 pagi, 2 kali, mulai 4 Februari"]
SEWING: list[Value] = ["Bimtek", "Bimtek jahit", "Balai desa", "5 Maret 2026 jam 09.00"]


@pytest.fixture
async def rina(world: World) -> Actor:
    return await world.staff(Role.WORKER)


async def sent(world: World, by: Actor, key: str, *rows: list[Value]) -> int:
    """A table that was fetched and read; its id."""
    sheet_id = await world.run(
        lambda unit: steps.want_sheet(unit, key, SentFile(reference="demo", size_bytes=10)), by=by
    )

    async def arrives(unit: Unit) -> None:
        (file,) = await files.claim(unit, 10)
        await files.keep(unit, file, kind=FileKind.XLSX.value, size_bytes=10)
        (waiting,) = await course_sheets.list_ready(unit, 10)
        await course_sheets.keep(unit, waiting, [HEAD, *rows], [])

    await world.run(arrives)
    return sheet_id


async def table(world: World, by: Actor, key: str, sheet_id: int) -> steps.Table:
    return await world.run(lambda unit: steps.read_table(unit, key, sheet_id), by=by)


async def titles(world: World, place: Place) -> list[str]:
    return [each.title for each in await world.run(lambda unit: course_lists.list_earlier(unit, place))]


async def test_all_of_a_table_is_made_in_one_step_and_nothing_of_it_is_left(
    world: World, rina: Actor
) -> None:
    key = f"o{world.office}"
    sheet_id = await sent(world, rina, key, COOKIES, SEWING)
    assert (await world.run(lambda unit: steps.look_at_desk(unit, key), by=rina)).sheet_id == sheet_id
    found = await table(world, rina, key, sheet_id)
    assert (found.state, found.wrong, found.broken) == (sheets.READ, (), ())
    assert [each.title for each in found.drafts] == ["Kue kering", "Bimtek jahit"]
    assert found.drafts[1].who == Who(before_aid=True)
    assert await world.run(lambda unit: steps.make_all(unit, key, sheet_id, 2), by=rina) == 2
    assert await titles(world, Place(organisation_id=world.office)) == ["Bimtek jahit", "Kue kering"]
    assert (await table(world, rina, key, sheet_id)).state == sheets.USED
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.make_all(unit, key, sheet_id, 2), by=rina)
    assert len(await titles(world, Place(organisation_id=world.office))) == 2


async def test_only_who_sent_it_reads_it_and_only_where_she_may_still_make_classes(
    world: World, rina: Actor
) -> None:
    key = f"o{world.office}"
    sheet_id = await sent(world, rina, key, COOKIES)
    dedi, tuti = await world.staff(Role.WORKER), await world.staff(Role.TRAINER)
    for by, where in ((dedi, key), (tuti, key), (rina, "o1"), (rina, "g1")):
        with pytest.raises(NotAllowed):
            await table(world, by, where, sheet_id)
        with pytest.raises(NotAllowed):
            await world.run(partial(steps.make_all, key=where, sheet_id=sheet_id, count=1), by=by)


async def test_what_only_the_days_show_is_a_fault_of_its_row(world: World, rina: Actor) -> None:
    key = f"o{world.office}"
    first = await sent(world, rina, key, COOKIES)
    await world.run(lambda unit: steps.make_all(unit, key, first, 1), by=rina)
    again = await sent(world, rina, key, SEWING, COOKIES)
    found = await table(world, rina, key, again)
    assert [(each.fault, each.row) for each in found.wrong] == [(Fault.THERE_ALREADY, 3)]
    assert found.drafts == ()
    over: list[Value] = ["Menjahit", None, "Balai desa", "hari ini jam 8 pagi"]
    late = await sent(world, rina, key, over)
    assert [(each.fault, each.row) for each in (await table(world, rina, key, late)).wrong] == [
        (Fault.WHEN_OVER, 2)
    ]
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.make_all(unit, key, late, 1), by=rina)


async def test_more_sessions_than_one_step_may_write_are_named(world: World, rina: Actor) -> None:
    key = f"o{world.office}"
    daily = "tiap Senin sampai Jumat jam 9 pagi, 150 kali, mulai 4 Februari"
    rows: list[list[Value]] = [["Menjahit", f"Kelas {number}", "Balai desa", daily] for number in range(3)]
    found = await table(world, rina, key, await sent(world, rina, key, *rows))
    assert [(each.fault, each.row) for each in found.wrong] == [(Fault.TOO_MANY_DAYS, 0)]


async def test_a_groups_classes_are_for_its_members_and_led_by_who_made_them(world: World) -> None:
    group_id = await add_group(world)
    chair = await leader(world, group_id)
    key = f"g{group_id}"
    sheet_id = await sent(world, chair, key, COOKIES)
    (draft,) = (await table(world, chair, key, sheet_id)).drafts
    assert (draft.who, draft.trainers) == (Who(groups=(group_id,)), (chair.person_id,))
    assert await world.run(lambda unit: steps.make_all(unit, key, sheet_id, 1), by=chair) == 1
    assert await titles(world, Place(group_id=group_id)) == ["Kue kering"]


async def test_the_template_goes_to_a_phone_of_ones_own_only(world: World, rina: Actor) -> None:
    key = f"o{world.office}"
    await world.run(lambda unit: steps.send_template(unit, key), by=rina)
    (told,) = world.told
    assert told.paper is not None
    assert (told.paper.recipe, told.paper.args) == ("training/template.xlsx", (world.office, 0))
    shared = replace(rina, phone="shared")
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.send_template(unit, key), by=shared)
    assert not (await world.run(lambda unit: steps.look_at_desk(unit, key), by=shared)).own_phone
