"""The questions for a class: neutral words, a time that is kept as it was read, and where a session moves to."""

from datetime import date
from typing import Any

import pytest

from conversation.questions import NoLongerFits, Said, Unclear, Understood
from domain.recurrence import NO_START_MIN
from domain.zones import WITA
from handlers.training.questions import CourseWords, Schedule, Target, To, When, read_when

MONDAY = date(2026, 2, 2)
WHEN = "tiap Selasa jam 9 pagi, 8 kali, mulai 3 Februari, libur Lebaran"


def read(question: Any, text: str) -> Any:
    """What the conversation gets for these words; None where they are not understood."""
    reading = question.read(Said(text=text))
    return question.restore(reading.plain) if isinstance(reading, Understood) else None


def why(question: Any, said: Said) -> str:
    reading = question.read(said)
    assert isinstance(reading, Unclear)
    return reading.text.message if reading.text is not None else ""


def test_words_stand_in_one_line_and_betray_nothing() -> None:
    question = CourseWords(chars_max=40)
    assert read(question, "  Balai   Desa\nJunrejo ") == "Balai Desa Junrejo"
    assert "netral" in why(question, Said(text="Kelas korban"))
    assert "Nomor telepon" in why(question, Said(text="telepon 0812 3456 7890"))
    assert "terlalu panjang" in why(question, Said(text="x" * 41))
    assert why(question, Said(thing="photo"))
    assert question.kind == "course-words"


def test_a_time_is_kept_whole_and_comes_back_the_same() -> None:
    question = Schedule(today=MONDAY)
    when = read(question, WHEN)
    assert isinstance(when, When)
    assert when == read_when(WHEN, today=MONDAY)
    assert (when.asks, when.zone) == ((), "")
    assert when.recurrence is not None
    assert (when.recurrence.count, when.recurrence.start_min) == (8, 540)


def test_what_is_missing_is_said_and_what_is_added_is_read_with_it() -> None:
    first = read(Schedule(today=MONDAY), "tiap Rabu jam 9 WITA")
    assert first.zone == WITA
    assert "count" in first.asks
    without = read(Schedule(today=MONDAY), "tiap Rabu, 3 kali")
    assert without.asks == ("time",)
    assert without.recurrence.start_min == NO_START_MIN
    added = read(Schedule(today=MONDAY, before=without.said), "jam 9 pagi")
    assert added.asks == ()
    assert added.recurrence.start_min == 540


@pytest.mark.parametrize("text", ["nanti dikabari", "x" * 201, "🙏"])
def test_what_is_no_time_is_asked_again(text: str) -> None:
    assert why(Schedule(today=MONDAY), Said(text=text))


def test_a_first_day_on_another_weekday_is_kept_to_be_told() -> None:
    when = read(Schedule(today=MONDAY), "tiap selasa jam 9, 8 kali, mulai 4 februari")
    assert (when.instead_of, when.recurrence.first) == (date(2026, 2, 4), date(2026, 2, 10))
    assert read(Schedule(today=MONDAY), "tiap selasa jam 9, 8 kali, mulai 3 februari").instead_of is None
    assert read(Schedule(today=MONDAY), "tiap selasa jam 9, 8 kali, mulai bulan depan").instead_of is None


def test_a_photo_is_no_time() -> None:
    assert why(Schedule(today=MONDAY), Said(thing="photo"))
    assert why(Target(today=MONDAY), Said(thing="photo"))


@pytest.mark.parametrize(
    "plain",
    [None, 5, {}, {"said": "x"}, {"said": "", "asks": [], "zone": "", "of": {"$": "gone:X", "v": {}}}],
)
def test_an_answer_of_another_program_is_asked_again(plain: Any) -> None:
    with pytest.raises(NoLongerFits):
        Schedule(today=MONDAY).restore(plain)


def test_an_answer_that_holds_something_else_is_asked_again() -> None:
    with pytest.raises(NoLongerFits):
        Schedule(today=MONDAY).restore({"said": "", "asks": [], "zone": "", "of": [1]})
    for plain in (None, ["x", 5], [1, 2, 3]):
        with pytest.raises(NoLongerFits):
            Target(today=MONDAY).restore(plain)


def test_a_session_moves_to_a_day_an_hour_or_both() -> None:
    question = Target(today=MONDAY)
    assert read(question, "Kamis jam 10 pagi") == To(day=date(2026, 2, 5), minute=600)
    assert read(question, "jam 2 siang") == To(day=None, minute=840)
    assert read(question, "Kamis") == To(day=date(2026, 2, 5), minute=None)
    assert "Contoh" in why(question, Said(text="entah"))
    assert (question.kind, question.takes_digits) == ("session-target", True)
    assert (Schedule(today=MONDAY).kind, Schedule(today=MONDAY).takes_digits) == ("schedule", True)
