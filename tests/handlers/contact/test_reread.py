"""She reads again what was written, on a phone where nobody else does."""

import pytest

from db import matters
from db.unit import Unit
from domain.refusals import NotAllowed
from handlers.contact.reread import find_page
from tests.handlers.contact.hers import answer
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.play import Play
from tests.world import World


async def test_both_sides_stand_there_the_newest_page_first(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    for number in range(1, 6):
        await write(world, "Siti", f"kabar ke {number}")
    await answer(world, "Baik, Bu. Buka http://contoh.id ya.")
    await play("""
        (jam +1 detik)
        Bot → Siti: Rina, Dinas Sosial Kaltim: / Baik, Bu. ... [Balas]
        Siti: petugas
        Bot: Rina sudah menjawab, ... [...]
        Siti: baca lagi
        Bot: Saya, ...: / kabar ke 2 / ... / kabar ke 5 / Rina, ...: / Baik, Bu. ... / Mau apa, Bu?
            [Yang lebih lama] [Tulis lagi] [Cukup]
        Siti: lebih lama
        Bot: Saya, ...: / kabar ke 1 / Mau apa, Bu? [Tulis lagi] [Cukup]
        Siti: tulis lagi
        Bot: Yang membaca: Rina, Dinas Sosial Kaltim. / ... [Selesai]
    """)
    shown = " ".join(world.said["Siti"])
    assert "http://" not in shown  # nothing in it can be tapped


async def test_a_long_letter_is_read_in_parts(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await write(world, "Siti", "satu dua tiga empat lima " * 35)
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: baca lagi
        Bot: ... Masih ada ... lagi. Mau lihat? [Lihat sisanya] [Cukup]
        Siti: lihat
        Bot: ... [...]
    """)


@pytest.mark.parametrize("phone", ["shared", "helped"])
async def test_on_a_phone_of_others_nothing_is_shown_again(world: World, phone: str) -> None:
    await add_woman(world, "Siti", phone=phone)
    await add_worker(world, "Rina")
    matter = await write(world, "Siti", "rahasia")

    async def look(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        await find_page(unit, matter.id, 0)

    with pytest.raises(NotAllowed):
        await world.run(look)


async def test_nobody_reads_another_womans(world: World) -> None:
    await add_woman(world, "Siti")
    await add_woman(world, "Yuyun")
    await add_worker(world, "Rina")
    matter = await write(world, "Siti", "rahasia")

    async def look(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Yuyun")
        assert await matters.find(unit, matter.id) is not None
        await find_page(unit, matter.id, 0)

    with pytest.raises(NotAllowed):
        await world.run(look)
