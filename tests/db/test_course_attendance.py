"""Who was there, on both engines: three who may say so, the list of whoever leads, and neighbours."""

import pytest

from db import course_attendance, courses
from db.people import Actor
from db.unit import Unit
from domain.attendance import NEIGHBOURS_MAX, Tally
from domain.course_refusals import NotIn, NotPresentHerself, SessionOver
from domain.courses import Course, How, Session
from domain.roles import Role
from tests.db.course_world import course_of, join, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

# From noon of the third until nine of the fourth.
UNTIL_FIRST_MIN = 21 * 60
WEEK_MIN = 7 * 24 * 60


async def a_class(world: World, women: int) -> tuple[Actor, Course, list[Actor]]:
    """The worker, her course, and women with a place in it; the first session begins now."""
    worker = await world.staff(Role.WORKER)
    course = await course_of(world, worker)
    found = [await world.woman(f"demo {number}") for number in range(women)]
    for each in found:
        await join(world, course, each)
    world.pass_time(UNTIL_FIRST_MIN)
    return worker, course, found


async def record(
    world: World, by: Actor, session: Session, woman: Actor, *, came: bool = True, how: How = How.STAFF
) -> bool:
    async def job(unit: Unit) -> bool:
        return await course_attendance.record(
            unit, session, woman.person_id, came=came, how=how, by=by.person_id
        )

    return await world.run(job, by=by)


async def write_list(
    world: World, by: Actor, session: Session, came: list[Actor], away: list[Actor] | None = None
) -> Tally:
    async def job(unit: Unit) -> Tally:
        course = await courses.get(unit, session.course_id)
        return await course_attendance.write_list(
            unit,
            course,
            await courses.get_session(unit, session.id),
            came=[each.person_id for each in came],
            away=[each.person_id for each in away or ()],
        )

    return await world.run(job, by=by)


async def who_came(world: World, session: Session) -> dict[int, tuple[bool, How]]:
    found = await world.run(lambda unit: course_attendance.of_session(unit, session.id))
    return {key: (each.came, each.how) for key, each in found.items()}


async def test_all_three_who_may_say_so_count_the_same_and_the_first_stays_noted(world: World) -> None:
    worker, course, (siti, sri, lis) = await a_class(world, 3)
    session = (await sessions(world, course))[0]
    assert await record(world, siti, session, siti, how=How.CODE)
    assert await record(world, siti, session, lis, how=How.PEER)
    assert await record(world, worker, session, sri)
    assert not await record(world, worker, session, siti)
    assert await who_came(world, session) == {
        siti.person_id: (True, How.CODE),
        lis.person_id: (True, How.PEER),
        sri.person_id: (True, How.STAFF),
    }
    tally = await world.run(lambda unit: course_attendance.tally(unit, session))
    assert (tally.came, tally.of) == (3, 3)


async def test_the_newest_word_counts_and_what_was_said_before_stays_in_the_audit(world: World) -> None:
    worker, course, (siti,) = await a_class(world, 1)
    session = (await sessions(world, course))[0]
    await record(world, siti, session, siti, how=How.CODE)
    await record(world, worker, session, siti, came=False)
    assert await who_came(world, session) == {siti.person_id: (False, How.STAFF)}
    rows = await world.rows("SELECT reason FROM audit WHERE object = 'attendance' ORDER BY id")
    assert [row["reason"] for row in rows] == ["code came", "staff missed"]


async def test_a_list_says_of_everybody_with_a_place_and_the_session_was_held(world: World) -> None:
    worker, course, (siti, sri, lis) = await a_class(world, 3)
    session = (await sessions(world, course))[0]
    tally = await write_list(world, worker, session, [siti, lis])
    assert (tally.came, tally.of) == (2, 3)
    assert {key: came for key, (came, _how) in (await who_came(world, session)).items()} == {
        siti.person_id: True,
        lis.person_id: True,
        sri.person_id: False,
    }
    assert (await sessions(world, course))[0].state == "held"


async def test_who_has_said_so_herself_meanwhile_is_not_struck_out_by_the_list(world: World) -> None:
    worker, course, (siti, sri) = await a_class(world, 2)
    session = (await sessions(world, course))[0]
    await record(world, sri, session, sri, how=How.CODE)
    await write_list(world, worker, session, [siti])
    assert (await who_came(world, session))[sri.person_id] == (True, How.CODE)
    await write_list(world, worker, session, [siti], away=[sri])
    assert (await who_came(world, session))[sri.person_id] == (False, How.STAFF)


