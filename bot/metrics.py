"""What Prometheus may know: counts and ages, never a name, an id or a text."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from db import inbox, outbox
from db.unit import Unit

if TYPE_CHECKING:
    from bot.app import App

CONTENT_TYPE = CONTENT_TYPE_LATEST

# So long a page waits for the database; without it the counts of the process are shown alone.
READ_S = 5.0

INBOX_STATES = ("new", "failed", "quarantined")
OUTBOX_STATES = ("queued", "sending", "uncertain", "held", "rejected")

Counts = dict[str, int]


async def exposition(app: "App") -> bytes:
    """The page /metrics."""

    events, messages = await _counts(app)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Now(app, events, messages))
    return generate_latest(registry)


async def _counts(app: "App") -> tuple[Counts | None, Counts | None]:
    """What is in the inbox and the outbox; None while the database is away."""

    async def read(unit: Unit) -> tuple[Counts, Counts]:
        return await inbox.count_bad(unit), await outbox.count_states(unit)

    if app.storage.writer.unavailable_since is not None:
        return None, None
    try:
        async with asyncio.timeout(READ_S):
            return await app.storage.writer.run(read)
    except TimeoutError:
        return None, None


def _states(name: str, help_: str, states: tuple[str, ...], counts: Counts) -> Metric:
    family = GaugeMetricFamily(name, help_, labels=["state"])
    for state in states:
        family.add_metric([state], counts.get(state, 0))
    return family


class _Now:
    """One reading of the running program."""

    def __init__(self, app: "App", events: Counts | None, messages: Counts | None) -> None:
        self._app = app
        self._events = events
        self._messages = messages

    def collect(self) -> Iterator[Metric]:
        intake = CounterMetricFamily("teman_events", "Raw events since the start", labels=["outcome"])
        for name, count in {**self._app.intake.counts, **self._app.turns.counts}.items():
            intake.add_metric([name], count)
        yield intake
        if self._events is not None:
            yield _states("teman_inbox", "Stored events by state", INBOX_STATES, self._events)
        if self._messages is not None:
            yield _states(
                "teman_outbox", "Messages not at their end, by state", OUTBOX_STATES, self._messages
            )
        sent = CounterMetricFamily(
            "teman_messages", "Messages since the start", labels=["channel", "outcome"]
        )
        for channel, counts in self._app.delivery.counts.items():
            for outcome, count in counts.items():
                sent.add_metric([channel, outcome], count)
        yield sent
        yield GaugeMetricFamily(
            "teman_turns_waiting", "Events waiting for their turn", self._app.turns.waiting
        )
        yield GaugeMetricFamily(
            "teman_storage_unavailable", "1 while the database cannot be written", int(not self._writable())
        )

    def _writable(self) -> bool:
        return self._app.storage.writer.unavailable_since is None
