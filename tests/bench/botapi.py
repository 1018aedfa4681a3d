"""A Bot API server that keeps Telegram's limits: `python -m tests.bench.botapi` prints the port it listens on.

It takes 30 messages a second over all and one a second in a chat (a burst of three is let through), answers 429
with retry_after to what is more, and tells at /counts what came. Source: Telegram's FAQ, "My bot is hitting limits".
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

PER_SECOND = 30
PER_CHAT_SECOND = 1
CHAT_BURST = 3
LONG_POLL_MAX_S = 5.0
BOT = {"id": 7, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


class Bucket:
    def __init__(self, *, per_second: float, burst: float, now: float) -> None:
        self._per_second = per_second
        self._burst = burst
        self._tokens = burst
        self._at = now

    def wait_s(self, now: float) -> float:
        """Seconds until a message may pass; 0 means it may pass now."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        return max(0.0, (1 - self._tokens) / self._per_second)

    def take(self) -> None:
        self._tokens -= 1


class Server:
    def __init__(self) -> None:
        self._all = Bucket(per_second=PER_SECOND, burst=PER_SECOND, now=time.monotonic())
        self._chats: dict[str, Bucket] = {}
        self._accepted = 0
        self._refused = 0
        self._first: float | None = None
        self._last: float | None = None

    async def answer(self, method: str, told: Mapping[str, Any]) -> tuple[int, Any]:
        if method == "counts":
            span = (self._last or 0) - (self._first or 0)
            return 200, {"accepted": self._accepted, "refused": self._refused, "span_s": span}
        if method == "getMe":
            return 200, {"ok": True, "result": BOT}
        if method == "getUpdates":
            await asyncio.sleep(min(float(told.get("timeout", 0)), LONG_POLL_MAX_S))
            return 200, {"ok": True, "result": []}
        if method.startswith("send") and method != "sendChatAction":
            return self._send(told)
        return 200, {"ok": True, "result": True}

    def _send(self, told: Mapping[str, Any]) -> tuple[int, Any]:
        now = time.monotonic()
        chat = str(told["chat_id"])
        in_chat = self._chats.setdefault(chat, Bucket(per_second=PER_CHAT_SECOND, burst=CHAT_BURST, now=now))
        wait = max(self._all.wait_s(now), in_chat.wait_s(now))
        if wait > 0:
            self._refused += 1
            seconds = int(wait) + 1
            told_back = {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {seconds}",
            }
            return 429, {**told_back, "parameters": {"retry_after": seconds}}
        self._all.take()
        in_chat.take()
        self._accepted += 1
        self._first = self._first or now
        self._last = now
        message = {
            "message_id": self._accepted,
            "from": BOT,
            "chat": {"id": int(told["chat_id"]), "type": "private"},
            "date": int(time.time()),
            "text": told.get("text", ""),
        }
        return 200, {"ok": True, "result": message}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                line, *rest = head.split("\r\n")
                headers = {
                    name.lower(): value.strip() for name, _, value in (each.partition(":") for each in rest)
                }
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                method = line.split(" ")[1].partition("?")[0].rsplit("/", 1)[-1]
                status, found = await self.answer(method, _told(body, headers.get("content-type", "")))
                sent = json.dumps(found).encode()
                writer.write(f"HTTP/1.1 {status} -\r\nContent-Length: {len(sent)}\r\n\r\n".encode() + sent)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def _told(body: bytes, content_type: str) -> Mapping[str, Any]:
    if content_type.startswith("application/json"):
        told: Mapping[str, Any] = json.loads(body or b"{}")
        return told
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


async def main() -> None:
    server = await asyncio.start_server(Server().serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
