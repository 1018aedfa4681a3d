"""Office hours by the office's own clock, numbers that may be shown, registration, and the sets it may use."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from domain.criteria import parse_set
from domain.organisations import (
    DEFAULT_OFFICE_HOURS,
    EMERGENCY_NUMBERS,
    ConfirmedSet,
    HoursLine,
    Opening,
    Organisation,
    Phone,
    RegistrationPeriod,
    hours_in_words,
    is_open,
    next_opening,
    registration,
    usable_sets,
    visible_phones,
)

FOLDER = Path(__file__).parents[2] / "criteria"
OFFICE = Organisation(id="o1", name="Dinas contoh (demo)", zone="Asia/Jakarta")
WITA = Organisation(id="o2", name="Dinas contoh (demo)", zone="Asia/Makassar")
WIT = Organisation(id="o3", name="Dinas contoh (demo)", zone="Asia/Jayapura")
# 2026-02-03 is a Tuesday.
HOLIDAY = Organisation(
    id="o4", name="Libur (demo)", zone="Asia/Jakarta", holidays=frozenset({date(2026, 2, 3)})
)
BREAK = Organisation(
    id="o5",
    name="Istirahat (demo)",
    zone="Asia/Jakarta",
    office_hours=(
        *(Opening(weekday=day, opens=time(8), closes=time(12)) for day in range(5)),
        *(Opening(weekday=day, opens=time(13), closes=time(16)) for day in range(4)),
        Opening(weekday=5, opens=time(8), closes=time(12)),
    ),
)
NEVER = Organisation(id="o6", name="Tutup (demo)", zone="Asia/Jakarta", office_hours=())


def utc(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 2, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    "office, now, expected",
    [
        (OFFICE, utc(3, 0, 59, 59), False),  # Tuesday 07.59.59 WIB
        (OFFICE, utc(3, 1), True),  # 08.00
        (OFFICE, utc(3, 8, 59, 59), True),  # 15.59.59
        (OFFICE, utc(3, 9), False),  # 16.00
        (WITA, utc(3, 0), True),  # 08.00 WITA is 07.00 WIB
        (WITA, utc(3, 8), False),
        (WIT, utc(2, 23), True),  # Tuesday 08.00 WIT is still Monday in UTC
        (WIT, utc(3, 7), False),
        (OFFICE, utc(7, 3), False),  # Saturday
        (OFFICE, utc(8, 3), False),  # Sunday
        (HOLIDAY, utc(3, 3), False),
        (HOLIDAY, utc(4, 3), True),
        (BREAK, utc(3, 5, 30), False),  # 12.30
        (BREAK, utc(3, 6), True),  # 13.00
        (NEVER, utc(3, 3), False),
    ],
)
def test_an_office_is_open_by_its_own_clock(office, now, expected):
    assert is_open(office, now) is expected


@pytest.mark.parametrize(
    "office, now, opens",
    [
        (OFFICE, utc(2, 16, 10), utc(3, 1)),  # Monday 23.10 -> Tuesday 08.00 WIB
        (OFFICE, utc(3, 0, 59), utc(3, 1)),
        (OFFICE, utc(3, 1), utc(4, 1)),  # just opened: the next one is tomorrow's
        (OFFICE, utc(6, 10), utc(9, 1)),  # Friday evening -> Monday
        (WITA, utc(2, 16, 10), utc(3, 0)),
        (WIT, utc(2, 16, 10), utc(2, 23)),
        (HOLIDAY, utc(2, 16, 10), utc(4, 1)),  # over the holiday
        (BREAK, utc(3, 5, 30), utc(3, 6)),  # after the break
        (BREAK, utc(6, 6), utc(7, 1)),  # Friday afternoon -> Saturday
        (NEVER, utc(3, 3), None),
    ],
)
def test_the_next_opening_is_the_next_true_one(office, now, opens):
    assert next_opening(office, now) == opens


def test_an_office_that_is_shut_for_two_years_names_no_opening():
    days = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(800))
    shut = Organisation(id="o7", name="Libur (demo)", zone="Asia/Jakarta", holidays=days)
    assert next_opening(shut, utc(3, 3)) is None


@pytest.mark.parametrize(
    "office, lines",
    [
        (OFFICE, [(0, 4, time(8), time(16), "WIB")]),
        (WITA, [(0, 4, time(8), time(16), "WITA")]),
        (
            BREAK,
            [
                (0, 5, time(8), time(12), "WIB"),
                (0, 3, time(13), time(16), "WIB"),
            ],
        ),
        (NEVER, []),
    ],
)
def test_hours_are_told_in_few_lines_with_the_zone(office, lines):
    assert hours_in_words(office) == tuple(
        HoursLine(first_weekday=first, last_weekday=last, opens=opens, closes=closes, zone=zone)
        for first, last, opens, closes, zone in lines
    )


def test_days_apart_are_told_apart():
    office = Organisation(
        id="o8",
        name="Pos (demo)",
        zone="Asia/Jakarta",
        office_hours=tuple(Opening(weekday=day, opens=time(9), closes=time(11)) for day in (4, 0, 2, 3)),
    )
    assert [(line.first_weekday, line.last_weekday) for line in hours_in_words(office)] == [(0, 0), (2, 4)]


def test_the_usual_hours_are_monday_to_friday_eight_to_four():
    assert [(one.weekday, one.opens, one.closes) for one in DEFAULT_OFFICE_HOURS] == [
        (day, time(8), time(16)) for day in range(5)
    ]


def test_hours_that_end_before_they_begin_are_refused():
    with pytest.raises(ValueError):
        Opening(weekday=0, opens=time(16), closes=time(8))
    with pytest.raises(ValueError):
        Opening(weekday=7, opens=time(8), closes=time(16))
    with pytest.raises(ValueError):
        Organisation(id="o9", name="(demo)", zone="Asia/Bandung")


def test_a_local_number_is_shown_only_after_somebody_called_it():
    checked = Phone(label="Kantor", number="0000-demo-1", checked_on=date(2026, 1, 5))
    unchecked = Phone(label="Posko", number="0000-demo-2")
    office = Organisation(id="o10", name="(demo)", zone="Asia/Jakarta", phones=(checked, unchecked))
    assert visible_phones(office) == (checked,)
    assert visible_phones(OFFICE) == ()


def test_the_national_numbers_are_always_there_with_source_and_caveat():
    assert [(one.number, one.extension, one.by_whatsapp, one.caveat.value) for one in EMERGENCY_NUMBERS] == [
        ("110", "", False, ""),
        ("129", "", False, ""),
        ("08111-129-129", "", True, ""),
        ("119", "8", False, "may_wait"),
        ("112", "", False, "not_everywhere"),
    ]
    assert all(one.source and bool(one.caveat) == bool(one.caveat_text) for one in EMERGENCY_NUMBERS)
    assert not any("langsung" in one.caveat_text for one in EMERGENCY_NUMBERS)


MARCH = RegistrationPeriod(set_id="a", opens_on=date(2026, 3, 1), closes_on=date(2026, 3, 31))
JUNE = RegistrationPeriod(set_id="a", opens_on=date(2026, 6, 1), closes_on=date(2026, 6, 30))


@pytest.mark.parametrize(
    "periods, today, state, day",
    [
        ([MARCH], date(2026, 2, 28), "not_yet", date(2026, 3, 1)),
        ([MARCH], date(2026, 3, 1), "open", date(2026, 3, 31)),
        ([MARCH], date(2026, 3, 31), "open", date(2026, 3, 31)),
        ([MARCH], date(2026, 4, 1), "closed", date(2026, 3, 31)),
        ([MARCH, JUNE], date(2026, 4, 1), "not_yet", date(2026, 6, 1)),
        ([MARCH, JUNE], date(2026, 7, 1), "closed", date(2026, 6, 30)),
        ([JUNE, MARCH], date(2026, 3, 15), "open", date(2026, 3, 31)),
        ([RegistrationPeriod(set_id="a", opens_on=date(2026, 3, 1))], date(2026, 9, 1), "open", None),
        (
            [RegistrationPeriod(set_id="a", closes_on=date(2026, 3, 1))],
            date(2026, 3, 1),
            "open",
            date(2026, 3, 1),
        ),
        (
            [RegistrationPeriod(set_id="a", closes_on=date(2026, 3, 1))],
            date(2026, 3, 2),
            "closed",
            date(2026, 3, 1),
        ),
        ([RegistrationPeriod(set_id="a")], date(2026, 3, 1), "unknown", None),
        ([RegistrationPeriod(set_id="b", opens_on=date(2026, 1, 1))], date(2026, 3, 1), "unknown", None),
        ([], date(2026, 3, 1), "unknown", None),
    ],
)
def test_registration_is_told_as_it_is(periods, today, state, day):
    office = Organisation(id="o11", name="(demo)", zone="Asia/Jakarta", registrations=tuple(periods))
    found = registration(office, "a", today)
    assert (found.state, found.day) == (state, day)


def test_a_registration_cannot_close_before_it_opens():
    with pytest.raises(ValueError):
        RegistrationPeriod(set_id="a", opens_on=date(2026, 3, 2), closes_on=date(2026, 3, 1))


def load(key: str, **changes: str):
    text = (FOLDER / f"{key}.toml").read_text(encoding="utf-8")
    for there, instead in changes.items():
        text = text.replace(f"{there} = ", f"{there} = {instead} #", 1)
    return parse_set(text, f"{key}.toml")


BATU, PRSE = load("kota-batu-wrse"), load("prse-permensos-8-2012")


@pytest.mark.parametrize(
    "confirmed, demo, usable",
    [
        ([], False, []),
        ([], True, [(BATU, True), (PRSE, True)]),
        ([ConfirmedSet("kota-batu-wrse", "1")], False, [(BATU, False)]),
        ([ConfirmedSet("kota-batu-wrse", "1")], True, [(BATU, False), (PRSE, True)]),
        ([ConfirmedSet("kota-batu-wrse", "2")], False, []),  # another version was read
    ],
)
def test_a_real_organisation_uses_only_what_an_admin_confirmed(confirmed, demo, usable):
    office = Organisation(id="o12", name="(demo)", zone="Asia/Jakarta", confirmed_sets=frozenset(confirmed))
    found = usable_sets(office, [BATU, PRSE], demo=demo)
    assert [(one.criteria_set, one.is_example) for one in found] == usable


def test_a_set_that_its_office_confirmed_is_no_example():
    confirmed = load("kota-batu-wrse", confirmed_by_office="true")
    [found] = usable_sets(OFFICE, [confirmed], demo=False)
    assert not found.is_example
