"""A woman leaves with all that is hers, to the rupiah; what is still between her and the group is settled first."""

from dataclasses import replace
from datetime import date

from db import group_rules
from db.unit import Unit
from domain.accounts import SavingKind
from domain.year_rules import YearRules
from tests.handlers.book_keepers import book
from tests.handlers.savers import mentari, save
from tests.handlers.test_arisan import ALL_PAY, BEGINS, decide
from tests.play import Play
from tests.world import MENTARI, RULES, World

TODAY = date(2026, 2, 3)
SHARES = YearRules(cadangan=30, jasa_simpanan=25, jasa_pinjaman=25, pengurus=10, pendidikan=5, sosial=5)


async def shares_its_year(world: World) -> None:
    async def job(unit: Unit) -> None:
        rules = replace(RULES, year=SHARES, from_day=TODAY, decided_day=TODAY)
        await group_rules.add(unit, world.groups[MENTARI], rules, by=1)

    await world.run(job)


async def test_she_gets_all_of_it_and_is_no_member_any_more(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await shares_its_year(world)
    await save(world, "Tati", 50_000, SavingKind.POKOK)
    await save(world, "Tati", 120_000)
    await save(world, "Tati", 30_500, SavingKind.SUKARELA)
    await play("""
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
        Lilis: tati
        Bot: ... [Simpanan sukarela] [Semua, karena keluar] [Tidak jadi]
        Lilis: [Semua, karena keluar]
        Bot: Hasil tahun ini nanti dibagi untuk yang masih anggota. /
            Tati keluar dan mengambil semua simpanan: Rp200.500 (dua ratus ribu lima ratus). / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Rp200.500 boleh diserahkan. ...
        Bot → Lilis: Cucu setuju. ...
        Bot → Tati: Bu Tati, ini Rp200.500 untuk Ibu: semua simpanan, karena keluar. ... [...]
        Lilis: anggota
        Bot: ... [...]
        Lilis: anggota keluar
        Bot: Siapa yang keluar? [...]
        Lilis: tati
        Bot: Tati keluar dari Mentari. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Uangnya di kelompok masih Rp200.500. Selesaikan dulu, baru keluar.
        Tati: [Sudah saya terima]
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp200.500. Nomornya 4.
        Bot → Lilis: Tati sudah menerima ...
        Bot → Cucu: Tati sudah menerima ...
        Lilis: anggota
        Bot: ... [...]
        Lilis: anggota keluar
        Bot: Siapa yang keluar? [...]
        Lilis: tati
        Bot: Tati keluar dari Mentari. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Tati sudah keluar. Catatannya tetap ada di buku. / ... [...]
        Bot → Tati: Ibu sudah keluar dari kelompok Mentari. Terima kasih, Bu.
        Lilis: setor
        Bot: Siapa yang menabung? [Lilis] [Cucu]
    """)
    assert len(await book(world)) == 4


async def test_in_the_middle_of_an_arisan_the_others_count_on_her(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)
    await play(BEGINS + ALL_PAY)
    await play("""
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
        Lilis: tati
        Bot: ... [Semua, karena keluar] [Tidak jadi]
        Lilis: [Semua, karena keluar]
        Bot: Arisannya belum selesai. Tunggu selesai, baru keluar.
        Lilis: anggota
        Bot: ... [...]
        Lilis: anggota keluar
        Bot: Siapa yang keluar? [...]
        Lilis: tati
        Bot: Tati keluar dari Mentari. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Arisannya belum selesai. Tunggu selesai, baru keluar.
    """)
