"""A class on a phone's width: the worker makes it from one line, Siti finds it and takes a place, she is reminded by the
clock and asked once; on the day she types the code on the wall.

The real program runs in a process of its own, as `make run` starts it, on the demo data.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import asks, at_eight, does, fits, newest, talks, the_demo_is_filled, turn_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What the question holds -> what is done: [a button] or words that are typed.
A_CLASS = (
    ("Kelas untuk kantor atau kelompok yang mana?", "[Dinas Sosial P3A Purwakarta]"),
    ("Pakai apa?", "[Kelas baru]"),
    ("Kelas apa?", "membatik"),
    ("Apa nama kelasnya?", "[Nama biasa]"),
    ("Di mana tempatnya?", "Balai Desa Nagrak (contoh)"),
    ("Kapan kelasnya?", "besok dan lusa jam 10, hari libur tetap ada"),
)
ITS_DETAILS = (
    ("2 pertemuan, jam 10.00-12.00 WIB", "[Benar]"),
    ("Paling banyak berapa orang?", "[Tidak dibatasi]"),
    ("Perlu bawa apa?", "kain putih"),
    ("Boleh bawa anak?", "[Boleh bawa anak]"),
    ("Untuk siapa kelas ini?", "[Semua warga]"),
    ("Siapa pelatihnya?", "[Saya sendiri]"),
    ("Sudah benar?", "[Buat kelas]"),
)
SITI_JOINS = (
    ("HP ini dipakai sendiri", "[Sendiri]"),
    ("Ada yang bisa saya bantu", "jadwal"),
    ("Mau lihat yang mana?", "membatik"),
    ("Mau apa, Bu?", "[Daftar]"),
    ("Sudah kenal yang lain di kelas ini?", "[Sudah]"),
)
CODE = re.compile(r"Kode kelas Membatik: (\w{4})\.")


def hours_later(page: Page, hours: int) -> None:
    """The simulator's clock goes forward, and stops at every moment at which something is due."""
    page.locator("#clock-open").click()
    page.get_by_label("Maju berapa").fill(str(hours))
    page.get_by_label("Satuan").select_option("jam")
    page.get_by_role("button", name="Majukan").click()
    page.locator("#clock-open").click()


def test_a_class_is_made_found_reminded_of_and_attended(narrow: Page, tmp_path: Path) -> None:
    narrow.emulate_media(reduced_motion="reduce")  # what is kept is no half-faded message
    at_eight(narrow)

    turn_to(narrow, "Petugas")
    the_demo_is_filled(narrow)
    does(narrow, "petugas", "buat kelas")
    talks(narrow, "petugas", A_CLASS)
    asks(narrow, "petugas", "2 pertemuan, jam 10.00-12.00 WIB")
    narrow.screenshot(path=tmp_path / "days.png")
    talks(narrow, "petugas", ITS_DETAILS)
    asks(narrow, "petugas", "Warga bisa mendaftar lewat JADWAL.")
    narrow.screenshot(path=tmp_path / "made.png")

    turn_to(narrow, "Siti")
    does(narrow, "siti", "halo")
    talks(narrow, "siti", SITI_JOINS[:2])
    asks(narrow, "siti", "Mau lihat yang mana?")
    narrow.screenshot(path=tmp_path / "schedule.png")
    talks(narrow, "siti", SITI_JOINS[2:])
    asks(narrow, "siti", "Ibu sudah terdaftar di Membatik.")

    hours_later(narrow, 3)
    asks(narrow, "siti", "Bisa datang?")
    fits(narrow)
    narrow.screenshot(path=tmp_path / "reminded.png")
    does(narrow, "siti", "[Bisa]")
    asks(narrow, "siti", "Jangan lupa bawa: kain putih.")

    hours_later(narrow, 23)
    turn_to(narrow, "Petugas")
    does(narrow, "petugas", "daftar hadir")
    talks(narrow, "petugas", (("Membatik, pertemuan ke-1.", "[Kode di dinding]"),))
    asks(narrow, "petugas", "Tulis besar di dinding atau papan.")
    narrow.screenshot(path=tmp_path / "code.png")
    (code,) = CODE.findall(newest(narrow, "petugas").filter(has_text="Kode kelas Membatik").last.inner_text())

    turn_to(narrow, "Siti")
    reminded = newest(narrow, "siti").filter(has_text="Bu, saya ingatkan: Membatik.")
    expect(reminded).to_have_count(3)  # twice of this day, and once by now of the next
    does(narrow, "siti", code)
    asks(narrow, "siti", "Hadir dicatat di kelas Membatik.")
    fits(narrow)
    narrow.screenshot(path=tmp_path / "present.png")
