"""Kecepatan kirim as a picture: each column for the same stretch of time, round figures, true at any size."""

import random
from functools import partial
from pathlib import Path

import pytest

from bot.books.sending_rate import (
    COLUMNS_MAX,
    Needed,
    in_columns,
    make,
    picture_of,
    read,
    step_for,
    ticks_up_to,
)
from bot.recipes import Receiver
from bot.render import render
from db import outbox
from db.unit import Unit
from domain.announcements import Reached, Tally
from domain.roles import Role
from tests.db import announcement_world as sending
from tests.db.desk import open_desk
from tests.db.office_world import World

SAY = partial(render, language="id")


def needed(sent: tuple[int, ...], *, step_s: int = 1, allowed: float = 29.5) -> Needed:
    return Needed(
        place="Kantor Contoh",
        demo=True,
        code="K7PM2A",
        tally=Tally(counts={Reached.SENT: sum(sent)}, left_out={}, reasons={}),
        begun=None,
        step_s=step_s,
        sent=sent,
        allowed=allowed,
        language="id",
    )


@pytest.mark.parametrize(
    ("length_s", "step_s"), [(0, 1), (59, 1), (60, 2), (700, 15), (3_600, 120), (80_000, 1_800)]
)
def test_a_column_stands_for_as_long_as_it_takes_for_all_to_fit(length_s: int, step_s: int) -> None:
    assert step_for(length_s) == step_s
    assert length_s / step_s < COLUMNS_MAX


def test_where_nothing_left_there_is_an_empty_column_and_nothing_is_lost() -> None:
    assert in_columns({0: 4, 10: 6}, 5) == (4, 0, 6)
    assert in_columns({}, 5) == ()
    chance = random.Random(1)
    steps = {at * 15: chance.randrange(400) for at in range(50)}
    assert sum(in_columns(steps, 15)) == sum(steps.values())


@pytest.mark.parametrize(
    ("highest", "ticks"), [(33.0, [10, 20, 30]), (6.7, [2, 4, 6]), (0.11, [0.02, 0.04, 0.06, 0.08, 0.1])]
)
def test_the_scale_has_round_figures(highest: float, ticks: list[float]) -> None:
    assert ticks_up_to(highest) == pytest.approx(ticks)


def test_columns_are_as_high_as_the_rate_and_the_line_is_what_is_allowed() -> None:
    picture = picture_of(needed((295, 590), step_s=20), SAY)
    allowed, columns = picture["allowed"], picture["columns"]
    assert isinstance(allowed, dict)
    assert isinstance(columns, list)
    assert columns[1]["share"] == pytest.approx(allowed["at"])
    assert columns[0]["share"] == pytest.approx(allowed["at"] / 2)
    assert picture["lines"] == ["Terkirim: 885.", "Rata-rata 22,1 pesan per detik, selama 40 detik."]
    assert picture["times"] == ["mulai", "20 detik", "40 detik"]


def test_no_line_says_less_than_what_was_sent() -> None:
    assert picture_of(needed((30,)), SAY)["allowed"] is not None
    assert picture_of(needed((900,), allowed=76), SAY)["allowed"] is None


def test_what_waited_for_the_morning_has_no_mean() -> None:
    picture = picture_of(needed((900, 0, 0, 900), step_s=14_400), SAY)
    assert picture["lines"] == ["Terkirim: 1.800."]


def test_it_is_drawn_of_one_second_of_a_night_and_of_nothing() -> None:
    for one in (
        needed((7,)),
        needed((900,) * COLUMNS_MAX, step_s=900),
        needed(()),
        needed((3, 4), allowed=0),
    ):
        assert make(one).startswith(b"\x89PNG")


async def neutral_left(unit: Unit, outbox_id: int) -> None:
    outbox.sent(unit, outbox_id, "m1", unit.now_ms, may_stand_for_another=True)


async def test_it_shows_what_left_and_when(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        worker = await world.staff(Role.WORKER)
        women = await sending.knows(world, 4)
        announcement = await sending.queue(world, await sending.write(world, worker, size=3))
        await sending.sent(world, announcement, women[0])
        neutral = await sending.in_its_place(world, announcement, women[3])
        world.desk.now_ms += 4_000
        await sending.sent(world, announcement)
        await sending.settle(world, announcement)
        world.desk.now_ms += 2_000
        await world.run(partial(neutral_left, outbox_id=neutral))
        receiver = Receiver(account_id=worker.account_id, person_id=worker.person_id, language="id")
        found = await world.run(lambda unit: read(unit, receiver, (announcement.id,)))
        assert (found.step_s, found.sent, found.allowed) == (1, (1, 0, 0, 0, 2, 0, 1), 0)
