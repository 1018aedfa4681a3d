"""An event loop whose clock jumps over what nobody needs to wait for: minutes of stops and time-outs pass in moments.

Sockets and threads are real: before the clock jumps to the next timer, they are given PATIENCE_S. Real time counts too,
so what takes long takes long here as well.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE_S = 0.01


class _Selector(selectors.DefaultSelector):
    """Waits for what comes by itself only so long."""

    def __init__(self, loop: "WarpLoop") -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None or timeout <= PATIENCE_S:
            return super().select(timeout)
        found = super().select(PATIENCE_S)
        if not found:
            self._loop.ahead_s += timeout - PATIENCE_S
        return found


class WarpLoop(asyncio.SelectorEventLoop):
    """ahead_s: how far its clock is ahead of the real one."""

    def __init__(self) -> None:
        self.ahead_s = 0.0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return super().time() + self.ahead_s


def run(main: Coroutine[Any, Any, T]) -> T:
    """What `main` comes to, on such a loop."""
    with asyncio.Runner(loop_factory=WarpLoop) as runner:
        return runner.run(main)
