"""What a meeting decides about loans is what a loan is made under."""

import pytest

from domain.loan_rules import FINE_MAX, UNITS, LoanRules, Method, Order, Terms
from domain.loans import schedule
from domain.money import Rupiah
from tests.domain.test_loan_schedule import START

RULES = LoanRules(
    methods=(Method.FLAT, Method.DECLINING),
    rate=150,
    months_max=12,
    unit=Rupiah(500),
    order=Order.PRINCIPAL_FIRST,
    fine=Rupiah(1_000),
    fine_cap=Rupiah(3_000),
    joint=True,
    profile="upk",
)


def test_a_loan_keeps_all_that_its_cost_rests_on() -> None:
    assert RULES.terms(Method.DECLINING) == Terms(
        method=Method.DECLINING,
        rate=150,
        unit=Rupiah(500),
        order=Order.PRINCIPAL_FIRST,
        fine=Rupiah(1_000),
        fine_cap=Rupiah(3_000),
        joint=True,
        profile="upk",
    )


@pytest.mark.parametrize("method", [Method.NONE, Method.INFAK])
def test_a_loan_without_jasa_has_no_rate_whatever_the_rules_say(method: Method) -> None:
    terms = RULES.terms(method)
    assert terms.rate == 0
    assert sum(one.jasa for one in schedule(amount=600_000, months=6, terms=terms, start=START)) == 0


def test_fines_joint_liability_and_limits_are_off_until_a_meeting_decides() -> None:
    usual = LoanRules(methods=(Method.NONE,), rate=0, months_max=10)
    assert (usual.fine, usual.fine_cap, usual.joint) == (0, 0, False)
    assert (usual.most, usual.savings_percent, usual.cash_keep) == (0, 0, 0)
    assert usual.unit == UNITS[0] > UNITS[-1] == 1
    assert FINE_MAX <= 10_000
