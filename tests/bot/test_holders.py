"""Who holds the phone: a changed identity starts anew, and a PIN outlives it; slow work is done outside of turns."""

import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import Button
from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text, _
from db import outbox, people, returning
from db.aside import Run, read_aside
from db.outbox import Queued
from db.unit import Unit
from domain.contact import SILENCE_MS
from handlers.conversations import CONVERSATIONS
from handlers.questions import Words
from tests.bot.room import TELEGRAM, Room
from tests.db.desk import open_desk

NOTE = Words(chars_max=40)
LOOKS = 3


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


@conversation("jauh", title=_("Jauh"), resumes=False)
async def look_far(chat: Chat) -> None:
    seen = await chat.look(read_far)
    await chat.say(Text("{seen}", {"seen": seen}))


async def read_far(unit: Unit) -> str:
    async def read(run: Run) -> str:
        async def look(slice_: Unit) -> bool:
            assert slice_ is not unit
            return not hasattr(slice_, "actor")

        return f"dilihat {sum([await run(look) for _n in range(LOOKS)])} kali"

    return str(read_aside(unit, "far", read))


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_desk(tmp_path) as desk:
        room = Room(desk, [*CONVERSATIONS, think, look_far], TELEGRAM)
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


async def test_long_reads_are_done_between_the_turns_of_others_and_then_the_turn_goes_on(room: Room) -> None:
    for who in ("siti", "yuyun"):
        await room.knows(who)
    handled = room.turns.counts["handled"]
    await room.happens(
        room.raw("siti", text="jauh"), room.raw("siti", text="menu"), room.raw("yuyun", text="jauh")
    )
    assert [each.text for each in room.paper.table["siti"]][-2] == "dilihat 3 kali"
    assert room.last("yuyun").text == "dilihat 3 kali"
    assert room.turns.counts == {"handled": handled + 3, "failed": 0}


async def test_a_bug_in_slow_work_is_told_once_and_stops_nobody(room: Room) -> None:
    await room.knows("siti")
    await room.says("siti", "lambat")
    answer = await room.says("siti", "rusak")
    assert answer.startswith("Maaf, ada yang salah di program kami.")
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
            id=unit.new_id(), account_id=account["account_id"], person_id=person_id, channel=room.paper.name, kind="relay",
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
    assert "tombol ini sudah tidak berlaku" in answer
    assert "Pelatihan umum" in "".join(button.label for button in room.last("siti").buttons)


@pytest.fixture
async def far(tmp_path: Path) -> AsyncIterator[Room]:
    """Reached by a number; Siti wrote here once, and something waits for her."""
    async with open_desk(tmp_path) as desk:
        room = Room(desk, CONVERSATIONS, TELEGRAM, "telegram")
        await room.delivery.start()
        person_id = await room.knows("siti")
        await _is_called(room, person_id, name="Siti Aminah")
        await _put(room, person_id)
        assert "Kabar baru" in "".join(each.label for each in await _buttons(room, "menu"))
        yield room
        await room.rest()
        await room.delivery.stop()


async def _buttons(room: Room, text: str) -> tuple[Button, ...]:
    await room.says("siti", text)
    return room.last("siti").buttons


async def _is_called(room: Room, person_id: int, *, name: str = "", area: str = "") -> None:
    async def job(unit: Unit) -> None:
        await people.set_details(unit, person_id, name=name)
        people.set_area(unit, person_id, area, "Asia/Jakarta")

    await room.desk.run(job)


ASKS = "Sudah lama tidak bertemu, Bu. Nomor HP kadang pindah ke orang lain."
NAME = "Dulu Ibu dipanggil siapa di sini?"


async def test_up_to_sixty_days_of_silence_nothing_is_asked(far: Room) -> None:
    far.desk.now_ms += SILENCE_MS - 120_000
    assert (await far.says("siti", "menu")).startswith("Ada yang bisa saya bantu, Bu?")


async def test_after_sixty_days_of_silence_her_name_opens_what_was_there(far: Room) -> None:
    await far.says("siti", "panggilan", "ibu")
    far.desk.now_ms += SILENCE_MS + 120_000
    answer = await far.says("siti", "menu")
    assert answer.startswith(ASKS)
    assert NAME in answer
    assert "Kabar" not in answer
    answer = await far.says("siti", "bu aminah")
    assert "Catatan Ibu masih ada." in answer
    assert "HP ini dipakai sendiri, atau bersama keluarga?" in answer
    await far.taps("siti", "Sendiri")
    assert "Kabar baru" in "".join(each.label for each in await _buttons(far, "menu"))
    assert "Kita teruskan yang tadi" in await far.says("siti", "lanjut")


@pytest.mark.parametrize("word", ["kabar", "lanjut", "data", "batal", "skrining", "sambungkan", "/antrean"])
async def test_until_then_nothing_of_before_is_shown_and_every_word_comes_back_to_it(
    far: Room, word: str
) -> None:
    far.desk.now_ms += SILENCE_MS + 120_000
    await far.says("siti", "menu")
    answer = await far.says("siti", word)
    assert not [each for each in ("Rahasia", "Aminah", "Kabar") if each in answer]
    await far.says("siti", "batal")
    assert NAME in await far.says("siti", "menu")


async def test_who_does_not_know_the_name_begins_anew_and_a_worker_can_help(far: Room) -> None:
    far.desk.now_ms += SILENCE_MS + 120_000
    await far.says("siti", "menu")
    for _time in range(returning.NAME_TRIES - 1):
        assert "Coba sekali lagi." in await far.says("siti", "Ratna")
    answer = await far.says("siti", "Rini")
    assert "Kita mulai dari awal." in answer
    await far.taps("siti", "Sendiri")
    assert "Belum ada kabar baru" in await far.says("siti", "kabar")

    async def pairs(unit: Unit) -> list[tuple[str, str, int]]:
        rows = await unit.fetch("SELECT reason, state, tries_left FROM duplicates")
        return [(row["reason"], row["state"], row["tries_left"]) for row in rows]

    assert await far.desk.run(pairs) == [("identity", "open", 0)]


async def test_who_is_new_there_says_so_and_is_not_asked_again(far: Room) -> None:
    far.desk.now_ms += SILENCE_MS + 120_000
    await far.says("siti", "menu")
    await far.taps("siti", "Saya baru di sini")
    await far.taps("siti", "Sendiri")
    assert (await far.says("siti", "menu")).startswith("Ada yang bisa saya bantu, Bu?")


async def test_the_door_is_open_before_she_has_said_who_she_is(far: Room) -> None:
    far.desk.now_ms += SILENCE_MS + 120_000
    assert (
        await far.says("siti", "saya dipukul suami") == "Aman membaca ini sendirian sekarang? [Aman] [Tidak]"
    )
