"""The WhatsApp channel: what the Cloud API can do, and its parts put together.

Receiving is in receiving.py and events.py, what an event means in decoding.py, what goes out in forms.py, sending in
sending.py, verdicts on requests in graph.py and errors.py.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.channels.base import Abilities, Incoming, Intake, Media, Outgoing, RawEvent, SendError, Sent
from bot.channels.text import CAPTION_UNITS_MAX, TEXT_UNITS_MAX
from bot.channels.whatsapp.decoding import decode
from bot.channels.whatsapp.events import CHANNEL
from bot.channels.whatsapp.forms import (
    BODY_UNITS_MAX,
    BUTTON_UNITS_MAX,
    BUTTONS_MAX,
    HINT_UNITS_MAX,
    ROW_ID_MAX,
    ROW_UNITS_MAX,
    ROWS_MAX,
)
from bot.channels.whatsapp.graph import Failed, Graph, Timeouts
from bot.channels.whatsapp.marks import Marks
from bot.channels.whatsapp.receiving import Signed, Webhook
from bot.channels.whatsapp.sending import Sending

log = logging.getLogger(__name__)

API_URL = "https://graph.facebook.com/v26.0"
CONNECTIONS = 520  # at most: what is on its way at the highest tier (bot/pace.py), and some marks
MARKS_AT_ONCE_MAX = 16  # what only looks better must not take the connections of what is said
DAY_S = 24 * 3600

_ABILITIES = Abilities(
    buttons_max=BUTTONS_MAX,
    button_label_max=BUTTON_UNITS_MAX,
    list_rows_max=ROWS_MAX,
    list_label_max=ROW_UNITS_MAX,
    list_hint_max=HINT_UNITS_MAX,
    list_button_max=BUTTON_UNITS_MAX,
    text_max=TEXT_UNITS_MAX,
    text_with_buttons_max=BODY_UNITS_MAX,
    caption_max=CAPTION_UNITS_MAX,
    payload_bytes_max=ROW_ID_MAX,
    window_s=DAY_S,
    utf16=True,
)


class WhatsApp:
    """One number of the Cloud API. It is called over HTTP (bot/web.py): it polls nothing.

    came: told how many messages of people came, which count against the number's rate like ours.
    """

    name = CHANNEL

    def __init__(
        self,
        *,
        token: str,
        phone_number_id: str,
        app_secret: str,
        verify_token: str,
        api_url: str = API_URL,
        timeouts: Timeouts | None = None,
        connections: int = CONNECTIONS,
        monotonic: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
        came: Callable[[int], None] = lambda _count: None,
    ) -> None:
        self._timeouts = timeouts or Timeouts()
        self.graph = Graph(url=api_url, token=token, connections=connections, timeouts=self._timeouts)
        self._sending = Sending(
            self.graph, phone_number_id=phone_number_id, monotonic=monotonic, jitter=jitter
        )
        self._came = came
        self._marks = Marks()
        self._marking: set[asyncio.Task[None]] = set()
        self._webhook = Webhook(
            app_secret=app_secret,
            verify_token=verify_token,
            phone_number_id=phone_number_id,
            seen=self._seen,
        )

    def abilities(self, chat: str) -> Abilities:
        return _ABILITIES

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        return decode(body, event)

    async def run(self, intake: Intake) -> None:
        """Nothing to ask for: Meta calls."""

    # -- Meta calls -------------------------------------------------------------------------------------------------

    def challenge(self, params: Mapping[str, str]) -> str | None:
        """GET /whatsapp: what to answer, or None for whoever is not Meta."""
        return self._webhook.challenge(params)

    def begin(self, headers: Mapping[str, str]) -> Signed | None:
        """POST /whatsapp: what checks the body that follows, or None where nothing need be read."""
        return self._webhook.begin(headers)

    async def take(self, body: bytes, intake: Intake) -> int:
        """The events of a call whose signature is right are stored. The HTTP status to answer."""
        return await self._webhook.take(body, intake)

    def _seen(self, messages: list[RawEvent]) -> None:
        self._came(len(messages))
        for event in messages:
            message = event.event["message"]
            number = message.get("id") if isinstance(message, dict) else None
            if event.chat and isinstance(number, str) and number:
                self._marks.came(event.chat, number)

    # -- we answer --------------------------------------------------------------------------------------------------

    async def send(self, outgoing: Outgoing) -> Sent:
        try:
            sent = await self._sending.perform(outgoing)
        except Failed as failed:
            failure = failed.error
        except SendError as error:
            failure = error
        else:
            self._mark_read(outgoing.chat)
            return sent
        raise failure  # outside the handlers, so that no traceback shows what they held

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        """Nothing can be taken back on WhatsApp (`abilities` says so)."""
        raise SendError("whatsapp cannot delete")

    async def fetch(self, media: Media, most_bytes: int) -> bytes:
        """The bytes of a file she sent, at most so many. Raises SendError."""
        try:
            return await self._sending.fetch(media, most_bytes)
        except Failed as failed:
            failure = failed.error
        raise failure

    async def typing(self, chat: str) -> None:
        if ref := self._marks.last(chat):
            await self._show(ref, typing=True)

    def _mark_read(self, chat: str) -> None:
        """Once she has her answer, her message shows as read; nobody waits for that."""
        if len(self._marking) >= MARKS_AT_ONCE_MAX:
            return
        if ref := self._marks.take_unread(chat):
            task = asyncio.create_task(self._show(ref, typing=False), name="whatsapp-read")
            self._marking.add(task)
            task.add_done_callback(self._marking.discard)

    async def _show(self, message_ref: str, *, typing: bool) -> None:
        try:
            await self._sending.mark_read(message_ref, typing=typing, read_s=self._timeouts.setup_s)
        except Failed as failed:  # it only looks less lively
            log.info("whatsapp: a message is not marked as read: %s", failed.error.loggable)

    async def close(self) -> None:
        for task in self._marking:
            task.cancel()
        await asyncio.gather(*self._marking, return_exceptions=True)
        await self.graph.close()
