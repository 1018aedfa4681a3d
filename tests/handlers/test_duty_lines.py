"""The roster in words: over midnight is said, a whole day is said, one day of leave is one day."""

from dataclasses import replace
from datetime import date, time

from handlers.duty_lines import Line, days_in_words, in_words

NIGHT = Line(key="w0-1320-300", person_id=1, name="Rina", weekday=0, opens=time(22), closes=time(5))
LEAVE = Line(key="l", person_id=1, name="Rina", first=date(2026, 2, 3), last=date(2026, 2, 3), number=2)


def test_a_watch_over_midnight_says_so() -> None:
    assert in_words(NIGHT).message == "{day}: {name}, {opens} sampai {closes} hari berikutnya."
    assert in_words(replace(NIGHT, closes=time(23))).message == "{day}: {name}, {opens}-{closes}."


def test_a_watch_that_ends_when_it_begins_is_the_whole_day() -> None:
    whole = replace(NIGHT, closes=time(22))
    assert in_words(whole).message == "{day}: {name}, sehari penuh."
    assert whole.label.message == "{day}, sehari penuh"


def test_a_leave_of_one_day_is_no_span() -> None:
    assert in_words(LEAVE).message == "Cuti: {name}, {first}."
    assert in_words(replace(LEAVE, last=date(2026, 2, 4))).message == "Cuti: {name}, {first} sampai {last}."
    assert (LEAVE.label.message, LEAVE.label.values) == ("Cuti {number}", {"number": 2})


def test_one_day_is_one_word() -> None:
    assert days_in_words(0, 0).message == "Senin"
    assert days_in_words(5, 0).message == "{first} sampai {last}"
