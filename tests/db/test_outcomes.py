"""Who is asked about which month, when, how often, and that what she said opens for nobody once she is erased."""

from datetime import UTC, datetime, timedelta

import pytest

from db import course_places, courses, outcomes
from db.outcomes import Question
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.courses import Course
from domain.refusals import Changed
from domain.roles import Role
from domain.training_outcomes import Answers, Business, Given, Help, State, count_up
from domain.zones import WITA, get_zone
from tests.db.course_world import DAY_MS, add_group, course_of, join, leader, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

SAID = Answers(business=Business.HAS, help=(Help.BUYERS,))


def at(day: int, month: int, year: int = 2026, hour: int = 10) -> int:
    """That hour in Samarinda, UTC milliseconds."""
    return int(datetime(year, month, day, hour, tzinfo=get_zone(WITA).clock).timestamp() * 1000)


async def over(
    world: World, *women: Actor, group_id: int | None = None, came: tuple[Actor, ...] = ()
) -> Course:
    """A course of the office with four Wednesdays from 4 February; all were held, and it has ended."""
    by = await world.staff(Role.WORKER) if group_id is None else await leader(world, group_id)
    course = await course_of(world, by, group_id=group_id)
    for woman in women:
        await join(world, course, woman)
    found = await sessions(world, course)
    world.desk.now_ms = found[-1].start_ms + DAY_MS

    async def end(unit: Unit) -> None:
        for woman in came:
            unit.write(
                "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
                " VALUES ($1, $2, 1, 'staff', 0, 0)",
                found[1].id,
                woman.person_id,
            )
        await courses.end(unit, course)

    await world.run(end, by=by)
    return course


async def look(world: World) -> list[Question]:
    """What the clock plants and finds due now."""

    async def job(unit: Unit) -> list[Question]:
        while await outcomes.plant(unit):
            pass
        return await outcomes.list_due(unit)

    return await world.run(job)


async def tell(world: World, question: Question) -> bool:
    return await world.run(lambda unit: outcomes.tell(unit, question))


async def next_due(world: World) -> int | None:
    return await world.run(lambda unit: outcomes.next_due(unit, unit.now_ms))


