"""A turn that raised: one kind sentence, and nobody stays caught in a talk that is broken."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import IncomingKind
from bot.render import render
from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text
from handlers import house
from handlers.door_words import WHEN_BROKEN
from handlers.names import DOOR, FIRST
from tests.bot.room import WHATSAPP, Room, open_room
from tests.bot.small_talks import ALL

FAULT, FAULT_AGAIN = house.FAULT.message, house.FAULT_AGAIN.message


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


async def test_who_is_known_by_a_number_today_is_told_and_not_caught_either(tmp_path: Path) -> None:
    """WhatsApp names her by her user id, by her number, or by both (db/aliases.py)."""
    async with open_room(tmp_path, ALL, WHATSAPP, "whatsapp") as room:
        await room.knows("620001")
        await room.says("ID.siti", "pecah", alias="620001")
        assert await room.says("620001", "merah") == FAULT
        assert await room.says("620001", "merah") == FAULT_AGAIN
        assert await room.open_talks() == []


@conversation(FIRST, title=Text("Mulai"), for_strangers=True, resumes=False)
async def break_at_once(chat: Chat, payload: str = "", wanted: str = "") -> None:
    raise RuntimeError


@conversation(DOOR, title=Text("Pintu"), for_strangers=True, resumes=False, unsays=True)
async def break_at_the_door(chat: Chat, *args: Any) -> None:
    raise RuntimeError


@pytest.mark.parametrize("channel, alias", [("paper", ""), ("whatsapp", "620001")])
async def test_a_stranger_whose_first_turn_breaks_is_told_as_well(
    tmp_path: Path, channel: str, alias: str
) -> None:
    others = [each for each in ALL if each.name != FIRST]
    async with open_room(tmp_path, [break_at_once, break_at_the_door, *others], WHATSAPP, channel) as room:
        assert await room.says("siti", "halo", alias=alias) == FAULT
        assert await room.says("siti", "saya dipukul suami", alias=alias) == render(WHEN_BROKEN, "id")
        assert await room.says("yuyun", "saya dipukul suami") == render(WHEN_BROKEN, "id")
        assert await room.table("SELECT count(*) FROM accounts") == [2]
        assert await room.events() == ["failed"] * 3
        assert (await room.table("SELECT body FROM inbox ORDER BY id"))[1:] == [None, None]


async def test_nobody_is_made_up_of_a_group_whose_greeting_breaks(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def break_down(*args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.group_chats.greet", break_down)
    assert await room.sends("-100", IncomingKind.GROUP_INVITED) == ""
    assert await room.events() == ["failed"]
    assert await room.table("SELECT count(*) FROM accounts") == [0]
