"""Nothing moves before her yes; one question at a time; a no stands until she writes again; what is old ends."""

from dataclasses import replace

import pytest

from db import matter_moves
from db.matter_moves import Where
from db.people import Actor
from db.push_buttons import find_push
from db.unit import PushButton, Unit
from domain.matter_moves import MOVE_MS, HerNoStands, Move, MoveOver
from domain.matter_refusals import MoveWaits
from domain.matters import MoveKind, MoveState, Passes
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.matter_world import act, worker_of, write
from tests.db.move_world import WHY, WORDS, ask, say, scene
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_what_is_read_out_to_her_is_kept_sealed_and_opened_as_it_was(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_person=found.colleague.person_id))
    assert (move.kind, move.state, move.words, move.why) == (
        MoveKind.HAND_OVER,
        MoveState.ASKED,
        WORDS,
        WHY,
    )
    assert (move.from_person, move.passes, move.code) == (found.worker.person_id, None, "")
    (row,) = await world.rows("SELECT body FROM matter_moves")
    assert WORDS.encode() not in bytes(row["body"])


async def test_only_a_slip_for_a_place_outside_has_a_code(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(partner_id=found.outside))
    assert (move.kind, len(move.code), move.is_outside) == (MoveKind.REFERRAL, 6, True)


async def test_one_question_at_a_time(world: World) -> None:
    found = await scene(world)
    await ask(world, found, Where(to_person=found.colleague.person_id))
    with pytest.raises(MoveWaits):
        await ask(world, found, Where(to_organisation=found.there))


async def test_what_somebody_asked_who_has_it_no_more_holds_up_nobody(world: World) -> None:
    found = await scene(world)
    old = await ask(world, found, Where(to_organisation=found.there))

    async def change(unit: Unit) -> None:
        unit.write(
            "UPDATE matters SET holder_id = $2 WHERE id = $1", found.matter.id, found.colleague.person_id
        )

    await world.run(change)
    fresh = await ask(world, replace(found, worker=found.colleague), Where(partner_id=found.outside))
    assert (await world.run(lambda unit: matter_moves.get(unit, old.id))).state is MoveState.TAKEN_BACK
    assert (fresh.state, fresh.from_person) == (MoveState.ASKED, found.colleague.person_id)


async def test_her_no_stands_for_that_place_until_she_writes_again(world: World) -> None:
    found = await scene(world)
    there = Where(to_organisation=found.there)
    await say(world, found, await ask(world, found, there), None)
    with pytest.raises(HerNoStands):
        await ask(world, found, there)
    world.pass_time(5)
    other = await ask(world, found, Where(partner_id=found.outside))
    await say(world, found, other, None)
    world.pass_time(5)
    await write(world, found.woman, "Bu, ke UPTD boleh")
    assert (await ask(world, found, there)).state is MoveState.ASKED


async def test_a_yes_may_be_taken_back_until_somebody_acts_on_it_and_a_no_is_no_yes_again(
    world: World,
) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))
    offered = await say(world, found, move, Passes.WORDS)
    assert (offered.state, offered.passes) == (MoveState.OFFERED, Passes.WORDS)
    no = await say(world, found, offered, None)
    assert (no.state, no.passes) == (MoveState.NO, None)
    with pytest.raises(MoveOver):
        await say(world, found, no, Passes.ALL)


async def test_her_answer_ends_the_buttons_of_the_question(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))

    async def push(unit: Unit) -> str:
        from conversation.text import _
        from db.push_buttons import add_push

        await unit.vault.have([f"p{found.woman.person_id}"])
        return add_push(
            unit, found.woman.person_id, PushButton(label=_("Boleh"), talk="boleh_dibawa"), move.matter
        )

    payload = await world.run(push, by=found.woman)
    assert await world.run(lambda unit: matter_moves.find_asked_last(unit, found.woman.person_id)) == (
        move.id,
        False,
    )
    await say(world, found, move, Passes.WORDS)
    assert await world.run(lambda unit: find_push(unit, payload[1:], found.woman.person_id)) is None
    assert await world.run(lambda unit: matter_moves.find_asked_last(unit, found.woman.person_id)) == (
        0,
        False,
    )


