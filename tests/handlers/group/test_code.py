"""Kode rapat: for the officers of an open group, good for some hours."""

from db import groups
from db.unit import Unit
from domain.roles import Role
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import MENTARI, World


async def test_an_officer_gets_a_code_that_says_what_it_is(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play("""
        Lilis: kode rapat
        Bot: Kode rapat Mentari: ... / Berlaku sampai Selasa, 3 Februari 2026, jam 16.00 WIB. Boleh dipakai semua yang hadir. /
            Di HP-nya, ketik GABUNG, lalu kode ini. Sesudah itu dua pengurus memeriksa.
    """)
    assert "Lilis invite group ? meeting" in world.audit


async def test_a_member_gets_none(play: Play, world: World) -> None:
    await world.add("Siti", Role.MEMBER)
    await play("""
        Siti: kode rapat
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


async def test_a_draft_has_no_meeting_yet(play: Play, world: World) -> None:
    await chair_and_treasurer(world)

    async def close(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = $2 WHERE id = $1", world.groups[MENTARI], groups.DRAFT)

    await world.run(close)
    await play("""
        Lilis: kode rapat
        Bot: Buku kelompok belum dibuka. Tunggu pengurus kedua masuk, ya.
    """)
