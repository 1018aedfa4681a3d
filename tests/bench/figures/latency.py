"""How long does she wait at half of the highest load? Counted from the moment her message was due."""

from __future__ import annotations

import statistics
from functools import partial

from tests.bench.alternate import Bench
from tests.bench.contender import CONTENDERS
from tests.bench.report import Figure, Line
from tests.bench.round import Job

P99_MAX_MS = 25
NAMES = ("ours", "ptb")


def measure(bench: Bench) -> Figure:
    figure = Figure(
        name="latency", title=f"at half of each one's highest load, medians of {bench.sizes.rounds}"
    )
    found: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
    for _ in range(bench.sizes.rounds):
        for name in NAMES:
            job = Job(contender=name, mode="latency", chats=bench.sizes.chats, folder="")
            outcome = figure.attempt(partial(bench.run_afresh, job))
            if outcome is not None:
                found[name].append(outcome)
    for name, outcomes in found.items():
        title = CONTENDERS[name].title
        bound = P99_MAX_MS if name == "ours" else None
        if not outcomes:
            figure.lines.append(Line(what=f"{title}, p99", value=None, unit="ms", at_most=bound))
            continue
        middle = {
            key: statistics.median(each[key] for each in outcomes) for key in ("highest", "p50_s", "p99_s")
        }
        lag = statistics.median(each["launch_lag_p99_s"] for each in outcomes)
        figure.lines += [
            Line(what=f"{title}, half of the highest load", value=middle["highest"] / 2, unit="turns/s"),
            Line(what=f"{title}, p50", value=middle["p50_s"] * 1000, unit="ms"),
            Line(what=f"{title}, p99", value=middle["p99_s"] * 1000, unit="ms", at_most=bound),
            Line(
                what=f"{title}, p99 of our own lateness in feeding (part of the above)",
                value=lag * 1000,
                unit="ms",
            ),
        ]
    return figure
