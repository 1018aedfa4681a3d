"""A database that takes nothing more: who writes of danger gets the numbers all the same, once, and an answer later."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import IncomingKind, Outgoing, RawEvent, SendError, Sent
from bot.last_resort import AT_ONCE, PAUSE_S, WAITED_S, LastResort
from bot.render import render
from db.engine import Write
from handlers.conversations import CONVERSATIONS
from handlers.door_words import WHILE_AWAY
from tests.bot.room import Paper, Room, open_room
from tests.world import Way, open_world

# Longer than what is free in the file, so that storing needs a page that the disk does not give.
LONG = "saya dipukul suami " + "tolong saya " * 5_000
NUMBERS = render(WHILE_AWAY, "id")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, CONVERSATIONS) as opened:
        await opened.knows("siti")
        await opened.knows("yuyun")
        yield opened


class Watch:
    """The last resort of a room, with a clock of its own."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.now_s = 1_000.0
        self.resort = LastResort({"paper": room.paper}, lambda: self.now_s)

    async def look(self, *, after_s: float = 0.0) -> None:
        self.now_s += after_s
        await self.resort.look(self.room.intake.list_unstored(), self.room.turns.list_unhandled())

    def table(self, who: str) -> list[str]:
        return [each.text for each in self.room.paper.table[who]]


async def fill(room: Room) -> None:
    """The disk gives no further page."""
    await room.desk.storage.engine.perform([Write("PRAGMA max_page_count = 1")])


async def make_room(room: Room) -> None:
    await room.desk.storage.engine.perform([Write("PRAGMA max_page_count = 1000000")])


async def begin(room: Room, who: str, text: str, **fields: str) -> "asyncio.Task[None]":
    """She writes; it cannot be stored yet."""
    event = room.raw(who, fields.pop("kind", IncomingKind.TEXT), text=text, message_ref="1", **fields)  # type: ignore[arg-type]
    task = asyncio.create_task(room.intake.store([event]))
    await asyncio.sleep(0)  # it begins
    return task


async def test_who_is_beaten_gets_the_numbers_while_nothing_can_be_stored(room: Room) -> None:
    watch = Watch(room)
    await fill(room)
    storing = await begin(room, "siti", LONG)
    await watch.look()
    assert watch.table("siti") == []  # an ordinary wait
    await watch.look(after_s=WAITED_S)
    assert watch.table("siti") == [NUMBERS]
    for _second in range(5):
        await watch.look(after_s=1)
    assert len(watch.table("siti")) == 1
    await watch.look(after_s=PAUSE_S)
    assert len(watch.table("siti")) == 2
    await make_room(room)
    await asyncio.wait_for(storing, 20)
    await room.rest()
    assert "Aman membaca ini sendirian sekarang?" in watch.table("siti")[-1]
    assert await room.table("SELECT body FROM inbox") == [None]


async def test_petugas_is_a_call_for_help_too_and_what_is_ordinary_waits(room: Room) -> None:
    watch = Watch(room)
    await fill(room)
    blocking = await begin(room, "yuyun", "simpanan wajib " * 5_000)
    asking = asyncio.create_task(room.intake.store([room.raw("siti", text="petugas", message_ref="2")]))
    await asyncio.sleep(0)
    await watch.look()
    await watch.look(after_s=WAITED_S)
    assert (watch.table("siti"), watch.table("yuyun")) == ([NUMBERS], [])
    await make_room(room)
    await asyncio.wait_for(asyncio.gather(blocking, asking), 20)
    await room.rest()


async def test_nothing_is_said_in_a_group(room: Room) -> None:
    watch = Watch(room)
    await fill(room)
    storing = await begin(room, "siti", LONG, kind=IncomingKind.GROUP_TEXT, chat="-100", sender="siti")
    await watch.look()
    await watch.look(after_s=WAITED_S)
    assert dict(room.paper.table) == {}
    await make_room(room)
    await asyncio.wait_for(storing, 20)
    await room.rest()


async def test_what_was_said_is_written_down_afterwards_and_leaves_the_screen_like_the_rest(
    room: Room,
) -> None:
    await room.knows("rini", phone="shared")
    watch = Watch(room)
    await fill(room)
    storing = await begin(room, "rini", LONG)
    await watch.look()
    await watch.look(after_s=WAITED_S)
    assert watch.table("rini") == [NUMBERS]
    await make_room(room)
    await asyncio.wait_for(storing, 20)
    await room.rest()
    before = await room.table("SELECT count(*) FROM outbox WHERE clear_ms > 0")
    writer = room.desk.storage.writer
    await watch.resort.write_down(writer)
    await watch.resort.write_down(writer)  # once
    (after,) = await room.table("SELECT count(*) FROM outbox WHERE clear_ms > 0")
    assert after == before[0] + 1


async def test_while_all_is_well_nobody_is_answered_twice(room: Room) -> None:
    watch = Watch(room)
    await room.says("siti", "saya dipukul suami")
    await watch.look()
    await watch.look(after_s=PAUSE_S)
    assert NUMBERS not in watch.table("siti")


class Mute(Paper):
    """A channel that takes nothing."""

    async def send(self, outgoing: Outgoing) -> Sent:
        raise SendError("away", retryable=True)


async def test_a_flood_is_answered_in_slices_and_a_channel_that_is_away_harms_nobody(room: Room) -> None:
    now_s = 0.0
    paper, mute = Paper(room.paper.looks), Mute(room.paper.looks)
    resort = LastResort({"paper": paper, "mute": mute}, lambda: now_s)
    events = [room.raw(f"woman {number}", text="saya dipukul suami") for number in range(AT_ONCE + 5)]
    incoming = [
        ("mute", mute.decode(events[0].body)),
        ("paper", paper.decode(room.raw("stored", text="petugas").body)),
    ]
    await resort.look(events, incoming)
    now_s = WAITED_S
    await resort.look(events, incoming)
    assert 0 < len(paper.table) <= AT_ONCE
    await resort.look(events, incoming)
    assert len(paper.table) == resort.count == AT_ONCE + 6
    assert [each.text for each in paper.table["stored"]] == [
        NUMBERS
    ]  # stored, and its turn cannot be written


@pytest.mark.parametrize("way", [Way.STEADY, Way.TELEGRAM])
async def test_the_numbers_go_out_through_the_real_channels_of_the_whole_program(
    tmp_path: Path, way: Way
) -> None:
    async with open_world(tmp_path, way) as world:
        await world.add("Siti")
        engine, now_s = world.app.storage.engine, 0.0
        resort = LastResort(world.app.channels, lambda: now_s)
        await engine.perform([Write("PRAGMA max_page_count = 1")])
        filler = RawEvent(channel=world.phones.channel, key="filler", chat="nobody", body=b"x" * 500_000)
        storing = asyncio.create_task(world.app.intake.store([filler]))
        await asyncio.sleep(0)
        writing = asyncio.create_task(world.phones.write("Siti", "saya dipukul suami"))
        async with asyncio.timeout(20):
            # Over real HTTP nothing tells when it has come.
            while len(world.app.intake.list_unstored()) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0)
        await resort.look(world.app.intake.list_unstored())
        now_s = WAITED_S
        await resort.look(world.app.intake.list_unstored())
        assert [bubble.text for bubble in world.phones.screen("Siti")] == [NUMBERS]
        await engine.perform([Write("PRAGMA max_page_count = 1000000")])
        await asyncio.wait_for(asyncio.gather(writing, storing), 20)
        await world.rest()
        assert "Aman membaca" in world.phones.screen("Siti")[-1].text
