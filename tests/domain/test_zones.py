"""The three zones of Indonesia: their names, their clocks, and where a day begins."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.zones import ZONES, local_date, local_time, utc_moment, zone_name

LAST_SECOND = datetime(2026, 2, 2, 15, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone, name, clock",
    [("Asia/Jakarta", "WIB", 22), ("Asia/Makassar", "WITA", 23), ("Asia/Jayapura", "WIT", 0)],
)
def test_a_zone_has_its_name_and_its_clock(zone, name, clock):
    assert zone_name(zone) == name
    assert local_time(LAST_SECOND, zone).hour == clock


@pytest.mark.parametrize("zone", list(ZONES))
@pytest.mark.parametrize("month", range(1, 13))
def test_the_offsets_are_those_of_the_time_zone_database(zone, month):
    moment = datetime(2026, month, 1, tzinfo=UTC)
    assert local_time(moment, zone).utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize(
    "zone, day",
    [
        ("Asia/Jakarta", date(2026, 2, 2)),
        ("Asia/Makassar", date(2026, 2, 2)),
        ("Asia/Jayapura", date(2026, 2, 3)),
    ],
)
def test_a_day_begins_at_midnight_of_the_zone(zone, day):
    assert local_date(LAST_SECOND, zone) == day


def test_the_same_moment_comes_back_in_utc():
    local = local_time(LAST_SECOND, "Asia/Makassar")
    assert utc_moment(local) == LAST_SECOND
    assert utc_moment(local).tzinfo is UTC


def test_an_unknown_zone_and_a_naive_moment_are_refused():
    with pytest.raises(ValueError, match="Asia/Jakarta, Asia/Makassar, Asia/Jayapura"):
        zone_name("Asia/Bandung")
    with pytest.raises(ValueError, match="aware"):
        local_time(LAST_SECOND.replace(tzinfo=None), "Asia/Jakarta")
