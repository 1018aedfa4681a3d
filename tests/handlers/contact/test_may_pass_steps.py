"""Her answer is hers alone: on her own unlocked phone, while it waits, and no more than she said."""

from dataclasses import replace

import pytest

from db import matters
from db.matter_moves import Where
from domain.matter_moves import HerNoStands, MoveOver
from domain.matters import MoveState, Result
from domain.refusals import NotAllowed
from handlers.contact.may_pass_steps import find_asked, find_waiting, pass_her_words, say_no, say_yes
from handlers.contact.move_steps import take_back
from tests.db.matter_world import act, now, read
from tests.db.move_world import WORDS, ask, scene
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_only_she_answers_and_not_on_a_locked_phone(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))
    locked = replace(found.woman, profiles=True, inside=False)
    for by in (found.worker, found.colleague, found.stranger, await world.woman(), locked):
        for step, *more in ((say_yes, "all"), (say_no,), (find_asked,), (pass_her_words, "halo")):
            with pytest.raises(NotAllowed):
                await act(world, by, step, move.id, *more)
    asked = await act(world, found.woman, find_asked, move.id)
    assert (asked.words, asked.state) == (WORDS, MoveState.ASKED)


async def test_a_slip_passes_its_words_alone_whatever_was_tapped(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(partner_id=found.outside))
    await act(world, found.woman, say_yes, move.id, "all")
    (row,) = await world.rows("SELECT state, passes FROM matter_moves")
    assert (row["state"], row["passes"]) == ("offered", "words")


async def test_a_yes_comes_too_late_once_somebody_else_has_it(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))
    await world.run(lambda unit: matters.set_holder(unit, found.matter, found.colleague.person_id))
    with pytest.raises(MoveOver):
        await act(world, found.woman, say_yes, move.id, "words")
    assert (await act(world, found.woman, find_asked, move.id)).state is MoveState.TAKEN_BACK
    assert await act(world, found.woman, find_waiting) == 0


async def test_what_waits_is_found_without_a_button_and_a_slip_for_three_months(world: World) -> None:
    found = await scene(world)
    assert await act(world, found.woman, find_waiting) == 0
    slip = await ask(world, found, Where(partner_id=found.outside))
    await act(world, found.woman, say_yes, slip.id, "words")
    assert await act(world, found.woman, find_waiting) == slip.id
    assert (await act(world, found.woman, find_asked, slip.id)).code == slip.code
    await act(world, found.worker, matters.close, found.matter.id, Result.REFERRED, although_unanswered=True)
    assert await act(world, found.woman, find_waiting) == slip.id
    world.pass_time(91 * 24 * 60)
    assert await act(world, found.woman, find_waiting) == 0


async def test_her_words_beside_a_no_are_a_message_of_hers(world: World) -> None:
    found = await scene(world)
    move = await ask(world, found, Where(to_organisation=found.there))
    await act(world, found.woman, say_no, move.id)
    world.pass_time(1)
    await act(world, found.woman, pass_her_words, move.id, "jangan perangkat desa")
    assert [each.text for each in await read(world, found.worker, found.matter)][
        -1
    ] == "jangan perangkat desa"
    assert (await now(world, found.matter)).waiting_ms > 0
    with pytest.raises(HerNoStands):
        await ask(world, found, Where(to_organisation=found.there))


async def test_a_slip_that_her_worker_took_back_is_shown_no_more(world: World) -> None:
    found = await scene(world)
    slip = await ask(world, found, Where(partner_id=found.outside))
    await act(world, found.woman, say_yes, slip.id, "words")
    await act(world, found.worker, take_back, found.matter.id, slip.id)
    assert await act(world, found.woman, find_waiting) == 0
    assert (await act(world, found.woman, find_asked, slip.id)).state is MoveState.TAKEN_BACK
