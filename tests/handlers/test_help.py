"""Bantuan means social aid to everybody: which help is meant is asked."""

from tests.play import Play
from tests.world import World


async def test_help_may_be_aid_or_how_to_use_the_program(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: /bantuan
        Bot: Bantuan yang mana, ya? [Cari bantuan] [Cara memakai]
        Siti: [Cara memakai]
        Bot: Boleh mengetik biasa, atau menekan tombol. Angkanya juga boleh. / MENU: lihat pilihan. KEMBALI: ubah
            jawaban tadi. BATAL: berhenti. / Ketik hapus chat untuk membersihkan layar ini. Ketik kata aman untuk memilih kata sendiri. /
            LANJUT: teruskan yang tadi. PETUGAS: bicara dengan orang.
        Siti: bantuan
        Bot: Bantuan yang mana, ya? [Cari bantuan] [Cara memakai]
        Siti: 1
        Bot: Saya tanya beberapa hal dulu, Bu. Hasilnya belum keputusan. / Ibu tinggal di mana? [...]
    """)


async def test_the_menu_leads_straight_to_how_it_is_used(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: menu
        Bot: ... [...]
        Siti: cara memakai
        Bot: Boleh mengetik biasa, atau menekan tombol. ...
    """)
