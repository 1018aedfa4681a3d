"""The whole story on a phone's width: she screens herself in the browser, and the worker's phone shows and decides it.

The real program runs in a process of its own, as `make run` starts it, on the demo data.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
START_S = 30.0

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


@pytest.fixture
def program(tmp_path: Path) -> Iterator[str]:
    """The address of the running program."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"DATA_DIR": str(tmp_path), "PORT": str(port), "PATH": os.environ["PATH"]}
    with subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=ROOT, env=settings) as process:
        url = f"http://127.0.0.1:{port}"
        until = time.monotonic() + START_S
        while not _is_ready(url):
            assert process.poll() is None, "the program has ended"
            assert time.monotonic() < until, "the program is not ready"
        yield url
        process.terminate()
        assert process.wait(timeout=45) == 0


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=1):
            return True
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture
def narrow(browser: Browser, program: str) -> Iterator[Page]:
    """The page on a small phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
    page = context.new_page()
    page.goto(program)
    yield page
    context.close()


def phone(page: Page, name: str) -> Locator:
    return page.locator(f'section[data-phone="{name}"]')


def does(page: Page, name: str, what: str) -> None:
    """She taps the newest button of that name, or types."""
    if what.startswith("["):
        phone(page, name).get_by_role("button", name=what[1:-1], exact=True).last.click()
        return
    field = phone(page, name).get_by_role("textbox")
    field.fill(what)
    field.press("Enter")


def newest(page: Page, name: str) -> Locator:
    return phone(page, name).get_by_role("log").locator(".text")


def test_she_screens_herself_and_the_worker_decides(narrow: Page) -> None:
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
