"""`python -m tests.figures.distress` (or `make distress`): recall, precision and speed of the distress reader, list by list.

Recall: how many of the phrasings with a sign get one (ask or danger). Precision: how many of the signs raised stand on
a phrasing that has one. `level`, `kind` and `about` count only where the list names them and a sign was found.
Speed: ordinary messages, each word seen before (the program runs for days) and never seen before.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from domain.reading.distress import Distress, Level, read_distress

VECTORS = Path(__file__).parents[1] / "vectors"
LISTS = {
    "development": "distress_id.toml",
    "held out": "distress_held_out_id.toml",
    "blind": "distress_blind_id.toml",
    "fresh": "distress_fresh_id.toml",
    "fresh 2": "distress_fresh2_id.toml",
    "fresh 3": "distress_fresh3_id.toml",
    "fresh 4": "distress_fresh4_id.toml",
    "fresh 5": "distress_fresh5_id.toml",
    "fresh 6": "distress_fresh6_id.toml",
    "others": "distress_others_id.toml",
    "fresh 7": "distress_fresh7_id.toml",
    "fresh 8": "distress_fresh8_id.toml",
    "fresh 9": "distress_fresh9_id.toml",
    "fresh 10": "distress_fresh10_id.toml",
    "fresh 11": "distress_fresh11_id.toml",
    "examiner": "distress_examiner_id.toml",
    "fresh 12": "distress_fresh12_id.toml",
    "examiner 2": "distress_examiner2_id.toml",
    "fresh 13": "distress_fresh13_id.toml",
}
RECALL_MIN, PRECISION_MIN = 0.98, 0.95
HARMLESS_MAX_US = 5.0
HARMLESS = (
    "setor 20rb ya bu", "besok jam 9 di balai desa", "iya bu makasih", "1", "sudah bayar kemarin 50.000", "menu",
    "Assalamualaikum bu, mau tanya bantuan", "anak saya dua, sekolah SD", "cicilan bulan ini nanti tanggal 5 ya",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One phrasing and what a person would read in it; None where people may disagree."""

    text: str
    level: str | None = None
    kind: str | None = None
    about: str | None = None

    @property
    def has_sign(self) -> bool:
        """Whether somebody should be asked."""
        return self.level != "none"


@dataclass
class Outcome:
    """What a reader made of a list."""

    found: list[Case] = field(default_factory=list)
    missed: list[Case] = field(default_factory=list)
    raised: list[Case] = field(default_factory=list)
    quiet: list[Case] = field(default_factory=list)
    unlike: list[tuple[Case, str, Distress]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of signs that were seen."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))

    @property
    def precision(self) -> float:
        """The share of alarms that had a sign."""
        return len(self.found) / max(1, len(self.found) + len(self.raised))


def cases_of(name: str) -> list[Case]:
    """The cases of a list, by its file name."""
    groups = tomllib.loads((VECTORS / name).read_text(encoding="utf-8"))["group"]
    return [
        Case(text, group.get("level"), group.get("kind"), group.get("about"))
        for group in groups
        for text in group["texts"]
    ]


def judge(cases: list[Case], read: Callable[[str], Distress] = read_distress) -> Outcome:
    """Reads every case and sorts the outcomes."""
    outcome = Outcome()
    for case in cases:
        found = read(case.text)
        sign = found.level is not Level.NONE
        (outcome.found if sign else outcome.missed).append(case) if case.has_sign else (
            outcome.raised if sign else outcome.quiet
        ).append(case)
        if sign and case.has_sign:
            named = (
                ("level", case.level, found.level),
                ("kind", case.kind, found.kind),
                ("about", case.about, found.about),
            )
            outcome.unlike.extend(
                (case, what, found) for what, wanted, got in named if wanted is not None and wanted != got
            )
    return outcome


def main(arguments: list[str]) -> int:
    """Prints the figures (with -v every case that went wrong); exit 1 if one is too low."""
    low = False
    for title, name in LISTS.items():
        outcome = judge(cases_of(name))
        low = low or outcome.recall < RECALL_MIN or outcome.precision < PRECISION_MIN
        print(_line(title, outcome))
        if "-v" in arguments:
            _print_wrong(outcome)
    warm, cold = harmless_us()
    print(
        f"an ordinary message: {warm:.1f} us (at most {HARMLESS_MAX_US:.0f}); with never seen words: {cold:.0f} us"
    )
    return int(low or warm > HARMLESS_MAX_US)


def _line(title: str, outcome: Outcome) -> str:
    signs = len(outcome.found) + len(outcome.missed)
    harmless = len(outcome.raised) + len(outcome.quiet)
    wrong = {
        what: sum(1 for _, each, _ in outcome.unlike if each == what) for what in ("level", "kind", "about")
    }
    return (
        f"{title:12} recall {outcome.recall:.3f} ({len(outcome.found)} of {signs}), precision {outcome.precision:.3f}"
        f" ({len(outcome.raised)} false alarms on {harmless} harmless); otherwise read: {wrong}"
    )


def _print_wrong(outcome: Outcome) -> None:
    for case in outcome.missed:
        print("  missed:", case.text)
    for case in outcome.raised:
        print("  raised:", case.text, read_distress(case.text))
    for case, what, found in outcome.unlike:
        print(
            f"  {what}: {case.text!r} wanted {getattr(case, what)}, got {getattr(found, what)} ({found.level})"
        )


def harmless_us(rounds: int = 2_000) -> tuple[float, float]:
    """Microseconds per ordinary message: with words seen before, and each with words made up for it."""
    for text in HARMLESS:
        read_distress(text)
    begun = time.perf_counter()
    for _ in range(rounds):
        for text in HARMLESS:
            read_distress(text)
    warm = (time.perf_counter() - begun) / rounds / len(HARMLESS) * 1e6
    new = count()
    letters = str.maketrans("0123456789", "bdghklnrst")
    fresh = [" ".join(f"zo{next(new):04d}".translate(letters) for _ in range(5)) for _ in range(300)]
    begun = time.perf_counter()
    for text in fresh:
        read_distress(text)
    return warm, (time.perf_counter() - begun) / len(fresh) * 1e6


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
