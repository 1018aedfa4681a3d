"""Mentari's meeting on a phone's width: pasted while there is no signal, counted Rp5.000 short, closed; and Neneng says
gently that her money is missing.

The real program runs in a process of its own, as `make run` starts it, on the demo data.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import at_eight, does, newest, phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAID = (
    "siti a,siti r,lilis,tati,cucu,rina,nani,ai k,entin,kokom,dedeh,juju,mimin,hasanah,sukaesih,ulfah,engkar,karsih,"
    "maryam,wawat"
).split(",")
PASTE = "\n".join(
    [f"{number}. {name} 10" for number, name in enumerate(PAID, start=1)]
    + ["21. yuyun wajib 10 sukarela 5", "22. popon 15", "imas blm", "euis izin"]
)
PAID_IN = 20 * 10_000 + 15_000 + 15_000
SHORT = 5_000


def rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def asks(page: Page, name: str, text: str) -> None:
    """What the phone shows now."""
    expect(newest(page, name).filter(has_text=text).last).to_be_visible()


def turn_to(page: Page, title: str) -> None:
    """Only one phone fits beside another on this width."""
    page.get_by_role("tab", name=re.compile(title)).click()


def keep_picture(page: Page, folder: Path, name: str) -> None:
    """For whoever wants to look; nothing scrolls sideways on it."""
    page.screenshot(path=folder / f"{name}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def cash_in_book(page: Page) -> int:
    """What the group's own sums say."""
    does(page, "lilis", "uang kelompok")
    asks(page, "lilis", "Uang kelompok Mentari")
    shown = newest(page, "lilis").filter(has_text="Uang tunai").last.inner_text()
    found = re.search(r"Uang tunai Rp([\d.]+)", shown)
    assert found is not None
    return int(found[1].replace(".", ""))


def neneng_has_a_phone(page: Page) -> None:
    page.get_by_role("button", name="Tambah HP").click()
    dialog = page.get_by_role("dialog", name="Tambah HP")
    dialog.get_by_label("Nama").fill("Neneng")
    dialog.get_by_label("Peran").select_option("anggota")
    dialog.get_by_role("button", name="Tambah").click()
    does(page, "neneng", "halo")
    asks(page, "neneng", "HP ini dipakai sendiri")
    does(page, "neneng", "[Sendiri]")
    asks(page, "neneng", "Ada yang bisa saya bantu")


def paste_without_signal(page: Page) -> None:
    """She sends the list where there is no signal; it waits on her phone and goes out once, when she tries again."""
    page.context.set_offline(True)
    does(page, "lilis", PASTE)
    expect(phone(page, "lilis").get_by_text("Belum terkirim.")).to_have_count(1)
    page.context.set_offline(False)
    phone(page, "lilis").get_by_role("button", name="Coba lagi").click()
    asks(page, "lilis", "Semua angka ini ribuan?")
    expect(phone(page, "lilis").get_by_text("Belum terkirim.")).to_have_count(0)


def test_a_meeting_by_one_paste_in_a_bad_signal_and_neneng_says_what_is_missing(
    narrow: Page, tmp_path: Path
) -> None:
    narrow.emulate_media(reduced_motion="reduce")  # what is kept is no half-faded message
    at_eight(narrow)
    neneng_has_a_phone(narrow)
    turn_to(narrow, "Lilis")
    booked = cash_in_book(narrow) + PAID_IN

    does(narrow, "lilis", "rapat")
    asks(narrow, "lilis", "Rapat ")
    paste_without_signal(narrow)
    asks(narrow, "lilis", "25 nama. 22 setor.")
    does(narrow, "lilis", "[Ya]")
    asks(narrow, "lilis", "Neneng tidak disebut. Bagaimana?")
    does(narrow, "lilis", "[Belum setor]")
    asks(narrow, "lilis", f"Jumlah masuk {rupiah(PAID_IN)} (dua ratus tiga puluh ribu). Benar?")
    keep_picture(narrow, tmp_path, "table")
    does(narrow, "lilis", "[Ya]")
    asks(narrow, "lilis", "Hitung uang di kotak, Bu.")
    does(narrow, "lilis", str(booked - SHORT))
    asks(narrow, "lilis", f"Buku {rupiah(booked)}. Kurang {rupiah(SHORT)}.")
    does(narrow, "lilis", "[Catat selisih]")
    asks(narrow, "lilis", "Tutup rapat?")
    keep_picture(narrow, tmp_path, "summary")
    does(narrow, "lilis", "[Tutup rapat]")
    asks(narrow, "lilis", "Rapat ditutup. Angka cek")

    turn_to(narrow, "Neneng")
    asks(narrow, "neneng", "Belum ada setoran Ibu tercatat")
    does(narrow, "neneng", "[Ada yang beda]")
    asks(narrow, "neneng", "Yang beda apa, Bu?")
    does(narrow, "neneng", "1, 10rb titip yuyun")
    asks(narrow, "neneng", "Neneng: setor Rp10.000, lewat Yuyun. Di buku belum ada. Mari dicek bersama.")
    keep_picture(narrow, tmp_path, "neneng")
    does(narrow, "neneng", "[Kirim]")
    asks(narrow, "neneng", "Terkirim, Bu.")

    turn_to(narrow, "Lilis")
    asks(narrow, "lilis", "Ada yang mau dicek bersama")
    keep_picture(narrow, tmp_path, "to-check")
