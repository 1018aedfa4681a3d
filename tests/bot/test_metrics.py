"""Prometheus sees counts and ages, and nothing of anybody."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import IncomingKind
from bot.metrics import exposition
from tests.bot.room import Room, open_room
from tests.bot.small_talks import ALL


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL) as opened:
        await opened.knows("siti")
        yield opened


class App:
    """What the page reads of the program."""

    def __init__(self, room: Room) -> None:
        self.storage = room.desk.storage
        self.intake, self.turns, self.delivery = room.intake, room.turns, room.delivery


async def page(room: Room) -> str:
    app: Any = App(room)
    return (await exposition(app)).decode()


async def figures(room: Room) -> dict[str, float]:
    lines = (line for line in (await page(room)).splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


async def test_a_program_at_rest_shows_every_count_as_nothing(room: Room) -> None:
    seen = await figures(room)
    assert {'teman_inbox{state="new"}', 'teman_outbox{state="held"}', "teman_turns_waiting"} <= set(seen)
    assert 'teman_messages_total{channel="paper",outcome="sent"}' in seen
    assert set(seen.values()) == {0.0}


async def test_what_was_said_is_counted(room: Room) -> None:
    event = room.raw("siti", text="warna", key="once")
    await room.happens(event, event)
    await room.says("siti", "merah")
    seen = await figures(room)
    assert seen['teman_events_total{outcome="stored"}'] == 2
    assert seen['teman_events_total{outcome="doubles"}'] == 1
    assert seen['teman_events_total{outcome="handled"}'] == 2
    assert seen['teman_messages_total{channel="paper",outcome="sent"}'] == 2


async def test_the_states_of_what_lies_in_the_inbox_and_the_outbox_are_counted(room: Room) -> None:
    await room.says("siti", "warna")
    await room.says("siti", "merah")

    async def job(unit: Any) -> None:
        unit.write("UPDATE inbox SET state = 'failed'")
        unit.write("UPDATE outbox SET state = 'uncertain'")

    await room.desk.run(job)
    seen = await figures(room)
    assert seen['teman_inbox{state="failed"}'] == 2
    assert seen['teman_outbox{state="uncertain"}'] == 2
    assert seen['teman_outbox{state="queued"}'] == 0


async def test_while_the_database_is_away_the_counts_of_the_process_are_shown_alone(room: Room) -> None:
    room.desk.storage.writer.unavailable_since = 1.0
    seen = await figures(room)
    room.desk.storage.writer.unavailable_since = None
    assert seen["teman_storage_unavailable"] == 1
    assert seen["teman_turns_waiting"] == 0
    assert not [name for name in seen if name.startswith(("teman_inbox", "teman_outbox"))]


async def test_the_page_knows_nobody_and_no_words(room: Room) -> None:
    await room.says("siti", "catat", "rahasia besar")
    await room.sends("siti", IncomingKind.STICKER)
    shown = await page(room)
    assert "teman_events" in shown
    assert not [word for word in ("siti", "rahasia", "catat") if word in shown]
