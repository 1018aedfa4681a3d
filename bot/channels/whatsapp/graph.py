"""One request to the Graph API: its answer, or a Failed that says whether it was surely not taken, and what to do.

The verdict is made here, on the raw answer. Meta has no idempotency key: what may have been taken is `uncertain`, and
the status that echoes our own number settles it later. No text, number or token leaves this file in an error.
"""

import asyncio
import json
import re
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.channels.base import SendError
from bot.channels.whatsapp.errors import REMEDIES, TEMPLATE_STATES, Verdict, verdict_of
from domain.records import dataclass

ANSWER_BYTES_MAX = 4_000_000  # a page of templates is the longest
MENDING_PAUSE_S = 60.0  # only an operator can mend it; meanwhile nothing is thrown away
RETRY_AFTER_MAX_S = 3600.0
DETAILS_CHARS_MAX = 120

# Nothing of the request had left us.
_NOT_CONNECTED = (
    aiohttp.ClientConnectorError,  # refused, no such host, TLS
    aiohttp.ConnectionTimeoutError,  # also waiting for a free connection
    aiohttp.InvalidURL,
)

# Where Meta lays files (lookaside.fbsbx.com). Source: Media, "Download media"; hosts of its content networks.
_FILE_HOSTS = (".fbsbx.com", ".fbcdn.net", ".facebook.com", ".whatsapp.net")
_ADDRESS = re.compile(r"[!-\[\]-~]+")  # nothing that two readers of addresses may read in two ways
_HERE = ("127.0.0.1", "::1", "localhost")

_WHOLE_CHANNEL = frozenset({Verdict.SLOW_DOWN, Verdict.TOKEN, Verdict.BILLING, Verdict.ACCOUNT})
_AGAIN = _WHOLE_CHANNEL | {Verdict.RETRY, Verdict.PAIR}


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeouts:
    """Seconds. read_s is long because giving up on an answer makes a message uncertain (reliability: B1)."""

    connect_s: float = 5
    pool_s: float = 30
    read_s: float = 60
    whole_s: float = 150  # a server that answers a byte at a time
    setup_s: float = 10  # requests that carry nothing of hers: typing, read marks


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file to hand in."""

    content: bytes
    mime: str
    name: str


class Failed(Exception):
    """A request that brought no result. code: Meta's error code, 0 without one. retry_after_s: as the server asks."""

    def __init__(
        self,
        error: SendError,
        *,
        verdict: Verdict = Verdict.RETRY,
        code: int = 0,
        subcode: int = 0,
        status: int = 0,
    ) -> None:
        super().__init__(error.loggable)
        self.error = error
        self.verdict = verdict
        self.code = code
        self.subcode = subcode
        self.status = status


