"""An echo bot behind the simulator's doors: spoken to without a socket, or served on a port like the program."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from tests.bot.channels.simulator.echo import EchoBot, application


class Doors:
    """A program that uses the simulator over HTTP."""

    def __init__(self, bot: EchoBot, client: httpx.AsyncClient) -> None:
        self.bot = bot
        self.client = client

    async def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return await self.client.post(path, json=body, headers=headers)

    async def say(self, phone: str, **body: Any) -> httpx.Response:
        """Do it and wait until the bot has answered."""
        answer = await self.post(f"/sim/phones/{phone}/messages", body)
        await self.bot.idle()
        return answer

    async def messages(self, phone: str, *, after: int = 0) -> list[dict[str, Any]]:
        answer = await self.client.get(f"/sim/phones/{phone}/messages", params={"after": after})
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]

    async def texts(self, phone: str) -> list[str]:
        return [f"{message['from']}: {message['text']}" for message in await self.messages(phone)]


@asynccontextmanager
async def doors(
    folder: Path, *, clock_allowed: bool = True, client: str = "127.0.0.1"
) -> AsyncIterator[Doors]:
    """The demo phones, fresh or as the folder has them."""
    bot = EchoBot(folder)
    bot.demo()
    app = application(bot, clock_allowed=clock_allowed)
    transport = httpx.ASGITransport(app=app, client=(client, 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as spoken:
        yield Doors(bot, spoken)
        await bot.idle()


class Served:
    """The same, on a port, in a thread: it can be stopped and started again like a computer that restarts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.bot = EchoBot(self.folder)
        self.bot.demo()
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        self._server = uvicorn.Server(uvicorn.Config(application(self.bot), log_level="critical"))
        self._thread = threading.Thread(target=self._serve, args=(listener,))
        self._thread.start()

    def _serve(self, listener: socket.socket) -> None:
        async def until_told() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve(sockets=[listener])

        with listener:
            asyncio.run(until_told())

    def stop(self) -> None:
        """As the program ends: open streams are closed, what is being answered is answered."""
        httpx.get(f"{self.url}/sim/clock", trust_env=False)  # it has surely begun
        self._server.should_exit = True
        self._loop.call_soon_threadsafe(self.bot.simulator.live.close)
        self._thread.join(timeout=20)
        assert not self._thread.is_alive()
