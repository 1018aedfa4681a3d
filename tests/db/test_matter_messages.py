"""Messages of matters on both engines: numbered without a gap, answered when shown, taken back in time, read by few."""

import asyncio
import random
from functools import partial

import pytest

from db import files, matter_messages, matters
from db.matters import Chosen
from db.unit import Unit
from domain.files import SentFile
from domain.matter_refusals import MatterClosed, MatterFull, NothingToTakeBack, NotHolder
from domain.matters import (
    LINE_MINUTES,
    MESSAGES_MAX,
    UNDO_MINUTES,
    Matter,
    Message,
    MessageKind,
    Result,
    Side,
)
from domain.refusals import NotAllowed
from tests.db.matter_world import MINUTE_MS, act, answer, end_role, held, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

FILE = SentFile(reference="ref", size_bytes=10)


async def message(world: World, matter: Matter, n: int) -> Message:
    found = await world.run(lambda unit: matter_messages.find_one(unit, matter.id, n))
    assert found is not None
    return found


async def test_an_answer_answers_what_its_writer_was_shown_and_nothing_that_came_meanwhile(
    world: World,
) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker, "Pagi, Bu")
    await read(world, worker, matter)
    world.pass_time(5)
    await write(world, woman, "Anak saya sakit")
    second_ms = world.desk.now_ms
    world.pass_time(1)
    await answer(world, worker, matter, "Pagi juga")
    left = await now(world, matter)
    assert (left.waiting_ms, left.due_ms) == (second_ms, world.desk.now_ms)
    await read(world, worker, matter)
    await answer(world, worker, matter, "Saya bantu ya")
    left = await now(world, matter)
    assert (left.waiting_ms, left.due_ms) == (0, 0)


