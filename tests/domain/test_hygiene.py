"""Somebody's words lose every invisible and turning sign, and nothing that can be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hygiene import tidy_text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("", ""),
        ("Siti", "Siti"),
        ("  Siti   Aminah ", "Siti Aminah"),
        ("jual\tnasi", "jual nasi"),
        ("satu\r\ndua", "satu\ndua"),
        ("satu\n\n\n  dua\n", "satu\ndua"),
        ("O'Neil {0.__class__} <b>", "O'Neil {0.__class__} <b>"),
        ("キティ 👍", "キティ 👍"),
    ],
)
def test_what_can_be_seen_stays(sent: str, kept: str) -> None:
    assert tidy_text(sent) == kept


@pytest.mark.parametrize(
    "sign",
    [
        "\u202e",
        "\u202d",
        "\u2066",
        "\u2069",
        "\u200f",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u2060",
        "\ue000",
        "\U000e0041",
    ],
)
def test_a_sign_that_turns_or_hides_goes(sign: str) -> None:
    assert tidy_text(f"{sign}Si{sign}ti{sign}") == "Siti"


def test_a_control_sign_becomes_a_space() -> None:
    assert tidy_text("a\x00b\x1bc\rd") == "a b c d"


def test_letters_are_composed() -> None:
    assert tidy_text("e\u0301") == "\u00e9"


def test_at_most_three_marks_stay_on_a_letter() -> None:
    assert tidy_text("q" + "\u0323" * 9 + "g" + "\u0323" * 2) == "q" + "\u0323" * 3 + "g" + "\u0323" * 2


def test_a_mark_without_a_letter_goes() -> None:
    assert tidy_text("\u0301\u0301Siti") == "Siti"


def test_a_joiner_stays_only_between_signs() -> None:
    family = "👩\u200d👧"
    assert tidy_text(family) == family
    assert tidy_text("\u200d\u200c") == ""
    assert tidy_text("\u200dSiti\u200d") == "Siti"


@given(st.text())
def test_only_joiners_and_line_breaks_are_left_of_what_cannot_be_seen(sent: str) -> None:
    hidden = {sign for sign in tidy_text(sent) if unicodedata.category(sign).startswith("C")}
    assert hidden <= {"\n", "\u200d", "\u200c"}


@given(st.text(alphabet="ab \n\t"))
def test_no_line_begins_or_ends_with_a_space_or_is_empty(sent: str) -> None:
    tidied = tidy_text(sent)
    assert all(line and line == " ".join(line.split()) for line in tidied.split("\n") if tidied)
    assert tidied.split() == sent.split()
