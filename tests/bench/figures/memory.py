"""How much memory with so many open conversations, while they are opened and after a restart among them?"""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from typing import Any

from tests.bench.alternate import Bench
from tests.bench.contender import CONTENDERS, NotThereYet
from tests.bench.figures.growth import sampling
from tests.bench.program import running
from tests.bench.report import Figure, Line
from tests.bench.round import Job

RESIDENT_MAX_MB = 120
MB = 1024 * 1024


def measure(bench: Bench) -> Figure:
    people = bench.sizes.many_people
    figure = Figure(name="memory", title=f"resident memory with {people:,} open conversations")
    filled = figure.attempt(lambda: bench.populated(people)[1])
    again = figure.attempt(lambda: _after_a_restart(bench, people))
    whole = figure.attempt(lambda: _whole_program(bench, people))
    for what, outcome in (
        ("highest, in the process that opened them all", filled),
        ("highest, in a process started among them", again),
        ("the whole program, started among them, after an answer", whole),
    ):
        value = outcome["resident_peak"] / MB if outcome else None
        figure.lines.append(Line(what=what, value=value, unit="MB", at_most=RESIDENT_MAX_MB))
    return figure


def _after_a_restart(bench: Bench, people: int) -> dict[str, Any]:
    folder, _ = bench.populated(people)
    more = sampling(bench, people, bench.sizes.sample_rounds)  # people who have not answered yet
    return bench.run(Job(contender="ours", mode="sample", folder=str(folder), more=more))


def _whole_program(bench: Bench, people: int) -> dict[str, Any]:
    folder, _ = bench.populated(people)
    ours = importlib.import_module(CONTENDERS["ours"].module)
    if not hasattr(ours, "environment"):
        raise NotThereYet(f"{ours.__name__} has no environment(folder)")
    with bench.fresh_folder() as place:
        copied = Path(shutil.copytree(folder, place / "data"))  # it adds a person of its own
        with running(place, ours.environment(copied)) as program:
            program.first_answer()
            return {"resident_peak": program.resident_bytes()}
