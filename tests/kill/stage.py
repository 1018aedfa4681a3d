"""Many histories on one engine, two at a time, each judged; and the one line that sums them up."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.kill.ground import Grounds
from tests.kill.history import Evidence, Plan, happen
from tests.kill.nursery import Nursery, nursery
from tests.kill.verdict import Broken, judge, read_books

WORKERS = 2


@dataclass
class Tally:
    """What many histories came to. broken: what was wrong, by seed."""

    histories: int = 0
    kills: int = 0
    duplicates: int = 0
    uncertain: int = 0
    recoveries_s: list[float] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    broken: dict[int, list[str]] = field(default_factory=dict)

    def count(self, word: str) -> int:
        """How many histories have a fault that begins so."""
        return sum(any(fault.startswith(word) for fault in faults) for faults in self.broken.values())

    def report(self) -> str:
        """What was wrong, history by history."""
        return "\n".join(f"seed {seed}: {fault}" for seed, faults in self.broken.items() for fault in faults)

    def line(self, title: str, seeds: str) -> str:
        """The figures in one line."""
        typical = f"{median(self.recoveries_s):.2f}" if self.recoveries_s else "-"
        longest = f"{max(self.recoveries_s):.2f}" if self.recoveries_s else "-"
        return (
            f"{title}: {self.kills} kills in {self.histories} histories at {len(self.places)} places,"
            f" {self.count('lost')} lost, {self.count('doubled')} doubled, {len(self.broken)} broken,"
            f" {self.duplicates} duplicates of {self.uncertain} uncertain,"
            f" recovery median {typical} s, most {longest} s; {seeds}"
        )


class Stage:
    """One engine. audit, steps, steps_to_ready: of an uninterrupted screening."""

    def __init__(self, grounds: Grounds, nurseries: list[Nursery]) -> None:
        self.grounds = grounds
        self.nurseries = nurseries
        self.audit: list[tuple[str, str, str]] = []
        self.steps = 0
        self.steps_to_ready = 0

    async def learn(self) -> Evidence:
        """An uninterrupted screening: how many steps it takes and what it leaves."""
        async with self.grounds.fresh() as ground:
            evidence = await happen(self.nurseries[0], ground, Plan(seed=0, learn=True))
            self.audit = (await read_books(ground)).audit[1]
            self.steps, self.steps_to_ready = evidence.steps, evidence.steps_to_ready
            await judge(ground, evidence, self.audit)
        return evidence

    async def play(self, plans: Iterable[Plan], *, kills_wanted: int | None = None) -> Tally:
        """Let the histories happen and judge each. kills_wanted: begin none any more when there were so many."""
        tally, waiting = Tally(), iter(plans)

        async def work(each: Nursery) -> None:
            for plan in waiting:
                if kills_wanted is not None and tally.kills >= kills_wanted:
                    return
                await self._one(each, plan, tally)

        async with asyncio.TaskGroup() as group:
            for each in self.nurseries:
                group.create_task(work(each))
        return tally

    async def _one(self, each: Nursery, plan: Plan, tally: Tally) -> None:
        async with self.grounds.fresh() as ground:
            evidence = await happen(each, ground, plan)
            tally.histories += 1
            tally.kills += evidence.kills
            try:
                verdict = await judge(ground, evidence, self.audit)
            except Broken as broken:
                tally.broken[plan.seed] = broken.faults
                return
            tally.duplicates += verdict.duplicates
            tally.uncertain += verdict.uncertain
            tally.recoveries_s += verdict.recoveries_s
            tally.places.update(verdict.places)


@asynccontextmanager
async def stage(folder: Path, server: str = "", *, workers: int = WORKERS) -> AsyncIterator[Stage]:
    """An engine with its prepared databases. server: the URL of a PostgreSQL server, "" for SQLite."""
    async with Grounds.prepared(folder, server) as grounds, AsyncExitStack() as stack:
        found = Stage(grounds, [await stack.enter_async_context(nursery()) for _ in range(workers)])
        await found.learn()
        yield found
