"""What becomes of the question before: its buttons go, its answer shows, and a shared phone shows nothing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import Edit
from conversation.limits import PAGE_ROWS
from handlers import house
from tests.bot.room import TELEGRAM, WHATSAPP, Room, open_room
from tests.bot.small_talks import ALL


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL) as opened:
        await opened.knows("siti")
        await opened.knows("shared", phone="shared")
        yield opened


async def test_an_answered_question_loses_its_buttons_and_shows_its_answer(room: Room) -> None:
    await room.says("siti", "warna")
    await room.taps("siti", "Merah")
    assert room.last("siti").edits == (Edit(message_ref="1", text="Warna apa?\n\n✔ Merah"),)
    await room.says("siti", "biru")
    assert room.last("siti").edits == (Edit(message_ref="2", text="Warna lain?\n\n✔ Biru"),)
    assert room.last("siti").deletes == ()


async def test_on_a_phone_that_others_read_only_that_it_was_answered_is_shown(room: Room) -> None:
    await room.says("shared", "warna")
    await room.taps("shared", "Merah")
    assert room.last("shared").edits == (Edit(message_ref="1", text=house.ANSWERED.message),)
    await room.says("shared", "biru")
    last = room.last("shared")
    assert last.edits == (Edit(message_ref="2", text=house.ANSWERED.message),)
    assert last.deletes == ("hers 2",)


async def test_a_sensitive_answer_is_shown_on_no_phone_and_deleted_where_she_typed_it(room: Room) -> None:
    await room.says("siti", "rahasia", "merah")
    last = room.last("siti")
    assert last.edits == (Edit(message_ref="1", text=house.ANSWERED.message),)
    assert last.deletes == ("hers 1",)
    await room.says("siti", "isi rahasia")
    assert "isi rahasia" not in repr(room.last("siti"))


async def test_a_question_that_was_not_answered_keeps_its_buttons(room: Room) -> None:
    await room.says("siti", "warna", "ungu")
    assert (room.last("siti").edits, room.last("siti").deletes) == ((), ())


async def test_a_question_left_for_another_talk_keeps_its_words_and_loses_its_buttons(room: Room) -> None:
    await room.says("siti", "warna", "menu")
    assert room.last("siti").edits == (Edit(message_ref="1", text="Warna apa?"),)


async def test_a_menu_shows_what_follows_in_its_own_place(room: Room) -> None:
    await room.says("siti", "menu")
    await room.taps("siti", "Warna")
    assert (room.last("siti").replaces, room.last("siti").edits) == ("1", ())


async def test_turning_a_page_by_button_happens_in_place(tmp_path: Path) -> None:
    """Where a whole page has room on buttons; elsewhere pages have numbers (bot/compose.py)."""
    async with open_room(tmp_path, ALL, replace(TELEGRAM, buttons_max=PAGE_ROWS + 1)) as room:
        await room.knows("siti")
        await room.says("siti", "panjang", "lagi")
        ref, _payload = room.button("siti", "Lihat yang lain")
        await room.taps("siti", "Lihat yang lain")
        assert room.last("siti").replaces == ref


async def test_every_tap_stops_its_spinner(room: Room) -> None:
    await room.says("siti", "warna")
    await room.taps("siti", "Merah")
    assert room.last("siti").tap_ref
    await room.taps("siti", "", ref="1", payload="qnever.0")
    assert room.last("siti").tap_ref


async def test_where_nothing_can_be_edited_nothing_is_asked_to_be(tmp_path: Path) -> None:
    async with open_room(tmp_path, ALL, WHATSAPP) as room:
        await room.knows("siti", phone="shared")
        await room.says("siti", "menu")
        await room.taps("siti", "Warna")
        await room.says("siti", "merah")
        for each in room.paper.table["siti"]:
            assert (each.edits, each.deletes, each.replaces, each.tap_notice) == ((), (), "", "")


async def test_sensitive_talks_are_sent_as_such(room: Room) -> None:
    await room.says("siti", "rahasia", "merah", "isi")
    await room.says("siti", "warna")
    kinds = await room.table("SELECT kind FROM outbox ORDER BY id")
    assert kinds == ["sensitive", "sensitive", "sensitive", "answer"]
