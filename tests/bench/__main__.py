"""`python -m tests.bench [figure ...]`: measures, prints, and exits 1 if anything missed or failed."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.bench.alternate import QUICK, ROOT, Bench, Sizes
from tests.bench.figures import (
    announce,
    broadcast,
    contact,
    growth,
    http_clients,
    latency,
    ledger,
    loans,
    memory,
    papers,
    sending,
    start,
    training,
    turns,
    webhook,
)

FIGURES = {
    "turns": turns.measure,
    "latency": latency.measure,
    "growth": growth.measure,
    "memory": memory.measure,
    "broadcast": broadcast.measure,
    "sending": sending.measure,
    "start": start.measure,
    "ledger": ledger.measure,
    "loans": loans.measure,
    "papers": papers.measure,
    "training": training.measure,
    "contact": contact.measure,
    "http_clients": http_clients.measure,
    "webhook": webhook.measure,
    "announce": announce.measure,
}
TOO_FAST_FSYNC_US = 20


def main() -> int:
    asked = _arguments()
    # The default folder lies beside the real database: the same disk, and never a memory file system by accident.
    asked.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=asked.folder))
    sizes = QUICK if asked.quick else Sizes()
    if asked.rounds:
        sizes = replace(sizes, rounds=asked.rounds)
    bench = Bench(folder=folder, peers_python=asked.peers_python, sizes=sizes)
    try:
        machine = _machine(bench)
        figures = []
        for name in asked.figures or FIGURES:
            figures.append(FIGURES[name](bench))
            if not asked.json:
                print(figures[-1].as_text(), end="\n\n", flush=True)
    finally:
        shutil.rmtree(folder)
    passed = all(figure.passed for figure in figures) and not machine["doubt"]
    machine["versions"] = dict(sorted(bench.versions.items()))
    if asked.json:
        found = {figure.name: figure.as_json() for figure in figures}
        print(json.dumps({"passed": passed, "quick": asked.quick, "machine": machine, "figures": found}))
    else:
        print(_closing(machine, asked.quick))
    return 0 if passed else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("figures", nargs="*", help=f"which (all): {', '.join(FIGURES)}")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--quick", action="store_true", help="small sizes, to try the harness; not the figures"
    )
    parser.add_argument("--rounds", type=int, help="how often each contender's turn comes")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "data", help="where the databases are made (data)"
    )
    parser.add_argument("--peers-python", type=Path, default=ROOT / ".bench-venv" / "bin" / "python")
    asked = parser.parse_args()
    if unknown := set(asked.figures) - FIGURES.keys():
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    return asked


def _machine(bench: Bench) -> dict[str, Any]:
    fsync_us = bench.fsync_us()
    waits = fsync_us >= TOO_FAST_FSYNC_US
    doubt = (
        "" if waits else "this disk does not wait for its writes: durable commits cannot be measured on it"
    )
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "fdatasync_us": round(fsync_us),
        "doubt": doubt,
    }


def _closing(machine: dict[str, Any], quick: bool) -> str:
    told = [f"{name} {value}" for name, value in machine.items() if name != "versions" and value]
    told.append(", ".join(f"{name} {version}" for name, version in machine["versions"].items()))
    return "\n".join([*told, *["QUICK RUN: these are not figures"] * quick])


if __name__ == "__main__":
    sys.exit(main())
