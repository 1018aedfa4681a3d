"""Are Meta's calls taken fast enough? Against the program in a process of its own, over real HTTP.

Answered means stored and committed, not yet handled. What is forged or never ends must cost next to nothing.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import aiohttp

from bot.settings import new_ring_key
from tests.bench.alternate import ROOT, Bench, RoundFailed
from tests.bench.figures.http_clients import graph_api
from tests.bench.report import Figure, Line
from tests.fakes.graph_api import APP_SECRET, VERIFY_TOKEN, GraphApi
from tests.fakes.graph_api_world import NUMBER_ID

STEADY_PER_S, STEADY_S = 200, 10
FLOOD_PER_S, FLOOD_S = 1_000, 10
PEOPLE = 500
FORGED = 500
HUGE_BYTES, CHUNK = 100_000_000, 1 << 20
P99_MAX_MS, FORGED_MAX_MS, GROWTH_MAX_MB = 50, 5, 20
READY_S, SETTLED_S = 30, 3.0


def measure(bench: Bench) -> Figure:
    figure = Figure(name="webhook", title="calls of Meta's: stored, then acknowledged")
    with (
        bench.fresh_folder() as folder,
        graph_api() as (url, token),
        _program(folder, url, token) as (port, pid),
    ):
        asyncio.run(_measure(figure, f"http://127.0.0.1:{port}/whatsapp", folder, pid))
    return figure


async def _measure(figure: Figure, url: str, folder: Path, pid: int) -> None:
    connector = aiohttp.TCPConnector(limit=100)
    async with aiohttp.ClientSession(connector=connector) as client:
        caller = _Caller(client, url)
        await caller.at_rate(50, 2)  # everything is loaded
        await asyncio.sleep(SETTLED_S)
        forged = [await caller.forged() for _ in range(FORGED)]
        steady = await caller.at_rate(STEADY_PER_S, STEADY_S)
        await asyncio.sleep(SETTLED_S)
        flood = await caller.at_rate(FLOOD_PER_S, FLOOD_S)
        stored = _stored(folder)
        before = _memory_mb(pid)
        await asyncio.gather(*(caller.huge() for _ in range(4)))
        growth = _memory_mb(pid) - before
    missing = caller.told - stored
    figure.lines += [
        Line(what=f"{STEADY_PER_S} a second, p99", value=_p99(steady), unit="ms", at_most=P99_MAX_MS),
        Line(what=f"{FLOOD_PER_S} a second for {FLOOD_S} s, p99", value=_p99(flood), unit="ms"),
        Line(what="events of all these that are lost", value=missing, at_most=0),
        Line(what="calls that were not answered 200", value=caller.refused, at_most=0),
        Line(what="a forged call, p99", value=_p99(forged), unit="ms", at_most=FORGED_MAX_MS),
        Line(what="more memory under 100 MB bodies", value=growth, unit="MB", at_most=GROWTH_MAX_MB),
    ]


class _Caller:
    """Calls as Meta does, at a steady rate whatever the answers take."""

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self._client = client
        self._url = url
        self._api = GraphApi()
        self.told = 0
        self.refused = 0

    async def at_rate(self, per_s: int, seconds: float) -> list[float]:
        """Milliseconds until each call was answered."""
        calls = [self._next() for _ in range(round(per_s * seconds))]
        begun = time.perf_counter()
        tasks = []
        for number, (body, headers) in enumerate(calls):
            late_s = begun + number / per_s - time.perf_counter()
            if late_s > 0:
                await asyncio.sleep(late_s)
            tasks.append(asyncio.create_task(self._call(body, headers)))
        return list(await asyncio.gather(*tasks))

    def _next(self) -> tuple[bytes, dict[str, str]]:
        self.told += 1
        self._api.user_says(f"62000000{self.told % PEOPLE:04}", "menu")
        body = self._api.body()
        return body, self._api.signed(body)

    async def _call(self, body: bytes, headers: dict[str, str]) -> float:
        begun = time.perf_counter()
        async with self._client.post(self._url, data=body, headers=headers) as answer:
            await answer.read()
            self.refused += answer.status != 200
        return (time.perf_counter() - begun) * 1000

    async def forged(self) -> float:
        self._api.user_says("620000000000", "halo")
        body = self._api.body()
        headers = self._api.signed(body) | {"X-Hub-Signature-256": "sha256=" + "0" * 64}
        begun = time.perf_counter()
        async with self._client.post(self._url, data=body, headers=headers) as answer:
            if answer.status != 401:
                raise RoundFailed(f"a forged call was answered {answer.status}")
        return (time.perf_counter() - begun) * 1000

    async def huge(self) -> None:
        """A body of 100 MB in pieces, with what looks like a signature."""

        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(HUGE_BYTES // CHUNK):
                yield b"x" * CHUNK

        headers = {"X-Hub-Signature-256": "sha256=" + "0" * 64, "Content-Type": "application/json"}
        try:
            async with self._client.post(self._url, data=pieces(), headers=headers) as answer:
                if answer.status != 413:
                    raise RoundFailed(f"100 MB were answered {answer.status}")
        except aiohttp.ClientError:
            pass  # cut off before the end


@contextmanager
def _program(folder: Path, url: str, token: str) -> Iterator[tuple[int, int]]:
    """The program with WhatsApp alone; its port and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "SECRET_KEYS": new_ring_key("bench"),
        "WHATSAPP_TOKEN": token,
        "WHATSAPP_PHONE_NUMBER_ID": NUMBER_ID,
        "WHATSAPP_APP_SECRET": APP_SECRET,
        "WHATSAPP_VERIFY_TOKEN": VERIFY_TOKEN,
        "WHATSAPP_API_URL": url,
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as program:
        try:
            _wait_for(port)
            yield port, program.pid
        finally:
            program.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + READY_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise RoundFailed(f"the program does not listen after {READY_S} s") from None
            time.sleep(0.05)


def _stored(folder: Path) -> int:
    with sqlite3.connect(folder / "teman.db") as database:
        return int(database.execute("SELECT count(*) FROM inbox").fetchone()[0])


def _memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(each for each in status.splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]
