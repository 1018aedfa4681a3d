"""The Telegram channel: what it can do, and its parts put together.

Receiving is in receiving.py, what an update means in decoding.py, sending in sending.py, verdicts on requests
in wire.py.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot

from bot.channels.base import Abilities, Incoming, Intake, Media, Outgoing, SendError, Sent
from bot.channels.telegram.decoding import decode
from bot.channels.telegram.receiving import (
    Polling,
    Sleep,
    Webhook,
    loggable,
    show_commands,
    start_webhook,
    stop_webhook,
)
from bot.channels.telegram.sending import Sending, address
from bot.channels.telegram.wire import Failed, Timeouts, Wire
from bot.channels.text import CAPTION_UNITS_MAX, TEXT_UNITS_MAX

log = logging.getLogger(__name__)

API_URL = "https://api.telegram.org"
SENDING_CONNECTIONS = 64
POLLING_CONNECTIONS = 8  # a torn connection may stay taken for a while (channels: §2.2(5))
BUTTONS_MAX = 10  # more are numbered text; Telegram itself takes 100
LABEL_UNITS_MAX = 32  # what a phone 320 points wide shows in one row of its own
PAYLOAD_BYTES_MAX = 64  # Bot API, InlineKeyboardButton.callback_data


def _abilities(*, deletes_hers: bool) -> Abilities:
    return Abilities(
        buttons_max=BUTTONS_MAX,
        button_label_max=LABEL_UNITS_MAX,
        text_max=TEXT_UNITS_MAX,
        text_with_buttons_max=TEXT_UNITS_MAX,
        caption_max=CAPTION_UNITS_MAX,
        payload_bytes_max=PAYLOAD_BYTES_MAX,
        edits=True,
        deletes_hers=deletes_hers,
        deletes_ours=True,
        taps_are_answered=True,
        utf16=True,
    )


_PRIVATE = _abilities(deletes_hers=True)
_GROUP = _abilities(deletes_hers=False)  # only admins may. Source: Bot API, deleteMessage


class Telegram:
    """commands: (name, description) for the menu button. contact_label: on the button that shares her number."""

    name = "telegram"

    def __init__(
        self,
        *,
        token: str,
        api_url: str = API_URL,
        mode: str = "polling",
        webhook_secret: str = "",
        public_url: str = "",
        commands: tuple[tuple[str, str], ...] = (),
        contact_label: str = "Kirim nomor saya",
        timeouts: Timeouts | None = None,
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        bot_id, colon, rest = token.partition(":")
        if not (bot_id.isdecimal() and colon and rest):
            raise ValueError("TELEGRAM_TOKEN does not look like 123456:ABC...; copy it again from @BotFather")
        # These libraries log addresses, which hold the token, and texts.
        for library in ("httpx", "httpcore", "telegram"):
            logging.getLogger(library).setLevel(logging.WARNING)
        self._mode = mode
        self._webhook_secret = webhook_secret
        self._webhook_url = f"{public_url.rstrip('/')}/telegram"
        self._commands = commands
        self._timeouts = timeouts or Timeouts()
        self._sleep = sleep
        self._jitter = jitter
        api_url = api_url.rstrip("/")
        self._wire = self._new_wire(api_url, SENDING_CONNECTIONS, self._timeouts.read_s)
        self._polling_wire = self._new_wire(api_url, POLLING_CONNECTIONS, self._timeouts.poll_s)
        self._bot = _SilentBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._wire,
            get_updates_request=self._polling_wire,
        )
        self._sending = Sending(self._bot, contact_label=contact_label)
        self._webhook = Webhook(bot_id=bot_id, secret=webhook_secret)
        self._polling = Polling(
            wire=self._polling_wire,
            url=f"{api_url}/bot{token}/getUpdates",
            bot_id=bot_id,
            timeouts=self._timeouts,
            sleep=sleep,
            monotonic=monotonic,
            jitter=jitter,
        )

    def _new_wire(self, api_url: str, connections: int, read_s: float) -> Wire:
        # A proxy from the environment serves the official server, never one on this machine.
        here = urlsplit(api_url).hostname in ("127.0.0.1", "::1", "localhost")
        return Wire(connections=connections, read_s=read_s, timeouts=self._timeouts, proxies=not here)

    @property
    def polled_at(self) -> float | None:
        """When the last answer to getUpdates came, by the monotonic clock; for /readyz and /metrics."""
        return self._polling.polled_at

    def abilities(self, chat: str) -> Abilities:
        return _GROUP if chat.startswith("-") else _PRIVATE

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        return decode(body, event)

    async def run(self, intake: Intake) -> None:
        """Polls until cancelled; with a webhook, returns once Telegram knows it. Raises TokenRefused."""
        if self._mode == "webhook":
            await start_webhook(
                self._bot, self._webhook_url, self._webhook_secret, self._timeouts, self._sleep, self._jitter
            )
        else:
            await stop_webhook(self._bot, self._timeouts, self._sleep, self._jitter)
        if self._commands:
            await show_commands(self._bot, self._commands, self._timeouts)
        if self._mode != "webhook":
            await self._polling.run(intake)

    async def webhook(self, headers: Mapping[str, str], body: bytes, intake: Intake) -> int:
        """POST /telegram: stores the update, then says 200. The HTTP status to answer."""
        return await self._webhook.take(headers, body, intake)

    async def send(self, outgoing: Outgoing) -> Sent:
        try:
            return await self._sending.perform(outgoing)
        except Failed as failed:
            failure = failed.error
        except Exception as error:  # python-telegram-bot cannot read the answer: the message was taken
            failure = SendError(f"unexpected {type(error).__name__}", retryable=True, uncertain=True)
        raise failure  # outside the handlers, so that no traceback shows what they held

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        try:
            await self._sending.delete(chat, message_refs)
            return
        except Failed as failed:
            failure = failed.error
        except Exception as error:  # as in send; to ask again costs nothing
            failure = SendError(f"unexpected {type(error).__name__}", retryable=True)
        raise failure

    async def typing(self, chat: str) -> None:
        try:
            await self._bot.send_chat_action(
                address(chat), "typing", read_timeout=self._timeouts.setup_s, pool_timeout=0.1
            )
        except Exception as error:  # a courtesy: whatever happens, the answer itself comes
            log.debug("telegram: typing not shown: %s", loggable(error))

    async def fetch(self, media: Media, most_bytes: int) -> bytes:
        """The bytes of a file she sent, at most `most_bytes` and 20 MB. Raises SendError."""
        try:
            return await self._sending.fetch(media, most_bytes)
        except Failed as failed:
            failure = failed.error
        except Exception as error:  # as in send
            failure = SendError(f"unexpected {type(error).__name__}", retryable=True)
        raise failure

    async def close(self) -> None:
        await self._wire.shutdown()
        await self._polling_wire.shutdown()


class _SilentBot(Bot):
    """python-telegram-bot shows the token when a bot is printed."""

    def __repr__(self) -> str:
        return "Bot[...]"
