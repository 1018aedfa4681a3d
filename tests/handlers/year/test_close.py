"""Tutup tahun: what is open comes first, both officers read all of it, each woman hears her own part and no other's."""

import re
from datetime import date
from inspect import cleandoc

import pytest

from db import disputes, meetings
from db.unit import Unit
from domain import ledger as book
from domain.accounts import Account, SavingKind
from domain.disputes import Difference, What
from domain.purposes import Purpose
from handlers.neutral import NEUTRAL
from tests.handlers import savers
from tests.handlers.book_keepers import rows
from tests.handlers.second.scenes import practise
from tests.handlers.ways import in_every_way_at_once
from tests.handlers.year import scenes
from tests.play import Play
from tests.world import MENTARI, World

FIGURES = (
    "Kelompok ini belum punya pengawas. / "
    "Tahun 2025. Uang masuk Rp1.300.000. / Jasa pinjaman Rp600.000 / Uang masuk lain Rp700.000 / "
    "Biaya Rp100.000. / Biaya rapat Rp100.000 / Hasil usaha Rp1.200.000. / "
    "Milik kelompok, Rabu, 31 Desember 2025: Rp3.200.000. / Kas Rp3.200.000 / Simpanan dan dana Rp2.000.000. / "
    "Hasil yang belum dibagi Rp1.200.000. / Masih ada 1 lagi. Mau lihat? [Lihat sisanya] [Cukup]"
)
SHARED = (
    "Yang dibagi Rp1.200.000: / Dana cadangan Rp360.000 / Anggota, dari simpanan Rp300.000 / "
    "Anggota, dari jasa Rp300.000 / Dana pengurus Rp120.000 / Dana pendidikan Rp60.000 / Dana sosial Rp60.000"
)
PARTS = "Siti: Rp145.000 / Yuyun: Rp125.000 / Neneng: Rp30.000 / Imas: Rp300.000"
WHAT = (
    "Tahun 2025 ditutup. / Hasilnya Rp1.200.000 (satu juta dua ratus ribu). / Untuk anggota Rp600.000. / "
    "Untuk dana kelompok Rp600.000."
)
FINAL = "Sesudah itu catatannya tidak bisa diubah lagi."
CLOSED = "Tahun 2025 sudah ditutup. Angka cek ..."


def hers(amount: str) -> str:
    return (
        f"Bu, tahun 2025 di Mentari sudah ditutup. / Bagian Ibu {amount}. / Sudah masuk simpanan sukarela Ibu. "
        "[Lihat akhir tahun]"
    )


ASKED = f"""
    Lilis: tutup tahun
    Bot: {FIGURES}
    Lilis: lihat sisanya
    Bot: {SHARED} / Mau lihat bagian tiap anggota? [Lihat tiap anggota] [Tidak usah]
    Lilis: tidak usah
    Bot: {WHAT} / {FINAL} / Jadi ditutup? [Ya] [Tidak]
    Lilis: ya
    Bot: Tolong dicek berdua, ya. ... [...]
    Lilis: di hp-nya
    Bot: Sudah saya sampaikan. ...
    Bot → Cucu: Lilis minta dicek berdua, ya: / {WHAT} [Lihat dan jawab]
"""
SEEN = f"""
    Cucu: [Lihat dan jawab]
    Bot: {SHARED} / {PARTS} / Permintaan Lilis: / {WHAT} / Ibu setuju? [Ya] [Tidak]
"""
TOLD = f"""
    Bot → Siti: {hers("Rp145.000")}
    Bot → Yuyun: {hers("Rp125.000")}
    Bot → Neneng: {hers("Rp30.000")}
    Bot → Imas: {hers("Rp300.000")}
    Bot → Lilis: Bu, tahun 2025 di Mentari sudah ditutup. Hasilnya sudah dibagi. [Lihat akhir tahun]
    Bot → Lilis: Cucu setuju. {CLOSED}
"""


def chat(*parts: str) -> str:
    """One transcript of several."""
    return "\n".join(cleandoc(part) for part in parts)


AGREED = f"""
    Cucu: ya
    Bot: Terima kasih, Bu. {CLOSED}
"""


@pytest.fixture
async def mentari(world: World) -> World:
    await scenes.mentari(world)
    return world


