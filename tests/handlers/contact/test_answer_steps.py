"""Only who has the matter writes in it, a photo is on its way with its words, and the next that waits is known."""

import pytest

from db import canned
from db.people import Actor
from db.unit import Unit
from domain.files import SentFile
from domain.matter_refusals import NothingToTakeBack, NotHolder
from domain.matters import Matter, MessageKind
from domain.refusals import NotAllowed
from handlers.contact.answer_steps import (
    find_sent,
    list_ready,
    read_ready,
    send_answer,
    send_ready,
    take_back,
)
from handlers.contact.message_question import Draft
from tests.db.matter_world import act, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

WORDS = Draft(kind=MessageKind.TEXT, text="Senin jam 9, Bu.").packed()


async def held(world: World, worker: Actor) -> Matter:
    """This worker has what a woman wrote."""
    matter = (await write(world, await world.woman())).matter

    async def job(unit: Unit) -> None:
        unit.write("UPDATE matters SET holder_id = $2 WHERE id = $1", matter.id, worker.person_id)

    await world.run(job)
    await read(world, worker, matter)
    return matter


async def test_an_answer_ends_the_waiting_and_names_the_next_who_waits(world: World) -> None:
    worker = await worker_of(world)
    first, second = await held(world, worker), await held(world, worker)
    n = await act(world, worker, send_answer, first.id, WORDS)
    assert [each.person_id for each in world.told] == [first.person_id]
    assert (await now(world, first)).waiting_ms == 0
    sent = await act(world, worker, find_sent, first.id, n)
    assert (sent.whom.code, sent.following, sent.waiting, sent.undo) == (first.code, second.id, 1, True)


async def test_nobody_else_writes_in_it_and_nobody_is_told(world: World) -> None:
    worker, colleague = await worker_of(world), await worker_of(world)
    matter = await held(world, worker)
    with pytest.raises(NotHolder):
        await act(world, colleague, send_answer, matter.id, WORDS)
    n = await act(world, worker, send_answer, matter.id, WORDS)
    for step in (take_back, find_sent):
        with pytest.raises(NotAllowed):
            await act(world, colleague, step, matter.id, n)
    assert (await now(world, matter)).messages == n


async def test_a_photo_waits_until_it_is_fetched_before_anything_is_said_of_it(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, worker)
    photo = Draft(kind=MessageKind.PHOTO, text="petanya", file=SentFile(reference="demo", size_bytes=4))
    await act(world, worker, send_answer, matter.id, photo.packed())
    assert world.told == []


async def test_her_words_are_not_the_workers_to_take_back(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, worker)
    with pytest.raises(NothingToTakeBack):
        await act(world, worker, take_back, matter.id, 1)
    n = await act(world, worker, send_answer, matter.id, WORDS)
    await act(world, worker, take_back, matter.id, n)
    assert (await now(world, matter)).waiting_ms > 0
    with pytest.raises(NothingToTakeBack):
        await act(world, worker, take_back, matter.id, n)


async def test_an_answer_kept_ready_is_of_the_matters_office_alone(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, worker)
    other = await world.add_office("Kantor Lain", "bontang")

    async def keep(unit: Unit) -> list[int]:
        kept = [
            await canned.add(unit, organisation_id=office, topic="", title="Buka", body="Jam delapan, Bu.")
            for office in (world.office, other)
        ]
        return [each.id for each in kept]

    here, there = await world.run(keep, by=worker)
    assert [each.key for each in await act(world, worker, list_ready, matter.id)] == [str(here)]
    assert await act(world, worker, read_ready, matter.id, here) == "Jam delapan, Bu."
    for step in (read_ready, send_ready):
        with pytest.raises(NotAllowed):
            await act(world, worker, step, matter.id, there)
    n = await act(world, worker, send_ready, matter.id, here)
    assert (await read(world, worker, matter))[-1].n == n
