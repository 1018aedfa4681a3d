"""Ties between two women of a course: open ones while both are there, and none again after a no or an end."""

import pytest

from db import course_buddies, course_places
from db.people import Actor
from db.unit import Unit
from domain.buddies import PAUSE, Tie, TieState
from domain.courses import Course
from domain.refusals import NotAllowed
from tests.db.company_world import a_course, act
from tests.db.office_world import World, world

__all__ = ["world"]

PAUSE_MIN = int(PAUSE.total_seconds() // 60)


async def ask(world: World, course: Course, newcomer: Actor, *buddies: Actor) -> list[Tie]:
    async def job(unit: Unit) -> list[Tie]:
        return course_buddies.ask(unit, course.id, newcomer.person_id, [each.person_id for each in buddies])

    return await world.run(job)


async def settle(world: World, tie: Tie, state: TieState) -> bool:
    return bool(await world.run(lambda unit: course_buddies.settle(unit, tie, state)))


async def own(world: World, course: Course, woman: Actor) -> list[TieState]:
    ties = await world.run(lambda unit: course_buddies.list_own(unit, course.id, woman.person_id))
    return [each.state for each in ties]


async def fellows(world: World, course: Course, newcomer: Actor, *, free: bool = True) -> list[int]:
    found = await world.run(lambda unit: course_buddies.list_fellows(unit, course.id, newcomer.person_id))
    return [each.person_id for each in found if not (free and (each.busy or each.newcomer))]


async def test_both_see_their_tie_and_nobody_else_does(world: World) -> None:
    siti, tati, ani = [await world.woman(name) for name in ("siti", "tati", "ani")]
    course = await a_course(world, tati, ani, newcomers=(siti,))
    await ask(world, course, siti, tati)
    await ask(world, course, siti, tati)  # asked twice is asked once
    assert await own(world, course, siti) == await own(world, course, tati) == [TieState.ASKED]
    assert await own(world, course, ani) == []


async def test_a_state_changes_only_from_the_one_that_was_seen(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, tati, newcomers=(siti,))
    (tie,) = await ask(world, course, siti, tati)
    assert await settle(world, tie, TieState.WILLING)
    assert not await settle(world, tie, TieState.DECLINED)
    assert await own(world, course, siti) == [TieState.WILLING]


@pytest.mark.parametrize("end", [TieState.REFUSED, TieState.ENDED])
async def test_after_a_no_or_an_end_both_are_barred_in_every_course(world: World, end: TieState) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, tati, newcomers=(siti,))
    (tie,) = await ask(world, course, siti, tati)
    assert await settle(world, tie, end)
    for one, other in ((siti, tati), (tati, siti)):
        barred = await act(world, one, course_buddies.list_barred, one.person_id)
        assert barred == {one.person_id, other.person_id}
    assert await own(world, course, siti) == []


async def test_a_not_this_time_bars_nobody(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, tati, newcomers=(siti,))
    (tie,) = await ask(world, course, siti, tati)
    await settle(world, tie, TieState.DECLINED)
    assert await act(world, siti, course_buddies.list_barred, siti.person_id) == {siti.person_id}


async def test_while_one_is_not_there_any_more_there_is_no_tie(world: World) -> None:
    siti, tati = await world.woman("siti"), await world.woman("tati")
    course = await a_course(world, tati, newcomers=(siti,))
    (tie,) = await ask(world, course, siti, tati)
    await act(world, tati, course_places.leave, course, tati.person_id)
    assert await own(world, course, siti) == []
    with pytest.raises(NotAllowed):
        await act(world, siti, course_buddies.get, course.id, tie.newcomer, tie.buddy)


async def test_who_is_asked_is_left_alone_for_a_week_and_who_keeps_company_for_good(world: World) -> None:
    siti, ani, tati = [await world.woman(name) for name in ("siti", "ani", "tati")]
    course = await a_course(world, tati, newcomers=(siti, ani))
    (tie,) = await ask(world, course, siti, tati)
    assert await fellows(world, course, ani) == []
    world.pass_time(PAUSE_MIN + 1)
    assert await fellows(world, course, ani) == [tati.person_id]
    await settle(world, tie, TieState.WILLING)
    assert await fellows(world, course, ani) == []
    assert await fellows(world, course, siti, free=False) == [ani.person_id]  # tati was asked for her already


async def test_who_wants_no_messages_or_has_no_phone_is_not_asked(world: World) -> None:
    siti, tati, ani, euis = [await world.woman(name) for name in ("siti", "tati", "ani", "euis")]
    course = await a_course(world, tati, ani, euis, newcomers=(siti,))
    assert await fellows(world, course, siti) == [tati.person_id, ani.person_id, euis.person_id]

    async def change(unit: Unit) -> None:
        unit.write("UPDATE persons SET may_write = 0 WHERE id = $1", tati.person_id)
        unit.write("UPDATE accounts SET reachable = 0 WHERE owner_id = $1", ani.person_id)
        unit.write("UPDATE persons SET paused_ms = 1 WHERE id = $1", euis.person_id)

    await world.run(change)
    assert await fellows(world, course, siti) == []
