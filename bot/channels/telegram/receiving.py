"""How updates come in: by asking (polling) or by being called (webhook). Stored first, acknowledged after.

The offset, which is Telegram's acknowledgement, moves only after `intake` has returned: it has committed.
Nothing but a refused token ends the polling; everything else waits a little longer each time and asks again.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.base import Intake, RawEvent
from bot.channels.telegram.decoding import ALLOWED_UPDATES
from bot.channels.telegram.updates import events_of, offset_after, webhook_event
from bot.channels.telegram.wire import Failed, Timeouts, Wire

log = logging.getLogger(__name__)

BATCH_MAX = 100  # Bot API, getUpdates.limit
WEBHOOK_BODY_BYTES_MAX = 1_000_000  # an update is a few kilobytes
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
BACKOFF_FIRST_S = 0.5
BACKOFF_MAX_S = 60.0

Sleep = Callable[[float], Awaitable[None]]


class TokenRefused(Exception):
    """Telegram does not know this token: nothing goes in or out until an operator sets a right one."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram refuses the token. Remedy: copy it again from @BotFather (/mybots, API Token) into "
            "TELEGRAM_TOKEN, and check TELEGRAM_API_URL."
        )


class Backoff:
    """How long to wait after each failure in a row: twice as long each time, less up to a half by chance."""

    def __init__(self, jitter: Callable[[], float]) -> None:
        self._jitter = jitter
        self._failures = 0

    def reset(self) -> None:
        self._failures = 0

    def next_s(self) -> float:
        longest = min(BACKOFF_MAX_S, BACKOFF_FIRST_S * 2 ** min(self._failures, 16))
        self._failures += 1
        return longest * (1 - self._jitter() / 2)


class Polling:
    """Asks for updates until cancelled. polled_at: monotonic time of the last answer, None before it."""

    def __init__(
        self,
        *,
        wire: Wire,
        url: str,
        bot_id: str,
        timeouts: Timeouts,
        sleep: Sleep,
        monotonic: Callable[[], float],
        jitter: Callable[[], float],
    ) -> None:
        self._wire = wire
        self._url = url
        self._bot_id = bot_id
        self._timeouts = timeouts
        self._sleep = sleep
        self._monotonic = monotonic
        self._backoff = Backoff(jitter)
        self._offset = 0
        self.polled_at: float | None = None

    async def run(self, intake: Intake) -> None:
        """Raises TokenRefused; else ends only by being cancelled."""
        while True:
            try:
                pause_s = await self._turn(intake)
            except Failed as failed:
                pause_s = self._after(failed)
            if pause_s:
                await self._sleep(pause_s)

    async def _turn(self, intake: Intake) -> float:
        """One batch: asked for, stored, acknowledged. Seconds to wait before the next."""
        asked_at = self._monotonic()
        payload = await self._wire.call(self._url, self._question(), read_s=self._read_s())
        events = events_of(payload, self._bot_id)
        self.polled_at = self._monotonic()
        if not events:
            self._backoff.reset()
            # A server that does not wait would be asked without a pause.
            waited = self.polled_at - asked_at >= min(1.0, self._timeouts.poll_s / 2)
            return 0.0 if waited else min(1.0, self._timeouts.poll_s)
        try:
            events = await self._stored(intake, events)
        except Exception as error:  # a full disk, a lock: whatever it is, nothing was stored
            log.error("telegram: %d updates not stored, asked for again: %s", len(events), _name(error))
            return self._backoff.next_s()
        offset = offset_after(self._offset, events)
        if offset == self._offset:
            log.error("telegram: a batch without any update_id cannot be acknowledged; count=%d", len(events))
            return self._backoff.next_s()
        self._offset = offset
        self._backoff.reset()
        return 0.0

    async def _stored(self, intake: Intake, events: list[RawEvent]) -> list[RawEvent]:
        """What is stored when this returns: these, and what came while they had to wait for the database.

        The question is asked again with the same offset, so nothing is acknowledged by it; whoever writes of danger now
        is among those whom the intake has not stored yet (bot/last_resort.py). Telegram gives the oldest BATCH_MAX: of
        more than that nobody hears until the database is back.
        """
        everything, storing = list(events), [asyncio.ensure_future(intake(events))]
        try:
            while (await asyncio.wait(storing, timeout=self._timeouts.peek_s))[1]:
                if more := await self._peek({event.key for event in everything}):
                    everything += more
                    storing.append(asyncio.ensure_future(intake(more)))
            for each in storing:
                each.result()
        finally:
            for each in storing:
                each.cancel()
            await asyncio.gather(*storing, return_exceptions=True)
        return everything

    async def _peek(self, known: set[str]) -> list[RawEvent]:
        """What waits at Telegram beside these; nothing if it cannot be asked now."""
        try:
            payload = await self._wire.call(
                self._url, {**self._question(), "timeout": "0"}, read_s=self._timeouts.peek_s
            )
            return [event for event in events_of(payload, self._bot_id) if event.key not in known]
        except Failed as failed:
            log.warning("telegram: no look at what waits: %s", failed.error.loggable)
            return []

    def _question(self) -> dict[str, str]:
        fields = {
            "timeout": str(int(self._timeouts.poll_s)),
            "limit": str(BATCH_MAX),
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        }
        return {"offset": str(self._offset), **fields} if self._offset else fields

    def _read_s(self) -> float:
        return self._timeouts.poll_s + self._timeouts.poll_grace_s

    def _after(self, failed: Failed) -> float:
        """Seconds to wait after a failure, said in the log with its remedy."""
        # Without a description it was a gateway that answered. Telegram says 404 to a malformed token.
        if failed.description and (failed.code == 401 or (failed.code == 404 and self.polled_at is None)):
            raise TokenRefused
        pause_s = self._backoff.next_s()
        if failed.code == 409:
            log.error(
                "telegram: %s. Remedy: stop the other program that polls with this token, or set "
                "TELEGRAM_MODE=webhook if its webhook is wanted",
                failed.error.loggable,
            )
        else:
            log.warning("telegram: no updates, asked again in %.1f s: %s", pause_s, failed.error.loggable)
        return max(pause_s, failed.error.retry_after_s or 0.0)


