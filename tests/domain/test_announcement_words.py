"""What is filled into an announcement gets its written form from whoever writes values; the office's words stay."""

from datetime import date
from typing import Any

from domain.announcement_words import Words

DAY = date(2026, 11, 24)


def write(value: Any) -> str:
    return f"<{value}>" if value else ""


def test_each_place_is_filled_with_the_written_form_of_its_value() -> None:
    words = Words(text="{panggilan} {nama}, tanggal {tanggal}.", salutation="Teh", name="Siti", day=DAY)
    assert words.written(write) == "<Teh> <Siti>, tanggal <2026-11-24>."


def test_the_offices_own_words_are_not_written_anew() -> None:
    assert Words(text="Lihat balai.go.id ya.").written(write) == "Lihat balai.go.id ya."


def test_where_nothing_is_known_the_sentence_stays_a_sentence() -> None:
    assert Words(text="Bu {nama}, besok ya.").written(write) == "Ibu, besok ya."
    assert Words(text="Datang tanggal {tanggal} ya.").written(write) == "Datang tanggal ya."


def test_a_name_is_never_read_as_a_place() -> None:
    assert Words(text="Bu {nama}.", name="{tanggal}", day=DAY).written(write) == "Bu <{tanggal}>."
