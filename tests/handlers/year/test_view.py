"""Akhir tahun: how the surplus was shared, her own part and how it was counted; never another woman's."""

import pytest

from db import year_ends
from db.unit import Unit
from tests.handlers.savers import number_of
from tests.handlers.ways import in_every_way_at_once
from tests.handlers.year import scenes
from tests.play import Play
from tests.shared_year import RULES
from tests.world import MENTARI, World

OWN = (
    "Tahun 2025. Yang dibagi Rp1.200.000. / Bagian Ibu Rp145.000 (seratus empat puluh lima ribu). / "
    "Dari simpanan Rp45.000. Simpanan Ibu Rp300.000, dari semua Rp2.000.000. / "
    "Dari jasa Rp100.000. Jasa Ibu Rp200.000, dari semua Rp600.000. / Sudah masuk simpanan sukarela Ibu."
)
ASK = "Mau lihat apa lagi, Bu? [Cara membagi] [Uang masuk dan biaya] [Ada yang beda] [Selesai]"


@pytest.fixture
async def mentari(world: World) -> World:
    await scenes.mentari(world)
    return world


async def close(world: World) -> None:
    by, second = await number_of(world, "Lilis"), await number_of(world, "Cucu")

    async def job(unit: Unit) -> None:
        await year_ends.close_year(unit, world.groups[MENTARI], 2025, by=by, second=second)

    await world.run(job)


@in_every_way_at_once
async def test_a_woman_sees_her_own_part_and_how_it_was_counted(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await close(mentari)
    await play(f"""
        Siti: akhir tahun
        Bot: {OWN} / {ASK}
        Siti: cara membagi
        Bot: Yang dibagi Rp1.200.000: / Dana cadangan Rp360.000 / ... / {ASK}
        Siti: uang masuk dan biaya
        Bot: Tahun 2025. Uang masuk Rp1.300.000. / ... / Hasil usaha Rp1.200.000. / {ASK}
        Siti: selesai
        Bot: Baik, Bu.
    """)
    shown = "\n".join(mentari.said["Siti"])
    assert not any(name in shown for name in ("Yuyun", "Neneng", "Imas"))
    assert not any(amount in shown for amount in ("125.000", "30.000", "500.000", "1.000.000"))


async def test_her_part_stands_in_her_book_with_its_number(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await close(mentari)
    await play("""
        Siti: tabungan
        Bot: ... Simpanan sukarela Rp445.000 / ... Bagian hasil usaha Rp145.000, No. ... [...]
    """)


async def test_before_it_is_closed_nothing_is_promised(play: Play, mentari: World) -> None:
    await play("""
        Siti: akhir tahun
        Bot: Buku kelompok masih kosong. / Mau lihat apa lagi, Bu? [Aturan bagi hasil] [Selesai]
        Siti: selesai
        Bot: Baik, Bu.
    """)
    await scenes.write_year(mentari)
    await play("""
        Yuyun: akhir tahun
        Bot: Tahun 2025 belum ditutup. Jadi belum dibagi. / ... [Aturan bagi hasil] [Uang masuk dan biaya] [Selesai]
        Yuyun: aturan bagi hasil
        Bot: ... Aturan diubah oleh rapat. ...
    """)


async def test_who_has_no_part_is_told_kindly(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await close(mentari)
    await play(f"""
        Cucu: akhir tahun
        Bot: Tahun 2025. Yang dibagi Rp1.200.000. / Tahun itu belum ada bagian untuk Ibu. / {ASK}
    """)


async def test_what_differs_for_her_leads_to_the_place_for_it(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await close(mentari)
    await play("""
        Siti: akhir tahun
        Bot: ... [...]
        Siti: ada yang beda
        Bot: ... [...]
    """)
    assert "beda" in mentari.said["Siti"][-1]


async def test_a_loss_is_told_as_what_it_is(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await scenes.lose(mentari, 1_300_000)
    await close(mentari)
    await play("""
        Siti: akhir tahun
        Bot: Tahun 2025. / Tidak ada yang dibagi. Biayanya lebih besar. / Dana cadangan menutup Rp0. / ... [...]
    """)


async def test_older_years_are_found_again(play: Play, mentari: World) -> None:
    await scenes.decide(mentari, RULES)
    await scenes.write_year(mentari, decided=False)
    await close(mentari)
    await mentari.pass_time(365 * 24 * 3600)
    by, second = await number_of(mentari, "Lilis"), await number_of(mentari, "Cucu")

    async def job(unit: Unit) -> None:
        await year_ends.close_year(unit, mentari.groups[MENTARI], 2026, by=by, second=second)

    await mentari.run(job)
    await play("""
        Siti: akhir tahun
        Bot: Tahun 2026. / Tidak ada hasil untuk dibagi tahun ini. / ... [...]
        Siti: tahun lain
        Bot: Tahun berapa? [Tahun 2025]
        Siti: 2025
        Bot: Tahun 2025. ... [...]
    """)


async def test_how_the_group_does_is_said_with_how_it_is_counted(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await scenes.came(mentari)
    await close(mentari)
    await play("""
        Siti: akhir tahun
        Bot: ... [Cara membagi] [Uang masuk dan biaya] [Keadaan kelompok] [Ada yang beda] [Selesai]
        Siti: keadaan kelompok
        Bot: Rapat: tiap 100 yang ditunggu, 66 datang. / (Yang datang 4, yang ditunggu 6.) / ... [...]
    """)
