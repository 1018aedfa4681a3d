"""The life of one message: in order within a chat, undone alone, answered once, with nothing left half."""

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Incoming
from bot.limits import TURNS_PER_BATCH
from db import writer as writer_module
from db.unit import Unit
from handlers import house
from tests.bot.room import Paper, Room, open_room, shown
from tests.bot.small_talks import ALL
from tests.db.faults import another_writer

FAULT, FAULT_AGAIN = house.FAULT.message, house.FAULT_AGAIN.message


# -- order ----------------------------------------------------------------------------------------------------------


async def test_a_chats_messages_take_effect_in_their_order(room: Room) -> None:
    await room.knows("siti")
    texts = ["catat", "satu", "ya", "merah", "catat", "dua", "ya", "merah"]
    await room.happens(*[room.raw("siti", text=text, at_ms=0) for text in texts])
    assert await room.events() == ["done"] * len(texts)
    # Nothing was sent before the next message came, so no "ya" confirmed anything.
    assert await room.notes() == []


async def test_what_was_read_with_the_storing_counts_for_nothing_after_another_change(room: Room) -> None:
    """A job that comes between the storing of her message and its turn ends her talk: the turn sees that."""
    await room.knows("siti")
    await room.says("siti", "warna")

    async def end_talks(unit: Unit) -> None:
        unit.write("DELETE FROM talks")

    class Between(Paper):
        def decode(self, body: bytes, event: Any = None) -> Incoming:
            room.desk.storage.writer.submit(end_talks)
            return super().decode(body, event)

    between = Between(room.paper.looks)
    between.table = room.paper.table
    room.paper = between
    await room.restart()
    assert not (await room.says("siti", "merah")).startswith("Warna lain?")
    assert await room.open_talks() != ["warna"]


async def test_two_messages_that_are_stored_at_once_are_each_heard_after_the_other(room: Room) -> None:
    await room.knows("siti")
    await room.happens(*[room.raw("siti", text=text) for text in ("warna", "merah", "biru")])
    assert room.last("siti").text == "Yang terakhir?"


async def test_fifty_messages_of_one_chat_and_of_fifty_chats_interleaved(room: Room) -> None:
    """However they come in, each chat goes its own way, message by message."""
    dice = random.Random(7)
    said = {f"woman {number}": ["warna", "merah", "lewati", "biru"] for number in range(50)}
    said["busy"] = ["umur", "31", "umur", "dua", "umur"] * 10
    for name in said:
        await room.knows(name)
    left = {name: [room.raw(name, text=text) for text in texts] for name, texts in said.items()}
    while left:
        batch = []
        for _event in range(dice.randint(1, 40)):
            name = dice.choice(list(left)) if left else ""
            if name:
                batch.append(left[name].pop(0))
            left = {each: events for each, events in left.items() if events}
        await room.happens(*batch)
    assert Counter(await room.events()) == {"done": 50 * 4 + 50}
    for name in said:
        texts = [shown(each) for each in room.paper.table[name]]
        if name == "busy":
            assert [text for text in texts if text.endswith("tahun.")] == ["31 tahun.", "2 tahun."] * 10
            assert len(texts) == 50
        else:
            assert texts[1:] == [
                "Warna lain? [Merah] [Biru] [Tidak ada]",
                "Yang terakhir? [Merah] [Biru]",
                "Warnanya red -.",
            ]


async def test_one_chats_flood_does_not_keep_the_others_waiting(room: Room) -> None:
    await room.knows("flood")
    await room.knows("siti")
    await room.happens(
        *[room.raw("flood", text="menu") for _number in range(300)], room.raw("siti", text="umur")
    )
    answered = await room.table("SELECT inbox_id FROM outbox ORDER BY id")
    asked = await room.table("SELECT id FROM inbox ORDER BY id")
    assert answered.index(asked[-1]) <= 2


async def test_more_chats_than_one_batch_takes_are_all_answered_once(room: Room) -> None:
    names = [f"woman {number}" for number in range(3 * TURNS_PER_BATCH + 1)]
    await room.happens(*[room.raw(name, text="halo") for name in names])
    assert Counter(len(room.paper.table[name]) for name in names) == {1: len(names)}
    assert await room.table("SELECT count(*) FROM persons") == [len(names)]


# -- faults ---------------------------------------------------------------------------------------------------------


async def test_a_conversation_that_raises_is_undone_alone(room: Room) -> None:
    """The others of the same batch are not touched, and nothing that its step wrote is left."""
    for name in ("siti", "yuyun", "neneng"):
        await room.knows(name)
    await room.says("siti", "pecah")
    for name in ("yuyun", "neneng"):
        await room.says(name, "warna")
    await room.happens(
        room.raw("yuyun", text="merah"), room.raw("siti", text="merah"), room.raw("neneng", text="biru")
    )
    assert room.last("siti").text == FAULT
    assert room.last("yuyun").text == room.last("neneng").text == "Warna lain?"
    assert await room.notes() == []
    assert Counter(await room.events()) == {"done": 5, "failed": 1}
    assert room.turns.counts == {"handled": 5, "failed": 1}


async def test_a_circle_of_conversations_ends_kindly(room: Room) -> None:
    await room.knows("siti")
    assert await room.says("siti", "lingkar") == FAULT
    assert await room.open_talks() == []


async def test_a_fault_in_what_a_turn_tells_others_leaves_no_row(room: Room) -> None:
    """The receiver's push and her answer stand or fall together."""
    await room.knows("siti")
    await room.knows("yuyun")
    await room.says("siti", "kabari")

    async def spoil(unit: Any) -> None:
        unit.write(
            "CREATE TRIGGER spoiled BEFORE INSERT ON outbox WHEN NEW.pushed = 1"
            " BEGIN SELECT RAISE(ABORT, 'spoiled'); END"
        )

    await room.desk.run(spoil)
    assert await room.says("siti", "besok kumpul") == FAULT
    assert await room.table("SELECT count(*) FROM outbox WHERE pushed = 1") == [0]


async def test_a_storage_that_is_away_is_waited_for_and_no_event_is_marked_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "RETRY_DELAYS_S", (0.01,))
    async with open_room(tmp_path, ALL) as room:
        await room.knows("siti")
        await room.says("siti", "warna")
        told: list[bool] = []

        async def be_impatient(unit: Any) -> None:
            await unit.fetch("PRAGMA busy_timeout = 10")

        await room.desk.run(be_impatient)
        with another_writer(tmp_path / "teman.db"):
            storing = asyncio.create_task(room.intake.store([room.raw("siti", text="merah")]))
            storing.add_done_callback(lambda _task: told.append(True))
            async with asyncio.timeout(20):
                while room.desk.storage.writer.unavailable_since is None:
                    await asyncio.wait([storing], timeout=0.01)
            assert told == []  # nobody is told "stored" before the commit
        await asyncio.wait_for(storing, 20)
        await room.rest()
        assert room.last("siti").text == "Warna lain?"
        assert await room.events() == ["done", "done"]


# -- a restart in between -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", range(5))
async def test_a_restart_between_any_two_messages_changes_nothing(room: Room, when: int) -> None:
    await room.knows("siti")
    answers = []
    for number, text in enumerate(["catat", "isi", "ya", "merah", "menu"]):
        if number == when:
            await room.restart()
        answers.append(await room.says("siti", text))
    assert answers[1:4] == ["isi. Benar? [Ya] [Tidak]", "Sudah dicatat. Lagi? [Merah] [Biru]", "Selesai."]
    assert await room.notes() == ["isi"]
