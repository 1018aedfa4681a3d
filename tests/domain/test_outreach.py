"""A card's code is found however it is typed, and no ordinary sentence looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ids import CODE_ALPHABET
from domain.outreach import (
    CODE_LETTERS,
    SIGNS,
    packed,
    read_card_code,
    read_typed_code,
    shown,
    unpacked,
)

codes = st.text(SIGNS, min_size=CODE_LETTERS, max_size=CODE_LETTERS)


@pytest.mark.parametrize(
    "text",
    [
        "AJAK 7K4P 9XQ2",
        "ajak 7k4p 9xq2",
        "Ajak7K4P9XQ2",
        "ajak-7k4p-9xq2",
        "AJAK: 7K4P.9XQ2",
        "bu ini kode saya ajak 7k4p 9xq2 ya",
        "ajak\n7K4P\n9XQ2",
        "kode AJAK 7K 4P 9X Q2.",
        "Assalamualaikum bu, saya dapat kartu dari bu RT, kodenya AJAK 7K4P 9XQ2, mau tanya kelas jahit. Terima kasih",
    ],
)
def test_the_code_is_found_however_it_is_typed(text: str) -> None:
    assert read_card_code(text) == "7K4P9XQ2"
    assert read_typed_code(text) == "7K4P9XQ2"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ajak",
        "ajak berteman",
        "ajak teman 5 orang besok",
        "ajakan 7k4p",
        "mau ajak anak ke pasar jam 9",
        "ajak 7K4P 9XQ",
        "ajak 7K4P 9XQ2X",
        "ajak 2345 6789",
        "kajak 7k4p 9xq2",
        "7K4P 9XQ2",
        "bayar 25k",
        "ajak 7k4p 9xq2 " + "a" * 300,
    ],
)
def test_words_are_no_code(text: str) -> None:
    assert read_card_code(text) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("7K4P 9XQ2", "7K4P9XQ2"),
        ("7k4p9xq2", "7K4P9XQ2"),
        (" 7K4P-9XQ2. ", "7K4P9XQ2"),
        ("AJAK 7K4P 9XQ", "7K4P9XQ"),
        ("ajak 7KAP 1O0Q", "7KAP1O0Q"),
        ("halo", ""),
        ("ajak 2 teman", ""),
        ("ajak berteman", ""),
        ("2345 6789", ""),
        ("0812 3456 7890", ""),
        ("berteman", ""),
        ("saya mau tanya", ""),
        ("x" * 100, ""),
    ],
)
def test_who_was_asked_for_it_may_leave_the_word_out_or_mistype(text: str, code: str) -> None:
    assert read_typed_code(text) == code


@given(codes)
def test_a_number_stands_for_each_code(code: str) -> None:
    assert unpacked(packed(code)) == code
    assert packed(code) < 2**63


@given(codes.filter(lambda code: not code.isalpha() and not code.isdigit()))
def test_what_stands_on_a_card_is_read_from_it(code: str) -> None:
    assert read_card_code(shown(code)) == code
    assert read_typed_code(shown(code).lower()) == code
    assert read_typed_code(code) == code


@given(st.text(max_size=120))
def test_nothing_that_is_typed_makes_it_fail(text: str) -> None:
    for code in (read_card_code(text), read_typed_code(text)):
        assert code == code.upper()
        assert len(code) <= 10


def test_the_signs_are_those_of_all_codes() -> None:
    assert SIGNS == CODE_ALPHABET
