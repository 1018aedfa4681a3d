"""How she wants to be called is kept under her own key."""

from db import people
from db.unit import Unit
from tests.play import Play
from tests.world import World


async def test_how_she_is_called_is_remembered(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await play("""
        Siti: panggilan
        Bot: Mau dipanggil apa? [Ibu] [Mbak] [Teteh] [Mama] [Kakak] [Nama saja]
        Siti: teteh
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: Ati
        Bot: Baik, sudah saya ingat.
    """)

    async def read(unit: Unit) -> tuple[str, str]:
        person = await people.get_person(unit, siti)
        return person.salutation, person.name

    assert await world.run(read) == ("Teteh", "Ati")
    assert world.audit == ["Siti write person Siti name"]


async def test_a_name_is_not_needed(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: ganti nama
        Bot: Mau dipanggil apa? [...]
        Siti: nama saja
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: lewati
        Bot: Baik, sudah saya ingat.
    """)
