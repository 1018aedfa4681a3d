"""A message at night on a phone's width: Yuli writes, her worker answers in the morning by quoting, refers her to the UPTD
with her yes, reads no more; what nobody answers climbs to who leads that office.

The real program runs in a process of its own, as `make run` starts it, on the demo data.
"""

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from domain.zones import WITA, get_zone
from tests.browser.hands import asks, does, fits, newest, phone, talks, turn_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PEOPLE = (("Yuli", "member"), ("Mira", "worker"), ("Hana", "supervisor"))
HER_WORDS = "bu, suami saya merantau. anak saya belum punya akta"
ANSWER = "Selamat pagi, Bu. Akta anak gratis."

# What the question holds -> what is done: [a button] or words that are typed.
AT_NIGHT = (
    ("HP ini dipakai sendiri", "[Sendiri]"),
    ("Ada yang bisa saya bantu", "petugas"),
    ("Ibu tinggal di mana?", "samarinda"),
)
A_NOTE = (
    ("Terkirim ke Yuli", "[Lihat urusan]"),
    ("Sudah dijawab.", "[Lainnya]"),
    ("mau apa?", "[Catatan]"),
    ("Belum ada catatan tentang Yuli", "[Tulis catatan]"),
    ("Catatan apa?", "[Motivasi]"),
    ("Tulis catatannya.", "Perlu ditemani."),
    ("Tidak dikirim ke siapa pun.", "[Kembali ke pesan]"),
)
REFERRED = (
    ("Untuk Yuli", "[Lainnya]"),
    ("mau apa?", "[Rujuk]"),
    ("Dirujuk ke mana?", "[UPTD PPA Samarinda (contoh)]"),
    ("Sebabnya, satu kalimat pendek.", "Di sana ada yang menemani"),
    ("Apa yang perlu diketahui", "Anak belum punya akta. Minta ditemani."),
    ("Tanyakan?", "[Ya]"),
)


def at_ten_past_eleven(page: Page) -> None:
    """On the evening of the next Monday in Samarinda, so that the next day is one of work."""
    zone = get_zone(WITA).clock
    now_ms = page.request.get(f"{page.url}sim/clock").json()["now_ms"]
    now = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(zone)
    monday = now.date() + timedelta(days=7 - now.weekday())
    ahead = datetime.combine(monday, time(23, 10), zone) - now
    answer = page.request.post(f"{page.url}sim/clock", data={"forward_s": round(ahead.total_seconds())})
    assert answer.ok, answer.text()


def in_the_morning(page: Page) -> None:
    page.locator("#clock-open").click()
    page.get_by_role("button", name="Sampai besok 08.00").click()
    expect(page.locator("#clock-time")).to_contain_text("08.00")
    page.locator("#clock-open").click()


def two_hours_later(page: Page) -> None:
    page.locator("#clock-open").click()
    page.get_by_label("Maju berapa").fill("2")
    page.get_by_label("Satuan").select_option("jam")
    page.get_by_role("button", name="Majukan").click()
    page.locator("#clock-open").click()


def bubble(page: Page, name: str, words: str) -> Locator:
    return phone(page, name).locator(".message", has_text=words).last


def quotes_with_keys(page: Page, name: str, words: str, text: str, picture: Path) -> None:
    """Without a mouse: the small arrow in the bubble, then the words."""
    arrow = bubble(page, name, words).get_by_role("button", name="Kutip pesan ini")
    expect(arrow).to_have_accessible_description(re.compile(re.escape(words)))
    arrow.focus()
    page.keyboard.press("Enter")
    field = phone(page, name).get_by_role("textbox")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile(r"\w"))
    page.keyboard.press("Escape")
    expect(phone(page, name).locator(".quoting")).to_be_hidden()
    arrow.focus()
    page.keyboard.press("Space")
    expect(phone(page, name).locator(".quoting")).to_be_visible()
    page.keyboard.type(text)
    fits(page)
    page.screenshot(path=picture)
    page.keyboard.press("Enter")
    expect(phone(page, name).locator(".message.me", has_text=text).locator(".quote")).to_be_visible()


def chooses(page: Page, name: str, label: str) -> None:
    """The newest button whose label begins so: what stands behind it is told by the clock."""
    phone(page, name).get_by_role("button", name=re.compile(f"^{re.escape(label)}")).last.click()


