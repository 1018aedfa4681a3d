"""Another plan asks for what is owed, no more and no less; what it costs beside the old one is said to the rupiah."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.loan_agreements import (
    OFFER_MS,
    Figures,
    OfferOver,
    Proposal,
    check_still,
    figures_of,
    most_months,
    propose,
    wish_of,
)
from domain.loan_rules import MONTHS_MAX, Method, Terms
from domain.loan_schedule import COIN, jasa_by_rule
from domain.loans import Payment, Plan, Standing, schedule, stand
from domain.money import Rupiah

START = date(2026, 2, 3)
FLAT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000), fine=Rupiah(2_000), fine_cap=Rupiah(6_000))


def a_plan(terms: Terms = FLAT, amount: int = 600_000, months: int = 6) -> Plan:
    parts = schedule(amount=amount, months=months, terms=terms, start=START)
    return Plan(revision=1, start=START, instalments=parts)


def standing(plan: Plan, day: date, *payments: Payment, terms: Terms = FLAT) -> Standing:
    owed = plan.principal - sum(each.principal for each in payments)
    return stand(plan, terms, payments, outstanding=owed, today=day)


def proposal(day: date, months: int, pause: int, *payments: Payment) -> Proposal:
    plan = a_plan()
    return propose(plan, FLAT, standing(plan, day, *payments), wish_of(day, months, pause))


def test_before_anything_was_due_only_the_pokok_is_taken_over() -> None:
    found = proposal(START, 12, 2)
    assert found.figures == Figures(owed=Rupiah(600_000), jasa=Rupiah(0), fine=Rupiah(0))
    assert found.instalments[0].due == date(2026, 4, 3)
    assert (found.before, found.total, found.more) == (672_000, 744_000, 72_000)


def test_jasa_of_a_month_that_is_over_is_spread_and_a_fine_stands_beside() -> None:
    found = proposal(date(2026, 3, 8), 12, 1)
    assert found.figures == Figures(owed=Rupiah(600_000), jasa=Rupiah(12_000), fine=Rupiah(2_000))
    assert sum(each.jasa for each in found.instalments) == 12 * 12_000 + 12_000
    assert found.total == 600_000 + 156_000 + 2_000


def test_fewer_months_cost_less_and_that_is_said_too() -> None:
    assert proposal(START, 3, 1).more == -36_000


def test_a_pause_of_up_to_three_months_costs_no_jasa_of_its_own() -> None:
    assert [proposal(START, 12, pause).total for pause in (1, 2, 3)] == [744_000] * 3
    assert proposal(START, 12, 3).instalments[0].due == date(2026, 5, 3)


@pytest.mark.parametrize("months", [0, -1, MONTHS_MAX + 1])
def test_so_many_months_are_no_plan(months: int) -> None:
    with pytest.raises(ValueError, match="no plan"):
        proposal(START, months, 1)


def test_a_small_rest_is_not_spread_over_more_months_than_it_has_rupiah() -> None:
    assert [most_months(each) for each in (1, 5, 24, 600_000)] == [1, 5, 24, MONTHS_MAX]


def test_what_was_agreed_to_holds_while_nothing_was_paid_and_for_a_fortnight() -> None:
    plan = a_plan()
    now = standing(plan, START)
    check_still(figures_of(now), now, made_ms=0, now_ms=OFFER_MS)
    with pytest.raises(OfferOver):
        check_still(figures_of(now), now, made_ms=0, now_ms=OFFER_MS + 1)
    paid = standing(plan, START, Payment(entry=5, day=START, principal=0, jasa=1))
    with pytest.raises(OfferOver):
        check_still(figures_of(now), paid, made_ms=0, now_ms=0)


@given(
    amount=st.integers(1_000, 5_000_000),
    months=st.integers(1, MONTHS_MAX),
    late=st.integers(0, 400),
    anew=st.integers(1, MONTHS_MAX),
    pause=st.integers(1, 3),
    paid=st.integers(0, 100),
    method=st.sampled_from(list(Method)),
)
def test_an_agreement_adds_nothing_and_loses_nothing(
    amount: int, months: int, late: int, anew: int, pause: int, paid: int, method: Method
) -> None:
    terms = replace(FLAT, method=method, rate=FLAT.rate if method in (Method.FLAT, Method.DECLINING) else 0)
    plan, day = a_plan(terms, amount, months), START + timedelta(late)
    principal = amount * paid // 101
    payment = Payment(entry=2, day=START, principal=principal, jasa=0)
    now = standing(plan, day, payment, terms=terms)
    if anew > most_months(now.outstanding):
        return
    wish = wish_of(day, anew, pause)
    found = propose(plan, terms, now, wish)
    by_rule = jasa_by_rule([each.principal for each in found.instalments], terms)
    assert sum(each.principal for each in found.instalments) == now.outstanding
    let_go = sum(by_rule) + now.carried_jasa - sum(each.jasa for each in found.instalments)
    assert 0 <= let_go < COIN  # what of the last instalment is no coin
    assert not (let_go and now.carried_jasa)
    assert found.figures.fine == now.fine
    assert found.instalments[0].due > day
    assert found.total - found.before == found.more
