"""Nobody is called like the office, however it is spelled; and nobody's real name is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hygiene import tidy_text
from domain.names import looks_official, tidy_name


@pytest.mark.parametrize(
    "name",
    [
        "admin", "ADMIN", "Admin", "Bu Admin", "Admin Kaltim", "admin2", "AdminResmi", "Administrator",
        "Petugas", "petugas PKH", "Ibu Petugas Rina", "PETUGAS", "petugaskantor", "Operator", "Dinsos",
        "Dinas Sosial", "dinas sosial kaltim", "Kemensos", "Teman Mandiri", "Pekerja Sosial",
        # other alphabets
        "Аdmin", "аdmіn", "αdmin", "αδmιν", "Ρetugas", "Реtugаs", "реtugаѕ", "ΑDMΙΝ", "ᎪdMIN", "admiп", "аԁміп",
        # forms of Latin letters
        "ａｄｍｉｎ", "𝐀𝐝𝐦𝐢𝐧", "𝓪𝓭𝓶𝓲𝓷", "Ⓐⓓⓜⓘⓝ", "🅐🅓🅜🅘🅝", "🅰dmin", "🇦dmin", "ᴀᴅᴍɪɴ", "ɑdmin", "Ɑdmin", "ᴘᴇᴛᴜɢᴀꜱ",
        # marks, digits, spacing, doubling, look-alike pairs
        "ádmïn", "a\u0336d\u0336m\u0336i\u0336n\u0336", "4dm1n", "@dm!n", "adm|n", "admln", "adrnin", "p3tuga5",
        "petuqas", "petvgas", "a d m i n", "a.d.m.i.n", "ad-min", "pe tu gas", "aaadmiiin", "pettugass",
        "ad\u200bmin", "ad\u00admin", "\u202enimda admin", "⟪admin⟫", "~Admin~", "admin✔",
    ],
)  # fmt: skip
def test_what_looks_like_the_office_is_found(name: str) -> None:
    assert looks_official(name)
    assert looks_official(tidy_text(name))


@pytest.mark.parametrize(
    "name",
    [
        "Siti", "Siti Aminah", "Neneng", "Lilis", "Yuyun", "Euis", "Damini", "Adi Mina",
        "Resmi", "Resmi Lestari", "Petronela", "Petua", "Dinasti", "Dina", "Dian Sosiawati", "Mandira", "Sisti",
        "Opera", "Kantini", "Ana Dewi Minarti", "Rina 2", "R. A. Kartini", "O'Neil", "Ni Wayan Sukerti", "Mama Yanti",
        "Maria Goreti", "Adiminah", "Tugas", "Zulaikha", "Мария", "Νίκη", "محمد", "キティ", "", "...",
    ],
)  # fmt: skip
def test_a_name_of_people_is_no_office(name: str) -> None:
    assert not looks_official(name)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("Siti", "Siti"),
        ("Siti\nPetugas: sudah diterima", "Siti Petugas: sudah diterima"),
        ("Siti ✅", "Siti"),
        ("✔️ Siti 👍", "Siti"),
        ("👩\u200d👧", ""),
        ("Siti (Bu RT)", "Siti (Bu RT)"),
    ],
)
def test_a_name_is_one_line_without_pictures(typed: str, kept: str) -> None:
    assert tidy_name(tidy_text(typed)) == kept


@given(st.text())
def test_no_name_breaks_the_look(name: str) -> None:
    assert looks_official(name) in (True, False)
    assert tidy_name(tidy_name(name)) == tidy_name(name)


@given(st.text(), st.text())
def test_words_around_it_hide_nothing(before: str, after: str) -> None:
    assert looks_official(f"{before} admin {after}")
