"""The days of a rule are those a plain count gives, holidays are left out by name, and nothing is loaded too early."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar_days import CalendarDays, is_lebaran
from domain.courses import SESSIONS_MAX, Skips
from domain.recurrence import LEFT_OUT, Planned, Recurrence, Skipped, last_day, named

ROOT = Path(__file__).parents[2]
CALENDAR = CalendarDays()
TUESDAY = date(2026, 2, 3)
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NEARLY = [date(2026, 1, 1), date(2029, 12, 31)]


def every_tuesday(**values: object) -> Planned:
    return CALENDAR.plan(
        Recurrence(rule="FREQ=WEEKLY;BYDAY=TU", first=TUESDAY, start_min=540, **values)  # type: ignore[arg-type]
    )


def days_from(first: date) -> Iterator[date]:
    return (first + timedelta(days=away) for away in range(10_000))


# -- the example of the issue -----------------------------------------------------------------------------------


def test_eight_tuesdays_but_lebaran_are_eight_held_sessions_and_the_one_left_out_is_named() -> None:
    planned = every_tuesday(count=8, skips=Skips.LEBARAN)
    assert planned.days == (
        date(2026, 2, 3),
        date(2026, 2, 10),
        date(2026, 2, 17),
        date(2026, 2, 24),
        date(2026, 3, 3),
        date(2026, 3, 10),
        date(2026, 3, 17),
        date(2026, 3, 31),
    )
    assert planned.skipped == (Skipped(date(2026, 3, 24), "Cuti Bersama Hari Raya Idul Fitri"),)
    assert planned.on_holidays == (Skipped(date(2026, 2, 17), "Tahun Baru Imlek"),)
    assert not planned.cut


def test_all_holidays_can_be_left_out_or_none_and_eight_stay_eight() -> None:
    everything = every_tuesday(count=8, skips=Skips.ALL)
    assert [each.day for each in everything.skipped] == [date(2026, 2, 17), date(2026, 3, 24)]
    assert everything.on_holidays == ()
    assert everything.days[-1] == date(2026, 4, 7)
    nothing = every_tuesday(count=8, skips=Skips.NONE)
    assert nothing.skipped == ()
    assert [each.day for each in nothing.on_holidays] == [date(2026, 2, 17), date(2026, 3, 24)]
    assert nothing.days[-1] == date(2026, 3, 24)


def test_a_day_left_out_by_hand_is_named_as_that_and_not_counted() -> None:
    planned = every_tuesday(count=3, skips=Skips.NONE, out=(date(2026, 2, 10),))
    assert planned.days == (date(2026, 2, 3), date(2026, 2, 17), date(2026, 2, 24))
    assert planned.skipped == (Skipped(date(2026, 2, 10), LEFT_OUT),)


def test_days_named_one_by_one_are_kept_on_a_holiday_and_it_is_said() -> None:
    days = (date(2026, 3, 21), date(2026, 3, 28))
    planned = CALENDAR.plan(Recurrence(rule=named(days), first=days[0], start_min=540, skips=Skips.ALL))
    assert planned == Planned(days=days, on_holidays=(Skipped(days[0], "Hari Raya Idul Fitri"),))
    alone = CALENDAR.plan(Recurrence(rule="", first=date(2026, 8, 17), start_min=540))
    assert alone.days == (date(2026, 8, 17),)
    assert alone.on_holidays == (Skipped(date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),)


def test_without_an_end_a_year_is_planned_and_said_to_be_cut() -> None:
    planned = every_tuesday(skips=Skips.NONE)
    assert len(planned.days) == 53
    assert planned.cut


def test_no_course_has_more_sessions_than_we_plan() -> None:
    daily = Recurrence(rule="FREQ=DAILY", first=TUESDAY, start_min=540, until=date(2027, 12, 31))
    planned = CALENDAR.plan(daily)
    assert len(planned.days) == SESSIONS_MAX
    assert planned.cut


def test_a_span_of_holidays_alone_has_no_session() -> None:
    lebaran = Recurrence(rule="FREQ=DAILY", first=date(2026, 3, 20), start_min=540, until=date(2026, 3, 24))
    planned = CALENDAR.plan(lebaran)
    assert planned.days == ()
    assert len(planned.skipped) == 5
    assert not planned.cut


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=WEEKLY;UNTIL=20260301",
        "FREQ=WEEKLY;BYHOUR=3",
        "x",
    ],
)
def test_a_rule_that_is_not_ours_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="no rule we plan by"):
        CALENDAR.plan(Recurrence(rule=rule, first=TUESDAY, start_min=540, count=3))


# -- against a plain count --------------------------------------------------------------------------------------


def held(first: date, falls: Callable[[date], bool], count: int) -> tuple[date, ...]:
    return tuple(islice((day for day in days_from(first) if falls(day)), count))


@given(
    st.dates(*NEARLY),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 4),
    st.integers(1, 30),
)
def test_a_weekly_rule_falls_on_its_weekdays_every_so_many_weeks(
    first: date, weekdays: set[int], every: int, count: int
) -> None:
    monday = first - timedelta(days=first.weekday())

    def falls(day: date) -> bool:
        return day.weekday() in weekdays and (day - monday).days // 7 % every == 0

    rule = f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(BYDAY[day] for day in sorted(weekdays))}"
    plan = CALENDAR.plan(Recurrence(rule=rule, first=first, start_min=0, count=count, skips=Skips.NONE))
    assert plan.days == held(first, falls, count)


@given(st.dates(*NEARLY), st.integers(1, 4), st.integers(0, 6))
def test_the_nth_weekday_of_a_month_is_counted_from_its_first_day(
    first: date, nth: int, weekday: int
) -> None:
    def falls(day: date) -> bool:
        return day.weekday() == weekday and (day.day - 1) // 7 + 1 == nth

    rule = f"FREQ=MONTHLY;BYDAY={nth}{BYDAY[weekday]}"
    plan = CALENDAR.plan(Recurrence(rule=rule, first=first, start_min=0, count=14, skips=Skips.NONE))
    assert plan.days == held(first, falls, 14)


@given(st.dates(*NEARLY), st.integers(2, 60))
def test_a_rule_of_days_counts_days(first: date, every: int) -> None:
    rule = f"FREQ=DAILY;INTERVAL={every}"
    plan = CALENDAR.plan(Recurrence(rule=rule, first=first, start_min=0, count=6, skips=Skips.NONE))
    assert plan.days == tuple(first + timedelta(days=every * n) for n in range(6))


@given(st.dates(*NEARLY), st.sampled_from(list(Skips)), st.integers(1, 40))
def test_held_days_and_days_left_out_are_the_whole_rhythm_and_none_twice(
    first: date, skips: Skips, count: int
) -> None:
    when = Recurrence(rule="FREQ=DAILY", first=first, start_min=0, count=count, skips=skips)
    plan = CALENDAR.plan(when)
    both = sorted([*plan.days, *(each.day for each in plan.skipped)])
    assert both == list(islice(days_from(first), len(both)))
    assert len(plan.days) == count
    names = CALENDAR.holidays(first, last_day(when))
    assert all(names[each.day] == each.name for each in plan.skipped)
    if skips is Skips.LEBARAN:
        assert all(is_lebaran(each.name) for each in plan.skipped)
        assert not any(is_lebaran(each.name) for each in plan.on_holidays)
    elif skips is Skips.ALL:
        assert not plan.on_holidays


# -- holidays ---------------------------------------------------------------------------------------------------


def test_holidays_have_indonesian_names_and_shared_leave_days_are_among_them() -> None:
    found = CALENDAR.holidays(date(2026, 3, 1), date(2026, 3, 31))
    assert found[date(2026, 3, 21)] == "Hari Raya Idul Fitri"
    assert found[date(2026, 3, 18)] == "Cuti Bersama Hari Suci Nyepi"
    assert min(found) >= date(2026, 3, 1)
    assert max(found) <= date(2026, 3, 31)


def test_a_holiday_that_nobody_has_decided_yet_says_so() -> None:
    assert "perkiraan" in CALENDAR.holidays(date(2031, 1, 1), date(2031, 12, 31))[date(2031, 1, 25)]


def test_the_new_year_is_crossed_and_a_far_year_has_none() -> None:
    found = CALENDAR.holidays(date(2026, 12, 24), date(2027, 1, 1))
    assert list(found) == [date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)]
    assert CALENDAR.holidays(date(2090, 1, 1), date(2090, 12, 31)) == {}


# -- the machine ------------------------------------------------------------------------------------------------


def asked(code: str, *, zone: str = "UTC") -> str:
    """What a program of its own prints on a machine in that zone."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_neither_library_nor_what_knows_courses_is_loaded_before_the_first_question() -> None:
    code = (
        "import sys, bot.app, bot.operator.opening; from bot.calendar_days import CalendarDays; CalendarDays();"
        "print([each for each in ('dateutil', 'holidays', 'domain.courses') if each in sys.modules])"
    )
    assert asked(code).strip() == "[]"


PLANNED = """
import json
from datetime import date
from bot.calendar_days import CalendarDays
from domain.reading.schedule import read_schedule
from domain.recurrence import day_moment_ms
said = "tiap hari Minggu jam 00.15-02.15, 60 kali, mulai 1 Maret 2026, hari libur tetap masuk"
when = read_schedule(said, today=date(2026, 1, 28)).recurrence
days = CalendarDays().plan(when).days
print(json.dumps([day_moment_ms(day, when.start_min, zone) for zone in
    ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura") for day in days]))
"""


def test_the_zone_of_the_machine_and_its_summer_time_change_nothing() -> None:
    here = asked(PLANNED)
    for zone in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"):
        assert asked(PLANNED, zone=zone) == here
    moments = json.loads(here)[:60]
    week_ms = 7 * 24 * 3_600_000
    assert all(later - earlier == week_ms for earlier, later in pairwise(moments))
