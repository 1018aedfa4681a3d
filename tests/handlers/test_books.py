"""Buku: officers get the group's books on a phone of their own; nothing goes outside without a dated decision."""

from datetime import date
from functools import partial

from db import group_decisions, groups
from domain.roles import Role
from tests.handlers.loans.hard_months import lend
from tests.handlers.office_people import add_named, chair_and_treasurer
from tests.handlers.papers import files_of
from tests.handlers.savers import mentari
from tests.play import Play
from tests.world import MENTARI, World

BOOKS = (
    "Buku yang mana? [Buku kas] [Buku simpanan] [Kartu anggota] [Daftar hadir] [Gambar simpanan] [Semua buku]"
    " [Laporan RAT]"
)
LENDING = (
    "Buku yang mana? [Buku kas] [Buku simpanan] [Buku pinjaman] [Kartu anggota] [Daftar hadir] [Gambar simpanan]"
    " [Semua buku] [Laporan RAT] [Cicilan belum masuk] [Untuk pemeriksa luar]"
)


async def test_the_treasurer_gets_a_book_to_print_and_one_as_a_table(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(f"""
        Lilis: /buku
        Bot: {BOOKS} [Untuk pemeriksa luar]
        Lilis: buku kas
        Bot: Untuk kapan? [Tahun ini] [Tahun lalu] [Bulan ini] [Bulan lalu]
        Lilis: tahun ini
        Bot: Bentuknya apa? [Untuk dicetak (PDF)] [Tabel (Excel)]
        Lilis: excel
        Bot: Berkasnya saya kirim. Isinya nama dan uang anggota. Simpan baik-baik, ya.
        Bot: Buku kas kelompok Mentari.
    """)
    assert any("read book" in line and "paper cash" in line for line in world.audit)
    rows = await world.run(
        lambda unit: unit.fetch("SELECT person_id FROM audit WHERE action = 'read' AND reason = 'paper cash'")
    )
    for name in ("Lilis", "Cucu"):  # each woman finds among her readings that it was taken
        actor = await world.run(partial(world.actor, name=name))
        assert actor.person_id in {row["person_id"] for row in rows}


async def test_on_a_shared_phone_it_says_why_not_and_whom_to_ask(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER, phone="shared")
    await play("""
        Lilis: /buku
        Bot: Buku berisi nama dan uang semua anggota. HP ini dipakai bersama. /
            Jadi bukunya tidak saya kirim ke sini. Minta pengurus lain, ya.
    """)
    assert not any("paper" in line for line in world.audit)


async def test_the_years_report_goes_to_the_officer_and_says_whether_it_is_a_draft(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)
    await play(f"""
        Cucu: /buku
        Bot: {BOOKS} [Untuk pemeriksa luar]
        Cucu: laporan
        Bot: Untuk tahun mana? [Tahun lalu] [Tahun ini]
        Cucu: tahun ini
        Bot: Arsip pengurus memuat uang tiap anggota. Yang untuk rapat tidak. / Laporannya untuk siapa?
            [Untuk rapat] [Untuk arsip pengurus]
        Cucu: untuk rapat
        Bot: Bentuknya apa? [Untuk dicetak (PDF)] [Tabel (Excel)]
        Cucu: pdf
        Bot: Laporan saya kirim. Tahun 2026 belum ditutup, jadi ini rancangan.
        Bot: Laporan RAT kelompok Mentari.
    """)
    assert files_of(world, "Cucu")[0].startswith(b"%PDF")
    assert any("paper rat" in line for line in world.audit)


async def test_the_officers_choose_whose_copy_it_is(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati", day=date(2025, 12, 28))
    await play(f"""
        Lilis: /buku
        Bot: {LENDING}
        Lilis: laporan rat
        Bot: Untuk tahun mana? [Tahun lalu] [Tahun ini]
        Lilis: tahun lalu
        Bot: Arsip pengurus memuat uang tiap anggota. Yang untuk rapat tidak. / Laporannya untuk siapa?
            [Untuk rapat] [Untuk arsip pengurus]
        Lilis: arsip
        Bot: Bentuknya apa? [Untuk dicetak (PDF)] [Tabel (Excel)]
        Lilis: excel
        Bot: Isinya uang tiap anggota. Simpan sendiri, jangan dibagikan di rapat.
            / Laporan saya kirim. Tahun 2025 belum ditutup, jadi ini rancangan.
        Bot: Laporan RAT kelompok Mentari. Hanya untuk pengurus.
        Lilis: /buku
        Bot: {LENDING}
        Lilis: cicilan belum masuk
        Bot: Bentuknya apa? [Untuk dicetak (PDF)] [Tabel (Excel)]
        Lilis: pdf
        Bot: Berkasnya saya kirim. Hanya untuk pengurus, jangan dibacakan di rapat.
        Bot: Cicilan belum masuk, kelompok Mentari. Hanya untuk pengurus.
    """)
    table, listed = files_of(world, "Lilis")
    assert table.startswith(b"PK")
    assert listed.startswith(b"%PDF")


async def test_for_somebody_outside_the_group_has_to_decide_first(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play("""
        Cucu: /buku
        Bot: ... [...]
        Cucu: untuk pemeriksa luar
        Bot: Buku untuk pemeriksa luar hanya berisi nomor anggota, tanpa nama. /
            Apakah rapat kelompok sudah memutuskan buku boleh diperiksa orang luar? [Ya] [Tidak]
        Cucu: tidak
        Bot: Baik, Bu. Tanyakan dulu di rapat. Bukunya tidak dikirim.
        Cucu: /buku
        Bot: ... [...]
        Cucu: untuk pemeriksa luar
        Bot: ... [Ya] [Tidak]
        Cucu: ya
        Bot: Rapat tanggal berapa?
        Cucu: 1 februari 2026
        Bot: Berkasnya saya kirim. Keputusan rapat Minggu, 1 Februari 2026 saya catat.
        Bot: Buku kelompok Mentari untuk pemeriksa luar.
        Bot → Lilis: Cucu mencatat: rapat Minggu, 1 Februari 2026 memutuskan buku boleh diperiksa orang luar.
    """)
    (group,) = [each for each in await world.run(groups.list_all) if each.name == MENTARI]
    decided = await world.run(
        lambda unit: group_decisions.find_newest(unit, group.id, group_decisions.AUDITOR)
    )
    assert str(decided) == "2026-02-01"


async def test_the_pengawas_reads_and_gives_nothing_out(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.GROUP_SUPERVISOR)
    await play(f"""
        Rina: /buku
        Bot: {BOOKS}
    """)


async def test_a_member_has_no_such_thing(play: Play, world: World) -> None:
    await add_named(world, "Siti", "Siti", Role.MEMBER)
    await play("""
        Siti: /buku
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)
