"""A real Chromium for the browser tests; every page is watched for mistakes and for requests to anywhere else."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.bot.channels.simulator.harness import Served

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
ROOT = Path(__file__).resolve().parents[2]
START_S = 30.0
WAIT_MS = 15_000  # the machine may be busy
expect.set_options(timeout=WAIT_MS)


@pytest.fixture
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium a test: a longer life would leave an event loop in the way of the asynchronous tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The simulator with the echo bot, on a port."""
    served = Served(tmp_path / "simulator")
    yield served
    served.stop()


class Watch:
    """What a page did wrong; a test that takes the server away says which mistakes it expects."""

    def __init__(self, page: Page, url: str) -> None:
        self.mistakes: list[str] = []
        self.expected: tuple[str, ...] = ()
        page.on("pageerror", lambda error: self.mistakes.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", lambda request: self._request(request.url, url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.mistakes.append(f"console: {message.text}")

    def _request(self, asked: str, url: str) -> None:
        if not asked.startswith((url, "blob:", "data:")):
            self.mistakes.append(f"outside: {asked}")

    def unexpected(self) -> list[str]:
        return [text for text in self.mistakes if not any(part in text for part in self.expected)]


@pytest.fixture
def watch(page: Page) -> Watch:
    """The watch over this test's page."""
    watch: Watch = page.watch  # type: ignore[attr-defined]
    return watch


@pytest.fixture(params=[(1400, 900)], ids=["desktop"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Width and height of the window; a test asks for others with parametrize."""
    return request.param


@pytest.fixture
def page(browser: Browser, served: Served, size: tuple[int, int]) -> Iterator[Page]:
    """The simulator's page, loaded."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="id-ID")
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    watch = Watch(page, served.url)
    page.watch = watch  # type: ignore[attr-defined]
    page.goto(served.url)
    expect(page.locator("#link")).to_have_text("Tersambung")
    expect(page.locator("[data-phone=petugas]")).to_be_attached()
    yield page
    context.close()
    assert watch.unexpected() == []


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
