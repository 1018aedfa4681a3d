"""What one request to the Bot API came to: its result, or a Failed that says whether it was surely not taken.

python-telegram-bot tells errors apart by class and loses the HTTP status on the way, so the verdict is made
here, below it, on the raw answer. Telegram has no idempotency key: what may have been taken is `uncertain`.
No text of ours, no answer's body and no token leaves this file in an error.
"""

import asyncio
import json
import re
import ssl
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import httpx
from telegram.error import TelegramError
from telegram.request import HTTPXRequest, RequestData

from bot.channels.base import SendError

RETRY_AFTER_DEFAULT_S = 5.0  # a 429 that names no time
RETRY_AFTER_MAX_S = 3600.0  # a flood wait longer than this is asked for again after an hour
TOKEN_REFUSED_PAUSE_S = 60.0  # only an operator can mend it; meanwhile nothing is thrown away
DESCRIPTION_CHARS_MAX = 160

# Descriptions that mean: this person or group cannot be reached. Source: behaviour of api.telegram.org.
_UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_id is empty",
    "group chat was deactivated",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
)
_NOT_CONNECTED = (
    httpx.ConnectError,  # refused, no such host, TLS
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeouts:
    """Seconds. read_s is long because giving up on an answer makes a message uncertain (reliability: B1)."""

    connect_s: float = 5
    write_s: float = 20
    read_s: float = 60
    pool_s: float = 30
    whole_s: float = 150  # a server that answers a byte at a time
    setup_s: float = 10  # requests that carry nothing of hers: webhook, commands, typing
    poll_s: float = 50
    poll_grace_s: float = 10  # how much later than poll_s an empty answer may come
    peek_s: float = (
        5  # while nothing can be stored: how often to look what else has come, and how long to wait for it
    )


class Failed(TelegramError):
    """A request that brought no result. code: the HTTP status or error_code, 0 without an answer."""

    def __init__(self, error: SendError, *, code: int = 0, description: str = "") -> None:
        super().__init__(error.loggable)
        self.error = error
        self.code = code
        self.description = description  # lower case, safe to log

    @property
    def refused(self) -> bool:
        """The server read the request and will never do it; whether that matters is for the caller to say."""
        return self.code == 400 and not self.error.moved_to


@lru_cache(maxsize=2)
def _vouched_for(trust_env: bool) -> ssl.SSLContext:
    """Whom servers must be vouched for by, as httpx reads it, once: reading the list takes longer than a start."""
    return httpx.create_ssl_context(trust_env=trust_env)


class Wire(HTTPXRequest):
    """HTTP for python-telegram-bot, with our verdicts. No transport retries: they may double a message."""

    def __init__(self, *, connections: int, read_s: float, timeouts: Timeouts, proxies: bool) -> None:
        super().__init__(
            connection_pool_size=connections,
            connect_timeout=timeouts.connect_s,
            write_timeout=timeouts.write_s,
            media_write_timeout=timeouts.write_s,
            read_timeout=read_s,
            pool_timeout=timeouts.pool_s,
            httpx_kwargs={"trust_env": proxies, "verify": _vouched_for(proxies)},
        )
        self._whole_s = timeouts.whole_s

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """One request. Raises Failed for everything but a 2xx answer."""
        try:
            async with asyncio.timeout(self._whole_s):
                code, payload = await super().do_request(url, method, request_data, *args, **kwargs)
        except TelegramError as error:
            failed = transport_failure(error.__cause__)
        except Exception as error:  # python-telegram-bot would show it, token and all
            failed = transport_failure(error)
        else:
            if 200 <= code <= 299:
                return code, payload
            failed = refusal(code, _object(payload))
        raise failed  # outside the handlers: the first error's text may hold what must not be logged

    async def call(self, url: str, fields: dict[str, str], *, read_s: float) -> bytes:
        """The raw answer of a method, for what must be stored before it is understood."""
        data = cast(RequestData, _Fields(fields))
        _, payload = await self.do_request(url, "POST", data, read_timeout=read_s)
        return payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's object, which holds `result`. Raises Failed; unlike the original it logs no body."""
        answer = _object(payload)
        if answer is None:
            raise garbled()
        if answer.get("ok") is False:
            raise refusal(_code(answer), answer)
        if "result" not in answer:
            raise garbled()
        return answer


@dataclass(frozen=True, slots=True)
class _Fields:
    """The two documented attributes of RequestData that HTTPXRequest reads."""

    json_parameters: dict[str, str]
    multipart_data: None = None


def transport_failure(cause: BaseException | None) -> Failed:
    """No answer came. Surely not taken only if no connection was had."""
    name = type(cause).__name__
    if isinstance(cause, _NOT_CONNECTED):
        return Failed(SendError(f"no connection ({name})", retryable=True))
    return Failed(SendError(f"no answer ({name})", retryable=True, uncertain=True))


def garbled() -> Failed:
    """A success that cannot be read: something took the request, perhaps not Telegram."""
    return Failed(SendError("answer not readable", retryable=True, uncertain=True), code=200)


def refusal(code: int, answer: dict[str, Any] | None) -> Failed:
    """What an answer that is no success means. answer: None if it is no JSON object (a gateway's)."""
    description = _description(answer)
    parameters = (answer or {}).get("parameters")
    parameters = parameters if isinstance(parameters, dict) else {}
    return Failed(_verdict(code, description, parameters, answer), code=code, description=description)


def _verdict(code: int, said: str, parameters: dict[str, Any], answer: dict[str, Any] | None) -> SendError:
    loggable = f"{code} {said}".strip()
    moved_to = parameters.get("migrate_to_chat_id")
    if type(moved_to) is int:
        return SendError(f"{code} chat moved", retryable=True, moved_to=str(moved_to))
    if code == 429 or "retry_after" in parameters:
        wait_s = _wait_s(parameters.get("retry_after"))
        return SendError(loggable, retryable=True, retry_after_s=wait_s, whole_channel=True)
    if code in (401, 404):
        # Telegram says 401 to a revoked token and 404 to a malformed one; a wrong URL says 404 too.
        remedy = "fatal: TELEGRAM_TOKEN or TELEGRAM_API_URL is refused"
        return SendError(remedy, retryable=True, retry_after_s=TOKEN_REFUSED_PAUSE_S, whole_channel=True)
    if code == 413:
        return SendError(loggable)
    if answer is None or code < 400 or code >= 500:
        return SendError(loggable, retryable=True, uncertain=True)
    if code == 409:
        return SendError(loggable, retryable=True)
    unreachable = code == 403 or any(sign in said for sign in _UNREACHABLE)
    return SendError(loggable, unreachable=unreachable)


def _wait_s(value: Any) -> float:
    if type(value) not in (int, float) or not value > 0:
        return RETRY_AFTER_DEFAULT_S
    return min(float(value), RETRY_AFTER_MAX_S)


def _description(answer: dict[str, Any] | None) -> str:
    """What the server said, without numbers, quotations and whatever looks like a token."""
    said = (answer or {}).get("description")
    if not isinstance(said, str):
        return ""
    said = re.sub(r'"[^"]*"|\S*\d{5,}\S*|[\w-]{30,}', "...", said[: DESCRIPTION_CHARS_MAX * 2])
    return " ".join(said.lower().split())[:DESCRIPTION_CHARS_MAX]


def _code(answer: dict[str, Any]) -> int:
    code = answer.get("error_code")
    return code if type(code) is int else 500


def _object(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None
