"""Pinjaman: her own loan and nobody else's: what is left, the next day, what ends it, its plan, its papers."""

from datetime import date

from tests.handlers.book_keepers import rows
from tests.handlers.loans.asking import LENDING, decide
from tests.handlers.loans.hard_months import agree_on, lend, repay, take_back
from tests.handlers.papers import files_of
from tests.handlers.savers import TODAY, mentari
from tests.play import Play
from tests.world import World

DAY = "Selasa, 3 Maret 2026"


async def test_she_sees_what_is_paid_what_is_left_the_next_day_and_what_ends_it(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati", "Neneng")
    loan = await lend(world, "Tati")
    await repay(world, loan, 112_000, TODAY)
    await play("""
        Tati: pinjaman
        Bot: Pinjaman Ibu di Mentari: Rp600.000, 6 bulan. Sudah dibayar Rp112.000. Sisa Rp560.000, 5 kali lagi. /
            Cicilan berikutnya Rp112.000, Jumat, 3 April 2026. Kalau dilunasi hari ini Rp500.000. / Mau apa, Bu?
            [Jadwal cicilan] [Minta atur lagi] [Yang sudah dibayar] [Kartu pinjaman (PDF)] [Ada yang beda] [Selesai]
        Tati: jadwal
        Bot: 1. 3/3/26: Rp112.000, lunas. / 2. 3/4/26: Rp112.000. / 3. 3/5/26: Rp112.000. / 4. 3/6/26: Rp112.000. /
            5. 3/7/26: Rp112.000. / 6. 3/8/26: Rp112.000. / Jumlah semua yang dibayar Rp672.000.
        Tati: pinjaman saya
        Bot: ... [...]
        Tati: yang sudah dibayar
        Bot: 3/2/26: Rp112.000, No. 3.
        Tati: lihat pinjaman
        Bot: ... [...]
        Tati: selesai
        Bot: Baik, Bu.
        Neneng: pinjaman
        Bot: Rapat kelompok belum memutuskan soal pinjaman. Boleh diusulkan di rapat, Bu.
    """)


async def test_a_part_of_an_instalment_is_seen_in_the_plan(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    loan = await lend(world, "Tati")
    await repay(world, loan, 50_000, TODAY)
    await play(f"""
        Tati: pinjaman
        Bot: ... Sisa Rp622.000, 6 kali lagi. / Cicilan berikutnya Rp62.000, {DAY}. ... [...]
        Tati: jadwal
        Bot: 1. 3/3/26: Rp112.000, sisa Rp62.000. / ...
    """)


async def test_what_has_not_come_in_is_said_without_a_reproach_and_talking_comes_first(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati", day=date(2025, 12, 28))
    await play("""
        Tati: pinjaman
        Bot: Pinjaman Ibu di Mentari: Rp600.000, 6 bulan. Sisa Rp672.000, 6 kali lagi. /
            Ada yang belum masuk: Rp112.000. Kalau sedang berat, kabari kami. Kita cari jalan bersama.
            Kalau dilunasi hari ini Rp624.000. / Mau apa, Bu?
            [Minta atur lagi] [Jadwal cicilan] [Kartu pinjaman (PDF)] [Ada yang beda] [Selesai]
        Tati: selesai
        Bot: Baik, Bu.
    """)


async def test_after_a_long_time_it_is_to_be_talked_about_and_no_class_is_named(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati", day=date(2025, 12, 1))
    await play("""
        Tati: pinjaman
        Bot: ... / Ada yang belum masuk: Rp224.000. Ini perlu dibicarakan. Kita cari jalan bersama. ... [...]
    """)


async def test_paid_off_she_gets_her_paper_as_a_picture_or_to_print(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    loan = await lend(world, "Tati")
    await repay(world, loan, 612_000, TODAY)
    await decide(world, LENDING)
    await play("""
        Tati: pinjaman
        Bot: Pinjaman Rp600.000 sudah lunas, Selasa, 3 Februari 2026. Terima kasih, Bu. / Mau apa, Bu?
            [Surat lunas] [Kartu pinjaman (PDF)] [Yang sudah dibayar] [Minta pinjaman] [Selesai]
        Tati: surat lunas
        Bot: Bentuknya apa? [Gambar] [Untuk dicetak (PDF)]
        Tati: gambar
        Bot: Surat lunas saya kirim, Bu. Selamat.
        Bot: Surat lunas Ibu.
        Tati: pinjaman
        Bot: ... [...]
        Tati: kartu
        Bot: Kartunya saya kirim, Bu. Simpan baik-baik, ya.
        Bot: Kartu pinjaman Ibu.
    """)
    picture, card = files_of(world, "Tati")
    assert picture.startswith(b"\x89PNG")
    assert card.startswith(b"%PDF")


PAID_OFF = """
    Lilis: cicil
    Bot: Siapa yang membayar cicilan? [Tati]
    Lilis: tati
    Bot: ... [...]
    Lilis: lunas
    Bot: ... Pinjamannya lunas. Benar? [Ya] [Tidak]
    Lilis: ya
    Bot: Sudah dicatat. No. 0003. / Pinjaman Tati sudah lunas.
    Bot → Tati: ... [Benar] [Ada yang beda] [Surat lunas]
"""


async def test_the_button_of_her_receipt_gives_the_paper_at_one_tap(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await play(PAID_OFF)
    await play("""
        Tati: [Surat lunas]
        Bot: Surat lunas saya kirim, Bu. Selamat.
        Bot: Surat lunas Ibu.
    """)
    (picture,) = files_of(world, "Tati")
    assert picture.startswith(b"\x89PNG")


async def test_on_a_shared_phone_that_button_says_where_to_get_it(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await play(PAID_OFF)
    await world.use_phone("Tati", "shared")
    await play("""
        Tati: [Surat lunas]
        Bot: HP ini dipakai bersama. Minta pengurus mencetak suratnya, ya. / Pinjaman Rp600.000 sudah lunas, ... [...]
    """)
    assert files_of(world, "Tati") == []


async def test_what_was_taken_back_meanwhile_has_no_paper(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await play(PAID_OFF)
    await take_back(world, 3, TODAY)
    await play("""
        Tati: [Surat lunas]
        Bot: Pinjaman Ibu di Mentari: Rp600.000, 6 bulan. ... [...]
    """)
    assert files_of(world, "Tati") == []


async def test_after_an_agreement_the_page_says_its_months_and_not_the_old_ones(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await agree_on(world, await lend(world, "Tati"), months=10)
    await play("""
        Tati: pinjaman
        Bot: Pinjaman Ibu di Mentari: Rp600.000. Sisanya diatur lagi, 10 bulan. Sisa Rp720.000, 10 kali lagi. ... [...]
    """)


async def test_on_a_phone_that_others_read_she_gets_no_paper(play: Play, world: World) -> None:
    await mentari(world, "Tati", phone="shared")
    await lend(world, "Tati")
    await play("""
        Tati: pinjaman
        Bot: ... [Jadwal cicilan] [Minta atur lagi] [Ada yang beda] [Selesai]
    """)


async def test_a_second_loan_is_asked_for_once_the_first_is_paid_and_the_first_is_still_there(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await repay(world, await lend(world, "Tati"), 612_000, TODAY)
    await lend(world, "Tati", 300_000, months=3)
    await play("""
        Tati: pinjaman
        Bot: Pinjaman Ibu di Mentari: Rp300.000, 3 bulan. ... [...] [Pinjaman yang dulu] [Selesai]
        Tati: yang dulu
        Bot: Yang mana, Bu? [Rp600.000, 3/2/26]
        Tati: 1
        Bot: Pinjaman Rp600.000 sudah lunas, ... [Surat lunas] [Kartu pinjaman (PDF)] [Yang sudah dibayar] [Selesai]
    """)


async def test_without_a_loan_she_may_ask_or_try_what_it_costs(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world, LENDING)
    await play("""
        Tati: pinjaman
        Bot: Ibu tidak punya pinjaman di Mentari. / Mau apa, Bu? [Minta pinjaman] [Coba hitung] [Selesai]
        Tati: selesai
        Bot: Baik, Bu.
    """)


async def test_a_loan_of_another_woman_reads_like_none(play: Play, world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await lend(world, "Neneng")
    await play("""
        Tati: pinjaman
        Bot: Rapat kelompok belum memutuskan soal pinjaman. Boleh diusulkan di rapat, Bu.
    """)
    assert await rows(world, "SELECT count(*) FROM audit WHERE action = 'read' AND object = 'book'") == [(0,)]
