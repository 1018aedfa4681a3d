"""Every message becomes plain lower-case text, and what cannot is reported."""

import pytest

from domain.reading.clean import clean, find_phrases, phrase_table, words_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Iya   BU 🙏🙏 ", "iya bu"),
        ("sèket éwu", "seket ewu"),
        ("Jum'at, Jum’at", "jumat, jumat"),
        ("kira-kira", "kira kira"),
        ("kira2 50rb", "kira kira 50rb"),
        ("tgl2", "tgl2"),
        ("25–30", "25-30"),
        ("2×25", "2x25"),
        ("Rp\u00a025.000", "rp 25.000"),
        ("𝐁𝐞𝐬𝐨𝐤", "besok"),
        ("a\u200bb", "ab"),
        ("*25rb* _besok_", "25rb besok"),
        ("2*25rb", "2*25rb"),
        ("satu\ndua", "satu\ndua"),
        ("", ""),
    ],
)
def test_a_message_becomes_plain(text: str, plain: str) -> None:
    assert clean(text).text == plain


@pytest.mark.parametrize("text", ["２５", "٢٥", "𝟐𝟓", "২৫"])
def test_digits_of_other_scripts_are_read_and_reported(text: str) -> None:
    assert clean(text).text == "25"
    assert clean(text).foreign_digits


@pytest.mark.parametrize("text", ["①②", "½ juta", "\u202e25", "Ⅳ"])
def test_what_is_no_plain_digit_is_reported(text: str) -> None:
    assert clean(text).unreadable


def test_letters_of_another_alphabet_are_not_dropped() -> None:
    assert words_of(clean("25 тыс").text) == ["25", "···"]


def test_the_longest_phrase_is_found_first() -> None:
    phrases = phrase_table({"about": "kurang lebih", "minus": "kurang"})
    assert list(find_phrases(["kurang", "lebih", "kurang", "x"], phrases)) == [
        ("about", ["kurang", "lebih"]),
        ("minus", ["kurang"]),
        (None, ["x"]),
    ]
