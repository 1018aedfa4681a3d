"""One certificate counts a woman and course, its name opens for her alone, and a number tells nobody's name."""

import pytest

from db import certificates, courses
from db.certificates import Certificate
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.certificates import LOOKS_A_DAY_MAX, Body, Reason, State, TooManyLooks, is_sound, number_of
from domain.courses import Course
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from tests.db.course_world import DAY_MS, course_of, join, sessions
from tests.db.office_world import World, world

__all__ = ["world"]


async def over(world: World, *women: Actor) -> tuple[Actor, Course]:
    """A course of four Wednesdays with these women, which has ended, and who made it."""
    by = await world.staff(Role.WORKER)
    course = await course_of(world, by)
    for woman in women:
        await join(world, course, woman)
    world.desk.now_ms = (await sessions(world, course))[-1].start_ms + DAY_MS
    await world.run(lambda unit: courses.end(unit, course), by=by)
    return by, course


async def grant(world: World, by: Actor, course: Course, *women: Actor) -> list[Certificate]:
    return await world.run(
        lambda unit: certificates.grant(unit, course, [each.person_id for each in women]), by=by
    )


async def written(world: World, name: str = "Siti Aminah") -> tuple[Actor, Actor, Certificate]:
    """Who gave it, whose it is, and the paper with her name."""
    siti = await world.woman()
    by, course = await over(world, siti)
    (granted,) = await grant(world, by, course, siti)
    await world.run(lambda unit: certificates.write_name(unit, granted, name), by=siti)
    return by, siti, await world.run(lambda unit: certificates.get(unit, granted.id))


async def test_what_it_says_is_copied_from_the_course_and_its_number_is_sound(world: World) -> None:
    _by, siti, paper = await written(world)
    assert (paper.name, paper.state, paper.version) == ("Siti Aminah", State.VALID, 1)
    assert is_sound(paper.number)
    assert paper.body.title == "Kue kering"
    assert (paper.body.first.isoformat(), paper.body.last.isoformat(), paper.body.sessions) == (
        "2026-02-04",
        "2026-02-25",
        4,
    )
    assert paper.body.demo, "the office is an example"
    (own,) = await world.run(lambda unit: certificates.list_own(unit, siti.person_id))
    assert own == paper


async def test_nobody_has_two_that_count(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    by, course = await over(world, siti, yuyun)
    assert len(await grant(world, by, course, siti)) == 1
    assert [each.person_id for each in await grant(world, by, course, siti, yuyun, yuyun)] == [
        yuyun.person_id
    ]
    assert await grant(world, by, course, siti, yuyun) == []


async def test_a_name_is_written_once_and_then_only_anew(world: World) -> None:
    _by, siti, paper = await written(world)
    with pytest.raises(Changed):
        await world.run(lambda unit: certificates.write_name(unit, paper, "Orang Lain"), by=siti)
    new = await world.run(lambda unit: certificates.write_anew(unit, paper), by=siti)
    assert (new.version, new.number != paper.number, new.body) == (2, True, paper.body)
    old = await world.run(lambda unit: certificates.get(unit, paper.id))
    assert (old.state, old.reason, old.name) == (State.WITHDRAWN, Reason.NAME, "Siti Aminah")
    with pytest.raises(Changed):
        await world.run(lambda unit: certificates.withdraw(unit, old, Reason.MISTAKE), by=siti)


async def test_it_is_hers_alone(world: World) -> None:
    _by, _siti, paper = await written(world)
    other = await world.woman()
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: certificates.get_own(unit, paper.id, other.person_id), by=other)
    with pytest.raises(NotAllowed):
        await world.run(lambda unit: certificates.get(unit, 1))
    assert await world.run(lambda unit: certificates.list_own(unit, other.person_id)) == []


async def test_a_number_says_what_it_is_of_and_not_whose(world: World) -> None:
    by, siti, paper = await written(world)
    yuyun = await world.woman()

    async def look(unit: Unit) -> tuple[State, Body] | None:
        return await certificates.look_up(unit, paper.number)

    assert await world.run(look, by=yuyun) == (State.VALID, paper.body)
    assert "Siti" not in str(paper.body)
    await world.run(lambda unit: certificates.withdraw(unit, paper, Reason.MISTAKE), by=by)
    assert await world.run(look, by=yuyun) == (State.WITHDRAWN, paper.body)
    assert await world.run(lambda unit: certificates.look_up(unit, number_of("22222")), by=siti) is None


async def test_so_many_looks_a_day_of_each_person(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()

    async def look(unit: Unit) -> object:
        return await certificates.look_up(unit, number_of("22222"))

    for _look in range(LOOKS_A_DAY_MAX):
        assert await world.run(look, by=siti) is None
    with pytest.raises(TooManyLooks):
        await world.run(look, by=siti)
    assert await world.run(look, by=yuyun) is None
    world.desk.now_ms += DAY_MS
    assert await world.run(look, by=siti) is None
    rows = await world.rows("SELECT looks FROM certificate_looks")
    assert [row["looks"] for row in rows] == [1], "the days before are forgotten"


async def test_the_name_is_gone_with_her_key(world: World) -> None:
    _by, siti, paper = await written(world)
    await world.desk.storage.vault.destroy([owner_of(siti.person_id)])
    found = await world.run(lambda unit: certificates.get(unit, paper.id))
    assert found.name == ""


async def test_how_often_each_came_is_counted_where_it_was_written_down(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    _by, course = await over(world, siti, yuyun)
    assert await world.run(lambda unit: certificates.attendance(unit, course.id)) == (0, {})
    found = await sessions(world, course)

    async def note(unit: Unit) -> None:
        for session, woman, came in ((0, siti, 1), (1, siti, 1), (1, yuyun, 0)):
            unit.write(
                "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
                " VALUES ($1, $2, $3, 'staff', 0, 0)",
                found[session].id,
                woman.person_id,
                came,
            )

    await world.run(note)
    counted, came = await world.run(lambda unit: certificates.attendance(unit, course.id))
    assert (counted, came) == (2, {siti.person_id: 2, yuyun.person_id: 0})
