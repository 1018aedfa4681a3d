"""Tanggung renteng: who stood in for whom is between these two and the officers; only the helper says it is settled."""

from datetime import date

import pytest

from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from tests.handlers.loans.hard_months import lend, standing_on, take_back
from tests.handlers.savers import mentari
from tests.play import Play
from tests.world import Way, World

STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
JOINT = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000), joint=True)

STOOD_IN = """
    Lilis: talangan
    Bot: Soal talangan, mau apa? [Catat talangan] [Daftar talangan] [Selesai]
    Lilis: catat
    Bot: Siapa yang menalangi Siti? [Lilis] [Cucu] [Yuyun] [Neneng]
    Lilis: yuyun
    Bot: Berapa yang ditalangi? [Rp112.000]
    Lilis: [Rp112.000]
    Bot: Yuyun menalangi cicilan Siti: Rp112.000 (seratus dua belas ribu). Uangnya sudah masuk kas? [Ya] [Tidak]
    Lilis: ya
    Bot: Sudah dicatat. No. 0003. / Keduanya dikabari. Anggota lain tidak melihat ini.
    Bot → Siti: Sudah dicatat, Bu. ... Cicilan pinjaman: Rp112.000 ... [Benar] [Ada yang beda]
    Bot → Yuyun: Bu Yuyun, Ibu menalangi cicilan Siti Rp112.000. Nomornya 3. Hanya Ibu berdua dan pengurus yang tahu.
        Kalau sudah kembali, ketik: talangan. [Ada yang beda]
    Bot → Siti: Bu Siti, Yuyun menalangi cicilan Ibu Rp112.000. Nomornya 3. Kembalikan langsung ke Yuyun, ya.
        Hanya Ibu berdua dan pengurus yang tahu. [Ada yang beda]
"""


async def stood_in(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun", "Neneng")
    await lend(world, "Siti", terms=JOINT)
    await play(STOOD_IN)


async def test_yuyun_stands_in_for_siti_and_only_these_two_and_the_officers_see_it(
    play: Play, world: World
) -> None:
    await stood_in(play, world)
    assert (await standing_on(world)).outstanding == 500_000
    await play("""
        Siti: talangan
        Bot: Yuyun menalangi cicilan Ibu Rp112.000, Selasa, 3 Februari 2026. Kembalikan langsung ke Yuyun, ya.
        Neneng: talangan
        Bot: Tidak ada talangan untuk Ibu.
        Cucu: talangan
        Bot: Soal talangan, mau apa? [Catat talangan] [Daftar talangan] [Selesai]
        Cucu: daftar talangan
        Bot: 3/2/26 Yuyun menalangi Siti: Rp112.000.
        Yuyun: talangan
        Bot: Ibu menalangi cicilan Siti Rp112.000, Selasa, 3 Februari 2026. / Bagaimana sekarang?
            [Sudah dikembalikan] [Tidak usah kembali] [Nanti saja]
        Yuyun: sudah dikembalikan
        Bot: Sudah dicatat, Bu. Terima kasih sudah membantu.
        Bot → Siti: Kata Yuyun, talangan Rp112.000 sudah kembali. Terima kasih, Bu.
        Siti: talangan
        Bot: Tidak ada talangan untuk Ibu.
    """)


@STEADY
async def test_she_may_let_it_be(play: Play, world: World) -> None:
    await stood_in(play, world)
    await play("""
        Yuyun: talangan saya
        Bot: Ibu menalangi cicilan Siti ... [...]
        Yuyun: ikhlas
        Bot: Sudah dicatat, Bu. ...
        Bot → Siti: Kata Yuyun, talangan Rp112.000 tidak usah dikembalikan.
    """)


@STEADY
async def test_a_payment_that_was_taken_back_was_nobodys_help(play: Play, world: World) -> None:
    await stood_in(play, world)
    await take_back(world, 3, date(2026, 2, 3))
    await play("""
        Yuyun: talangan
        Bot: Tidak ada talangan untuk Ibu.
    """)


@STEADY
async def test_where_the_group_has_not_decided_so_nobody_stands_in(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun")
    await lend(world, "Siti")
    await play("""
        Lilis: talangan
        Bot: Belum ada talangan di sini. Saling menalangi itu diputuskan di rapat.
    """)


@STEADY
async def test_not_more_than_is_asked_for_and_not_on_her_own_loan(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun")
    await lend(world, "Cucu", terms=JOINT, by=("Lilis", "Lilis"))
    await play("""
        Lilis: catat talangan
        Bot: Soal talangan, mau apa? [...]
        Lilis: catat talangan
        Bot: Siapa yang menalangi Cucu? [...]
        Lilis: yuyun
        Bot: Berapa yang ditalangi? [Rp112.000]
        Lilis: 500 ribu
        Bot: Sampai Rp112.000, ya. / Berapa yang ditalangi? [Rp112.000]
        Lilis: batal
        Bot: ...
        Cucu: talangan
        Bot: Soal talangan, mau apa? [...]
        Cucu: catat talangan
        Bot: Siapa yang menalangi Cucu? [...]
        Cucu: yuyun
        Bot: Berapa yang ditalangi? [Rp112.000]
        Cucu: 50 ribu
        Bot: ... Uangnya sudah masuk kas? [Ya] [Tidak]
        Cucu: ya
        Bot: Pinjaman sendiri atau serumah diputuskan pengurus lain.
    """)
    assert (await standing_on(world)).outstanding == 600_000
