"""A closing keeps its result and topic, is not made over what came meanwhile, and is told with three faces."""

import pytest

from domain.matter_refusals import MatterClosed, StillUnanswered
from domain.matters import Face, Result, State, Topic
from domain.refusals import Changed, NotAllowed
from handlers.contact.close_steps import FACES, close_matter, find_ending
from handlers.names import MATTER_FACE
from tests.db.matter_world import act, answer, now, worker_of
from tests.db.office_world import World, world
from tests.handlers.contact.test_answer_steps import held

__all__ = ["world"]

HELPED = (Result.HELPED.value, Topic.AID.value, "")


async def test_it_is_kept_how_it_ended_and_she_is_asked_how_it_was(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, worker)
    await answer(world, worker, matter)
    ending = await act(world, worker, find_ending, matter.id)
    assert (ending.unanswered, ending.topic) == (False, "")
    await act(world, worker, close_matter, matter.id, *HELPED, False, ending.seen_n)
    told = world.told[-1]
    after = await now(world, matter)
    assert (after.state, after.result, after.topic) == (State.CLOSED, Result.HELPED, Topic.AID)
    assert told.person_id == matter.person_id
    assert [(each.talk, each.args) for each in told.buttons] == [
        (MATTER_FACE, (matter.id, int(face))) for face, _label in FACES
    ]
    assert [face for face, _label in FACES] == [Face.GOOD, Face.FAIR, Face.BAD]
    with pytest.raises(NotAllowed):
        await act(world, worker, find_ending, matter.id)
    with pytest.raises(MatterClosed):
        await act(world, worker, close_matter, matter.id, *HELPED, False, ending.seen_n)


async def test_what_has_no_answer_keeps_it_open_unless_that_was_said(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, worker)
    ending = await act(world, worker, find_ending, matter.id)
    assert ending.unanswered
    with pytest.raises(StillUnanswered):
        await act(world, worker, close_matter, matter.id, *HELPED, False, ending.seen_n)
    await act(world, worker, close_matter, matter.id, *HELPED, True, ending.seen_n)
    assert (await now(world, matter)).state is State.CLOSED


async def test_what_came_meanwhile_keeps_it_open(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, worker)
    ending = await act(world, worker, find_ending, matter.id)
    with pytest.raises(Changed):
        await act(world, worker, close_matter, matter.id, *HELPED, True, ending.seen_n - 1)
    assert (await now(world, matter)).state is State.OPEN


async def test_a_last_word_is_an_answer(world: World) -> None:
    worker = await worker_of(world)
    matter = await held(world, worker)
    words = (Result.ANSWERED.value, "", "Sudah selesai, Bu.")
    await act(world, worker, close_matter, matter.id, *words, True, 1)
    assert len(world.told) == 2
    assert (await now(world, matter)).messages == 2
