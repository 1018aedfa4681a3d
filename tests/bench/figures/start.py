"""From start to the first answer in the simulator, against `import telegram.ext` alone."""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.bench.alternate import ROOT, Bench
from tests.bench.contender import NotThereYet
from tests.bench.program import running
from tests.bench.report import Figure, Line


def measure(bench: Bench) -> Figure:
    figure = Figure(name="start", title=f"from start to the first answer, medians of {bench.sizes.starts}")
    fresh: list[float] = []
    again: list[float] = []
    importing: list[float] = []
    # The first time nothing is in the disk cache and no bytecode is written: it counts for neither side.
    for number in range(bench.sizes.starts + 1):
        outcome = figure.attempt(lambda: _both_starts(bench))
        took = _import_telegram()
        if number:
            importing.append(took)
            if outcome:
                fresh.append(outcome["fresh"])
                again.append(outcome["again"])
        if outcome is None:
            break
    importing = importing or [_import_telegram() for _ in range(bench.sizes.starts)]
    allowed = statistics.median(importing) * 1000
    figure.lines.append(Line(what="import telegram.ext", value=allowed, unit="ms"))
    for what, found in (("first start, nothing there yet", fresh), ("started again", again)):
        took_ms = statistics.median(found) * 1000 if found else None
        figure.lines.append(Line(what=what, value=took_ms, unit="ms"))
        ratio = took_ms / allowed if took_ms else None
        figure.lines.append(Line(what=f"{what}: ratio to the import", value=ratio, at_most=1.0))
    return figure


def _both_starts(bench: Bench) -> dict[str, Any]:
    if importlib.util.find_spec("bot.__main__") is None:
        raise NotThereYet("bot/__main__.py is not there yet")
    with bench.fresh_folder() as folder:
        return {"fresh": _start(folder), "again": _start(folder)}


def _start(folder: Path) -> float:
    began = perf_counter()
    with running(folder) as program:
        return program.first_answer() - began


def _import_telegram() -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-c", "import telegram.ext"], cwd=ROOT, check=True)
    return perf_counter() - began
