"""The whole story on a phone's width: she screens herself in the browser, and the worker's phone shows and decides it.

The real program runs in a process of its own, as `make run` starts it, on the demo data.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import at_eight, does, newest, phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What the question holds -> what she does: [a button] or words she types.
SHE = (
    ("HP ini dipakai sendiri", "[Sendiri]"),
    ("Ada yang bisa saya bantu", "[Cari bantuan]"),
    ("Ibu tinggal di mana?", "[Samarinda]"),
    ("Boleh saya catat?", "[Boleh]"),
    ("Umur Ibu berapa tahun?", "34"),
    ("Siapa yang paling banyak mencari uang", "[Saya sendiri]"),
    ("cukup untuk makan", "[Tidak cukup]"),
    ("terdaftar di data bantuan pemerintah", "tidak tahu"),
    ("menerima bantuan PKH?", "[Ya]"),
    ("bantuan kelompok usaha (KUBE)?", "[Tidak]"),
    ("mau membuka atau mengembangkan usaha", "[Mau]"),
    ("ingin usaha apa?", "1, 4"),
    ("Hasil awal:", "[Lihat alasannya]"),
    ("Belum cocok: Bantuan ini untuk yang tidak menerima PKH", "[Bantuan lain]"),
    ("program PENA", "[Kirim ke petugas]"),
    ("lewat apa?", "[Chat saja]"),
    ("Sudah dikirim ke", "[Nanti saja]"),
)


def test_she_screens_herself_and_the_worker_decides(narrow: Page) -> None:
    at_eight(narrow)  # at night the worker's decision would wait
    narrow.get_by_role("tab", name=re.compile("Siti")).click()
    does(narrow, "siti", "halo")
    for question, answer in SHE:
        expect(newest(narrow, "siti").filter(has_text=question).last).to_be_visible()
        does(narrow, "siti", answer)
    expect(newest(narrow, "siti").filter(has_text="Kapan saja boleh.").last).to_be_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    code = re.search(
        r"Nomornya (\w+)", newest(narrow, "siti").filter(has_text="Sudah dikirim ke").last.inner_text()
    )
    assert code is not None

    narrow.get_by_role("tab", name=re.compile("Petugas")).click()
    does(narrow, "petugas", "antrean")
    expect(newest(narrow, "petugas").filter(has_text="menunggu").last).to_be_visible()
    does(narrow, "petugas", code[1])
    expect(newest(narrow, "petugas").filter(has_text="Mau apa?").last).to_be_visible()
    does(narrow, "petugas", "[Usulkan]")
    expect(phone(narrow, "petugas").get_by_role("button", name="Ya", exact=True).last).to_be_visible()
    does(narrow, "petugas", "[Ya]")

    narrow.get_by_role("tab", name=re.compile("Siti")).click()
    expect(newest(narrow, "siti").filter(has_text="Kabar dari").last).to_be_visible()
