"""A process that has imported everything and forks lives of the program, so that a restart takes a tenth of a second.

One JSON object a line: what a life is to be like comes in on standard input; what became of it goes out.
Each life is a process of its own with its own memory, threads and connections: a SIGKILL is a real one.
"""

import asyncio
import ctypes
import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

from tests.kill.awaits import ROOT
from tests.kill.life import Spec

# A line may hold the list of all places.
LINE_BYTES_MAX = 1_000_000


class Life:
    """A life of the program, seen from outside. All times by the loop's clock."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.begun_at = loop.time()
        self.pid = 0
        self.ready: asyncio.Future[float] = loop.create_future()
        self.looked: asyncio.Future[None] = loop.create_future()
        self.ended: asyncio.Future[int] = loop.create_future()
        self.stopping = False
        self.told: dict[str, Any] = {}
        self.warnings: list[str] = []
        self._heard = asyncio.Event()

    async def has_ended_before(self, other: "asyncio.Future[Any]", *, most_s: float | None = None) -> bool:
        """Wait for its end or for something else, whichever comes first; whether it has ended."""
        both: set[asyncio.Future[Any]] = {self.ended, other}
        await asyncio.wait(both, timeout=most_s, return_when=asyncio.FIRST_COMPLETED)
        return self.ended.done()

    def hear(self, what: dict[str, Any]) -> None:
        self._heard.set()
        if "warning" in what:
            self.warnings.append(what["warning"])
            return
        self.told.update(what)
        self.pid = what.get("pid", self.pid)
        self.stopping = self.stopping or "stopping" in what
        if "ready" in what:
            self.ready.set_result(asyncio.get_running_loop().time() - self.begun_at)
        if "looked" in what:
            self.looked.set_result(None)
        if "exit" in what:
            self.ready.cancel()
            self.looked.cancel()
            self.ended.set_result(what["exit"])

    async def until_it_reports(self, *words: str, most_s: float) -> None:
        """Wait until it has logged a warning or an error with one of these words."""
        async with asyncio.timeout(most_s):
            while not any(word in warning for warning in self.warnings for word in words):
                self._heard.clear()
                await self._heard.wait()

    def signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if not self.ended.done():
            os.kill(self.pid, number)


class Nursery:
    """The process, from outside: one life at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._life: Life | None = None
        self._reader = asyncio.create_task(self._read())

    async def begin(self, spec: Spec) -> Life:
        """Another life."""
        assert self._process.stdin is not None
        self._life = Life()
        self._process.stdin.write(json.dumps(asdict(spec)).encode() + b"\n")
        await self._process.stdin.drain()
        return self._life

    async def _read(self) -> None:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            assert self._life is not None
            self._life.hear(json.loads(line))

    async def close(self) -> None:
        assert self._process.stdin is not None
        if self._life is not None and self._life.pid:
            self._life.signal(signal.SIGKILL)  # a test that failed left it alone
        self._process.stdin.close()
        await self._process.wait()
        await self._reader


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.kill.nursery",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        limit=LINE_BYTES_MAX,
    )
    found = Nursery(process)
    try:
        yield found
    finally:
        await found.close()


def _end_with_the_parent() -> None:
    """Nobody is left behind when a test run is ended by force. Linux: prctl(PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _tell(what: dict[str, Any]) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


def _live(spec: Spec) -> None:
    """In the child: never returns."""
    from tests.kill.life import live

    code = 1
    _end_with_the_parent()
    try:
        os.close(0)
        log = os.open(spec.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(log, 2)
        code = live(spec, _tell)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def main() -> None:
    """Fork a life for every line, and wait for its end."""
    import apscheduler.schedulers.asyncio  # noqa: F401 - imported here once, not in every life
    import asyncpg  # noqa: F401
    import prometheus_client  # noqa: F401

    import handlers.conversations  # noqa: F401

    _end_with_the_parent()
    gc.collect()
    gc.freeze()
    for line in sys.stdin.buffer:
        spec = Spec(**json.loads(line))
        pid = os.fork()
        if pid == 0:
            _live(spec)
        _tell({"pid": pid})
        _pid, status = os.waitpid(pid, 0)
        _tell({"exit": os.waitstatus_to_exitcode(status)})


if __name__ == "__main__":
    main()
