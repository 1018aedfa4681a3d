"""At which await does the program die? Every step of every task is counted; at the chosen one the process is killed.

A step is one `send` into a task's coroutine: all that runs between two waits. Nothing of the program knows of it.
"""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine, Generator
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(f"{ROOT}/{package}/" for package in ("bot", "conversation", "db", "handlers"))


class Steps:
    """Counts steps. kill_at: the step that never happens, 0 for none. places: where steps resumed, if wanted."""

    def __init__(self, kill_at: int, *, dying: Callable[[int, str], None], learn: bool = False) -> None:
        self.count = 0
        self.places: set[str] = set()
        self._kill_at = kill_at
        self._dying = dying
        self._learn = learn

    def task(self, loop: asyncio.AbstractEventLoop, coroutine: Any, **options: Any) -> "asyncio.Task[Any]":
        """The task factory."""
        return asyncio.Task(_Counted(coroutine, self), loop=loop, **options)

    def step(self, coroutine: Any) -> None:
        """One more; or the end."""
        self.count += 1
        if self._learn:
            self.places.add(place_of(coroutine))
        if self.count == self._kill_at:
            self._dying(self.count, place_of(coroutine))
            os.kill(os.getpid(), signal.SIGKILL)


class _Counted(Coroutine[Any, Any, Any]):
    """A coroutine whose steps are counted; everything else about it (its frame, its state) is its own."""

    def __init__(self, coroutine: Any, steps: Steps) -> None:
        self._coroutine = coroutine
        self._steps = steps

    def send(self, value: Any) -> Any:
        self._steps.step(self._coroutine)
        return self._coroutine.send(value)

    def throw(self, *fault: Any) -> Any:
        self._steps.step(self._coroutine)
        return self._coroutine.throw(*fault)

    def close(self) -> None:
        self._coroutine.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._coroutine, name)


def place_of(coroutine: Any) -> str:
    """The innermost line of ours that is waiting, with the library's beneath it: "db/writer.py:96 > queues.py:150"."""
    ours = innermost = ""
    while coroutine is not None:
        frame: FrameType | None = getattr(coroutine, "cr_frame", None) or getattr(coroutine, "gi_frame", None)
        if frame is not None:
            file = frame.f_code.co_filename
            innermost = f"{file.rpartition('/')[2]}:{frame.f_lineno}"
            if file.startswith(OURS):
                ours = f"{file.removeprefix(f'{ROOT}/')}:{frame.f_lineno}"
        coroutine = getattr(coroutine, "cr_await", None) or getattr(coroutine, "gi_yieldfrom", None)
    return f"{ours} > {innermost}"
