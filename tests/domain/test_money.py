"""Amounts are shown in the official form and in correct Indonesian words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import IN_WORDS_MAX, echo, format_rupiah, in_words


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "Rp0"),
        (500, "Rp500"),
        (1000, "Rp1.000"),
        (25_000, "Rp25.000"),
        (1_250_000, "Rp1.250.000"),
        (-5_000, "-Rp5.000"),
    ],
)
def test_an_amount_is_written_with_dots_and_no_space(amount: int, written: str) -> None:
    assert format_rupiah(amount) == written


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (210, "dua ratus sepuluh"),
        (1000, "seribu"),
        (1500, "seribu lima ratus"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (25_000, "dua puluh lima ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_250_000, "satu juta dua ratus lima puluh ribu"),
        (10**9, "satu miliar"),
        (10**12, "satu triliun"),
        (10**15, "seribu triliun"),
        (-5_000, "minus lima ribu"),
    ],
)
def test_an_amount_in_words_is_correct_indonesian(amount: int, words: str) -> None:
    assert in_words(amount) == words


def test_beyond_the_largest_amount_there_are_no_words() -> None:
    with pytest.raises(ValueError):
        in_words(IN_WORDS_MAX + 1)
    with pytest.raises(ValueError):
        in_words(-IN_WORDS_MAX - 1)


def test_the_echo_shows_digits_and_words() -> None:
    assert echo(25_000) == "Rp25.000 (dua puluh lima ribu)"


@given(st.integers(-IN_WORDS_MAX, IN_WORDS_MAX), st.integers(-IN_WORDS_MAX, IN_WORDS_MAX))
def test_two_amounts_never_share_a_writing(one: int, other: int) -> None:
    assert (format_rupiah(one) == format_rupiah(other)) == (one == other)
    assert (in_words(one) == in_words(other)) == (one == other)
