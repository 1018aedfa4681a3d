"""The examples of domain.md 3.3, and the corners of a schedule. Random ones stand in test_loans.py."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.loan_rules import Method, Terms
from domain.loan_schedule import COIN, jasa_by_rule, months_after, schedule
from domain.money import Rupiah

VECTORS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "vectors" / "loans.toml").read_text(encoding="utf-8")
)
START = date(2026, 1, 15)


def made_under(method: str, rate: int = 200, unit: int = 1_000) -> Terms:
    return Terms(method=Method(method), rate=rate, unit=Rupiah(unit))


@pytest.mark.parametrize("each", VECTORS["schedule"], ids=lambda each: each["name"])
def test_the_schedules_of_the_domain_come_out_to_the_rupiah(each: dict[str, Any]) -> None:
    terms = made_under(each["method"], each["rate"], each["unit"])
    found = schedule(amount=each["amount"], months=each["months"], terms=terms, start=START)
    assert [[one.principal, one.jasa] for one in found] == each["parts"]
    assert sum(one.jasa for one in found) == each["jasa"]
    assert sum(one.amount for one in found) == each["total"]


@pytest.mark.parametrize("each", VECTORS["days"], ids=lambda each: str(each["start"]))
def test_a_short_month_is_due_on_its_last_day(each: dict[str, Any]) -> None:
    count = len(each["due"])
    found = schedule(amount=count * 1_000, months=count, terms=made_under("none"), start=each["start"])
    assert [one.due for one in found] == each["due"]


def test_a_month_later_than_december_is_january() -> None:
    assert months_after(date(2026, 12, 31), 1) == date(2027, 1, 31)
    assert months_after(date(2026, 12, 31), 14) == date(2028, 2, 29)


def test_flat_costs_what_the_domain_says_a_month_of_what_she_really_has() -> None:
    """2% a month for ten months is 3,46% of the balance that is left (domain.md 3.3)."""
    rows = schedule(amount=1_000_000, months=10, terms=made_under("flat"), start=START)
    low, high = 0.0, 0.2
    for _each in range(60):
        middle = (low + high) / 2
        worth = sum(one.amount / (1 + middle) ** one.n for one in rows)
        low, high = (middle, high) if worth > 1_000_000 else (low, middle)
    assert round(low * 100, 2) == 3.46
    assert round(low * 1200, 1) == 41.5


def test_every_instalment_but_the_last_is_round_and_jasa_is_never_more_than_the_rule() -> None:
    rows = schedule(amount=1_000_000, months=12, terms=made_under("declining"), start=START)
    assert [one.amount % 1_000 for one in rows[:-1]] == [0] * 11
    left = 1_000_000
    for one in rows[:-1]:  # less than a rupiah waits for the next month
        assert one.jasa in (left * 2 // 100, left * 2 // 100 + 1)
        left -= one.principal
    assert left == rows[-1].principal
    assert 0 <= left * 2 // 100 + 1 - rows[-1].jasa <= COIN


def test_the_last_instalment_is_a_sum_of_coins_unless_the_group_counts_in_rupiah() -> None:
    rows = schedule(amount=500_000, months=6, terms=made_under("declining"), start=START)
    assert [one.amount for one in rows] == [94_000, 92_000, 90_000, 89_000, 87_000, 82_800]
    counted = schedule(amount=500_000, months=6, terms=made_under("declining", unit=1), start=START)
    assert sum(one.amount for one in counted) == 534_999


def test_a_unit_that_would_leave_nothing_for_the_last_month_gives_way_to_a_smaller_one() -> None:
    rows = schedule(amount=50_000, months=12, terms=made_under("none"), start=START)
    assert [one.amount for one in rows] == [4_500] * 11 + [500]


@pytest.mark.parametrize("months", [1, 7, 12])
def test_as_little_as_a_rupiah_a_month_is_paid_in_so_many_months(months: int) -> None:
    rows = schedule(amount=months, months=months, terms=made_under("flat", 500), start=START)
    assert [one.principal for one in rows] == [1] * months
    assert 0 <= months * months * 5 // 100 - sum(one.jasa for one in rows) < COIN


@pytest.mark.parametrize(("amount", "months"), [(0, 1), (5, 6), (1_000, 0), (-1, 1)])
def test_less_than_a_rupiah_a_month_is_no_loan(amount: int, months: int) -> None:
    with pytest.raises(ValueError, match="one rupiah a month"):
        schedule(amount=amount, months=months, terms=made_under("none"), start=START)


def test_jasa_from_before_an_agreement_is_spread_and_nothing_of_it_is_lost() -> None:
    rows = schedule(amount=300_000, months=3, terms=made_under("flat"), start=START, carried=10_000)
    assert [one.jasa for one in rows] == [9_333, 9_333, 9_334]
    assert [one.amount for one in rows] == [110_000, 110_000, 108_000]


def test_jasa_paid_ahead_is_not_asked_again_in_the_first_months() -> None:
    rows = schedule(amount=300_000, months=3, terms=made_under("flat"), start=START, carried=-8_000)
    assert [one.jasa for one in rows] == [0, 4_000, 6_000]


def test_the_rule_alone_says_what_the_parts_of_a_plan_cost() -> None:
    parts = [100_000, 100_000, 50_000]
    assert jasa_by_rule(parts, made_under("flat")) == [5_000, 5_000, 5_000]
    assert jasa_by_rule(parts, made_under("declining")) == [5_000, 3_000, 1_000]
    assert jasa_by_rule(parts, made_under("none")) == [0, 0, 0]
