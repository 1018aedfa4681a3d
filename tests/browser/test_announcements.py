"""A moved session on a phone's width: the worker writes, sees what they will see, takes one back, sends the next; the bar, two
whom it did not reach, and once more; Siti answers with a tap.

The real program runs in a process of its own, as `make run` starts it, on the demo data.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import asks, at_eight, does, fits, newest, phone, talks, the_demo_is_filled, turn_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OFFICE = "Dinas Sosial P3A Purwakarta"
WORDS = "Assalamualaikum [panggilan] [nama]. Kelas kue kering pindah ke Rabu jam {hour}. Bisa datang?"
AWAY = ("Neneng", "Yuyun")

# What the question holds -> what is done: [a button] or words that are typed.
FOR_WHOM = (
    ("Dari kantor atau kelompok mana?", f"[{OFFICE}]"),
    ("Untuk siapa?", "[Satu pertemuan kelas]"),
)


def picks_the_next_session(page: Page) -> None:
    turn_to(page, "Petugas")
    does(page, "petugas", "umumkan")
    talks(page, "petugas", FOR_WHOM)
    asks(page, "petugas", "Yang mana?")
    phone(page, "petugas").get_by_role("button", name=re.compile("^Kue kering")).first.click()
    asks(page, "petugas", "Tulis kabarnya.")


def writes(page: Page, hour: int, picture: Path) -> None:
    """Up to the look at what they will see."""
    picks_the_next_session(page)
    does(page, "petugas", WORDS.format(hour=hour))
    asks(page, "petugas", "Tombol jawabannya apa?")
    does(page, "petugas", "[Bisa, Tidak bisa]")
    asks(page, "petugas", f"pindah ke Rabu jam {hour}. Bisa datang?")
    asks(page, "petugas", "3 orang akan menerima.")
    fits(page)
    page.screenshot(path=picture)
    does(page, "petugas", "[Kirim sekarang]")
    asks(page, "petugas", "Sebelum itu masih bisa ditarik.")


def minutes_later(page: Page, minutes: int) -> None:
    page.locator("#clock-open").click()
    page.get_by_label("Maju berapa").fill(str(minutes))
    page.get_by_label("Satuan").select_option("menit")
    page.get_by_role("button", name="Majukan").click()
    page.locator("#clock-open").click()


def change(page: Page, name: str, **gesture: bool) -> None:
    """What the menu of that phone does."""
    answer = page.request.post(f"{page.url}sim/phones/{name}/messages", data=gesture)
    assert answer.ok, answer.text()


def test_a_moved_session_is_announced_taken_back_watched_answered_and_sent_once_more(
    narrow: Page, tmp_path: Path
) -> None:
    narrow.emulate_media(reduced_motion="reduce")  # what is kept is no half-faded message
    at_eight(narrow)
    turn_to(narrow, "Petugas")
    the_demo_is_filled(narrow)
    for name in AWAY:
        made = narrow.request.post(f"{narrow.url}sim/phones", data={"name": name, "role": "member"})
        assert made.ok, made.text()
    for title in ("Siti", *AWAY):
        turn_to(narrow, title)
        does(narrow, title.lower(), "halo")
        talks(narrow, title.lower(), (("HP ini dipakai sendiri", "[Sendiri]"),))
        asks(narrow, title.lower(), "Ada yang bisa saya bantu")
    for title in AWAY:
        change(narrow, title.lower(), gone=True)

    writes(narrow, 8, tmp_path / "preview.png")
    does(narrow, "petugas", "[Tarik]")
    asks(narrow, "petugas", "ditarik. Tidak ada yang dikirim.")
    writes(narrow, 9, tmp_path / "again.png")
    minutes_later(narrow, 1)

    asks(narrow, "petugas", "Tidak sampai: 2 (2 tidak bisa dihubungi di chat).")
    asks(narrow, "petugas", "2 orang baru bisa dikirimi lagi kalau sudah menulis sendiri.")
    fits(narrow)
    narrow.screenshot(path=tmp_path / "bar.png")

    turn_to(narrow, "Siti")
    asks(narrow, "siti", "pindah ke Rabu jam 9. Bisa datang?")
    expect(newest(narrow, "siti").filter(has_text="jam 8")).to_have_count(0)
    fits(narrow)
    narrow.screenshot(path=tmp_path / "siti.png")
    does(narrow, "siti", "[Bisa]")
    asks(narrow, "siti", f"Yang membaca: {OFFICE}.")

    change(narrow, "neneng", gone=False)
    turn_to(narrow, "Neneng")
    does(narrow, "neneng", "halo")
    asks(narrow, "neneng", "Ada yang bisa saya bantu")
    turn_to(narrow, "Petugas")
    does(narrow, "petugas", "[Lihat]")
    asks(narrow, "petugas", "Mau apa?")
    does(narrow, "petugas", "[Kirim lagi (1)]")
    asks(narrow, "petugas", "Tidak sampai: 1 (1 tidak bisa dihubungi di chat).")
    asks(narrow, "petugas", "Bisa 1, Tidak bisa 0. Belum menjawab 1.")
    narrow.screenshot(path=tmp_path / "once_more.png")
    turn_to(narrow, "Neneng")
    asks(narrow, "neneng", "pindah ke Rabu jam 9. Bisa datang?")