class Graph:
    """The Graph API under one address, with one token. Opens its connections with the first request."""

    def __init__(
        self, *, url: str, token: str, connections: int = 64, timeouts: Timeouts | None = None
    ) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._connections = connections
        self._timeouts = timeouts or Timeouts()
        # A proxy from the environment serves Meta, never a server on this machine.
        self._proxies = urlsplit(url).hostname not in _HERE
        self._session: aiohttp.ClientSession | None = None

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The answer. Raises Failed."""
        return await self._asked("GET", path, params=dict(params or {}))

    async def post(
        self, path: str, body: Mapping[str, Any], *, read_s: float | None = None
    ) -> dict[str, Any]:
        """The answer. read_s: how long to wait for it. Raises Failed."""
        headers = {"Content-Type": "application/json"}
        return await self._asked("POST", path, data=written(body), headers=headers, read_s=read_s)

    async def delete(self, path: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The answer. Raises Failed."""
        return await self._asked("DELETE", path, params=dict(params or {}))

    async def hand_in(self, path: str, fields: Mapping[str, str], file: Upload) -> dict[str, Any]:
        """Hand in a file with these fields before it. Raises Failed."""
        form = aiohttp.FormData()
        for name, value in fields.items():
            form.add_field(name, value)
        form.add_field("file", file.content, filename=file.name, content_type=file.mime)
        return await self._asked("POST", path, data=form)

    async def fetch(self, address: str, most_bytes: int) -> bytes:
        """The bytes at an address that the Graph API gave out. Raises Failed; `file too large` above most_bytes."""
        if not self._may_see_token(address):
            raise Failed(SendError("a file's address that is not safe"), verdict=Verdict.PERMANENT)
        content = bytearray()
        try:
            async with self._open().get(address, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise refusal(answer.status, _object(await self._read(answer)), answer.headers)
                async for chunk in answer.content.iter_chunked(65_536):
                    content += chunk
                    if len(content) > most_bytes:
                        raise Failed(SendError("file too large"), verdict=Verdict.PERMANENT)
            return bytes(content)
        except Failed:
            raise
        except Exception as error:
            failed = transport_failure(error)
        raise failed  # outside the handlers: the first error's text may hold what must not be logged

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    # -- one request ------------------------------------------------------------------------------------------------

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            times = self._timeouts
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                headers={"Authorization": f"Bearer {self._token}"},
                timeout=aiohttp.ClientTimeout(
                    total=times.whole_s,
                    connect=times.pool_s,
                    sock_connect=times.connect_s,
                    sock_read=times.read_s,
                ),
                trust_env=self._proxies,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    async def _asked(
        self, method: str, path: str, *, read_s: float | None = None, **more: Any
    ) -> dict[str, Any]:
        if read_s is not None:
            more["timeout"] = aiohttp.ClientTimeout(total=read_s, sock_connect=self._timeouts.connect_s)
        try:
            async with self._open().request(
                method, f"{self._url}/{path}", allow_redirects=False, **more
            ) as answer:
                found = _object(await self._read(answer))
                status, headers = answer.status, answer.headers
        except Exception as error:  # whatever the library raises may show the address and the text
            failed = transport_failure(error)
        else:
            if 200 <= status <= 299 and found is not None and "error" not in found:
                return found
            failed = garbled() if 200 <= status <= 299 and found is None else refusal(status, found, headers)
        raise failed

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        content = bytearray()
        async for chunk in answer.content.iter_chunked(65_536):
            content += chunk
            if len(content) > ANSWER_BYTES_MAX:
                return b""
        return bytes(content)

    def _may_see_token(self, address: str) -> bool:
        """Whether the bytes of a file may lie there: where we ask anyway, or on a host of Meta's, and nowhere else.

        The token goes with the request, so nobody else may be asked, no service inside our own house either.
        """
        try:
            own, other = urlsplit(self._url), urlsplit(address)
            ports = own.port, other.port
        except ValueError:
            return False
        host = other.hostname or ""
        if not _ADDRESS.fullmatch(address) or other.username is not None:
            return False
        if other.scheme == "https" and ports[1] in (None, 443) and host.endswith(_FILE_HOSTS):
            return True
        # A server for trying things out may give each of its parts a port of its own, and call itself either name.
        here = own.hostname in _HERE and host in _HERE
        return other.scheme == own.scheme and (here or (host == own.hostname and ports[0] == ports[1]))


def written(body: Mapping[str, Any]) -> bytes:
    """The body as it goes over the wire."""
    return json.dumps(body, separators=(",", ":")).encode()


def transport_failure(cause: BaseException) -> Failed:
    """No answer came. Surely not taken only if no connection was had."""
    name = type(cause).__name__
    if isinstance(cause, _NOT_CONNECTED):
        return Failed(SendError(f"no connection ({name})", retryable=True))
    if isinstance(cause, (aiohttp.ClientError, asyncio.TimeoutError, OSError, ssl.SSLError)):
        return Failed(SendError(f"no answer ({name})", retryable=True, uncertain=True))
    return Failed(SendError(f"unexpected {name}", retryable=True, uncertain=True))


def garbled() -> Failed:
    """A success that cannot be read: something took the request, perhaps not Meta."""
    return Failed(SendError("answer not readable", retryable=True, uncertain=True), status=200)


def refusal(status: int, answer: dict[str, Any] | None, headers: Mapping[str, str]) -> Failed:
    """What an answer that is no success means. answer: None if it is no JSON object (a gateway's)."""
    told = (answer or {}).get("error")
    code = told.get("code") if isinstance(told, dict) else None
    if not isinstance(told, dict) or type(code) is not int:
        return _without_code(status, headers)
    subcode = told.get("error_subcode")
    verdict = verdict_of(code, status=status)
    error = SendError(
        f"{code} {verdict.value} {_details(told)}".strip(),
        retryable=verdict in _AGAIN,
        unreachable=verdict is Verdict.UNREACHABLE,
        window_closed=verdict is Verdict.WINDOW_CLOSED,
        whole_channel=verdict in _WHOLE_CHANNEL,
        retry_after_s=_wait_s(verdict, headers),
        template_state=TEMPLATE_STATES.get(code, ""),
        news_stopped=verdict is Verdict.STOP_MARKETING,
    )
    if verdict in REMEDIES:
        error.loggable = f"{REMEDIES[verdict]} ({code})"
    return Failed(
        error,
        verdict=verdict,
        code=code,
        subcode=subcode if type(subcode) is int else 0,
        status=status,
    )


def _without_code(status: int, headers: Mapping[str, str]) -> Failed:
    """Something answered that does not speak as Meta does: a gateway, a proxy, or another server altogether."""
    if status == 429:
        wait_s = _wait_s(Verdict.SLOW_DOWN, headers)
        error = SendError("429", retryable=True, retry_after_s=wait_s, whole_channel=True)
        return Failed(error, verdict=Verdict.SLOW_DOWN, status=status)
    if status in (401, 403, 404):
        remedy = "fatal: WHATSAPP_TOKEN or WHATSAPP_API_URL is refused"
        error = SendError(remedy, retryable=True, retry_after_s=MENDING_PAUSE_S, whole_channel=True)
        return Failed(error, verdict=Verdict.TOKEN, status=status)
    if status in (408, 413) or not 400 <= status < 500:
        again = status != 413
        return Failed(SendError(f"answer {status}", retryable=again, uncertain=again), status=status)
    return Failed(SendError(f"answer {status}"), verdict=Verdict.PERMANENT, status=status)


def _wait_s(verdict: Verdict, headers: Mapping[str, str]) -> float | None:
    """How long the server asks us to wait; None where it says nothing and only this message is meant."""
    if verdict not in _WHOLE_CHANNEL:
        return None
    if verdict is not Verdict.SLOW_DOWN:
        return MENDING_PAUSE_S
    told = headers.get("Retry-After", "")
    if told.isascii() and told.isdecimal() and float(told):  # at once again is no answer to "too much"
        return min(float(told), RETRY_AFTER_MAX_S)
    # Meta writes minutes here: {"<account>": [{"estimated_time_to_regain_access": 15}]}.
    minutes = re.findall(
        r'"estimated_time_to_regain_access"\s*:\s*(\d{1,4})', headers.get("X-Business-Use-Case-Usage", "")
    )
    longest = max(map(int, minutes), default=0)
    return min(longest * 60.0, RETRY_AFTER_MAX_S) if longest else None


def _details(told: Mapping[str, Any]) -> str:
    """What Meta says of it, without numbers, quotations and whatever looks like a token."""
    data = told.get("error_data")
    said = data.get("details") if isinstance(data, dict) else told.get("message")
    if not isinstance(said, str):
        return ""
    said = re.sub(r"\"[^\"]*\"|'[^']*'|\S*\d{5,}\S*|[\w-]{30,}", "...", said[: DETAILS_CHARS_MAX * 2])
    return " ".join(said.lower().split())[:DETAILS_CHARS_MAX]


def _object(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None
