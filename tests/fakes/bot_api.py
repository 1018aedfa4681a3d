"""A Bot API server over real HTTP: for tests with verbs, by hand with curl, in a process of its own for benchmarks.

    async with BotApi.running() as api:
        api.user_says(7, "halo")
        api.fail_next("sendMessage", status=429, retry_after=3)
        assert [message.text for message in api.accepted_in(7)] == ["Halo, Bu."]

`accepted` is the truth about what was taken, also where the client was told otherwise or nothing.
`python -m tests.fakes.bot_api --help` runs it alone.
"""

import asyncio
import copy
import json
import random
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.fakes.bot_api_faults import HALF, Fault, Faults, RateLimits
from tests.fakes.bot_api_methods import Methods, Refused
from tests.fakes.bot_api_people import People
from tests.fakes.bot_api_world import BOT_ID_DEFAULT, Accepted, Message, World
from tests.fakes.http_server import Answer, HttpServer, Request

TOKEN_DEFAULT = f"{BOT_ID_DEFAULT}:DEMO-TOKEN-OF-THE-FAKE-SERVER-00000"  # as long as a real one
REQUESTS_KEPT_MAX = 10_000
GATEWAY_PAGE = b"<html><body><center><h1>Bad Gateway</h1></center>nginx</body></html>"


@dataclass(frozen=True)
class Call:
    """A request as it came, also one that met a fault."""

    method: str
    fields: dict[str, Any]
    at_s: float


