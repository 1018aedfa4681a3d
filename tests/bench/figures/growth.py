"""Does a turn cost more when more people are known? A sample of them goes on with its conversation."""

from __future__ import annotations

import statistics
from functools import partial
from typing import Any

from tests.bench.alternate import Bench
from tests.bench.report import Figure, Line
from tests.bench.round import Job

RATIO_MAX = 1.25


def measure(bench: Bench) -> Figure:
    sizes = bench.sizes
    few, many = sizes.few_people, sizes.many_people
    figure = Figure(
        name="growth", title=f"a turn with {few:,} and with {many:,} people, medians of {sizes.sample_rounds}"
    )
    costs: dict[int, list[float]] = {few: [], many: []}
    for number in range(sizes.sample_rounds):
        for people in (few, many):
            outcome = figure.attempt(partial(_sample, bench, people, number))
            if outcome is None:
                figure.lines = [Line(what="ratio", value=None, at_most=RATIO_MAX)]
                return figure
            costs[people].append(outcome["seconds"] / outcome["turns"] * 1e6)
    medians = {people: statistics.median(found) for people, found in costs.items()}
    figure.lines += [
        Line(what=f"with {people:,} people", value=cost, unit="us") for people, cost in medians.items()
    ]
    figure.lines.append(Line(what="ratio", value=medians[many] / medians[few], at_most=RATIO_MAX))
    return figure


def _sample(bench: Bench, people: int, number: int) -> dict[str, Any]:
    folder, _ = bench.populated(people)
    last = number == bench.sizes.sample_rounds - 1
    more = {**sampling(bench, people, number), "verify": last}
    return bench.run(Job(contender="ours", mode="sample", folder=str(folder), more=more))


def sampling(bench: Bench, people: int, number: int) -> dict[str, int]:
    """Whom a round takes: each takes others, and the one after the last is left for the memory figure."""
    sizes = bench.sizes
    return {
        "people": people,
        "sample": sizes.sample_chats,
        "round": number,
        "rounds": sizes.sample_rounds + 1,
    }
