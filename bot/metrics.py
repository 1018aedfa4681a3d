"""What Prometheus may know: counts and ages, never a name, an id or a text."""

from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from db import inbox, outbox
from db.unit import Unit

if TYPE_CHECKING:
    from bot.app import App

CONTENT_TYPE = CONTENT_TYPE_LATEST


async def exposition(app: "App") -> bytes:
    """The page /metrics."""

    async def read(unit: Unit) -> tuple[dict[str, int], dict[str, int]]:
        return await inbox.count_bad(unit), await outbox.count_states(unit)

    events, messages = await app.storage.writer.run(read)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Now(app, events, messages))
    return generate_latest(registry)


class _Now:
    """One reading of the running program."""

    def __init__(self, app: "App", events: dict[str, int], messages: dict[str, int]) -> None:
        self._app = app
        self._events = events
        self._messages = messages

    def collect(self):
        intake = CounterMetricFamily("teman_events", "Raw events since the start", labels=["outcome"])
        for name, count in {**self._app.intake.counts, **self._app.turns.counts}.items():
            intake.add_metric([name], count)
        yield intake
        stored = GaugeMetricFamily("teman_inbox", "Stored events by state", labels=["state"])
        for state in ("new", "failed", "quarantined"):
            stored.add_metric([state], self._events.get(state, 0))
        yield stored
        queue = GaugeMetricFamily("teman_outbox", "Messages not at their end, by state", labels=["state"])
        for state in ("queued", "sending", "uncertain", "held", "rejected"):
            queue.add_metric([state], self._messages.get(state, 0))
        yield queue
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
