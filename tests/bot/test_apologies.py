"""A turn that raised: one kind sentence, and nobody stays caught in a talk that is broken."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.render import render
from handlers import house
from handlers.door_words import WHEN_BROKEN
from tests.bot.room import Room, open_room
from tests.bot.small_talks import ALL

FAULT, FAULT_AGAIN = house.FAULT.message, house.FAULT_AGAIN.message


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL) as opened:
        yield opened


async def test_the_second_fault_in_a_row_ends_the_talk(room: Room) -> None:
    await room.knows("siti")
    await room.says("siti", "pecah")
    assert await room.says("siti", "merah") == FAULT
    assert await room.open_talks() == ["pecah"]
    assert await room.says("siti", "merah") == FAULT_AGAIN
    assert await room.open_talks() == []
    assert (await room.says("siti", "menu")).startswith("Menu")


async def test_an_answer_between_two_faults_begins_the_count_anew(room: Room) -> None:
    await room.knows("siti")
    await room.says("siti", "pecah")
    await room.says("siti", "merah")
    assert "Pecah?" in await room.says("siti", "kembali")
    assert await room.says("siti", "biru") == FAULT
    assert await room.open_talks() == ["pecah"]


async def test_a_talk_that_cannot_be_opened_any_more_is_ended_and_the_next_message_is_answered(
    room: Room,
) -> None:
    await room.knows("siti")
    await room.says("siti", "warna")

    async def spoil(unit: Any) -> None:
        unit.write("UPDATE talks SET body = $1", b"broken" * 9)

    await room.desk.run(spoil)
    assert await room.says("siti", "merah") == FAULT_AGAIN
    assert (await room.says("siti", "menu")).startswith("Menu")


async def test_the_turns_go_on_after_a_turn_that_cannot_even_be_reported(room: Room) -> None:
    """Her key is gone: neither her talk can be opened nor an apology sealed. The others must not wait for ever."""
    siti = await room.knows("siti")
    await room.knows("yuyun")
    await room.says("siti", "warna")
    await room.desk.storage.vault.destroy([f"p{siti}"])
    await asyncio.wait_for(room.intake.store([room.raw("siti", text="merah")]), 20)
    await asyncio.wait_for(room.turns.drain(), 1)
    assert (await room.says("yuyun", "umur")).startswith("Umur?")


async def test_who_writes_of_danger_gets_the_numbers_though_the_turn_failed_and_her_words_are_not_kept(
    room: Room,
) -> None:
    """The small talks know no door: opening it is a menu, and the talk that stands there is broken."""
    await room.knows("siti")
    await room.says("siti", "pecah")

    async def spoil(unit: Any) -> None:
        unit.write("UPDATE talks SET body = $1", b"broken" * 9)

    await room.desk.run(spoil)
    assert await room.says("siti", "saya dipukul suami") == render(WHEN_BROKEN, "id")
    assert (await room.table("SELECT body FROM inbox ORDER BY id"))[-1] is None
    assert (await room.events())[-1] == "failed"
