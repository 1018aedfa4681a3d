"""One session changes: as it was seen, told at once, and who waits may move up where the class lasts longer."""

from datetime import date
from functools import partial

import pytest

from db.people import Actor
from db.unit import Unit
from domain.course_refusals import SessionOver, SessionTooEarly
from domain.courses import Course, Session, SessionState
from domain.refusals import Changed, NotAllowed
from domain.roles import Role
from handlers.training import change_steps as steps
from tests.db.course_world import (
    DAY_MS,
    HOUR_MS,
    NINE,
    TOMORROW,
    add_group,
    course_of,
    join,
    leader,
    sessions,
    weeks,
)
from tests.db.office_world import World, world

__all__ = ["world"]

FRIDAY = date(2026, 2, 6)


@pytest.fixture
async def rina(world: World) -> Actor:
    return await world.staff(Role.WORKER)


async def first(world: World, course: Course) -> Session:
    return (await sessions(world, course))[0]


async def test_sessions_to_come_are_those_she_leads(world: World, rina: Actor) -> None:
    tuti = await world.staff(Role.TRAINER)
    hers = await course_of(world, rina, trainers=(tuti.person_id,), days=weeks(2))
    other = await course_of(world, rina, title="Menjahit", days=weeks(1, FRIDAY))

    async def listed(
        by: Actor, session_id: int, course_id: int, day: date | None = None
    ) -> list[tuple[str, int]]:
        found = await world.run(lambda unit: steps.list_coming(unit, session_id, course_id, day), by=by)
        return [(each.title, each.begins.day) for each in found]

    assert await listed(rina, 0, 0) == [("Kue kering", 4), ("Menjahit", 6), ("Kue kering", 11)]
    assert await listed(tuti, 0, 0) == [("Kue kering", 4), ("Kue kering", 11)]
    assert await listed(tuti, 0, hers.id) == [("Kue kering", 4), ("Kue kering", 11)]
    assert await listed(rina, (await first(world, other)).id, 0) == [("Menjahit", 6)]
    assert await listed(rina, 0, 0, day=FRIDAY) == [("Menjahit", 6)]
    assert len(await listed(rina, 0, 0, day=date(2026, 2, 5))) == 3  # none of that day: those there are
    with pytest.raises(NotAllowed):
        await listed(tuti, 0, other.id)
    assert await world.run(steps.find_today, by=rina) == date(2026, 2, 3)


async def test_of_a_large_office_the_session_of_a_day_far_off_is_found(world: World, rina: Actor) -> None:
    for title in ("Kue kering", "Menjahit"):
        await course_of(world, rina, title=title, days=weeks(40))
    last = weeks(40)[-1]
    found = await world.run(lambda unit: steps.list_coming(unit, 0, 0, last), by=rina)
    assert {(each.title, each.begins.date()) for each in found} == {("Kue kering", last), ("Menjahit", last)}
    assert (
        len(await world.run(lambda unit: steps.list_coming(unit, 0, 0, None), by=rina)) == steps.OFFERED_MAX
    )


async def test_how_many_hear_of_it_and_in_a_practice_nobody(world: World, rina: Actor) -> None:
    course = await course_of(world, rina)
    await join(world, course, await world.woman())
    assert await world.run(lambda unit: steps.count_told(unit, course.id), by=rina) == steps.Told(
        people=1, practice=False
    )
    group_id = await add_group(world, practice_of=rina.person_id)
    chair = await leader(world, group_id, practice=group_id)
    tried = await course_of(world, chair, group_id=group_id)
    assert (await world.run(lambda unit: steps.count_told(unit, tried.id), by=chair)).practice


