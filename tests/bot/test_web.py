"""The program's HTTP: who lives, who is ready, what comes in by webhook, and who may see the simulator."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import web
from bot.app import App
from bot.limits import BODY_BYTES_MAX, CALL_BYTES_MAX
from bot.settings import new_ring_key, read_settings
from bot.web import build_web
from db import writer as writer_module
from db.unit import Unit
from tests.db.faults import another_writer
from tests.fakes.graph_api import APP_SECRET, VERIFY_TOKEN, GraphApi
from tests.fakes.graph_api_world import NUMBER_ID

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


# -- WhatsApp -------------------------------------------------------------------------------------------------------

CLOUD = {
    "WHATSAPP_TOKEN": "EAA-DEMO",
    "WHATSAPP_PHONE_NUMBER_ID": NUMBER_ID,
    "WHATSAPP_APP_SECRET": APP_SECRET,
    "WHATSAPP_VERIFY_TOKEN": VERIFY_TOKEN,
    "WHATSAPP_API_URL": "http://127.0.0.1:1/v26.0",
}
SENT = {"statuses": [{"id": "wamid.A", "status": "sent", "timestamp": "1", "recipient_id": "620000000101"}]}


@pytest.fixture
async def cloud(tmp_path: Path) -> AsyncIterator[Served]:
    async with serve(tmp_path, **dict[str, Any](CLOUD)) as served:
        yield served


def graph_call(**value: Any) -> tuple[bytes, dict[str, str]]:
    """A call of Meta's with its signature. Statuses are handled without an answer, which nobody here would take."""
    api = GraphApi()
    api.world.tell("messages", **value)
    body = api.body()
    return body, api.signed(body)


async def test_meta_is_told_that_this_is_its_address(cloud: Served) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "<b>1158201444"}
    answer = await cloud.ask("GET", "/whatsapp", params=asked)
    assert (answer.status_code, answer.text) == (200, "<b>1158201444")
    assert answer.headers["content-type"].startswith("text/plain")
    assert (await cloud.ask("GET", "/whatsapp", params=asked | {"hub.verify_token": "x"})).status_code == 403
    assert (await cloud.ask("GET", "/whatsapp")).status_code == 403


async def test_what_meta_signed_is_stored_once_and_acknowledged(cloud: Served) -> None:
    body, headers = graph_call(**SENT)
    for _time in range(3):
        assert (await cloud.ask("POST", "/whatsapp", content=body, headers=headers)).status_code == 200
    await cloud.app.turns.drain()
    assert await cloud.events() == ["done"]


@pytest.mark.parametrize(
    "signature", ["", "sha256=" + "0" * 64, "sha256=zz", "sha1=" + "0" * 40, "sha256=\u00e9", "x" * 5000]
)
async def test_what_meta_did_not_sign_is_refused(cloud: Served, signature: str) -> None:
    body, headers = graph_call(**SENT)
    headers["X-Hub-Signature-256"] = signature.encode().decode("latin-1")
    answer = await cloud.ask(
        "POST", "/whatsapp", content=body, headers=httpx.Headers(headers, encoding="latin-1")
    )
    assert (answer.status_code, answer.headers["connection"]) == (401, "close")
    assert await cloud.events() == []


async def test_of_a_call_without_a_signature_or_too_long_not_a_byte_is_read(cloud: Served) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _chunk in range(1600):  # 100 MB
            read += 1
            yield b"x" * 65_536

    unsigned = await cloud.ask("POST", "/whatsapp", content=endless())
    long = await cloud.ask(
        "POST",
        "/whatsapp",
        content=b"x" * (CALL_BYTES_MAX + 1),
        headers={"X-Hub-Signature-256": "sha256=" + "0" * 64},
    )
    assert (unsigned.status_code, long.status_code) == (401, 413)
    assert read <= 1


async def test_a_call_that_never_ends_is_cut_off(cloud: Served) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _chunk in range(1600):
            read += 1
            yield b"x" * 65_536

    headers = {"X-Hub-Signature-256": "sha256=" + "0" * 64}
    answer = await cloud.ask("POST", "/whatsapp", content=endless(), headers=headers)
    assert answer.status_code == 413
    assert read * 65_536 <= CALL_BYTES_MAX + 2 * 65_536


async def test_a_body_that_trickles_is_not_waited_for(cloud: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "CALL_READ_S", 0.02)

    async def trickle() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    headers = {"X-Hub-Signature-256": "sha256=" + "0" * 64}
    answer = await cloud.ask("POST", "/whatsapp", content=trickle(), headers=headers)
    assert (answer.status_code, answer.headers["connection"]) == (408, "close")


