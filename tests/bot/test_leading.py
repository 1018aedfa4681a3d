"""How talks begin, are laid aside, taken up, handed over and ended."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.roles import Role
from handlers import house
from handlers.refusals import SENTENCES
from tests.bot.room import Room, open_room
from tests.bot.small_talks import ALL, ASKING

MENU = "Menu [Warna] [Catat]"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, ALL) as opened:
        await opened.knows("siti")
        yield opened


async def lay_aside(room: Room, *names: str) -> None:
    for name in names:
        await room.says("siti", name, "merah")
    await room.says("siti", "menu")


# -- laid aside -----------------------------------------------------------------------------------------------------


async def test_three_talks_are_kept_and_the_oldest_goes(room: Room) -> None:
    await lay_aside(room, *[each.name for each in ASKING])
    assert await room.parked_talks() == ["talk2", "talk3", "talk4"]
    assert await room.says("siti", "lanjut") == "Yang mana? [talk4] [talk3] [talk2]"
    answer = await room.taps("siti", "talk2")
    assert answer == f"{house.RESUMED.message} / talk2 1? [Merah] [Biru]"
    assert await room.parked_talks() == ["talk3", "talk4"]


async def test_the_talk_she_goes_back_to_is_not_thrown_away_as_the_oldest(room: Room) -> None:
    await lay_aside(room, "talk0", "talk1", "talk2")
    await room.says("siti", "talk3", "merah")
    assert (await room.says("siti", "talk0")).endswith("talk0 1? [Merah] [Biru]")
    assert await room.open_talks() == ["talk0"]
    assert await room.parked_talks() == ["talk1", "talk2", "talk3"]


async def test_a_talk_without_an_answer_and_a_sensitive_one_are_not_kept(room: Room) -> None:
    await room.says("siti", "warna", "rahasia", "merah")
    assert await room.says("siti", "menu") == MENU
    assert (await room.parked_talks(), await room.open_talks()) == ([], ["menu"])
    assert await room.table("SELECT count(*) FROM talks") == [1]


async def test_beginning_a_talk_again_takes_up_the_one_laid_aside(room: Room) -> None:
    await lay_aside(room, "talk0")
    assert await room.says("siti", "talk0") == f"{house.RESUMED.message} / talk0 1? [Merah] [Biru]"
    assert await room.parked_talks() == []


async def test_lanjut_with_nothing_laid_aside_is_answered(room: Room) -> None:
    assert await room.says("siti", "lanjut") == "Tidak ada."


async def test_lanjut_in_the_middle_of_a_talk_asks_its_question_again(room: Room) -> None:
    await room.says("siti", "talk0", "merah")
    assert (await room.says("siti", "lanjut")).endswith("talk0 1? [Merah] [Biru]")
    assert (await room.says("siti", "biru")).endswith("talk0 2? [Merah] [Biru]")


async def test_the_word_of_the_open_talk_does_not_throw_its_answers_away(room: Room) -> None:
    """Only "batal" may; she may type /skrining again because she forgot where she was."""
    await room.says("siti", "talk0", "merah", "biru")
    assert "talk0 2?" in await room.says("siti", "/talk0")


# -- who may --------------------------------------------------------------------------------------------------------


async def test_what_is_for_others_is_refused_kindly_and_the_menu_follows(room: Room) -> None:
    assert await room.says("siti", "pengurus") == f"{house.NOT_FOR_HER.message} / {MENU}"


async def test_what_is_for_others_is_refused_in_the_middle_of_a_talk_and_the_talk_stays(room: Room) -> None:
    asked = await room.says("siti", "warna")
    refused = await room.says("siti", "pengurus")
    assert refused.startswith(house.NOT_FOR_HER.message)
    assert refused.endswith(asked)  # and the question is there again
    assert (await room.says("siti", "merah")).startswith("Warna lain?")


async def test_what_is_for_others_leads_out_of_a_talk_that_has_become_theirs(room: Room) -> None:
    lilis = await room.knows("lilis", Role.TREASURER)
    await room.says("lilis", "pengurus")
    await room.dismiss(lilis)
    answer = await room.says("lilis", "pengurus")
    assert answer.startswith(house.NOT_FOR_HER.message)
    assert "Rahasia" not in answer
    assert await room.open_talks() in ([], ["menu"])


async def test_a_role_lost_in_the_middle_ends_the_talk_and_answers_nothing(room: Room) -> None:
    lilis = await room.knows("lilis", Role.TREASURER)
    assert await room.says("lilis", "pengurus") == "Rahasia pengurus? [Merah] [Biru]"
    await room.dismiss(lilis)
    answer = await room.says("lilis", "merah")
    assert answer.startswith(house.BROKEN.message)
    assert "Hanya untuk pengurus" not in answer
    assert await room.open_talks() in ([], ["menu"])


async def test_a_talk_that_exists_no_more_ends_with_an_apology(room: Room) -> None:
    await room.says("siti", "talk0", "merah")
    room._talks = [each for each in ALL if each.name != "talk0"]
    await room.restart()
    assert (await room.says("siti", "merah")).startswith(house.BROKEN.message)


# -- handed over ----------------------------------------------------------------------------------------------------


async def test_a_menu_hands_over_to_what_was_chosen_in_the_same_turn(room: Room) -> None:
    await room.says("siti", "menu")
    assert await room.taps("siti", "Warna") == "Warna apa? [Merah] [Biru] [Petugas]"
    assert await room.open_talks() == ["warna"]


async def test_a_refusal_that_nobody_catches_is_said_and_ends_the_talk(room: Room) -> None:
    assert await room.says("siti", "tolak") == SENTENCES["not_allowed"].message
    assert await room.open_talks() == []
    assert room.turns.counts["failed"] == 0


async def test_after_four_misunderstandings_a_person_is_offered_and_comes(room: Room) -> None:
    await room.says("siti", "warna", "merah", "x1", "x2")
    answer = await room.says("siti", "x3")
    assert answer == f"{house.OFFER_PERSON.message} [Ya] [Tidak]"
    assert "Petugas akan datang." in await room.says("siti", "ya")
    assert await room.parked_talks() == ["warna"]


async def test_when_even_the_offer_is_not_understood_the_talk_is_laid_aside_kindly(room: Room) -> None:
    await room.says("siti", "warna", "merah", "x1", "x2", "x3")
    assert await room.says("siti", "x4") == house.GIVEN_UP.message
    assert (await room.parked_talks(), await room.open_talks()) == (["warna"], [])
    assert "Warna lain?" in await room.says("siti", "lanjut")
