"""A yes is a yes only when every word says so, and consent needs the explicit one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.answers import Answer, AnswerReading, read_answer, read_answer_full

YES = ["ya", "iya", "boleh", "setuju", "mau", "muhun", "nggih", "oke", "siap", "bisa"]
NOT = ["tidak", "ga", "gak", "nggak", "jangan", "teu", "mboten", "ora", "sonde", "kada"]
UNSURE = ["terserah", "insyaallah", "nanti", "mungkin", "kayaknya", "tapi", "kalau"]


@given(st.sampled_from(YES), st.sampled_from(UNSURE), st.booleans())
def test_a_yes_beside_a_maybe_is_no_answer(yes: str, unsure: str, first: bool) -> None:
    assert read_answer(f"{unsure} {yes}" if first else f"{yes} {unsure}") is None


@given(
    st.sampled_from(NOT),
    st.sampled_from(["boleh", "mau", "setuju", "bisa", "hoyong", "purun", "benar", "ada"]),
)
def test_a_not_turns_the_yes_behind_it_round(no: str, yes: str) -> None:
    assert read_answer(f"{no} {yes}") is Answer.TIDAK


@given(st.sampled_from(YES), st.sampled_from(NOT))
def test_a_not_behind_a_yes_is_never_a_yes(yes: str, no: str) -> None:
    assert read_answer(f"{yes} {no}") is not Answer.YA


@given(st.sampled_from(YES), st.sampled_from(["?", " ga?", " bu?", " kan?", " ya?"]))
def test_a_question_is_no_answer(yes: str, end: str) -> None:
    assert read_answer(yes + end) is None


@given(
    st.sampled_from(YES), st.sampled_from(["dipukul", "suami", "tanya", "hamil", "25rb", "petugas", "menu"])
)
def test_a_yes_beside_any_other_word_is_no_answer(yes: str, word: str) -> None:
    assert read_answer(f"{yes} {word}") is None
    assert read_answer(f"{word} {yes}") is None


@pytest.mark.parametrize("text", ["sudah", "udah bu", "sampun", "parantos", "su"])
def test_sudah_is_a_yes_only_where_it_was_asked_whether_something_is_done(text: str) -> None:
    assert read_answer(text) is None
    assert read_answer(text, asked_done=True) is Answer.YA
    assert not read_answer_full(text, asked_done=True).explicit


@pytest.mark.parametrize("text", ["1", "2", "0", "no 1", "1 ya", "satu", "yg 2 bu"])
def test_digits_are_answers_only_where_the_menu_was_shown(text: str) -> None:
    assert read_answer(text) is not None
    assert read_answer(text, digits=False) is None


@pytest.mark.parametrize(
    "text", ["gapapa", "ya gapapa", "oke", "sip", "mau", "👍", "ya sudah", "lanjut", "silahkan lewat"]
)
def test_a_yes_ish_word_is_not_the_explicit_yes_of_consent(text: str) -> None:
    assert not read_answer_full(text).explicit


@pytest.mark.parametrize(
    "text", ["menu", "batal", "petugas", "bantuan", "berhenti", "kembali", "cukup", "makasih", "halo"]
)
def test_control_words_and_small_talk_are_no_answers(text: str) -> None:
    assert read_answer_full(text) == AnswerReading(None)
