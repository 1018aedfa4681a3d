"""A day on the wrong side of today is never taken, and what may be two days is asked about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.action import Action
from domain.reading.date_asked import Context
from domain.reading.date_rules import FAR_YEARS
from domain.reading.dates import DateReading, read_date
from domain.reading.day_steps import market_day, months_with

DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
WEEKDAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
SAID = st.sampled_from(
    [
        "besok",
        "kemarin",
        "lusa",
        "hari ini",
        "senin",
        "jumat",
        "hari minggu",
        "minggu",
        "malam jumat",
        "tgl 1",
        "tgl 15",
        "tgl 31",
        "3 februari",
        "3/2",
        "29 feb",
        "akhir bulan",
        "awal bulan",
        "2 hari lagi",
        "3 minggu lalu",
        "senin depan",
        "jumat lalu",
        "rabu ini",
        "jumat kliwon",
        "31/12",
        "tadi pagi",
        "nanti malam",
        "sebulan lagi",
        "tgl 30 bulan depan",
    ]
)


@given(SAID, DAYS)
def test_a_past_day_is_never_in_the_future_nor_a_future_day_in_the_past(said: str, today: date) -> None:
    past = read_date(said, today=today, context="past").day
    future = read_date(said, today=today, context="future").day
    assert past is None or past <= today
    assert future is None or future >= today


HOURS = st.sampled_from(
    "jam 9;jam 9.30 pagi;pukul 13.00 WIB;jam 8 sampai jam 10;13.30;09.00 - selesai;9:15;jam setengah sembilan;"
    "setengah 9 pagi;habis magrib;ba'da isya;sebelum subuh;jam 9an;pkl 08.00 s/d 10.00;jam pukul 7".split(";")
)


@given(SAID, HOURS, DAYS, st.sampled_from(["past", "future", "any"]))
def test_the_hour_beside_a_day_does_not_move_it(said: str, hour: str, today: date, context: Context) -> None:
    alone = read_date(said, today=today, context=context)
    assert read_date(f"{said} {hour}", today=today, context=context) == alone
    assert read_date(f"{hour} {said}", today=today, context=context) == alone


@given(DAYS, DAYS)
def test_a_full_date_is_the_same_in_every_writing(day: date, today: date) -> None:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    for text in (
        f"{day.day} {month} {day.year}",
        f"tgl {day.day} {month} {day.year}",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
    ):
        far = day.year > today.year + FAR_YEARS
        assert read_date(text, today=today) == DateReading(Action.CONFIRM if far else Action.ACCEPT, day), (
            text
        )


@given(DAYS, DAYS, st.integers(1, 6))
def test_a_weekday_that_contradicts_the_date_is_asked_about(day: date, today: date, off: int) -> None:
    wrong = WEEKDAYS[(day.weekday() + off) % 7]
    assert read_date(f"{wrong}, {day.day}/{day.month}/{day.year}", today=today) == DateReading(Action.ASK)


@given(DAYS, st.integers(1, 99))
def test_counted_days_are_counted(today: date, count: int) -> None:
    assert read_date(f"{count} hari lagi", today=today).day == today + timedelta(days=count)
    assert read_date(f"{count} hari yang lalu", today=today).day == today - timedelta(days=count)
    assert read_date(f"{count} minggu lagi", today=today).day == today + timedelta(days=7 * count)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_to_come_is_within_a_week(today: date, weekday: int) -> None:
    found = read_date(f"hari {WEEKDAYS[weekday]}", today=today, context="future")
    assert found.day is not None
    assert found.day.weekday() == weekday
    assert 1 <= (found.day - today).days <= 7
    assert found.action is (Action.CONFIRM if weekday == today.weekday() else Action.ACCEPT)


@given(DAYS)
def test_malam_jumat_is_the_evening_of_a_thursday(today: date) -> None:
    for context in ("past", "future"):
        found = read_date("malam Jumat", today=today, context=context)
        assert found.day is not None
        assert found.day.weekday() == 3
        assert found.action is Action.CONFIRM


@pytest.mark.parametrize(
    "text", ["31 feb", "30/2/2026", "tgl 32", "tgl 0", "31/4", "29 februari 2026", "0/1/2026", "1/13/2026"]
)
@pytest.mark.parametrize("context", ["past", "future", "any"])
def test_a_day_that_does_not_exist_is_asked_about(text: str, context: str) -> None:
    assert read_date(text, today=date(2026, 1, 28), context=context) == DateReading(Action.ASK)  # type: ignore[arg-type]


@given(DAYS)
def test_a_month_too_short_for_the_day_is_left_out(today: date) -> None:
    assert all(day.day == 31 for day in months_with(today, 31, 1))


def test_independence_was_proclaimed_on_a_friday_legi() -> None:
    assert (date(1945, 8, 17).weekday(), market_day(date(1945, 8, 17))) == (4, 0)


def test_weekday_and_market_day_meet_every_35_days() -> None:
    first = read_date("Jumat Legi", today=date(1945, 7, 20), context="future").day
    assert first == date(1945, 8, 17)
    assert read_date("Jumat Legi", today=date(1945, 8, 18), context="future").day == first + timedelta(
        days=35
    )
