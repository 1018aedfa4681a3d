"""Her copy has all that is kept of her courses, opened; nobody else is in it, and an office's copy has no faces."""

from dataclasses import replace
from functools import partial

from db import own_data, own_training
from db.own_training import OwnSession, OwnTraining
from db.people import Actor
from db.unit import Unit
from domain.board import Side as PostSide
from domain.course_evaluations import Face as Judged
from domain.course_evaluations import Faces
from domain.courses import Part, Reply, Topic
from domain.moods import Face
from domain.roles import Role
from domain.skills import Side
from domain.training_outcomes import Help, Income
from domain.zones import WITA
from tests.db.course_traces import CAN, LEFT, NAMED, POSTED, leave_traces
from tests.db.course_world import add_group, course_of, join, leader, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


async def collect(world: World, woman: Actor, office: int | None = None) -> OwnTraining:
    async def job(unit: Unit) -> OwnTraining:
        return (await own_data.collect(unit, woman.person_id, organisation_id=office)).training

    return await world.run(job)


async def two_in_one(world: World) -> tuple[Actor, Actor, int]:
    """Two women who have done everything in one course, and the moment of its first session."""
    siti, yuyun = await world.woman(), await world.woman()
    course = await course_of(world, await world.staff(Role.WORKER))
    first = (await sessions(world, course))[0]
    for woman, other in ((siti, yuyun), (yuyun, siti)):
        step = partial(leave_traces, course_id=course.id, session_id=first.id)
        await world.run(partial(step, person_id=woman.person_id, other=other.person_id), by=woman)
    return siti, yuyun, first.start_ms


async def test_all_that_she_did_and_said_is_there_opened(world: World) -> None:
    siti, _yuyun, begins_ms = await two_in_one(world)
    found = await collect(world, siti)
    (course,) = found.courses
    assert (course.title, course.giver, course.part, course.left_why, course.zone) == (
        "Kue kering",
        "Kantor Contoh",
        Part.LEFT,
        LEFT,
        WITA,
    )
    assert course.sessions == (OwnSession(start_ms=begins_ms, came=True, reply=Reply.GOD_WILLING),)
    assert (course.reminded, course.asked_ms, course.company) == (1, (world.desk.now_ms,), True)
    assert found.trained == ("Kue kering",)
    assert [(each.name, each.body.title) for each in found.certificates] == [(NAMED, "Kue kering")]
    assert [(each.side, each.topic, each.words) for each in found.skills] == [(Side.CAN, Topic.OTHER, CAN)]
    assert found.faces == ((world.desk.now_ms, Face.HEAVY),)
    assert found.evaluations == (("Kue kering", Faces(useful=Judged.GLAD, clear=Judged.PLAIN)),)
    (outcome,) = found.outcomes
    assert (outcome.month, outcome.answers.income, outcome.answers.help) == (3, Income.UP, (Help.BUYERS,))
    assert [(side, words) for _, side, words in found.posts] == [(PostSide.CAN, POSTED)]


async def test_an_office_hands_over_what_its_staff_may_read_and_nothing_of_another_office(
    world: World,
) -> None:
    siti, _yuyun, _begins_ms = await two_in_one(world)
    found = await collect(world, siti, world.office)
    assert found == replace(
        await collect(world, siti), skills=(), faces=(), evaluations=(), outcomes=(), posts=()
    )
    other = await world.add_office("Kantor lain", "batu")
    assert await collect(world, siti, other) == OwnTraining()


async def test_what_a_group_teaches_is_no_office_s_and_what_was_practised_is_nobody_s(world: World) -> None:
    mentari, invented = await add_group(world), await add_group(world, practice_of=5)
    siti = await world.woman()
    for group_id, practice in ((mentari, 0), (invented, invented)):
        course = await course_of(
            world,
            await leader(world, group_id, practice=practice),
            group_id=group_id,
            title=f"Kelas {practice}",
        )
        await join(world, course, siti)
    assert [each.title for each in (await collect(world, siti)).courses] == ["Kelas 0"]
    assert await collect(world, siti, world.office) == OwnTraining()


async def test_whoever_has_done_nothing_has_nothing(world: World) -> None:
    assert await collect(world, await world.woman()) == OwnTraining()
    assert await world.run(lambda unit: own_training.collect(unit, ())) == OwnTraining()


async def test_what_stands_under_another_record_of_hers_is_there_too(world: World) -> None:
    siti, yuyun, _begins_ms = await two_in_one(world)

    async def same(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", yuyun.person_id, siti.person_id)

    await world.run(same)
    found = await collect(world, siti)
    assert (len(found.courses), len(found.faces), len(found.certificates)) == (2, 2, 2)
