"""The program is built, starts, answers, stops, and begins where it was."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from bot.caution import CAUTIOUS_UNTIL
from bot.channels.base import RawEvent
from bot.channels.simulator.gestures import act
from bot.run import _fill_demo
from bot.settings import read_settings
from db import meta
from handlers.conversations import CONVERSATIONS


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[App]:
    app = App(read_settings({"DATA_DIR": str(folder), "PORT": "0"}))
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


async def answer(app: App, text: str) -> str:
    """What the phone "siti" reads after she has written."""
    assert app.simulator is not None
    app.simulator.add_phone("Siti")
    phone = app.simulator.chats.find_phone("siti")
    assert phone is not None
    number = act(app.simulator, phone, {"text": text})
    await app.simulator.deliver("siti", app.intake.store)
    await app.turns.drain()
    await app.delivery.settle()
    said = [each.shown() for each in app.simulator.chats.list_messages("siti", after=number)]
    return "\n".join(each["text"] for each in said if each["from"] == "bot")


async def test_it_starts_answers_and_stops(tmp_path: Path) -> None:
    async with running(tmp_path) as app:
        assert app.ready
        assert "HP ini dipakai sendiri" in await answer(app, "halo")
    assert not app.ready


async def test_a_second_start_goes_on_where_the_first_one_stopped(tmp_path: Path) -> None:
    async with running(tmp_path) as app:
        await answer(app, "halo")
    async with running(tmp_path) as app:
        assert "Ada yang bisa saya bantu" in await answer(app, "sendiri")


async def is_cautious(app: App) -> bool:
    return bool(await app.storage.writer.run(lambda unit: meta.read(unit, CAUTIOUS_UNTIL)))


async def test_a_stop_is_told_from_an_end_that_was_none(tmp_path: Path) -> None:
    stopped, killed = tmp_path / "stopped", tmp_path / "killed"
    async with running(stopped) as app:
        await answer(app, "halo")
        shutil.copytree(stopped, killed)  # as it lies there after kill -9
    async with running(stopped) as app:
        assert not await is_cautious(app)
    async with running(killed) as app:
        assert await is_cautious(app)


async def test_what_has_come_when_it_is_told_to_stop_is_handled_and_answered(tmp_path: Path) -> None:
    async with running(tmp_path) as app:
        await answer(app, "halo")
        storing = asyncio.create_task(app.intake.store([_written(app, "sendiri")]))
        await asyncio.sleep(0)
        storing.cancel()
        database = app.settings.database_url.removeprefix("sqlite:///")
    with contextlib.closing(sqlite3.connect(database)) as records:
        assert records.execute("SELECT state FROM inbox").fetchall() == [("done",)] * 2
        assert records.execute("SELECT state FROM outbox").fetchall() == [("sent",)] * 2


def _written(app: App, text: str) -> RawEvent:
    """What the phone "siti" writes, as its channel brings it."""
    assert app.simulator is not None
    phone = app.simulator.chats.find_phone("siti")
    assert phone is not None
    act(app.simulator, phone, {"text": text})
    return app.simulator._raw(app.simulator.chats.list_owed("siti")[-1].body)


async def test_the_moved_clock_stays_moved_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as app:
        moved_from = app.clock.now_ms()
        await app.move_clock(3600)
    async with running(tmp_path) as app:
        assert app.clock.now_ms() >= moved_from + 3_600_000


async def test_soon_after_the_start_everything_is_loaded_and_the_clock_ticks(tmp_path: Path) -> None:
    async with running(tmp_path) as app:
        await _fill_demo(app)
        app.receive()
        assert not app.settled.is_set()
        await asyncio.wait_for(app.settled.wait(), 30)
    assert all(each.load() for each in CONVERSATIONS)


async def test_the_demo_is_made_once_and_again_where_its_phones_are_gone(tmp_path: Path) -> None:
    async with running(tmp_path) as app:
        await _fill_demo(app)
        assert app.simulator is not None
        phones = [each.name for each in app.simulator.chats.list_phones()]
        assert await app.storage.writer.run(meta.is_demo_ready)
    shutil.rmtree(tmp_path / "simulator")
    async with running(tmp_path) as app:
        await _fill_demo(app)
        assert app.simulator is not None
        assert [each.name for each in app.simulator.chats.list_phones()] == phones