@in_every_way_at_once
async def test_two_officers_close_the_year_and_each_woman_hears_her_own_part(
    play: Play, mentari: World
) -> None:
    await scenes.write_year(mentari)
    await play(ASKED)
    assert await scenes.closed_years(mentari) == []
    await play(chat(SEEN, AGREED, TOLD))
    assert await scenes.closed_years(mentari) == [2025]
    found = await scenes.balances(mentari)
    assert found[Account.SUKARELA] == 2_600_000
    assert (found[Account.CADANGAN], found[Account.SOSIAL]) == (360_000, 60_000)
    assert (found[Account.DANA_PENGURUS], found[Account.DANA_PENDIDIKAN]) == (120_000, 60_000)
    await play("""
        Lilis: tutup tahun
        Bot: Tahun 2026 belum selesai. Ditutup setelah tahunnya berganti.
    """)


async def test_an_officer_may_read_each_part_and_it_is_written_down_whose(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await play(f"""
        Lilis: tutup tahun
        Bot: {FIGURES}
        Lilis: cukup
        Bot: Mau lihat bagian tiap anggota? [Lihat tiap anggota] [Tidak usah]
        Lilis: ya
        Bot: {PARTS} / {WHAT} / {FINAL} / Jadi ditutup? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, tahunnya tetap terbuka.
    """)
    read = await rows(mentari, "SELECT person_id FROM audit WHERE action = 'read' AND reason = 'year'")
    assert len(read) == 4
    assert await scenes.closed_years(mentari) == []


async def test_what_members_say_differs_comes_first(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    number = await savers.number_of(mentari, "Siti")

    async def differs(unit: Unit) -> None:
        said = Difference(what=What.OTHER, words="setoran Desember kurang")
        await disputes.add(unit, mentari.groups[MENTARI], number, said)

    await mentari.run(differs)
    await play("""
        Lilis: tutup tahun
        Bot: 1 catatan masih dicek bersama. Sebaiknya dibereskan dulu. [Lihat yang beda] [Lanjut saja] [Nanti saja]
        Lilis: nanti saja
        Bot: Baik. Tahunnya ditutup nanti, ya.
        Lilis: tutup tahun
        Bot: 1 catatan masih dicek bersama. ... [...]
        Lilis: lihat yang beda
        Bot: Yang perlu dicek bersama: [...]
        Lilis: batal
        Bot: ...
        Lilis: tutup tahun
        Bot: 1 catatan masih dicek bersama. ... [...]
        Lilis: lanjut saja
        Bot: Kelompok ini belum punya pengawas. / ... [...]
        Lilis: cukup
        Bot: ... [...]
        Lilis: tidak usah
        Bot: ... Jadi ditutup? [Ya] [Tidak]
        Lilis: ya
        Bot: ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [...]
    """)
    await mentari.run(differs)  # Siti says something more, while it waits for Cucu
    await play("""
        Cucu: [Lihat dan jawab]
        Bot: 1 catatan masih dicek bersama. / Yang dibagi ... [Lihat sisanya] [Cukup]
        Cucu: lihat sisanya
        Bot: Permintaan Lilis: / ... [Ya] [Tidak]
        Cucu: ya
        Bot: Ada yang sudah mengubahnya. Coba lihat lagi.
    """)
    assert await scenes.closed_years(mentari) == []
    assert Account.SHU not in await scenes.balances(mentari)


async def test_an_entry_that_comes_between_is_looked_at_again(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await play(ASKED)
    await scenes.lose(mentari, 50_000)
    await play(SEEN)
    await play("""
        Cucu: ya
        Bot: Ada yang sudah mengubahnya. Coba lihat lagi.
    """)
    assert await scenes.closed_years(mentari) == []


async def test_without_a_decision_of_the_meeting_nothing_is_shared(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari, decided=False)
    await play("""
        Lilis: tutup tahun
        Bot: ... Rapat belum memutuskan cara berbagi hasil. [Isi keputusan rapat] [Nanti saja]
        Lilis: nanti saja
        Bot: Baik. Putuskan dulu di rapat, ya.
        Lilis: tutup tahun
        Bot: ... [...]
        Lilis: isi keputusan rapat
        Bot: Rapat belum memutuskan cara berbagi hasil. / Mau mengisi keputusan rapat? [Selesai] [Isi keputusan]
        Lilis: selesai
        Bot: Baik. Aturannya tetap.
    """)
    assert await scenes.closed_years(mentari) == []


async def test_an_empty_book_a_running_year_and_an_open_meeting_are_not_closed(
    play: Play, mentari: World
) -> None:
    await play("""
        Lilis: tutup tahun
        Bot: Buku ini masih kosong. Belum ada tahun untuk ditutup.
    """)
    await savers.save(mentari, "Siti", 10_000)
    await play("""
        Lilis: tutup tahun
        Bot: Tahun 2026 belum selesai. Ditutup setelah tahunnya berganti.
    """)
    by = await savers.number_of(mentari, "Lilis")
    await scenes.write_year(mentari)
    await mentari.run(lambda unit: meetings.open_one(unit, mentari.groups[MENTARI], date(2025, 12, 20), by))
    await play("""
        Cucu: tutup tahun
        Bot: Masih ada rapat terbuka di tahun 2025. Tutup dulu, ya.
    """)


async def test_a_loss_is_told_and_nothing_is_shared(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await scenes.lose(mentari, 1_250_000)
    await play("""
        Lilis: tutup tahun
        Bot: ... Biayanya lebih besar Rp50.000. / ... Kekurangan Rp50.000. / ... [Lihat sisanya] [Cukup]
        Lilis: lihat sisanya
        Bot: Tidak ada yang dibagi. Biayanya lebih besar. / Dana cadangan menutup Rp0. / Sisanya Rp50.000, ditutup hasil tahun depan. / ... Tahun 2025 ditutup. / Kekurangannya Rp50.000 (lima puluh ribu). / Dana cadangan menutup Rp0. / Tidak ada yang dibagi. / ... Jadi ditutup? [Ya] [Tidak]
        Lilis: ya
        Bot: ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [...]
        Cucu: [Lihat dan jawab]
        Bot: ... [Ya] [Tidak]
        Cucu: ya
        Bot: ... Tahun 2025 sudah ditutup. ...
        Bot → Siti: Bu, tahun 2025 di Mentari sudah ditutup. Tahun ini belum ada hasil. [Lihat akhir tahun]
        Bot → Yuyun: ... [...]
        Bot → Neneng: ... [...]
        Bot → Imas: ... [...]
        Bot → Lilis: ... [...]
        Bot → Lilis: ...
    """)
    found = await scenes.balances(mentari)
    assert found[Account.SHU] == -50_000
    assert found[Account.SUKARELA] == 2_000_000


async def test_who_said_no_to_the_program_is_not_told(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)

    async def take_back(unit: Unit) -> None:
        siti = await mentari.actor(unit, "Siti")
        unit.write(
            "INSERT INTO consents (id, person_id, purpose, group_id, answer, version, text, manner, at_ms)"
            " VALUES ($1, $2, $3, $4, 'no', '1', '', 'typed', 0)",
            unit.new_id(),
            siti.person_id,
            Purpose.SAVINGS.value,
            mentari.groups[MENTARI],
        )

    await mentari.run(take_back)
    await play(ASKED)
    others = "\n".join(line for line in cleandoc(TOLD).splitlines() if not line.startswith("Bot → Siti"))
    await play(chat(SEEN, AGREED, others))
    assert (await scenes.balances(mentari))[Account.SUKARELA] == 2_600_000  # her part is hers all the same


async def test_on_a_phone_others_read_too_nothing_of_it_is_said(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    for name in scenes.SAVED:
        await mentari.use_phone(name, "shared")
    await play(ASKED)
    quiet = re.sub(r"Bot → (Siti|Yuyun|Neneng|Imas): .*", r"Bot → \1: ...", TOLD)
    await play(chat(SEEN, AGREED, quiet))
    for name in scenes.SAVED:
        assert set(mentari.said[name]) <= {text.message for text in NEUTRAL.values()}


async def test_in_practice_the_year_is_closed_at_once_and_nobody_is_told(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await practise(mentari)
    await play("""
        Lilis: tutup tahun
        Bot: LATIHAN. ... [...]
        Lilis: cukup
        Bot: ... [...]
        Lilis: tidak usah
        Bot: ... Jadi ditutup? [Ya] [Tidak]
        Lilis: ya
        Bot: LATIHAN. ... Di kelompok sungguhan, ini dicek berdua. / Tahun 2025 sudah ditutup. ...
    """)
    assert await scenes.closed_years(mentari) == [2025]


async def test_who_is_no_officer_cannot_close_a_year(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await play("""
        Siti: tutup tahun
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)


async def test_after_the_year_an_older_saving_is_refused_kindly(play: Play, mentari: World) -> None:
    await scenes.write_year(mentari)
    await play(ASKED)
    await play(chat(SEEN, AGREED, TOLD))
    by, siti = await savers.number_of(mentari, "Lilis"), await savers.number_of(mentari, "Siti")
    late = book.saving(day=scenes.DAY, by=by, member=siti, kind=SavingKind.SUKARELA, amount=5_000)
    with pytest.raises(book.MonthClosed):
        await scenes.post(mentari, late)
