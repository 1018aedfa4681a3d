"""Hours of random chats: memory, open files and the write-ahead log stay where they are, and no turn ever fails."""

import asyncio
import os
import random
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from statistics import linear_regression, median

import pytest

from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground, Grounds
from tests.kill.life import Spec
from tests.kill.nursery import nursery
from tests.soak.chatter import Crowd

pytestmark = pytest.mark.slow

MINUTES_DEFAULT = 0.3
PEOPLE_AT_ONCE = 24
LOOKS = 60
STRETCH = 5
# From the second third of the time to the last: what the caches of a growing crowd may still take.
GROWTH_MB_MAX = 8.0
# Once, whenever the first paper is made: what its printer keeps (measured: 6 to 11).
FIRST_PAPER_MB = 13.0
FILES_GROWTH_MAX = 5
# One for each chat that is written to at a time, and a few for polling and the program's own loop.
CONNECTIONS_MAX = PEOPLE_AT_ONCE + 16
WAL_MB_MAX = 64.0
MB = 1_000_000


class Watch:
    """What a process holds, looked at now and then."""

    def __init__(self, pid: int, folder: Path, updates: Callable[[], int]) -> None:
        self._proc = Path(f"/proc/{pid}")
        self._wal = folder / "teman.db-wal"
        self._count = updates
        self.updates: list[float] = []
        self.memory_mb: list[float] = []
        self.files: list[int] = []
        self.connections: list[int] = []
        self.wal_mb = 0.0

    async def look(self, seconds: float, ended: "asyncio.Future[int]") -> None:
        """LOOKS times, until the time is up."""
        for _look in range(LOOKS):
            await asyncio.wait({ended}, timeout=seconds / LOOKS)
            assert not ended.done(), f"the program ended by itself with {ended.result()}"
            self.memory_mb.append(self._own_memory_mb())
            kinds = list(self._open())
            self.connections.append(sum(each.startswith("socket:") for each in kinds))
            self.files.append(len(kinds) - self.connections[-1])
            self.updates.append(self._count())
            self.wal_mb = max(self.wal_mb, self._wal.stat().st_size / MB)

    def _open(self) -> Iterator[str]:
        """What each open descriptor is."""
        for each in (self._proc / "fd").iterdir():
            with suppress(FileNotFoundError):  # closed in between
                yield os.readlink(each)

    def _thirds(self, values: list[float]) -> tuple[float, float]:
        third = LOOKS // 3
        return median(values[third : 2 * third]), median(values[2 * third :])

    def _own_memory_mb(self) -> float:
        """Without the files mapped in: a library that the first paper loads is no growth."""
        held, of_files = [int(pages) for pages in (self._proc / "statm").read_text().split()[1:3]]
        return (held - of_files) * os.sysconf("SC_PAGE_SIZE") / MB

    @property
    def creep_mb(self) -> float:
        """Growth by the median of short stretches: a leak raises them all, the one first paper only some."""
        late = self.memory_mb[LOOKS // 3 :]
        stretches = [after - before for before, after in zip(late, late[STRETCH:], strict=False)]
        return median(stretches) * (LOOKS // 3) / STRETCH

    @property
    def growth_mb(self) -> float:
        middle, last = self._thirds(self.memory_mb)
        return last - middle

    @property
    def files_growth(self) -> float:
        middle, last = self._thirds([float(count) for count in self.files])
        return last - middle

    def line(self, seconds: float) -> str:
        """The figures; the slope is that of the last two thirds."""
        late = slice(LOOKS // 3, None)
        slope = linear_regression(self.updates[late], self.memory_mb[late]).slope * 100_000
        return (
            f"soak: {self.updates[-1]:.0f} updates in {seconds:.0f} s, memory {self.memory_mb[0]:.1f} MB to"
            f" {self.memory_mb[-1]:.1f} MB ({slope:+.1f} MB per 100,000 updates at the end), open files"
            f" {min(self.files)} to {max(self.files)}, connections at most {max(self.connections)}, write-ahead log at most {self.wal_mb:.1f} MB"
        )


def left_over(ground: Ground) -> dict[str, int]:
    """What is not at its good end."""
    with closing(sqlite3.connect(ground.folder / "teman.db")) as connection:
        rows = connection.execute(
            "SELECT 'event ' || state, count(*) FROM inbox WHERE state <> 'done' GROUP BY state UNION ALL"
            " SELECT 'message ' || state, count(*) FROM outbox WHERE state NOT IN ('sent', 'pull', 'dropped')"
            " GROUP BY state"
        )
        return dict(rows.fetchall())


async def test_nothing_grows_and_nothing_fails(
    tmp_path: Path, request: pytest.FixtureRequest, seed: int, figure: Callable[[str], None]
) -> None:
    seconds = 60 * (request.config.getoption("soak_minutes") or MINUTES_DEFAULT)
    async with (
        Grounds.prepared(tmp_path) as grounds,
        grounds.fresh() as ground,
        nursery() as nurse,
        BotApi.running() as api,
    ):
        log = ground.folder / "program.log"
        spec = Spec(environment=ground.environment, log=str(log), token=api.token, api_url=api.url)
        life = await nurse.begin(spec)
        await life.ready
        crowd = Crowd(api, random.Random(seed))
        watch = Watch(life.pid, ground.folder, lambda: crowd.updates)
        await asyncio.gather(crowd.chat(PEOPLE_AT_ONCE, seconds), watch.look(seconds, life.ended))
        life.signal(signal.SIGTERM)
        assert await life.ended == 0
        faults = [line for line in log.read_text().splitlines() if '"ERROR"' in line]
        left = left_over(ground)
    figure(f"{watch.line(seconds)}; --seed={seed}")
    assert not faults, "\n".join(faults[:5])
    assert {state for state in left if not state.endswith(("new", "queued"))} == set(), left
    assert watch.creep_mb < GROWTH_MB_MAX
    assert watch.growth_mb < GROWTH_MB_MAX + FIRST_PAPER_MB
    assert watch.files_growth <= FILES_GROWTH_MAX
    assert max(watch.connections) <= CONNECTIONS_MAX
    assert watch.wal_mb < WAL_MB_MAX
