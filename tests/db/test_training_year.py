"""A year at random: each is reminded once of what still holds, by day, and nobody loses a place or is passed over."""

from collections.abc import Sequence

import pytest

from db.course_check import verify_all
from tests.db.office_world import World, world
from tests.db.training_model import DAY, HOUR
from tests.db.training_year import Year, begin

__all__ = ["world"]

pytestmark = pytest.mark.slow

YEAR_DAYS, WEEKS_DAYS = 365, 70


async def walk(world: World, number: int, days: int) -> Year:
    year = await begin(world, number)
    end = year.now + days * DAY
    while year.now < end:
        await year.pass_to(year.now + year.chance.choice((HOUR // 4, HOUR, 3 * HOUR, 9 * HOUR, 20 * HOUR)))
        for _step in range(year.chance.randint(1, 3)):
            await year.step()
    return year


async def test_in_a_year_at_random_everybody_hears_what_she_should_once_and_nothing_else(
    world: World, request: pytest.FixtureRequest, seed: int
) -> None:
    on_a_server = "postgres" in request.node.name
    year = await walk(world, seed, WEEKS_DAYS if on_a_server else YEAR_DAYS)
    print(f"seed {seed}: {dict(year.steps)}, {len(year.told)} reminders, {len(year.model.classes)} courses")
    assert year.faults[:5] == []
    assert _first(year.model.expected - set(year.told)) == [], "never told"
    assert _first(set(year.told) - year.model.expected) == [], "told, and nobody should have been"
    assert {each for each, times in year.told.items() if times > 1} == set()
    assert {each for each, times in year.asked.items() if times > 1} == set()
    await _nothing_is_left_behind(world)
    assert min(year.steps[each] for each in ("join", "leave", "reply", "attendance", "move", "call_off")) > 0


def _first(keys: set[tuple[int, int, int, int]]) -> Sequence[object]:
    return sorted(keys)[:5]


async def _nothing_is_left_behind(world: World) -> None:
    verdict = await verify_all(world.desk.storage.writer._engine, world.desk.now_ms)
    assert (verdict.fault, verdict.left) == ("", 0)
    tasks = await world.rows(
        "SELECT course_id, person_id, kind, n FROM course_tasks GROUP BY course_id, person_id, kind, n HAVING count(*) > 1"
    )
    assert tasks == []
