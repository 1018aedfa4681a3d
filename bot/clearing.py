"""Takes messages off the screens: at once what she asked to clear, and by the clock what others might read.

What has to go is rows (db/removals.py), and they are changed only after the channel has done it: a crash repeats a
deletion and forgets none. A stop that the channel asks for holds here and for what is sent (bot/delivery.py).
"""

import asyncio
import logging
from collections.abc import Mapping

from bot import halts
from bot.channels.base import Channel, SendError
from bot.delivery import Delivery
from bot.limits import CLEAR_RETRY_DELAYS_S, CLEARING_IN_FLIGHT_MAX, DRAIN_S, FAULT_PAUSE_S
from db import removals
from db.engine import StorageUnavailable
from db.removals import Chat
from db.unit import Unit
from db.writer import Writer
from domain.records import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of one chat. wait_s: until it is tried again, 0 if it is done. stops: the whole channel rests.

    impossible: nothing can ever be deleted there.
    """

    chat: Chat
    wait_s: float = 0.0
    stops: bool = False
    impossible: bool = False


class Clearing:
    """Looks when it is woken and once a second; `start` takes up what a crash has left."""

    def __init__(self, writer: Writer, channels: Mapping[str, Channel], delivery: Delivery) -> None:
        self._writer = writer
        self._channels = channels
        self._delivery = delivery
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._places = asyncio.Semaphore(CLEARING_IN_FLIGHT_MAX)
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self.counts = {"deleted": 0, "failed": 0}

    def start(self) -> None:
        """Begin, with what is due already."""
        self._wake.set()
        self._task = asyncio.create_task(self._run(), name="clearing")

    def look(self) -> None:
        """Something may have to go."""
        self._wake.set()

    async def settle(self) -> None:
        """Return when nothing that is due is left (unless a channel does not do it)."""
        if self._task is None or self._task.done():
            return
        self._idle.clear()
        self._wake.set()
        await self._idle.wait()

    async def stop(self) -> None:
        """Begin nothing new; what is on its way is waited for, or repeated after the next start."""
        self._stopping = True
        self._wake.set()
        if self._task is None:
            return
        _done, late = await asyncio.wait([self._task], timeout=DRAIN_S)
        for task in late:
            task.cancel()
            await asyncio.wait([task])

    async def _run(self) -> None:
        try:
            while not self._stopping:
                await self._wake.wait()
                self._wake.clear()
                await self._all_that_is_due()
                if not self._wake.is_set():
                    self._idle.set()
        finally:
            self._idle.set()

    async def _all_that_is_due(self) -> None:
        try:
            while not self._stopping and await self._one_slice():
                pass
        except StorageUnavailable:
            self._stopping = True  # the writer gives up only when the program stops
        except Exception:  # one fault must not end the clearing for ever
            log.exception("clearing has a fault and goes on")
            await asyncio.sleep(FAULT_PAUSE_S)

    async def _one_slice(self) -> bool:
        """Whether there was anything to do."""
        chats = await self._writer.run(removals.list_due)
        if not chats:
            return False
        outcomes = await asyncio.gather(*map(self._clear, chats))

        async def write_down(unit: Unit) -> None:
            for each in outcomes:
                self._write_down(unit, each)

        await self._writer.run(write_down)
        return True

    def _write_down(self, unit: Unit, outcome: _Outcome) -> None:
        chat = outcome.chat
        if outcome.impossible:
            removals.give_up(unit, chat)
        elif outcome.wait_s:
            removals.postpone(unit, chat, round(outcome.wait_s * 1000))
            if outcome.stops:
                self._delivery.halt(chat.channel, outcome.wait_s)
                halts.keep(unit, chat.channel, outcome.wait_s)
        else:
            removals.note_gone(unit, chat)

    async def _clear(self, chat: Chat) -> _Outcome:
        channel = self._channels.get(chat.channel)
        if channel is None:  # not switched on today: perhaps tomorrow
            return _Outcome(chat, CLEAR_RETRY_DELAYS_S[-1])
        abilities = channel.abilities(chat.address)
        if not chat.address or not (abilities.deletes_hers and abilities.deletes_ours):
            return _Outcome(chat, impossible=True)
        refs = chat.refs
        if not refs:
            return _Outcome(chat)
        async with self._places:
            rest_s = self._delivery.rest_s(chat.channel)
            if rest_s > 0:
                return _Outcome(chat, rest_s)
            return await self._ask(channel, chat, refs)

    async def _ask(self, channel: Channel, chat: Chat, refs: list[str]) -> _Outcome:
        delay_s = CLEAR_RETRY_DELAYS_S[min(chat.tries, len(CLEAR_RETRY_DELAYS_S) - 1)]
        try:
            await channel.delete(chat.address, refs)
        except SendError as error:
            self.counts["failed"] += 1
            log.warning("a chat is not cleared: account=%d reason=%s", chat.account_id, error.loggable)
            wait_s = delay_s if error.retry_after_s is None else error.retry_after_s
            return _Outcome(chat, wait_s, stops=error.retry_after_s is not None and error.whole_channel)
        except Exception:  # a bug in a channel must not stop the others
            self.counts["failed"] += 1
            log.exception("channel %s broke while clearing: account=%d", chat.channel, chat.account_id)
            return _Outcome(chat, delay_s)
        self.counts["deleted"] += len(refs)
        return _Outcome(chat)
