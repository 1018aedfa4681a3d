"""Who decides about money that goes out, and who may say that it arrived."""

import pytest

from domain.payouts import COST_ALONE_MAX, Kind, NoWitness, check_witness, needs_second


@pytest.mark.parametrize(
    ("kind", "amount", "two"),
    [
        (Kind.WITHDRAWAL, 1, True),
        (Kind.LOAN, 1, True),
        (Kind.COST, COST_ALONE_MAX, False),
        (Kind.COST, COST_ALONE_MAX + 1, True),
    ],
)
def test_two_decide_on_savings_always_and_on_costs_above_a_small_sum(
    kind: Kind, amount: int, two: bool
) -> None:
    assert needs_second(kind, amount) is two


OUTSIDERS = frozenset({3, 4})


@pytest.mark.parametrize(("has_phone", "witness"), [(True, None), (False, 4)])
def test_she_says_so_herself_or_a_member_without_an_office_does(has_phone: bool, witness: int | None) -> None:
    check_witness(has_phone=has_phone, witness=witness, member=3, outsiders=OUTSIDERS)


@pytest.mark.parametrize(("has_phone", "witness"), [(False, None), (False, 3), (False, 1), (True, 4)])
def test_no_officer_and_not_she_herself_is_her_witness(has_phone: bool, witness: int | None) -> None:
    with pytest.raises(NoWitness):
        check_witness(has_phone=has_phone, witness=witness, member=3, outsiders=OUTSIDERS)
