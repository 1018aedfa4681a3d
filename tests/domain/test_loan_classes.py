"""By how many days behind a loan falls into which class, under whose rules; and what she reads herself."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from domain.criteria import CriteriaError
from domain.loan_classes import (
    USUAL,
    LoanClass,
    MemberState,
    class_of,
    member_state,
    parse_profiles,
    profile_of,
)
from domain.loan_rules import LoanRules, Method

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "criteria" / "loan_classes.toml").read_text(encoding="utf-8")
PROFILES = parse_profiles(TEXT, "loan_classes.toml")
VECTORS: dict[str, Any] = tomllib.loads(
    (ROOT / "tests" / "vectors" / "loans.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("each", VECTORS["classes"], ids=lambda each: each["profile"])
def test_each_rule_book_has_its_own_days(each: dict[str, Any]) -> None:
    found = [[days, class_of(PROFILES[each["profile"]], days).name] for days, _class in each["expected"]]
    assert found == each["expected"]


def test_every_rule_book_in_the_file_has_its_example() -> None:
    assert list(PROFILES) == [each["profile"] for each in VECTORS["classes"]]


@pytest.mark.parametrize("name", list(PROFILES))
def test_more_days_are_never_a_better_class(name: str) -> None:
    found = [class_of(PROFILES[name], days) for days in range(700)]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (LoanClass.LANCAR, LoanClass.MACET)


def test_a_group_begins_with_the_proposal_and_an_unknown_name_falls_back_to_it() -> None:
    assert LoanRules(methods=(Method.NONE,), rate=0, months_max=10).profile == USUAL
    assert profile_of(PROFILES, "bank") is PROFILES["bank"]
    assert profile_of(PROFILES, "of a later release") is PROFILES[USUAL]


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (0, MemberState.LANCAR),
        (1, MemberState.BELUM_MASUK),
        (30, MemberState.BELUM_MASUK),
        (31, MemberState.BICARA),
        (900, MemberState.BICARA),
    ],
)
def test_she_reads_three_states_and_no_class(days: int, state: MemberState) -> None:
    assert member_state(days) is state
    assert state.value not in {each.name.lower() for each in LoanClass} - {"lancar"}


@pytest.mark.parametrize(
    ("there", "instead", "problem"),
    [
        ("days = [0, 30, 90, 180]", "days = [0, 90, 30, 180]", r"days \[0, 90, 30, 180\] do not rise"),
        ("days = [0, 30, 90, 180]", "days = [-1, 30, 90, 180]", "do not rise"),
        ("days = [0, 30, 90, 180]", "days = [0, 30, 90]", "days is not a list of 4 whole numbers"),
        ("days = [0, 30, 90, 180]", "days = [0, 30, 90, true]", "days is not a list of 4 whole numbers"),
        ("days = [0, 30, 90, 180]", 'days = "30"', "days is not a list"),
        ("days = [0, 30, 90, 180]", "", "days is missing"),
        ('key = "mentari"', 'key = "kami"', "the profile 'mentari' is missing"),
        ('key = "bank"', 'key = "mentari"', "the profile 'mentari' stands 2 times"),
        ('title = "Seperti bank"', 'title = "Seperti bank"\nnote = "x"', "the key 'note' is unknown"),
        ("golongan_pinjaman/1", "golongan_pinjaman/2", "is unknown"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(there: str, instead: str, problem: str) -> None:
    assert TEXT.count(there) == 1
    with pytest.raises(CriteriaError, match=problem):
        parse_profiles(TEXT.replace(there, instead), "loan_classes.toml")
