"""When a class meets is read as people write it; what is missing is asked for once, and no guess goes unsaid."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar_days import CalendarDays
from domain.courses import LENGTH_MIN_DEFAULT, SESSIONS_MAX
from domain.reading.action import Action
from domain.reading.limits import SCHEDULE_TEXT_CHARS_MAX
from domain.reading.schedule import ScheduleReading, read_schedule
from domain.recurrence import DAY_MIN, NO_START_MIN

VECTORS = Path(__file__).parents[2] / "vectors" / "schedules_id.toml"
SAMPLES = tomllib.loads(VECTORS.read_text(encoding="utf-8"))
TODAY = date.fromisoformat(SAMPLES["today"])
CASES: list[dict[str, Any]] = SAMPLES["case"]
PARTS = {"day", "time", "count", "first"}
WEEKDAYS = "senin selasa rabu kamis jumat sabtu minggu".split()
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
DAYS = st.dates(date(2025, 1, 1), date(2035, 12, 31))


def told(case: dict[str, Any]) -> str:
    return str(case["input"])


def as_case(said: str, reading: ScheduleReading) -> dict[str, Any]:
    """The reading in the words of the vectors."""
    found: dict[str, Any] = {"input": said, "action": reading.action.value}
    found |= {"asks": " ".join(reading.asks), "doubts": " ".join(reading.doubts), "zone": reading.zone}
    when = reading.recurrence
    if when is not None:
        hour = None if when.start_min == NO_START_MIN else "{:02}:{:02}".format(*divmod(when.start_min, 60))
        found |= {"rule": when.rule, "first": when.first.isoformat(), "time": hour, "count": when.count}
        found |= {"until": when.until and when.until.isoformat()}
        found |= {"length_min": None if when.length_min == LENGTH_MIN_DEFAULT else when.length_min}
        found |= {"skips": None if when.skips == "all" else when.skips.value}
        found |= {"out": " ".join(day.isoformat() for day in when.out)}
    return {key: value for key, value in found.items() if value not in (None, "") or key == "rule"}


@pytest.mark.parametrize("case", CASES, ids=told)
def test_a_schedule_is_read_as_the_vector_says(case: dict[str, Any]) -> None:
    assert as_case(case["input"], read_schedule(case["input"], today=TODAY)) == case


@pytest.mark.parametrize("case", [each for each in CASES if each["action"] == "ask"], ids=told)
def test_what_is_asked_for_is_answered_once(case: dict[str, Any]) -> None:
    """As the conversation does it (handlers/training): an answer is a line of its own."""
    answers = {"time": "jam 10.00", "count": "6 kali", "first": "mulai 9-2-2026", "day": "tiap Selasa"}
    said = case["input"]
    asked: list[str] = []
    while (reading := read_schedule(said, today=TODAY)).asks:
        part = reading.asks[0] if reading.recurrence is not None or "day" in reading.asks else "day"
        assert part not in asked, (said, asked)
        asked.append(part)
        said += f"\n{answers[part]}"
    assert reading.recurrence is not None
    assert CalendarDays().plan(reading.recurrence).days


@pytest.mark.parametrize("case", [each for each in CASES if "rule" in each], ids=told)
def test_what_is_understood_can_be_planned_from_its_first_day_on(case: dict[str, Any]) -> None:
    when = read_schedule(case["input"], today=TODAY).recurrence
    assert when is not None
    planned = CalendarDays().plan(when)
    days = sorted([*planned.days, *(each.day for each in planned.skipped)])
    assert days[0] == when.first
    assert len(planned.days) <= SESSIONS_MAX
    assert case["action"] == "ask" or not planned.cut


# -- laws -------------------------------------------------------------------------------------------------------


@given(
    DAYS,
    st.sets(st.integers(0, 6), min_size=1, max_size=6),
    st.integers(2, 60),
    st.integers(7, 19),
    st.integers(0, 300),
    st.sampled_from(["tiap", "setiap", "Saban", "unggal", "saben"]),
    st.sampled_from([" dan ", ", ", " & ", " "]),
)
def test_a_whole_sentence_is_clear_whatever_its_days_and_figures(
    today: date, days: set[int], count: int, hour: int, away: int, every: str, joint: str
) -> None:
    first = today + timedelta(days=away)
    while first.weekday() not in days:
        first += timedelta(days=1)
    names = joint.join("hari Minggu" if day == 6 else WEEKDAYS[day].title() for day in sorted(days))
    begin = f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    said = f"{every} {names} jam {hour:02}.30-{hour + 2:02}.00 WITA, {count} kali, mulai {begin}"
    reading = read_schedule(said, today=today)
    assert (reading.action, reading.asks, reading.doubts, reading.zone) == (Action.ACCEPT, (), (), "WITA")
    when = reading.recurrence
    assert when is not None
    assert when.rule == f"FREQ=WEEKLY;BYDAY={','.join(BYDAY[day] for day in sorted(days))}"
    assert (when.first, when.start_min, when.length_min) == (first, hour * 60 + 30, 90)
    assert when.count == count


@given(DAYS, st.integers(0, 6), st.sampled_from([1, 2, 3, 4]))
def test_a_first_day_that_is_none_of_its_days_is_moved_on_and_this_is_said(
    today: date, weekday: int, every: int
) -> None:
    first = today + timedelta(days=1)
    rhythm = "tiap" if every == 1 else f"tiap {every} minggu hari"
    name = "hari Minggu" if weekday == 6 and every == 1 else "ahad" if weekday == 6 else WEEKDAYS[weekday]
    begin = f"{first.day}-{first.month}-{first.year}"
    reading = read_schedule(f"{rhythm} {name} jam 9 pagi, 8 kali, mulai {begin}", today=today)
    when = reading.recurrence
    assert when is not None
    assert when.first.weekday() == weekday
    assert first <= when.first < first + timedelta(days=7)
    assert ("first" in reading.doubts) == (first.weekday() != weekday)


WORDS = st.sampled_from(
    [
        *"tiap setiap senin rabu minggu ahad jumat kliwon legi jam pukul 9 12 13.00 09.30 pagi siang malam dan atau".split(),
        *"sampai mulai dari selama 8 kali 2 sekali minggu bulan hari depan lagi ini ke-2 pertama terakhir akhir".split(),
        *"tanggal tgl 3 31 februari maret 2026 3/2 29/2/2027 libur lebaran kecuali merah tetap besok lusa - , ? bukan".split(),
        *"x kelas jahit seminggu sebulan selapan wib setengah habis magrib kerja turut berturut-turut awal".split(),
    ]
)


@given(st.lists(WORDS, max_size=24).map(" ".join), DAYS)
def test_words_in_any_order_are_read_without_fault_and_kept_in_bounds(said: str, today: date) -> None:
    reading = read_schedule(said, today=today)
    assert set(reading.asks) <= PARTS
    assert not set(reading.asks) & set(reading.doubts)
    assert (reading.action is Action.ASK) == bool(reading.asks)
    assert (reading.action is Action.ACCEPT) <= (not reading.doubts and reading.recurrence is not None)
    when = reading.recurrence
    if when is None:
        return
    assert when.first >= today
    assert (when.start_min == NO_START_MIN) == ("time" in reading.asks)
    assert NO_START_MIN <= when.start_min < DAY_MIN
    assert 15 <= when.length_min <= 12 * 60
    assert when.count is None or 1 <= when.count <= SESSIONS_MAX
    assert when.until is None or when.until >= when.first
    assert not (when.is_endless and "count" not in reading.asks)
    planned = CalendarDays().plan(when)
    assert min([*planned.days, *(each.day for each in planned.skipped)]) == when.first
    assert reading.asks or not planned.cut


@given(st.text(max_size=80), DAYS)
def test_no_text_breaks_it(said: str, today: date) -> None:
    assert read_schedule(said, today=today).action in Action


def test_a_story_is_no_schedule() -> None:
    assert read_schedule("tiap Selasa jam 9 " * SCHEDULE_TEXT_CHARS_MAX, today=TODAY).action is Action.REJECT
    assert read_schedule("", today=TODAY).action is Action.REJECT
    assert read_schedule(" \n ", today=TODAY).action is Action.REJECT


# -- lines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "rule", "start", "count"),
    [
        (("tiap Selasa jam 9", "jam 13.00", "8 kali"), "FREQ=WEEKLY;BYDAY=TU", 13 * 60, 8),
        (("tiap Selasa jam 9, 4 kali", "8 kali"), "FREQ=WEEKLY;BYDAY=TU", 9 * 60, 8),
        (("2 minggu sekali jam 9 pagi 6x", "Kamis"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", 9 * 60, 6),
        (("tiap minggu jam 9 pagi 6x", "hari Minggu"), "FREQ=WEEKLY;BYDAY=SU", 9 * 60, 6),
        (
            ("tiap hari kecuali Minggu", "jam 8 pagi", "10 kali"),
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA",
            480,
            10,
        ),
        (("tiap hari kecuali Minggu, 10 kali", "tiap Senin jam 8 pagi"), "FREQ=WEEKLY;BYDAY=MO", 480, 10),
        (("Selasa atau Rabu jam 9 pagi 4x", "Rabu"), "FREQ=WEEKLY;BYDAY=WE", 9 * 60, 4),
    ],
)
def test_a_later_line_answers_or_corrects_the_earlier(
    lines: tuple[str, ...], rule: str, start: int, count: int
) -> None:
    when = read_schedule("\n".join(lines), today=TODAY).recurrence
    assert when is not None
    assert (when.rule, when.start_min, when.count) == (rule, start, count)


def test_the_head_of_an_official_letter_is_read() -> None:
    letter = (
        "Hari/Tanggal : Selasa, 3 Februari 2026\nPukul : 09.00 - 12.00 WIB\nKegiatan : Pelatihan Menjahit"
    )
    reading = read_schedule(letter, today=TODAY)
    when = reading.recurrence
    assert when is not None
    assert (when.rule, when.first, when.start_min, when.length_min) == ("", date(2026, 2, 3), 540, 180)
    assert reading.zone == "WIB"
