"""What one side writes is put into the other's chat: in order, once, and never faster than a person reads."""

from collections.abc import Callable

import pytest

from db import contact_staff
from db.unit import Unit
from tests.fakes.bot_api import BotApi
from tests.handlers.contact.letters import add_woman, add_worker, said_in, write
from tests.handlers.contact.relayed import (
    all_of,
    heard,
    messages_of,
    open_line,
    quotes,
    rest,
    says,
    sends,
    taps,
)
from tests.handlers.papers import files_of
from tests.phones import TelegramPhones
from tests.play import Play
from tests.traced_files import ogg, pdf, photo
from tests.world import Way, World

ON_TELEGRAM = pytest.mark.parametrize("way", [Way.TELEGRAM], indirect=True)


@pytest.fixture(autouse=True)
async def people(world: World) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await add_woman(world, "Wati")
    await add_woman(world, "Siti")


def api_of(world: World) -> BotApi:
    """The channel's server, which may be told to fail."""
    assert isinstance(world.phones, TelegramPhones)
    return world.phones._api


def in_chat(world: World, owner: str, words: str) -> int:
    """In how many messages on this phone these words stand."""
    return sum(words in text for text in heard(world, owner))


async def test_the_line_is_silent_and_everything_goes_through_in_order(play: Play, world: World) -> None:
    matter = await open_line(world)
    seen = len(heard(world, "Wati"))
    for words in ("satu", "terima kasih", "assalamualaikum", "tidak tahu", "9", "0", "cukup"):
        await says(world, "Wati", words)
    assert len(heard(world, "Wati")) == seen, "the program has said something between two people"
    assert [each.removeprefix("her: ") for each in await said_in(world, matter.id)][2:] == [
        "satu",
        "terima kasih",
        "assalamualaikum",
        "tidak tahu",
        "9",
        "0",
        "cukup",
    ]
    await play.finish()


async def test_at_most_one_message_a_minute_reaches_the_worker_and_nothing_is_left_out(world: World) -> None:
    await open_line(world)
    seen = len(heard(world, "Rina"))
    for number in range(5):
        await says(world, "Wati", f"kabar ke-{number}")
    assert len(heard(world, "Rina")) == seen + 1, "the first goes at once, the others wait"
    for _minute in range(3):
        await world.pass_time(61)
    new = heard(world, "Rina")[seen:]
    shown = "\n".join(new)
    assert [shown.count(f"kabar ke-{number}") for number in range(5)] == [1] * 5
    assert [shown.index(f"kabar ke-{number}") for number in range(5)] == sorted(
        shown.index(f"kabar ke-{number}") for number in range(5)
    )
    assert len([text for text in new if "kabar ke-" in text]) == 2


