"""Planted defects: what the harness must catch. Each is what a hurried programmer might really write.

A defect is another App (built from subclasses of the program's parts) or a wrapper around the channel.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Bot

from bot.app import App
from bot.channels.base import Intake, RawEvent, Sent
from bot.delivery import Delivery, _Line
from bot.intake import Intake as ProgramIntake
from bot.outgoing import unpack
from bot.replying import Event
from bot.turns import Turns
from db import inbox, outbox
from db.inbox import StoredEvent
from db.outbox import Queued
from db.unit import Unit


@dataclass(frozen=True)
class Defect:
    """app: what is built in place of the program. channel: the channel, perhaps wrapped; gets the data folder."""

    app: type[App] = App
    channel: Callable[[Any, Path], Any] = lambda channel, _folder: channel


PROGRAM = Defect()


# -- send before commit -------------------------------------------------------------------------------------------


class _TurnsThatSend(Turns):
    """The answer goes out inside the turn, and what was sent is written down with it: "one transaction less"."""

    async def _batch(
        self, unit: Unit, batch: list[Event], faulty: list[tuple[Event, Exception]]
    ) -> list[Queued]:
        for row in await super()._batch(unit, batch, faulty):
            sent: Sent = await self._channels[row.channel].send(unpack(row.body, row.id))
            outbox.sent(unit, row.id, sent.message_ref, unit.now_ms)
        return []


class _SendsBeforeCommit(App):
    def _build(self) -> None:
        super()._build()
        before = self.turns
        self.turns = _TurnsThatSend(
            writer=before._writer,
            channels=before._channels,
            talker=before._talker,
            teller=before._teller,
            dialect=before._dialect,
            hand_over=before._hand_over,
        )
        self.intake = ProgramIntake(
            writer=before._writer, channels=before._channels, turns=self.turns, ids=self.storage.ids
        )


# -- marked as sent before it is sent -----------------------------------------------------------------------------


class _LineThatMarksFirst(_Line):
    async def _send(self, row: Queued) -> None:
        async def job(unit: Unit) -> None:
            outbox.sent(unit, row.id, "", unit.now_ms)

        await self._writer.run(job)
        await self._channel.send(unpack(row.body, row.id))
        self._busy.discard(row.account_id)
        self._known.discard(row.id)


class _DeliveryThatMarksFirst(Delivery):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        for name, line in self._lines.items():
            self._lines[name] = _LineThatMarksFirst(
                line._writer, line._channel, line._now, line._limiter._pace
            )


class _MarksBeforeSending(App):
    def _build(self) -> None:
        super()._build()
        self.delivery = _DeliveryThatMarksFirst(
            self.storage.writer, self.channels, self.delivery._lines[next(iter(self.channels))]._now
        )
        self.turns._hand_over = self.delivery.hand_over


# -- the try is counted after it ----------------------------------------------------------------------------------


class _IntakeThatCountsAfter(ProgramIntake):
    async def _recover_one(self, event: StoredEvent) -> None:
        if event.tries >= inbox.TRIES_MAX:
            await self._quarantine(event.id, event.channel, f"ended the program {event.tries} times")
            return
        await self._accept(event.id, event.channel, event.body)
        await self._turns.drain()

        async def count(unit: Unit) -> None:
            inbox.add_try(unit, event.id)

        await self._writer.run(count)


class _CountsTriesAfterwards(App):
    def _build(self) -> None:
        super()._build()
        self.intake = _IntakeThatCountsAfter(
            writer=self.storage.writer, channels=self.channels, turns=self.turns, ids=self.storage.ids
        )


# -- what comes in ------------------------------------------------------------------------------------------------


class _Wrapped:
    """A channel whose incoming events take another way."""

    def __init__(self, channel: Any, folder: Path) -> None:
        self._channel = channel
        self._folder = folder

    def __getattr__(self, name: str) -> Any:
        return getattr(self._channel, name)

    async def run(self, intake: Intake) -> None:
        async def take(events: list[RawEvent]) -> None:
            await self.take(events, intake)

        await self._channel.run(take)

    async def take(self, events: list[RawEvent], intake: Intake) -> None:
        raise NotImplementedError


class _HighWaterMark(_Wrapped):
    """ "An update_id that is not above the highest so far is a double": after a quiet week ids start anywhere."""

    async def take(self, events: list[RawEvent], intake: Intake) -> None:
        mark = self._folder / "highest-update-id"
        highest = int(mark.read_text()) if mark.exists() else 0
        fresh = [event for event in events if event.event["update_id"] > highest]
        await intake(fresh)
        mark.write_text(str(max([highest, *(event.event["update_id"] for event in fresh)])))


class _AcknowledgesFirst(_Wrapped):
    """The offset moves when the batch has arrived, and the batch is stored afterwards."""

    async def take(self, events: list[RawEvent], intake: Intake) -> None:
        bot: Bot = self._channel._bot
        await bot.get_updates(offset=max(event.event["update_id"] for event in events) + 1, timeout=0)
        await intake(events)


DEFECTS = {
    "send before commit": Defect(app=_SendsBeforeCommit),
    "high-water mark": Defect(channel=_HighWaterMark),
    "acknowledge before storing": Defect(channel=_AcknowledgesFirst),
    "mark before sending": Defect(app=_MarksBeforeSending),
    "count tries afterwards": Defect(app=_CountsTriesAfterwards),
}
