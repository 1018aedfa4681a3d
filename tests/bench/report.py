"""What a figure found, as a table for people and as one JSON object for programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.bench.alternate import RoundFailed
from tests.bench.contender import NotThereYet


@dataclass(frozen=True, kw_only=True)
class Line:
    """value None: not measured. A line without a bound is shown for comparison and decides nothing."""

    what: str
    value: float | None
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def verdict(self) -> str:
        if self.at_least is None and self.at_most is None:
            return "" if self.value is not None else "NOT MEASURED"
        if self.value is None:
            return "NOT MEASURED"
        low = self.at_least is None or self.value >= self.at_least
        high = self.at_most is None or self.value <= self.at_most
        return "PASS" if low and high else "MISS"


@dataclass(kw_only=True)
class Figure:
    name: str
    title: str
    lines: list[Line] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        bounded = [line for line in self.lines if line.at_least is not None or line.at_most is not None]
        return bool(bounded) and not self.failures and all(line.verdict == "PASS" for line in bounded)

    def attempt(self, work: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
        """The outcome of a round; what kept it from running is noted once and fails the figure."""
        try:
            return work()
        except (NotThereYet, RoundFailed) as reason:
            if str(reason) not in self.failures:
                self.failures.append(str(reason))
            return None

    def as_json(self) -> dict[str, Any]:
        lines = [{**asdict(line), "verdict": line.verdict} for line in self.lines]
        return {"title": self.title, "passed": self.passed, "lines": lines, "failures": self.failures}

    def as_text(self) -> str:
        rows = [(line.what, _shown(line), _bound(line), line.verdict) for line in self.lines]
        wide = max((len(row[0]) for row in rows), default=0)
        body = [
            f"  {what:<{wide}}  {value:>16}  {bound:<16}  {verdict}".rstrip()
            for what, value, bound, verdict in rows
        ]
        return "\n".join(
            [f"{self.name}: {self.title}", *body, *(f"  FAILED: {reason}" for reason in self.failures)]
        )


def _shown(line: Line) -> str:
    if line.value is None:
        return "-"
    digits = 0 if line.value >= 1_000 else 2
    return f"{line.value:,.{digits}f} {line.unit}".strip()


def _bound(line: Line) -> str:
    if line.at_least is not None:
        return f"at least {line.at_least:g}"
    return f"at most {line.at_most:g}" if line.at_most is not None else ""
