"""What goes to the other side, on both engines: in order, behind files that are still fetched, never what stays hidden."""

from functools import partial

from db import files, matter_messages, matter_passing, matters
from db.matters import Chosen
from db.unit import Unit
from domain.files import SentFile
from domain.matters import Matter, Message, MessageKind
from tests.db.matter_world import act, answer, held, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

FILE = SentFile(reference="ref", size_bytes=10)


async def unpassed(
    world: World, matter: Matter, *, to_her: bool | None = None, most: int = 20
) -> list[Message]:
    job = partial(matter_passing.unpassed, matter=matter, most=most, to_her=to_her)
    return await world.run(job)


async def pass_all(world: World, matter: Matter) -> list[int]:
    """As the program passes on: the numbers."""

    async def job(unit: Unit) -> list[int]:
        found = await matter_passing.unpassed(unit, matter)
        matter_passing.mark_passed(unit, matter, found)
        return [each.n for each in found]

    return await world.run(job)


async def fetched(world: World, file_id: int, *, kept: bool) -> Message | None:
    job = partial(matter_passing.mark_ready, file_id=file_id, kept=kept)
    return await world.run(job)


async def test_each_message_is_passed_on_once_in_order(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker, "satu")
    await write(world, woman, "dua")
    await answer(world, worker, matter, "tiga")
    assert [each.text for each in await unpassed(world, matter, to_her=False)] == ["satu", "dua"]
    assert [each.text for each in await unpassed(world, matter, to_her=True)] == ["tiga"]
    assert [each.n for each in await unpassed(world, matter, most=2)] == [1, 2]
    assert await pass_all(world, matter) == [1, 2, 3]
    assert await pass_all(world, matter) == []


async def test_what_follows_a_file_waits_until_it_is_fetched_and_the_other_side_does_not(
    world: World,
) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker, "satu")
    await write(world, woman, "ini fotonya", kind=MessageKind.PHOTO, sent_file=FILE)
    await write(world, woman, "tiga")
    await answer(world, worker, matter, "ya")
    assert await pass_all(world, matter) == [1, 4]
    (file,) = await world.rows("SELECT id FROM files")
    ready = await fetched(world, file["id"], kept=True)
    assert ready is not None
    assert (ready.n, ready.ready, ready.file_id) == (2, True, file["id"])
    assert await pass_all(world, matter) == [2, 3]


async def test_a_file_that_never_comes_holds_nothing_up_and_its_words_are_passed_on(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await write(world, woman, "ini fotonya", kind=MessageKind.PHOTO, sent_file=FILE)
    await write(world, woman, "dan ini")
    (file,) = await world.rows("SELECT id FROM files")
    lost = await fetched(world, file["id"], kept=False)
    assert lost is not None
    assert (lost.file_id, lost.text) == (0, "ini fotonya")
    assert await pass_all(world, matter) == [1, 2, 3]


async def test_what_is_put_in_the_chat_of_its_holder_is_noted_as_read_by_her(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await answer(world, worker, matter)
    await pass_all(world, matter)
    await answer(world, worker, matter, "satu lagi")
    await pass_all(world, matter)
    assert await world.audited("read", "matter") == [(worker.person_id, woman.person_id)]


async def test_a_file_of_nothing_here_is_none_of_ours(world: World) -> None:
    assert await fetched(world, 7, kept=True) is None


async def test_what_was_taken_back_is_not_passed_on_and_holds_nothing_up(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await write(world, woman, "salah", kind=MessageKind.PHOTO, sent_file=FILE)
    await write(world, woman, "benar")
    taken = await world.run(lambda unit: matter_messages.find_one(unit, matter.id, 2))
    await act(world, woman, matter_messages.take_back, taken)
    assert await pass_all(world, matter) == [1, 3]


async def test_what_stays_hidden_from_a_new_holder_is_never_passed_on_to_her(world: World) -> None:
    woman, one, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await held(world, woman, one, "rahasia")
    chosen = Chosen(holder_id=other.person_id)
    moved = (await write(world, woman, "baru", chosen=chosen)).matter
    assert [each.text for each in await unpassed(world, moved)] == ["baru"]
    assert moved.id == matter.id


async def test_what_its_holder_was_shown_counts_as_passed_on_and_what_a_colleague_looked_at_does_not(
    world: World,
) -> None:
    woman, worker, colleague = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await held(world, woman, worker)
    await world.run(partial(_look, matter=matter, by=colleague.person_id))
    assert [each.n for each in await read(world, colleague, matter)] == [1]
    assert [each.n for each in await unpassed(world, matter)] == [1]
    await write(world, woman, "foto", kind=MessageKind.PHOTO, sent_file=FILE)
    await write(world, woman, "tiga")
    await read(world, worker, matter)
    (file,) = await world.rows("SELECT id FROM files")
    await fetched(world, file["id"], kept=True)
    assert [each.n for each in await unpassed(world, matter)] == [2, 3], "the photo was not there to be seen"


async def _look(unit: Unit, matter: Matter, by: int) -> None:
    unit.write(
        "INSERT INTO matter_looks (id, matter_id, person_id, by_person, reason, at_ms, until_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        unit.new_id(),
        matter.id,
        matter.person_id,
        by,
        b"sealed",
        unit.now_ms,
        unit.now_ms + 3_600_000,
    )


async def test_nothing_is_passed_on_once_her_key_is_gone(world: World) -> None:
    woman = await world.woman()
    matter = (await write(world, woman)).matter
    await world.desk.storage.vault.destroy([f"p{woman.person_id}"])
    assert await unpassed(world, matter) == []
    assert await world.run(lambda unit: matters.find(unit, matter.id)) is not None


async def test_a_file_she_took_back_is_not_fetched_any_more(world: World) -> None:
    woman = await world.woman()
    written = await write(world, woman, "", kind=MessageKind.VOICE, sent_file=FILE)
    sent = await world.run(lambda unit: matter_messages.find_one(unit, written.matter.id, 1))
    assert sent is not None
    await act(world, woman, matter_messages.take_back, sent)
    assert await world.run(lambda unit: files.claim(unit, 5)) == []
