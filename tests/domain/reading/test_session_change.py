"""What a trainer writes when a class is off or moved; what is something else begins nothing."""

from datetime import date

import pytest

from domain.reading.session_change import (
    CHANGE_CHARS_MAX,
    SessionChange,
    What,
    read_session_change,
    read_when,
)

MONDAY = date(2026, 2, 2)
TOMORROW = date(2026, 2, 3)


def off(day: date | None, reason: str = "") -> SessionChange:
    return SessionChange(what=What.CANCEL, day=day, reason=reason)


def moved(
    day: date | None, to_day: date | None = None, to_min: int | None = None, reason: str = ""
) -> SessionChange:
    return SessionChange(what=What.MOVE, day=day, to_day=to_day, to_min=to_min, reason=reason)


@pytest.mark.parametrize(
    "text, change",
    [
        ("besok libur, pelatih sakit", off(TOMORROW, "pelatih sakit")),
        ("Besok libur ya bu ibu, pelatihnya sakit.", off(TOMORROW, "pelatihnya sakit")),
        ("kelas besok dibatalkan karena banjir", off(TOMORROW, "banjir")),
        ("bsk libur dl y", off(TOMORROW)),
        ("kelas libur", off(None)),
        ("pertemuan tanggal 10 batal", off(date(2026, 2, 10))),
        ("Selasa 10 Februari libur", off(date(2026, 2, 10))),
        ("besok gak jadi ya, hujan deras", off(TOMORROW, "hujan deras")),
        ("hari ini tidak ada kelas", off(MONDAY)),
        ("lusa diliburkan krn ada acara desa", off(date(2026, 2, 4), "ada acara desa")),
        ("kelas menjahit besok libur, mesin rusak", off(TOMORROW, "mesin rusak")),
        ("sesuk prei", off(TOMORROW)),  # Javanese
        ("mbenjing prei, jawah", off(TOMORROW, "jawah")),
        ("isukan pere", off(TOMORROW)),  # Sundanese
        ("isukan teu jadi, nu ngajar gering", off(TOMORROW, "nu ngajar gering")),
        ("besok kada jadi, ujan", off(TOMORROW, "ujan")),  # Banjar
        ("Selasa diundur ke Kamis jam 10", moved(TOMORROW, date(2026, 2, 5), 600)),
        ("besok dipindah ke rabu", moved(TOMORROW, date(2026, 2, 4))),
        ("besok jam 9 diundur jadi jam 10", moved(TOMORROW, None, 600)),
        ("besok diundur jadi jam 13.30", moved(TOMORROW, None, 13 * 60 + 30)),
        (
            "kelas diganti hari jumat jam 1 siang, tempat dipakai hajatan",
            moved(None, date(2026, 2, 6), 780, "tempat dipakai hajatan"),
        ),
        ("besok di mundurin jam 2", moved(TOMORROW, None, 840)),
        ("besok diundur minggu depan", moved(TOMORROW)),  # no day by itself: asked
    ],
)
def test_what_she_says_of_a_session(text: str, change: SessionChange) -> None:
    assert read_session_change(text, today=MONDAY) == change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "libur",
        "batal",
        "tidak ada",
        "kosong",
        "mundur",
        "ditunda dulu ya",
        "besok libur?",
        "apa besok libur ya?",
        "besok kantor libur",
        "besok sekolah libur",
        "rapat besok diundur",
        "arisan besok batal",
        "uang kas besok tidak ada",
        "mau ganti nama",
        "pindah hp",
        "saya pindah rumah besok",
        "besok saya tidak bisa",
        "besok pelatih sakit",
        "tiap selasa jam 9",
        "besok libur " + "x" * CHANGE_CHARS_MAX,
    ],
)
def test_what_is_something_else_is_none(text: str) -> None:
    assert read_session_change(text, today=MONDAY) is None


@pytest.mark.parametrize(
    "text, day, minute",
    [
        ("Kamis jam 10 pagi", date(2026, 2, 5), 600),
        ("jam 10", None, 600),
        ("jam 2", None, 840),
        ("jam 7", None, 420),
        ("pukul 19.30", None, 19 * 60 + 30),
        ("jam 12", None, 720),
        ("besok", TOMORROW, None),
        ("hari Kamis", date(2026, 2, 5), None),
        ("jam 25", None, None),
        ("kapan-kapan", None, None),
    ],
)
def test_where_to(text: str, day: date | None, minute: int | None) -> None:
    assert read_when(text, today=MONDAY) == (day, minute)


def test_a_long_reason_is_cut() -> None:
    found = read_session_change("besok libur, " + "a" * 90, today=MONDAY)
    assert found is not None
    assert len(found.reason) == 60


NEXT_WEEK = date(2026, 2, 10)  # a Tuesday
THURSDAY, FRIDAY, SUNDAY = date(2026, 2, 12), date(2026, 2, 13), date(2026, 2, 15)


@pytest.mark.parametrize(
    "text, held, day",
    [
        ("Rabu jam 10 pagi", NEXT_WEEK, date(2026, 2, 11)),
        ("pindah ke rebo wae", NEXT_WEEK, date(2026, 2, 11)),
        ("hari Senin", NEXT_WEEK, date(2026, 2, 9)),
        ("diundur ke Senin", NEXT_WEEK, date(2026, 2, 16)),
        ("dimajukan ke Jumat", NEXT_WEEK, date(2026, 2, 6)),
        ("selasa", NEXT_WEEK, NEXT_WEEK),
        ("diundur selasa", NEXT_WEEK, date(2026, 2, 17)),
        ("minggu", NEXT_WEEK, date(2026, 2, 15)),
        ("Senin", THURSDAY, date(2026, 2, 9)),
        ("Senin", FRIDAY, date(2026, 2, 16)),
        ("Senin", SUNDAY, date(2026, 2, 16)),
        ("Sabtu", SUNDAY, date(2026, 2, 14)),
        ("Senin", TOMORROW, MONDAY),
        ("dimajukan ke Minggu", TOMORROW, date(2026, 2, 8)),  # the one before is over
        ("besok", NEXT_WEEK, TOMORROW),
        ("Rabu 4 Februari", NEXT_WEEK, date(2026, 2, 4)),
    ],
)
def test_a_bare_weekday_is_the_one_beside_the_session_that_is_moved(text: str, held: date, day: date) -> None:
    assert read_when(text, today=MONDAY, held=held)[0] == day
    said = read_session_change(f"kelas dipindah {text}", today=MONDAY, held=held)
    assert said is not None
    assert said.what is What.MOVE


def test_what_is_said_in_one_breath_is_read_beside_the_session_too() -> None:
    said = "pertemuan 10 Februari diundur ke Kamis jam 10"
    assert read_session_change(said, today=MONDAY, held=NEXT_WEEK) == moved(NEXT_WEEK, date(2026, 2, 12), 600)
    assert read_session_change("kelas dimajukan ke Senin", today=MONDAY, held=NEXT_WEEK) == moved(
        None, date(2026, 2, 9)
    )
