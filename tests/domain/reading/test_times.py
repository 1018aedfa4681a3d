"""An hour is taken only when the part of the day is clear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.action import Action
from domain.reading.times import TimeReading, read_time


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["WIB", "WITA", "WIT"]))
def test_a_time_as_we_write_it_is_read_back(hour: int, minute: int, zone: str) -> None:
    assert read_time(f"{hour:02}.{minute:02} {zone}") == TimeReading(
        Action.ACCEPT, f"{hour:02}:{minute:02}", zone
    )


@given(st.integers(1, 12), st.sampled_from(["jam {}", "pukul {}", "{}", "jam {} ya bu", "sekitar jam {}"]))
def test_an_hour_of_twelve_without_a_part_of_the_day_is_a_question(hour: int, shape: str) -> None:
    assert read_time(shape.format(hour)) == TimeReading(Action.ASK)


@given(st.integers(1, 11), st.sampled_from(["pagi", "enjing", "esuk"]))
def test_half_before_the_hour_is_half_an_hour_earlier(hour: int, part: str) -> None:
    whole, half = read_time(f"jam {hour} {part}"), read_time(f"setengah {hour} {part}")
    assert (whole.time, half.time) == (f"{hour:02}:00", f"{hour - 1:02}:30")


@pytest.mark.parametrize("hour", ["jam 9 pagi", "pukul 09.00 WIB", "jam 0900"])
@pytest.mark.parametrize(
    "day",
    [
        "besok",
        "senin",
        "tgl 3",
        "tgl 25",
        "3 feb",
        "3 Februari 2026",
        "Senin, 2 Februari 2026",
        "tgl 5 bulan depan",
    ],
)
def test_a_day_beside_an_hour_does_not_move_it(day: str, hour: str) -> None:
    for text in (f"{day} {hour}", f"{hour} {day}"):
        assert read_time(text).time == "09:00", text


@pytest.mark.parametrize(
    "text", ["jam 9 malam pagi", "pagi jam 9 malam", "jam 9 jam 10 pagi", "jam 24", "jam 12 pagi"]
)
def test_what_contradicts_itself_is_asked_about(text: str) -> None:
    assert read_time(text) == TimeReading(Action.ASK)


@pytest.mark.parametrize("text", ["", "halo", "25 ribu", "siti", "rp 9", "umur 40", "tiga orang"])
def test_a_message_about_something_else_is_no_time(text: str) -> None:
    assert read_time(text) == TimeReading(Action.REJECT)


def test_minutes_stand_right_behind_their_hour() -> None:
    assert read_time("jam 9 30 pagi") == TimeReading(Action.ACCEPT, "09:30")