async def test_the_first_answer_is_measured_in_minutes_of_the_office(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    world.pass_time(45)
    await answer(world, worker, matter)
    world.pass_time(45)
    await answer(world, worker, matter, "Satu lagi")
    (row,) = await world.rows("SELECT answered_ms, first_minutes FROM matters")
    # The desk's clock stands at noon in Samarinda; by its default hours the office is open then.
    assert row == {"answered_ms": matter.made_ms + 45 * MINUTE_MS, "first_minutes": 45}


async def test_the_line_opens_with_an_answer_and_lives_by_what_both_write(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    assert (await write(world, woman, "Halo?")).matter.line_ms == 0
    await answer(world, worker, matter)
    assert (await now(world, matter)).line_ms == world.desk.now_ms + LINE_MINUTES * MINUTE_MS
    world.pass_time(LINE_MINUTES - 1)
    await write(world, woman, "Terima kasih")
    assert (await now(world, matter)).line_ms == world.desk.now_ms + LINE_MINUTES * MINUTE_MS
    world.pass_time(LINE_MINUTES + 1)
    later = await write(world, woman, "Satu lagi")
    assert later.matter.line_ms < world.desk.now_ms, "it had run out, so she is asked first"


async def test_a_page_shows_the_newest_and_older_ones_on_a_tap_in_their_order(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker, "Pesan 1")
    for n in range(2, 8):
        await write(world, woman, f"Pesan {n}")
    first = await read(world, worker, matter)
    assert [each.n for each in first] == [3, 4, 5, 6, 7]
    older = await read(world, worker, matter, before_n=3)
    assert [each.text for each in older] == ["Pesan 1", "Pesan 2"]
    assert [each.n for each in await act(world, woman, matter_messages.own_page, matter, most=2)] == [6, 7]


async def test_reading_leaves_a_row_that_names_her_and_what_she_reads_herself_leaves_none(
    world: World,
) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await act(world, woman, matter_messages.own_page, matter)
    await act(world, woman, matter_messages.get, matter, 1)
    assert await world.audited("read", "matter") == []
    await read(world, worker, matter)
    await act(world, worker, matter_messages.get, matter, 1)
    assert await world.audited("read", "matter") == [(worker.person_id, woman.person_id)] * 2


async def test_nobody_but_its_holder_reads_or_writes(world: World) -> None:
    woman, worker, colleague = await world.woman(), await worker_of(world), await worker_of(world)
    stranger, boss = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    for each in (colleague, stranger, boss):
        with pytest.raises(NotAllowed):
            await read(world, each, matter)
        with pytest.raises(NotAllowed):
            await act(world, each, matter_messages.get, matter, 1)
        with pytest.raises(NotHolder):
            await answer(world, each, matter)
        with pytest.raises(NotAllowed):
            await act(world, each, matter_messages.own_page, matter)
        with pytest.raises(NotAllowed):
            await act(world, each, matter_messages.add, matter, Side.HER, MessageKind.TEXT, "Saya")
    await end_role(world, worker)
    with pytest.raises(NotHolder):
        await answer(world, worker, matter)
    with pytest.raises(NotAllowed):
        await read(world, worker, matter)


async def test_a_message_that_is_not_there_reads_like_one_that_is_foreign(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    with pytest.raises(NotAllowed):
        await act(world, worker, matter_messages.get, matter, 2)
    assert await world.run(lambda unit: matter_messages.find_one(unit, matter.id, 9)) is None


async def test_her_message_is_found_by_where_it_stands_in_her_chat(world: World) -> None:
    woman = await world.woman()
    await write(world, woman, "Halo", message_ref="m7")
    found = await world.run(lambda unit: matter_messages.find_by_ref(unit, woman.account_id, "m7"))
    assert found is not None
    assert found.text == "Halo"
    for account, ref in ((woman.account_id, "m8"), (0, "m7"), (woman.account_id, "")):
        job = partial(matter_messages.find_by_ref, account_id=account, message_ref=ref)
        assert await world.run(job) is None


async def test_an_edit_changes_the_words_of_their_writer_alone(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker, "Jam brapa?")
    changed = await act(world, woman, matter_messages.edit, await message(world, matter, 1), "Jam berapa?")
    assert (changed.text, changed.edited, changed.n) == ("Jam berapa?", True, 1)
    with pytest.raises(NotAllowed):
        await act(world, worker, matter_messages.edit, changed, "Lain")
    await answer(world, worker, matter, "Jam 9")
    fixed = await act(world, worker, matter_messages.edit, await message(world, matter, 2), "Jam 10")
    assert fixed.text == "Jam 10"
    with pytest.raises(NotAllowed):
        await act(world, woman, matter_messages.edit, fixed, "Jam 1")


async def test_what_she_changes_after_it_was_answered_waits_again(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker, "Tidak apa-apa")
    await read(world, worker, matter)
    await answer(world, worker, matter)
    assert (await now(world, matter)).waiting_ms == 0
    world.pass_time(3)
    await act(world, woman, matter_messages.edit, await message(world, matter, 1), "Saya takut")
    left = await now(world, matter)
    assert (left.waiting_ms, left.due_ms) == (world.desk.now_ms, world.desk.now_ms)
    world.pass_time(1)
    await answer(world, worker, matter, "Saya telepon ya")
    assert (await now(world, matter)).waiting_ms == 0


async def test_what_was_taken_back_has_no_words_and_no_file_and_is_taken_back_once(world: World) -> None:
    woman = await world.woman()
    written = await write(world, woman, "Salah kirim", kind=MessageKind.PHOTO, sent_file=FILE)
    gone = await act(world, woman, matter_messages.take_back, await message(world, written.matter, 1))
    assert (gone.text, gone.taken_back, gone.ready) == ("", True, True)
    (row,) = await world.rows("SELECT body FROM matter_messages")
    assert row["body"] is None
    file = await world.run(lambda unit: files.find(unit, gone.file_id))
    assert file is not None
    assert file.state == "gone"
    with pytest.raises(NothingToTakeBack):
        await act(world, woman, matter_messages.take_back, gone)
    with pytest.raises(NothingToTakeBack):
        await act(world, woman, matter_messages.edit, gone, "Lagi")
    assert (await now(world, written.matter)).waiting_ms == 0


async def test_an_answer_that_was_taken_back_answers_nothing_so_she_waits_again(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    asked_ms = world.desk.now_ms
    world.pass_time(10)
    await read(world, worker, matter)
    await answer(world, worker, matter)
    world.pass_time(1)
    await act(world, worker, matter_messages.take_back, await message(world, matter, 2))
    left = await now(world, matter)
    assert (left.waiting_ms, left.due_ms, left.climbed) == (asked_ms, world.desk.now_ms, 0)


async def test_nothing_is_taken_back_after_a_quarter_of_an_hour(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await answer(world, worker, matter)
    world.pass_time(UNDO_MINUTES + 1)
    for by, n in ((woman, 1), (worker, 2)):
        with pytest.raises(NothingToTakeBack):
            await act(world, by, matter_messages.take_back, await message(world, matter, n))


async def test_a_closed_matter_takes_no_answer_and_a_full_one_none_either(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)

    async def fill(unit: Unit, count: int) -> None:
        unit.write("UPDATE matters SET messages = $2 WHERE id = $1", matter.id, count)

    await world.run(lambda unit: fill(unit, MESSAGES_MAX))
    with pytest.raises(MatterFull):
        await answer(world, worker, matter)
    await world.run(lambda unit: fill(unit, 1))
    await act(world, worker, matters.close, matter.id, Result.OTHER, although_unanswered=True)
    with pytest.raises(MatterClosed):
        await answer(world, worker, matter)
    with pytest.raises(MatterClosed):
        await act(world, woman, matter_messages.edit, await message(world, matter, 1), "Lain")


async def test_the_program_writes_in_it_without_anybody(world: World) -> None:
    woman = await world.woman()
    matter = (await write(world, woman)).matter

    async def note(unit: Unit) -> int:
        return await matter_messages.add(unit, matter, Side.NOTE, MessageKind.TEXT, "Diteruskan")

    assert await world.run(note) == 2
    found = await message(world, matter, 2)
    assert (found.side, found.by_person, found.text) == (Side.NOTE, 0, "Diteruskan")
    assert (await now(world, matter)).waiting_ms, "a note of the program is no answer"


async def test_two_writers_in_any_order_leave_no_gap_and_lose_nothing(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker, "hers 0")
    turns = [
        *[write(world, woman, f"hers {n}") for n in range(1, 13)],
        *[answer(world, worker, matter, f"staff {n}") for n in range(12)],
    ]
    random.Random(7).shuffle(turns)
    await asyncio.gather(*turns)
    rows = await world.rows("SELECT n FROM matter_messages ORDER BY n")
    assert [row["n"] for row in rows] == list(range(1, 26))
    found = await read(world, worker, matter, most=50)
    for side, count in ((Side.HER, 13), (Side.STAFF, 12)):
        assert len({each.text for each in found if each.side is side}) == count
    assert (await now(world, matter)).messages == 25


async def test_what_she_wrote_before_she_chose_another_is_no_message_there(world: World) -> None:
    woman, one, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await held(world, woman, one, "Rahasia")
    await write(world, woman, "Baru", chosen=Chosen(holder_id=other.person_id))
    with pytest.raises(NotAllowed):
        await act(world, other, matter_messages.get, matter, 1)
    assert (await act(world, other, matter_messages.get, matter, 2)).text == "Baru"
