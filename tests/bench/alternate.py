"""Runs rounds in processes of their own, each in a fresh folder on one disk, and brings back what they found."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.bench.contender import CONTENDERS, NotThereYet, is_there
from tests.bench.round import Job

ROOT = Path(__file__).resolve().parents[2]
ROUND_TIMEOUT_S = 1_800


class RoundFailed(Exception):
    """A contender raised, stored wrong rows or took for ever; the message ends with its last lines."""


@dataclass(frozen=True, kw_only=True)
class Sizes:
    rounds: int = 3
    chats: int = 1_000
    few_people: int = 1_000
    many_people: int = 100_000
    sample_chats: int = 150
    sample_rounds: int = 5
    sent_people: int = 1_000
    faulty_people: int = 300
    due_people: int = 10_000
    starts: int = 7
    savings: int = 40
    book_lines: int = 1_000_000
    looks: int = 200
    flood: int = 10_000
    interleavings: int = 1_000


QUICK = Sizes(rounds=1, chats=40, few_people=200, many_people=2_000, sample_chats=40, sample_rounds=3,
              sent_people=120, faulty_people=45, due_people=400, starts=2, savings=5, book_lines=20_000, looks=20, flood=600,
              interleavings=20)  # fmt: skip


class Bench:
    def __init__(self, *, folder: Path, peers_python: Path, sizes: Sizes) -> None:
        self.folder = folder
        self.sizes = sizes
        self.shape: Sequence[Mapping[str, Any]] = ()
        self.versions: dict[str, str] = {}
        self._peers_python = peers_python
        self._populated: dict[int, tuple[Path, dict[str, Any]]] = {}

    def interpreter(self, contender: str) -> str:
        if contender not in CONTENDERS or not CONTENDERS[contender].peers:
            return sys.executable
        if not self._peers_python.exists():
            raise NotThereYet(f"no environment for the peers at {self._peers_python} (make bench makes it)")
        return str(self._peers_python)

    def require(self, contender: str) -> None:
        if contender in CONTENDERS and not is_there(contender):
            raise NotThereYet(f"{CONTENDERS[contender].module} is not there yet")
        self.interpreter(contender)

    @contextmanager
    def fresh_folder(self) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder)

    def run(self, job: Job) -> dict[str, Any]:
        """What the round printed. Raises RoundFailed, or NotThereYet for what the contender does not offer."""
        self.require(job.contender)
        self._say(f"{job.contender} {job.mode} ...")
        command = [self.interpreter(job.contender), "-m", "tests.bench.round", json.dumps(asdict(job))]
        try:
            done = subprocess.run(
                command, cwd=ROOT, capture_output=True, text=True, timeout=ROUND_TIMEOUT_S, check=False
            )
        except subprocess.TimeoutExpired as late:
            raise RoundFailed(f"{job.contender} {job.mode}: not done after {ROUND_TIMEOUT_S} s") from late
        if done.returncode != 0:
            raise RoundFailed(f"{job.contender} {job.mode}: {_last_words(done)}")
        outcome: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        if "missing" in outcome:
            raise NotThereYet(outcome["missing"])
        self.versions |= outcome["versions"]
        return outcome

    def run_afresh(self, job: Job) -> dict[str, Any]:
        with self.fresh_folder() as folder:
            return self.run(replace(job, folder=str(folder)))

    def populated(self, people: int) -> tuple[Path, dict[str, Any]]:
        """A folder where so many people have an open conversation with ours, and what the filling reported.

        It is filled once. Who does more in it than going on with conversations works on a copy.
        """
        self.require("ours")
        if people not in self._populated:
            folder = Path(tempfile.mkdtemp(prefix=f"people-{people}-", dir=self.folder))
            job = Job(contender="ours", mode="populate", chats=people, folder=str(folder))
            self._populated[people] = folder, self.run(job)
        return self._populated[people]

    def fsync_us(self) -> float:
        """Median microseconds until 4 KiB appended to a file are on this disk: is the disk really waited for?"""
        path = self.folder / "fsync"
        taken = []
        with path.open("wb", buffering=0) as file:
            for _ in range(100):
                file.write(b"x" * 4096)
                began = perf_counter()
                os.fdatasync(file.fileno())
                taken.append((perf_counter() - began) * 1e6)
        path.unlink()
        return statistics.median(taken)

    def _say(self, text: str) -> None:
        print(f"  {text}", file=sys.stderr, flush=True)


def _last_words(done: subprocess.CompletedProcess[str]) -> str:
    if done.stdout:
        return str(json.loads(done.stdout.splitlines()[-1])["error"])
    return f"exit {done.returncode}: " + " | ".join(done.stderr.strip().splitlines()[-4:])
