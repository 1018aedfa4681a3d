"""Which HTTP client sends fastest? httpx and aiohttp to the same server on this machine, one by one and 32 at once.

The server is the fake Graph API, which checks every message: both are slowed alike. Decides what bot/channels/whatsapp
is built on. Beside them: the channel itself, and the whole program's outbox, from its rows on disk to their `sent`.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import aiohttp
import httpx

from bot.app import App
from bot.channels.base import Outgoing
from bot.channels.whatsapp import WhatsApp
from bot.garbage import spare_the_collector
from bot.outgoing import pack
from bot.settings import new_ring_key, read_settings
from db import outbox, people
from db.outbox import Queued
from db.unit import Unit
from db.vault import person as owner_of
from domain.contact import LANES, MessageClass
from tests.bench.alternate import ROOT, Bench, RoundFailed
from tests.bench.report import Figure, Line
from tests.fakes.graph_api_world import NUMBER_ID

MESSAGES, AT_ONCE, ROUNDS = 600, 32, 3
RATIO_MIN = 2.0
CHANNEL_AT_ONCE, CHANNEL_PER_S_MIN = 40, 1_000  # what the highest tier of a number allows
NUMBER_TO = "620000000101"
DELIVERED, AT_A_TIME, TIER, TIER_SHARE_MIN = 5_000, 500, 1_000, 0.95
QUEUEING_S, PATIENCE_S = 3_600, 60

Post = Callable[[], Awaitable[None]]


def measure(bench: Bench) -> Figure:
    figure = Figure(
        name="http_clients", title=f"{MESSAGES} messages to a Graph API server here, {ROUNDS} rounds"
    )
    with graph_api("--all-have-written") as (url, token), bench.fresh_folder() as folder:
        found = asyncio.run(_rates(f"{url}/{NUMBER_ID}/messages", token))
        sent = asyncio.run(_channel_rate(url, token))
        delivered = asyncio.run(_delivery_rate(folder, url, token))
    for at_once in (1, AT_ONCE):
        mine, other = found["aiohttp", at_once], found["httpx", at_once]
        words = "one by one" if at_once == 1 else f"{at_once} at once"
        figure.lines += [
            Line(what=f"httpx, {words}", value=other, unit="a second"),
            Line(what=f"aiohttp, {words}", value=mine, unit="a second"),
            Line(what=f"aiohttp to httpx, {words}", value=mine / other, at_least=RATIO_MIN),
        ]
    what = f"the channel itself, {CHANNEL_AT_ONCE} at once"
    figure.lines.append(Line(what=what, value=sent, unit="a second", at_least=CHANNEL_PER_S_MIN))
    what = f"the whole outbox, {DELIVERED} messages, at a tier of {TIER} a second"
    figure.lines += [
        Line(what=what, value=delivered, unit="a second", at_least=TIER * TIER_SHARE_MIN),
        Line(what="the whole outbox to the bare client", value=delivered / found["aiohttp", AT_ONCE]),
    ]
    return figure


async def _delivery_rate(folder: Path, url: str, token: str) -> float:
    """By bot/delivery.py as the program drives it, with its limits, its claims and its commits."""
    given = {
        "DATA_DIR": str(folder),
        "SECRET_KEYS": new_ring_key("bench"),
        "WHATSAPP_TOKEN": token,
        "WHATSAPP_PHONE_NUMBER_ID": NUMBER_ID,
        "WHATSAPP_APP_SECRET": "x",
        "WHATSAPP_VERIFY_TOKEN": "x",
        "WHATSAPP_API_URL": url,
        "WHATSAPP_PER_SECOND": str(TIER),
        "LOG_LEVEL": "ERROR",
    }
    app = App(replace(read_settings(given, demo=False), port=0))
    await app.start()
    spare_the_collector()
    try:
        for first in range(0, DELIVERED, AT_A_TIME):
            await app.storage.writer.run(partial(_queue, first=first, due_s=QUEUEING_S))
        app.clock.offset_ms += QUEUEING_S * 1_000  # all of them are due now
        app.delivery.tick()
        begun = time.perf_counter()
        while app.delivery.counts["whatsapp"]["sent"] < DELIVERED:
            if time.perf_counter() - begun > PATIENCE_S:
                raise RoundFailed(f"after {PATIENCE_S} s: {app.delivery.counts}")
            await asyncio.sleep(0.02)
        return DELIVERED / (time.perf_counter() - begun)
    finally:
        await app.stop()


async def _queue(unit: Unit, *, first: int, due_s: int) -> None:
    """Women with a receipt each."""
    women = [(number, unit.new_id(), unit.new_id()) for number in range(first, first + AT_A_TIME)]
    await unit.vault.have([owner_of(person_id) for _n, person_id, _account in women], create=True)
    rows = []
    for number, person_id, account_id in women:
        address = f"6200{number:08}"
        people.add_person(unit, person_id, unit.now_ms)
        people.add_account(
            unit,
            account_id=account_id,
            person_id=person_id,
            channel="whatsapp",
            address=address,
            now_ms=unit.now_ms,
        )
        people.set_phone(unit, account_id, "own")
        rows.append(
            Queued(
                id=unit.new_id(),
                account_id=account_id,
                person_id=person_id,
                channel="whatsapp",
                kind=MessageClass.RECEIPT.value,
                lane=LANES[MessageClass.RECEIPT],
                due_ms=unit.now_ms + due_s * 1_000,
                pushed=True,
                body=pack(Outgoing(outbox_id="", chat=address, text="Halo, Bu.")),
                made_ms=unit.now_ms,
            )
        )
    outbox.add_many(unit, rows)


async def _channel_rate(url: str, token: str) -> float:
    channel = WhatsApp(token=token, phone_number_id=NUMBER_ID, app_secret="x", verify_token="x", api_url=url)
    message = Outgoing(outbox_id="1", chat=NUMBER_TO, text="Halo, Bu.")

    async def send() -> None:
        await channel.send(message)

    rates = [await _rate(send, CHANNEL_AT_ONCE) for _round in range(ROUNDS)]
    await channel.close()
    return median(rates)


async def _rates(url: str, token: str) -> dict[tuple[str, int], float]:
    headers = {"Authorization": f"Bearer {token}"}
    body = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": NUMBER_TO,
        "type": "text",
        "text": {"body": "Halo, Bu.", "preview_url": False},
    }
    rates: dict[tuple[str, int], list[float]] = {}
    limits = httpx.Limits(max_connections=AT_ONCE * 2, max_keepalive_connections=AT_ONCE * 2)
    async with (
        httpx.AsyncClient(trust_env=False, headers=headers, limits=limits, timeout=60) as slow,
        aiohttp.ClientSession(headers=headers) as fast,
    ):

        async def by_httpx() -> None:
            answer = await slow.post(url, json=body)
            assert answer.json()["messages"], answer.text

        async def by_aiohttp() -> None:
            async with fast.post(url, json=body) as answer:
                assert (await answer.json())["messages"]

        for _round in range(ROUNDS):
            for at_once in (1, AT_ONCE):
                for name, post in (("httpx", by_httpx), ("aiohttp", by_aiohttp)):
                    rates.setdefault((name, at_once), []).append(await _rate(post, at_once))
    return {key: median(values) for key, values in rates.items()}


async def _rate(post: Post, at_once: int) -> float:
    await asyncio.gather(*(post() for _ in range(at_once)))  # connections are open
    left = MESSAGES

    async def one_of_many() -> None:
        nonlocal left
        while left > 0:
            left -= 1
            await post()

    begun = time.perf_counter()
    await asyncio.gather(*(one_of_many() for _ in range(at_once)))
    return MESSAGES / (time.perf_counter() - begun)


@contextmanager
def graph_api(*arguments: str) -> Iterator[tuple[str, str]]:
    """A fake Graph API in a process of its own, with a woman who has just written: its address and its token."""
    command = [sys.executable, "-m", "tests.fakes.graph_api", "--port", "0", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            told = dict(each.split("=", 1) for each in server.stdout.readline().split())
            url = told["WHATSAPP_API_URL"]
            control = url.rpartition("/")[0] + "/control/say"
            httpx.post(
                control, data={"address": NUMBER_TO, "text": "halo"}, trust_env=False
            ).raise_for_status()
            yield url, told["WHATSAPP_TOKEN"]
        finally:
            server.terminate()
