"""Only who keeps the course gives, prints and takes back; only she says how her name is written; at most three times."""

import pytest

from db import certificates, courses
from db.people import Actor
from db.unit import Unit
from domain.certificates import VERSIONS_MAX, State
from domain.courses import Course
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from handlers.training import certificate_steps as steps
from tests.db.course_world import DAY_MS, add_group, course_of, join, leader, leave, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


async def over(
    world: World, *women: Actor, by: Actor | None = None, group_id: int | None = None
) -> tuple[Actor, Course]:
    """A course that is over, and who keeps it."""
    keeper = by or await world.staff(Role.WORKER)
    course = await course_of(world, keeper, group_id=group_id)
    for woman in women:
        await join(world, course, woman)
    world.desk.now_ms = (await sessions(world, course))[-1].start_ms + DAY_MS
    await world.run(lambda unit: courses.end(unit, course), by=keeper)
    return keeper, course


async def give(world: World, by: Actor, course: Course, *women: Actor) -> int:
    return await world.run(
        lambda unit: steps.give_to(unit, course.id, [each.person_id for each in women]), by=by
    )


async def test_nobody_but_who_keeps_the_course_gives_prints_or_takes_back(world: World) -> None:
    siti = await world.woman()
    keeper, course = await over(world, siti)
    await give(world, keeper, course, siti)
    (paper,) = await world.run(lambda unit: certificates.list_of_course(unit, course.id))
    await world.run(lambda unit: steps.write_name(unit, paper.id, "Siti Aminah"), by=siti)
    elsewhere = await world.add_office("Kantor lain", "batu")
    for other in (
        await world.staff(Role.WORKER, office=elsewhere),
        await world.staff(Role.TRAINER),
        await world.staff(Role.COMPANION),
        await world.staff(Role.ADMIN),
        await world.woman(),
        siti,
    ):
        for job in (
            lambda unit: steps.give_to(unit, course.id, [siti.person_id]),
            lambda unit: steps.print_for(unit, paper.id),
            lambda unit: steps.withdraw(unit, paper.id),
            lambda unit: steps.note_reading(unit, course.id),
            lambda unit: steps.open_sheet(unit, course.id),
        ):
            with pytest.raises(NotAllowed):
                await world.run(job, by=other)
        assert await world.run(steps.list_kept, by=other) == ()
    await world.run(lambda unit: steps.print_for(unit, paper.id), by=keeper)
    (told,) = world.told
    assert told.paper is not None
    assert (told.person_id, told.paper.args) == (keeper.person_id, (paper.id,))


async def test_who_left_before_the_end_gets_none_and_each_is_told_once(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    keeper = await world.staff(Role.WORKER)
    course = await course_of(world, keeper)
    for woman in (siti, yuyun):
        await join(world, course, woman)
    await leave(world, course, yuyun)
    world.desk.now_ms = (await sessions(world, course))[-1].start_ms + DAY_MS
    with pytest.raises(Changed):
        await give(world, keeper, course, siti)  # it is not over
    await world.run(lambda unit: courses.end(unit, course), by=keeper)
    assert await give(world, keeper, course, siti, yuyun) == 1
    assert [each.person_id for each in world.told] == [siti.person_id]
    assert await give(world, keeper, course, siti, yuyun) == 0
    assert world.told == []


async def test_only_she_writes_her_name_and_only_as_a_name(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    keeper, course = await over(world, siti)
    await give(world, keeper, course, siti)
    (paper,) = await world.run(lambda unit: certificates.list_of_course(unit, course.id))
    for other in (yuyun, keeper):
        with pytest.raises(NotAllowed):
            await world.run(lambda unit: steps.write_name(unit, paper.id, "Siti"), by=other)
    for odd in ("", "siti aminah", "Siti 2", "Petugas"):
        with pytest.raises(Changed):
            await world.run(lambda unit, odd=odd: steps.write_name(unit, paper.id, odd), by=siti)  # type: ignore[misc]
    await world.run(lambda unit: steps.write_name(unit, paper.id, "Siti Aminah"), by=siti)
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.write_name(unit, paper.id, "Siti Lain"), by=siti)


async def test_it_is_written_anew_three_times_at_most(world: World) -> None:
    siti = await world.woman()
    keeper, course = await over(world, siti)
    await give(world, keeper, course, siti)
    (paper,) = await world.run(lambda unit: certificates.list_of_course(unit, course.id))
    current = paper.id
    for _version in range(VERSIONS_MAX - 1):
        await world.run(lambda unit, at=current: steps.write_name(unit, at, "Siti Aminah"), by=siti)  # type: ignore[misc]
        current = await world.run(lambda unit, at=current: steps.write_anew(unit, at), by=siti)  # type: ignore[misc]
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.write_anew(unit, current), by=siti)  # it has no name yet
    await world.run(lambda unit: steps.write_name(unit, current, "Siti Aminah"), by=siti)
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.write_anew(unit, current), by=siti)
    found = await world.run(lambda unit: certificates.list_own(unit, siti.person_id))
    assert [each.state for each in found] == [State.VALID]


async def test_in_a_practice_certificates_are_given_and_nobody_is_told(world: World) -> None:
    siti = await world.woman()
    group_id = await add_group(world, practice_of=1)
    chair = await leader(world, group_id, practice=group_id)
    keeper, course = await over(world, siti, by=chair, group_id=group_id)
    assert await give(world, keeper, course, siti) == 1
    assert world.told == []
    (paper,) = await world.run(lambda unit: certificates.list_of_course(unit, course.id))
    assert paper.body.demo


async def test_who_gives_sees_how_often_each_came_and_that_reading_is_noted(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    keeper, course = await over(world, siti, yuyun)
    found = await sessions(world, course)

    async def note(unit: Unit) -> None:
        for session in found[:3]:
            unit.write(
                "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
                " VALUES ($1, $2, 1, 'staff', 0, 0)",
                session.id,
                siti.person_id,
            )

    await world.run(note)
    await world.run(lambda unit: steps.note_reading(unit, course.id), by=keeper)
    sheet = await world.run(lambda unit: steps.open_sheet(unit, course.id), by=keeper)
    assert [(each.person_id, each.came, each.sessions) for each in sheet.women] == [
        (siti.person_id, 3, 3),
        (yuyun.person_id, 0, 3),
    ]
    assert sheet.first == (siti.person_id,)
    assert await world.audited("list", "course") == [
        (keeper.person_id, siti.person_id),
        (keeper.person_id, yuyun.person_id),
    ]
