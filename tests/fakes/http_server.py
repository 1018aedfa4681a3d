"""A small HTTP/1.1 server that can also misbehave: reset, hang, or stop in the middle of an answer.

It reads whole requests (Content-Length only) and hands them to one function. One request at a time a connection.
"""

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

HEAD_BYTES_MAX = 65_536
BODY_BYTES_MAX = 60_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What the client sent. headers: lower-case names."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def fields(self) -> dict[str, Any]:
        """Parameters from the query, a form, a multipart body or a JSON object."""
        kind = self.headers.get("content-type", "")
        if kind.startswith("application/x-www-form-urlencoded"):
            return self.query | dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        if kind.startswith("multipart/form-data"):
            return self.query | _multipart(self.body, kind)
        if kind.startswith("application/json") and self.body:
            return self.query | json.loads(self.body)
        return dict(self.query)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back. cut_at: stop after so many bytes of the body and reset. reset: nothing at all goes back."""

    status: int = 200
    body: bytes = b""
    mime: str = "application/json"
    cut_at: int | None = None
    reset: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Request], Answer | Awaitable[Answer]]


@dataclass
class HttpServer:
    """handler: a plain answer, or an awaitable for one that comes later (or never)."""

    handler: Handler
    host: str = "127.0.0.1"
    port: int = 0
    resets_at_connect: int = 0  # so many new connections are reset before a byte is read
    connections: int = 0
    _server: asyncio.Server | None = None
    _open: set["_Connection"] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    async def start(self) -> None:
        """Listens; again on the same port after a stop."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """From now on connections are refused; open ones are reset."""
        if self._server:
            self._server.close()
        for connection in list(self._open):
            connection.reset()
        if self._server:
            await self._server.wait_closed()
        self._server = None


class _Connection(asyncio.Protocol):
    def __init__(self, server: HttpServer) -> None:
        self._server = server
        self._buffer = bytearray()
        self._task: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._server.connections += 1
        self._server._open.add(self)
        if self._server.resets_at_connect > 0:
            self._server.resets_at_connect -= 1
            self.reset()

    def connection_lost(self, error: Exception | None) -> None:
        self._server._open.discard(self)
        if self._task:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._next()

    def reset(self) -> None:
        """Ends the connection with RST, as a crash or a torn line does."""
        sock: socket.socket = self._transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()

    def _next(self) -> None:
        while self._task is None and (request := self._take()):
            answer = self._server.handler(request)
            if isinstance(answer, Answer):
                self._give(answer)
            else:
                self._task = asyncio.ensure_future(answer)
                self._task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Future[Answer]") -> None:
        self._task = None
        if not task.cancelled():
            self._give(task.result())
            self._next()

    def _take(self) -> Request | None:
        """The next whole request, or None while it is not all here."""
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) > HEAD_BYTES_MAX:
                self.reset()
            return None
        first, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        if length > BODY_BYTES_MAX or "chunked" in headers.get("transfer-encoding", ""):
            self._give(Answer(status=413, body=b"{}"))
            self.reset()
            return None
        if len(self._buffer) < end + 4 + length:
            return None
        body = bytes(self._buffer[end + 4 : end + 4 + length])
        del self._buffer[: end + 4 + length]
        method, target, *_ = first.split(" ")
        path, _, query = target.partition("?")
        parameters = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
        return Request(method, unquote(path), parameters, headers, body)

    def _give(self, answer: Answer) -> None:
        if self._transport.is_closing():
            return
        if answer.reset:
            self.reset()
            return
        length = len(answer.body)
        more = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        head = f"HTTP/1.1 {answer.status} -\r\nContent-Type: {answer.mime}\r\n{more}Content-Length: {length}\r\n\r\n"
        if answer.cut_at is None:
            self._transport.write(head.encode() + answer.body)
            return
        self._transport.write(head.encode() + answer.body[: answer.cut_at])
        self._transport.close()  # what was written arrives; the rest never does


def _multipart(body: bytes, kind: str) -> dict[str, Any]:
    boundary = b"--" + kind.partition("boundary=")[2].strip('"').encode()
    found: dict[str, Any] = {}
    for part in body.split(boundary)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        content = content.removesuffix(b"\r\n")
        lines = head.decode().split("\r\n")
        disposition = next(line for line in lines if line.lower().startswith("content-disposition"))
        mime = next((line[13:].strip() for line in lines if line.lower().startswith("content-type:")), "")
        pairs = (item.strip().partition("=") for item in disposition.split(";")[1:])
        names = {name: value.strip('"') for name, _, value in pairs}
        if "filename" in names:
            found[names["name"]] = Upload(names["filename"], mime, content)
        else:
            found[names["name"]] = content.decode()
    return found
