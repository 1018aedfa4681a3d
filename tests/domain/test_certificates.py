"""A number that is mistyped never fits; a name on a paper is a name; who came often enough is offered one first."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ids import CODE_ALPHABET
from domain.certificates import (
    ALPHABET,
    NAME_CHARS_MAX,
    enough,
    find_typed,
    is_sound,
    name_for_paper,
    number_of,
    shown,
    who_came_enough,
)

NUMBERS = st.text(ALPHABET, min_size=5, max_size=5).map(number_of)


def test_its_signs_are_those_of_all_codes_and_a_prime_number() -> None:
    assert ALPHABET == CODE_ALPHABET
    assert all(len(ALPHABET) % divisor for divisor in range(2, len(ALPHABET)))


@given(NUMBERS)
def test_one_wrong_sign_is_always_noticed(number: str) -> None:
    assert is_sound(number)
    for place in range(2, len(number)):
        for sign in set(ALPHABET) - {number[place]}:
            assert not is_sound(number[:place] + sign + number[place + 1 :])


@given(NUMBERS)
def test_two_exchanged_signs_are_always_noticed(number: str) -> None:
    for one, other in combinations(range(2, len(number)), 2):
        signs = list(number)
        signs[one], signs[other] = signs[other], signs[one]
        assert is_sound("".join(signs)) is (number[one] == number[other])


@pytest.mark.parametrize(
    "nothing", ["", "SM", "SM7K4P", "SM7K4P2KK", "XX7K4P2K", "SM7K4P2O", "sm7k4p2k", "SM7K4P2É"]
)
def test_what_is_no_number_is_not_sound(nothing: str) -> None:
    assert not is_sound(nothing)


@pytest.mark.parametrize(
    "typed",
    [
        "SM-7K4P-2K",
        "sm-7k4p-2k",
        "SM 7K4P 2K",
        "sm7k4p2k",
        "7K4P-2K",
        "7k4p2k",
        "nomornya SM-7K4P-2K, bu",
        "SM.7K4P.2K",
    ],
)
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    assert find_typed(typed) == "SM7K4P2K"
    assert shown("SM7K4P2K") == "SM-7K4P-2K"


@pytest.mark.parametrize("typed", ["", "halo", "tidak tahu", "SM-7K4P", "12", "SM-7K4P-2KX"])
def test_what_is_not_like_a_number_is_not_looked_up(typed: str) -> None:
    assert find_typed(typed) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("siti aminah", "Siti Aminah"),
        ("SITI AMINAH BINTI ABDUL", "Siti Aminah binti Abdul"),
        ("Siti  Aminah", "Siti Aminah"),
        ("Ni Made Ayu S.Pd.", "Ni Made Ayu S.Pd."),
        ("D'Arcy Siti-Nur", "D'Arcy Siti-Nur"),
        ("Siti 😀 Aminah", "Siti Aminah"),
        ("Yosefína", "Yosefína"),
    ],
)
def test_a_name_stands_as_it_was_typed_with_capitals_where_there_were_none(typed: str, written: str) -> None:
    assert name_for_paper(typed) == written
    assert name_for_paper(written) == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "S",
        "Siti 2",
        "3201234567890001",
        "Petugas",
        "Admin Dinsos",
        "😀",
        "wa.me/628",
        "Siti/Aminah",
        "سيتي",
        "x" * 41,
    ],
)
def test_what_is_no_name_does_not_stand_on_a_paper(typed: str) -> None:
    assert name_for_paper(typed) == ""


@given(st.text(max_size=NAME_CHARS_MAX + 5))
def test_a_written_name_is_written_again_as_it_is(typed: str) -> None:
    written = name_for_paper(typed)
    assert len(written) <= NAME_CHARS_MAX
    assert name_for_paper(written) == written


def test_three_sessions_of_four_are_enough() -> None:
    assert [enough(sessions) for sessions in (1, 2, 3, 4, 5, 8, 10)] == [1, 2, 3, 3, 4, 6, 8]
    assert who_came_enough({1: 3, 2: 2, 3: 4}, 4) == (1, 3)
    assert who_came_enough({1: 0}, 0) == (), "where nobody wrote down who came, people decide"
