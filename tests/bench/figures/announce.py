"""One announcement by the whole program: how soon has everybody her row, is the rate used, what if all goes wrong?

The first part is with a crowd of many and a channel that takes everything; the others are against a Bot API server in
a process of its own (tests/bench/botapi.py), the last of them with stops, blocked people, faults and calls that hang.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.bench.alternate import ROOT, Bench, RoundFailed
from tests.bench.botapi import PER_SECOND
from tests.bench.report import Figure, Line
from tests.bench.round import Job

FILLING_MAX_S = 10
GROWTH_MAX_MB = 32
LIVE_P95_MAX_S = 1
SHARE_MIN = 0.95
IDEAL_MAX = 1.2


@dataclass(frozen=True, kw_only=True)
class Sent:
    """stored: what the program has on record. counts: what the server has seen (its /counts)."""

    stored: Mapping[str, Any]
    counts: Mapping[str, Any]

    @property
    def per_second(self) -> float:
        """Over the whole of it, from the first call to the last."""
        calls = self.counts["accepted"] + self.counts["blocked"]
        return (calls - 1) / self.counts["span_s"]

    @property
    def of_the_ideal(self) -> float:
        """How often longer than the rate and the stops that were asked for."""
        calls = self.counts["accepted"] + self.counts["blocked"] + self.counts["broken"]
        return self.counts["span_s"] / (calls / PER_SECOND + self.counts["stopped_s"])


def measure(bench: Bench) -> Figure:
    sizes = bench.sizes
    figure = Figure(
        name="announce",
        title=f"an announcement to {sizes.many_people:,} people; to {sizes.sent_people:,} over a Bot API server that"
        f" allows {PER_SECOND} a second; to {sizes.faulty_people:,} over one where all goes wrong",
    )
    filled = figure.attempt(lambda: _fill(bench, sizes.many_people))
    figure.lines += _lines_of_filling(filled)
    sent = figure.attempt(lambda: {"sent": _send(bench, sizes.sent_people)})
    figure.lines += _lines_of_sending(sent["sent"] if sent else None)
    faulty = figure.attempt(lambda: {"sent": _send(bench, sizes.faulty_people, "--faults")})
    figure.lines += _lines_of_faults(faulty["sent"] if faulty else None)
    return figure


# -- everybody gets her row -----------------------------------------------------------------------------------------


def _fill(bench: Bench, people: int) -> dict[str, Any]:
    outcome = bench.run_afresh(Job(contender="announcing", mode="fill", folder="", chats=people))
    # Of the crowd some do not know the office, or have said no to it (bot/demo_crowd.py).
    if outcome["queued"] < people * 0.9:
        raise RoundFailed(f"{outcome['queued']:,} rows, {outcome['receivers']:,} receivers of {people:,}")
    return outcome


def _lines_of_filling(found: dict[str, Any] | None) -> list[Line]:
    grown = found["grown"] / 1e6 if found else None
    return [
        Line(
            what="until all are found and have their row",
            value=found["seconds"] if found else None,
            unit="s",
            at_most=FILLING_MAX_S,
        ),
        Line(what="memory it takes meanwhile", value=grown, unit="MB", at_most=GROWTH_MAX_MB),
        Line(
            what="live answers meanwhile, p95",
            value=found["p95_s"] if found else None,
            unit="s",
            at_most=LIVE_P95_MAX_S,
        ),
        Line(
            what="live answers while it is sent, p95",
            value=found["p95_after_s"] if found else None,
            unit="s",
            at_most=LIVE_P95_MAX_S,
        ),
    ]


# -- everybody gets her message -------------------------------------------------------------------------------------


def _send(bench: Bench, people: int, *faults: str) -> Sent:
    with _bot_api(*faults) as url:
        job = Job(contender="announcing", mode="send", folder="", chats=people, more={"api_url": url})
        stored = bench.run_afresh(job)
        with urllib.request.urlopen(f"{url}/counts") as answer:
            sent = Sent(stored=stored, counts=json.load(answer))
    _check(sent)
    return sent


def _check(sent: Sent) -> None:
    """Nobody twice, nobody forgotten: what is on record is what the server has seen."""
    counts, states = sent.counts, sent.stored["states"]
    if counts["twice"]:
        raise RoundFailed(f"{counts['twice']} people got it twice")
    settled = {name: n for name, n in states.items() if name.split()[0] in ("found", "queued")}
    if settled:
        raise RoundFailed(f"it is over, but some have not come to an end: {settled}")
    uncertain = _in(states, "uncertain")
    if not counts["accepted"] <= _in(states, "sent", "waiting") <= counts["accepted"] + uncertain:
        raise RoundFailed(f"{counts['accepted']} were accepted; on record: {states}")
    if uncertain > counts["broken"] + counts["hung"]:
        raise RoundFailed(f"{uncertain} are uncertain, {counts['broken']} and {counts['hung']} were unclear")


def _in(states: Mapping[str, int], *names: str) -> int:
    return sum(n for name, n in states.items() if name.split()[0] in names)


def _lines_of_sending(sent: Sent | None) -> list[Line]:
    share = sent.per_second / PER_SECOND if sent else None
    return [
        Line(what="sent", value=sent.per_second if sent else None, unit="a second"),
        Line(what="share of the allowed rate", value=share, at_least=SHARE_MIN),
        Line(what="answers 429 caused by us", value=sent.counts["refused"] if sent else None, at_most=0),
    ]


def _lines_of_faults(sent: Sent | None) -> list[Line]:
    counts = sent.counts if sent else {}
    failed = _in(sent.stored["states"], "failed") - counts["blocked"] if sent else None
    return [
        Line(what="all goes wrong: stops asked for", value=counts.get("stops")),
        Line(what="all goes wrong: they last together", value=counts.get("stopped_s"), unit="s"),
        Line(
            what="all goes wrong: wall time against the ideal",
            value=sent.of_the_ideal if sent else None,
            unit="times",
            at_most=IDEAL_MAX,
        ),
        Line(what="all goes wrong: answers 429 caused by us", value=counts.get("refused"), at_most=0),
        Line(what="all goes wrong: failed, but not blocked", value=failed, at_most=0),
    ]


@contextmanager
def _bot_api(*options: str) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.bench.botapi", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.terminate()
