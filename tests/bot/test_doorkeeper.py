"""What counts as a sign, what is never taken for one, and what is said of a sign in a group: nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import Incoming, IncomingKind
from bot.doorkeeper import GROUP_PAUSE_MS, find_sign, is_of_others, wants_numbers
from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import meta
from db.talks import Talk
from db.unit import Unit
from handlers.conversations import CONVERSATIONS
from handlers.names import MATTER, MATTER_NOTES, STEPS
from handlers.questions import Amount
from tests.bot.room import Room, open_room

BEATEN = "saya dipukul suami"


async def write_down(unit: Unit, amount: int) -> None:
    meta.store(unit, "note", str(amount))


@conversation("nabung", title=_("Setoran"))
async def save(chat: Chat) -> None:
    """As savings ask: any digits are an answer here."""
    amount = await chat.ask(_("Berapa, Bu?"), Amount())
    await chat.run(write_down, int(amount))
    await chat.say(_("Sudah dicatat."))


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, (*CONVERSATIONS, save)) as opened:
        yield opened


def incoming(text: str, kind: IncomingKind = IncomingKind.TEXT) -> Incoming:
    return Incoming(kind=kind, chat="siti", sender="siti", text=text)


def talk(name: str, *labels: str) -> Talk:
    return Talk(id=1, account_id=1, person_id=1, name=name, entries=[], labels=labels)


@pytest.mark.parametrize(
    "kind", [IncomingKind.TEXT, IncomingKind.PHOTO, IncomingKind.EDITED, IncomingKind.GROUP_TEXT]
)
def test_words_are_read_wherever_they_stand(kind: IncomingKind) -> None:
    assert find_sign(incoming(BEATEN, kind)) is not None


@pytest.mark.parametrize(
    "text, open_talk",
    [
        ("", None),
        ("25 ribu", None),
        ("/start " + BEATEN, None),
        (BEATEN, talk("menu", "Saya dipukul  suami".replace("  ", " "))),
        (BEATEN, talk("jaga")),
    ],
)
def test_what_is_no_sign(text: str, open_talk: Talk | None) -> None:
    assert find_sign(incoming(text), open_talk) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ibu takut suaminya marah kalau tahu",
        "ibu dipukul suami",
        "beliau takut pulang",
        "Apakah ibu dipukul suami?",
        "warga dipukul suami",
        "anaknya dipukul bapaknya",
        "katanya mau bunuh diri",
    ],
)
def test_what_a_worker_begins_to_write_of_a_woman_at_a_choice_opens_no_door_for_the_worker(text: str) -> None:
    for name in (MATTER, MATTER_NOTES, STEPS):
        assert find_sign(incoming(text), talk(name, "Tulis catatan")) is None
    assert find_sign(incoming(text), talk("menu")) is not None


@pytest.mark.parametrize(
    "text",
    [
        BEATEN,
        "ibu saya mau mati saja",
        "mau mati rasanya",
        "dipukul suami, tolong",
        "suamiku mau bunuh aku bu",
        "takut pulang, suami marah",
    ],
)
def test_what_may_be_about_the_worker_opens_the_door_at_a_choice_of_hers_too(text: str) -> None:
    assert find_sign(incoming(text), talk(MATTER_NOTES, "Tulis catatan")) is not None


@pytest.mark.parametrize(
    "text, kind, wanted",
    [
        (BEATEN, IncomingKind.TEXT, True),
        ("PETUGAS", IncomingKind.TEXT, True),
        ("/petugas", IncomingKind.TEXT, True),
        ("menu", IncomingKind.TEXT, False),
        (BEATEN, IncomingKind.GROUP_TEXT, False),
        (BEATEN, IncomingKind.TAP, False),
    ],
)
def test_who_needs_the_numbers_whatever_is_broken(text: str, kind: IncomingKind, wanted: bool) -> None:
    assert wants_numbers(incoming(text, kind)) is wanted


async def says_in_group(room: Room, who: str, text: str) -> None:
    await room.happens(room.raw("-100", IncomingKind.GROUP_TEXT, sender=who, text=text, message_ref="9"))


async def test_in_a_group_nothing_is_said_and_she_may_talk_when_she_is_alone(room: Room) -> None:
    await room.knows("siti")
    await says_in_group(room, "siti", BEATEN)
    assert room.paper.table["-100"] == []
    assert await room.table("SELECT body FROM inbox") == [None]
    assert "Kalau Ibu mau bicara berdua, saya ada." in room.last("siti").text
    assert "Aman membaca ini sendirian sekarang?" in await room.taps("siti", "Bicara berdua")


async def test_on_a_shared_phone_only_the_neutral_sentence_comes_and_once_in_a_while(room: Room) -> None:
    await room.knows("siti", phone="shared")
    await says_in_group(room, "siti", BEATEN)
    await says_in_group(room, "siti", BEATEN)
    assert [each.text for each in room.paper.table["siti"]] == [
        "Ada kabar dari kelompok. Ketik MENU kalau sudah senggang."
    ]
    assert len(await room.table("SELECT 1 FROM push_buttons")) == 1
    room.desk.now_ms += GROUP_PAUSE_MS
    await says_in_group(room, "siti", BEATEN)
    assert len(await room.table("SELECT 1 FROM push_buttons")) == 2


async def test_who_has_no_private_chat_gets_nothing_and_what_is_ordinary_is_not_looked_at(room: Room) -> None:
    await says_in_group(room, "stranger", BEATEN)
    await says_in_group(room, "stranger", "besok kumpul jam 8 ya")
    assert dict(room.paper.table) == {}
    assert await room.table("SELECT count(*) FROM accounts") == [0]
    wiped, kept = await room.table("SELECT body IS NULL FROM inbox ORDER BY id")
    assert (wiped, kept) == (1, 0)


async def test_an_edited_message_and_a_caption_open_the_door_too(room: Room) -> None:
    await room.knows("siti")
    await room.knows("yuyun")
    edited = await room.sends("siti", IncomingKind.EDITED, text=BEATEN, message_ref="1")
    caption = await room.sends("yuyun", IncomingKind.PHOTO, text=BEATEN, message_ref="1")
    assert "Aman membaca" in edited
    assert "Aman membaca" in caption


async def test_the_interrupted_talk_waits_as_it_stood_even_without_an_answer(room: Room) -> None:
    await room.knows("siti")
    before = await room.says("siti", "panggilan")
    await room.says("siti", BEATEN)
    assert await room.open_talks() == ["pintu"]
    assert await room.parked_talks() == ["panggilan"]
    assert before in await room.taps("siti", "Tidak")
    assert await room.open_talks() == ["panggilan"]


@pytest.mark.parametrize("words", ["saya dipukul suami 2 kali", "25 ribu diambil, saya dipukul suami"])
async def test_in_a_question_about_money_her_words_are_no_amount_and_never_stand_in_the_book(
    room: Room, words: str
) -> None:
    await room.knows("siti")
    await room.says("siti", "nabung")
    assert "Aman membaca" in await room.says("siti", words)
    assert await room.notes() == []
    assert "Berapa, Bu?" in await room.taps("siti", "Tidak")
    assert "Sudah dicatat" in await room.says("siti", "25 ribu")
    assert await room.notes() == ["25000"]


async def test_a_menu_is_nothing_to_come_back_to(room: Room) -> None:
    await room.knows("siti")
    await room.says("siti", "menu", BEATEN)
    assert await room.parked_talks() == []
    assert await room.taps("siti", "Tidak") == (
        "Baik, Bu. Kita lanjut hal lain. Ketik PETUGAS kapan saja kalau perlu."
    )


async def test_her_message_leaves_the_screen_where_that_can_be(room: Room) -> None:
    await room.knows("siti", phone="shared")
    await room.says("siti", BEATEN)
    assert room.last("siti").deletes


@pytest.mark.parametrize(
    "text, of_others",
    [
        ("siti 10\neuis izin, abis dipukul lakinya\ntati 10", True),
        ("siti 10\nsaya dipukul suami\neuis izin, abis dipukul lakinya", False),
        (BEATEN, False),
    ],
)
def test_a_list_is_of_others_if_no_line_of_it_tells_of_herself(text: str, of_others: bool) -> None:
    came = incoming(text)
    sign = find_sign(came)
    assert sign is not None
    assert is_of_others(came, sign) is of_others
