"""Somebody's words lose every invisible and turning sign, and nothing that can be seen."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hygiene import defused, tidy_text


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


# What Telegram makes something to tap of. Source: tdlib, MessageEntity.cpp, match_bot_commands, match_mentions and
# match_urls (which takes any word with a dot before two letters, for some endings).
TAPPED = (
    re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}"),
    re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}"),
    re.compile(r"[A-Za-z]+://"),
    re.compile(r"\w\.[A-Za-z]{2,}"),
)
INVISIBLE = re.compile("[\u2060\u2068\u2069]")


def can_be_tapped(text: str) -> bool:
    return any(each.search(text) for each in TAPPED)


@pytest.mark.parametrize(
    "words",
    [
        "/start",
        "Bu, ketik /hapus_data ya",
        "(/start)",
        "/start@bot",
        "\n/batal",
        "-/menu",
        "\u201c/menu\u201d",
        "@admin_teman",
        "t.me/teman",
        "T.ME/teman",
        "https://t.me/joinchat/abc",
        "tg://resolve?domain=x",
        "wa.me/628",
        "evil.example.com",
        "http://1.2.3.4/x",
        "buka bit.ly/x sekarang",
    ],
)
def test_nothing_in_shown_words_can_be_tapped(words: str) -> None:
    assert can_be_tapped(words)
    assert not can_be_tapped(defused(words))
    assert INVISIBLE.sub("", defused(words)) == words


@pytest.mark.parametrize(
    "words",
    ["Siti", "Rp25.000", "1/2 kg", "dan/atau", "SK 460/123/2026", "jam 08.00", "R. A. Kartini", "", "Ya."],
)
def test_words_without_anything_to_tap_stay_as_they_are(words: str) -> None:
    assert defused(words) == words


@given(st.text())
def test_no_words_of_anybody_can_be_tapped(words: str) -> None:
    assert not can_be_tapped(defused(words))
    assert INVISIBLE.sub("", defused(words)) == INVISIBLE.sub("", words)


def test_words_that_run_from_right_to_left_stay_among_themselves() -> None:
    name = "\u05d0\u05d1\u05d2"
    assert defused(name) == f"\u2068{name}\u2069"
    assert defused("\u0645\u062d\u0645\u062f 5").startswith("\u2068")
