"""A row of number words is one number, a doubtful number, or none."""

import pytest

from domain.reading.number_grammar import Doubt, Number, read_number
from domain.reading.number_words import Numeral, Part, find_number_word, split_joined


def parts(text: str) -> list[Numeral]:
    found: list[Numeral] = []
    for word in text.split():
        one = Numeral(Part.LITERAL, text=word) if word[0].isdigit() else find_number_word(word)
        found.extend([one] if one else split_joined(word) or [])
    return found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dua puluh lima", Number(25, bare=True)),
        ("dua puluh lima ribu", Number(25_000)),
        ("seket lima ewu", Number(55_000)),
        ("tigang dasa gangsal ewu", Number(35_000)),
        ("satu koma lima juta", Number(1_500_000)),
        ("1,5 juta", Number(1_500_000)),
        ("1.500 ribu", Number(1_500_000, Doubt.CONFIRM)),
        ("sejuta dua ratus", Number(1_200_000, Doubt.CONFIRM)),
        ("dua tiga ribu", Number(23_000, Doubt.ASK)),
        ("satu juta satu", None),
        ("ribu dua", None),
        ("satu koma", None),
        ("dua dua juta", None),
        ("satu lima juta", None),
        ("setengah", None),
        ("2.5000", None),
        ("25.00", None),
        ("1,55 rupiah", None),
        ("juta", None),
        ("", Number(0, bare=True)),
    ],
)
def test_number_words_are_one_number_or_none(text: str, number: Number | None) -> None:
    assert read_number(parts(text)) == number


@pytest.mark.parametrize(
    "word", ["keluarga", "tempat", "lamaran", "juragan", "dualisme", "tigapuluhan", "limau"]
)
def test_an_ordinary_word_is_no_joined_number(word: str) -> None:
    assert split_joined(word) is None


@pytest.mark.parametrize(
    "word", ["limaribu", "duapuluhlima", "sepuluhribu", "rongatus", "telungpuluhewu", "limapuluhrb"]
)
def test_a_joined_number_has_its_parts(word: str) -> None:
    found = split_joined(word)
    assert found is not None
    assert "".join(one.text for one in found) == word
