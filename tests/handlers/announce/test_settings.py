"""Atur pengumuman: an admin says from how many on two look."""

from functools import partial

from db import announcements
from domain.roles import Role
from tests.play import Play
from tests.world import KALTIM, World


async def test_an_admin_says_from_how_many_on_a_second_person_agrees(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await play("""
        Admin: atur_pengumuman
        Bot: Pengumuman untuk banyak orang perlu disetujui dua orang. / Sekarang: kalau lebih dari 200 orang. /
            Mulai lebih dari berapa orang? 0 berarti selalu. [Tetap begini]
        Admin: 50
        Bot: Lebih dari 50 orang harus disetujui orang kedua. Benar? [Ya] [Tidak]
        Admin: ya
        Bot: Sudah diatur.
        Admin: batas pengumuman
        Bot: ... Sekarang: kalau lebih dari 50 orang. / ... [Tetap begini]
        Admin: 1.000
        Bot: Lebih dari 1.000 orang harus disetujui orang kedua. Benar? [Ya] [Tidak]
        Admin: tidak
        Bot: Baik, tetap begitu.
        Admin: batas pengumuman
        Bot: ... Sekarang: kalau lebih dari 50 orang. / ... [Tetap begini]
        Admin: [Tetap begini]
        Bot: Baik, tetap begitu.
    """)
    over = await world.run(partial(announcements.approve_over, organisation_id=world.offices[KALTIM]))
    assert over == 50


async def test_a_worker_does_not_set_it(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await play("""
        Petugas: batas pengumuman
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
