"""Months are numbers, days are the group's own, an entry says what it moves."""

from datetime import date

import pytest

from domain import ledger

TODAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("day", "month"), [(date(2026, 1, 1), 24312), (date(2026, 12, 31), 24323), (date(2027, 1, 1), 24324)]
)
def test_months_are_numbers_that_rise_by_one(day: date, month: int) -> None:
    assert ledger.month_of(day) == month
    assert ledger.first_day_of(month) == day.replace(day=1)


def test_the_day_of_a_moment_is_the_groups_own() -> None:
    half_past_eleven_utc = 1_770_161_400_000  # 3 February 2026, 23.30 UTC
    assert ledger.day_of(half_past_eleven_utc, "Asia/Jakarta") == date(2026, 2, 4)