async def test_four_months_are_planned_from_the_last_session_for_who_came(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await over(world, siti, yuyun, came=(siti,))
    assert await look(world) == []
    planned = await world.rows(
        "SELECT person_id, month, due_ms, state FROM outcomes ORDER BY person_id, month"
    )
    assert [(row["person_id"], row["month"], row["due_ms"]) for row in planned] == [
        (siti.person_id, 1, at(25, 3)),
        (siti.person_id, 3, at(25, 5)),
        (siti.person_id, 6, at(25, 8)),
        (siti.person_id, 12, at(25, 2, 2027)),
    ]
    assert await next_due(world) == at(25, 3)
    world.desk.now_ms = at(25, 3)
    (question,) = await look(world)
    assert (question.course_id, question.person_id, question.month) == (course.id, siti.person_id, 1)


async def test_where_nobody_wrote_down_who_came_everybody_who_stayed_is_asked(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await over(world, siti, yuyun)
    await look(world)
    assert len(await world.rows("SELECT 1 AS one FROM outcomes")) == 8
    await look(world)
    assert len(await world.rows("SELECT 1 AS one FROM outcomes WHERE course_id = $1", course.id)) == 8


async def test_in_a_groups_own_course_nobody_is_asked(world: World) -> None:
    await over(world, await world.woman(), group_id=await add_group(world))
    assert await look(world) == []
    assert await world.rows("SELECT 1 AS one FROM outcomes") == []
    assert await next_due(world) is None


async def test_two_looks_at_once_tell_once(world: World) -> None:
    await over(world, await world.woman())
    await look(world)
    world.desk.now_ms = at(25, 3)
    (question,) = await look(world)
    assert await tell(world, question)
    assert not await tell(world, question)
    assert await look(world) == []


async def test_who_was_asked_is_left_alone_for_two_weeks_and_then_asked_about_the_other_course(
    world: World,
) -> None:
    siti = await world.woman()
    first = await over(world, siti)
    world.desk.now_ms = at(3, 2, hour=12)
    second = await over(world, siti)
    await look(world)
    world.desk.now_ms = at(25, 3)
    one, other = await look(world)
    assert {one.course_id, other.course_id} == {first.id, second.id}
    assert await tell(world, one)
    assert await world.run(lambda unit: outcomes.was_asked_lately(unit, other))
    assert await look(world) == []
    assert await next_due(world) == at(25, 3) + 14 * DAY_MS
    world.desk.now_ms = at(25, 3) + 14 * DAY_MS
    assert [each.course_id for each in await look(world)] == [other.course_id]
    assert not await world.run(lambda unit: outcomes.was_asked_lately(unit, other))


async def test_asking_about_a_later_month_closes_what_was_not_answered(world: World) -> None:
    siti = await world.woman()
    course = await over(world, siti)
    for month, moment in ((1, at(25, 3)), (3, at(25, 5))):
        await look(world)
        world.desk.now_ms = moment
        (question,) = await look(world)
        assert question.month == month
        await tell(world, question)
    first = await world.run(lambda unit: outcomes.find(unit, course.id, 1, siti.person_id))
    assert first is not None
    assert first.state is State.DROPPED
    is_open = await world.run(lambda unit: outcomes.find_open(unit, siti.person_id))
    assert is_open is not None
    assert is_open.month == 3
    with pytest.raises(Changed):
        await world.run(lambda unit: outcomes.answer(unit, first, SAID))


async def test_what_she_said_is_kept_once_and_is_hers_in_her_copy(world: World) -> None:
    siti = await world.woman()
    await over(world, siti)
    await look(world)
    world.desk.now_ms = at(25, 3)
    (question,) = await look(world)
    await tell(world, question)
    await world.run(lambda unit: outcomes.answer(unit, question, SAID))
    with pytest.raises(Changed):
        await world.run(lambda unit: outcomes.answer(unit, question, Answers()))
    (own,) = await world.run(lambda unit: outcomes.list_own(unit, siti.person_id))
    assert (own.title, own.month, own.answers) == ("Kue kering", 1, SAID)
    given = await world.run(lambda unit: outcomes.list_given(unit, world.office, 2026, WITA))
    assert given == [Given(person_id=siti.person_id, month=1, answers=SAID)]
    assert await world.run(lambda unit: outcomes.list_given(unit, world.office, 2025, WITA)) == []
    assert await world.run(lambda unit: outcomes.list_years(unit, world.office, WITA)) == (2026,)
    other = await world.add_office("Kantor lain", "batu")
    assert await world.run(lambda unit: outcomes.list_given(unit, other, 2026, WITA)) == []


async def test_of_a_woman_whose_key_is_destroyed_nothing_is_counted(world: World) -> None:
    siti = await world.woman()
    await over(world, siti)
    await look(world)
    world.desk.now_ms = at(25, 3)
    (question,) = await look(world)
    await world.run(lambda unit: outcomes.answer(unit, question, SAID))
    await world.desk.storage.vault.destroy([owner_of(siti.person_id)])
    given = await world.run(lambda unit: outcomes.list_given(unit, world.office, 2026, WITA))
    assert [each.answers for each in given] == [None]
    assert count_up(given).is_empty


async def test_after_stop_and_after_taking_back_her_yes_nothing_is_left_to_ask(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await over(world, siti, yuyun)
    await look(world)
    await world.run(lambda unit: outcomes.stop(unit, siti.person_id))

    async def take_back(unit: Unit) -> None:
        await outcomes.forget(unit, yuyun.person_id, world.office)

    await world.run(take_back)
    rows = await world.rows("SELECT person_id, state FROM outcomes")
    assert {(row["person_id"], row["state"]) for row in rows} == {(siti.person_id, "dropped")}


async def test_what_was_before_is_planned_for_the_next_morning_once(world: World) -> None:
    siti = await world.woman()
    course = await course_of(world, await world.staff(Role.WORKER))
    await join(world, course, siti)
    for _time in range(2):
        await world.run(lambda unit: outcomes.plan_before(unit, course, siti.person_id), by=siti)
        world.pass_time(10)
    assert await next_due(world) == at(4, 2)
    assert await world.run(lambda unit: outcomes.first_session_ms(unit, course.id)) == at(4, 2, hour=9)
    world.desk.now_ms = at(4, 2)
    (question,) = await look(world)
    assert question.month == 0

    async def later(unit: Unit) -> None:
        outcomes.ask_later(unit, question)

    await world.run(later)
    assert await next_due(world) == at(5, 2)


async def test_a_course_that_ended_long_ago_unseen_is_not_asked_about(world: World) -> None:
    await over(world, await world.woman())
    world.desk.now_ms += 61 * DAY_MS
    assert await look(world) == []
    assert await world.rows("SELECT 1 AS one FROM outcomes") == []


async def test_who_left_before_the_end_is_not_asked(world: World) -> None:
    siti = await world.woman()
    by = await world.staff(Role.WORKER)
    course = await course_of(world, by)
    await join(world, course, siti)
    await world.run(lambda unit: course_places.leave(unit, course, siti.person_id), by=siti)
    world.desk.now_ms += int(timedelta(days=30).total_seconds() * 1000)
    await world.run(lambda unit: courses.end(unit, course), by=by)
    assert await look(world) == []
    assert await next_due(world) is None
    assert datetime.fromtimestamp(world.desk.now_ms / 1000, UTC).month == 3


async def test_a_question_about_another_course_closes_the_one_before_it(world: World) -> None:
    siti = await world.woman()
    await over(world, siti)
    await look(world)
    world.desk.now_ms = at(25, 3)
    (question,) = await look(world)
    await world.run(lambda unit: outcomes.tell(unit, question))
    another = await course_of(world, await world.staff(Role.WORKER))

    async def tell_before(unit: Unit) -> None:
        await outcomes.plan_before(unit, another, siti.person_id)
        before = await outcomes.find(unit, another.id, 0, siti.person_id)
        assert before is not None
        await outcomes.tell(unit, before)

    await world.run(tell_before)
    rows = await world.rows("SELECT month FROM outcomes WHERE state = 'told'")
    assert [row["month"] for row in rows] == [0]