async def test_it_is_offered_to_whom_it_was_said_and_never_back_to_who_asked(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))

    async def offered(person_id: int, *offices: int) -> list[int]:
        rows = await world.run(lambda unit: matter_moves.list_offered(unit, person_id, offices))
        assert len(rows) == await world.run(lambda unit: matter_moves.count_offered(unit, person_id, offices))
        return [each.id for each in rows]

    assert await offered(found.stranger.person_id, found.there) == []
    await say(world, found, move, Passes.WORDS)
    assert await offered(found.stranger.person_id, found.there) == [move.id]
    assert await offered(found.colleague.person_id, world.office) == []
    assert await offered(found.worker.person_id, found.there, world.office) == []


async def test_a_reason_of_a_refusal_is_sealed_and_leaves_the_rest_as_it_was(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))
    offered = await say(world, found, move, Passes.WORDS)
    refused: Move = await act(
        world,
        found.stranger,
        matter_moves.settle,
        offered,
        MoveState.REFUSED,
        of=(MoveState.OFFERED,),
        reason="Antrean penuh",
    )
    assert (refused.state, refused.reason, refused.words) == (MoveState.REFUSED, "Antrean penuh", WORDS)
    with pytest.raises(MoveOver):
        await act(
            world, found.stranger, matter_moves.settle, refused, MoveState.ACCEPTED, of=(MoveState.OFFERED,)
        )
    (answered,) = await world.run(lambda unit: matter_moves.list_answers(unit, found.worker.person_id, 0))
    assert answered.id == move.id


async def test_what_nobody_answers_ends_after_a_week_and_a_slip_does_not(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))
    due = await world.run(lambda unit: matter_moves.next_due(unit, 0))
    assert due == move.made_ms + MOVE_MS
    world.desk.now_ms = move.made_ms + MOVE_MS - 1
    assert await world.run(matter_moves.take_expired) == []
    world.desk.now_ms += 1
    (expired,) = await world.run(matter_moves.take_expired)
    assert (expired.id, expired.state) == (move.id, MoveState.ASKED)
    with pytest.raises(MoveOver):
        await say(world, found, move, Passes.WORDS)
    slip = await ask(world, found, Where(partner_id=found.outside))
    await say(world, found, slip, Passes.WORDS)
    world.desk.now_ms += 2 * MOVE_MS
    assert await world.run(matter_moves.take_expired) == []
    hers = await world.run(lambda unit: matter_moves.list_hers(unit, found.woman.person_id, 0))
    assert [each.id for each in hers] == [slip.id]
    assert await world.run(lambda unit: matter_moves.next_due(unit, 0)) is None


async def test_a_move_that_never_was_reads_like_one_of_others(world: World) -> None:
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: matter_moves.get(unit, 1))
    assert await world.run(lambda unit: matter_moves.find_open(unit, 1)) is None


async def test_what_is_meant_for_a_woman_or_is_a_complaint_is_not_counted_for_others(world: World) -> None:
    found = await scene(world)
    man = await worker_of(world, Role.WORKER, office=found.there)
    await say(world, found, await ask(world, found, Where(to_organisation=found.there)), Passes.WORDS)

    async def counted(actor: Actor) -> int:
        return await world.run(lambda unit: matter_moves.count_offered(unit, actor.person_id, [found.there]))

    async def change(sql: str) -> None:
        async def job(unit: Unit) -> None:
            unit.write(f"UPDATE matters SET {sql} WHERE id = $1", found.matter.id)

        await world.run(job)

    assert (await counted(man), await counted(found.stranger)) == (1, 1)
    await change("women_only = 1")
    assert (await counted(man), await counted(found.stranger)) == (0, 1)
    await change("complaint = 1")
    assert (await counted(man), await counted(found.stranger)) == (0, 0)
    await change("complaint = 0, holder_id = 0")
    assert await counted(found.stranger) == 0
