"""Reads that are too many for one turn: they are done between the turns of others, and nobody's answer waits for them.

A turn that needs them is undone, as with slow work (db/unit.py, Unprepared); its host lets the reads run, each slice in
a transaction of its own, and then runs the turn again with what they came to.
"""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from db.unit import Unit, Unprepared

Run = Callable[[Callable[[Unit], Awaitable[Any]]], Awaitable[Any]]
"""Does a job in a transaction of its own (db/writer.py, `run`)."""

Read = Callable[[Run], Awaitable[Any]]


class Unread(Unprepared):
    """The host undoes the job, awaits `read` with the writer's `run`, and runs the job again."""

    def __init__(self, key: Hashable, read: Read) -> None:
        super().__init__(key, self._in_no_thread)
        self.read = read

    def _in_no_thread(self) -> None:
        raise AssertionError("these reads are the writer's")


def read_aside(unit: Unit, key: Hashable, read: Read) -> Any:
    """What `read` came to between the turns. key: which reads of this turn they are.

    Raises Unread the first time; nothing may have happened before that cannot be undone.
    """
    if key not in unit.work:
        raise Unread(key, read)
    return unit.work[key]
