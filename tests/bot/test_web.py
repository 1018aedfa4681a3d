"""The program's HTTP: who lives, who is ready, what comes in by webhook, and who may see the simulator."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import web
from bot.app import App
from bot.limits import BODY_BYTES_MAX
from bot.settings import new_ring_key, read_settings
from bot.web import build_web
from db import writer as writer_module
from db.unit import Unit
from tests.db.faults import another_writer

SECRET = "a-webhook-secret-of-the-tests"
TOKEN = "123456:AbCdEfGhIjKlMnOp"
WEBHOOK = {
    "TELEGRAM_TOKEN": TOKEN,
    "TELEGRAM_MODE": "webhook",
    "TELEGRAM_WEBHOOK_SECRET": SECRET,
    "PUBLIC_URL": "https://teman.example.org",
}
HEADERS = {"x-telegram-bot-api-secret-token": SECRET}


class Served:
    """The program behind its web pages, spoken to without a socket. `seen_from` is the visitor's address."""

    def __init__(self, app: App, *, is_open: bool) -> None:
        self.app = app
        self._web = build_web(app, simulator_open=is_open)

    async def ask(
        self,
        method: str,
        path: str,
        *,
        seen_from: str = "127.0.0.1",
        host: str = "127.0.0.1:8080",
        **more: Any,
    ) -> httpx.Response:
        transport = httpx.ASGITransport(app=self._web, client=(seen_from, 5000))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return await client.request(method, path, **more)

    async def events(self) -> list[str]:
        async def job(unit: Unit) -> list[str]:
            return [row["state"] for row in await unit.fetch("SELECT state FROM inbox ORDER BY id")]

        return await self.app.storage.writer.run(job)

    async def impatient(self) -> None:
        """The database gives up on another writer at once."""

        async def job(unit: Unit) -> None:
            await unit.fetch("PRAGMA busy_timeout = 10")

        await self.app.storage.writer.run(job)

    async def until_away(self) -> None:
        """Return when the program has seen that the database cannot be written."""

        async def job(unit: Unit) -> None:
            unit.write("UPDATE meta SET value = value")

        waiting = asyncio.ensure_future(self.app.storage.writer.run(job))
        async with asyncio.timeout(20):
            while self.app.storage.writer.unavailable_since is None:
                await asyncio.wait([waiting], timeout=0.01)


@asynccontextmanager
async def serve(folder: Path, *, is_open: bool = False, **environment: Any) -> AsyncIterator[Served]:
    given = {"DATA_DIR": str(folder), "SECRET_KEYS": new_ring_key("k1"), **environment}
    app = App(read_settings(given))
    await app.start()
    try:
        yield Served(app, is_open=is_open)
    finally:
        await asyncio.wait_for(app.stop(), 30)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Served]:
    async with serve(tmp_path) as served:
        yield served


@pytest.fixture
async def webhook(tmp_path: Path) -> AsyncIterator[Served]:
    async with serve(tmp_path, **dict[str, Any](WEBHOOK)) as served:
        yield served


def update(number: int) -> dict[str, Any]:
    sender = {"id": 7, "is_bot": False, "first_name": "Demo"}
    message = {
        "message_id": number,
        "date": 1,
        "chat": {"id": 7, "type": "private"},
        "from": sender,
        "text": "x",
    }
    return {"update_id": number, "message": message}


# -- health ---------------------------------------------------------------------------------------------------------


async def test_it_lives_and_is_ready(demo: Served) -> None:
    assert (await demo.ask("GET", "/healthz")).text == "ok\n"
    ready = await demo.ask("GET", "/readyz")
    assert (ready.status_code, ready.text) == (200, "ready\n")


async def test_while_it_starts_or_stops_it_is_not_ready_and_lives(demo: Served) -> None:
    demo.app.ready = False
    assert (await demo.ask("GET", "/readyz")).status_code == 503
    assert (await demo.ask("GET", "/healthz")).status_code == 200


async def test_while_the_database_is_away_it_is_not_ready_and_metrics_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "RETRY_DELAYS_S", (0.01,))
    async with serve(tmp_path) as served:
        await served.impatient()
        with another_writer(tmp_path / "demo.db"):
            await served.until_away()
            ready = await served.ask("GET", "/readyz")
            assert (ready.status_code, ready.text) == (503, "the database cannot be written\n")
            metrics = await asyncio.wait_for(served.ask("GET", "/metrics"), 5)
            assert "teman_storage_unavailable 1.0" in metrics.text
            assert (await served.ask("GET", "/healthz")).status_code == 200
        await served.events()
        assert (await served.ask("GET", "/readyz")).status_code == 200