async def test_what_speaks_against_another_time(world: World, rina: Actor) -> None:
    course = await course_of(world, rina)
    session = await first(world, course)

    async def against(day: date, minute: int) -> steps.Against:
        return await world.run(
            lambda unit: steps.look_against(unit, course.id, session.id, day, minute), by=rina
        )

    free = steps.Against(over=False, beside=False, holiday="")
    assert await against(FRIDAY, NINE) == free
    assert await against(TOMORROW, NINE + 30) == free  # its own hour is not in its way
    assert (await against(date(2026, 2, 11), NINE + 60)).beside
    assert (await against(date(2026, 2, 3), NINE)).over
    assert (await against(date(2026, 2, 17), NINE)).holiday == "Tahun Baru Imlek"


async def test_called_off_with_its_reason_and_told(world: World, rina: Actor) -> None:
    course = await course_of(world, rina)
    woman = await world.woman()
    await join(world, course, woman)
    session = await first(world, course)
    await world.run(lambda unit: steps.call_off(unit, session.id, 0, "pelatih sakit"), by=rina)
    told = [each.person_id for each in world.told]
    now = await first(world, course)
    assert (now.state, now.reason) == (SessionState.CANCELLED, "pelatih sakit")
    assert told == [woman.person_id]
    with pytest.raises(SessionOver):
        await world.run(lambda unit: steps.call_off(unit, session.id, 0, ""), by=rina)


async def test_a_reason_that_betrays_and_a_session_seen_otherwise_are_refused(
    world: World, rina: Actor
) -> None:
    session = await first(world, await course_of(world, rina))
    for moves, reason in ((0, "banyak korban"), (1, "hujan")):
        with pytest.raises(Changed):
            await world.run(
                partial(steps.call_off, session_id=session.id, moves=moves, reason=reason), by=rina
            )
    with pytest.raises(Changed):
        await world.run(lambda unit: steps.set_place(unit, session.id, 0, "t.me/tempat"), by=rina)


async def test_moved_to_another_day_and_to_another_place(world: World, rina: Actor) -> None:
    course = await course_of(world, rina)
    await join(world, course, await world.woman())
    session = await first(world, course)
    await world.run(lambda unit: steps.move(unit, session.id, 0, FRIDAY, NINE + 60), by=rina)
    assert len(world.told) == 1
    moved = next(each for each in await sessions(world, course) if each.id == session.id)
    assert (moved.begins(course.zone).date(), moved.begins(course.zone).hour, moved.moves) == (FRIDAY, 10, 1)
    await world.run(lambda unit: steps.set_place(unit, session.id, 1, "Balai RW"), by=rina)
    again = next(each for each in await sessions(world, course) if each.id == session.id)
    assert (again.place, again.start_ms) == ("Balai RW", moved.start_ms)
    with pytest.raises(SessionTooEarly):
        await world.run(lambda unit: steps.move(unit, session.id, 2, date(2026, 2, 3), NINE), by=rina)


async def test_who_waits_moves_up_where_the_last_session_is_later(world: World, rina: Actor) -> None:
    course = await course_of(world, rina, capacity=1, days=weeks(1))
    one, two = await world.woman(), await world.woman()
    await join(world, course, one)
    await join(world, course, two)
    session = await first(world, course)
    world.desk.now_ms = session.start_ms - HOUR_MS  # nobody moves up any more

    async def give_back(unit: Unit) -> None:
        unit.write("UPDATE course_participants SET state = 'left' WHERE person_id = $1", one.person_id)

    await world.run(give_back)
    await world.run(lambda unit: steps.move(unit, session.id, 0, FRIDAY, NINE), by=rina)
    assert two.person_id in [each.person_id for each in world.told]
    assert world.desk.now_ms < session.start_ms + DAY_MS


async def test_nothing_waits_to_be_told_in_a_practice(world: World, rina: Actor) -> None:
    group_id = await add_group(world, practice_of=rina.person_id)
    chair = await leader(world, group_id, practice=group_id)
    course = await course_of(world, chair, group_id=group_id)
    session = await first(world, course)
    await world.run(lambda unit: steps.call_off(unit, session.id, 0, ""), by=chair)
    assert world.told == []
