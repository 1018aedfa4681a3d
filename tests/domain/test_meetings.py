"""Meetings: the steps, the count against the book, a list beside what is written, and what is a list at all."""

from datetime import date

import pytest

from domain.meetings import (
    DAYS_BACK_MAX,
    Count,
    Meeting,
    NoMeetingDay,
    Step,
    Written,
    added_up,
    after,
    check_day,
    compare,
    is_correction,
    is_line,
    is_list,
    is_meeting_day,
    total_of,
)
from domain.money import Rupiah

TODAY = date(2026, 2, 3)


def wrote(member: int, amount: int, kind: str = "wajib") -> Written:
    return Written(member=member, kind=kind, amount=Rupiah(amount))


def test_the_steps_follow_each_other_and_closing_is_the_last() -> None:
    assert [after(step) for step in Step] == [*list(Step)[1:], Step.CLOSING]


@pytest.mark.parametrize(
    "counted, booked, short, over, agrees",
    [(1_240_000, 1_245_000, 5_000, 0, False), (50, 40, 0, 10, False), (0, 0, 0, 0, True)],
)
def test_the_box_is_short_or_over_or_agrees(
    counted: int, booked: int, short: int, over: int, agrees: bool
) -> None:
    count = Count(counted=Rupiah(counted), booked=Rupiah(booked))
    assert (count.short, count.over, count.agrees) == (short, over, agrees)


def test_before_the_count_there_is_no_difference() -> None:
    meeting = Meeting(number=1, day=TODAY, is_open=True, step=Step.CASH, counted=None, booked=None)
    assert meeting.difference == 0


def test_what_is_missing_in_the_box_is_below_zero() -> None:
    meeting = Meeting(number=1, day=TODAY, is_open=True, step=Step.CASH, counted=1_240_000, booked=1_245_000)
    assert meeting.difference == -5_000


@pytest.mark.parametrize(
    "day, may",
    [
        (TODAY, True),
        (date(2026, 2, 4), False),
        (date(2025, 12, 31), True),
        (date.fromordinal(TODAY.toordinal() - DAYS_BACK_MAX), True),
        (date.fromordinal(TODAY.toordinal() - DAYS_BACK_MAX - 1), False),
    ],
)
def test_a_meeting_is_written_down_on_its_day_or_within_a_year(day: date, may: bool) -> None:
    assert is_meeting_day(day, TODAY) is may
    if may:
        check_day(day, TODAY)
    else:
        with pytest.raises(NoMeetingDay):
            check_day(day, TODAY)


def test_two_lines_of_one_woman_for_one_kind_are_added_up() -> None:
    lines = [wrote(1, 10), wrote(2, 5), wrote(1, 7), wrote(1, 3, "sukarela")]
    assert added_up(lines) == (wrote(1, 17), wrote(2, 5), wrote(1, 3, "sukarela"))
    assert total_of(lines) == 25


def test_a_list_beside_the_book_is_new_known_or_different() -> None:
    compared = compare([wrote(1, 10), wrote(2, 15), wrote(3, 10)], [wrote(1, 10), wrote(2, 10), wrote(4, 9)])
    assert compared.known == (wrote(1, 10),)
    assert compared.other == (wrote(2, 15),)
    assert compared.fresh == (wrote(3, 10),)


@pytest.mark.parametrize("text", ["siti 10\nyuyun 10", "semua 10rb\n\nkecuali imas"])
def test_several_lines_with_an_amount_are_a_list(text: str) -> None:
    assert is_list(text)


@pytest.mark.parametrize("text", ["siti 10", "ya\nbu", "10\n20", "", "halo\napa kabar"])
def test_one_line_and_lines_without_amounts_or_names_are_no_list(text: str) -> None:
    assert not is_list(text)


@pytest.mark.parametrize("text", ["eh salah, tati 20 bukan 10", "ralat siti 15rb", "Yuyun harusnya 5 ribu"])
def test_a_line_that_takes_back_is_a_correction(text: str) -> None:
    assert is_correction(text)


@pytest.mark.parametrize("text", ["bukan", "salah", "bukan 10", "tati 20", "salah\ntati 20"])
def test_other_words_are_no_correction(text: str) -> None:
    assert not is_correction(text)


@pytest.mark.parametrize("text, is_one", [("siti 10rb", True), ("10", False), ("siti", False)])
def test_a_line_has_a_name_and_an_amount(text: str, is_one: bool) -> None:
    assert is_line(text) is is_one
