"""The morning's digest: one message with counts, no name and no word, and none where nothing waits."""

from datetime import UTC, datetime

import pytest

from bot.render import render
from db.contact_counts import Waiting
from db.unit import Told, Unit
from handlers.contact import digest
from handlers.contact.digest import buttons, lines, together
from handlers.names import MATTERS, OFFERED, STEPS, SUPERVISE
from tests.db.matter_world import answer, held, read, worker_of
from tests.db.office_world import World, world

__all__ = ["world"]

HOUR_MIN = 60
EVERYTHING = Waiting(unanswered=4, oldest_ms=0, pool=2, steps=3, offers=1, forgotten=5)


async def tell(world: World) -> list[Told]:
    await world.run(digest.tell_due)
    return world.told


async def test_where_nothing_waits_nobody_is_told_and_what_comes_later_that_day_waits(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    world.pass_time(-4 * HOUR_MIN)
    assert await tell(world) == []
    await held(world, siti, worker)
    world.pass_time(5)
    assert await tell(world) == []
    world.pass_time(24 * HOUR_MIN)
    (told,) = await tell(world)
    assert told.person_id == worker.person_id
    assert await tell(world) == []


async def test_what_was_answered_is_not_in_it(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    await read(world, worker, matter)
    await answer(world, worker, matter)
    world.pass_time(20 * HOUR_MIN)
    assert await tell(world) == []


async def test_it_says_how_many_and_how_long_and_nothing_else(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await held(world, siti, worker, "rahasia sekali")
    world.pass_time(20 * HOUR_MIN)
    (told,) = await tell(world)
    assert render(told.text, "id") == (
        "Selamat pagi. Kabar kerja hari ini:\n1 pesan warga belum dijawab, paling lama sejak Selasa 12.00."
    )
    assert [each.talk for each in told.buttons] == [MATTERS]


@pytest.mark.parametrize(
    "waiting, expected",
    [
        (Waiting(pool=2), [MATTERS]),
        (Waiting(steps=1), [STEPS]),
        (Waiting(offers=1), [OFFERED]),
        (EVERYTHING, [SUPERVISE, MATTERS, OFFERED]),
    ],
)
def test_each_thing_leads_to_where_it_is_done(waiting: Waiting, expected: list[str]) -> None:
    assert [each.talk for each in buttons(waiting)] == expected


def test_all_of_it_fits_one_short_message() -> None:
    said = render(together(lines(EVERYTHING, 3 * 24 * 3_600_000, "Asia/Makassar")), "id")
    assert said.splitlines() == [
        "4 pesan warga belum dijawab, paling lama sejak Kamis 08.00.",
        "3 langkah untuk hari ini.",
        "1 urusan ditawarkan.",
        "5 urusan terlalu lama belum dijawab. Tolong dipantau.",
    ]
    assert len(said) < 300


async def test_the_day_ends_at_midnight_there(world: World) -> None:
    async def job(unit: Unit) -> int:
        return digest.end_of_day_ms(unit, "Asia/Makassar")

    ends = datetime.fromtimestamp(await world.run(job) / 1000, UTC)
    assert ends == datetime(2026, 2, 3, 16, tzinfo=UTC)