async def test_many_bodies_at_once_take_no_more_memory_than_is_set(
    cloud: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "CALLS_BYTES_MAX", 250_000)
    ready, go_on = asyncio.Event(), asyncio.Event()

    async def held() -> AsyncIterator[bytes]:
        yield b"x" * 200_000
        ready.set()
        await go_on.wait()

    headers = {"X-Hub-Signature-256": "sha256=" + "0" * 64}
    first = asyncio.ensure_future(cloud.ask("POST", "/whatsapp", content=held(), headers=headers))
    await ready.wait()
    second = await cloud.ask("POST", "/whatsapp", content=b"x" * 100_000, headers=headers)
    assert second.status_code == 503
    go_on.set()
    assert (await first).status_code == 401
    body, genuine = graph_call(**SENT)
    assert (await cloud.ask("POST", "/whatsapp", content=body, headers=genuine)).status_code == 200


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "1e9", "\u0663", "0x10", " 5", "99999999999999999999"])
async def test_a_length_that_cannot_be_read_is_too_long(cloud: Served, length: str) -> None:
    body, headers = graph_call(**SENT)
    raw = [
        (name.encode(), value.encode("utf-8"))
        for name, value in (headers | {"Content-Length": length}).items()
    ]
    answer = await cloud.ask("POST", "/whatsapp", content=body, headers=raw)
    assert answer.status_code == 413
    assert await cloud.events() == []


async def test_of_two_signatures_none_counts(cloud: Served) -> None:
    body, headers = graph_call(**SENT)
    good, bad = headers.pop("X-Hub-Signature-256"), "sha256=" + "0" * 64
    for pair in ((good, bad), (bad, good), (good, good)):
        twice = [*headers.items(), *[("X-Hub-Signature-256", each) for each in pair]]
        assert (await cloud.ask("POST", "/whatsapp", content=body, headers=twice)).status_code == 401
    assert await cloud.events() == []


async def test_what_is_packed_is_not_unpacked(cloud: Served) -> None:
    """A bomb that somebody with the secret sends stays as small as it came: laid aside, not understood."""
    bomb = gzip.compress(b"0" * 10_000_000)
    signed = GraphApi().signed(bomb) | {"Content-Encoding": "gzip"}
    unsigned = {"X-Hub-Signature-256": "sha256=" + "0" * 64, "Content-Encoding": "gzip"}
    assert (await cloud.ask("POST", "/whatsapp", content=bomb, headers=unsigned)).status_code == 401
    assert (await cloud.ask("POST", "/whatsapp", content=bomb, headers=signed)).status_code == 200
    await cloud.app.turns.drain()
    assert await cloud.events() == ["quarantined"]


DEEP = 100_000
MONSTROUS = (
    b"[" * DEEP,
    b'{"entry":' * DEEP,
    b'{"entry":[{"changes":[{"value":' + b"[" * DEEP + b"]" * DEEP + b"}]}]}",
    b'{"entry":[{"id":' + b"9" * 1_000_000 + b"}]}",
    b'{"entry":[{"changes":[{"value":{"messages":[NaN,Infinity,-0,1e999]}}]}]}',
    b'{"entry":1,"entry":"2","entry":{}}',
    b'{"entry":[[],{},null,1,"x",{"changes":[[],null]},{"changes":{"value":1}}]}',
    b'\xef\xbb\xbf{"entry":[]}',
    '{"entry":[]}'.encode("utf-16"),
    b"\xff\xfe\x00" * 1000,
    b"null",
    b"",
)


@pytest.mark.parametrize("body", MONSTROUS, ids=range(len(MONSTROUS)))
async def test_whatever_stands_in_a_signed_body_is_taken_in_and_stops_nothing(
    cloud: Served, body: bytes
) -> None:
    signed = GraphApi().signed(body)
    assert (await cloud.ask("POST", "/whatsapp", content=body, headers=signed)).status_code == 200
    await cloud.app.turns.drain()
    assert set(await cloud.events()) <= {"quarantined", "done"}
    good, headers = graph_call(**SENT)
    assert (await cloud.ask("POST", "/whatsapp", content=good, headers=headers)).status_code == 200
    await cloud.app.turns.drain()
    assert (await cloud.events())[-1] == "done"
    assert cloud.app.turns.counts["failed"] == 0


async def test_a_body_cut_or_changed_on_the_way_is_refused(cloud: Served) -> None:
    body, headers = graph_call(**SENT)
    for changed in (body[:-1], body + b" ", b"", body.replace(b"sent", b"read"), body[::-1]):
        assert (await cloud.ask("POST", "/whatsapp", content=changed, headers=headers)).status_code == 401
    assert await cloud.events() == []


async def test_without_a_token_there_is_no_whatsapp(demo: Served) -> None:
    for method in ("GET", "POST"):
        assert (await demo.ask(method, "/whatsapp")).status_code == 404


async def test_while_the_database_is_away_meta_is_asked_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "RETRY_DELAYS_S", (0.01,))
    monkeypatch.setattr(web, "STORE_TIMEOUT_S", 0.05)
    body, headers = graph_call(**SENT)
    async with serve(tmp_path, **dict[str, Any](CLOUD)) as served:
        await served.impatient()
        with another_writer(tmp_path / "teman.db"):
            first = await served.ask("POST", "/whatsapp", content=body, headers=headers)
            await served.until_away()
            second = await served.ask("POST", "/whatsapp", content=body, headers=headers)
        assert (first.status_code, second.status_code) == (503, 503)
        await served.events()  # the database is back
        assert (await served.ask("POST", "/whatsapp", content=body, headers=headers)).status_code == 200
        await served.app.turns.drain()
        assert await served.events() == ["done"]
