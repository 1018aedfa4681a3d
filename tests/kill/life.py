"""One life of the program: the real App from its settings, as `python -m bot run` runs it without the HTTP pages.

It ends by SIGTERM (0), by its own fault, or at the step at which it is to be killed.
"""

import asyncio
import logging
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import caution
from bot.app import App
from bot.channels.telegram import Telegram
from bot.clock import Clock
from bot.log import set_up
from bot.settings import read_settings
from handlers.commands import COMMANDS
from tests.kill.awaits import Steps
from tests.kill.defects import DEFECTS, PROGRAM, Defect
from tests.kill.hasty import Hasty
from tests.kill.poison import POISONED

Tell = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What one life is to be like.

    kill_at: the step at which it is killed, 0 for never. pace: keep Telegram's pace; without it a history takes a
    second instead of half a minute. defect: of tests/kill/defects.py. poison: with the conversations that kill it.
    file_bytes_max: no file may grow beyond it, as on a full disk; -1 for no limit. ahead_ms: how far its clock is from
    the machine's. looks: what the clock does once a minute is done as soon as it is up. bold: events are stored and
    handled at once also after a kill, as they are for nearly all of a program's life.
    """

    environment: dict[str, str]
    log: str
    kill_at: int = 0
    pace: bool = False
    defect: str = ""
    poison: bool = False
    learn: bool = False
    file_bytes_max: int = -1
    ahead_ms: int = 0
    looks: bool = False
    bold: bool = False
    token: str = field(default="", repr=False)
    api_url: str = ""


def live(spec: Spec, tell: Tell) -> int:
    """Live; the exit code."""
    set_up("INFO")
    if spec.bold:
        caution.CAUTION_MS = 0
    logging.captureWarnings(True)
    logging.getLogger().addHandler(_Telling(tell))
    if spec.file_bytes_max >= 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (spec.file_bytes_max, resource.RLIM_INFINITY))
    steps = Steps(
        spec.kill_at, dying=lambda count, place: tell({"dies_at": count, "place": place}), learn=spec.learn
    )
    with asyncio.Runner() as runner:
        runner.get_loop().set_task_factory(steps.task)
        runner.run(_run(spec, tell, steps))
    tell({"steps": steps.count, "places": sorted(steps.places)})
    return 0


class _Shifted(Clock):
    """A machine whose clock says another time; it goes on as fast as ours."""

    def __init__(self, ahead_ms: int) -> None:
        super().__init__()
        self._ahead_ms = ahead_ms

    def now_ms(self) -> int:
        return super().now_ms() + self._ahead_ms


class _Telling(logging.Handler):
    """Warnings and errors reach whoever started this life even where no file can be written."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell({"warning": record.getMessage()})


async def _run(spec: Spec, tell: Tell, steps: Steps) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    app = build(spec)
    await app.start()
    app.receive()
    tell({"ready": steps.count})
    if spec.looks:
        await app.housekeeping.run()
        tell({"looked": steps.count})
    await stop.wait()
    tell({"stopping": steps.count})
    await app.stop()


def build(spec: Spec) -> App:
    """The program, with the defect planted if one is named."""
    defect: Defect = DEFECTS[spec.defect] if spec.defect else PROGRAM
    settings = read_settings(spec.environment, demo=False)
    Path(settings.data_dir).mkdir(exist_ok=True)
    telegram = Telegram(token=spec.token, api_url=spec.api_url, commands=COMMANDS)
    channel = telegram if spec.pace else Hasty(telegram)
    app = defect.app(
        settings,
        conversations=POISONED if spec.poison else None,
        channels=[defect.channel(channel, settings.data_dir)],
    )
    app.clock = _Shifted(spec.ahead_ms)
    return app
