"""What the question after two absences reads and writes: her own sessions, and one word to whoever leads."""

import pytest

from db import course_tasks
from db.unit import Unit
from domain.course_follow_up import Kind
from domain.refusals import NotAllowed
from handlers.training.absent_steps import asking, find_missed, note_stays, say_came
from tests.handlers.training.classes import step
from tests.handlers.training.company import first_session
from tests.handlers.training.sitting import TODAY, a_class_now, take_list
from tests.handlers.training.test_attendance_steps import person
from tests.world import World


async def asked(world: World) -> int:
    """Sri was missed in the first session, and was asked."""
    course = await a_class_now(world, "Siti", "Sri")
    await take_list(world, course, 1, "Siti")
    sri = await person(world, "Sri")

    async def ask(unit: Unit) -> None:
        course_tasks.add(unit, course, sri, Kind.ABSENT, 1, unit.now_ms)

    await world.run(ask)
    return course


async def test_only_she_is_asked_and_only_of_what_she_was_missed_in(world: World) -> None:
    course = await asked(world)
    found = await step(world, "Sri", find_missed, course, 1)
    assert found is not None
    assert [each.day for each in found.sessions] == [TODAY]
    assert await step(world, "Siti", find_missed, course, 1) is None
    assert await step(world, "Sri", find_missed, course, 2) is None
    assert await step(world, "Sri", find_missed, 1, 1) is None


async def test_a_word_about_a_session_she_was_not_missed_in_is_not_taken(world: World) -> None:
    course = await asked(world)
    first, second = await first_session(world, course), await first_session(world, course, 2)
    with pytest.raises(NotAllowed):
        await step(world, "Sri", say_came, course, 1, (second.id,))
    with pytest.raises(NotAllowed):
        await step(world, "Siti", say_came, course, 1, (first.id,))
    with pytest.raises(NotAllowed):
        await step(world, "Siti", note_stays, course, 1)
    await step(world, "Sri", say_came, course, 1, (first.id,))
    await world.read_books()
    assert "Sri write attendance Sri says that she came" in world.audit


async def test_who_has_left_is_asked_nothing(world: World) -> None:
    course = await asked(world)

    async def leave(unit: Unit) -> None:
        unit.write("UPDATE course_participants SET state = 'left' WHERE course_id = $1", course)

    await world.run(leave)
    assert await step(world, "Sri", find_missed, course, 1) is None


def test_whose_name_is_not_known_is_one_of_them() -> None:
    assert "Satu peserta" in asking("", "Kue kering", TODAY).message
    assert asking("Sri", "Kue kering", TODAY).values["name"] == "Sri"
