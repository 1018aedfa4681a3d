"""She takes back her yes in the middle of everything: from then on nothing asks, reminds or tells her, not even what waits."""

from datetime import date, timedelta

import pytest

from db.unit import Unit
from db.withdrawals import withdraw
from domain.purposes import Controller, Purpose, Side
from handlers.purpose_words import VERSIONS
from tests.handlers.training.afterwards import a_past_course, end
from tests.handlers.training.classes import step
from tests.handlers.training.company import a_course, agree, companion, was_there
from tests.handlers.training.reminded import rows
from tests.handlers.training.sitting import TODAY, take_list
from tests.play import Play
from tests.world import KALTIM, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

EVENING = 18 * 60


async def take_back(world: World, name: str) -> None:
    async def job(unit: Unit) -> None:
        office = Controller(side=Side.OFFICE, id=world.offices[KALTIM], name="Kantor Contoh")
        version = VERSIONS[Purpose.TRAINING]
        await withdraw(unit, unit.actor.person_id, Purpose.TRAINING, office, version=version, text="Boleh?")

    await step(world, name, job)


async def quiet(world: World) -> None:
    """The worker cannot be reached: what she is told of lists stands in other chats."""

    async def job(unit: Unit) -> None:
        worker = await world.actor(unit, "Pengajar Kaltim")
        unit.write("UPDATE accounts SET reachable = 0 WHERE id = $1", worker.account_id)

    await world.run(job)


async def hers(world: World, sql: str, name: str = "Siti") -> int:
    """How many rows of hers there are."""
    person_id = (await world.run(lambda unit: world.actor(unit, name))).person_id
    return len(await rows(world, sql, person_id))


ON_ITS_WAY = (
    "SELECT 1 AS one FROM outbox WHERE person_id = $1 AND pushed > 0 AND state IN ('queued', 'retry', 'pull')"
)


async def test_a_question_about_how_she_felt_that_waits_for_the_morning_is_never_asked(
    play: Play, world: World
) -> None:
    course = await a_course(
        world, "Siti", "Tati", days=[TODAY, TODAY + timedelta(days=7)], start_min=EVENING, offsets=()
    )
    await companion(world, "Rina", course)
    await agree(world, course, "Siti", "Tati")
    await play("(jam +9 jam)")
    await was_there(world, course, "Siti")
    await play("(jam +1 jam)")  # nine in the evening: it is queued
    assert await hers(world, ON_ITS_WAY) == 1
    await take_back(world, "Siti")
    assert await hers(world, ON_ITS_WAY) == 0
    assert await hers(world, "SELECT 1 AS one FROM moods WHERE person_id = $1") == 0
    await play("(jam +12 jam)")


async def test_who_leaves_is_not_asked_in_the_morning_why_she_was_away(play: Play, world: World) -> None:
    course = await a_course(
        world,
        "Siti",
        "Tati",
        days=[TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=8)],
        start_min=EVENING,
        offsets=(),
    )
    await agree(world, course, "Siti", "Tati")
    await quiet(world)
    await play("(jam +10 jam)")
    await take_list(world, course, 1, "Tati")
    await play("(jam +1 hari)")
    await take_list(world, course, 2, "Tati")
    await play("(jam +2 jam)")
    assert await hers(world, ON_ITS_WAY) == 1
    await take_back(world, "Siti")
    assert await hers(world, ON_ITS_WAY) == 0
    await play("(jam +12 jam)")


async def test_what_was_said_afterwards_and_would_be_asked_is_gone_with_the_question_on_its_way(
    play: Play, world: World
) -> None:
    course = await a_past_course(world, "Siti")
    await quiet(world)
    await play("(jam +10 jam)")
    await end(world, course)
    await play("(jam +1 menit)")  # the thanks wait for the morning
    assert await hers(world, ON_ITS_WAY) == 1
    await take_back(world, "Siti")
    assert await hers(world, ON_ITS_WAY) == 0
    for table in ("course_evaluations", "outcomes"):
        assert await hers(world, f"SELECT 1 AS one FROM {table} WHERE person_id = $1") == 0
    await play("(jam +40 hari)")


async def test_no_reminder_that_was_planted_is_sent_and_no_other_is_planted(play: Play, world: World) -> None:
    course = await a_course(world, "Siti", days=[date(2026, 2, 5), date(2026, 2, 11)])
    await agree(world, course, "Siti")
    await quiet(world)
    await play("(jam +1 jam)")
    assert await hers(world, "SELECT 1 AS one FROM course_reminders WHERE person_id = $1") == 2
    await take_back(world, "Siti")
    await play("(jam +10 hari)")
    told = "SELECT 1 AS one FROM course_reminders WHERE person_id = $1 AND state = 'told'"
    assert await hers(world, told) == 0
