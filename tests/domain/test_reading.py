"""What holds for every reader: it never raises, it stops at its limit, and it gives the same answer again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.reading.action import Action
from domain.reading.answers import AnswerReading, read_answer_full
from domain.reading.choices import ChoiceReading, match_choice, match_choices
from domain.reading.clean import clean
from domain.reading.dates import read_date
from domain.reading.money import read_money, read_money_without_context
from domain.reading.numbers import read_whole_number
from domain.reading.signals import is_command, read_signal
from domain.reading.times import read_time

TODAY = date(2026, 1, 28)
LABELS = ["Sendiri", "Bersama", "Saya dibantu orang"]
READERS: dict[str, Callable[[str], Any]] = {
    "money": read_money,
    "income": lambda text: read_money(text, approximate_ok=True),
    "money without context": read_money_without_context,
    "past day": lambda text: read_date(text, today=TODAY, context="past"),
    "any day": lambda text: read_date(text, today=TODAY),
    "future day": lambda text: read_date(text, today=TODAY, context="future"),
    "time": read_time,
    "answer": read_answer_full,
    "signal": read_signal,
    "command": is_command,
    "choice": lambda text: match_choice(text, LABELS),
    "choices": lambda text: match_choices(text, LABELS),
    "number": read_whole_number,
}
# Words and signs the readers know, thrown together: random letters alone would rarely get past the first step.
KNOWN = (
    "1 2 3 25 30 31 2026 0 007 25.000 1,5 9.30 03/02 3-2 rb ribu jt juta M k puluh ratus belas se satu dua lima "
    "setengah sejuta seket ewu likur koma cepek goceng tgl tanggal bulan hari minggu senin jumat malam depan "
    "lalu ini lagi akhir awal besok kemarin isuk feb maret kliwon jam pukul lewat kurang seperempat pagi siang "
    "sore subuh wib habis magrib ya iya boleh tidak ga bukan belum sudah tahu mau jawab nanti mungkin menu batal "
    "petugas bu mbak 🙏 👍 ? + - x * / = . , : ( ) ;"
).split()
PIECES = st.lists(st.sampled_from([*KNOWN, "\n", "\u202e", "½", "②", "\u0665", "２"]), max_size=14)
SEPARATORS = st.sampled_from(["", " ", "  "])


@pytest.mark.parametrize("name", READERS)
@given(text=st.text(max_size=200))
@example(text="\ud800")
@example(text="\x00")
@example(text="🏳️‍🌈")
@example(text="﷽")
def test_no_text_makes_a_reader_raise(name: str, text: str) -> None:
    READERS[name](text)


@pytest.mark.parametrize("name", READERS)
@given(pieces=PIECES, separator=SEPARATORS)
def test_no_heap_of_known_words_makes_a_reader_raise(name: str, pieces: list[str], separator: str) -> None:
    text = separator.join(pieces)
    assert READERS[name](text) == READERS[name](text)


@pytest.mark.parametrize("sign", ["1", "1 ", "a", "ya ", "dua", "(", "1.", "²", "-", "25rb ", "\n"])
def test_a_text_beyond_the_limit_is_not_read(sign: str) -> None:
    text = sign * 5_000
    assert read_money(text).action is Action.REJECT
    assert read_date(text, today=TODAY).action is Action.REJECT
    assert read_time(text).action is Action.REJECT
    assert read_answer_full(text) == AnswerReading(None)
    assert match_choice(text, LABELS) == ChoiceReading()
    assert match_choices(text, LABELS).indices == ()
    assert read_whole_number(text) is None
    assert read_signal(text) is None
    assert not is_command(text)


@given(st.text(max_size=100))
def test_a_cleaned_text_is_plain_and_stays_as_it_is(text: str) -> None:
    once = clean(text).text
    assert all(sign.isascii() or sign == "·" for sign in once)
    assert once == once.lower()
    # The dot stands for a letter of another alphabet, and bold inside italic takes two turns.
    assert not {"·", "*", "_"}.isdisjoint(once) or clean(once).text == once
