"""Long texts are cut where a reader would, never inside a sign, and every piece fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.text import clean, pieces, units

# Each is one sign to a reader, and begins a new one wherever it stands.
SIGNS = [
    "a", "Ñ", " ", "\n", "é", "e\u0301", "👍", "👍🏽", "👩‍👩‍👧‍👦",
    "🏳️‍🌈", "🇮🇩", "1️⃣", "❤️", "ก็", "நி", "각", "\u1100\u1161\u11a8", "\r\n",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]  # fmt: skip


@given(signs=st.lists(st.sampled_from(SIGNS), max_size=200), most=st.integers(min_value=20, max_value=60))
def test_pieces_fit_join_to_the_text_and_never_cut_a_sign(signs, most):
    text = "".join(signs)
    found = pieces(text, most)
    assert "".join(found) == text
    assert all(units(piece) <= most for piece in found)
    ends, place = set(), 0
    for sign in signs:
        place += len(sign)
        ends.add(place)
    place = 0
    for piece in found[:-1]:
        place += len(piece)
        assert place in ends, f"cut inside a sign at {place}"


@given(text=st.text(), most=st.integers(min_value=2, max_value=30))
def test_any_text_at_all_is_cut_into_pieces_that_fit(text, most):
    found = pieces(text, most)
    assert "".join(found) == text
    assert all(units(piece) <= most for piece in found)


@pytest.mark.parametrize(
    "text, most, wanted",
    [
        ("satu\n\ndua tiga", 10, ["satu\n\n", "dua tiga"]),
        ("satu dua. tiga empat", 16, ["satu dua. ", "tiga empat"]),
        ("satu dua tiga", 9, ["satu dua ", "tiga"]),
        ("satuduatiga", 4, ["satu", "duat", "iga"]),
        ("", 4, [""]),
        ("👍👍👍", 4, ["👍👍", "👍"]),
    ],
)
def test_a_text_is_cut_at_the_best_place(text, most, wanted):
    assert pieces(text, most) == wanted


def test_4096_units_are_one_message_and_one_more_is_two():
    assert len(pieces("a" * 4096)) == 1
    assert len(pieces("a" * 4097)) == 2
    assert len(pieces("😀" * 2048)) == 1
    assert len(pieces("😀" * 2049)) == 2


def test_a_heap_of_marks_longer_than_a_message_is_cut_all_the_same():
    assert [len(piece) for piece in pieces("e" + "\u0301" * 9_000)] == [4096, 4096, 809]


@given(st.text(alphabet=st.characters(codec=None)))
def test_a_cleaned_text_can_be_sent_and_stored(text):
    cleaned = clean(text)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


def test_a_pair_that_came_as_two_halves_is_whole_again():
    assert clean("\ud83d\ude00") == "😀"
    assert clean("\ud83d!") == "\ufffd!"
