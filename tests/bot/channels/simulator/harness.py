"""An echo bot behind the simulator's doors, spoken to over HTTP without a socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

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
