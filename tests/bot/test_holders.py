"""Who holds the phone: a changed identity starts anew, and a PIN outlives it; slow work is done outside of turns."""

import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text, _
from db import outbox, people
from db.outbox import Queued
from db.unit import Unit
from handlers.conversations import CONVERSATIONS
from handlers.questions import Words
from tests.bot.room import TELEGRAM, Room
from tests.db.desk import open_desk

NOTE = Words(chars_max=40)


@conversation("lambat", title=_("Lambat"), resumes=False)
async def think(chat: Chat) -> None:
    word = await chat.ask(_("Kata apa?"), NOTE)
    await chat.say(Text("{seen}", {"seen": await chat.run(think_hard, word)}))


async def think_hard(unit: Unit, word: str) -> str:
    if word == "rusak":
        return str(unit.prepared(word, lambda: 1 // 0))
    in_transaction = threading.current_thread().name
    worked = unit.prepared(word, lambda: threading.current_thread().name)
    return f"{word} {worked != in_transaction}"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_desk(tmp_path) as desk:
        room = Room(desk, [*CONVERSATIONS, think], TELEGRAM)
        await room.delivery.start()
        yield room
        await room.rest()
        await room.delivery.stop()


async def test_slow_work_is_done_in_a_thread_and_then_the_turn_goes_on(room: Room) -> None:
    await room.knows("siti")
    assert await room.says("siti", "lambat") == "Kata apa?"
    assert await room.says("siti", "batu") == "batu True"
    assert room.turns.counts == {"handled": 2, "failed": 0}


async def test_while_one_waits_for_slow_work_others_are_answered_and_her_own_order_stays(room: Room) -> None:
    for who in ("siti", "yuyun"):
        await room.knows(who)
        await room.says(who, "lambat")
    await room.happens(
        room.raw("siti", text="batu"), room.raw("siti", text="menu"), room.raw("yuyun", text="kayu")
    )
    texts = [each.text for each in room.paper.table["siti"][-2:]]
    assert texts[0] == "batu True"
    assert texts[1].startswith("Ada yang bisa saya bantu, Bu?")
    assert room.last("yuyun").text == "kayu True"


async def test_a_bug_in_slow_work_is_told_once_and_stops_nobody(room: Room) -> None:
    await room.knows("siti")
    await room.says("siti", "lambat")
    answer = await room.says("siti", "rusak")
    assert answer.startswith("Maaf, Bu, ada yang salah di program kami.")
    assert room.turns.counts["failed"] == 1
    assert await room.says("siti", "batu") == "batu True"


async def test_what_needed_slow_work_when_the_program_ended_is_answered_after_the_start(room: Room) -> None:
    await room.knows("siti")
    await room.says("siti", "lambat")
    await room.restart()
    assert await room.says("siti", "batu") == "batu True"


async def _put(room: Room, person_id: int) -> None:
    """Something waits for her."""

    async def job(unit: Unit) -> None:
        account = await people.find_account_of(unit, person_id)
        assert account is not None
        row = Queued(
            id=unit.new_id(), account_id=account["account_id"], person_id=person_id, channel="paper", kind="relay",
            lane=2, due_ms=0, body=b'{"text":"Rahasia."}', made_ms=0, pushed=True,
        )  # fmt: skip
        outbox.add(unit, row)
        outbox.settle(unit, row.id, "pull", "")

    await room.desk.run(job)


async def test_the_same_identity_changes_nothing(room: Room) -> None:
    person_id = await room.knows("siti")
    await _put(room, person_id)
    for _time in range(3):
        answer = await room.says("siti", "menu", identity="telepon satu")
        assert "Kabar baru" in "".join(button.label for button in room.last("siti").buttons)
        assert answer.startswith("Ada yang bisa saya bantu, Bu?")


async def test_a_changed_identity_meets_the_program_anew_and_finds_nothing(room: Room) -> None:
    person_id = await room.knows("siti")
    await _put(room, person_id)
    await room.says("siti", "skrining", identity="telepon satu")
    answer = await room.says("siti", "menu", identity="telepon dua")
    assert "HP ini dipakai sendiri, atau bersama keluarga?" in answer
    await room.taps("siti", "Sendiri")
    assert "Belum ada kabar baru" in await room.says("siti", "kabar", identity="telepon dua")
    assert "Tidak ada yang perlu dilanjutkan" in await room.says("siti", "lanjut", identity="telepon dua")

    async def pairs(unit: Unit) -> list[tuple[int, str]]:
        rows = await unit.fetch("SELECT person_id, reason FROM duplicates")
        return [(row["person_id"], row["reason"]) for row in rows]

    assert await room.desk.run(pairs) == [(person_id, "identity")]


async def test_behind_a_pin_a_changed_identity_is_only_put_outside(room: Room) -> None:
    await room.knows("siti", phone="shared")
    await room.says("siti", "kunci", "Siti", "mawar", "271390", "271390", identity="telepon satu")
    answer = await room.says("siti", "kabar", identity="telepon dua")
    assert "Pelatihan umum" in answer + "".join(button.label for button in room.last("siti").buttons)
    await room.says("siti", "mawar", identity="telepon dua")
    assert "HP ini sekarang untuk Siti" in await room.says("siti", "271390", identity="telepon dua")


async def test_a_talk_of_somebody_else_on_the_phone_is_dropped_not_read(room: Room) -> None:
    await room.knows("siti", phone="shared")
    await room.says("siti", "kunci", "Siti", "mawar", "271390", "271390")
    await room.says("siti", "skrining")

    async def put_out(unit: Unit) -> None:
        row = await unit.fetch_one("SELECT id FROM accounts WHERE profiles > 0")
        assert row is not None
        people.let_out(unit, row["id"])

    await room.desk.run(put_out)
    assert "Maaf, saya belum mengerti." in await room.says("siti", "samarinda")


async def test_a_tap_on_a_button_from_inside_does_nothing_outside(room: Room) -> None:
    await room.knows("siti", phone="shared")
    await room.says("siti", "kunci", "Siti", "mawar", "271390", "271390")
    await room.says("siti", "menu")
    ref, payload = room.button("siti", "Kunci")
    room.desk.now_ms += 11 * 60_000
    answer = await room.taps("siti", "", ref=ref, payload=payload)
    assert "Tombol ini sudah tidak berlaku" in answer
    assert "Pelatihan umum" in "".join(button.label for button in room.last("siti").buttons)
