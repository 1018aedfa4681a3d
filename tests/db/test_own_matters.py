"""Her copy has all that was written and noted, opened; an office's copy has no word of it and no complaint."""

from functools import partial
from typing import Any

from db import matters, own_data
from db.matters import Chosen
from db.own_matters import OwnMatters, OwnMessage
from db.people import Actor
from db.unit import Unit
from domain.matters import Face, MessageKind, MoveState, NoteKind, Passes, Result, Side, State
from domain.requests import Way
from domain.roles import Role
from domain.zones import WITA
from tests.db.matter_traces import LOOKED, NOTED, NUMBER, PASSED, PLANNED, WROTE, leave_traces
from tests.db.matter_world import act, answer, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def collect(world: World, woman: Actor, office: int | None = None) -> OwnMatters:
    async def job(unit: Unit) -> OwnMatters:
        return (await own_data.collect(unit, woman.person_id, organisation_id=office)).matters

    return await world.run(job)


async def test_all_that_was_written_and_noted_is_there_opened(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await world.run(partial(leave_traces, woman=woman, office=world.office, worker=worker), by=woman)
    await act(world, worker, matters.take, matter.id)
    await read(world, worker, matter)
    await answer(world, worker, matter, "Baik, Bu")
    await act(world, worker, matters.close, matter.id, Result.HELPED)
    await act(world, woman, matters.rate, matter.id, Face.GOOD)
    kept = await collect(world, woman)
    (found,) = kept.matters
    assert (found.office, found.zone, found.state, found.result, found.face, found.count) == (
        "Kantor Contoh",
        WITA,
        State.CLOSED,
        "terbantu",
        Face.GOOD,
        2,
    )
    assert (found.contact["way"], found.contact["phone"]) == (Way.PHONE, NUMBER)
    said: dict[str, Any] = {
        "at_ms": world.desk.now_ms,
        "kind": MessageKind.TEXT,
        "edited": False,
        "taken_back": False,
    }
    assert found.messages == (
        OwnMessage(side=Side.HER, text=WROTE, **said),
        OwnMessage(side=Side.STAFF, text="Baik, Bu", **said),
    )
    ((move),) = found.moves
    assert (move.words, move.state, move.passes, move.place) == (PASSED, MoveState.DONE, Passes.WORDS, "")
    assert found.looks == ((world.desk.now_ms, LOOKED),)
    assert found.steps == (), "it was dropped with the closing"
    ((office, note),) = kept.notes
    assert (office, note.kind, note.text) == ("Kantor Contoh", NoteKind.VISIT, NOTED)
    assert kept.cards == ((world.desk.now_ms, "samarinda"),)
    assert kept.older == 0


async def test_what_is_planned_for_her_is_there_while_it_stands(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    await world.run(partial(leave_traces, woman=woman, office=world.office, worker=worker), by=woman)
    (found,) = (await collect(world, woman)).matters
    assert found.steps == ((world.desk.now_ms, PLANNED),)


async def test_nobody_elses_letters_are_in_it(world: World) -> None:
    woman, other, worker = await world.woman(), await world.woman(), await worker_of(world)
    await world.run(partial(leave_traces, woman=other, office=world.office, worker=worker), by=other)
    assert await collect(world, woman) == OwnMatters()


async def test_an_office_hands_over_that_she_wrote_and_no_word_of_it(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    woman, worker = await world.woman(), await worker_of(world)
    await worker_of(world, Role.SUPERVISOR)
    await world.run(partial(leave_traces, woman=woman, office=world.office, worker=worker), by=woman)
    about = Chosen(complaint=True, about_id=worker.person_id)
    complaint = (await write(world, woman, "potongan", chosen=about)).matter
    await write(world, woman, "Lain", office=elsewhere)
    kept = await collect(world, woman, world.office)
    (found,) = kept.matters
    assert (found.office, found.count, found.messages, found.moves, found.looks) == (
        "Kantor Contoh",
        1,
        (),
        (),
        (),
    )
    assert (found.contact, found.steps, kept.notes, kept.cards) == ({}, (), (), ())
    hers = (await collect(world, woman)).matters
    assert [each.code for each in hers if each.complaint] == [complaint.code]
    assert len(hers) == 3


async def test_what_was_taken_back_is_there_without_its_words_and_a_file_by_what_it_is(world: World) -> None:
    woman = await world.woman()
    await write(world, woman, "", kind=MessageKind.VOICE)

    async def take(unit: Unit) -> None:
        unit.write("UPDATE matter_messages SET body = NULL, taken_back_ms = 1")

    await world.run(take)
    (message,) = (await collect(world, woman)).matters[0].messages
    assert (message.kind, message.text, message.taken_back) == (MessageKind.VOICE, "", True)
