"""Menu pinjaman: one door of the group's page; what waits for her stands first, and what is not hers is not there."""

from dataclasses import replace

from tests.handlers.loans.asking import LENDING, MENTARI_PUSHES, SITI_ASKS, SITI_SAYS_YES, lending
from tests.play import Play
from tests.world import World


async def test_a_member_sees_what_is_hers(play: Play, world: World) -> None:
    await lending(world)
    await play("""
        Siti: kelompok
        Bot: ... [...]
        Siti: pinjaman
        Bot: Pinjaman kelompok. Mau apa, Bu? [Pinjaman saya] [Minta pinjaman] [Hitung pinjaman] [Aturan pinjaman]
            [Kembali ke kelompok]
        Siti: aturan
        Bot: Jasa Rp2.000 sebulan untuk tiap Rp100.000. ...
    """)


async def test_an_officer_sees_what_waits_for_her_first(play: Play, world: World) -> None:
    await lending(world)
    await play(SITI_ASKS + SITI_SAYS_YES + MENTARI_PUSHES)
    await play("""
        Lilis: menu pinjaman
        Bot: Pinjaman kelompok. Mau apa, Bu? [Permintaan (1)] [Catat cicilan] [Pinjaman saya] [Minta pinjaman]
            [Daftar pinjaman] [Hitung pinjaman] [Aturan pinjaman] [Anggota serumah] [Kembali ke kelompok]
        Lilis: permintaan
        Bot: Siti minta pinjam Rp500.000, 10 bulan. ... [...]
    """)


async def test_where_the_meeting_has_decided_nothing_the_page_says_so(play: Play, world: World) -> None:
    await lending(world, rules=None)
    await play("""
        Siti: menu pinjaman
        Bot: Pinjaman kelompok. Rapat belum memutuskan soal pinjaman. [Pinjaman saya] [Hitung pinjaman]
            [Aturan pinjaman] [Kembali ke kelompok]
        Siti: kembali ke kelompok
        Bot: Kelompok Mentari, Desa Contoh. / ... [...]
    """)


async def test_where_others_stand_in_there_is_a_door_to_it(play: Play, world: World) -> None:
    await lending(world, rules=replace(LENDING, joint=True))
    await play("""
        Siti: menu pinjaman
        Bot: Pinjaman kelompok. Mau apa, Bu? [Pinjaman saya] [Minta pinjaman] [Hitung pinjaman] [Aturan pinjaman]
            [Talangan] [Kembali ke kelompok]
    """)
