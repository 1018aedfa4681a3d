"""She is reminded while there is still time, on the clock of the office."""

from datetime import UTC, date, datetime, time

import pytest

from domain.next_steps import begins_ms, milliseconds, moment_at, reminder_at
from domain.zones import WIB, WIT, WITA

TUESDAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 1, 20, 1, tzinfo=UTC), datetime(2026, 2, 2, 8, tzinfo=UTC)),
        (datetime(2026, 2, 2, 7, 59, tzinfo=UTC), datetime(2026, 2, 2, 8, tzinfo=UTC)),
        (datetime(2026, 2, 2, 8, tzinfo=UTC), datetime(2026, 2, 2, 23, 30, tzinfo=UTC)),
        (datetime(2026, 2, 2, 23, 29, tzinfo=UTC), datetime(2026, 2, 2, 23, 30, tzinfo=UTC)),
        (datetime(2026, 2, 2, 23, 30, tzinfo=UTC), None),
        (datetime(2026, 2, 3, 12, tzinfo=UTC), None),
    ],
)
def test_the_afternoon_before_else_that_morning_else_not_at_all(
    now: datetime, expected: datetime | None
) -> None:
    assert reminder_at(TUESDAY, WITA, now) == expected


def test_the_same_hour_is_another_moment_in_each_zone() -> None:
    moments = [milliseconds(moment_at(TUESDAY, time(9), zone)) for zone in (WIB, WITA, WIT)]
    assert [moments[0] - each for each in moments] == [0, 3_600_000, 7_200_000]


def test_a_day_begins_at_midnight_there() -> None:
    assert datetime.fromtimestamp(begins_ms(TUESDAY, WITA) / 1000, UTC) == datetime(
        2026, 2, 2, 16, tzinfo=UTC
    )
