"""What of her loan she may read, and in which state; a number that is none of hers reads like none."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.render import render
from db.unit import Unit
from domain.loan_rules import Method, Terms
from domain.loans import Payment, Plan, schedule, stand
from domain.money import Rupiah
from domain.refusals import NotAllowed
from handlers.loans.own_page import list_paid, plan_lines, read_page, waiting_lines
from tests.handlers.loans.hard_months import lend
from tests.handlers.savers import mentari, number_of
from tests.world import MENTARI, Way, World

START = date(2026, 1, 3)
FLAT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000))
PLAN = Plan(revision=1, start=START, instalments=schedule(amount=600_000, months=6, terms=FLAT, start=START))

STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 2, 3), ["Cicilan Selasa, 3 Februari 2026 masih Rp112.000."]),
        (
            date(2026, 2, 4),
            ["Ada yang belum masuk: Rp112.000.", "Kalau sedang berat, kabari kami. Kita cari jalan bersama."],
        ),
        (
            date(2026, 3, 6),
            ["Ada yang belum masuk: Rp224.000.", "Ini perlu dibicarakan. Kita cari jalan bersama."],
        ),
    ],
)
def test_three_states_and_no_class(today: date, words: list[str]) -> None:
    standing = stand(PLAN, FLAT, [], outstanding=600_000, today=today)
    assert [render(each) for each in waiting_lines(standing, today)] == words


def test_the_plan_says_of_each_instalment_what_is_left_of_it() -> None:
    paid = [Payment(entry=1, day=START, principal=150_000, jasa=24_000)]
    standing = stand(PLAN, FLAT, paid, outstanding=450_000, today=START)
    lines = [render(each) for each in plan_lines(PLAN, standing)]
    assert lines[:3] == [
        "1. 3/2/26: Rp112.000, lunas.",
        "2. 3/3/26: Rp112.000, sisa Rp50.000.",
        "3. 3/4/26: Rp112.000.",
    ]
    assert lines[-1] == "Jumlah semua yang dibayar Rp672.000."
    longest = replace(PLAN, instalments=schedule(amount=600_000, months=24, terms=FLAT, start=START))
    assert len(plan_lines(longest, stand(longest, FLAT, [], outstanding=600_000, today=START))) == 25


@STEADY
async def test_the_number_of_another_womans_loan_is_not_there(world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    loan, tati = await lend(world, "Neneng"), await number_of(world, "Tati")
    group = world.groups[MENTARI]

    for step in (read_page, list_paid):

        async def look(unit: Unit, step: Callable[..., Awaitable[object]] = step) -> None:
            unit.actor = await world.actor(unit, "Tati")
            await step(unit, group, tati, loan)

        with pytest.raises(NotAllowed):
            await world.run(look)
