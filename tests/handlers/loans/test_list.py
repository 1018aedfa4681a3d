"""Daftar pinjaman: who pays what is left, for officers and the pengawas; who only looks after the book writes nothing."""

from datetime import date

from domain.roles import Role
from tests.handlers.loans.hard_months import lend, repay
from tests.handlers.loans.test_pay import WITH_FINE
from tests.handlers.office_people import add_named
from tests.handlers.papers import files_of
from tests.handlers.savers import TODAY, mentari
from tests.play import Play
from tests.world import World

LISTED = """
    Lilis: daftar pinjaman
    Bot: 2 pinjaman berjalan. Sisa semuanya Rp1.344.000. Yang belum masuk Rp112.000, dari 1 orang. /
        Mau lihat yang mana? [Neneng] [Tati] [Selesai]
"""


async def two_loans(world: World) -> None:
    """Tati's is new; Neneng's first instalment has not come in."""
    await mentari(world, "Tati", "Neneng")
    await lend(world, "Tati")
    await lend(world, "Neneng", day=date(2025, 12, 28))


async def test_who_is_behind_stands_first_and_is_spoken_of_kindly(play: Play, world: World) -> None:
    await two_loans(world)
    await play(LISTED)
    await play("""
        Lilis: neneng
        Bot: Neneng: pinjaman Rp600.000, 6 bulan. Sisa Rp672.000. Golongan: Dalam perhatian.
            Belum masuk Rp112.000, sejak Rabu, 28 Januari 2026. Kalau dilunasi hari ini Rp624.000. / Mau apa?
            [Catat cicilan] [Atur lagi] [Kartu pinjaman (PDF)] [Kembali ke daftar] [Selesai]
        Lilis: kembali ke daftar
        Bot: ... [Neneng] [Tati] [Selesai]
        Lilis: tati
        Bot: Tati: pinjaman Rp600.000, 6 bulan. Sisa Rp672.000. Golongan: Lancar.
            Cicilan berikutnya Rp112.000, Selasa, 3 Maret 2026. Kalau dilunasi hari ini Rp612.000. / Mau apa? [...]
        Lilis: kartu
        Bot: Kartunya saya kirim. Serahkan ke yang meminjam, ya.
        Bot: Kartu pinjaman Tati.
    """)
    assert files_of(world, "Lilis")[0].startswith(b"%PDF")
    assert {
        "Lilis read book Neneng loans",
        "Lilis read book Neneng loan",
        "Lilis read book Tati loans",
    } <= set(world.audit)


async def test_from_the_list_the_instalment_is_written_down(play: Play, world: World) -> None:
    await two_loans(world)
    await play(LISTED)
    await play("""
        Lilis: tati
        Bot: ... [Catat cicilan] [...]
        Lilis: catat cicilan
        Bot: Sisa pinjaman Tati Rp672.000. / ... [Rp112.000] [Lunas Rp612.000] [Tidak jadi]
    """)


async def test_a_fine_can_be_let_go_from_here(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati", day=date(2025, 12, 28), terms=WITH_FINE)
    await play("""
        Lilis: daftar pinjaman
        Bot: ... Mau lihat yang mana? [Tati] [Selesai]
        Lilis: tati
        Bot: ... Denda: Rp2.000. Kalau dilunasi hari ini Rp626.000. / Mau apa?
            [Catat cicilan] [Atur lagi] [Ringankan denda] [Kartu pinjaman (PDF)] [Kembali ke daftar] [Selesai]
        Lilis: selesai
        Bot: Baik.
    """)


async def test_the_pengawas_looks_and_writes_nothing(play: Play, world: World) -> None:
    await two_loans(world)
    await add_named(world, "Euis", "Euis", Role.GROUP_SUPERVISOR)
    await play("""
        Euis: daftar pinjaman
        Bot: ... [Neneng] [Tati] [Selesai]
        Euis: tati
        Bot: ... [Kartu pinjaman (PDF)] [Kembali ke daftar] [Selesai]
        Euis: selesai
        Bot: Baik.
        Tati: daftar pinjaman
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)


async def test_where_nobody_owes_anything_the_list_is_empty(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await play("""
        Lilis: daftar pinjaman
        Bot: Belum ada pinjaman yang berjalan.
    """)
    await repay(world, await lend(world, "Tati"), 612_000, TODAY)
    await play("""
        Lilis: semua pinjaman
        Bot: Belum ada pinjaman yang berjalan.
    """)
