"""Planted defects: what the harness must catch. Each is what a hurried programmer might really write.

A defect is another App, one of whose parts is made a subclass of what the program built, or a wrapper around the channel.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Bot

from bot.app import App
from bot.channels.base import Intake, RawEvent, SendError, Sent
from bot.delivery import _Line
from bot.intake import Intake as ProgramIntake
from bot.outgoing import unpack
from bot.places import Event, Taken
from bot.turns import Turns
from db import inbox, outbox
from db.inbox import StoredEvent
from db.outbox import Queued
from db.people import States
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

    async def take(self, unit: Unit, events: Sequence[Event], states: States | None = None) -> Taken:
        taken = await super().take(unit, events, states)
        for row in taken.queued:
            sent: Sent = await self._channels[row.channel].send(unpack(row.body, row.id))
            outbox.sent(unit, row.id, sent.message_ref, unit.now_ms)
        taken.queued.clear()
        return taken


class _SendsBeforeCommit(App):
    def _build(self) -> None:
        super()._build()
        self.turns.__class__ = _TurnsThatSend


# -- marked as sent before it is sent -----------------------------------------------------------------------------


class _LineThatMarksFirst(_Line):
    async def _try(self, row: Queued) -> Sent | SendError:
        async def job(unit: Unit) -> None:
            outbox.sent(unit, row.id, "", unit.now_ms)

        await self._writer.run(job)
        return await super()._try(row)


class _MarksBeforeSending(App):
    def _build(self) -> None:
        super()._build()
        for line in self.delivery._lines.values():
            line.__class__ = _LineThatMarksFirst


# -- the try is counted after it ----------------------------------------------------------------------------------


class _IntakeThatCountsAfter(ProgramIntake):
    async def _recover_one(self, event: StoredEvent) -> None:
        if event.tries >= inbox.TRIES_MAX:
            await self._quarantine(event.id, event.channel, f"ended the program {event.tries} times")
            return
        self._accept(event.id, event.channel, event.body)
        await self._turns.drain()

        async def count(unit: Unit) -> None:
            inbox.add_try(unit, event.id)

        await self._writer.run(count)


class _CountsTriesAfterwards(App):
    def _build(self) -> None:
        super()._build()
        self.intake.__class__ = _IntakeThatCountsAfter


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
