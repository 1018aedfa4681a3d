"""Aturan kelompok: for everybody to see; a change has its decision, its day and two officers, and never reaches back."""

from datetime import date

from db import group_rules
from domain.accounts import SavingKind
from domain.group_rules import Rules
from domain.roles import Role
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import MENTARI, World

MENU = "... / Rapat: Tiap bulan. / Mau mengubah sesuai keputusan rapat? [Selesai] [Ubah jumlah] [...]"
CHANGE = (
    "Aturan mulai Selasa, 3 Maret 2026. / Simpanan wajib: Rp15.000 (lima belas ribu) tiap rapat. / "
    "Diputuskan rapat Selasa, 3 Februari 2026."
)


async def rules_on(world: World, day: date) -> Rules:
    return await world.run(lambda unit: group_rules.rules_on(unit, world.groups[MENTARI], day))


async def test_a_change_waits_for_the_second_officer_and_all_members_hear_of_it(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: aturan
        Bot: {MENU}
        Lilis: ubah jumlah
        Bot: Simpanan yang mana? [Simpanan wajib] [Dana sosial] [Simpanan pokok]
        Lilis: wajib
        Bot: Jumlahnya sama semua, atau bebas? [Sama semua] [Jumlahnya bebas]
        Lilis: sama
        Bot: Simpanan wajib: berapa tiap orang? [Rp10.000]
        Lilis: 15rb
        Bot: Rapat tanggal berapa yang memutuskan?
        Lilis: 3 februari 2026
        Bot: Mulai kapan? [Rapat berikutnya] [Mulai besok] [Tanggal lain]
        Lilis: rapat berikutnya
        Bot: {CHANGE} / Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari.
        Bot → Cucu: Lilis minta dicek berdua, ya: / {CHANGE} [Lihat dan jawab]
    """)
    assert (await rules_on(world, date(2026, 3, 3))).usual(SavingKind.WAJIB) == 10_000
    await play(f"""
        Cucu: [Lihat dan jawab]
        Bot: ... {CHANGE} ... [...]
        Cucu: ya
        Bot: ... Aturan baru sudah dicatat. Semua anggota yang punya HP dikabari. ...
        Bot → Siti: {CHANGE}
        Bot → Lilis: ...
    """)
    assert (await rules_on(world, date(2026, 3, 3))).usual(SavingKind.WAJIB) == 15_000
    assert (await rules_on(world, date(2026, 3, 2))).usual(SavingKind.WAJIB) == 10_000


async def test_a_day_that_is_over_or_today_is_asked_again(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(f"""
        Cucu: aturan
        Bot: {MENU}
        Cucu: denda
        Bot: Pakai denda, atau tanpa denda? [Tanpa denda] [Pakai denda]
        Cucu: pakai denda
        Bot: Denda: berapa tiap orang?
        Cucu: 1000
        Bot: Rapat tanggal berapa yang memutuskan?
        Cucu: 3 februari 2026
        Bot: Mulai kapan? [...]
        Cucu: tanggal lain
        Bot: Mulai tanggal berapa?
        Cucu: 3 februari 2026
        Bot: Aturan tidak berlaku mundur. Mulai tanggal berapa?
        Cucu: 10 februari 2026
        Bot: Aturan mulai Selasa, 10 Februari 2026. / Denda: Rp1.000. / ... Benar? [Ya] [Tidak]
        Cucu: tidak
        Bot: Baik. Aturannya tetap.
    """)


async def test_a_saving_for_a_feast_has_its_own_name_and_day(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(f"""
        Cucu: aturan
        Bot: {MENU}
        Cucu: tambah simpanan
        Bot: Simpanan apa yang baru? [Simpanan khusus] [Arisan]
        Cucu: khusus
        Bot: Apa namanya? Contoh: Lebaran.
        Cucu: Lebaran
        Bot: Dibagikan kira-kira tanggal berapa? [Belum tahu]
        Cucu: 10 maret 2026
        Bot: Jumlahnya sama semua, atau bebas? [...]
        Cucu: bebas
        Bot: Rapat tanggal berapa yang memutuskan?
        Cucu: kemarin
        Bot: Mulai kapan? [...]
        Cucu: mulai besok
        Bot: Aturan mulai Rabu, 4 Februari 2026. / Simpanan baru. Lebaran: bebas, sampai Selasa, 10 Maret 2026. / ... [...]
        Cucu: tidak
        Bot: Baik. Aturannya tetap.
    """)
