"""The clock asks only whom it may; her answers are written once, by herself; a person hears of her only if she says so."""

from dataclasses import replace

import pytest

from db import consents, courses, outcomes, people
from db.outcomes import Question
from db.people import Actor
from db.unit import Unit
from domain.courses import Course
from domain.purposes import Answer, ConsentMissing, Controller, ProcessingPaused, Purpose, Side
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from domain.training_outcomes import Answers, Help, Income, State
from handlers.names import OUTCOME
from handlers.training import outcome_steps as steps
from tests.db.course_world import DAY_MS, course_of, join, leave, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

MONEY = Answers(help=(Help.MONEY,)).body()


async def say(world: World, woman: Actor, given: Answer) -> None:
    """What she says to the office's courses."""
    office = Controller(side=Side.OFFICE, id=world.office, name="Kantor Contoh")

    async def job(unit: Unit) -> None:
        consents.answer(
            unit, woman.person_id, Purpose.TRAINING, office, version="1", text="", given=given.value
        )

    await world.run(job, by=woman)


async def over(world: World, *women: Actor) -> Course:
    """A course that is over, in which these were, with their yes."""
    by = await world.staff(Role.WORKER)
    course = await course_of(world, by)
    for woman in women:
        await join(world, course, woman)
        await say(world, woman, Answer.YES)
    world.desk.now_ms = (await sessions(world, course))[-1].start_ms + 3_600_000
    await world.run(lambda unit: courses.end(unit, course), by=by)
    return course


async def look(world: World, *, after_days: int = 0) -> list[int]:
    """Whom the clock asks then."""
    world.desk.now_ms += after_days * DAY_MS
    while await world.run(steps.look_around):
        pass
    return [each.person_id for each in world.told]


async def state(world: World, course: Course, woman: Actor, month: int = 1) -> State | None:
    found = await world.run(lambda unit: outcomes.find(unit, course.id, month, woman.person_id))
    return None if found is None else found.state


async def question(world: World, course: Course, woman: Actor, month: int = 1) -> Question:
    found = await world.run(lambda unit: outcomes.find(unit, course.id, month, woman.person_id))
    assert found is not None
    return found


async def test_who_may_be_asked_is_asked_once_with_three_buttons(world: World) -> None:
    siti = await world.woman()
    course = await over(world, siti)
    assert await look(world) == []
    assert await look(world, after_days=29) == [siti.person_id]
    (told,) = world.told
    assert [button.talk for button in told.buttons] == [OUTCOME] * 3
    assert [button.args for button in told.buttons] == [
        (course.id, 1, each) for each in ("ask", "later", "stop")
    ]
    assert told.matter == (await question(world, course, siti)).matter
    assert await look(world) == []


async def test_who_said_no_since_or_wants_to_be_left_alone_is_not_asked(world: World) -> None:
    siti, yuyun, neneng = await world.woman(), await world.woman(), await world.woman()
    course = await over(world, siti, yuyun, neneng)
    await look(world)
    await say(world, siti, Answer.WITHDRAWN)

    async def pause(unit: Unit) -> None:
        consents.set_paused(unit, yuyun.person_id, True)

    await world.run(pause)
    assert await look(world, after_days=29) == [neneng.person_id]
    assert await state(world, course, siti) is State.DROPPED
    assert await state(world, course, yuyun) is State.DROPPED


async def test_after_two_days_down_she_is_asked_and_after_two_months_no_more(world: World) -> None:
    siti = await world.woman()
    course = await over(world, siti)
    await look(world)
    assert await look(world, after_days=31) == [siti.person_id]
    assert await look(world, after_days=60 + 31) == []
    assert await state(world, course, siti, 3) is State.DROPPED


async def test_with_the_clock_set_back_nobody_is_asked_twice(world: World) -> None:
    siti = await world.woman()
    await over(world, siti)
    await look(world)
    assert await look(world, after_days=29) == [siti.person_id]
    assert await look(world, after_days=-3) == []
    assert await look(world, after_days=3) == []


