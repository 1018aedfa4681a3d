"""`python -m tests.canaries.program`: the whole program, with Telegram without its pace and three more conversations.

One breaks with what she wrote in its error; one takes a photo. DEFECT in the environment adds a mistake that a search
must find: what she says is logged, or written into a column, or into a temporary file.
"""

import asyncio
import logging
import os
import signal
import tempfile
from dataclasses import replace
from pathlib import Path

import uvicorn

from bot.app import App
from bot.channels.telegram import Telegram
from bot.log import set_up
from bot.settings import make_data_dir, read_settings
from bot.web import build_web
from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text
from db import files
from db.unit import Unit
from domain.files import SentFile, Wanted
from handlers.conversations import CONVERSATIONS
from handlers.file_questions import photo
from handlers.questions import Words
from tests.kill.hasty import Hasty

log = logging.getLogger("bot.canaries")


@conversation("jatuh", title=Text("Fall"), for_strangers=True)
async def fall(chat: Chat) -> None:
    words = await chat.ask(Text("Words?"), Words())
    raise ValueError(f"cannot understand {words!r} of {chat!r}")


@conversation("jatuhtulis", title=Text("Fall while writing"), for_strangers=True)
async def fall_in_a_step(chat: Chat) -> None:
    await chat.run(write_badly, await chat.ask(Text("Words?"), Words()))


async def write_badly(unit: Unit, words: str) -> None:
    unit.write("INSERT INTO meta (name, value) VALUES ($1, NULL)", words)


@conversation("kirimfoto", title=Text("Send a photo"), for_strangers=True)
async def send_photo(chat: Chat) -> None:
    await chat.run(keep_file, await chat.ask(Text("A photo?"), photo()))
    await chat.say(Text("Thanks."))


async def keep_file(unit: Unit, sent: SentFile) -> int:
    return files.want(unit, sent, Wanted.PHOTO)


@conversation("bocor", title=Text("Leak"), for_strangers=True)
async def leak(chat: Chat) -> None:
    await chat.run(leak_words, await chat.ask(Text("Words?"), Words()), os.environ.get("DEFECT", ""))
    await chat.say(Text("Thanks."))


async def leak_words(unit: Unit, words: str, defect: str) -> None:
    """The mistakes that the search is there for."""
    if defect == "log":
        log.info("she said %s", words)
    elif defect == "column":
        unit.write("INSERT INTO meta (name, value) VALUES ('note', $1)", words)
    elif defect == "temporary":
        path = Path(tempfile.mkstemp()[1])
        await asyncio.to_thread(path.write_text, words)


async def main() -> None:
    """Until SIGTERM."""
    settings = read_settings()
    make_data_dir(settings)
    set_up(settings.log_level)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    channel = Hasty(Telegram(token=settings.telegram_token, api_url=settings.telegram_api_url))
    app = App(
        replace(settings, telegram_token=""),
        conversations=(*CONVERSATIONS, fall, fall_in_a_step, send_photo, leak),
        channels=(channel,),
    )
    await app.start()
    server = uvicorn.Server(
        uvicorn.Config(
            build_web(app, simulator_open=False),
            port=settings.port,
            log_config=None,
            lifespan="off",
            access_log=True,
        )
    )
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(server._serve())
    app.receive()
    await stop.wait()
    server.should_exit = True
    await serving
    await app.stop()


if __name__ == "__main__":
    asyncio.run(main())
