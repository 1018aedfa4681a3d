"""Every case of tests/vectors is read as it says: the shared samples of real chats and our own hard ones."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.reading.answers import read_answer_full
from domain.reading.dates import read_date
from domain.reading.money import read_money_without_context
from domain.reading.signals import read_signal
from domain.reading.times import read_time

VECTORS = Path(__file__).parents[2] / "vectors"
MONEY = tomllib.loads((VECTORS / "money_id.toml").read_text(encoding="utf-8"))["case"]
DATES = tomllib.loads((VECTORS / "dates_id.toml").read_text(encoding="utf-8"))
EXAMINED = tomllib.loads((VECTORS / "dates_examiner_id.toml").read_text(encoding="utf-8"))
WORDS = tomllib.loads((VECTORS / "words_id.toml").read_text(encoding="utf-8"))
# Inputs of those who played the examiner: what is read of them -> the inputs.
MORE_MONEY = tomllib.loads((VECTORS / "money_examiner_id.toml").read_text(encoding="utf-8"))
MORE_ANSWERS = tomllib.loads((VECTORS / "answers_examiner_id.toml").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(DATES["today"])
ANSWERS = ("ya", "tidak", "belum", "tidak_tahu", "lewati")
LANGUAGES = ("", "_su", "_jv", "_ntt", "_kaltim")


def told(case: dict[str, Any]) -> str:
    return f"{case['input']}-{case.get('context', '')}"


@pytest.mark.parametrize("case", MONEY, ids=told)
def test_an_amount_is_read_as_the_vector_says(case: dict[str, Any]) -> None:
    found = read_money_without_context(case["input"])
    assert (found.action, found.rupiah) == (case["action"], case.get("rupiah"))


# Those of the examiners are thousands: a test for each would take longer than all of them together.


@pytest.mark.parametrize("action", ["accept", "confirm", "ask", "reject"])
def test_an_amount_of_an_examiner_is_read_as_he_expects(action: str) -> None:
    lines = [(text, 0) for text in MORE_MONEY[action]] if action == "reject" else MORE_MONEY[action]
    found = [(text, rupiah, read_money_without_context(text)) for text, rupiah in lines]
    assert [each for each in found if (each[2].action, each[2].rupiah or 0) != (action, each[1])] == []
    assert len(found) > 50


@pytest.mark.parametrize("case", DATES["case"], ids=told)
def test_a_day_is_read_as_the_vector_says(case: dict[str, Any]) -> None:
    found = read_date(case["input"], today=TODAY, context=case["context"])
    assert (found.action, found.day and found.day.isoformat()) == (case["action"], case.get("date"))


@pytest.mark.parametrize("case", DATES["time"], ids=told)
def test_a_time_is_read_as_the_vector_says(case: dict[str, Any]) -> None:
    found = read_time(case["input"])
    assert (found.action, found.time) == (case["action"], case.get("time"))


@pytest.mark.parametrize("days", EXAMINED["days"], ids=lambda days: str(days["today"]))
def test_a_day_is_read_as_an_examiner_expects(days: dict[str, Any]) -> None:
    today, wrong = date.fromisoformat(days["today"]), []
    for text, context, action, *day in days["cases"]:
        found = read_date(text, today=today, context=context)
        if (found.action, [found.day.isoformat()] if found.day else []) != (action, day):
            wrong.append((text, context, action, day, found))
    assert wrong == []
    assert days["cases"]


def test_a_time_is_read_as_an_examiner_expects() -> None:
    wrong = []
    for text, action, *time in EXAMINED["times"]["cases"]:
        found = read_time(text)
        if (found.action, [found.time] if found.time else []) != (action, time):
            wrong.append((text, action, time, found))
    assert wrong == []
    assert len(EXAMINED["times"]["cases"]) > 500


@pytest.mark.parametrize(
    ("word", "answer"),
    [(word, answer) for answer in ANSWERS for more in LANGUAGES for word in WORDS.get(answer + more, ())],
)
def test_a_listed_word_is_its_answer_where_sudah_was_asked(word: str, answer: str) -> None:
    assert read_answer_full(word, asked_done=True).answer == answer


@pytest.mark.parametrize("word", [word for key in ("berhenti", "petugas", "menu") for word in WORDS[key]])
def test_a_control_word_is_a_signal_and_no_answer(word: str) -> None:
    assert read_answer_full(word, asked_done=True).answer is None
    assert read_signal(word) is not None


@pytest.mark.parametrize("case", WORDS["phrase"], ids=told)
def test_a_short_answer_is_read_as_the_vector_says(case: dict[str, Any]) -> None:
    found = read_answer_full(case["input"])
    assert (found.answer or "") == case["answer"]
    assert found.explicit == case.get("explicit", False)


@pytest.mark.parametrize("kind", MORE_ANSWERS)
def test_an_answer_of_an_examiner_is_read_as_he_expects(kind: str) -> None:
    found = [(text, read_answer_full(text, asked_done=True)) for text in MORE_ANSWERS[kind]]
    wanted = ({"consent": "ya", "yes": "ya", "none": ""}.get(kind, kind), kind == "consent")
    assert [each for each in found if ((each[1].answer or ""), each[1].explicit) != wanted] == []
    assert len(found) > 20
