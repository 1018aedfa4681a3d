"""The day and the hour are read through the same door as every question: see test_questions.py for the tables."""

from datetime import date, time

import pytest

from conversation.questions import NoLongerFits, Said, Suggested, Unclear, Understood
from handlers.day_questions import Day, Hour

TODAY = date(2026, 1, 28)


def test_a_clear_day_is_understood_and_comes_back_as_a_date() -> None:
    question = Day(today=TODAY, context="future")
    assert question.read(Said(text="3 Feb")) == Understood("2026-02-03")
    assert question.restore("2026-02-03") == date(2026, 2, 3)


def test_a_day_that_may_be_two_is_asked_about() -> None:
    reading = Day(today=TODAY, context="future").read(Said(text="Senin depan"))
    assert isinstance(reading, Suggested)
    assert reading.plain == "2026-02-02"


@pytest.mark.parametrize("said", ["minggu depan", "bulan depan", "nanti"])
def test_next_week_is_understood_and_asked_for_its_day(said: str) -> None:
    reading = Day(today=TODAY, context="future").read(Said(text=said))
    assert isinstance(reading, Unclear)
    assert reading.text is not None
    assert reading.text.message == "Kira-kira tanggal berapa? Contoh jawaban: {day}."


def test_the_example_lies_on_the_side_of_today_that_is_asked_about() -> None:
    coming = Day(today=TODAY, context="future").read(Said(text="apa"))
    gone = Day(today=TODAY, context="past").read(Said(text="apa"))
    assert isinstance(coming, Unclear)
    assert isinstance(gone, Unclear)
    assert coming.text is not None
    assert gone.text is not None
    future, past = coming.text.values["day"], gone.text.values["day"]
    assert isinstance(future, date)
    assert isinstance(past, date)
    assert future > TODAY > past


def test_half_past_is_asked_about_and_comes_back_as_a_time() -> None:
    reading = Hour().read(Said(text="setengah dua"))
    assert isinstance(reading, Suggested)
    assert Hour().restore(reading.plain) == time(13, 30)


@pytest.mark.parametrize("plain", [None, 5, "besok", "2026-02-31"])
def test_what_is_no_day_does_not_fit(plain: object) -> None:
    with pytest.raises(NoLongerFits):
        Day(today=TODAY).restore(plain)
