"""Minutes in which an office is open, against a clock that asks of every single minute whether it is."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.office_time import add_office_minutes, is_office_day, office_minutes, stretches
from domain.organisations import Opening, Organisation, is_open
from domain.zones import ZONES

MINUTE = timedelta(minutes=1)
OFFICE = Organisation(id="o1", name="Dinas contoh (demo)", zone="Asia/Makassar")
SPLIT = Organisation(
    id="o2",
    name="Istirahat (demo)",
    zone="Asia/Jakarta",
    office_hours=(
        Opening(weekday=0, opens=time(8), closes=time(12)),
        Opening(weekday=0, opens=time(11), closes=time(13)),
        Opening(weekday=0, opens=time(13, 30), closes=time(16)),
    ),
)
NEVER = Organisation(id="o3", name="Tutup (demo)", zone="Asia/Jakarta", office_hours=())


def wita(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """February 2026; the third is a Tuesday."""
    return datetime(2026, 2, day, hour, minute, second, tzinfo=ZONES["Asia/Makassar"].clock)


@pytest.mark.parametrize(
    "first, last, expected",
    [
        (wita(3, 8), wita(3, 16), 480),
        (wita(3, 7), wita(3, 8), 0),
        (wita(3, 16), wita(4, 8), 0),
        (wita(3, 23, 10), wita(4, 9), 60),  # she writes at night
        (wita(6, 15), wita(9, 9), 120),  # over a weekend
        (wita(3, 9), wita(3, 9, 0, 59), 0),  # whole minutes alone
        (wita(3, 9), wita(3, 8), 0),  # the clock went back
        (wita(5, 9), wita(3, 9), 0),
    ],
)
def test_only_minutes_in_which_it_is_open_count(first: datetime, last: datetime, expected: int) -> None:
    assert office_minutes(OFFICE, first, last) == expected


@pytest.mark.parametrize(
    "moment, minutes, expected",
    [
        (wita(3, 9), 120, wita(3, 11)),
        (wita(3, 15), 120, wita(4, 9)),
        (wita(3, 14), 120, wita(3, 16)),  # the very end of the day
        (wita(3, 23, 10), 120, wita(4, 10)),
        (wita(7, 12), 1, wita(9, 8, 1)),  # a Saturday
        (wita(3, 9, 0, 30), 60, wita(3, 10, 0, 30)),
        (wita(3, 23), 0, wita(3, 23)),
        (wita(3, 23), -5, wita(3, 23)),
    ],
)
def test_so_many_minutes_later_the_office_was_open_for_so_long(
    moment: datetime, minutes: int, expected: datetime
) -> None:
    found = add_office_minutes(OFFICE, moment, minutes)
    assert found == expected
    assert found is not None
    assert found.tzinfo is UTC


def test_a_holiday_counts_for_nothing() -> None:
    shut = Organisation(
        id="o4", name="Libur (demo)", zone="Asia/Makassar", holidays=frozenset({date(2026, 2, 4)})
    )
    assert add_office_minutes(shut, wita(3, 15), 120) == wita(5, 9)
    assert office_minutes(shut, wita(3, 15), wita(5, 9)) == 120
    assert not is_office_day(shut, date(2026, 2, 4))
    assert is_office_day(shut, date(2026, 2, 5))


def test_hours_that_overlap_or_touch_count_once() -> None:
    monday = date(2026, 2, 2)
    assert [(first.time(), last.time()) for first, last in stretches(SPLIT, monday)] == [
        (time(8), time(13)),
        (time(13, 30), time(16)),
    ]
    assert stretches(SPLIT, date(2026, 2, 3)) == []


def test_an_office_that_never_opens_has_no_moment() -> None:
    assert add_office_minutes(NEVER, wita(3, 9), 1) is None
    assert office_minutes(NEVER, wita(3, 9), wita(28, 9)) == 0


# -- against the model ----------------------------------------------------------------------------------------------

HOURS = st.builds(
    lambda weekday, ends: Opening(
        weekday=weekday,
        opens=time(*divmod(min(ends), 60)),
        closes=time(*divmod(max(ends), 60)),
    ),
    st.integers(0, 6),
    st.tuples(st.integers(0, 1439), st.integers(0, 1439)).filter(lambda ends: ends[0] != ends[1]),
)
FIRST_DAY = date(2026, 2, 2)
OFFICES = st.builds(
    lambda hours, holidays, zone: Organisation(
        id="o9",
        name="Contoh (demo)",
        zone=zone,
        office_hours=tuple(hours),
        holidays=frozenset(FIRST_DAY + timedelta(days=each) for each in holidays),
    ),
    st.lists(HOURS, min_size=0, max_size=6),
    st.sets(st.integers(0, 9), max_size=4),
    st.sampled_from(sorted(ZONES)),
)
MOMENTS = st.integers(0, 7 * 24 * 60).map(
    lambda minutes: datetime(2026, 2, 1, 15, 0, tzinfo=UTC) + minutes * MINUTE
)


def counted(office: Organisation, first: datetime, last: datetime) -> int:
    """Asks of every minute from `first` until `last`."""
    return sum(is_open(office, first + number * MINUTE) for number in range(max(0, (last - first) // MINUTE)))


@settings(max_examples=120, deadline=None)
@given(OFFICES, MOMENTS, MOMENTS)
def test_it_counts_like_somebody_who_looks_at_the_door_every_minute(
    office: Organisation, first: datetime, last: datetime
) -> None:
    assert office_minutes(office, first, last) == counted(office, first, last)


@settings(max_examples=120, deadline=None)
@given(OFFICES, MOMENTS, st.integers(1, 2_000))
def test_what_is_added_is_what_is_counted_and_not_a_minute_earlier_does(
    office: Organisation, moment: datetime, minutes: int
) -> None:
    found = add_office_minutes(office, moment, minutes)
    if found is None:
        assert counted(office, moment, moment + timedelta(days=21)) < minutes
        return
    assert office_minutes(office, moment, found) == minutes
    assert office_minutes(office, moment, found - MINUTE) == minutes - 1
    assert is_open(office, found - MINUTE)
