"""What a message means to the talk that is open: an answer, a button, a command, a thing, or a kind word beside it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import IncomingKind
from handlers import house
from tests.bot.room import TELEGRAM, WHATSAPP, Room, open_room
from tests.bot.small_talks import ALL

COLOURS = "Warna apa? [Merah] [Biru] [Petugas]"
OTHER = "Warna lain? [Merah] [Biru] [Tidak ada]"
LAST = "Yang terakhir? [Merah] [Biru]"
MENU = "Menu [Warna] [Catat]"
MAY_TYPE = house.WHAT_SHE_MAY_TYPE.message
NOT_UNDERSTOOD = f"{house.NOT_UNDERSTOOD.message} / {MAY_TYPE}"
TOO_OLD = house.TOO_OLD.message


@pytest.fixture(params=[TELEGRAM, WHATSAPP], ids=["telegram", "whatsapp"])
async def room(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL, request.param) as opened:
        await opened.knows("siti")
        yield opened


def without_note(answer: str) -> str:
    """Only some channels have small notes."""
    return answer.split(")) ", 1)[-1]


# -- answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["Merah", "merah", "1", "MERAH.", " merah ", "yang merah"])
async def test_the_number_and_the_label_answer_like_the_button(room: Room, answer: str) -> None:
    await room.says("siti", "warna")
    assert await room.says("siti", answer) == OTHER


async def test_a_tap_answers(room: Room) -> None:
    await room.says("siti", "warna")
    assert await room.taps("siti", "Biru") == OTHER


@pytest.mark.parametrize("word", ["0", "LEWATI", "lewati", "Tidak ada", "tidak mau jawab"])
async def test_skipping_works_where_the_question_shows_it(room: Room, word: str) -> None:
    await room.says("siti", "warna", "merah")
    assert await room.says("siti", word) == LAST


@pytest.mark.parametrize("word", ["0", "lewati"])
async def test_skipping_means_nothing_where_the_question_does_not_show_it(room: Room, word: str) -> None:
    await room.says("siti", "warna")
    assert await room.says("siti", word) == f"{NOT_UNDERSTOOD} / {COLOURS}"


@pytest.mark.parametrize("word", ["9", "PETUGAS", "petugas", "mau bicara dengan petugas"])
async def test_a_person_is_called_where_the_question_offers_one(room: Room, word: str) -> None:
    await room.says("siti", "warna")
    assert "Petugas akan datang." in await room.says("siti", word)


async def test_in_a_number_question_nine_is_a_number_and_the_word_calls_a_person(room: Room) -> None:
    await room.says("siti", "umur")
    assert await room.says("siti", "9") == "9 tahun."
    await room.says("siti", "umur")
    assert "Petugas akan datang." in await room.says("siti", "petugas")


async def test_in_a_list_of_nine_nine_is_the_ninth_and_the_word_calls_a_person(room: Room) -> None:
    await room.says("siti", "sembilan")
    assert await room.says("siti", "9") == "Ini k9."
    await room.says("siti", "sembilan")
    assert "Petugas akan datang." in await room.says("siti", "PETUGAS")


@pytest.mark.parametrize("word", ["lagi", "lainnya", "berikutnya", "Lihat yang lain"])
async def test_a_long_list_turns_its_pages_and_its_numbers_go_on(room: Room, word: str) -> None:
    first = await room.says("siti", "panjang")
    assert first.endswith("10 Nama 10 / LAGI Lihat yang lain / LEWATI Tidak ada / PETUGAS Petugas")
    second = await room.says("siti", word)
    assert (
        second
        == "Siapa? / 11 Nama 11 / 12 Nama 12 / LAGI Lihat yang lain / LEWATI Tidak ada / PETUGAS Petugas"
    )
    assert await room.says("siti", word) == first
    assert await room.says("siti", "12") == "Ini k12."


# -- buttons --------------------------------------------------------------------------------------------------------


async def test_a_button_of_another_question_changes_nothing_and_the_open_one_is_asked_again(
    room: Room,
) -> None:
    await room.says("siti", "warna")
    ref, payload = room.button("siti", "Merah")
    await room.says("siti", "merah", "biru")
    answer = await room.taps("siti", "Merah", ref=ref, payload=payload)
    assert without_note(answer) == f"{TOO_OLD} / {LAST}"


@pytest.mark.parametrize(
    "payload", ["", "q", "q.", "qnever.0", "p", "pnever", "x", ".", "q" * 64, "p" * 64, "q.-1"]
)
async def test_a_button_that_never_was_is_answered_politely(room: Room, payload: str) -> None:
    await room.says("siti", "warna")
    answer = await room.taps("siti", "", ref="1", payload=payload or " ")
    assert without_note(answer) == f"{TOO_OLD} / {COLOURS}"


@pytest.mark.parametrize("index", ["7", "99999999999999999999", "٣"])
async def test_a_button_beyond_the_list_changes_nothing(room: Room, index: str) -> None:
    await room.says("siti", "warna")
    _ref, payload = room.button("siti", "Merah")
    await room.taps("siti", "", ref="1", payload=f"{payload.split('.')[0]}.{index}")
    assert await room.says("siti", "merah") == OTHER


async def test_another_womans_button_is_no_button(room: Room) -> None:
    await room.knows("yuyun")
    await room.says("siti", "warna")
    _ref, payload = room.button("siti", "Merah")
    assert TOO_OLD in await room.taps("yuyun", "", ref="1", payload=payload)
    assert await room.open_talks() == ["warna", "menu"]
    assert await room.says("siti", "merah") == OTHER


async def test_a_button_without_any_talk_shows_the_menu(room: Room) -> None:
    answer = await room.taps("siti", "", ref="1", payload="qnever.0")
    assert without_note(answer) == f"{TOO_OLD} / {MENU}"


async def test_the_buttons_of_a_question_stay_valid_when_it_is_asked_again(room: Room) -> None:
    await room.says("siti", "warna")
    ref, payload = room.button("siti", "Merah")
    await room.says("siti", "ungu")
    assert await room.taps("siti", "Merah", ref=ref, payload=payload) == OTHER


# -- commands and kind words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["/warna", "warna", "WARNA", " /warna@TemanBot "])
async def test_a_command_begins_its_talk_with_and_without_the_slash(room: Room, word: str) -> None:
    assert await room.says("siti", word) == COLOURS


async def test_an_unknown_command_is_answered_kindly(room: Room) -> None:
    answer = await room.says("siti", "/tidakada")
    assert answer == f"{house.NOT_UNDERSTOOD_ALONE.message} / {MENU}"


@pytest.mark.parametrize("word", ["makasih ya", "assalamualaikum", "gratis kan?", "halo"])
async def test_a_kind_word_gets_a_kind_word_and_the_question_stays(room: Room, word: str) -> None:
    await room.says("siti", "warna")
    answer = await room.says("siti", word)
    assert house.NOT_UNDERSTOOD.message not in answer
    assert answer.endswith(COLOURS)
    assert await room.says("siti", "merah") == OTHER


@pytest.mark.parametrize("word", ["makasih ya", "assalamualaikum", "gratis kan?"])
async def test_a_kind_word_without_a_question_gets_a_kind_word(room: Room, word: str) -> None:
    answer = await room.says("siti", word)
    assert house.NOT_UNDERSTOOD_ALONE.message not in answer
    assert answer.endswith(MENU)


async def test_words_that_mean_nothing_here_show_the_menu(room: Room) -> None:
    assert await room.says("siti", "xyzzy") == f"{house.NOT_UNDERSTOOD_ALONE.message} / {MENU}"


# -- words that work everywhere -------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["batal", "/batal", "gak jadi"])
async def test_batal_ends_the_talk_and_keeps_nothing(room: Room, word: str) -> None:
    await room.says("siti", "warna", "merah")
    assert await room.says("siti", word) == house.STOPPED.message
    assert (await room.open_talks(), await room.parked_talks()) == ([], [])


async def test_batal_without_a_talk_is_answered(room: Room) -> None:
    assert await room.says("siti", "batal") == house.NOTHING_TO_STOP.message


async def test_kembali_takes_answers_back_one_by_one(room: Room) -> None:
    await room.says("siti", "warna", "merah", "biru")
    assert await room.says("siti", "kembali") == f"{house.TAKEN_BACK.message} / {OTHER}"
    assert await room.says("siti", "kembali") == f"{house.TAKEN_BACK.message} / {COLOURS}"
    assert await room.says("siti", "kembali") == f"{house.NOTHING_TO_TAKE_BACK.message} / {COLOURS}"
    await room.says("siti", "biru", "merah")
    assert await room.says("siti", "biru") == "Warnanya blue red."


async def test_kembali_never_goes_past_what_was_written(room: Room) -> None:
    await room.says("siti", "catat", "isi", "ya")
    answer = await room.says("siti", "kembali")
    assert answer == f"{house.ALREADY_WRITTEN.message} / Sudah dicatat. Lagi? [Merah] [Biru]"
    assert await room.notes() == ["isi"]


async def test_kembali_without_a_talk_shows_the_menu(room: Room) -> None:
    assert await room.says("siti", "kembali") == MENU


async def test_menu_leaves_and_lanjut_returns_with_the_answers(room: Room) -> None:
    await room.says("siti", "warna", "merah")
    assert await room.says("siti", "menu") == f"{house.PARKED.message} / {MENU}"
    assert await room.says("siti", "lanjut") == f"{house.RESUMED.message} / {OTHER}"
    await room.says("siti", "biru")
    assert await room.says("siti", "biru") == "Warnanya red blue."


# -- what came too early --------------------------------------------------------------------------------------------


async def test_a_ya_sent_before_its_question_never_confirms(room: Room) -> None:
    await room.says("siti", "catat")
    asked_ms = room.desk.now_ms
    await room.says("siti", "isi")
    room.desk.now_ms = asked_ms + 5_000
    answer = await room.says("siti", "ya", at_ms=asked_ms - 2_000)
    assert answer == f"{house.SENT_TOO_EARLY.message} / isi. Benar? [Ya] [Tidak]"
    assert await room.notes() == []
    await room.says("siti", "ya")
    assert await room.notes() == ["isi"]


@pytest.mark.parametrize("at_ms", [None, 0])
async def test_a_ya_sent_while_its_question_is_still_on_its_way_never_confirms(
    room: Room, at_ms: int | None
) -> None:
    """She cannot have read it, whatever the clocks say."""
    await room.says("siti", "catat")
    room.paper.gate.clear()
    await asyncio.wait_for(room.intake.store([room.raw("siti", text="isi")]), 20)
    await room.turns.drain()
    room.desk.now_ms += 4_000
    now_ms = room.desk.now_ms if at_ms is None else at_ms
    await asyncio.wait_for(room.intake.store([room.raw("siti", text="ya", at_ms=now_ms)]), 20)
    await room.turns.drain()
    room.paper.gate.set()
    await room.rest()
    assert await room.notes() == []
    assert room.last("siti").text == f"{house.SENT_TOO_EARLY.message}\n\nisi. Benar?"


async def test_a_button_is_never_too_early(room: Room) -> None:
    await room.says("siti", "catat", "isi")
    await room.taps("siti", "Ya")
    assert await room.notes() == ["isi"]


async def test_an_answer_without_weight_may_come_early(room: Room) -> None:
    await room.says("siti", "warna")
    assert await room.says("siti", "merah", at_ms=1) == OTHER


# -- other things ---------------------------------------------------------------------------------------------------


async def test_an_edited_message_is_never_an_answer(room: Room) -> None:
    await room.says("siti", "warna")
    assert await room.sends("siti", IncomingKind.EDITED, text="biru") == house.EDITED.message
    assert await room.says("siti", "merah") == OTHER
    await room.says("siti", "batal")
    assert await room.sends("siti", IncomingKind.EDITED, text="biru") == ""


@pytest.mark.parametrize(
    "kind",
    [
        IncomingKind.PHOTO,
        IncomingKind.VOICE,
        IncomingKind.DOCUMENT,
        IncomingKind.CONTACT,
        IncomingKind.LOCATION,
        IncomingKind.STICKER,
        IncomingKind.OTHER,
        IncomingKind.TEXT,
    ],
)
async def test_whatever_cannot_be_read_is_answered_and_the_question_stays(
    room: Room, kind: IncomingKind
) -> None:
    assert await room.sends("siti", kind) == f"{house.CANNOT_READ.message} / {MENU}"
    await room.says("siti", "warna")
    answer = await room.sends("siti", kind)
    assert answer.endswith(COLOURS)
    assert await room.says("siti", "merah") == OTHER


@pytest.mark.parametrize(
    "text",
    ["x" * 5_000, "🙂", "\u200b\u202e", "{0.__class__}", "%s", "half \ud800 sign", "'; DROP TABLE talks"],
)
async def test_whatever_she_types_is_answered_once_and_the_question_stays(room: Room, text: str) -> None:
    await room.says("siti", "warna")
    assert (await room.says("siti", text)).endswith(COLOURS)
    assert await room.says("siti", "merah") == OTHER


# -- strangers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["halo", "assalamualaikum", "warna", "/start", "xyzzy"])
async def test_a_stranger_is_met_first_and_then_gets_what_she_wanted(room: Room, words: str) -> None:
    assert (await room.says("baru", words)).endswith("Siapa Ibu? [Sendiri]")
    answer = await room.says("baru", "sendiri")
    assert answer == f"Salam kenal. / {COLOURS if words == 'warna' else MENU}"


async def test_a_stranger_may_ask_for_a_person_at_once(room: Room) -> None:
    assert await room.says("baru", "petugas") == "Petugas akan datang."


async def test_a_strangers_photo_is_answered_and_she_is_met(room: Room) -> None:
    answer = await room.sends("baru", IncomingKind.PHOTO)
    assert answer == f"{house.CANNOT_READ.message} / Siapa Ibu? [Sendiri]"
