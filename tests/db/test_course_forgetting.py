"""What of courses goes with a woman, and what in time, on both engines; the papers in her hands stay good."""

from collections.abc import Iterable
from functools import partial

import pytest

from db import course_forgetting, course_places, courses, inspection, retention
from db.erasure import erase_person
from db.people import Actor
from db.unit import Unit
from domain.courses import Course
from domain.keeping import PERIODS, Kept
from domain.roles import Role
from tests.db.course_traces import leave_traces, naming, sealed_columns
from tests.db.course_world import DAY_MS, course_of, join, sessions
from tests.db.office_world import World, world

__all__ = ["world"]

# What is the course's, or the paper's: the number that made or led it stays, and says nothing of her.
STAYS = {("session_reviews", "person_id")}


async def traced(world: World, *women: Actor) -> Course:
    """An office's course in which these women, two and two, have done everything there is to do."""
    course = await course_of(world, await world.staff(Role.WORKER))
    first = (await sessions(world, course))[0]
    for woman, other in zip(women, (*women[1:], women[0]), strict=True):
        await world.run(
            partial(
                leave_traces,
                person_id=woman.person_id,
                other=other.person_id,
                course_id=course.id,
                session_id=first.id,
            ),
            by=woman,
        )
    return course


async def named_in(world: World, person_id: int) -> set[tuple[str, str]]:
    """Where her number stands."""
    return {
        (table, column)
        for table, column in naming()
        if await world.rows(f"SELECT 1 AS one FROM {table} WHERE {column} = $1", person_id)
    }


async def counts(world: World, tables: Iterable[str]) -> dict[str, int]:
    return {
        table: (await world.rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"] for table in sorted(tables)
    }


async def sealed_places(world: World) -> dict[str, int]:
    """How much of each sealed column of courses opens."""
    storage = world.desk.storage
    found = await inspection.open_sealed(storage.engine, storage.vault, everything=True)
    tables = {table for table, _ in naming()}
    hers = [each for each in found if each.place.split(".")[0] in tables]
    assert [each for each in hers if each.broken] == []
    return {each.place: each.opened for each in hers if each.opened}


async def test_every_table_that_names_somebody_is_in_these_tests(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await traced(world, siti, yuyun)
    assert await named_in(world, siti.person_id) == naming()
    opened = await sealed_places(world)
    assert set(opened) == sealed_columns()
    assert set(opened.values()) == {2}


async def test_nothing_of_an_erased_woman_is_left_and_of_her_neighbour_everything(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    await traced(world, siti, yuyun)
    await world.run(lambda unit: erase_person(unit, siti.person_id))
    assert await named_in(world, siti.person_id) == STAYS
    (review,) = await world.rows("SELECT note FROM session_reviews WHERE person_id = $1", siti.person_id)
    assert review["note"] is None
    # Hers with the one who is gone are gone, too: a company of two, and her answer to the other's post.
    assert await named_in(world, yuyun.person_id) == naming() - {
        ("course_buddies", "newcomer"),
        ("course_buddies", "buddy"),
        ("board_links", "person_id"),
    }
    assert set((await sealed_places(world)).values()) == {1}


async def test_the_place_of_an_erased_woman_goes_to_whoever_waits(world: World) -> None:
    course = await course_of(world, await world.staff(Role.WORKER), capacity=1)
    siti, yuyun = await world.woman(), await world.woman()
    await join(world, course, siti)
    await join(world, course, yuyun)
    await world.run(lambda unit: erase_person(unit, siti.person_id))
    moved = await world.run(lambda unit: course_places.fill(unit, course))
    assert [each.person_id for each in moved] == [yuyun.person_id]


async def forget(world: World, kept: Kept, days: int | None = None) -> int:
    """One walk to its end, that many days (the setting's own) back; how many slices it took."""
    slices, after_id = 0, 0
    while True:
        slices += 1
        after_id = await world.run(
            partial(retention.forget, kept=kept, after_id=after_id, days=days or PERIODS[kept].days)
        )
        if not after_id:
            return slices


TRAINING = {
    "course_attendance",
    "course_buddies",
    "course_evaluations",
    "course_participants",
    "course_replies",
    "course_sheets",
    "course_tasks",
    "outcomes",
    "skills",
}


async def test_who_took_part_is_forgotten_when_the_promised_months_are_over_and_never_before(
    world: World,
) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await traced(world, siti, yuyun)
    tables = {table for table, _ in naming()}
    before = await counts(world, tables)
    world.desk.now_ms += 3 * PERIODS[Kept.TRAINING].days * DAY_MS
    await forget(world, Kept.TRAINING)
    gone = {table for table, n in (await counts(world, tables)).items() if n < before[table]}
    assert gone == {"skills", "course_sheets"}, "a course that runs is not over, however old it is"
    await world.run(lambda unit: courses.end(unit, course))
    world.desk.now_ms += PERIODS[Kept.TRAINING].days * DAY_MS
    await forget(world, Kept.TRAINING)
    assert (await counts(world, tables))["course_participants"] == 2
    world.desk.now_ms += 1
    await forget(world, Kept.TRAINING)
    after = await counts(world, tables)
    assert {table for table, n in after.items() if n == 0} == TRAINING
    assert after["certificates"] == 2
    assert await world.rows("SELECT 1 AS one FROM session_reviews WHERE note IS NOT NULL") == []


async def test_faces_and_reminders_go_earlier_and_what_is_still_to_be_told_stays(world: World) -> None:
    siti, yuyun = await world.woman(), await world.woman()
    course = await traced(world, siti, yuyun)
    second = (await sessions(world, course))[1]

    async def wait(unit: Unit) -> None:
        unit.write(
            "INSERT INTO course_reminders (session_id, moves, person_id, offset_min, due_ms, state)"
            " VALUES ($1, 0, $2, 1440, 1, 'waiting')",
            second.id,
            siti.person_id,
        )

    await world.run(wait)
    for kept, table, left in ((Kept.MOOD, "moods", 0), (Kept.REMINDER, "course_reminders", 1)):
        days = PERIODS[kept].days
        world.desk.now_ms += days * DAY_MS - (DAY_MS if kept is Kept.MOOD else 0)
        await forget(world, kept, days)
        world.desk.now_ms += 8 * DAY_MS
        await forget(world, kept, days)
        assert (await counts(world, [table]))[table] == left
    (row,) = await world.rows("SELECT state FROM course_reminders")
    assert row["state"] == "waiting"


@pytest.mark.parametrize("most", [1, 3, 7])
async def test_slice_by_slice_nothing_is_passed_over(world: World, most: int) -> None:
    women = [await world.woman() for _ in range(3)]
    course = await traced(world, *women)
    await world.run(lambda unit: courses.end(unit, course))
    world.desk.now_ms += 1
    tables = {table for table, _ in naming()}
    total = sum(n for table, n in (await counts(world, tables)).items() if table in TRAINING) + len(women)

    async def some(unit: Unit) -> int:
        return await course_forgetting.forget_old(unit, unit.now_ms, most)

    taken = []
    while n := await world.run(some):
        taken.append(n)
    assert max(taken) <= most
    assert sum(taken) == total
    assert sum(n for table, n in (await counts(world, tables)).items() if table in TRAINING) == 0