class Webhook:
    """Takes Telegram's calls. The secret is compared before a byte of the body is looked at."""

    def __init__(self, *, bot_id: str, secret: str) -> None:
        self._bot_id = bot_id
        self._secret = secret.encode()

    async def take(self, headers: Mapping[str, str], body: bytes, intake: Intake) -> int:
        """The HTTP status: 200 stored, 401 wrong secret, 413 too large, 503 not stored (comes again)."""
        if not self._is_genuine(headers):
            return 401
        if len(body) > WEBHOOK_BODY_BYTES_MAX:
            return 413
        try:
            await intake([webhook_event(body, self._bot_id)])
        except Exception as error:  # as in Polling
            log.error("telegram: an update not stored, Telegram will call again: %s", _name(error))
            return 503
        return 200

    def _is_genuine(self, headers: Mapping[str, str]) -> bool:
        given = next((value for name, value in headers.items() if name.lower() == SECRET_HEADER), "")
        right = hmac.compare_digest(given.encode("utf-8", "replace"), self._secret)
        return right and bool(self._secret)


async def stop_webhook(bot: Bot, timeouts: Timeouts, sleep: Sleep, jitter: Callable[[], float]) -> None:
    """Polling and a webhook exclude each other; what the webhook did not deliver is kept for us."""
    await _until_done(
        lambda: bot.delete_webhook(False, read_timeout=timeouts.setup_s), "deleteWebhook", sleep, jitter
    )


async def start_webhook(
    bot: Bot, url: str, secret: str, timeouts: Timeouts, sleep: Sleep, jitter: Callable[[], float]
) -> None:
    """Tells Telegram where to call."""
    await _until_done(
        lambda: bot.set_webhook(
            url, secret_token=secret, allowed_updates=ALLOWED_UPDATES, read_timeout=timeouts.setup_s
        ),
        "setWebhook",
        sleep,
        jitter,
    )


async def show_commands(bot: Bot, commands: tuple[tuple[str, str], ...], timeouts: Timeouts) -> None:
    """The list under the menu button; the bot works without it."""
    try:
        await bot.set_my_commands(commands, read_timeout=timeouts.setup_s)
    except TelegramError as error:
        log.warning("telegram: commands not shown: %s", loggable(error))


def loggable(error: BaseException) -> str:
    """What may be logged of an error: our own words, or its class."""
    return error.error.loggable if isinstance(error, Failed) else _name(error)


async def _until_done(
    request: Callable[[], Awaitable[object]], name: str, sleep: Sleep, jitter: Callable[[], float]
) -> None:
    backoff = Backoff(jitter)
    while True:
        try:
            await request()
            return
        except Failed as failed:
            if failed.code == 401 and failed.description:
                raise TokenRefused from None
            if failed.refused or failed.code == 404:  # asking again brings the same
                log.error("telegram: %s refused: %s", name, failed.error.loggable)
                return
            pause_s = max(backoff.next_s(), failed.error.retry_after_s or 0.0)
            log.warning("telegram: %s again in %.1f s: %s", name, pause_s, failed.error.loggable)
        await sleep(pause_s)


def _name(error: BaseException) -> str:
    return type(error).__name__
