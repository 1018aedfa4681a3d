"""How long does queueing one message for everybody take, and do people who write meanwhile notice?"""

from __future__ import annotations

import shutil
from typing import Any

from tests.bench.alternate import Bench, RoundFailed
from tests.bench.report import Figure, Line
from tests.bench.round import Job

QUEUEING_MAX_S = 10
LIVE_P95_MAX_S = 1


def measure(bench: Bench) -> Figure:
    people = bench.sizes.many_people
    figure = Figure(
        name="broadcast", title=f"one message queued for {people:,} people, 50 live messages a second"
    )
    outcome = figure.attempt(lambda: _broadcast(bench, people))
    figure.lines += [
        Line(
            what="until all are queued",
            value=outcome["seconds"] if outcome else None,
            unit="s",
            at_most=QUEUEING_MAX_S,
        ),
        Line(
            what="live answers meanwhile, p95",
            value=outcome["p95_s"] if outcome else None,
            unit="s",
            at_most=LIVE_P95_MAX_S,
        ),
    ]
    return figure


def _broadcast(bench: Bench, people: int) -> dict[str, Any]:
    folder, _ = bench.populated(people)
    with bench.fresh_folder() as place:
        shutil.copytree(folder, place, dirs_exist_ok=True)
        outcome = bench.run(Job(contender="ours", mode="broadcast", chats=people, folder=str(place)))
    if outcome["queued"] < people:  # whoever came meanwhile may have been reached too
        raise RoundFailed(f"{outcome['queued']:,} messages queued for {people:,} people")
    return outcome
