"""How she wants to be called is kept under her own key."""

from db import people
from db.unit import Unit
from tests.announced import announce
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
    siti = await world.add("Siti")
    await play("""
        Siti: ganti nama
        Bot: Mau dipanggil apa? [...]
        Siti: nama saja
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: lewati
        Bot: Baik, sudah saya ingat.
    """)

    async def read(unit: Unit) -> bool:
        return (await people.get_person(unit, siti)).name_only

    assert await world.run(read)
    await play("""
        Siti: panggilan
        Bot: Mau dipanggil apa? [...]
        Siti: ibu
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: lewati
        Bot: Baik, sudah saya ingat.
    """)
    assert not await world.run(read)


async def test_an_announcement_calls_her_ibu_until_she_wants_otherwise(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await announce(world, [siti], text="{panggilan} {nama}, besok libur.")
    await play("""
        (jam +1 menit)
        Bot → Siti: ... / Ibu, besok libur. / ...
    """)
    await play("""
        Siti: panggilan
        Bot: Mau dipanggil apa? [...]
        Siti: nama saja
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: Ati
        Bot: Baik, sudah saya ingat.
    """)
    await announce(world, [siti], text="{panggilan} {nama}, besok libur.")
    await play("""
        (jam +1 menit)
        Bot → Siti: ... / Ati, besok libur. / ...
    """)
