"""Only a whole number alone, or with the unit that was asked for, is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import in_words
from domain.reading.numbers import read_whole_number, with_digits


@given(st.integers(0, 999))
def test_digits_and_words_are_the_same_number(number: int) -> None:
    assert read_whole_number(str(number)) == number
    assert read_whole_number(in_words(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25 th", 25),
        ("25 tahun", 25),
        ("umur 25 bu", 25),
        ("umur saya dua puluh lima", 25),
        ("tiga orang", 3),
        ("anak 3", 3),
        ("tilu", 3),
        ("salawe", 25),
        ("rong puluh", 20),
        ("selikur", 21),
        ("sekawan", 4),
        ("tuju", 7),
        ("nol", 0),
        ("kosong", 0),
        ("9 orang 🙏", 9),
        ("2️⃣", 2),
        ("duapuluh", 20),
        ("25.", 25),
    ],
)
def test_a_number_is_read_in_every_language(text: str, number: int) -> None:
    assert read_whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "0,5",
        "-3",
        "25rb",
        "25 ribu",
        "2.5",
        "3-4",
        "3 atau 4",
        "dua lima",
        "sekitar 30",
        "30an",
        "3 anak 2 cucu",
        "1000",
        "tidak punya",
        "banyak",
        "",
        "½",
        "3/4",
        "2+1",
        "jam 9",
        "3x",
        "12abc",
    ],
)
def test_everything_else_is_none(text: str) -> None:
    assert read_whole_number(text) is None


def test_number_words_in_a_sentence_become_digits() -> None:
    assert with_digits("tgl dua puluh lima feb".split()) == ["tgl", "25", "feb"]
    assert with_digits("dua tiga hari".split()) == ["dua", "tiga", "hari"]


@pytest.mark.parametrize(
    "text, most, number",
    [
        ("1042", 9999, 1042),
        ("1.000", 100_000, 1000),
        ("2 ribu orang", 100_000, 2000),
        ("2rb", 100_000, 2000),
        ("nomor 1234", 9999, 1234),
        ("dua ratus", 100_000, 200),
        ("200", 100_000, 200),
        ("1042", 999, None),
        ("1.00", 100_000, None),
        ("1,000", 100_000, None),
        ("-1000", 100_000, None),
        ("1000 2000", 100_000, None),
        ("99999", 9999, None),
        ("08123456789", 100_000, None),
    ],
)
def test_where_more_may_be_meant_digits_may_say_it(text: str, most: int, number: int | None) -> None:
    assert read_whole_number(text, most=most) == number
