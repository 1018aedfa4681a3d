"""Aturan SHU: for everybody to see; what makes up 105 is refused; a change has its meeting, its day and two officers."""

from datetime import date

import pytest

from db import group_rules
from domain.year_rules import YearRules
from tests.handlers.year import scenes
from tests.play import Play
from tests.shared_year import RULES
from tests.world import MENTARI, World

EXPLAINED = (
    "Dari simpanan: yang menabung lebih banyak, dapat lebih banyak. / "
    "Dari jasa: yang membayar jasa lebih banyak, dapat lebih banyak."
)
DECIDED = (
    "Tiap Rp100 hasil usaha setahun: / Dana cadangan: Rp30 / Anggota, dari simpanan: Rp25 / Anggota, dari jasa: Rp25 / "
    "Dana pengurus: Rp10 / Dana pendidikan: Rp5 / Dana sosial: Rp5"
)
BEGIN = """
    Lilis: aturan shu
    Bot: Rapat belum memutuskan cara berbagi hasil. / Mau mengisi keputusan rapat? [Selesai] [Isi keputusan]
    Lilis: isi keputusan
    Bot: Dari tiap Rp100 hasil: Dana cadangan berapa?
"""
CHANGE = f"Aturan mulai Rabu, 4 Februari 2026. / {DECIDED} / Diputuskan rapat Selasa, 3 Februari 2026."


@pytest.fixture
async def mentari(world: World) -> World:
    await scenes.mentari(world)
    return world


async def year_rules(world: World, day: date) -> YearRules | None:
    rules = await world.run(lambda unit: group_rules.rules_on(unit, world.groups[MENTARI], day))
    return rules.year


async def test_fund_after_fund_is_decided_and_all_members_hear_of_it(play: Play, mentari: World) -> None:
    await play(BEGIN)
    await play(f"""
        Lilis: 30
        Bot: Anggota, dari simpanan berapa? Masih ada 70.
        Lilis: 25
        Bot: Anggota, dari jasa berapa? Masih ada 45.
        Lilis: 25
        Bot: Dana pengurus berapa? Masih ada 20.
        Lilis: 10
        Bot: Dana pendidikan berapa? Masih ada 10.
        Lilis: 5
        Bot: Dana sosial berapa? Masih ada 5.
        Lilis: 5
        Bot: Rapat tanggal berapa yang memutuskan?
        Lilis: hari ini
        Bot: Mulai kapan? [Rapat berikutnya] [Mulai besok] [Tanggal lain]
        Lilis: mulai besok
        Bot: {CHANGE} / Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / {CHANGE} [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... {CHANGE} / Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: ... Aturan baru sudah dicatat. ...
        Bot → Siti: {CHANGE}
        Bot → Yuyun: {CHANGE}
        Bot → Neneng: {CHANGE}
        Bot → Imas: {CHANGE}
        Bot → Lilis: ...
        Siti: aturan shu
        Bot: Sudah diputuskan untuk nanti: / {DECIDED} / {EXPLAINED} / Aturan diubah oleh rapat. ...
    """)
    assert await year_rules(mentari, date(2026, 2, 3)) is None  # never before its day
    assert await year_rules(mentari, date(2026, 2, 4)) == RULES


async def test_what_makes_up_105_is_refused_in_one_sentence_and_asked_again(
    play: Play, mentari: World
) -> None:
    await play(BEGIN)
    await play("""
        Lilis: 40
        Bot: Anggota, dari simpanan berapa? Masih ada 60.
        Lilis: 20
        Bot: Anggota, dari jasa berapa? Masih ada 40.
        Lilis: 30
        Bot: Dana pengurus berapa? Masih ada 10.
        Lilis: 5
        Bot: Dana pendidikan berapa? Masih ada 5.
        Lilis: 5
        Bot: Dana sosial berapa? Yang tadi sudah 100.
        Lilis: 5
        Bot: Jumlahnya jadi 105. Harus pas 100, ya. / Kita isi lagi dari awal, pelan-pelan. / Dari tiap Rp100 hasil: Dana cadangan berapa?
        Lilis: batal
        Bot: ... [...]
    """)
    assert await year_rules(mentari, date(2026, 2, 4)) is None


async def test_members_see_what_holds_and_change_nothing(play: Play, mentari: World) -> None:
    await scenes.decide(mentari, RULES)
    await play(f"""
        Siti: bagi hasil
        Bot: {DECIDED} / {EXPLAINED} / Aturan diubah oleh rapat. Ada usul? Sampaikan di rapat, ya, Bu.
        Cucu: shu
        Bot: {DECIDED} / {EXPLAINED} / Mau mengisi keputusan rapat? [Selesai] [Isi keputusan]
        Cucu: selesai
        Bot: Baik. Aturannya tetap.
    """)


async def test_the_same_again_is_no_change(play: Play, mentari: World) -> None:
    await scenes.decide(mentari, RULES)
    await play("""
        Cucu: shu
        Bot: ... [...]
        Cucu: isi keputusan
        Bot: ...
        Cucu: 30
        Bot: ...
        Cucu: 25
        Bot: ...
        Cucu: 25
        Bot: ...
        Cucu: 10
        Bot: ...
        Cucu: 5
        Bot: ...
        Cucu: 5
        Bot: Itu sudah begitu. Tidak ada yang diubah.
    """)
