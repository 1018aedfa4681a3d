"""The program as an operator starts it (`python -m bot run`), with the fake Bot API server as its Telegram."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from tests.bench.program import _free_port, _setting_names
from tests.fakes.bot_api import BotApi
from tests.kill.awaits import ROOT
from tests.kill.ground import Ground

START_S = 30.0
STOP_S = 60.0


class Program:
    """A running `python -m bot run`. start_s: from nothing to its first question to Telegram."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self._process = process
        self._port = port
        self.start_s = 0.0

    async def page(self, path: str) -> str:
        """One of its own pages."""
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"http://127.0.0.1:{self._port}{path}")
            return answer.text

    async def stop(self) -> tuple[int, float]:
        """SIGTERM; the exit code, and how long it took."""
        loop = asyncio.get_running_loop()
        begun_at = loop.time()
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_S):
            return await self._process.wait(), loop.time() - begun_at


def environment(ground: Ground, api: BotApi) -> dict[str, str]:
    """Everything the program is told, and nothing of the operator's own settings."""
    kept = {name: value for name, value in os.environ.items() if name not in _setting_names()}
    settings = {"TELEGRAM_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "PYTHONPATH": str(ROOT)}
    return {**kept, **ground.environment, **settings}


@asynccontextmanager
async def running(ground: Ground, api: BotApi) -> AsyncIterator[Program]:
    """The program, from its first question to Telegram until the block ends."""
    port, loop = _free_port(), asyncio.get_running_loop()
    begun_at, asked = loop.time(), len(api.calls_of("getUpdates"))
    with (ground.folder / "program.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=ground.folder,
            env={**environment(ground, api), "PORT": str(port)},
            stderr=log,
        )
    program = Program(process, port)
    try:
        await api.until(lambda: len(api.calls_of("getUpdates")) > asked, most_s=START_S)
        program.start_s = loop.time() - begun_at
        yield program
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def operator(ground: Ground, api: BotApi, *words: str) -> tuple[int, str]:
    """`python -m bot WORDS`; its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=ground.folder,
        env=environment(ground, api),
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(START_S):
        printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()
