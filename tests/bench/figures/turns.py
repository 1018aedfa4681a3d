"""How many durable turns a second, against the peers and against the limit of the disk and driver?"""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tests.bench.alternate import Bench
from tests.bench.contender import CONTENDERS, DEFAULT_SHAPE
from tests.bench.report import Figure, Line
from tests.bench.round import Job
from tests.bench.script import MESSAGES_A_CHAT
from tests.postgres import empty_database, running_server

ONE_BY_ONE = ("ours", "ptb", "ptb-wal", "ptb-unsent", "aiogram", "aiogram-wal")
TOGETHER = ("ours", "ptb", "ptb-wal", "ptb-unsent", "ptb-queue", "aiogram", "aiogram-wal")
LIMITS = {
    "sqlite-1": "bare sqlite3, 1 turn a transaction",
    "sqlite-20": "bare sqlite3, 20 turns a transaction",
    "postgres-1": "bare asyncpg, 1 turn a transaction",
}
MODES = {"one": "one by one", "together": "20 chats at once"}


@dataclass(frozen=True, kw_only=True)
class Ratio:
    ours: str
    mode: str
    against: str
    against_mode: str
    at_least: float | None = None


# Without a bound: printed so that nobody has to wonder what another way of running the peer would have given.
# python-telegram-bot takes updates one at a time, and its documentation rules out anything else for ConversationHandler:
# that way has the bound. At once, steps share their commits by chance, and two of one chat may overtake each other.
RATIOS = (
    Ratio(ours="ours", mode="one", against="ptb", against_mode="one", at_least=1.0),
    Ratio(ours="ours", mode="one", against="ptb-wal", against_mode="one"),
    Ratio(ours="ours", mode="one", against="ptb-unsent", against_mode="one"),
    Ratio(ours="ours", mode="together", against="ptb-queue", against_mode="together", at_least=4.0),
    Ratio(ours="ours", mode="together", against="ptb", against_mode="together"),
    Ratio(ours="ours", mode="together", against="ptb-wal", against_mode="together"),
    Ratio(ours="ours", mode="together", against="ptb-unsent", against_mode="together"),
    Ratio(ours="ours", mode="one", against="aiogram", against_mode="one", at_least=2.0),
    Ratio(ours="ours", mode="one", against="aiogram-wal", against_mode="one"),
    Ratio(ours="ours", mode="together", against="aiogram", against_mode="together", at_least=8.0),
    Ratio(ours="ours", mode="together", against="aiogram-wal", against_mode="together"),
    Ratio(ours="ours", mode="together", against="sqlite-1", against_mode="bare", at_least=0.6),
    Ratio(ours="ours", mode="together", against="sqlite-20", against_mode="bare", at_least=0.2),
    Ratio(ours="ours-pg", mode="one", against="postgres-1", against_mode="bare"),
    Ratio(ours="ours-pg", mode="together", against="postgres-1", against_mode="bare", at_least=0.5),
)


def measure(bench: Bench) -> Figure:
    sizes = bench.sizes
    turns = sizes.chats * MESSAGES_A_CHAT
    figure = Figure(
        name="turns",
        title=f"durable turns a second, {turns:,} messages of {sizes.chats:,} chats, medians of {sizes.rounds}",
    )
    rates: dict[tuple[str, str], list[float]] = defaultdict(list)
    with running_server() as server:
        for _ in range(sizes.rounds):
            _one_round(bench, figure, rates, server)
    if not bench.shape:
        figure.failures.append(
            f"ours told no row_shape(); the limit wrote an assumed {_bytes_a_turn(DEFAULT_SHAPE)}"
        )
    medians = {key: statistics.median(found) for key, found in rates.items()}
    for (name, mode), rate in sorted(medians.items(), key=lambda item: (item[0][1], -item[1])):
        title = LIMITS.get(name) or f"{CONTENDERS[name].title}, {MODES[mode]}"
        figure.lines.append(Line(what=title, value=rate, unit="turns/s"))
    figure.lines.extend(_line(ratio, medians) for ratio in RATIOS)
    return figure


def _one_round(bench: Bench, figure: Figure, rates: dict[tuple[str, str], list[float]], server: str) -> None:
    chats = bench.sizes.chats

    def keep(name: str, job: Job) -> None:
        outcome = figure.attempt(lambda: bench.run_afresh(job))
        if outcome is not None:
            rates[name, job.mode].append(outcome["turns"] / outcome["seconds"])
            bench.shape = bench.shape or outcome.get("shape") or ()

    for mode, names in (("one", ONE_BY_ONE), ("together", TOGETHER)):
        for name in names:
            keep(name, Job(contender=name, mode=mode, chats=chats, folder=""))
    shape = tuple(bench.shape)
    for at_once in (1, 20):
        more: dict[str, Any] = {"turns_a_transaction": at_once}
        keep(
            f"sqlite-{at_once}",
            Job(contender="sqlite", mode="bare", chats=chats, folder="", shape=shape, more=more),
        )
    for name, contender, mode in (
        ("postgres-1", "postgres", "bare"),
        ("ours-pg", "ours-pg", "one"),
        ("ours-pg", "ours-pg", "together"),
    ):
        with empty_database(server) as url:
            keep(
                name,
                Job(contender=contender, mode=mode, chats=chats, folder="", shape=shape, database_url=url),
            )


def _line(ratio: Ratio, medians: dict[tuple[str, str], float]) -> Line:
    mine = medians.get((ratio.ours, ratio.mode))
    other = medians.get((ratio.against, ratio.against_mode))
    title = LIMITS.get(ratio.against) or CONTENDERS[ratio.against].title
    what = f"ratio to {title}, {MODES[ratio.mode]}"
    if ratio.ours == "ours-pg":
        what += " (PostgreSQL)"
    if mine is None or other is None:
        return Line(what=what, value=None, at_least=ratio.at_least)
    return Line(what=what, value=mine / other, at_least=ratio.at_least)


def _bytes_a_turn(shape: Any) -> str:
    return f"{len(shape)} rows and {sum(sum(row.column_bytes) for row in shape):,} bytes a turn"
