"""The program's own HTTP: health, metrics, webhooks, and the simulator's page where it is switched on."""

import asyncio
import logging
import sys
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.limits import BODY_BYTES_MAX, CALL_BYTES_MAX, CALL_READ_S, CALLS_BYTES_MAX, STORE_TIMEOUT_S

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

LENGTH_DIGITS_MAX = 15


def build_web(app: "App", *, simulator_open: bool) -> Starlette:
    """The ASGI app. simulator_open: the page may be reached from elsewhere than this machine."""
    pages = _Pages(app)
    routes = [
        Route("/healthz", pages.health),
        Route("/readyz", pages.ready),
        Route("/metrics", pages.metrics),
    ]
    if "telegram" in app.channels and app.settings.telegram_mode == "webhook":
        routes.append(Route("/telegram", pages.telegram, methods=["POST"]))
    if "whatsapp" in app.channels:
        routes.append(Route("/whatsapp", pages.whatsapp_challenge, methods=["GET"]))
        routes.append(Route("/whatsapp", pages.whatsapp, methods=["POST"]))
    if app.simulator is None:
        return Starlette(routes=routes)
    return Starlette(routes=routes + _simulator_routes(app, simulator_open))


def _simulator_routes(app: "App", simulator_open: bool) -> list:
    from bot.channels.simulator import loopback_only
    from bot.channels.simulator import routes as simulator_routes

    assert app.simulator is not None, "only asked for where the simulator is on"

    async def register(name: str, role: str) -> None:
        from bot.demo import Phones  # loaded with the first phone that is added

        await Phones(app).register(name, role)

    routes = simulator_routes(
        app.simulator,
        app.intake.store,
        on_phone=register,
        move_clock=app.move_clock,
        clock_allowed=app.settings.demo,
    )
    if simulator_open:
        return routes
    for route in routes:
        route.app = loopback_only(route.app)
    return routes


def _refused(status: int) -> Response:
    """The rest of what is being sent is not waited for."""
    return Response(status_code=status, headers={"Connection": "close"})


def _length(request: Request) -> int:
    """What is said to come, 0 where nothing is said; more than anybody may send where it cannot be read."""
    said = request.headers.get("content-length", "0")
    return (
        int(said) if said.isascii() and said.isdecimal() and len(said) <= LENGTH_DIGITS_MAX else sys.maxsize
    )


class _Pages:
    """What the routes answer."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._storing: set[asyncio.Task[int]] = set()
        self._being_read = 0  # bytes of calls of which nobody knows yet whether they are genuine

    async def health(self, request: Request) -> Response:
        """The process lives."""
        return PlainTextResponse("ok\n")

    async def ready(self, request: Request) -> Response:
        """It can take and store messages now."""
        since = self._app.storage.writer.unavailable_since
        if self._app.ready and since is None:
            return PlainTextResponse("ready\n")
        return PlainTextResponse(
            "the database cannot be written\n" if since else "starting or stopping\n", 503
        )

    async def metrics(self, request: Request) -> Response:
        """Counts for Prometheus; no names, no ids."""
        from bot.metrics import CONTENT_TYPE, exposition  # loaded when first asked for

        return Response(await exposition(self._app), media_type=CONTENT_TYPE)

    async def telegram(self, request: Request) -> Response:
        """A webhook call: stored, then acknowledged."""
        if _length(request) > BODY_BYTES_MAX:
            return JSONResponse({"error": "too large"}, 413)
        body = bytearray()
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > BODY_BYTES_MAX:
                    return JSONResponse({"error": "too large"}, 413)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        if self._app.storage.writer.unavailable_since is not None:
            return Response(status_code=503)  # comes again; a queue of the same calls would only grow
        channel: Any = self._app.channels["telegram"]
        return Response(
            status_code=await self._stored(
                channel.webhook(request.headers, bytes(body), self._app.intake.store)
            )
        )

    async def whatsapp_challenge(self, request: Request) -> Response:
        """Meta asks whether this is our address."""
        channel: Any = self._app.channels["whatsapp"]
        answer = channel.challenge(request.query_params)
        return Response(status_code=403) if answer is None else PlainTextResponse(answer)

    async def whatsapp(self, request: Request) -> Response:
        """Meta calls: refused as early as can be, stored, then acknowledged."""
        channel: Any = self._app.channels["whatsapp"]
        if _length(request) > CALL_BYTES_MAX:
            return _refused(413)
        signed = channel.begin(request.headers)
        if signed is None:
            return _refused(401)  # not a byte of the body is read
        body = bytearray()
        try:
            async with asyncio.timeout(CALL_READ_S):
                async for chunk in request.stream():
                    signed.add(chunk)
                    body += chunk
                    self._being_read += len(chunk)
                    if len(body) > CALL_BYTES_MAX:
                        return _refused(413)
                    if self._being_read > CALLS_BYTES_MAX:
                        return _refused(503)  # so much at once is nobody's batch: what is Meta's comes again
        except TimeoutError:
            return _refused(408)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        finally:
            self._being_read -= len(body)
        if not signed.is_genuine:
            return _refused(401)
        if self._app.storage.writer.unavailable_since is not None:
            return Response(status_code=503)  # comes again; a queue of the same calls would only grow
        return Response(status_code=await self._stored(channel.take(bytes(body), self._app.intake.store)))

    async def _stored(self, storing: Awaitable[int]) -> int:
        """The status of a webhook call; 503 if the database takes too long. What was begun is finished all the same."""
        task = asyncio.ensure_future(storing)
        self._storing.add(task)
        task.add_done_callback(self._storing.discard)
        done, _late = await asyncio.wait({task}, timeout=STORE_TIMEOUT_S)
        if not done:
            log.warning("a webhook call waits too long for the database")
            return 503
        return task.result()
