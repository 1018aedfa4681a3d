"""Two are brought together by a board only when both said yes, while both are there; one answer a woman and post."""

import pytest

from db import board, board_links, course_buddies, course_places
from db.board_links import Link
from db.people import Actor
from db.unit import Unit
from domain.board import ANSWERS_OF_POST_MAX, OPEN_ANSWERS_MAX, LinkState, PostFull, Side, TooManyAnswers
from domain.buddies import TieState
from domain.refusals import Changed, NotAllowed
from tests.db.company_world import a_course, act, count
from tests.db.office_world import World, world
from tests.db.test_board import on, post, three

__all__ = ["world"]


async def answer(world: World, by: Actor, post_id: int) -> Link:
    link: Link | None = await act(world, by, board_links.answer, post_id)
    assert link is not None
    return link


async def test_her_yes_links_the_two_and_only_the_writer_can_give_it(world: World) -> None:
    course, siti, tati, ani = await three(world)
    link = await answer(world, tati, await post(world, course, siti))
    for other in (tati, ani):
        with pytest.raises(NotAllowed):
            await act(world, other, board_links.get_link_to_own, link.id)
    mine = await act(world, siti, board_links.get_link_to_own, link.id)
    await act(world, siti, board_links.settle, mine, LinkState.LINKED)
    with pytest.raises(Changed):
        await act(world, siti, board_links.settle, mine, LinkState.REFUSED)
    (seen,) = await act(world, tati, board.list_posts, await on(world, course, tati))
    assert seen.answer is LinkState.LINKED


async def test_answered_twice_is_answered_once(world: World) -> None:
    course, siti, tati, _ani = await three(world)
    post_id = await post(world, course, siti)
    await answer(world, tati, post_id)
    assert await act(world, tati, board_links.answer, post_id) is None
    assert await count(world, "board_links") == 1


async def test_nobody_answers_her_own_post_or_one_she_does_not_see(world: World) -> None:
    course, siti, tati, _ani = await three(world)
    post_id = await post(world, course, siti)
    euis = await world.woman("euis")
    for other in (siti, euis):
        with pytest.raises(NotAllowed):
            await act(world, other, board_links.answer, post_id)
    await act(world, tati, board.hold, post_id)
    with pytest.raises(NotAllowed):
        await act(world, tati, board_links.answer, post_id)


async def test_a_yes_counts_only_while_both_are_there_and_neither_refused_the_other(world: World) -> None:
    course, siti, tati, ani = await three(world)
    post_id = await post(world, course, siti)
    first, second = await answer(world, tati, post_id), await answer(world, ani, post_id)
    await act(world, tati, course_places.leave, course, tati.person_id)
    with pytest.raises(Changed):
        await act(world, siti, board_links.settle, first, LinkState.LINKED)

    async def part(unit: Unit) -> None:
        (tie,) = course_buddies.ask(unit, course.id, siti.person_id, [ani.person_id])
        await course_buddies.settle(unit, tie, TieState.ENDED)

    await world.run(part)
    with pytest.raises(Changed):
        await act(world, siti, board_links.settle, second, LinkState.LINKED)
    await act(world, siti, board_links.settle, first, LinkState.REFUSED)
    assert await count(world, "board_links", "state = 'linked'") == 0


async def test_a_yes_to_a_post_that_is_held_or_down_is_none(world: World) -> None:
    course, siti, tati, ani = await three(world)
    post_id = await post(world, course, siti)
    link = await answer(world, tati, post_id)
    await act(world, ani, board.hold, post_id)
    with pytest.raises(Changed):
        await act(world, siti, board_links.settle, link, LinkState.LINKED)
    await act(world, siti, board.close_own, post_id)
    with pytest.raises(NotAllowed):
        await act(world, siti, board_links.get_link_to_own, link.id)
    assert await count(world, "board_links", "state = 'refused'") == 1


async def test_answers_wait_in_their_order_and_have_an_end(world: World) -> None:
    names = [f"w{n}" for n in range(ANSWERS_OF_POST_MAX + 2)]
    siti, *others = [await world.woman(name) for name in names]
    course = await a_course(world, siti, *others)
    post_id = await post(world, course, siti)
    links = [await answer(world, each, post_id) for each in others[:-1]]
    with pytest.raises(PostFull):
        await act(world, others[-1], board_links.answer, post_id)
    assert await act(world, siti, board_links.list_asked, post_id) == [each.id for each in links]
    assert (await act(world, siti, board_links.next_answer, post_id)).id == links[0].id
    await act(world, siti, board_links.settle, links[0], LinkState.REFUSED)
    assert (await act(world, siti, board_links.next_answer, post_id)).id == links[1].id


async def test_she_waits_for_five_at_most(world: World) -> None:
    women = [await world.woman(f"w{n}") for n in range(3)]
    course = await a_course(world, *women)
    posts = [
        await act(world, by, board.add, await on(world, course, by), Side.NEEDS, f"belajar {n}")
        for by in women[:2]
        for n in range(3)
    ]
    for post_id in posts[:OPEN_ANSWERS_MAX]:
        await answer(world, women[2], post_id)
    with pytest.raises(TooManyAnswers):
        await act(world, women[2], board_links.answer, posts[OPEN_ANSWERS_MAX])
