"""A table of classes: each row is read to its last word, or named with its column and what is wrong."""

from datetime import date

import pytest

from domain.course_columns import HEADINGS, SORTS, Column
from domain.course_table import COURSES_MAX, CourseRow, CourseWrong, Fault, read_courses
from domain.courses import Kind, Topic
from domain.opening import Value
from domain.zones import WITA

TODAY = date(2026, 2, 3)
AREAS = {"samarinda": "samarinda", "kutai kartanegara": "kutai_kartanegara"}
HEAD: list[Value] = [
    "Jenis",
    "Nama kelas",
    "Tempat",
    "Jadwal",
    "Banyak orang",
    "Bawa",
    "Anak",
    "Ongkos",
    "Wilayah",
]
WHEN = "tiap Selasa jam 9 pagi, 8 kali, mulai 10 Februari"


def row(**cells: Value) -> list[Value]:
    """A good row with these cells instead, by the heading's first word."""
    good: dict[str, Value] = {"jenis": "Kue kering", "tempat": "Balai desa", "jadwal": WHEN}
    names = [str(each).casefold().split()[0] for each in HEAD]
    return [{**good, **cells}.get(name) for name in names]


def read(
    *rows: list[Value], head: list[Value] = HEAD
) -> tuple[tuple[CourseRow, ...], tuple[CourseWrong, ...]]:
    return read_courses([head, *rows], today=TODAY, areas=AREAS)


def faults(*rows: list[Value]) -> list[tuple[Fault, int, str]]:
    _rows, wrong = read(*rows)
    return [(each.fault, each.row, each.column) for each in wrong]


def test_a_row_is_a_class() -> None:
    (found,), wrong = read(
        row(
            nama="Kue Lebaran",
            banyak=20,
            bawa="celemek",
            anak="boleh ikut",
            ongkos="diganti",
            wilayah="Samarinda",
        )
    )
    assert wrong == ()
    assert (found.kind, found.topic, found.title, found.place) == (
        Kind.SKILL,
        Topic.COOKIES,
        "Kue Lebaran",
        "Balai desa",
    )
    assert (found.capacity, found.bring, found.childcare, found.transport, found.areas) == (
        20,
        "celemek",
        "boleh ikut",
        "diganti",
        ("samarinda",),
    )
    assert (found.recurrence.first, found.recurrence.start_min, found.recurrence.count) == (
        date(2026, 2, 10),
        540,
        8,
    )


def test_titles_above_and_empty_rows_between_do_not_matter() -> None:
    rows, wrong = read_courses(
        [["Kelas kantor"], [None, None], HEAD, [], row(), [None, ""], row(jenis="Batik")],
        today=TODAY,
        areas={},
    )
    assert wrong == ()
    assert [each.row for each in rows] == [5, 7]


def test_the_time_may_stand_in_columns_of_its_own_as_a_table_program_keeps_it() -> None:
    head: list[Value] = ["Kelas", "Tempat", "Hari", "Jam mulai", "Berapa kali", "Mulai tanggal"]
    (found,), wrong = read(["Menjahit", "Balai", "Rabu", "09:00:00", 4, "2026-02-11T00:00:00"], head=head)
    assert wrong == ()
    assert (found.topic, found.recurrence.rule, found.recurrence.start_min) == (
        Topic.SEWING,
        "FREQ=WEEKLY;BYDAY=WE",
        540,
    )
    assert (found.recurrence.count, found.recurrence.first) == (4, date(2026, 2, 11))


OWN_COLUMNS: list[Value] = ["Kelas", "Tempat", "Hari/Tanggal", "Jam", "Kali", "Mulai", "Jml peserta", "Ket."]


def own(hour: Value, first: Value, times: Value = 4, most: Value = 20) -> list[Value]:
    return ["Menjahit", "Balai", "Rabu", hour, times, first, most, "-"]


@pytest.mark.parametrize(
    "hour, first, minute",
    [
        ("9.00", "11/2/2026", 540),
        (9, "11 Februari 2026", 540),
        ("9.3", "11-2-26", 570),  # 9.30 as a table program makes a number of it
        ("13,3", "2026-02-11", 810),
        ("0.375", 46064, 540),  # a part of a day, and a day as a number
        ("0.5625", "46064", 810),
        ("09:00:00", "2026-02-11T00:00:00", 540),
        ("pukul 09.00 s/d 11.00", "11 Feb 2026", 540),
    ],
)
def test_hours_and_days_are_read_as_table_programs_spoil_them(hour: Value, first: Value, minute: int) -> None:
    (found,), wrong = read(own(hour, first), head=OWN_COLUMNS)
    assert wrong == ()
    assert (found.recurrence.start_min, found.recurrence.first) == (minute, date(2026, 2, 11))


