"""A loan on a phone's width: Siti sees what both ways cost, two officers agree on their own phones, she has the money;
a month later she is asked kindly, and names a day of her own. Then she looks at how the last year was shared.

The real program runs in a process of its own, as `make run` starts it, on the demo data.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import asks, at_eight, does, fits, newest, talks, turn_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What the question holds -> what she does: [a button] or words she types.
SITI_ASKS = (
    ("HP ini dipakai sendiri", "[Sendiri]"),
    ("Ada yang bisa saya bantu", "pinjam"),
    ("Uangnya untuk apa, Bu?", "tepung dan wajan"),
    ("Ibu mau pinjam berapa?", "500rb"),
    ("Mau dicicil berapa bulan?", "5 bulan"),
    ("Jasa menurun lebih murah Rp20.000.", "[Jasa menurun]"),
    ("Itu bayaran tiap bulan.", "[Ya]"),
    ("Jumlah semua yang dibayar Rp530.000 (lima ratus tiga puluh ribu).", "[Ya]"),
)
LILIS_DECIDES = (
    ("Siti Aminah minta pinjam Rp500.000, 5 bulan. Tolong dilihat, ya.", "[Lihat]"),
    ("Siti Aminah belum pernah pinjam di sini.", "[Setuju]"),
    ("Ibu setuju?", "[Ya]"),
    ("Pengurus satunya menjawab di mana?", "[Di HP-nya]"),
)
CUCU_AGREES = (
    ("Lilis minta dicek berdua, ya:", "[Lihat dan jawab]"),
    ("Permintaan Lilis:", "[Ya]"),
)
SITI_IS_ASKED = (
    ("cicilan bulan", "[Tanggal lain]"),
    ("Ibu bisa bayar tanggal berapa?", "besok"),
)


def cucu_has_a_phone(page: Page) -> None:
    page.get_by_role("button", name="Tambah HP").click()
    dialog = page.get_by_role("dialog", name="Tambah HP")
    dialog.get_by_label("Nama").fill("Cucu")
    dialog.get_by_label("Peran").select_option("ketua")
    dialog.get_by_role("button", name="Tambah").click()
    expect(page.locator('section[data-phone="cucu"]')).to_be_visible()


def days_later(page: Page, days: int) -> None:
    """The simulator's clock goes forward, and stops at every moment at which something is due."""
    page.locator("#clock-open").click()
    page.get_by_label("Maju berapa").fill(str(days))
    page.get_by_role("button", name="Majukan").click()
    page.locator("#clock-open").click()


def the_year_is_shared(page: Page) -> None:
    """The demo's last year is closed once the program has settled in; from then on loans stand in the book."""
    turn_to(page, "Lilis")
    answers = newest(page, "lilis").filter(has_text="Uang kelompok Mentari")
    for heard in range(1, 20):
        does(page, "lilis", "uang kelompok")
        expect(answers).to_have_count(heard)
        if "Sedang dipinjam anggota" in answers.last.inner_text():
            return
    raise AssertionError("the demo has no loans")


def test_she_sees_the_whole_cost_gets_the_money_and_is_asked_kindly(narrow: Page, tmp_path: Path) -> None:
    narrow.emulate_media(reduced_motion="reduce")  # what is kept is no half-faded message
    at_eight(narrow)
    cucu_has_a_phone(narrow)
    the_year_is_shared(narrow)

    turn_to(narrow, "Siti")
    does(narrow, "siti", "halo")
    talks(narrow, "siti", SITI_ASKS[:5])
    asks(narrow, "siti", "Jasa menurun lebih murah Rp20.000.")
    narrow.screenshot(path=tmp_path / "cost.png")
    talks(narrow, "siti", SITI_ASKS[5:])
    asks(narrow, "siti", "Permintaannya sudah sampai ke pengurus.")

    turn_to(narrow, "Lilis")
    talks(narrow, "lilis", LILIS_DECIDES)
    turn_to(narrow, "Cucu")
    talks(narrow, "cucu", CUCU_AGREES)
    asks(narrow, "cucu", "Rp500.000 boleh diserahkan.")
    turn_to(narrow, "Siti")
    talks(narrow, "siti", (("pinjaman Rp500.000 sudah disetujui", "[Sudah saya terima]"),))
    asks(narrow, "siti", "Jumlah semua yang dibayar Rp530.000.")

    days_later(narrow, 36)
    asks(narrow, "siti", "Kalau sedang berat, tidak apa-apa. Kabari kami. Kita cari jalan bersama.")
    narrow.screenshot(path=tmp_path / "kindly.png")
    talks(narrow, "siti", SITI_IS_ASKED)
    asks(narrow, "siti", "Sebelum itu saya tidak bertanya lagi.")

    does(narrow, "siti", "akhir tahun")
    asks(narrow, "siti", "Sudah masuk simpanan sukarela Ibu.")
    fits(narrow)
    narrow.screenshot(path=tmp_path / "year.png")
