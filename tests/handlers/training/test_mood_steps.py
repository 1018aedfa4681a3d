"""Faces are read by the companions of the course alone; who is not in the course keeps none there."""

import pytest

from domain.moods import Face
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.training import mood_steps as steps
from tests.handlers.training.classes import put_in, step
from tests.handlers.training.company import a_course, companion, tasks
from tests.world import Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def person(world: World, name: str) -> int:
    return (await world.run(lambda unit: world.actor(unit, name))).person_id


async def test_no_worker_trainer_supervisor_admin_or_other_companion_reads_a_face(world: World) -> None:
    course = await a_course(world, "Siti", "Tati")
    await companion(world, "Rina", course)
    await step(world, "Siti", steps.keep_face, course, 0, Face.HEAVY)
    siti = await person(world, "Siti")
    others = {
        "Pekerja": Role.WORKER,
        "Pelatih": Role.TRAINER,
        "Kepala": Role.SUPERVISOR,
        "Admin": Role.ADMIN,
        "Dewi": Role.COMPANION,
    }
    for name, role in others.items():
        await world.add(name, role)
    for name in (*others, "Tati", "Siti"):
        assert await step(world, name, steps.find_accompanied) == ()
        for job, args in ((steps.list_women, ()), (steps.read_faces, (siti,))):
            with pytest.raises(NotAllowed):
                await step(world, name, job, course, *args)
    assert [each.face for each in await step(world, "Rina", steps.read_faces, course, siti)] == [Face.HEAVY]


async def test_who_is_not_in_the_course_or_has_nobody_to_read_it_keeps_no_face(world: World) -> None:
    course = await a_course(world, "Siti")
    with pytest.raises(NotAllowed):
        await step(world, "Siti", steps.keep_face, course, 0, Face.GOOD)  # nobody would read it
    await companion(world, "Rina", course)
    await world.add("Ani")
    for job, args in ((steps.keep_face, (0, Face.GOOD)), (steps.ask_for_talk, ()), (steps.find_reader, ())):
        with pytest.raises(NotAllowed):
            await step(world, "Ani", job, course, *args)


async def test_a_companion_who_learns_in_the_course_does_not_read_herself(world: World) -> None:
    course = await a_course(world, "Siti")
    await companion(world, "Rina", course)
    await put_in(world, course, "Rina")
    with pytest.raises(NotAllowed):
        await step(world, "Rina", steps.keep_face, course, 0, Face.HEAVY)
    assert await step(world, "Rina", steps.find_courses) != ()


async def test_however_often_it_is_heavy_one_task_waits(world: World) -> None:
    course = await a_course(world, "Siti")
    await companion(world, "Rina", course)
    for _time in range(4):
        await step(world, "Siti", steps.keep_face, course, 0, Face.HEAVY)
        await world.pass_time(24 * 3600)
    for _time in range(2):
        await step(world, "Siti", steps.ask_for_talk, course)
    assert sorted(line.split()[1] for line in await tasks(world)) == ["mood", "wants_talk"]


async def test_the_name_of_the_only_reader_is_told_and_of_two_none(world: World) -> None:
    course = await a_course(world, "Siti")
    await companion(world, "Rina", course)
    assert await step(world, "Siti", steps.find_reader, course) == "Rina"
    await companion(world, "Dewi", course)
    assert await step(world, "Siti", steps.find_reader, course) == ""
