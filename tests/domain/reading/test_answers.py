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


@given(st.sampled_from(NOT), st.sampled_from(["salah", "menolak", "males"]), st.booleans())
def test_not_wrong_is_neither_a_no_nor_a_plain_yes(no: str, refusing: str, paused: bool) -> None:
    assert read_answer(f"{no} {refusing}") is None
    assert not paused or read_answer(f"{no}, {refusing}") is Answer.TIDAK


@given(st.sampled_from(["aman", "jelas", "siap", "oke"]), st.sampled_from(["gak", "ga", "nggak", "tidak"]))
def test_a_not_right_behind_an_oke_asks_back_and_behind_a_pause_refuses(fine: str, no: str) -> None:
    assert read_answer(f"{fine} {no}") is None
    assert read_answer(f"{fine}, {no}") is Answer.TIDAK


@pytest.mark.parametrize("text", ["bisa jadi", "boleh jadi", "jangan-jangan iya", "izin", "ijin bu"])
def test_a_maybe_made_of_yes_words_and_a_leave_asked_for_are_no_yes(text: str) -> None:
    assert read_answer(text) is None


@given(st.sampled_from(YES), st.sampled_from("👎❌"))
def test_a_yes_beside_a_thumb_down_is_no_answer(yes: str, thumb: str) -> None:
    assert read_answer(f"{yes} {thumb}") is None


@given(st.sampled_from(["boleh", "setuju", "ya boleh"]))
def test_a_yes_with_sih_is_not_the_explicit_yes_of_consent(yes: str) -> None:
    assert read_answer_full(yes).explicit
    found = read_answer_full(f"{yes} sih")
    assert (found.answer, found.explicit) == (Answer.YA, False)


@given(st.sampled_from(NOT), st.sampled_from(["dulu", "dulu ya bu", "mau dulu", "heula", "dolo"]))
def test_dulu_softens_a_no_and_stays_a_no(no: str, soft: str) -> None:
    assert read_answer(f"{no} {soft}") is Answer.TIDAK


@pytest.mark.parametrize("text", ["ada 1", "saya punya 2", "butuh 1"])
def test_a_digit_behind_a_word_that_counts_is_no_choice(text: str) -> None:
    assert read_answer(text) is None
