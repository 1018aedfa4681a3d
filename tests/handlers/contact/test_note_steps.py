"""A page of notes names no word of them, and opens one at a time for who may read the matter."""

import pytest

from db import matter_looks, matters
from db.people import Actor
from db.unit import Unit
from domain.matters import Matter, Result
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.contact.note_steps import ROWS_MAX, NotesPage, find_note, find_notes, note_reading, write_note
from tests.db.matter_world import act, held
from tests.db.office_world import World, world

__all__ = ["world"]

SECRET = "kenari biru"


async def page(world: World, by: Actor, matter: Matter, before_id: int = 0) -> NotesPage:
    found: NotesPage = await act(world, by, find_notes, matter.id, before_id)
    return found


async def test_the_page_names_kinds_and_days_only_the_newest_first_and_older_ones_behind(
    world: World,
) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    for number in range(ROWS_MAX + 3):
        await act(world, worker, write_note, matter.id, "kunjungan", f"{SECRET} {number}")
    first = await page(world, worker, matter)
    assert SECRET not in repr(first)
    assert len(first.rows) == ROWS_MAX
    older = await page(world, worker, matter, first.before_id)
    assert len(older.rows) == 3
    assert older.before_id == 0
    assert first.rows[-1].id > older.rows[0].id


async def test_its_writer_is_named_to_others_only(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await act(world, worker, write_note, matter.id, "motivasi", SECRET)
    (row,) = (await page(world, worker, matter)).rows
    assert (await act(world, worker, find_note, matter.id, row.id)).by == ""

    async def hand_over(unit: Unit) -> None:
        await matters.set_holder(unit, matter, colleague.person_id)

    await world.run(hand_over, by=colleague)
    seen = await act(world, colleague, find_note, matter.id, row.id)
    assert seen.by.startswith("petugas")
    assert seen.text == SECRET


async def test_a_closed_matter_is_noted_in_and_has_no_next_step(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await act(world, worker, matters.close, matter.id, Result.HELPED, although_unanswered=True)
    await act(world, worker, write_note, matter.id, "tindak_lanjut", SECRET)
    found = await page(world, worker, matter)
    assert (found.may_write, found.is_open, len(found.rows)) == (True, False, 1)


async def test_who_looks_with_a_reason_reads_and_does_not_write(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    matter = await held(world, await world.woman(), worker)
    await act(world, worker, write_note, matter.id, "motivasi", SECRET)
    for step in (find_notes,):
        with pytest.raises(NotAllowed):
            await act(world, colleague, step, matter.id, 0)
    await act(world, colleague, matter_looks.open_one, matter, "Petugasnya sakit")
    found = await page(world, colleague, matter)
    assert not found.may_write
    await act(world, colleague, note_reading, matter.id, found.rows[0].id)
    assert (await act(world, colleague, find_note, matter.id, found.rows[0].id)).text == SECRET
    with pytest.raises(NotAllowed):
        await act(world, colleague, write_note, matter.id, "motivasi", "lain")
    world.pass_time(61)
    with pytest.raises(NotAllowed):
        await page(world, colleague, matter)
