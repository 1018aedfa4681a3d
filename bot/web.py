"""The program's own HTTP: health, metrics, webhooks, and the simulator's page where it is switched on."""

from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.limits import BODY_BYTES_MAX

if TYPE_CHECKING:
    from bot.app import App


def build_web(app: "App", *, simulator_open: bool) -> Starlette:
    """The ASGI app. simulator_open: the page may be reached from elsewhere than this machine."""
    pages = _Pages(app)
    routes = [
        Route("/healthz", pages.health),
        Route("/readyz", pages.ready),
        Route("/metrics", pages.metrics),
    ]
    if "telegram" in app.channels:
        routes.append(Route("/telegram", pages.telegram, methods=["POST"]))
    if app.simulator is None:
        return Starlette(routes=routes)
    return Starlette(routes=routes + _simulator_routes(app, simulator_open))


def _simulator_routes(app: "App", simulator_open: bool) -> list:
    from bot.channels.simulator import loopback_only
    from bot.channels.simulator import routes as simulator_routes
    from bot.demo import Phones

    assert app.simulator is not None, "only asked for where the simulator is on"
    phones = Phones(app)
    routes = simulator_routes(
        app.simulator,
        app.intake.store,
        on_phone=phones.register,
        move_clock=app.move_clock,
        clock_allowed=app.settings.demo,
    )
    if simulator_open:
        return routes
    for route in routes:
        route.app = loopback_only(route.app)
    return routes


class _Pages:
    """What the routes answer."""

    def __init__(self, app: "App") -> None:
        self._app = app

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
        length = request.headers.get("content-length", "0")
        if length.isdecimal() and int(length) > BODY_BYTES_MAX:
            return JSONResponse({"error": "too large"}, 413)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_BYTES_MAX:
                return JSONResponse({"error": "too large"}, 413)
        channel: Any = self._app.channels["telegram"]
        status = await channel.webhook(request.headers, bytes(body), self._app.intake.store)
        return Response(status_code=status)