async def test_without_an_open_line_no_word_of_hers_is_pushed(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", "selesai")
    await world.pass_time(3600)
    await says(world, "Wati", "petugas")
    before = all_of(world, "Rina")
    await says(world, "Wati", "Kenanga rahasia saya bu")
    await world.pass_time(120)
    assert b"Kenanga" not in all_of(world, "Rina").replace(before, b"")


async def test_an_answer_shows_who_of_which_office_and_is_her_answer_button(world: World) -> None:
    await open_line(world)
    newest = world.phones.screen("Wati")
    answer = next(each for each in newest if "selamat siang" in each.text)
    assert answer.text == "Rina, Dinas Sosial Kaltim:\nselamat siang, ada apa bu"


@pytest.mark.parametrize(
    ("content", "mime"),
    ((photo, "image/jpeg"), (ogg, "audio/ogg"), (pdf, "application/pdf")),
    ids=("photo", "voice", "paper"),
)
async def test_files_cross_both_ways_as_they_are_kept(
    world: World, content: Callable[[str], bytes], mime: str
) -> None:
    matter = await open_line(world)
    await sends(world, "Wati", content("KENARI"), mime, caption="ini bu")
    assert len(files_of(world, "Rina")) == 1
    await quotes(world, "Rina", "ini bu", "sudah saya terima")
    await says(world, "Rina", "pesan warga")
    await says(world, "Rina", "1")
    await says(world, "Rina", "1")
    await sends(world, "Rina", content("KENARI"), mime, caption="isi formulir ini")
    assert len(files_of(world, "Wati")) == 1
    assert [each.kind for each in await messages_of(world, matter.id)][-1] != "text"
    assert in_chat(world, "Wati", "isi formulir ini") == 1


@ON_TELEGRAM
async def test_what_follows_a_photo_waits_for_it(world: World) -> None:
    await open_line(world)
    api_of(world).fail_next("getFile", times=2)
    await sends(world, "Wati", photo(), "image/jpeg", caption="ini fotonya")
    await says(world, "Wati", "sudah sampai bu")
    assert in_chat(world, "Rina", "sudah sampai bu") == 0
    for _try in range(3):
        await world.pass_time(70)
        await rest(world)
    shown = "\n".join(heard(world, "Rina"))
    assert shown.index("ini fotonya") < shown.index("sudah sampai bu")


async def test_a_file_that_never_comes_is_told_and_holds_nothing_up_for_long(world: World) -> None:
    matter = await open_line(world)
    await sends(world, "Wati", b"\xff\xd8\xff no photo at all", "image/jpeg")
    await says(world, "Wati", "sudah dikirim ya bu")
    for _minute in range(3):
        await world.pass_time(61)
    assert in_chat(world, "Wati", "fotonya rusak") == 1
    assert in_chat(world, "Rina", "sudah dikirim ya bu") == 1
    assert in_chat(world, "Rina", "tidak sampai") == 0
    assert len(await messages_of(world, matter.id)) == 4


@ON_TELEGRAM
async def test_a_photo_is_given_up_after_some_minutes_when_others_wait_behind_it(world: World) -> None:
    await open_line(world)
    api_of(world).fail_next("getFile", times=100)
    await sends(world, "Wati", photo(), "image/jpeg")
    await says(world, "Wati", "sudah dikirim ya bu")
    passed_s = 0
    while not in_chat(world, "Rina", "sudah dikirim ya bu"):
        await world.pass_time(60)
        await rest(world)
        passed_s += 60
        assert passed_s < 900, "they wait for ever"
    assert in_chat(world, "Wati", "belum sampai") == 1


@pytest.mark.parametrize(
    ("thing", "says_how"),
    (("lokasi", "Lokasi tidak saya teruskan"), ("nomor saya", "Kontak tidak saya teruskan")),
)
async def test_places_and_contacts_stay_here_however_often(world: World, thing: str, says_how: str) -> None:
    matter = await open_line(world)
    before = await said_in(world, matter.id)
    for _time in range(5):
        await world.phones.send("Wati", thing)
        await rest(world)
    assert says_how in heard(world, "Wati")[-1], "nobody else is offered: somebody is being written to"
    assert await said_in(world, matter.id) == before


async def test_a_letter_of_a_thousand_letters_goes_through_and_one_more_is_refused_kindly(
    world: World,
) -> None:
    matter = await open_line(world)
    await says(world, "Wati", "a" * 1000)
    await says(world, "Wati", "b" * 1001)
    written = await messages_of(world, matter.id)
    assert [len(each.text) for each in written][2:] == [1000]
    assert "Terlalu panjang" in heard(world, "Wati")[-1]


async def test_two_lines_of_one_worker_never_mix(world: World) -> None:
    first = await open_line(world)
    second = await open_line(world, her="Siti", text="saya siti bu")
    for number in range(3):
        await says(world, "Wati", f"dari wati {number}")
        await says(world, "Siti", f"dari siti {number}")
    for _minute in range(8):
        await world.pass_time(61)
    for text in heard(world, "Rina"):
        assert not ("dari wati" in text and "dari siti" in text)
    shown = "\n".join(heard(world, "Rina"))
    assert all(shown.count(f"dari {name} {number}") == 1 for name in ("wati", "siti") for number in range(3))
    assert [each.text for each in await messages_of(world, first.id)][2:] == [
        f"dari wati {n}" for n in range(3)
    ]
    assert [each.text for each in await messages_of(world, second.id)][2:] == [
        f"dari siti {n}" for n in range(3)
    ]


async def test_a_shared_phone_shows_only_that_there_is_news_even_in_the_middle_of_it(world: World) -> None:
    await add_woman(world, "Ani", phone="shared")
    await write(world, "Ani", "bu ini saya")
    await says(world, "Rina", "pesan warga")
    await says(world, "Rina", "1")
    await says(world, "Rina", "jam dua di kantor ya bu")
    await taps(world, "Rina", "Kirim")
    assert not any("jam dua" in text for text in heard(world, "Ani"))
    await says(world, "Ani", "kabar")
    assert in_chat(world, "Ani", "jam dua") == 1
    await quotes(world, "Ani", "jam dua", "baik bu")
    await says(world, "Rina", "menu")
    assert in_chat(world, "Rina", "baik bu") == 1


async def test_the_digest_does_not_lose_what_waits_for_an_open_line(world: World) -> None:
    await open_line(world)
    await says(world, "Wati", "satu")
    await says(world, "Wati", "dua")

    async def look(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Rina")
        contact_staff.look(unit)
        contact_staff.drop_news(unit, unit.actor.person_id)

    await world.run(look)
    for _minute in range(3):
        await world.pass_time(61)
    assert in_chat(world, "Rina", "dua") == 1