async def test_before_the_course_only_who_has_a_place_is_asked(world: World) -> None:
    siti, yuyun, neneng = await world.woman(), await world.woman(), await world.woman()
    course = await course_of(world, await world.staff(Role.WORKER), capacity=2)
    for woman in (siti, neneng, yuyun):
        await join(world, course, woman)
        await say(world, woman, Answer.YES)
        await own_phone(world, woman)
        await world.run(lambda unit, woman=woman: steps.plan_before(unit, course, woman.person_id), by=woman)  # type: ignore[misc]
    world.desk.now_ms += DAY_MS
    assert await look(world) == [siti.person_id, neneng.person_id]
    assert await state(world, course, yuyun, 0) is State.WAITING, "perhaps a place becomes free"
    assert await leave(world, course, siti) is not None
    assert await look(world, after_days=1) == [yuyun.person_id]
    assert await look(world, after_days=30) == []


async def own_phone(world: World, woman: Actor) -> None:
    async def job(unit: Unit) -> None:
        people.set_phone(unit, woman.account_id, "own")

    await world.run(job, by=woman)


async def test_on_a_phone_that_others_read_what_was_before_waits_until_she_looks(world: World) -> None:
    ani = await world.woman()
    course = await course_of(world, await world.staff(Role.WORKER))
    await join(world, course, ani)
    await say(world, ani, Answer.YES)
    await world.run(lambda unit: steps.plan_before(unit, course, ani.person_id), by=ani)
    assert await look(world, after_days=1) == [], "the one neutral sentence is kept for the class itself"
    found = await world.run(lambda unit: outcomes.find_open(unit, ani.person_id), by=ani)
    assert found is not None
    assert found.state is State.TOLD, "under her schedule stands Kabar usaha"


async def test_her_answers_are_hers_and_written_once(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await over(world, siti)
    await look(world)
    await look(world, after_days=29)

    async def keep(unit: Unit) -> None:
        await steps.keep_answers(unit, course.id, 1, MONEY, True)

    for other in (yuyun, replace(siti, profiles=True, inside=False)):
        with pytest.raises(NotAllowed):
            await world.run(keep, by=other)
    await world.run(keep, by=siti)
    assert await state(world, course, siti) is State.ANSWERED
    with pytest.raises(Changed):
        await world.run(keep, by=siti)
    tasks = await world.rows("SELECT person_id, kind, n FROM course_tasks")
    assert tasks == [{"person_id": siti.person_id, "kind": "wants_talk", "n": 1}]


async def test_without_her_yes_nothing_is_written(world: World) -> None:
    siti = await world.woman()
    course = await over(world, siti)
    await look(world)
    await look(world, after_days=29)

    async def keep(unit: Unit) -> None:
        await steps.keep_answers(unit, course.id, 1, MONEY, False)

    await say(world, siti, Answer.WITHDRAWN)
    with pytest.raises(ConsentMissing):
        await world.run(keep, by=siti)
    await say(world, siti, Answer.YES)

    async def pause(unit: Unit) -> None:
        consents.set_paused(unit, siti.person_id, True)

    await world.run(pause)
    with pytest.raises(ProcessingPaused):
        await world.run(keep, by=siti)


async def test_nobody_hears_of_a_wish_to_talk_that_has_no_subject(world: World) -> None:
    assert not steps.may_talk(Answers(income=Income.DOWN))
    assert not steps.may_talk(Answers(help=(Help.NOTHING,)))
    assert steps.may_talk(Answers(help=(Help.NOTHING, Help.MONEY)))
    siti = await world.woman()
    course = await over(world, siti)
    await look(world)
    await look(world, after_days=29)
    await world.run(lambda unit: steps.keep_answers(unit, course.id, 1, {}, True), by=siti)
    assert await world.rows("SELECT 1 AS one FROM course_tasks") == []


async def test_stop_ends_every_course_and_every_month(world: World) -> None:
    siti = await world.woman()
    course = await over(world, siti)
    await look(world)
    await look(world, after_days=29)
    await world.run(lambda unit: steps.stop_asking(unit, course.id, 1), by=siti)
    assert {await state(world, course, siti, month) for month in (1, 3, 6, 12)} == {State.DROPPED}
    here = await world.run(lambda unit: steps.find_here(unit, 0, 0), by=siti)
    assert here is None
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.stop_asking(unit, course.id, 1), by=siti)
