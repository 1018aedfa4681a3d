"""The one place that commits: jobs that wait together share one transaction (group commit).

They run one after another. One that raises is undone alone; if the shared transaction fails, each job runs again in a
transaction of its own, so a job must change nothing outside its unit (use `unit.after_commit`). When the storage is
away (full disk, lock, lost connection) the jobs wait and are tried again; nobody is told "done" before the commit.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from typing import Any, TypeVar

from db.engine import Engine, StorageUnavailable
from db.ids import Ids
from db.unit import Unit
from db.vault import Vault
from domain.facts import Facts

log = logging.getLogger(__name__)

T = TypeVar("T")
Job = Callable[[Unit], Awaitable[Any]]

# Jobs in one transaction: more would let the first ones wait too long for the commit.
JOBS_PER_COMMIT_MAX = 64

# Rounds of the loop a commit waits for more jobs when there are several: an answered caller needs two to three.
GATHERING_ROUNDS = 4

# How long to wait before trying again when the storage is away; the last one repeats.
RETRY_DELAYS_S = (0.05, 0.2, 0.5, 1.0, 2.0, 5.0)


class _Waiting:
    __slots__ = ("fault", "future", "job", "result")

    def __init__(self, job: Job, future: "asyncio.Future[Any]") -> None:
        self.job = job
        self.future = future
        self.result: Any = None
        self.fault: Exception | None = None

    def settle(self) -> None:
        if self.future.done():
            return
        if self.fault is not None:
            self.future.set_exception(self.fault)
        else:
            self.future.set_result(self.result)


class JobCancelled(Exception):
    """A job was cancelled from inside: it awaited something that was. The writer itself goes on."""


async def _result(job: Job, unit: Unit) -> Any:
    try:
        return await job(unit)
    except asyncio.CancelledError as fault:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise JobCancelled from fault


class Writer:
    """Runs jobs in transactions. `start` it once; `stop` drains."""

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        ids: Ids,
        now_ms: Callable[[], int],
        facts: Facts,
        *,
        retry_delays_s: Sequence[float] = RETRY_DELAYS_S,
    ) -> None:
        self._retry_delays_s = retry_delays_s
        self._engine = engine
        self._vault = vault
        self._ids = ids
        self._now_ms = now_ms
        self._facts = facts
        self._waiting: list[_Waiting] = []
        self._wake = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None
        self.unavailable_since: float | None = None
        self.commits = 0

    def start(self) -> None:
        """Begin to work."""
        self._task = asyncio.create_task(self._run(), name="writer")

    async def stop(self) -> None:
        """Finish what waits, then stop."""
        self._stopping = True
        self._wake.set()
        if self._task is not None:
            await asyncio.wait([self._task])  # also one that was ended by force

    async def run(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        """What `job(unit)` returned, once it is committed. Cancelling the caller does not cancel the job."""
        return await self.submit(job)

    def submit(self, job: Callable[[Unit], Awaitable[T]]) -> "asyncio.Future[T]":
        """The same without waiting."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        if self._stopping and (self._task is None or self._task.done()):
            future.set_exception(StorageUnavailable("the program is stopping"))
            return future
        self._waiting.append(_Waiting(job, future))
        self._wake.set()
        return future

    async def _run(self) -> None:
        try:
            while self._waiting or not self._stopping:
                if not self._waiting:
                    self._wake.clear()
                    await self._wake.wait()
                    continue
                if len(self._waiting) > 1:
                    await self._gather()
                batch = self._waiting[:JOBS_PER_COMMIT_MAX]
                del self._waiting[: len(batch)]
                await self._commit(batch)
        finally:
            self._stopping = True
            for each in self._waiting:  # empty unless the program was ended by force
                each.future.cancel()

    async def _gather(self) -> None:
        """Let those whom the last commit has answered come with their next jobs: fewer, fuller transactions."""
        for _round in range(GATHERING_ROUNDS):
            await asyncio.sleep(0)

    async def _commit(self, batch: list[_Waiting], *, retrying: bool = False) -> None:
        """Commit these jobs together, however long the storage is away; each alone if that cannot be."""
        for attempt in count():
            try:
                await self._together(batch, retrying=retrying or attempt > 0)
            except StorageUnavailable as fault:
                await self._wait_for_storage(fault, attempt)
            except Exception as fault:
                await self._after_fault(batch, fault, retrying=retrying or attempt > 0)
                return
            else:
                self._storage_is_back()
                for each in batch:
                    each.settle()
                return

    async def _after_fault(self, batch: list[_Waiting], fault: Exception, *, retrying: bool) -> None:
        if len(batch) == 1:
            batch[0].fault = fault
            batch[0].settle()
            return
        log.warning("a shared transaction failed, its jobs run singly: %s", type(fault).__name__)
        for each in batch:
            await self._commit([each], retrying=retrying)

    async def _together(self, batch: list[_Waiting], *, retrying: bool) -> None:
        unit = Unit(self._engine, self._vault, self._ids, self._now_ms(), self._facts, retrying=retrying)
        try:
            for each in batch:
                await self._one(unit, each, alone=len(batch) == 1)
            unit.begin_job()
            await unit.finish()
        except BaseException:
            await unit.abandon()
            raise
        self.commits += 1
        unit.committed()

    async def _one(self, unit: Unit, each: _Waiting, *, alone: bool) -> None:
        unit.begin_job()
        each.fault = None
        if alone:
            each.result = await _result(each.job, unit)
            return
        try:
            async with unit.isolated():
                each.result = await _result(each.job, unit)
        except StorageUnavailable:
            raise
        except Exception as fault:
            each.fault = fault

    def _storage_is_back(self) -> None:
        if self.unavailable_since is not None:
            log.warning("the database can be written again")
            self.unavailable_since = None

    async def _wait_for_storage(self, fault: StorageUnavailable, attempt: int) -> None:
        loop = asyncio.get_running_loop()
        if self.unavailable_since is None:
            self.unavailable_since = loop.time()
            log.error("the database cannot be written, waiting: %s", fault)
        await asyncio.sleep(self._retry_delays_s[min(attempt, len(self._retry_delays_s) - 1)])