async def test_a_list_may_be_corrected_and_each_correction_is_noted_of_her(world: World) -> None:
    worker, course, (siti, sri) = await a_class(world, 2)
    session = (await sessions(world, course))[0]
    await write_list(world, worker, session, [siti])
    await write_list(world, worker, session, [siti, sri])
    assert {came for came, _how in (await who_came(world, session)).values()} == {True}
    rows = await world.rows(
        "SELECT person_id, reason FROM audit WHERE object = 'attendance' AND reason LIKE 'staff%'"
    )
    assert [(row["person_id"], row["reason"]) for row in rows] == [(sri.person_id, "staff came")]


async def test_who_joined_after_it_began_is_missing_in_nothing(world: World) -> None:
    worker, course, (siti,) = await a_class(world, 1)
    late = await world.woman("late")
    world.pass_time(30)
    await join(world, course, late)
    session = (await sessions(world, course))[0]
    await write_list(world, worker, session, [siti])
    assert late.person_id not in await who_came(world, session)
    await write_list(world, worker, session, [late])
    assert (await who_came(world, session))[late.person_id] == (True, How.STAFF)


async def test_of_a_cancelled_session_there_is_no_list(world: World) -> None:
    worker, course, (siti,) = await a_class(world, 1)
    session = (await sessions(world, course))[1]
    await world.run(lambda unit: courses.cancel_session(unit, session), by=worker)
    with pytest.raises(SessionOver):
        await write_list(world, worker, session, [siti])


async def test_a_neighbour_speaks_for_those_beside_her_while_she_is_there_herself(world: World) -> None:
    _worker, course, women = await a_class(world, NEIGHBOURS_MAX + 3)
    session = (await sessions(world, course))[0]
    siti, others = women[0], women[1:]

    async def say(by: Actor, woman: Actor, at: Session = session) -> None:
        async def job(unit: Unit) -> None:
            await course_attendance.record_neighbour(unit, at, [by.person_id], woman.person_id)

        await world.run(job, by=by)

    with pytest.raises(NotPresentHerself):
        await say(siti, others[0])
    await record(world, siti, session, siti, how=How.CODE)
    with pytest.raises(NotIn):
        await say(siti, siti)
    with pytest.raises(NotIn):
        await say(siti, await world.woman("elsewhere"))
    for each in others[:NEIGHBOURS_MAX]:
        await say(siti, each)
    with pytest.raises(NotIn):
        await say(siti, others[NEIGHBOURS_MAX])
    with pytest.raises(SessionOver):
        await say(siti, others[0], (await sessions(world, course))[1])
    present = await who_came(world, session)
    assert sum(how is How.PEER for _came, how in present.values()) == NEIGHBOURS_MAX
    world.pass_time(3 * 60)
    with pytest.raises(SessionOver):
        await say(others[0], others[NEIGHBOURS_MAX + 1])


async def test_absences_are_counted_over_lists_that_were_taken_since_she_joined(world: World) -> None:
    worker, course, (siti, sri) = await a_class(world, 2)
    planned = await sessions(world, course)

    async def row(woman: Actor) -> int:
        return await world.run(
            lambda unit: course_attendance.absences_in_a_row(unit, course.id, woman.person_id)
        )

    assert await row(sri) == 0
    await write_list(world, worker, planned[0], [siti])
    assert (await row(sri), await row(siti)) == (1, 0)
    world.pass_time(2 * WEEK_MIN)  # of the second no list was taken: it says nothing of anybody
    await write_list(world, worker, planned[2], [siti])
    assert await row(sri) == 2
    world.pass_time(WEEK_MIN)
    await write_list(world, worker, planned[3], [sri])
    assert (await row(sri), await row(siti)) == (0, 1)
    late = await world.woman("late")
    assert await row(late) == 0
    hers = await world.run(lambda unit: course_attendance.of_person(unit, course.id, sri.person_id))
    assert [(each.n, came) for each, came in hers] == [(1, False), (3, False), (4, True)]


async def test_sessions_are_listed_between_two_moments_the_newest_first(world: World) -> None:
    worker, course, (siti, _sri) = await a_class(world, 2)
    planned = await sessions(world, course)
    await write_list(world, worker, planned[0], [siti])

    async def job(unit: Unit) -> list[tuple[int, int, int]]:
        found = await course_attendance.list_sessions(
            unit, [course.id], from_ms=0, until_ms=planned[1].start_ms
        )
        return [(each.session.n, each.tally.came, each.tally.of) for each in found]

    assert await world.run(job, by=worker) == [(2, 0, 2), (1, 1, 2)]
    assert (
        await world.run(lambda unit: course_attendance.list_sessions(unit, [], from_ms=0, until_ms=9**15))
        == []
    )
