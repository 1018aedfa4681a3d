"""`python -m bot run`: start, serve until told to stop, drain.

Exit codes: 0 told to stop and everything is put away; 1 ended otherwise; 2 it could not begin, and said why.
"""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Coroutine, Iterator, Sequence
from typing import Any, NoReturn

import uvicorn

from bot.app import App
from bot.channels.base import Channel
from bot.garbage import spare_the_collector
from bot.settings import Settings
from bot.storage import Look, WrongRecords
from bot.web import build_web
from db import meta
from db.migrations import NewerDatabase
from db.vault import UnknownKeyRing
from domain.criteria import CriteriaError

log = logging.getLogger(__name__)

# Long enough for a phone on a weak signal; a proxy in front has its own (docs/operating.md).
KEEP_ALIVE_S = 30

# What is being answered when the program is told to stop may take so long; what was stored is handled in any case.
ANSWERS_S = 5

# Turns and messages on their way may take so long; after that they are settled at the next start, as after a crash.
STOP_S = 40.0

# Mistakes of the operator, each said in its own words.
_CANNOT_BEGIN = (CriteriaError, NewerDatabase, UnknownKeyRing, WrongRecords, OSError)


class _Server(uvicorn.Server):
    """Uvicorn without its own signal handlers: stopping has an order (page, intake, turns, outbox) that is ours."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def run(settings: Settings, *, people: int = 0) -> None:
    """Run until SIGTERM or SIGINT. people: so large a crowd in the demo. Raises SystemExit with the code, if not 0."""
    channels: Sequence[Channel] = ()
    if people:
        from bot.demo_crowd import reached_by

        settings, channels = reached_by(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    app = App(settings, channels=channels)
    stopping = asyncio.create_task(stop.wait())
    try:
        if await _start(app, settings, stopping, people):
            await _serve(app, settings, stopping)
    finally:
        stopping.cancel()
        await _put_away(app)


async def _start(app: App, settings: Settings, stopping: "asyncio.Task[bool]", people: int) -> bool:
    """Whether it has begun; False if it was told to stop before (while it waited for the database, perhaps)."""
    if not await _done_before(app.start(_look_for(settings)), stopping):
        return False
    if people:
        return await _done_before(_fill_crowd(app, people), stopping)
    if settings.demo:
        await _fill_demo(app)
    return True


def _look_for(settings: Settings) -> Look | None:
    """What is asked of the records first: the demo works on the demo's alone."""
    if not settings.demo:
        return None
    from bot.demo_place import check_demo

    return check_demo


async def _done_before(work: Coroutine[Any, Any, None], stopping: "asyncio.Task[bool]") -> bool:
    """Whether it came to its end before the program was told to stop."""
    working = asyncio.create_task(work)
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not working.done():
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working
        return False
    try:
        await working
    except _CANNOT_BEGIN as fault:
        _refuse(str(fault))
    return True


async def _fill_crowd(app: App, people: int) -> None:
    from bot.demo_crowd import fill_crowd

    await _fill_demo(app)
    came = await fill_crowd(app.storage.writer, people)
    log.info("the demo's crowd: %d came, %d are there", came, people)


async def _fill_demo(app: App) -> None:
    """The demo's people and phones; what makes them is loaded only where they are not there yet."""
    has_phones = app.simulator is not None and bool(app.simulator.chats.list_phones())
    if has_phones and await app.storage.writer.run(meta.is_demo_ready):
        return
    from bot.demo import seed

    await seed(app, rest_later=True)


def _refuse(why: str) -> NoReturn:
    sys.stderr.write(f"{why}\n")
    raise SystemExit(2)


def _listen(host: str, port: int) -> socket.socket:
    try:
        # As bytes: for text Python loads the rules of names in other scripts, and an address has none.
        name = host.encode() if host.isascii() else host
        (family, _kind, _protocol, _name, address), *_others = socket.getaddrinfo(
            name, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as fault:
        why = os.strerror(fault.errno) if fault.errno and fault.errno > 0 else fault.strerror
        _refuse(f"Cannot listen on {host}:{port} ({why}). Set HOST and PORT, or stop the other program.")


async def _serve(app: App, settings: Settings, stopping: "asyncio.Task[bool]") -> None:
    listening = _listen(settings.host, settings.port)
    port = listening.getsockname()[1]
    server = _Server(
        uvicorn.Config(
            build_web(app, simulator_open=settings.simulator_open),
            loop="none",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=ANSWERS_S,
            server_header=False,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    spare_the_collector()
    app.receive()
    if settings.simulator:
        sys.stdout.write(f"Simulator: http://{settings.host}:{port}\n")
        sys.stdout.flush()
    if settings.simulator_open:
        log.warning("SIMULATOR=on: whoever reaches this address can use the simulator")
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        log.error("the web server has ended by itself")
        raise SystemExit(1)
    app.ready = False
    if app.simulator is not None:
        await app.simulator.close()  # its open pages would keep the server waiting
    server.should_exit = True
    await serving


async def _put_away(app: App) -> None:
    """Stop what was begun: turns are finished, messages on their way settled, files closed."""
    try:
        async with asyncio.timeout(STOP_S):
            if hasattr(app, "intake"):
                await app.stop()
            elif hasattr(app, "storage"):
                await app.storage.close()
    except TimeoutError:
        log.error("the database is away: what is not finished is taken up at the next start")
        raise SystemExit(1) from None
