"""One turn: what a message leaves behind for her, for others and on her screen; each thing once."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import IncomingKind
from handlers import house
from tests.bot.room import TELEGRAM, WHATSAPP, Room, open_room
from tests.bot.small_talks import ALL


@pytest.fixture
async def whatsapp(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL, WHATSAPP) as opened:
        yield opened


# -- others hear of it ----------------------------------------------------------------------------------------------


async def test_others_hear_only_after_the_commit_and_on_other_phones_only_that_there_is_news(
    room: Room,
) -> None:
    await room.knows("siti")
    await room.knows("yuyun")
    await room.knows("neneng", phone="shared")
    await room.says("siti", "kabari")
    assert await room.says("siti", "besok kumpul") == "Sudah."
    assert room.last("yuyun").text == "Kabar: besok kumpul"
    assert room.last("neneng").text == "Ada kabar dari kelompok. Ketik MENU kalau sudah senggang."


# -- events that are no messages ------------------------------------------------------------------------------------


async def test_who_blocks_us_is_not_written_to_until_she_comes_back(room: Room) -> None:
    await room.knows("siti")
    await room.sends("siti", IncomingKind.BLOCKED)
    assert await room.table("SELECT reachable FROM accounts") == [0]
    await room.sends("siti", IncomingKind.UNBLOCKED)
    assert await room.table("SELECT reachable FROM accounts") == [1]
    assert room.paper.table["siti"] == []


async def test_a_group_that_invites_us_is_left_with_one_sentence(room: Room) -> None:
    await room.happens(room.raw("-100", IncomingKind.GROUP_INVITED, sender="siti"))
    (left,) = room.paper.table["-100"]
    assert (left.leave, left.text) == (True, house.NOT_INVITED.message)


@pytest.mark.parametrize("kind", [IncomingKind.IGNORED, IncomingKind.STATUS])
async def test_an_event_that_says_nothing_makes_nobody_up(room: Room, kind: IncomingKind) -> None:
    await room.happens(room.raw("", kind, sender=""))
    assert await room.events() == ["done"]
    assert await room.table("SELECT count(*) FROM persons") == [0]


async def test_a_group_that_moves_keeps_its_account(room: Room) -> None:
    """Telegram tells it twice, with an empty sender (bot/channels/telegram/decoding.py)."""
    await room.knows("-1")
    moved = [room.raw("-1", IncomingKind.GROUP_MIGRATED, sender="", moved_to="-100") for _twice in range(2)]
    await room.happens(*moved)
    assert await room.events() == ["done", "done"]
    assert await room.table("SELECT count(*) FROM accounts") == [1]


# -- taps -----------------------------------------------------------------------------------------------------------


async def test_a_second_tap_in_the_same_moment_is_answered_with_a_small_note(room: Room) -> None:
    await room.knows("siti")
    await room.says("siti", "warna")
    ref, payload = room.button("siti", "Merah")
    await room.taps("siti", "Merah")
    room.desk.now_ms -= 60_000
    again = await room.taps("siti", "Merah", ref=ref, payload=payload)
    assert again == f"(({house.ALREADY_ANSWERED.message}))"


@pytest.mark.parametrize("look, pause_ms", [(TELEGRAM, 11_000), (WHATSAPP, 0), (WHATSAPP, 11_000)])
async def test_a_repeated_tap_gets_the_first_answer_again_and_changes_nothing(
    tmp_path: Path, look: Any, pause_ms: int
) -> None:
    async with open_room(tmp_path, ALL, look) as room:
        await room.knows("siti")
        await room.says("siti", "warna")
        ref, payload = room.button("siti", "Merah")
        first = await room.taps("siti", "Merah")
        room.desk.now_ms += pause_ms - 60_000
        again = await room.taps("siti", "Merah", ref=ref, payload=payload)
        assert again.replace(f"(({house.ALREADY_ANSWERED.message})) ", "") == first
        assert await room.says("siti", "biru") == "Yang terakhir? [Merah] [Biru]"


async def test_a_tap_that_came_twice_at_once_takes_effect_once(room: Room) -> None:
    await room.knows("siti")
    await room.says("siti", "catat", "isi")
    ref, payload = room.button("siti", "Ya")
    await room.happens(
        *[
            room.raw("siti", IncomingKind.TAP, tap=payload, tap_ref=f"tap {number}", message_ref=ref)
            for number in range(5)
        ]
    )
    assert await room.notes() == ["isi"]


async def test_a_sensitive_answer_that_is_repeated_stays_sensitive(whatsapp: Room) -> None:
    await whatsapp.knows("siti")
    await whatsapp.says("siti", "rahasia")
    ref, payload = whatsapp.button("siti", "Merah")
    await whatsapp.taps("siti", "Merah")
    await whatsapp.taps("siti", "Merah", ref=ref, payload=payload)
    assert await whatsapp.table("SELECT kind FROM outbox ORDER BY id") == ["sensitive"] * 3
