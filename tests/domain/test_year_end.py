"""Sharing a year's surplus: the vectors of domain.md 3.5, and an independent model over ten thousand random groups."""

import random
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import Account
from domain.year_end import End, Result, Shares, cover_loss, end_of, plain, read, result_of, share_out, split
from domain.year_rules import Fund, YearRules, agreed
from domain.year_rules import read as read_rules
from tests import year_model

VECTORS = tomllib.loads((Path(__file__).parents[1] / "vectors" / "shu.toml").read_text())
GROUPS = 10_000


def numbered(table: dict[str, int]) -> dict[int, int]:
    return {int(number): amount for number, amount in table.items()}


@pytest.mark.parametrize("case", VECTORS["case"], ids=lambda case: case["name"])
def test_the_vectors_are_met_to_the_rupiah(case: dict[str, Any]) -> None:
    shares = share_out(
        case["available"],
        read_rules(case["rules"]),
        savings=numbered(case["savings"]),
        jasa=numbered(case["jasa"]),
    )
    assert {fund.value: amount for fund, amount in shares.funds.items()} == case["funds"]
    assert {each.member: each.by_savings for each in shares.members} == numbered(case["by_savings"])
    assert {each.member: each.by_jasa for each in shares.members} == numbered(case["by_jasa"])
    assert {each.member: each.total for each in shares.members} == numbered(case["totals"])
    assert shares.to_accounts.get(Account.CADANGAN, 0) == case["reserve"]


def random_group(source: random.Random) -> tuple[int, YearRules, dict[int, int], dict[int, int]]:
    """Small and large sums, women without savings, without a loan, with the same as another."""
    cuts = sorted(source.choices(range(101), k=5))
    percents = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
    numbers = source.sample(range(1, 80), source.randint(1, 60))
    most = source.choice((3, 1_000, 5_000_000, 10**12))
    usual = source.randint(0, most)
    savings = {number: source.choice((0, usual, source.randint(0, most))) for number in numbers}
    payers = source.sample(numbers, source.randint(0, len(numbers)))
    jasa = {number: source.choice((0, usual, source.randint(-most, most))) for number in payers}
    available = source.choice(
        (0, 1, source.randint(0, 100), source.randint(0, 10**9), source.randint(0, 10**14))
    )
    return available, read_rules(dict(zip(year_model.FUNDS, percents, strict=True))), savings, jasa


