"""What nobody answers ends by itself: she who said yes hears it, she who said nothing is left in peace."""

from db.matter_moves import Where
from domain.matter_moves import MOVE_MS
from domain.matters import MoveState, Passes
from handlers.contact.moves_clock import look_around
from handlers.contact.offered_steps import list_answers
from tests.db.matter_world import act, now
from tests.db.move_world import ask, say, scene
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_her_silence_ends_it_and_only_the_worker_finds_that(world: World) -> None:
    found = await scene(world)
    await ask(world, found, Where(to_organisation=found.there))
    assert not await world.run(look_around)
    world.desk.now_ms += MOVE_MS
    assert not await world.run(look_around)
    assert world.told_to(found.woman) == []
    (answered,) = await act(world, found.worker, list_answers)
    assert (answered.state, answered.unanswered) == (MoveState.TAKEN_BACK.value, True)


async def test_who_said_yes_hears_that_nobody_there_took_it_and_who_helps_her(world: World) -> None:
    found = await scene(world)
    await say(world, found, await ask(world, found, Where(to_organisation=found.there)), Passes.ALL)
    world.desk.now_ms += MOVE_MS
    await world.run(look_around)
    (told,) = world.told_to(found.woman)
    assert "belum bisa menerima" in told.text.message
    assert (await now(world, found.matter)).holder_id == found.worker.person_id
    await world.run(look_around)
    assert world.told == []
