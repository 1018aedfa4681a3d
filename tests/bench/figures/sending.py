"""Is the allowed rate used, and never exceeded? Against a Bot API server that counts and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.bench.alternate import ROOT, Bench, RoundFailed
from tests.bench.botapi import PER_SECOND
from tests.bench.report import Figure, Line
from tests.bench.round import Job

SHARE_MIN = 0.95


def measure(bench: Bench) -> Figure:
    people = bench.sizes.sent_people
    figure = Figure(
        name="sending",
        title=f"{people:,} queued messages to a Bot API server that allows {PER_SECOND} a second",
    )
    counts = figure.attempt(lambda: _send(bench, people))
    rate = (counts["accepted"] - 1) / counts["span_s"] if counts else None
    figure.lines += [
        Line(what="sent", value=rate, unit="a second"),
        Line(what="share of the allowed rate", value=rate and rate / PER_SECOND, at_least=SHARE_MIN),
        Line(what="answers 429 caused by us", value=counts["refused"] if counts else None, at_most=0),
    ]
    return figure


def _send(bench: Bench, people: int) -> dict[str, Any]:
    with bench.fresh_folder() as folder, _bot_api() as url:
        # Opening the conversations queues one answer for each person: these are what is sent.
        bench.run(Job(contender="ours", mode="populate", chats=people, folder=str(folder)))
        bench.run(Job(contender="ours", mode="sending", folder=str(folder), more={"api_url": url}))
        with urllib.request.urlopen(f"{url}/counts") as answer:
            counts: dict[str, Any] = json.load(answer)
    if counts["accepted"] != people:
        raise RoundFailed(f"{counts['accepted']:,} messages arrived, not {people:,}")
    return counts


@contextmanager
def _bot_api() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.bench.botapi"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.terminate()
