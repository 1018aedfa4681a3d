"""The numbers are shown even when the database is down: who writes of danger, or PETUGAS, while nothing can be stored.

The static sentence goes straight through the channel, without a word of what she wrote, and at most once in a while a
chat. What she wrote is handled as ever once it can be stored. Asked once a second; costs an ordinary turn nothing.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from bot.channels.base import Channel, Incoming, Outgoing, RawEvent, SendError, Undecodable
from bot.doorkeeper import wants_numbers
from bot.render import render
from db.last_resort import Said, note
from db.writer import Writer
from handlers.door_words import WHILE_AWAY

log = logging.getLogger(__name__)

# An ordinary commit takes milliseconds; after this something is wrong.
WAITED_S = 3.0

# The same chat is answered so again after this long at the earliest.
PAUSE_S = 600.0

# Chats remembered, and sent at a time: a flood while the disk is full must not fill the memory too.
CHATS_MAX = 5_000
AT_ONCE = 20


class LastResort:
    """Answers what waits to be stored for too long. `look` once a second."""

    def __init__(self, channels: Mapping[str, Channel], monotonic: Callable[[], float]) -> None:
        self._channels = channels
        self._now = monotonic
        self._waiting: OrderedDict[str, float] = OrderedDict()
        self._answered: OrderedDict[str, float] = OrderedDict()
        self._said: list[Said] = []
        self.count = 0

    async def look(
        self, unstored: Iterable[RawEvent], unhandled: Iterable[tuple[str, Incoming]] = ()
    ) -> None:
        """Answer those of these who need it. unhandled: stored, but their turn cannot be written."""
        found = dict(self._understood(unstored))
        found.update({f"{channel}:{each.chat}": (channel, each) for channel, each in unhandled})
        now = self._now()
        wanted = {key: each for key, each in found.items() if wants_numbers(each[1])}
        for key in [each for each in self._waiting if each not in wanted]:
            del self._waiting[key]
        due = []
        for key, each in wanted.items():
            since = self._waiting.setdefault(key, now)
            if now - since >= WAITED_S and now - self._answered.get(key, -PAUSE_S) >= PAUSE_S:
                due.append((key, each))
        for key, _each in due[:AT_ONCE]:
            self._remember(key, now)
        await asyncio.gather(*(self._send(channel, incoming) for _key, (channel, incoming) in due[:AT_ONCE]))

    async def write_down(self, writer: Writer) -> None:
        """What it said goes from the screens like everything else, once it can be written down. Once a minute.

        Waits for the database as long as that takes: never called from where `look` is.
        """
        said, self._said = self._said[:AT_ONCE], self._said[AT_ONCE:]
        if said:
            await writer.run(partial(note, said=said))

    def _understood(self, events: Iterable[RawEvent]) -> Iterable[tuple[str, tuple[str, Incoming]]]:
        for event in events:
            channel = self._channels.get(event.channel)
            if channel is None or len(self._waiting) >= CHATS_MAX:
                continue
            try:
                incoming = channel.decode(event.body, event.event)
            except Undecodable:  # told of when it is stored
                continue
            if wants_numbers(incoming):
                yield f"{event.channel}:{incoming.chat}", (event.channel, incoming)

    def _remember(self, key: str, now: float) -> None:
        self._answered[key] = now
        self._answered.move_to_end(key)
        while len(self._answered) > CHATS_MAX:
            self._answered.popitem(last=False)

    async def _send(self, channel: str, incoming: Incoming) -> None:
        text = render(WHILE_AWAY, "id")
        try:
            sent = await self._channels[channel].send(Outgoing(outbox_id="", chat=incoming.chat, text=text))
            self.count += 1
            if sent.message_ref and len(self._said) < CHATS_MAX:
                said = Said(channel=channel, address=incoming.chat, message_ref=sent.message_ref)
                self._said.append(said)
        except SendError as error:
            log.error("the last resort was not sent: channel=%s reason=%s", channel, error.loggable)
        except Exception:
            log.exception("the last resort broke: channel=%s", channel)
