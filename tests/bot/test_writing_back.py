"""What she simply types goes to who wrote to her last, and to nobody where that is not sure."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.handlers.conftest import template
from tests.handlers.contact.hers import answer, list_words
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.play import Play
from tests.world import Way, World, open_world

__all__ = ["template"]  # the fixture

ASKED = """
        (jam +1 detik)
        Bot → Siti: Rina, Dinas Sosial Kaltim: / Anaknya berapa, Bu? [Balas]
"""


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        await add_woman(opened, "Siti")
        await add_worker(opened, "Rina")
        yield opened


@pytest.fixture
def play(world: World) -> Play:
    return Play(world)


@pytest.mark.parametrize("text", ["dua bu", "2", "iya", "benar", "tolong", "makasih", "cukup"])
async def test_whatever_she_says_to_her_worker_is_for_her(play: Play, world: World, text: str) -> None:
    await write(world, "Siti", "bantuan")
    await answer(world, "Anaknya berapa, Bu?")
    await play(f"""{ASKED}
        Siti: {text}
        Bot: Terkirim ke Rina. / ... [Selesai]
        Bot → Rina: ... {text} [Buka pesan]
    """)
    assert await list_words(world, "Siti") == ["bantuan", text]


@pytest.mark.parametrize("text", ["menu", "/menu", "jadwal", "tabungan saya", "batal", "bantuan", "petugas"])
async def test_commands_stay_commands(play: Play, world: World, text: str) -> None:
    await write(world, "Siti", "halo")
    await answer(world, "Anaknya berapa, Bu?")
    await play(ASKED)
    world.next_message()
    await world.phones.write("Siti", text)
    await world.rest()
    assert await list_words(world, "Siti") == ["halo"]


async def test_while_a_question_stands_it_is_the_question_she_answers(play: Play, world: World) -> None:
    await write(world, "Siti", "halo")
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [...]
    """)
    await answer(world, "Anaknya berapa, Bu?")
    await play(f"""{ASKED}
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
    """)
    assert await list_words(world, "Siti") == ["halo"]


async def test_in_the_menu_a_number_chooses_and_words_answer(play: Play, world: World) -> None:
    await write(world, "Siti", "halo")
    await play("""
        Siti: menu
        Bot: ... [...]
    """)
    await answer(world, "Anaknya berapa, Bu?")
    await play(f"""{ASKED}
        Siti: dua bu
        Bot: Terkirim ke Rina. / ... [Selesai]
        Bot → Rina: ... [Buka pesan]
        Siti: menu
        Bot: ... [...]
        Siti: 2
        Bot: ... [...]
    """)
    assert await list_words(world, "Siti") == ["halo", "dua bu"]


async def test_what_cannot_be_passed_on_is_said_and_she_may_write(play: Play, world: World) -> None:
    await write(world, "Siti", "halo")
    await answer(world, "Anaknya berapa, Bu?")
    await play(f"""{ASKED}
        Siti: (lokasi)
        Bot: Lokasi tidak saya teruskan. Tulis saja tempatnya, ya. / Yang membaca: Rina, ... / ... [Selesai]
    """)
    assert await list_words(world, "Siti") == ["halo"]


@pytest.mark.parametrize("phone", ["shared", "helped"])
async def test_on_a_phone_of_others_nothing_goes_by_itself(play: Play, world: World, phone: str) -> None:
    await write(world, "Siti", "halo")
    await world.use_phone("Siti", phone)
    await answer(world, "Anaknya berapa, Bu?")
    await play("""
        (jam +1 detik)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: dua bu
        Bot: Maaf, saya belum mengerti. ... [...]
    """)
    assert await list_words(world, "Siti") == ["halo"]
