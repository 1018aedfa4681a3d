"""Two digits of a year mean the nearest fitting century."""

from datetime import date

import pytest

from domain.reading.day_steps import full_year, last_day, month_from

TODAY = date(2026, 1, 28)


@pytest.mark.parametrize(
    ("written", "year"),
    [(26, 2026), (27, 2027), (46, 2046), (47, 1947), (59, 1959), (90, 1990), (0, 2000), (2031, 2031)],
)
def test_two_digits_are_a_birthday_or_a_plan(written: int, year: int) -> None:
    assert full_year(written, TODAY) == year


@pytest.mark.parametrize(
    ("months", "first", "days"),
    [(0, date(2026, 1, 1), 31), (1, date(2026, 2, 1), 28), (-1, date(2025, 12, 1), 31)],
)
def test_months_are_counted_over_the_end_of_the_year(months: int, first: date, days: int) -> None:
    assert month_from(TODAY, months) == first
    assert last_day(first) == days
