"""From the commit that accepts it, who had it reads and writes nothing there, and who has it sees what she passed on."""

import pytest

from db import matter_copies, matter_looks, matter_messages, matter_notes, matter_rights, matter_rows, matters
from db.matter_handing import Accepted
from db.matter_moves import Where
from db.unit import Unit
from domain.matter_moves import MoveOver
from domain.matter_refusals import NotHolder, WomanOnly
from domain.matters import Matter, MessageKind, MoveState, NoteKind, Passes, Result, Side, State
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.matter_world import act, answer, held, now, read, worker_of, write
from tests.db.move_world import WORDS, Scene, accept, ask, moved, say, scene
from tests.db.office_world import World, world

__all__ = ["world"]


async def refused_to(world: World, found: Scene) -> None:
    """Whatever the old holder tries."""
    for step in (
        lambda unit: matter_messages.page(unit, found.matter),
        lambda unit: matter_messages.get(unit, found.matter, 1),
        lambda unit: matter_messages.add(unit, found.matter, Side.STAFF, MessageKind.TEXT, "Halo"),
        lambda unit: matters.get(unit, found.matter.id),
        lambda unit: matters.give_back(unit, found.matter.id),
        lambda unit: matters.close(unit, found.matter.id, Result.HELPED),
        lambda unit: matter_notes.add(unit, found.matter.id, NoteKind.VISIT, "Catatan"),
        lambda unit: matter_notes.list_lines(unit, found.matter.id),
        lambda unit: matter_rights.require_hold(unit, found.matter),
        lambda unit: matters.contact_of(unit, found.matter),
    ):
        with pytest.raises(NotAllowed):
            await world.run(step, by=found.worker)


async def texts(world: World, by: object, matter: Matter) -> list[str]:
    return [each.text for each in await read(world, by, matter)]  # type: ignore[arg-type]


async def test_with_the_words_alone_nothing_she_wrote_before_is_seen_there(world: World) -> None:
    found = await scene(world)
    await answer(world, found.worker, found.matter, "Bagaimana keadaannya, Bu?")
    await write(world, found.woman, "Rahasia kedua")
    taken: Accepted = await moved(
        world, found, Where(to_organisation=found.there), found.stranger, Passes.WORDS
    )
    assert (taken.matter_id, taken.joined, taken.holder_id) == (
        found.matter.id,
        False,
        found.stranger.person_id,
    )
    matter = await now(world, found.matter)
    assert (matter.organisation_id, matter.holder_id) == (found.there, found.stranger.person_id)
    assert await texts(world, found.stranger, matter) == [WORDS]
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: matter_messages.get(unit, matter, 1), by=found.stranger)
    unpassed = await world.run(lambda unit: matter_messages.unpassed(unit, matter, to_her=False))
    assert unpassed == []
    await refused_to(world, found)


async def test_what_she_writes_afterwards_is_seen_and_what_waited_still_waits(world: World) -> None:
    found = await scene(world)
    await moved(world, found, Where(to_organisation=found.there), found.stranger, Passes.WORDS)
    assert (await now(world, found.matter)).waiting_ms > 0
    written = await write(world, found.woman, "Halo, Bu", office=found.there)
    assert written.matter.id == found.matter.id
    assert await texts(world, found.stranger, found.matter) == [WORDS, "Halo, Bu"]
    await answer(world, found.stranger, found.matter, "Selamat siang, Bu")
    assert (await now(world, found.matter)).waiting_ms == 0


async def test_with_everything_the_new_one_reads_it_from_the_beginning(world: World) -> None:
    found = await scene(world)
    await moved(world, found, Where(to_person=found.colleague.person_id), found.colleague, Passes.ALL)
    assert await texts(world, found.colleague, found.matter) == ["Rahasia saya", WORDS]
    await refused_to(world, found)