@pytest.mark.parametrize("seed", range(10))
def test_a_second_program_shares_ten_thousand_groups_alike(seed: int) -> None:
    source = random.Random(seed)
    for _group in range(GROUPS // 10):
        available, rules, savings, jasa = random_group(source)
        shares = share_out(available, rules, savings=savings, jasa=jasa)
        funds, by_savings, by_jasa, reserve = year_model.shared(available, rules.plain(), savings, jasa)
        where = f"{available} {rules} {savings} {jasa}"
        assert {fund.value: amount for fund, amount in shares.funds.items()} == funds, where
        for each in shares.members:
            assert each.by_savings == by_savings.get(each.member, 0), where
            assert each.by_jasa == by_jasa.get(each.member, 0), where
        assert shares.to_accounts.get(Account.CADANGAN, 0) == reserve, where
        _keeps_the_invariants(available, shares)


def _keeps_the_invariants(available: int, shares: Shares) -> None:
    """reliability.md C 20 and 21."""
    assert sum(shares.funds.values()) == available
    assert shares.to_members + sum(shares.to_accounts.values()) == available
    weighing = [(each.savings, each.by_savings) for each in shares.members]
    paying = [(each.jasa, each.by_jasa) for each in shares.members]
    for pot, pairs in (
        (shares.funds[Fund.JASA_SIMPANAN], weighing),
        (shares.funds[Fund.JASA_PINJAMAN], paying),
    ):
        whole = sum(weight for weight, _share in pairs)
        assert sum(share for _weight, share in pairs) == (pot if whole else 0)
        for weight, share in pairs:
            assert abs(share * whole - pot * weight) < max(
                whole, 1
            )  # less than a rupiah from what is exactly hers
            assert weight or not share
        for (less, her_share), (more, other_share) in pairwise(sorted(pairs)):
            if less == more:
                assert other_share - her_share <= 1  # the same differs by one at most
            else:
                assert other_share >= her_share  # more never gets less


@given(
    st.dictionaries(st.integers(1, 60), st.integers(0, 10**9), max_size=60),
    st.integers(0, 10**12),
    st.randoms(),
)
def test_the_order_of_the_members_changes_nothing(
    savings: dict[int, int], available: int, source: random.Random
) -> None:
    rules = YearRules(cadangan=0, jasa_simpanan=60, jasa_pinjaman=40, pengurus=0, pendidikan=0, sosial=0)
    mixed = list(savings.items())
    source.shuffle(mixed)
    assert share_out(available, rules, savings=savings, jasa=savings) == share_out(
        available, rules, savings=dict(mixed), jasa=dict(mixed)
    )


@given(st.integers(0, 10**12), st.lists(st.integers(-5, 10**9), max_size=60))
def test_what_is_split_is_never_more_or_less_than_there_was(total: int, weights: list[int]) -> None:
    parts = split(total, dict(enumerate(weights)))
    assert sum(parts.values()) == (total if any(weight > 0 for weight in weights) else 0)
    assert all(part >= 0 for part in parts.values())


# -- the result -------------------------------------------------------------------------------------------------


def test_a_year_is_what_came_in_less_what_it_cost_whatever_else_moved() -> None:
    result = result_of(
        {
            Account.PENDAPATAN_JASA: -500_000,
            Account.PENDAPATAN_LAIN: 20_000,  # a correction of last year
            Account.BIAYA_RAPAT: 80_000,
            Account.KAS: 999_999,
        },
        carried=-100_000,
    )
    assert result.income == {Account.PENDAPATAN_JASA: 500_000, Account.PENDAPATAN_LAIN: -20_000}
    assert result.costs == {Account.BIAYA_RAPAT: 80_000}
    assert (result.surplus, result.available) == (400_000, 300_000)


RULES = read_rules(VECTORS["case"][0]["rules"])


def ended(surplus: int, *, carried: int = 0, reserve: int = 0, rules: YearRules | None = RULES) -> End:
    result = Result(income={Account.PENDAPATAN_JASA: surplus}, costs={}, carried=carried)
    return end_of(2025, result, rules, savings={1: 10, 2: 30}, jasa={1: 5}, reserve=reserve)


def test_a_loss_is_never_shared_and_the_reserve_covers_what_it_can() -> None:
    end = ended(-90_000, reserve=60_000)
    assert end.shares is None
    assert end.covered == cover_loss(90_000, reserve=60_000)
    assert (end.covered.by_reserve, end.covered.left) == (60_000, 30_000)
    with pytest.raises(ValueError, match="never shared"):
        share_out(-1, RULES, savings={1: 1}, jasa={})


def test_an_empty_reserve_covers_nothing() -> None:
    assert cover_loss(5, reserve=-3).by_reserve == 0


def test_what_an_earlier_year_lacks_comes_first() -> None:
    end = ended(100_000, carried=-30_000)
    assert end.shares is not None
    assert end.shares.available == 70_000
    still = ended(100_000, carried=-130_000, reserve=50_000)
    assert still.shares is None
    assert still.covered is not None
    assert (still.covered.loss, still.covered.by_reserve) == (30_000, 30_000)


def test_a_year_that_brought_nothing_needs_no_decision_and_a_surplus_does() -> None:
    assert not ended(0, rules=None).lacks_rules
    assert not ended(-5, rules=None).lacks_rules
    assert ended(5, rules=None).lacks_rules
    assert not ended(5).lacks_rules


def test_how_a_year_ended_is_kept_and_read_again() -> None:
    for end in (ended(77_777), ended(-7, reserve=3), ended(0, rules=None), ended(9, rules=None)):
        assert read(plain(end)) == end


def test_a_womans_part_is_found_by_her_number() -> None:
    shares = ended(1_000).shares
    assert shares is not None
    assert shares.of(2) is shares.members[1]
    assert shares.of(7) is None
    assert shares.to_members == sum(each.total for each in shares.members)


def test_agreed_is_what_the_group_says() -> None:
    assert agreed(RULES.shares) == RULES
