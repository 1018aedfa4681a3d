"""Words are alike when a finger slipped once, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.spelling import (
    find_spelled,
    nearest_meaning,
    nearest_word,
    one_slip_apart,
    squeeze,
    squeezed,
)

WORDS = st.text(alphabet="abc", max_size=7)


def distance(first: str, second: str) -> int:
    """Damerau-Levenshtein (optimal string alignment), the plain way."""
    rows = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            if not i or not j:
                rows[i][j] = i + j
                continue
            cost = first[i - 1] != second[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_one_slip_is_a_distance_of_at_most_one(first: str, second: str) -> None:
    assert one_slip_apart(first, second) == (distance(first, second) <= 1)


def test_repeated_letters_are_taken_once() -> None:
    assert squeeze("ribbuuu") == "ribu"


def test_a_short_word_does_not_turn_into_another() -> None:
    table = {"maaf": 1, "iya": 2}
    assert find_spelled("iyaaa", table, squeezed(table)) == 2
    assert find_spelled("maaf", table, squeezed(table)) == 1
    assert find_spelled("maf", table, squeezed(table)) is None


@pytest.mark.parametrize(
    ("word", "near"), [("puluj", "puluh"), ("pulh", None), ("buluh", None), ("xyzxy", None)]
)
def test_the_nearest_word_begins_alike_and_is_long_enough(word: str, near: str | None) -> None:
    assert nearest_word(word, ["puluh", "ratus"]) == near


def test_two_words_equally_near_are_no_guess() -> None:
    assert nearest_word("selase", ["selasa", "selasi"]) is None


@pytest.mark.parametrize(
    ("word", "month"), [("desembar", 12), ("jamuari", None), ("dese", None), ("juni", None)]
)
def test_words_that_mean_the_same_are_no_two_guesses(word: str, month: int | None) -> None:
    months = {"desember": 12, "desembr": 12, "januari": 1, "jamuary": 7}
    assert nearest_meaning(word, months) == month
