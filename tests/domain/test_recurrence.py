"""A rule means days and the clock on the wall; the moment is counted in the zone of the course, whatever machine asks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recurrence import (
    DAY_MIN,
    HORIZON_DAYS,
    LONGEST_DAYS,
    NO_START_MIN,
    Recurrence,
    day_moment,
    day_moment_ms,
    last_day,
    named,
)
from domain.zones import WIB, WIT, WITA, ZONES, local_time

TUESDAY = date(2026, 2, 3)
DAYS = st.dates(date(2025, 1, 1), date(2040, 12, 31))


def weekly(**values: object) -> Recurrence:
    return Recurrence(rule="FREQ=WEEKLY;BYDAY=TU", first=TUESDAY, start_min=540, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zone", "hour"),
    [(WIB, 2), (WITA, 1), (WIT, 0)],
)
def test_nine_on_the_wall_is_another_moment_in_each_zone(zone: str, hour: int) -> None:
    assert day_moment(TUESDAY, 9 * 60, zone) == datetime(2026, 2, 3, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start_min", "moment"),
    [
        (0, datetime(2026, 2, 2, 17, 0, tzinfo=UTC)),
        (30, datetime(2026, 2, 2, 17, 30, tzinfo=UTC)),
        (23 * 60 + 30, datetime(2026, 2, 3, 16, 30, tzinfo=UTC)),
    ],
)
def test_around_midnight_the_day_is_the_one_on_the_wall(start_min: int, moment: datetime) -> None:
    assert day_moment(TUESDAY, start_min, WIB) == moment
    assert local_time(moment, WIB).date() == TUESDAY


@given(DAYS, st.integers(0, DAY_MIN - 1), st.sampled_from(sorted(ZONES)))
def test_the_moment_is_what_the_zone_files_of_the_world_say(day: date, start_min: int, zone: str) -> None:
    wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=start_min)
    assert day_moment(day, start_min, zone) == wall.replace(tzinfo=ZoneInfo(zone))
    assert day_moment_ms(day, start_min, zone) == int(wall.replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.mark.parametrize("start_min", [NO_START_MIN, DAY_MIN, DAY_MIN + 30])
def test_no_moment_is_counted_for_an_hour_that_is_not_in_the_day(start_min: int) -> None:
    with pytest.raises(ValueError, match="within its day"):
        day_moment(TUESDAY, start_min, WIB)


def test_a_foreign_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown zone"):
        day_moment(TUESDAY, 540, "Europe/Berlin")


@given(st.sets(DAYS, min_size=1, max_size=30))
def test_named_days_come_back_each_once_and_in_order(days: set[date]) -> None:
    recurrence = Recurrence(rule=named(tuple(days)), first=min(days), start_min=540)
    assert recurrence.is_named
    assert recurrence.named_days == tuple(sorted(days))
    assert last_day(recurrence) == max(days)


def test_a_rhythm_names_no_days_and_is_endless_until_somebody_says_its_end() -> None:
    assert not weekly().is_named
    assert weekly().named_days == ()
    assert weekly().is_endless
    assert not weekly(count=8).is_endless
    assert not weekly(until=date(2026, 3, 31)).is_endless
    assert not Recurrence(rule="", first=TUESDAY, start_min=540).is_endless


def test_nothing_is_planned_further_than_a_year_without_an_end_nor_further_than_five_with_one() -> None:
    assert last_day(weekly()) == TUESDAY + timedelta(days=HORIZON_DAYS)
    assert last_day(weekly(count=8)) == TUESDAY + timedelta(days=LONGEST_DAYS)
    assert last_day(weekly(until=date(2026, 3, 31))) == date(2026, 3, 31)
    assert last_day(weekly(until=date(2099, 1, 1))) == TUESDAY + timedelta(days=LONGEST_DAYS)
