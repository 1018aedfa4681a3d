"""Rules and terms are read as they were written; what was never written so is refused."""

from dataclasses import replace

import pytest

from db.loan_terms import rules_of_plain, rules_to_plain, terms_of_json, terms_to_json
from domain.loan_rules import LoanRules, Method, Order
from domain.money import Rupiah

RULES = LoanRules(
    methods=(Method.FLAT, Method.DECLINING),
    rate=150,
    months_max=10,
    unit=Rupiah(500),
    most=Rupiah(1_000_000),
    savings_percent=300,
    cash_keep=Rupiah(50_000),
    order=Order.PRINCIPAL_FIRST,
    fine=Rupiah(1_000),
    fine_cap=Rupiah(3_000),
    joint=True,
    profile="kupedes",
    repeat=(None, 100, 50, 0, 0),
)
PLAIN = LoanRules(methods=(Method.INFAK,), rate=0, months_max=6)


@pytest.mark.parametrize("rules", [RULES, PLAIN])
def test_rules_are_read_as_they_were_written(rules: LoanRules) -> None:
    assert rules_of_plain(rules_to_plain(rules)) == rules


@pytest.mark.parametrize("terms", [RULES.terms(Method.DECLINING), PLAIN.terms(Method.INFAK)])
def test_terms_are_read_as_they_were_written(terms: object) -> None:
    assert terms_of_json(terms_to_json(terms)) == terms  # type: ignore[arg-type]


def test_other_rules_are_written_otherwise() -> None:
    assert rules_to_plain(RULES) != rules_to_plain(replace(RULES, joint=False))


@pytest.mark.parametrize("kept", ["", "{}", '{"method": "gift"}', "[]"])
def test_what_was_never_written_is_refused(kept: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        terms_of_json(kept)
