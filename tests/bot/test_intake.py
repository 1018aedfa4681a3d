"""What comes in: stored once, acknowledged after the commit, handled after a crash, and no event stops the others."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import intake
from bot.channels.base import Incoming, RawEvent
from db import inbox
from db.inbox import TRIES_MAX
from db.unit import Unit
from tests.bot.room import Room, open_room
from tests.bot.small_talks import ALL


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL) as opened:
        await opened.knows("siti")
        yield opened


async def store_only(room: Room, *events: RawEvent, tries: int = 1) -> None:
    """Stored, and then the program ended."""

    rows = [(room.desk.storage.ids.new(), each.channel, each.key, each.body) for each in events]

    async def store(unit: Unit) -> None:
        await inbox.add(unit, rows, unit.now_ms)

    async def count(unit: Unit) -> None:
        for row in rows:
            unit.write("UPDATE inbox SET tries = $2 WHERE id = $1", row[0], tries)

    await room.desk.run(store)
    await room.desk.run(count)


async def test_an_event_that_comes_again_takes_effect_once(room: Room) -> None:
    event = room.raw("siti", text="umur", key="same")
    await room.happens(event, event)
    await room.happens(event)
    await asyncio.gather(*[room.intake.store([event]) for _time in range(20)])
    await room.rest()
    assert len(room.paper.table["siti"]) == 1
    assert await room.events() == ["done"]
    assert room.intake.counts == {"stored": 1, "doubles": 22, "quarantined": 0}


async def test_the_same_key_on_another_channel_is_another_event(room: Room) -> None:
    event = room.raw("siti", text="umur", key="same")
    other = replace(event, channel="other")
    await room.happens(event, other)
    assert await room.events() == ["done", "quarantined"]


async def test_storing_returns_only_when_the_events_are_committed(room: Room) -> None:
    await room.intake.store([room.raw("siti", text="umur")])
    assert len(await room.events()) == 1


async def test_events_of_one_call_and_of_many_keep_their_order_in_a_chat(room: Room) -> None:
    calls = [[room.raw("siti", text=text)] for text in ("umur", "31", "umur", "32", "umur")]
    await asyncio.gather(*[room.intake.store(call) for call in calls])
    await room.rest()
    texts = [each.text for each in room.paper.table["siti"]]
    assert texts == ["Umur?", "31 tahun.", "Umur?", "32 tahun.", "Umur?"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"kind": "never"}', b'{"kind": "text"}', b"\xff\xfe"])
async def test_what_cannot_be_understood_is_laid_aside_and_stops_nobody(room: Room, body: bytes) -> None:
    bad = replace(room.raw("siti", text="x"), body=body)
    await room.happens(room.raw("siti", text="umur"), bad, room.raw("siti", text="31"))
    assert await room.events() == ["done", "quarantined", "done"]
    assert room.last("siti").text == "31 tahun."
    assert room.intake.counts["quarantined"] == 1


async def test_a_decoder_that_breaks_is_taken_as_an_event_that_cannot_be_understood(room: Room) -> None:
    understand = room.paper.decode

    def decode(body: bytes, event: Any = None) -> Incoming:
        if b"bad" in body:
            raise RuntimeError("somebody's words")
        return understand(body, event)

    room.paper.decode = decode  # type: ignore[method-assign]
    await room.happens(room.raw("siti", text="bad"), room.raw("siti", text="umur"))
    assert await room.table("SELECT fault FROM inbox ORDER BY id") == ["RuntimeError", ""]
    assert room.last("siti").text == "Umur?"


async def test_what_was_stored_and_not_handled_is_handled_at_the_next_start_in_order(room: Room) -> None:
    await store_only(room, *[room.raw("siti", text=text) for text in ("umur", "31", "umur")])
    assert await room.intake.recover() == 3
    await room.rest()
    assert [each.text for each in room.paper.table["siti"]] == ["Umur?", "31 tahun.", "Umur?"]
    assert await room.events() == ["done"] * 3
    assert await room.intake.recover() == 0


async def test_each_try_after_a_crash_is_committed_before_it_begins(room: Room) -> None:
    seen: list[int] = []
    understand = room.paper.decode

    def decode(body: bytes, event: Any = None) -> Incoming:
        reader.submit(note_tries)
        return understand(body, event)

    async def note_tries(unit: Unit) -> None:
        seen.extend(row["tries"] for row in await unit.fetch("SELECT tries FROM inbox"))

    reader = room.desk.storage.writer
    room.paper.decode = decode  # type: ignore[method-assign]
    await store_only(room, room.raw("siti", text="umur"))
    await room.intake.recover()
    assert seen[0] == 2


async def test_an_event_that_ended_the_program_three_times_is_laid_aside(room: Room) -> None:
    await store_only(room, room.raw("siti", text="umur"), tries=TRIES_MAX)
    await store_only(room, room.raw("siti", text="warna"), tries=TRIES_MAX - 1)
    await room.intake.recover()
    await room.rest()
    assert await room.events() == ["quarantined", "done"]
    assert [each.text for each in room.paper.table["siti"]] == ["Warna apa?"]


async def test_events_of_a_channel_that_is_switched_off_wait_for_it(room: Room) -> None:
    await store_only(room, replace(room.raw("siti", text="umur"), channel="other"))
    await room.intake.recover()
    assert await room.events() == ["new"]
    assert await room.table("SELECT tries FROM inbox") == [1]


async def test_more_events_than_one_page_are_all_taken_up(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "RECOVERY_SLICE", 3)
    await store_only(room, *[room.raw("siti", text="menu") for _number in range(10)])
    assert await room.intake.recover() == 10
    assert Counter(await room.events()) == {"done": 10}


async def test_who_brings_more_than_fits_waits(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Back-pressure: the channel is not asked for more while too much waits."""
    monkeypatch.setattr(intake, "WAITING_MAX", 5)
    await asyncio.wait_for(room.intake.store([room.raw("siti", text="menu") for _number in range(30)]), 20)
    assert room.turns.waiting == 0
    assert Counter(await room.events()) == {"done": 30}


async def test_nothing_is_stored_of_an_empty_call(room: Room) -> None:
    await room.intake.store([])
    assert await room.events() == []


async def test_one_broken_body_does_not_stop_the_start(room: Room) -> None:
    await store_only(room, room.raw("siti", text="umur"), room.raw("siti", text="warna"))

    async def spoil(unit: Unit) -> None:
        unit.write("UPDATE inbox SET body = $1 WHERE id = (SELECT min(id) FROM inbox)", b"broken" * 9)

    await room.desk.run(spoil)
    await room.intake.recover()
    await room.rest()
    assert await room.events() == ["quarantined", "done"]
