"""A Bot API server that keeps Telegram's limits: `python -m tests.bench.botapi` prints the port it listens on.

It takes 30 messages a second over all and one a second in a chat (a burst of three is let through), answers 429
with retry_after to what is more, and tells at /counts what came. Source: Telegram's FAQ, "My bot is hitting limits".
With `--faults` it is as bad as peers.md C3 asks: stops at every so-manieth call, people who have blocked the bot, faults
of its own, calls that hang. `--port 8081` is for trying it by hand (docs/operating.md, "A large announcement").
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.http_server import Request

PER_SECOND = 30
PER_CHAT_SECOND = 1
CHAT_BURST = 3
LONG_POLL_MAX_S = 5.0
BOT = {"id": 7, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}

# What was on its way when a stop was told did not know of it.
GRACE_S = 0.25


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What goes wrong. stop_every: calls, 0 for never. blocked, broken: of a hundred chats, of a hundred calls.

    hang_every: calls of which one gets no answer for hang_s, and is not taken.
    """

    seed: int = 1
    stop_every: int = 0
    stop_least_s: int = 1
    stop_most_s: int = 35
    blocked: int = 0
    broken: int = 0
    hang_every: int = 0
    hang_s: float = 60.0

    def has_blocked(self, chat: int) -> bool:
        """Whether whoever has this number has blocked the bot; always the same answer."""
        return random.Random(f"{self.seed}/{chat}").random() * 100 < self.blocked


FAULTS = Plan(stop_every=20, blocked=5, broken=2, hang_every=250)


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
    """accepted_at: when a message was taken (monotonic), by chat.

    refused: 429s that the client brought upon itself, by haste or by not keeping to a stop. stopped_s: how long the
    stops were that it was told of its own accord, those that overlap counted once.
    """

    def __init__(self, plan: Plan | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._plan = plan or Plan()
        self._monotonic = monotonic
        self._random = random.Random(self._plan.seed)
        self._all = Bucket(per_second=PER_SECOND, burst=PER_SECOND, now=monotonic())
        self._chats: dict[str, Bucket] = {}
        self._calls = 0
        self._first: float | None = None
        self._last: float | None = None
        self._stop_until = 0.0
        self._stop_told = 0.0
        self.accepted_at: dict[str, list[float]] = {}
        self.accepted = self.refused = self.stops = self.hung = self.broken = 0
        self.blocked: set[str] = set()
        self.stopped_s = 0.0

    def counts(self) -> dict[str, Any]:
        """What came. twice: chats that have taken more than one. span_s: from the first call to the last answer."""
        return {
            "accepted": self.accepted,
            "chats": len(self.accepted_at),
            "twice": sum(len(each) > 1 for each in self.accepted_at.values()),
            "refused": self.refused,
            "stops": self.stops,
            "stopped_s": round(self.stopped_s, 3),
            "blocked": len(self.blocked),
            "broken": self.broken,
            "hung": self.hung,
            "span_s": (self._last or 0) - (self._first or 0),
        }

    async def answer(self, method: str, told: Mapping[str, Any]) -> tuple[int, Any]:
        if method == "counts":
            return 200, self.counts()
        if method == "getMe":
            return 200, {"ok": True, "result": BOT}
        if method == "getUpdates":
            await asyncio.sleep(min(float(told.get("timeout", 0)), LONG_POLL_MAX_S))
            return 200, {"ok": True, "result": []}
        if method.startswith("send") and method != "sendChatAction":
            return await self._send(method, told)
        return 200, {"ok": True, "result": True}

    async def _send(self, method: str, told: Mapping[str, Any]) -> tuple[int, Any]:
        now = self._monotonic()
        chat = str(told["chat_id"])
        self._calls += 1
        self._first = self._first or now
        self._last = now
        if self._stop_until > now:
            self.refused += now - self._stop_told > GRACE_S
            return _too_many(self._stop_until - now)
        in_chat = self._chats.setdefault(chat, Bucket(per_second=PER_CHAT_SECOND, burst=CHAT_BURST, now=now))
        wait = max(self._all.wait_s(now), in_chat.wait_s(now))
        if wait > 0:
            self.refused += 1
            return _too_many(wait)
        self._all.take()
        in_chat.take()
        return await self._fault(chat, now) or self._accept(method, told, now)

    async def _fault(self, chat: str, now: float) -> tuple[int, Any] | None:
        plan = self._plan
        if plan.stop_every and self._calls % plan.stop_every == 0:
            return self._stop(now)
        if plan.hang_every and self._calls % plan.hang_every == plan.hang_every // 2:
            self.hung += 1
            await asyncio.sleep(plan.hang_s)
            return 504, {"ok": False, "error_code": 504, "description": "Gateway Timeout"}
        if plan.blocked and plan.has_blocked(int(chat)):
            self.blocked.add(chat)
            return _refusal(403, "Forbidden: bot was blocked by the user")
        if self._random.random() * 100 < plan.broken:
            self.broken += 1
            return _refusal(500, "Internal Server Error")
        return None

    def _stop(self, now: float) -> tuple[int, Any]:
        seconds = self._random.randint(self._plan.stop_least_s, self._plan.stop_most_s)
        until = now + seconds
        self.stopped_s += until - max(now, self._stop_until)
        self._stop_told, self._stop_until = now, until
        self.stops += 1
        return _too_many(seconds)

    def _accept(self, method: str, told: Mapping[str, Any], now: float) -> tuple[int, Any]:
        chat = str(told["chat_id"])
        self.accepted += 1
        self.accepted_at.setdefault(chat, []).append(now)
        message: dict[str, Any] = {
            "message_id": self.accepted,
            "from": BOT,
            "chat": {"id": int(chat), "type": "private"},
            "date": int(time.time()),
        }
        file = {"file_id": f"file-{self.accepted}", "file_unique_id": f"u{self.accepted}", "file_size": 1}
        if method == "sendPhoto":
            message["photo"] = [{**file, "width": 1, "height": 1}]
        elif method == "sendDocument":
            message["document"] = file
        else:
            message["text"] = told.get("text", "")
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
                told = Request("POST", "", {}, headers, body).fields()
                status, found = await self.answer(method, told)
                sent = json.dumps(found).encode()
                writer.write(f"HTTP/1.1 {status} -\r\nContent-Length: {len(sent)}\r\n\r\n".encode() + sent)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def _refusal(status: int, description: str) -> tuple[int, Any]:
    return status, {"ok": False, "error_code": status, "description": description}


def _too_many(wait_s: float) -> tuple[int, Any]:
    seconds = int(wait_s) + (wait_s > int(wait_s))
    status, refusal = _refusal(429, f"Too Many Requests: retry after {seconds}")
    return status, {**refusal, "parameters": {"retry_after": seconds}}


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="where it listens (a free one)")
    parser.add_argument("--blocked", type=int, default=0, help="of a hundred chats, so many refuse the bot")
    parser.add_argument(
        "--faults", action="store_true", help="stops, blocked people, faults of its own, hangs"
    )
    asked = parser.parse_args()
    plan = FAULTS if asked.faults else Plan(blocked=asked.blocked)
    server = await asyncio.start_server(Server(plan).serve, "127.0.0.1", asked.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