async def test_she_hears_the_words_once_not_again_as_a_message(world: World) -> None:
    found = await scene(world)
    await moved(world, found, Where(to_person=found.colleague.person_id), found.colleague, Passes.ALL)
    matter = await now(world, found.matter)
    assert await world.run(lambda unit: matter_messages.unpassed(unit, matter, to_her=True)) == []


async def test_nothing_moves_before_her_yes_nor_after_her_no(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))
    with pytest.raises(MoveOver):
        await accept(world, found.stranger, move)
    no = await say(world, found, move, None)
    with pytest.raises(MoveOver):
        await accept(world, found.stranger, no)
    assert (await now(world, found.matter)).holder_id == found.worker.person_id


async def test_of_two_who_accept_one_has_it(world: World) -> None:
    found = await scene(world)
    second = await worker_of(world, Role.WORKER, woman=True, office=found.there)
    move = await say(world, found, await ask(world, found, Where(to_organisation=found.there)), Passes.ALL)
    await accept(world, found.stranger, move)
    with pytest.raises(MoveOver):
        await accept(world, second, move)
    assert (await now(world, found.matter)).holder_id == found.stranger.person_id


async def test_a_man_does_not_get_what_she_wants_a_woman_for(world: World) -> None:
    found = await scene(world)
    man = await worker_of(world, Role.WORKER, office=found.there)
    await world.run(
        lambda unit: _write(unit, "UPDATE matters SET women_only = 1 WHERE id = $1", found.matter.id)
    )
    move = await say(world, found, await ask(world, found, Where(to_organisation=found.there)), Passes.ALL)
    with pytest.raises(WomanOnly):
        await accept(world, man, move)
    await accept(world, found.stranger, move)


async def _write(unit: Unit, sql: str, *params: object) -> None:
    unit.write(sql, *params)


async def test_who_got_it_by_the_clock_meanwhile_keeps_it(world: World) -> None:
    found = await scene(world)
    third = await worker_of(world, Role.WORKER, woman=True)
    move = await say(world, found, await ask(world, found, Where(to_organisation=found.there)), Passes.ALL)
    await world.run(lambda unit: matters.set_holder(unit, found.matter, third.person_id))
    with pytest.raises(MoveOver):
        await accept(world, found.stranger, move)
    assert (await now(world, found.matter)).holder_id == third.person_id


async def test_one_who_writes_with_that_office_already_goes_on_there_and_nobody_before_learns_it(
    world: World,
) -> None:
    found = await scene(world)
    there_worker = await worker_of(world, Role.WORKER, woman=True, office=found.there)
    written = await write(world, found.woman, "Sudah lama saya di sini", office=found.there)
    await act(world, there_worker, matters.take, written.matter.id)
    taken: Accepted = await moved(
        world, found, Where(to_organisation=found.there), found.stranger, Passes.WORDS
    )
    assert (taken.matter_id, taken.joined, taken.holder_id) == (
        written.matter.id,
        True,
        there_worker.person_id,
    )
    assert await texts(world, there_worker, written.matter) == ["Sudah lama saya di sini", WORDS]
    before = await now(world, found.matter)
    assert (before.state, before.result) == (State.CLOSED, Result.REFERRED.value)
    with pytest.raises(NotAllowed):
        await read(world, found.stranger, written.matter)
    assert "Rahasia saya" not in await texts(world, there_worker, before)
    await refused_to(world, found)


async def test_notes_stay_with_the_office_that_wrote_them_and_are_read_by_nobody_of_the_other(
    world: World,
) -> None:
    found = await scene(world)
    await act(world, found.worker, matter_notes.add, found.matter.id, NoteKind.MOTIVATION, "Catatan rahasia")
    await moved(world, found, Where(to_organisation=found.there), found.stranger, Passes.ALL)
    assert await act(world, found.stranger, matter_notes.list_lines, found.matter.id) == []