@pytest.mark.parametrize(
    "first, fault",
    [
        ("2025-02-12T00:00:00", Fault.WHEN_OVER),
        ("2062-02-12T00:00:00", Fault.WHEN_FAR),
        (59213, Fault.WHEN_FAR),
        ("12 Februari 2062", Fault.WHEN_FAR),
    ],
)
def test_a_wrong_year_is_named_with_its_place_and_the_day_as_people_write_it(
    first: Value, fault: Fault
) -> None:
    _rows, wrong = read(own("9.00", first), head=OWN_COLUMNS)
    assert [(each.fault, each.row) for each in wrong] == [(fault, 2)]
    assert "T00" not in wrong[0].text


def test_words_around_a_kind_or_a_number_do_not_matter() -> None:
    (found,), wrong = read(row(jenis="Pelatihan  MENJAHIT", banyak="20 org"))
    assert wrong == ()
    assert (found.topic, found.capacity) == (Topic.SEWING, 20)
    assert faults(row(jenis="Keterampilan lain")) == []


def test_one_name_at_one_hour_in_two_villages_is_two_classes() -> None:
    assert faults(row(tempat="Balai Ngasem"), row(tempat="Balai Ngronggot")) == []
    assert faults(row(tempat="Balai Ngasem"), row(tempat="balai NGASEM")) == [(Fault.TWICE, 3, "")]


def test_a_zone_that_is_named_is_kept() -> None:
    (found,), _wrong = read(row(jadwal="5 Maret 2026 jam 10.00 WITA"))
    assert found.zone == WITA


@pytest.mark.parametrize(
    "cells, fault, column",
    [
        ({"jenis": "Sulam"}, Fault.UNKNOWN_SORT, "A"),
        ({"jenis": None}, Fault.NO_SORT, "A"),
        ({"nama": "x" * 41}, Fault.TOO_LONG, "B"),
        ({"nama": "Kelas korban"}, Fault.NOT_FIT, "B"),
        ({"tempat": None}, Fault.NO_PLACE, "C"),
        ({"jadwal": None}, Fault.NO_WHEN, "D"),
        ({"jadwal": "nanti dikabari"}, Fault.WHEN_UNCLEAR, "D"),
        ({"jadwal": "tiap Selasa, 8 kali"}, Fault.WHEN_NO_HOUR, "D"),
        ({"jadwal": "tiap Selasa jam 9 pagi"}, Fault.WHEN_NO_END, "D"),
        ({"banyak": "banyak"}, Fault.NOT_A_NUMBER, "E"),
        ({"banyak": 0}, Fault.NOT_A_NUMBER, "E"),
        ({"banyak": 501}, Fault.NOT_A_NUMBER, "E"),
        ({"bawa": "hubungi 0812 3456 7890"}, Fault.NOT_FIT, "F"),
        ({"wilayah": "Bulan"}, Fault.UNKNOWN_AREA, "I"),
    ],
)
def test_what_is_not_understood_is_named_with_its_place(
    cells: dict[str, Value], fault: Fault, column: str
) -> None:
    assert faults(row(**cells)) == [(fault, 2, column)]


def test_several_areas_and_all_of_them() -> None:
    rows, wrong = read(
        row(wilayah="Samarinda dan Kutai Kartanegara"), row(jenis="Batik", wilayah="semua warga")
    )
    assert wrong == ()
    assert [each.areas for each in rows] == [("samarinda", "kutai_kartanegara"), ()]


def test_a_column_nobody_knows_and_one_twice_are_named() -> None:
    _rows, wrong = read(row(), head=[*HEAD[:8], "Tempat"])
    assert [(each.fault, each.row, each.column) for each in wrong] == [(Fault.UNKNOWN_COLUMN, 1, "I")]
    _rows, wrong = read([*row(), 5], head=[*HEAD, "Harga"])
    assert [(each.fault, each.column, each.text) for each in wrong] == [(Fault.UNKNOWN_COLUMN, "J", "Harga")]


def test_the_same_class_twice_in_one_file_is_a_fault() -> None:
    assert faults(row(), row()) == [(Fault.TWICE, 3, "")]
    assert faults(row(), row(nama="Kelompok dua")) == []


def test_without_headings_without_rows_and_with_too_many() -> None:
    assert read_courses([["x"]], today=TODAY, areas={})[1] == (CourseWrong(fault=Fault.NO_HEADER),)
    assert read()[1] == (CourseWrong(fault=Fault.NO_ROWS),)
    many = [row(nama=f"Kelas {number}") for number in range(COURSES_MAX + 1)]
    assert read(*many)[1] == (CourseWrong(fault=Fault.TOO_MANY),)


def test_every_heading_belongs_to_one_column_and_every_skill_has_a_word() -> None:
    names = [name for each in HEADINGS.values() for name in each]
    assert len(names) == len(set(names))
    assert set(HEADINGS) == set(Column)
    assert {topic for _kind, topic in SORTS.values()} == set(Topic)
    assert {kind for kind, _topic in SORTS.values()} == set(Kind)
