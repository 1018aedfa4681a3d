"""Catat: a list for the open meeting, or for today."""

from datetime import date

from db import ledger
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import month_of, saving
from tests.handlers.book_keepers import book, mentari, rows
from tests.play import Play
from tests.world import MENTARI, World


async def test_a_list_outside_of_a_meeting_is_written_for_today(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun")
    await play("""
        Lilis: catat
        Bot: Tempel daftarnya di sini, Bu. Contoh: Siti 10rb.
        Lilis: siti 10rb, yuyun sukarela 5rb
        Bot: Simpanan wajib Rp10.000: Siti. / Simpanan sukarela Rp5.000: Yuyun. / Jumlah masuk Rp15.000
            (lima belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 2 setoran.
    """)
    assert await book(world) == [
        "2026-02-03 saving Siti simpanan_wajib +10000",
        "2026-02-03 saving Yuyun simpanan_sukarela +5000",
    ]
    assert await rows(world, "SELECT DISTINCT meeting FROM ledger_entries") == [(None,)]


async def test_all_but_one_may_be_said_in_one_line(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Imas")
    await play("""
        Lilis: catat
        Bot: Tempel ...
        Lilis: semua 10rb kecuali imas
        Bot: Simpanan wajib Rp10.000: Lilis, Cucu, Siti. / Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
    """)


async def test_a_whole_list_may_open_the_meeting_of_its_day(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    play.memory.words["daftar"] = "Rapat 2 Februari 2026\nsiti 10rb\nlilis 10rb\ncucu 10rb"
    await play("""
        Lilis: <daftar>
        Bot: Ini daftar rapat? [Ya, buka rapat] [Bukan, catat saja]
        Lilis: ya
        Bot: Di daftar tertulis Senin, 2 Februari 2026. Rapatnya hari itu? [Ya] [Tidak]
        Lilis: ya
        Bot: 3 nama. 3 setor. / ... Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 3 setoran. / Hitung uang di kotak, Bu. ... [...]
    """)
    assert await rows(world, "SELECT day, step FROM meetings") == [("2026-02-02", "cash")]


async def test_a_list_of_another_day_is_said_and_written_for_the_open_meeting(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    play.memory.words["daftar"] = (
        "Rapat 2 Februari 2026\nsiti 10rb\nlilis 10rb\ncucu 10rb\nkas 30rb\ngorengan 5rb"
    )
    await play("""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: ya
        Bot: Siapa yang tidak datang? ... [...]
        Lilis: <daftar>
        Bot: 3 nama. 3 setor. / Di daftar tertulis Senin, 2 Februari 2026. Saya catat untuk rapat Selasa, 3 Februari
            2026. / ... / Biaya Rp5.000 kita catat sesudah ini. / Jumlah masuk Rp30.000 (tiga puluh ribu). Benar?
            [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 3 setoran. / Ada biaya di rapat ini? [Tidak ada] [Ada biaya]
    """)


async def test_who_is_still_to_come_keeps_the_meeting_at_its_savings(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Yuyun", "Tati", "Rina", "Nani")
    play.memory.words["daftar"] = "siti 10rb\nyuyun 10rb"
    await play("""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: <daftar>
        Bot: ... 5 orang tidak disebut. Mereka bagaimana? [...]
        Lilis: menyusul
        Bot: ... Jumlah masuk Rp20.000 (dua puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 2 setoran. / Siapa yang tidak datang? ... [Semua hadir] [Nanti saja]
    """)


async def test_what_is_no_list_is_not_understood(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play("""
        Lilis: catat
        Bot: Tempel ...
        Lilis: nanti ya
        Bot: Maaf, saya belum mengerti. Contoh: Siti 10rb, Yuyun 15rb. / Tempel ...
    """)


async def test_a_month_that_is_closed_takes_nothing(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    play.memory.words["daftar"] = "Rapat 5 Januari 2026\nsiti 10rb\nlilis 10rb"
    await close_january(world)
    await play("""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: <daftar>
        Bot: Di daftar tertulis Senin, 5 Januari 2026. Rapatnya hari itu? [Ya] [Tidak]
        Lilis: ya
        Bot: Bulan itu sudah ditutup. Catat dengan tanggal bulan ini, ya.
    """)
    assert len(await book(world)) == 1
    assert await rows(world, "SELECT count(*) FROM meetings") == [(0,)]


async def close_january(world: World) -> None:
    """January is over and closed, with one saving in it."""

    async def job(unit: Unit) -> None:
        group = world.groups[MENTARI]
        draft = saving(day=date(2026, 1, 3), by=1, member=3, kind=SavingKind.WAJIB, amount=10_000)
        await ledger.post(unit, group, draft, key="january")
        await ledger.close_month(unit, group, month_of(date(2026, 1, 3)), by=1, second=2)

    await world.run(job)


async def test_who_is_written_down_and_then_taken_back_is_asked_about_and_not_booked(
    play: Play, world: World
) -> None:
    await mentari(world, "Popon", "Yuyun")
    play.memory.words["daftar"] = "popon 10rb\nyuyun 10rb\nhapus popon, dia belum"
    await play("""
        Lilis: catat
        Bot: Tempel ...
        Lilis: <daftar>
        Bot: Ini daftar rapat? [Ya, buka rapat] [Bukan, catat saja]
        Lilis: bukan
        Bot: 4 nama. 2 setor. / ... Popon tertulis dua kali, yang satu "hapus popon, dia belum". Jadinya bagaimana?
            [Sudah setor] [Belum setor]
        Lilis: belum setor
        Bot: Lilis tidak disebut. Bagaimana? [...]
        Lilis: belum setor
        Bot: Cucu tidak disebut. Bagaimana? [...]
        Lilis: belum setor
        Bot: ... Simpanan wajib Rp10.000: Yuyun. / Jumlah masuk Rp10.000 (sepuluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran.
    """)
    assert await book(world) == ["2026-02-03 saving Yuyun simpanan_wajib +10000"]