async def test_what_was_on_its_way_to_who_had_it_is_withdrawn(world: World) -> None:
    found = await scene(world)

    async def wait(unit: Unit) -> None:
        outbox_id = unit.new_id()
        unit.write(
            "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, pushed, body, made_ms)"
            " VALUES ($1, $2, $3, 'simulator', 'relay', 2, 'pull', 0, 1, $4, $5)",
            outbox_id,
            found.worker.account_id,
            found.worker.person_id,
            b"sealed",
            unit.now_ms,
        )
        matter_copies.note(unit, outbox_id, found.matter.id, 1, found.worker.person_id)

    await world.run(wait)
    await moved(world, found, Where(to_person=found.colleague.person_id), found.colleague, Passes.ALL)
    (row,) = await world.rows("SELECT state FROM outbox WHERE person_id = $1", found.worker.person_id)
    assert row["state"] == "dropped"


async def test_looks_of_colleagues_end_with_it(world: World) -> None:
    found = await scene(world)
    looker = await worker_of(world, Role.WORKER, woman=True)
    await act(world, looker, matter_looks.open_one, found.matter, "Petugasnya sakit hari ini")
    assert await texts(world, looker, found.matter) == ["Rahasia saya"]
    await moved(world, found, Where(to_person=found.colleague.person_id), found.colleague, Passes.ALL)
    with pytest.raises(NotAllowed):
        await read(world, looker, found.matter)


async def test_a_closed_one_is_not_accepted(world: World) -> None:
    found = await scene(world)
    move = await say(world, found, await ask(world, found, Where(to_organisation=found.there)), Passes.ALL)
    await act(world, found.worker, matters.close, found.matter.id, Result.HELPED, although_unanswered=True)
    with pytest.raises(MoveOver):
        await accept(world, found.stranger, move)


async def test_who_had_it_may_have_another_matter_of_hers_and_not_this_one(world: World) -> None:
    found = await scene(world)
    await moved(world, found, Where(to_organisation=found.there), found.stranger, Passes.WORDS)
    fresh = await held(world, found.woman, found.worker, "Ini hal lain")
    assert fresh.id != found.matter.id
    assert await texts(world, found.worker, fresh) == ["Ini hal lain"]
    with pytest.raises(NotHolder):
        await act(world, found.worker, matter_rights.require_hold, found.matter)
    assert (await world.run(lambda unit: matter_rows.find(unit, found.matter.id))) is not None
    moves = await world.rows("SELECT state FROM matter_moves")
    assert [each["state"] for each in moves] == [MoveState.ACCEPTED.value]


@pytest.mark.parametrize("passes", [Passes.ALL, Passes.WORDS])
async def test_what_she_has_no_answer_to_waits_on_where_she_writes_already(
    world: World, passes: Passes
) -> None:
    found = await scene(world)
    asked_ms = (await now(world, found.matter)).waiting_ms
    world.pass_time(90)
    there = (await write(world, found.woman, "Sudah kenal", office=found.there)).matter
    await act(world, found.stranger, matters.take, there.id)
    await read(world, found.stranger, there)
    await answer(world, found.stranger, there)
    assert (await now(world, there)).waiting_ms == 0
    taken = await moved(world, found, Where(to_organisation=found.there), found.stranger, passes)
    assert taken.joined
    waits = await now(world, there)
    assert (waits.waiting_ms, waits.due_ms > 0) == (asked_ms, True)
    await answer(world, found.stranger, there)
    assert (await now(world, there)).waiting_ms == 0


async def test_what_was_answered_before_it_joined_does_not_wait_there(world: World) -> None:
    found = await scene(world)
    await read(world, found.worker, found.matter)
    await answer(world, found.worker, found.matter)
    there = (await write(world, found.woman, "Sudah kenal", office=found.there)).matter
    await act(world, found.stranger, matters.take, there.id)
    await read(world, found.stranger, there)
    await answer(world, found.stranger, there)
    await moved(world, found, Where(to_organisation=found.there), found.stranger, Passes.ALL)
    assert (await now(world, there)).waiting_ms == 0