class BotApi(People):
    """The server. Verbs for people are in bot_api_people.py, the rules in bot_api_methods.py."""

    def __init__(
        self, *, token: str = TOKEN_DEFAULT, port: int = 0, rate_limits: bool = False, prints: bool = False
    ) -> None:
        super().__init__(World(bot_id=int(token.partition(":")[0])))
        self.token = token
        self.http = HttpServer(self._handle, port=port)
        self.calls: deque[Call] = deque(maxlen=REQUESTS_KEPT_MAX)
        self.faults = Faults()
        self.limits = RateLimits(self.world.monotonic) if rate_limits else None
        self.extra_routes: dict[str, Any] = {}
        self._methods = Methods(self.world)
        self._prefix = f"/bot{token}/"
        self._file_prefix = f"/file/bot{token}/files/"
        self._poller: asyncio.Task[Answer] | None = None
        self._prints = prints
        self._stirred = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def running(cls, **options: Any) -> AsyncIterator["BotApi"]:
        """The server, listening on a free port until the block ends."""
        server = cls(**options)
        await server.start()
        try:
            yield server
        finally:
            await server.stop()

    async def start(self) -> None:
        await self.http.start()

    async def stop(self) -> None:
        """Refuses connections until started again (on the same port)."""
        if self._poller:
            self._poller.cancel()
        await self.http.stop()

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is set to."""
        return self.http.url

    # The oracle

    @property
    def accepted(self) -> list[Accepted]:
        """Every message of the bot that was really taken, in order."""
        return self.world.accepted

    def accepted_in(self, chat: int) -> list[Accepted]:
        return [message for message in self.world.accepted if message.chat == chat]

    def message(self, chat: int, message_id: int) -> Message:
        """A message as people see it now, after edits."""
        return self.world.room(chat).messages[message_id]

    def calls_of(self, method: str) -> list[dict[str, Any]]:
        """The fields of every request for a method, also of those that failed."""
        return [call.fields for call in self.calls if call.method == method]

    async def until(self, condition: Callable[[], bool], *, most_s: float = 10) -> None:
        """Waits for something to have happened here: looks again after every request."""
        async with asyncio.timeout(most_s):
            while not condition():
                self._stirred.clear()
                await self._stirred.wait()

    # Faults

    def fail_next(
        self, method: str, status: int = 500, *, fault: str = "answer", times: int = 1, **details: Any
    ) -> None:
        """The next requests for the method ("*": any) meet this; details as in bot_api_faults.Fault."""
        self.faults.script(method, Fault(kind=fault, status=status, **details), times)

    def fail_at_random(self, seed: int, rates: dict[Fault, float], methods: tuple[str, ...]) -> None:
        """From now on; the same seed and the same order of requests bring the same faults."""
        self.faults.chance(seed, rates, frozenset(methods))

    # HTTP

    def _handle(self, request: Request) -> Answer | Awaitable[Answer]:
        for prefix, route in self.extra_routes.items():
            if request.path.startswith(prefix):
                return route(request)
        if request.path.startswith(self._file_prefix):
            return self._file(request.path.removeprefix(self._file_prefix))
        if not request.path.startswith(self._prefix):
            known = request.path.startswith("/bot")
            return _refusal(401, "Unauthorized") if known else _refusal(404, "Not Found")
        self._stirred.set()
        method = request.path.removeprefix(self._prefix)
        fields = request.fields()
        self.calls.append(Call(method, fields, self.world.monotonic()))
        fault = self.faults.take(method)
        if fault:
            return self._faulty(fault, method, fields)
        return self._perform(method, fields)

    def _perform(self, method: str, fields: dict[str, Any]) -> Answer | Awaitable[Answer]:
        if method == "getUpdates":
            return self._get_updates(fields)
        known = self._methods.known.get(method)
        if known is None:
            return _refusal(404, "Not Found: method not found")
        if self.limits:
            chat = str(fields.get("chat_id", ""))
            wait_s = self.limits.retry_after(method, int(chat) if chat.lstrip("-").isdecimal() else 0)
            if wait_s is not None:
                return _refusal(429, f"Too Many Requests: retry after {wait_s}", retry_after=wait_s)
        accepted = len(self.accepted)
        try:
            answer = Answer(body=json.dumps({"ok": True, "result": known(fields)}).encode())
        except Refused as refused:
            answer = _refusal(refused.status, refused.description, **refused.parameters)
        self._stirred.set()
        if self._prints and len(self.accepted) > accepted:
            message = self.accepted[-1]
            print(
                f"{message.at_s:.3f} {message.chat} #{message.message_id} {message.text!r} {[*message.labels]}"
            )
        return answer

    async def _faulty(self, fault: Fault, method: str, fields: dict[str, Any]) -> Answer:
        if fault.kind in ("hang", "reset_before_accept", "answer"):
            return await _unaccepted(fault)
        answer = self._perform(method, fields)
        if not isinstance(answer, Answer):
            answer = await answer
        if fault.kind == "hang_after_accept":
            await asyncio.Event().wait()
        if fault.kind == "slow":
            await asyncio.sleep(fault.delay_s)
            return answer
        if fault.kind == "half_response":
            return Answer(answer.status, answer.body, cut_at=min(HALF, len(answer.body) // 2))
        if fault.kind == "garbage":
            return Answer(200, fault.body, "text/html")
        return Answer(reset=True)

    def _file(self, file_id: str) -> Answer:
        content = self.world.files.get(file_id)
        fault = self.faults.take("download")
        if content is None or fault:
            return _refusal(fault.status if fault else 404, "Not Found")
        return Answer(body=content, mime="application/octet-stream")

    # getUpdates

    def _get_updates(self, fields: dict[str, Any]) -> Answer | Awaitable[Answer]:
        if self.world.webhook_url:
            return _refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
                "the webhook first",
            )
        self._methods.allow(fields)
        if offset := int(fields.get("offset", 0)):
            self.world.confirm(offset)
        limit = min(100, max(1, int(fields.get("limit", 100))))
        if self._poller and not self._poller.done():
            self._poller.cancel()  # Telegram ends the earlier of two pollers
        wait_s = float(fields.get("timeout", 0))
        if self.world.updates or not wait_s:
            return self._batch(limit)
        self.world.arrived.clear()
        self._poller = asyncio.create_task(self._next_batch(limit, wait_s))
        return self._unless_ended(self._poller)

    async def _next_batch(self, limit: int, wait_s: float) -> Answer:
        try:
            await asyncio.wait_for(self.world.arrived.wait(), wait_s)
        except TimeoutError:
            pass
        return self._batch(limit)

    async def _unless_ended(self, poller: asyncio.Task[Answer]) -> Answer:
        await asyncio.wait([poller])
        if not poller.cancelled():
            return poller.result()
        return _refusal(
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        )

    def _batch(self, limit: int) -> Answer:
        batch = [queued for queued, _ in zip(self.world.updates, range(limit), strict=False)]
        self.world.delivered.update(queued.number for queued in batch)
        return Answer(body=b'{"ok":true,"result":[' + b",".join(queued.body for queued in batch) + b"]}")

    # What Telegram itself does wrong with updates

    def repeats_last(self, times: int = 1) -> None:
        """The newest waiting update comes again, under the same id."""
        for _ in range(times):
            last = self.world.updates[-1]
            self.world.add_raw(last.body, last.number)

    def shuffles(self, seed: int) -> None:
        """What waits is delivered in another order."""
        waiting = list(self.world.updates)
        random.Random(seed).shuffle(waiting)
        self.world.updates = deque(waiting)

    def jumps_to(self, update_id: int) -> None:
        """The next update has this id, as after a week of silence."""
        self.world.next_update = update_id

    def sends_raw(self, body: bytes | str) -> None:
        """An entry of the batch exactly as given: no object, no update_id, nested too deep ..."""
        self.world.add_raw(body if isinstance(body, bytes) else body.encode())

    def waiting(self) -> list[dict[str, Any]]:
        """The updates not yet confirmed, parsed; for tests of who acknowledged what."""
        return [copy.deepcopy(json.loads(queued.body)) for queued in self.world.updates]


async def _unaccepted(fault: Fault) -> Answer:
    if fault.kind == "hang":
        await asyncio.Event().wait()
    if fault.kind == "reset_before_accept":
        return Answer(reset=True)
    if fault.html:
        return Answer(fault.status, GATEWAY_PAGE, "text/html")
    parameters = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.migrate_to}
    known = {name: value for name, value in parameters.items() if value is not None}
    return _refusal(fault.status, fault.description or _DESCRIPTIONS.get(fault.status, "Error"), **known)


_DESCRIPTIONS = {
    400: "Bad Request: message text is empty",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


def _refusal(status: int, description: str, **parameters: int) -> Answer:
    answer: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        answer["parameters"] = parameters
    return Answer(status, json.dumps(answer).encode())


if __name__ == "__main__":
    from tests.fakes.bot_api_control import main

    main()
