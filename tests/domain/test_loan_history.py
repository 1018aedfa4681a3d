"""How late a loan ever was: each instalment by itself, until it was paid, agreed anew, or today."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.loan_history import most_days_behind
from domain.loan_rules import Method, Terms
from domain.loans import Payment, Plan, schedule
from domain.money import Rupiah

START = date(2026, 1, 5)
TERMS = Terms(method=Method.NONE, rate=0, unit=Rupiah(1_000))
FLAT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000))
NEVER = date(2026, 12, 31)


def a_plan(terms: Terms = TERMS, *, start: date = START, amount: int = 300_000, **more: Any) -> Plan:
    parts = schedule(amount=amount, months=3, terms=terms, start=start)
    return Plan(revision=1, start=start, instalments=parts, **more)


def paid(entry: int, day: date, amount: int, jasa: int = 0) -> Payment:
    return Payment(entry=entry, day=day, principal=amount, jasa=jasa)


@pytest.mark.parametrize(
    ("payments", "ended", "today", "days"),
    [
        ([], None, START, 0),
        ([], None, date(2026, 2, 5), 0),
        ([], None, date(2026, 2, 8), 3),
        ([(date(2026, 2, 8), 100_000)], None, date(2026, 2, 20), 3),
        ([(date(2026, 2, 8), 60_000), (date(2026, 2, 18), 40_000)], None, date(2026, 2, 20), 13),
        ([(date(2026, 1, 20), 300_000)], date(2026, 1, 20), NEVER, 0),
        ([(date(2026, 2, 9), 300_000)], date(2026, 2, 9), NEVER, 4),
        ([(date(2026, 2, 4), 100_000), (date(2026, 3, 25), 200_000)], date(2026, 3, 25), NEVER, 20),
    ],
)
def test_the_most_days_of_any_instalment(
    payments: list[tuple[date, int]], ended: date | None, today: date, days: int
) -> None:
    made = [paid(number, day, amount) for number, (day, amount) in enumerate(payments, start=2)]
    assert most_days_behind([a_plan()], made, ended=ended, today=today) == days


def test_jasa_of_months_that_never_began_is_nobody_s_delay() -> None:
    settled = date(2026, 2, 5)
    payments = [paid(2, settled, 300_000, jasa=6_000)]
    assert most_days_behind([a_plan(FLAT)], payments, ended=settled, today=NEVER) == 0


def test_an_agreement_ends_what_the_plan_before_it_asked_for() -> None:
    agreed = date(2026, 2, 15)
    first, second = a_plan(), a_plan(start=agreed, amount=300_000, after_entry=7)
    assert most_days_behind([first, second], [], ended=None, today=date(2026, 3, 10)) == 10
    late = [paid(8, date(2026, 3, 15) + timedelta(days=30), 100_000)]
    assert most_days_behind([first, second], late, ended=None, today=date(2026, 4, 14)) == 30


def test_what_was_paid_before_an_agreement_does_not_count_after_it() -> None:
    first, second = a_plan(), a_plan(start=date(2026, 2, 5), amount=200_000, after_entry=2)
    payments = [paid(2, date(2026, 2, 5), 100_000)]
    assert most_days_behind([first, second], payments, ended=None, today=date(2026, 3, 9)) == 4
