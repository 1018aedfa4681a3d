"""Every name in the list of those to be asked is noted, and of a woman without a name her code is shown."""

import pytest

from db import course_tasks
from db.unit import Unit
from domain.course_follow_up import Kind
from domain.roles import Role
from handlers.training import task_steps as steps
from tests.handlers.office_people import add_named
from tests.handlers.training.classes import put_in, step, teach
from tests.handlers.training.company import a_course, companion
from tests.world import MENTARI, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def add(world: World, course: int, name: str) -> None:
    async def job(unit: Unit) -> None:
        actor = await world.actor(unit, name)
        course_tasks.add(unit, course, actor.person_id, Kind.ABSENT, 1, unit.now_ms)

    await world.run(job)


async def test_who_has_no_name_is_shown_by_a_code(world: World) -> None:
    course = await a_course(world, "Siti")
    await world.add("Ani")
    await put_in(world, course, "Ani")
    await companion(world, "Rina")
    for name in ("Siti", "Ani"):
        await add(world, course, name)
    siti, ani = await step(world, "Rina", steps.list_tasks)
    assert siti.name == "Siti"
    assert len(ani.name) == course_tasks.CODE_CHARS
    await world.read_books()
    assert [line for line in world.audit if "list course_task" in line] == [
        "Rina list course_task Siti",
        "Rina list course_task Ani",
    ]


async def test_in_a_group_she_is_called_as_the_book_has_her(world: World) -> None:
    await add_named(world, "Cucu", "Cucu", Role.CHAIR)
    course = await teach(world, "Tenun", group=MENTARI)
    await world.add("Neneng", Role.MEMBER)  # the book knows her name, she never said it
    await put_in(world, course, "Neneng")
    await add(world, course, "Neneng")
    (line,) = await step(world, "Cucu", steps.list_tasks)
    assert line.name == "Neneng"
    assert (await step(world, "Cucu", steps.open_task, line.task_id)).name == "Neneng"


@pytest.mark.parametrize("kind", [Kind.MOOD, Kind.WANTS_TALK])
async def test_the_audit_does_not_say_that_it_is_about_how_she_feels(world: World, kind: Kind) -> None:
    course = await a_course(world, "Siti")
    await companion(world, "Rina", course)

    async def begin(unit: Unit) -> None:
        siti = await world.actor(unit, "Siti")
        course_tasks.add(unit, course, siti.person_id, kind, 1, unit.now_ms)

    await world.run(begin)
    (waiting,) = await step(world, "Rina", steps.list_tasks)
    await step(world, "Rina", steps.open_task, waiting.task_id)
    await step(world, "Rina", steps.finish, waiting.task_id, "")
    await world.read_books()
    noted = [line for line in world.audit if "course_task" in line]
    assert [line.split()[1] for line in noted] == ["list", "read", "write"]
    assert not any(word in line for line in noted for word in ("mood", "talk"))
