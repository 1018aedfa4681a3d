"""Sentences and the days they mean, written down by somebody who had not seen the reader; and many more by chance."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar_days import CalendarDays
from domain.reading.action import Action
from domain.reading.schedule import ScheduleReading, read_schedule
from domain.recurrence import NO_START_MIN

VECTORS = Path(__file__).parents[2] / "vectors" / "schedules_id.toml"
SAMPLES = tomllib.loads(VECTORS.read_text(encoding="utf-8"))
TODAY = date.fromisoformat(SAMPLES["met_today"])
MET: list[dict[str, Any]] = SAMPLES["met"]


def told(case: dict[str, Any]) -> str:
    return str(case["input"])


def clock(minutes: int) -> str:
    return "{:02}:{:02}".format(*divmod(minutes, 60))


def days_of(reading: ScheduleReading) -> list[str]:
    assert reading.recurrence is not None
    return [day.isoformat() for day in CalendarDays().plan(reading.recurrence).days]


@pytest.mark.parametrize("case", MET, ids=told)
def test_a_sentence_is_asked_about_where_a_careful_reader_would_ask(case: dict[str, Any]) -> None:
    reading = read_schedule(case["input"], today=TODAY)
    asked = set(case.get("asks", "").split())
    if asked == {"day", "time"} and reading.action is Action.REJECT:
        return  # nothing of a schedule: the whole of it is asked again
    assert asked <= set(reading.asks)
    assert asked or not reading.asks
    assert case.get("doubt") is None or case["doubt"] in (*reading.asks, *reading.doubts)
    assert reading.zone == case.get("zone")


@pytest.mark.parametrize("case", [each for each in MET if "days" in each], ids=told)
def test_its_days_are_those_of_the_calendar(case: dict[str, Any]) -> None:
    reading = read_schedule(case["input"], today=TODAY)
    expected = case["days"].split()
    days = days_of(reading)
    assert (days[: len(expected)] if "count" in reading.asks else days) == expected


@pytest.mark.parametrize("case", [each for each in MET if "starts" in each], ids=told)
def test_its_hours_are_those_on_the_clock(case: dict[str, Any]) -> None:
    when = read_schedule(case["input"], today=TODAY).recurrence
    if when is None:  # the day was asked for
        assert case.get("asks")
        return
    assert clock(when.start_min) == case["starts"]
    if "ends" in case:
        assert clock(when.start_min + when.length_min) == case["ends"]


# -- by chance --------------------------------------------------------------------------------------------------

WEEKDAYS = (
    ("Senin", "senen", "dinten Senen"),
    ("Selasa", "slasa", "Salasa"),
    ("Rabu", "Rebo", "hari Rabu"),
    ("Kamis", "Kemis", "dina Kemis"),
    ("Jumat", "Jum'at", "Jemuah"),
    ("Sabtu", "Setu", "hari Saptu"),
    ("hari Minggu", "Ahad", "dinten Minggu"),
)
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
HOURS = (
    ("jam 9 pagi", "09:00", 120),
    ("pkl. 13.00-15.00 WIB", "13:00", 120),
    ("pukul 08:30 s/d 11:30", "08:30", 180),
    ("jam setengah 2 siang", "13:30", 120),
    ("jm 4 sore selama 1 jam", "16:00", 60),
    ("jam 7 malam, 90 menit", "19:00", 90),
    ("jam 10.30 WITA sampai selesai", "10:30", 120),
)
STRANGE = ("", "Kelas menjahit", "di rumah Bu Jum", "bawa 2 kain ya ibu2", "RT 3 RW 2", "maks 15 orang")


def spoken(day: date, how: int) -> str:
    month = MONTHS[day.month - 1]
    return (
        f"{day.day} {month}",
        f"tgl. {day.day} {month.lower()} {day.year}",
        f"{day.day}/{day.month}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{('Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu')[day.weekday()]} {day.day} {month}",
        f"{day.day} {month[:3]} '{day.year % 100}",
    )[how]


@given(st.data())
def test_the_parts_of_a_sentence_mean_the_same_in_any_order_and_spelling(data: st.DataObject) -> None:
    pick = data.draw
    days = sorted(pick(st.sets(st.integers(0, 6), min_size=1, max_size=3)))
    first = TODAY + timedelta(days=pick(st.integers(1, 60)))
    count, spelling, style = pick(st.integers(2, 12)), pick(st.integers(0, 2)), pick(st.integers(0, 5))
    hour, starts, length = pick(st.sampled_from(HOURS))
    every = pick(st.sampled_from(["tiap", "setiap", "Saben", "unggal", "tiap2"]))
    parts = [
        f"{every} "
        + pick(st.sampled_from([" dan ", ", ", " & "])).join(WEEKDAYS[day][spelling] for day in days),
        hour,
        f"{pick(st.sampled_from(['mulai', 'dimulai', 'wiwit', 'ti', 'start']))} {spoken(first, style)}",
        f"{count} {pick(st.sampled_from(['kali', 'x', 'kali pertemuan', 'pertemuan']))}",
        pick(st.sampled_from(STRANGE)),
    ]
    said = pick(st.sampled_from([", ", ". ", "; "])).join(
        part for part in pick(st.permutations(parts)) if part
    )
    reading = read_schedule(said, today=TODAY)
    when = reading.recurrence
    assert when is not None
    assert (reading.asks, clock(when.start_min), when.length_min) == ((), starts, length), said
    closed = CalendarDays().holidays(TODAY, TODAY + timedelta(days=400))
    every_day = (first + timedelta(days=away) for away in range(340))
    held = [day for day in every_day if day.weekday() in days and day not in closed]
    assert days_of(reading) == [day.isoformat() for day in held[:count]], said


@given(st.lists(st.integers(1, 40), min_size=2, max_size=5, unique=True), st.integers(0, 5), st.booleans())
def test_days_in_a_row_of_dates_are_these_days_and_no_other(
    away: list[int], how: int, numbered: bool
) -> None:
    days = sorted(TODAY + timedelta(days=each) for each in away)
    dates = [spoken(day, how) for day in days]
    said = " ".join(f"{at}. {each}" for at, each in enumerate(dates, 1)) if numbered else ", ".join(dates)
    reading = read_schedule(f"{said}, jam 9 pagi", today=TODAY)
    assert (reading.action, days_of(reading)) == (Action.ACCEPT, [day.isoformat() for day in days]), said


def test_an_hour_and_a_count_behind_it_are_no_clock() -> None:
    for said in ("jam 9, 10 kali", "jam 9. 10 kali", "jam 10, 28 Januari"):
        when = read_schedule(f"tiap Rabu {said}", today=TODAY).recurrence
        assert when is not None
        assert when.start_min in (9 * 60, 10 * 60), said
    hourless = read_schedule("tiap Rabu. 10 kali", today=TODAY).recurrence
    assert hourless is not None
    assert (hourless.start_min, hourless.count) == (NO_START_MIN, 10)
