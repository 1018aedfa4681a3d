"""A day that a group saves for is told of a week before, in the morning of its own zone."""

from datetime import UTC, date, datetime

import pytest

from domain.dated import days_left, told_ms
from domain.zones import WIB, WIT

NOW = datetime(2026, 2, 3, 3, tzinfo=UTC)


def moment(year: int, month: int, day: int, hour: int) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("day", "zone", "told"),
    [
        (date(2026, 3, 20), WIB, moment(2026, 3, 13, 2)),
        (date(2026, 3, 20), WIT, moment(2026, 3, 13, 0)),
        (date(2026, 2, 6), WIB, moment(2026, 2, 4, 2)),  # decided late: the next morning
        (date(2026, 2, 4), WIB, moment(2026, 2, 4, 2)),
        (date(2026, 2, 3), WIB, None),
        (date(2025, 12, 1), WIB, None),
    ],
)
def test_a_week_before_and_never_after_the_day(day: date, zone: str, told: int | None) -> None:
    assert told_ms(day, zone, NOW) == told


def test_how_long_it_still_is() -> None:
    assert days_left(date(2026, 2, 5), date(2026, 2, 3)) == 2
    assert days_left(date(2026, 2, 3), date(2026, 2, 3)) == days_left(date(2026, 2, 1), date(2026, 2, 3)) == 0