def yuli_writes(page: Page, pictures: Path) -> None:
    turn_to(page, "Yuli")
    does(page, "yuli", "halo")
    talks(page, "yuli", AT_NIGHT)
    asks(page, "yuli", "Sekarang kantor tutup.")
    asks(page, "yuli", "Yang membaca pesan Ibu: Ratna (contoh)")
    fits(page)
    bubble(page, "yuli", "Yang membaca").evaluate("shown => shown.scrollIntoView()")
    page.screenshot(path=pictures / "night.png")
    does(page, "yuli", HER_WORDS)
    asks(page, "yuli", "Pesan Ibu sudah sampai ke petugas.")


def her_worker_answers_notes_and_refers(page: Page, pictures: Path) -> None:
    turn_to(page, "Petugas")
    asks(page, "petugas", "Kabar kerja hari ini:")
    does(page, "petugas", "[Pesan warga]")
    asks(page, "petugas", "belum dijawab")
    chooses(page, "petugas", "Yuli, ")
    asks(page, "petugas", HER_WORDS)
    quotes_with_keys(page, "petugas", HER_WORDS, ANSWER, pictures / "quoting.png")
    asks(page, "petugas", "Kirim ke Yuli")
    does(page, "petugas", "[Kirim]")
    talks(page, "petugas", A_NOTE)
    page.screenshot(path=pictures / "page.png")
    talks(page, "petugas", REFERRED)
    asks(page, "petugas", "tidak ada yang disampaikan.")


def she_says_yes_and_mira_accepts(page: Page, pictures: Path) -> None:
    turn_to(page, "Yuli")
    asks(page, "yuli", ANSWER)
    asks(page, "yuli", "Boleh, Bu? Jangan juga boleh.")
    fits(page)
    page.screenshot(path=pictures / "asked.png")
    does(page, "yuli", "[Boleh, ini saja]")
    asks(page, "yuli", "Hanya itu yang disampaikan ke UPTD PPA Samarinda (contoh).")

    turn_to(page, "Mira")
    does(page, "mira", "pesan warga")
    chooses(page, "mira", "Ditawarkan")
    asks(page, "mira", "Urusan yang mana?")
    chooses(page, "mira", "Kode")
    asks(page, "mira", "mengizinkan kata itu saja.")
    page.screenshot(path=pictures / "offered.png")
    does(page, "mira", "[Terima]")
    asks(page, "mira", "sekarang di akun ini.")
    expect(newest(page, "mira").filter(has_text="merantau")).to_have_count(0)


def nobody_answers_and_hana_knows(page: Page, pictures: Path) -> None:
    turn_to(page, "Yuli")
    does(page, "yuli", "[Tulis pesan]")
    asks(page, "yuli", "Mira (contoh), UPTD PPA Samarinda (contoh)")
    does(page, "yuli", "kapan saya bisa datang bu")
    asks(page, "yuli", "Terkirim ke Mira (contoh).")
    two_hours_later(page)
    two_hours_later(page)
    turn_to(page, "Hana")
    asks(page, "hana", "Tolong dipantau.")
    does(page, "hana", "[Pantau]")
    asks(page, "hana", "Mira (contoh): ")
    expect(newest(page, "hana").filter(has_text="Yuli")).to_have_count(0)
    fits(page)
    page.screenshot(path=pictures / "supervisor.png")


def test_a_message_at_night_is_answered_moved_with_her_yes_and_never_forgotten(
    narrow: Page, tmp_path: Path
) -> None:
    narrow.emulate_media(reduced_motion="reduce")  # what is kept is no half-faded message
    for title, role in PEOPLE:
        made = narrow.request.post(
            f"{narrow.url}sim/phones", data={"name": title, "role": role, "zone": WITA}
        )
        assert made.ok, made.text()
    at_ten_past_eleven(narrow)
    yuli_writes(narrow, tmp_path)
    in_the_morning(narrow)
    her_worker_answers_notes_and_refers(narrow, tmp_path)
    she_says_yes_and_mira_accepts(narrow, tmp_path)

    turn_to(narrow, "Petugas")
    bubble(narrow, "petugas", HER_WORDS).get_by_role("button", name="Kutip pesan ini").click()
    does(narrow, "petugas", "Bu, satu lagi")
    asks(narrow, "petugas", "Balasan itu tidak dikirim.")
    nobody_answers_and_hana_knows(narrow, tmp_path)