async def test_metrics_are_prometheus_text(demo: Served) -> None:
    answer = await demo.ask("GET", "/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "teman_storage_unavailable 0.0" in answer.text


# -- the webhook ----------------------------------------------------------------------------------------------------


async def test_a_webhook_call_is_stored_before_it_is_acknowledged(webhook: Served) -> None:
    answer = await webhook.ask("POST", "/telegram", json=update(1), headers=HEADERS)
    assert answer.status_code == 200
    assert len(await webhook.events()) == 1
    await webhook.ask("POST", "/telegram", json=update(1), headers=HEADERS)
    assert len(await webhook.events()) == 1


@pytest.mark.parametrize("headers", [{}, {"x-telegram-bot-api-secret-token": "wrong"}])
async def test_a_call_without_the_secret_stores_nothing(webhook: Served, headers: dict[str, str]) -> None:
    answer = await webhook.ask("POST", "/telegram", json=update(1), headers=headers)
    assert answer.status_code == 401
    assert await webhook.events() == []


async def test_a_body_that_is_too_large_is_refused_also_when_it_lies_about_its_length(
    webhook: Served,
) -> None:
    body = b"x" * (BODY_BYTES_MAX + 1)
    assert (await webhook.ask("POST", "/telegram", content=body, headers=HEADERS)).status_code == 413

    async def trickle() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 100_000):
            yield body[start : start + 100_000]

    assert (await webhook.ask("POST", "/telegram", content=trickle(), headers=HEADERS)).status_code == 413
    assert await webhook.events() == []


async def test_what_is_no_update_is_stored_and_laid_aside(webhook: Served) -> None:
    answer = await webhook.ask("POST", "/telegram", content=b"{", headers=HEADERS)
    assert answer.status_code == 200
    assert await webhook.events() == ["quarantined"]


async def test_while_the_database_is_away_the_channel_is_asked_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 and never 200, and no queue of the same calls."""
    monkeypatch.setattr(writer_module, "RETRY_DELAYS_S", (0.01,))
    monkeypatch.setattr(web, "STORE_TIMEOUT_S", 0.05)
    async with serve(tmp_path, **dict[str, Any](WEBHOOK)) as served:
        await served.impatient()
        with another_writer(tmp_path / "teman.db"):
            first = await served.ask("POST", "/telegram", json=update(1), headers=HEADERS)
            await served.until_away()
            second = await served.ask("POST", "/telegram", json=update(2), headers=HEADERS)
        assert (first.status_code, second.status_code) == (503, 503)
        await served.events()  # the database is back
        again = await served.ask("POST", "/telegram", json=update(1), headers=HEADERS)
        assert again.status_code == 200
        await served.app.turns.drain()
        assert await served.events() == ["done"]


@pytest.mark.parametrize("environment", [{}, {"TELEGRAM_TOKEN": TOKEN}])
async def test_without_webhook_mode_there_is_no_webhook(tmp_path: Path, environment: dict[str, str]) -> None:
    async with serve(tmp_path, **dict[str, Any](environment)) as served:
        answer = await served.ask("POST", "/telegram", json=update(1), headers=HEADERS)
        assert answer.status_code == 404


# -- the simulator --------------------------------------------------------------------------------------------------

PAGES = [("GET", "/"), ("GET", "/sim/phones"), ("GET", "/sim/phones/siti/messages"), ("GET", "/sim/clock")]
DOORS = [("POST", "/sim/phones"), ("POST", "/sim/phones/siti/messages"), ("POST", "/sim/clock")]


@pytest.mark.parametrize("method, path", [*PAGES, *DOORS])
@pytest.mark.parametrize(
    "visitor",
    [
        {"seen_from": "192.0.2.7"},
        {"host": "teman.example.org"},
        {"headers": {"x-forwarded-for": "192.0.2.7"}},
    ],
)
async def test_from_elsewhere_the_simulator_is_closed(
    demo: Served, method: str, path: str, visitor: dict[str, Any]
) -> None:
    assert (await demo.ask(method, path, json={}, **visitor)).status_code == 403


async def test_from_here_the_simulator_is_open(demo: Served) -> None:
    assert (await demo.ask("GET", "/")).status_code == 200
    assert (await demo.ask("GET", "/sim/phones")).status_code == 200


async def test_switched_on_it_is_open_to_everybody(tmp_path: Path) -> None:
    async with serve(tmp_path, is_open=True) as served:
        assert (await served.ask("GET", "/", seen_from="192.0.2.7", host="192.0.2.1")).status_code == 200


@pytest.mark.parametrize("simulator, is_open", [("auto", False), ("on", True), ("off", False)])
def test_only_simulator_on_opens_it(tmp_path: Path, simulator: str, is_open: bool) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path), "SIMULATOR": simulator, "HOST": "0.0.0.0"})
    assert settings.simulator_open is is_open


async def test_with_a_real_channel_there_is_no_simulator(tmp_path: Path) -> None:
    async with serve(tmp_path, TELEGRAM_TOKEN=TOKEN) as served:
        for method, path in [*PAGES, *DOORS]:
            assert (await served.ask(method, path, json={})).status_code == 404


async def test_health_can_be_asked_from_elsewhere(demo: Served) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        assert (await demo.ask("GET", path, seen_from="192.0.2.7", host="192.0.2.1")).status_code == 200
