"""Putting right: name and place at once, under a number; the rest by an officer (tests/handlers/test_data_desk.py)."""

from db import people
from db.unit import Unit
from tests.play import Play
from tests.world import World


async def test_her_name_and_place_are_put_right_at_once_under_a_number(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play("""
        Siti: betulkan data
        Bot: Yang mana yang keliru, Bu? [Nama panggilan] [Tempat tinggal] [Yang lain]
        Siti: nama
        Bot: Nama panggilan yang benar siapa?
        Siti: Siti Melati
        Bot: Sudah saya betulkan, Bu. Nomornya <nomor>.
        Siti: perbaiki
        Bot: ... [...]
        Siti: tempat tinggal
        Bot: Ibu tinggal di mana? [...]
        Siti: junrejo
        Bot: Sudah saya betulkan, Bu. Nomornya <lain>.
    """)

    async def read(unit: Unit) -> tuple[str, str]:
        person = await people.get_person(unit, siti)
        return person.name, person.area

    assert await world.run(read) == ("Siti Melati", "junrejo")


async def test_where_no_office_is_known_her_place_is_asked_and_no_office_is_said(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play("""
        Siti: perbaiki data
        Bot: ... [...]
        Siti: yang lain
        Bot: Ibu tinggal di mana? [...]
        Siti: kabupaten kupang
        Bot: Maaf, Bu. Di daerah itu belum ada petugas kami. / Ibu bisa bertanya ke kantor desa atau Dinas Sosial setempat.
    """)
