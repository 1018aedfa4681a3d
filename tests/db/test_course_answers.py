"""Whether "Bisa datang?" still waits for her, on both engines: told, answered, and asked of nothing else since."""

from functools import partial

from conversation.text import _
from db import course_answers, course_reminders
from db.course_answers import Asked
from db.push_buttons import add_push
from db.unit import PushButton, Unit
from domain.courses import Course, Reply
from tests.db.course_world import sessions
from tests.db.office_world import World, world
from tests.db.test_course_reminders import soon

__all__ = ["world"]


async def _asked(world: World, person_id: int) -> Asked | None:
    return await world.run(partial(course_answers.find_asked, person_id=person_id))


async def _said(world: World, course: Course, person_id: int) -> None:
    first = (await sessions(world, course))[0]

    async def job(unit: Unit) -> None:
        course_reminders.reply(unit, first, person_id, Reply.UNSURE)

    await world.run(job)


async def test_before_the_reminder_it_is_known_which_session_but_nothing_was_asked(world: World) -> None:
    siti = await world.woman()
    await soon(world, siti)
    found = await _asked(world, siti.person_id)
    assert found is not None
    assert (found.told, found.answered, found.last) == (False, False, False)
    assert await _asked(world, (await world.woman()).person_id) is None


async def test_an_answer_closes_it_for_this_time_of_the_session_alone(world: World) -> None:
    siti = await world.woman()
    course = await soon(world, siti)
    await _said(world, course, siti.person_id)
    found = await _asked(world, siti.person_id)
    assert found is not None
    assert found.answered
    assert not await world.run(
        lambda unit: course_answers.has_answered(unit, found.session_id, found.moves + 1, siti.person_id)
    )


async def test_another_question_afterwards_is_the_last_one(world: World) -> None:
    siti = await world.woman()
    course = await soon(world, siti)
    first = (await sessions(world, course))[0]

    async def ask(unit: Unit, matter: str) -> None:
        add_push(unit, siti.person_id, PushButton(label=_("Bisa"), talk="bisa_datang", args=()), matter)

    await world.run(partial(ask, matter=first.matter))
    found = await _asked(world, siti.person_id)
    assert found is not None
    assert found.told
    assert found.last
    world.desk.now_ms += 1000
    await world.run(partial(ask, matter="slip:1"))
    found = await _asked(world, siti.person_id)
    assert found is not None
    assert found.told
    assert not found.last
    assert not found.other
    await world.run(partial(ask, matter="loan:1:2"))
    found = await _asked(world, siti.person_id)
    assert found is not None
    assert found.other  # "ga bisa" may be about her instalment
    world.desk.now_ms += course_answers.OTHER_WITHIN_MS
    found = await _asked(world, siti.person_id)
    assert found is not None
    assert not found.other
