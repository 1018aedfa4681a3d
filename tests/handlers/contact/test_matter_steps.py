"""What a page reads: all that has no answer, nothing to who may not read it, and a trace of every look."""

from collections.abc import Sequence

import pytest

from db import matter_messages
from db.unit import Unit
from domain.matter_refusals import TakenAlready
from domain.matters import PAGE_MESSAGES, Matter
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.contact.matter_steps import (
    SHOWN_MAX,
    find_more,
    find_whom,
    open_page,
    take_matter,
    view_page,
)
from tests.db.matter_world import act, answer, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def letters(world: World, count: int) -> tuple[Matter, Sequence[str]]:
    """A woman has written so many; nobody has the matter yet."""
    woman = await world.woman()
    texts = [f"surat {number}" for number in range(1, count + 1)]
    for text in texts:
        matter = (await write(world, woman, text)).matter
        world.pass_time(1)
    return matter, texts


async def test_all_that_has_no_answer_is_shown_and_after_it_the_last_few(world: World) -> None:
    worker = await worker_of(world)
    matter, texts = await letters(world, PAGE_MESSAGES + 3)
    await act(world, worker, take_matter, matter.id)
    opened = await act(world, worker, open_page, matter.id, 0)
    page = await act(world, worker, view_page, matter.id, opened.numbers)
    assert [line.text for line in page.lines] == texts
    assert (opened.older, opened.writes, opened.reads) == (0, True, True)
    await answer(world, worker, matter)
    opened = await act(world, worker, open_page, matter.id, 0)
    assert len(opened.numbers) == PAGE_MESSAGES
    before = await act(world, worker, open_page, matter.id, opened.older)
    assert before.numbers == (1, 2, 3, 4)
    assert before.older == 0


async def test_of_very_many_the_newest_are_shown_and_the_rest_is_a_tap_away(world: World) -> None:
    worker = await worker_of(world)
    matter, _texts = await letters(world, SHOWN_MAX + 2)
    await act(world, worker, take_matter, matter.id)
    opened = await act(world, worker, open_page, matter.id, 0)
    assert opened.numbers == tuple(range(3, SHOWN_MAX + 3))
    assert opened.older == 3


async def test_who_does_not_have_it_sees_no_word_and_leaves_no_trace_of_reading(world: World) -> None:
    colleague = await worker_of(world)
    matter, _texts = await letters(world, 1)
    opened = await act(world, colleague, open_page, matter.id, 0)
    assert (opened.numbers, opened.may_take, opened.reads) == ((), True, False)
    page = await act(world, colleague, view_page, matter.id, (1,))
    assert (page.lines, page.whom.name, page.area, page.contact) == ((), "", "", None)
    assert page.whom.code == matter.code
    assert await world.audited("read", "matter") == []
    with pytest.raises(NotAllowed):
        await act(world, colleague, find_whom, matter.id)


async def test_each_look_is_noted(world: World) -> None:
    worker = await worker_of(world)
    matter, _texts = await letters(world, 1)
    await act(world, worker, take_matter, matter.id)
    await act(world, worker, open_page, matter.id, 0)
    assert await world.audited("read", "matter") == [(worker.person_id, matter.person_id)]


async def test_she_hears_once_who_reads_her_and_the_second_who_taps_hears_that_it_is_taken(
    world: World,
) -> None:
    worker, colleague = await worker_of(world), await worker_of(world)
    matter, _texts = await letters(world, 1)
    await act(world, worker, take_matter, matter.id)
    assert [each.person_id for each in world.told] == [matter.person_id]
    await act(world, worker, take_matter, matter.id)
    assert world.told == []
    with pytest.raises(TakenAlready):
        await act(world, colleague, take_matter, matter.id)


async def test_what_may_be_taken_back_is_ones_own_last_answer_while_it_is_young(world: World) -> None:
    worker = await worker_of(world)
    matter, _texts = await letters(world, 1)
    await act(world, worker, take_matter, matter.id)
    assert (await act(world, worker, find_more, matter.id)).undo == 0
    n = await answer(world, worker, matter)
    assert (await act(world, worker, find_more, matter.id)).undo == n
    world.pass_time(16)
    assert (await act(world, worker, find_more, matter.id)).undo == 0


async def test_an_answer_that_went_nowhere_is_said_to_be_undelivered(world: World) -> None:
    worker = await worker_of(world, Role.WORKER)
    matter, _texts = await letters(world, 1)
    await act(world, worker, take_matter, matter.id)
    n = await answer(world, worker, matter)
    page = await act(world, worker, view_page, matter.id, (1, n))
    assert page.undelivered

    async def taken_back(unit: Unit) -> None:
        await matter_messages.take_back(unit, await matter_messages.get(unit, matter, n))

    await world.run(taken_back, by=worker)
    assert not (await act(world, worker, view_page, matter.id, (1, n))).undelivered
