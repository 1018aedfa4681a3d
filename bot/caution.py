"""After an end that was no stop (kill -9, a power cut, an event that ends the process) events are stored before they
are handled: only then is it known which of them began and did not end, and after three tries it is laid aside.

Else storing and handling an event is one transaction. Whether the program was stopped in order is told by a mark: it is
committed before the first event is handled so, and taken away at the end of an orderly stop.
"""

import logging

from db import meta
from db.unit import Unit

log = logging.getLogger(__name__)

RUNNING = "running"
CAUTIOUS_UNTIL = "cautious_until_ms"

# So long a channel brings again what it could not hand over: Telegram for a day, WhatsApp for seven.
CAUTION_MS = 7 * 86_400_000


class Caution:
    """Whether events are stored first. Until `look` and the first `mark` it is so in any case."""

    def __init__(self) -> None:
        self._marked = False
        self._until_ms = 0

    async def look(self, unit: Unit) -> None:
        """After a start: how the program ended the last time."""
        running, until = await meta.read(unit, RUNNING), await meta.read(unit, CAUTIOUS_UNTIL)
        self._until_ms = min(int(until or 0), unit.now_ms + CAUTION_MS)  # the clock may have been wrong
        if running:
            self._marked = True
            self._until_ms = unit.now_ms + CAUTION_MS
            meta.store(unit, CAUTIOUS_UNTIL, str(self._until_ms))
            log.warning(
                "the program was not stopped in order: for a week events are stored before they are handled"
            )

    def stores_first(self, now_ms: int) -> bool:
        """Whether an event that comes now must be stored before it is handled."""
        return not self._marked or now_ms < self._until_ms

    def mark(self, unit: Unit) -> None:
        """The program runs; committed with events that are stored first."""
        if not self._marked:
            meta.store(unit, RUNNING, "yes")
            unit.after_commit(self._is_marked)

    def _is_marked(self) -> None:
        self._marked = True

    async def stop(self, unit: Unit) -> None:
        """An orderly stop: everything is handled that was taken."""
        if self._marked:
            meta.store(unit, RUNNING, "")
            unit.after_commit(self._is_stopped)

    def _is_stopped(self) -> None:
        self._marked = False
