"""Posts on both engines: seen by those of the same course or group alone, without a name, until they run out."""

import pytest

from db import board, course_buddies, course_places
from db.people import Actor
from db.unit import Unit
from domain.board import (
    FORGOTTEN_AFTER_DAYS,
    LASTS_DAYS,
    OPEN_POSTS_MAX,
    Board,
    NotForBoard,
    Post,
    PostState,
    Side,
    TooManyPosts,
)
from domain.buddies import TieState
from domain.courses import Course
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from tests.db.company_world import a_course, act, count
from tests.db.office_world import World, world

__all__ = ["world"]

DAY_MIN = 24 * 60


async def three(world: World) -> tuple[Course, Actor, Actor, Actor]:
    siti, tati, ani = [await world.woman(name) for name in ("siti", "tati", "ani")]
    return await a_course(world, siti, tati, ani), siti, tati, ani


async def on(world: World, course: Course, by: Actor) -> Board:
    found: Board = await act(world, by, board.get_board, f"c{course.id}")
    return found


async def post(world: World, course: Course, by: Actor, words: str = "menjahit kebaya") -> int:
    post_id: int = await act(world, by, board.add, await on(world, course, by), Side.CAN, words)
    return post_id


async def seen(world: World, course: Course, by: Actor) -> list[Post]:
    found: list[Post] = await act(world, by, board.list_posts, await on(world, course, by))
    return found


async def test_others_of_the_course_see_the_words_and_never_whose_they_are(world: World) -> None:
    course, siti, tati, _ani = await three(world)
    await post(world, course, siti)
    (shown,) = await seen(world, course, tati)
    assert (shown.words, shown.side, shown.mine) == ("menjahit kebaya", Side.CAN, False)
    assert str(siti.person_id) not in repr(shown)
    (own,) = await act(world, siti, board.list_own, await on(world, course, siti))
    assert own.mine
    assert await act(world, tati, board.list_own, await on(world, course, tati)) == []


async def test_words_are_sealed_and_nothing_is_left_of_who_was_erased(world: World) -> None:
    course, siti, tati, _ani = await three(world)
    post_id = await post(world, course, siti)

    async def raw(unit: Unit) -> bytes:
        row = await unit.fetch_one("SELECT words FROM board_posts WHERE id = $1", post_id)
        assert row is not None
        return bytes(row["words"])

    assert b"menjahit" not in await world.run(raw)
    await world.desk.storage.vault.destroy([f"p{siti.person_id}"])
    assert await seen(world, course, tati) == []


async def test_who_is_not_there_or_waits_or_left_sees_and_writes_nothing(world: World) -> None:
    siti, tati, ani, euis = [await world.woman(name) for name in ("siti", "tati", "ani", "euis")]
    course = await a_course(world, siti, tati, ani, euis, capacity=3)
    board_of_course = await on(world, course, siti)
    stranger = await world.staff(Role.WORKER)
    for other in (euis, stranger):
        with pytest.raises(NotAllowed):
            await act(world, other, board.add, board_of_course, Side.CAN, "menjahit")
        with pytest.raises(NotAllowed):
            await act(world, other, board.get_board, board_of_course.key)
    post_id = await post(world, course, siti)
    with pytest.raises(NotAllowed):
        await act(world, euis, board.get_shown, post_id)
    await act(world, siti, course_places.leave, course, siti.person_id)
    await act(world, tati, course_places.move_up, course)
    assert await seen(world, course, tati) == []  # the writer is gone


async def test_with_fewer_than_three_there_is_no_board(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, siti, tati)
    with pytest.raises(NotAllowed):
        await on(world, course, siti)
    assert await act(world, siti, board.list_boards) == []


@pytest.mark.parametrize("words", ["0812 0000 0000", "pinjamkan uang", "saya dipukul suami"])
async def test_what_may_not_stand_there_is_refused_by_the_step_too(world: World, words: str) -> None:
    course, siti, _tati, _ani = await three(world)
    with pytest.raises(NotForBoard):
        await post(world, course, siti, words)
    assert await count(world, "board_posts") == 0


async def test_a_woman_has_three_posts_at_most_and_room_again_when_one_is_down(world: World) -> None:
    course, siti, tati, _ani = await three(world)
    posts = [await post(world, course, siti, f"menjahit {n}") for n in range(OPEN_POSTS_MAX)]
    with pytest.raises(TooManyPosts):
        await post(world, course, siti)
    with pytest.raises(NotAllowed):
        await act(world, tati, board.close_own, posts[0])
    await act(world, siti, board.close_own, posts[0])
    await post(world, course, siti)
    assert len(await seen(world, course, tati)) == OPEN_POSTS_MAX


async def test_it_runs_out_and_is_forgotten(world: World) -> None:
    course, siti, tati, _ani = await three(world)
    await post(world, course, siti)
    world.pass_time(LASTS_DAYS * DAY_MIN - 1)
    assert len(await seen(world, course, tati)) == 1
    world.pass_time(1)
    assert await seen(world, course, tati) == []
    await world.run(board.forget_old)
    assert await count(world, "board_posts") == 1
    world.pass_time(FORGOTTEN_AFTER_DAYS * DAY_MIN + 1)
    await world.run(board.forget_old)
    assert await count(world, "board_posts") == 0


@pytest.mark.parametrize("end", [TieState.REFUSED, TieState.ENDED])
async def test_whom_she_once_refused_does_not_see_it_nor_she_hers(world: World, end: TieState) -> None:
    course, siti, tati, ani = await three(world)

    async def part(unit: Unit) -> None:
        (tie,) = course_buddies.ask(unit, course.id, siti.person_id, [tati.person_id])
        await course_buddies.settle(unit, tie, end)

    await world.run(part)
    await post(world, course, siti)
    await post(world, course, tati, "masak rendang")
    assert await seen(world, course, tati) == []
    assert await seen(world, course, siti) == []
    assert len(await seen(world, course, ani)) == 2


async def test_what_is_held_nobody_sees_and_who_leads_decides_without_a_name(world: World) -> None:
    course, siti, tati, ani = await three(world)
    post_id = await post(world, course, siti)
    worker, trainer, asing = [await world.staff(role) for role in (Role.WORKER, Role.TRAINER, Role.ADMIN)]
    await act(world, tati, board.hold, post_id)
    assert await seen(world, course, ani) == []
    (own,) = await act(world, siti, board.list_own, await on(world, course, siti))
    assert own.state is PostState.HELD
    for other in (trainer, asing, tati, siti):
        with pytest.raises(NotAllowed):
            await act(world, other, board.get_held, post_id)
    held = await act(world, worker, board.get_held, post_id)
    assert str(siti.person_id) not in repr(held)
    assert await act(world, worker, board.judge, post_id, stays=True) == siti.person_id
    assert len(await seen(world, course, ani)) == 1
    with pytest.raises(Changed):
        await act(world, worker, board.judge, post_id, stays=False)
    assert (
        await count(world, "audit", "object = 'board'") == 3
    )  # looked at twice, decided once; the no is undone


async def test_only_a_reader_can_hold_it(world: World) -> None:
    course, siti, _tati, _ani = await three(world)
    post_id = await post(world, course, siti)
    for other in (siti, await world.staff(Role.WORKER)):
        with pytest.raises(NotAllowed):
            await act(world, other, board.hold, post_id)
