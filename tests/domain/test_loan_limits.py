"""How much she may borrow, why no more, and who may not decide on it."""

from dataclasses import replace
from typing import Any

import pytest

from domain.approvals import Officer
from domain.loan_limits import Limit, are_two, may_decide, most_for
from domain.loan_rules import LoanRules, Method
from domain.money import Rupiah

OFF = LoanRules(methods=(Method.NONE,), rate=0, months_max=10, repeat=())
ALL = replace(
    OFF, most=Rupiah(2_000_000), savings_percent=300, cash_keep=Rupiah(100_000), repeat=(None, 100, 75, 0, 0)
)


def limit(
    rules: LoanRules,
    *,
    savings: int = 10_000_000,
    cash: int = 10_000_000,
    last: int | None = None,
    worst: int = 0,
    settled: bool = True,
) -> tuple[int, str]:
    found = most_for(rules, savings=savings, cash=cash, last_amount=last, worst_class=worst, settled=settled)
    assert found == Limit(amount=found.amount, why=found.why)
    return found.amount, found.why


def test_without_a_decision_only_the_box_limits_her() -> None:
    assert limit(OFF, savings=0, cash=750_000, last=100_000, worst=4, settled=False) == (750_000, "cash")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"cash": 1_000_000}, (900_000, "cash")),
        ({"cash": 100_000}, (0, "cash")),
        ({"cash": 30_000}, (0, "cash")),
        ({"savings": 250_000}, (750_000, "savings")),
        ({"savings": 333_333}, (999_999, "savings")),
        ({"savings": 0}, (0, "savings")),
        ({}, (2_000_000, "most")),
        ({"last": 400_000, "worst": 0}, (2_000_000, "most")),
        ({"last": 400_000, "worst": 1}, (400_000, "history")),
        ({"last": 400_000, "worst": 2}, (300_000, "history")),
        ({"last": 400_001, "worst": 2}, (300_000, "history")),
        ({"last": None, "worst": 2}, (2_000_000, "most")),
        ({"last": 400_000, "worst": 3, "settled": False}, (0, "history")),
        ({"last": 400_000, "worst": 4, "settled": False}, (0, "history")),
    ],
)
def test_the_smallest_limit_counts_and_is_named(facts: dict[str, Any], expected: tuple[int, str]) -> None:
    assert limit(ALL, **facts) == expected


@pytest.mark.parametrize("worst", [3, 4])
def test_nothing_until_settled_ends_when_it_is_settled(worst: int) -> None:
    assert limit(ALL, last=400_000, worst=worst, settled=True) == (300_000, "history")


def test_a_group_that_has_decided_on_nothing_but_zero_means_it() -> None:
    assert limit(replace(ALL, repeat=(0,)), last=400_000, worst=0) == (0, "history")


def test_of_two_equal_limits_the_box_is_named_before_her_history() -> None:
    rules = replace(ALL, cash_keep=Rupiah(0))
    assert limit(rules, cash=400_000, last=400_000, worst=1) == (400_000, "cash")


# -- who decides ------------------------------------------------------------------------------------------------


def officer(number: int, *also: int, selves: frozenset[int] = frozenset()) -> Officer:
    person = number * 10
    return Officer(
        number=number,
        person_id=person,
        shown=f"officer {number}",
        numbers=frozenset({number, *also}),
        selves=frozenset({person}) | selves,
    )


CHAIR, TREASURER, SECRETARY = officer(1), officer(2), officer(3)
ALL_THREE = (CHAIR, TREASURER, SECRETARY)


def test_for_a_member_without_an_office_all_may_decide() -> None:
    assert may_decide(ALL_THREE, frozenset({7})) == ALL_THREE


def test_nobody_decides_for_herself_also_where_nobody_else_is_left() -> None:
    assert may_decide(ALL_THREE, frozenset({1})) == (TREASURER, SECRETARY)
    assert may_decide((CHAIR,), frozenset({1})) == ()


def test_nobody_decides_by_another_record_of_hers() -> None:
    assert may_decide((officer(1, 7), TREASURER), frozenset({7})) == (TREASURER,)


def test_nobody_decides_by_another_account_of_hers() -> None:
    second_account = officer(1, selves=frozenset({70}))
    assert may_decide((second_account, TREASURER), frozenset({7}), persons=frozenset({70})) == (TREASURER,)


def test_nobody_decides_for_her_own_household() -> None:
    assert may_decide(ALL_THREE, frozenset({7}), household=frozenset({2, 3})) == (CHAIR,)


def test_one_woman_on_two_accounts_is_not_two_officers() -> None:
    twice = officer(2, selves=frozenset({10}))
    assert not are_two((replace(CHAIR, selves=frozenset({10, 20})), twice))
    assert are_two((CHAIR, TREASURER))
    assert not are_two((CHAIR,))
    assert not are_two(())
