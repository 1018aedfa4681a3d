"""The percentages of a year: they make up 100, or they are none."""

import tomllib
from pathlib import Path

import pytest

from domain.year_rules import Fund, SharesNot100, YearRules, agreed, read

REFUSED = tomllib.loads((Path(__file__).parents[1] / "vectors" / "shu.toml").read_text())["refused"]


def test_what_makes_up_105_is_refused_with_its_sum() -> None:
    with pytest.raises(SharesNot100) as refused:
        agreed({Fund(name): share for name, share in REFUSED.items()})
    assert refused.value.fields == {"total": 105}


def test_less_than_nothing_is_refused_also_where_the_sum_is_right() -> None:
    with pytest.raises(SharesNot100):
        agreed({Fund.CADANGAN: 110, Fund.SOSIAL: -10})


def test_a_fund_nobody_named_gets_nothing() -> None:
    rules = agreed({Fund.CADANGAN: 60, Fund.JASA_SIMPANAN: 40})
    assert rules == YearRules(
        cadangan=60, jasa_simpanan=40, jasa_pinjaman=0, pengurus=0, pendidikan=0, sosial=0
    )
    assert list(rules.shares) == list(Fund)


@pytest.mark.parametrize("wrong", [{"sosial": 6}, {"sosial": 5.0}, {"sosial": True}, {"sosial": -5}])
def test_rules_that_do_not_make_up_100_cannot_be(wrong: dict[str, int]) -> None:
    right = {
        "cadangan": 95,
        "jasa_simpanan": 0,
        "jasa_pinjaman": 0,
        "pengurus": 0,
        "pendidikan": 0,
        "sosial": 5,
    }
    assert read(right).plain() == right
    with pytest.raises(ValueError, match="make up 100"):
        read(right | wrong)


def test_what_is_not_whole_cannot_be_read() -> None:
    with pytest.raises(KeyError):
        read({"cadangan": 100})
