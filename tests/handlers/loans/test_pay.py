"""Cicil: exact, partial, early, over; the receipt says what is left and when the next day is, and to nobody else."""

from datetime import date

from domain.loan_rules import Method, Order, Terms
from domain.money import Rupiah
from tests.handlers.book_keepers import book, rows
from tests.handlers.loans.hard_months import lend, repay
from tests.handlers.savers import mentari
from tests.handlers.second.scenes import open_meeting
from tests.play import Play
from tests.world import World

LAST_MONTH = date(2026, 1, 3)
WITH_FINE = Terms(
    method=Method.FLAT, rate=200, unit=Rupiah(1_000), fine=Rupiah(2_000), fine_cap=Rupiah(5_000)
)
BUTTONS = "[Benar] [Ada yang beda]"

BEGUN = """
    Lilis: cicil
    Bot: Siapa yang membayar cicilan? [Tati]
    Lilis: tati
    Bot: Sisa pinjaman Tati Rp672.000. / Cicilan berikutnya Rp112.000, Selasa, 3 Maret 2026. /
        Kalau dilunasi hari ini Rp612.000. / Tati, cicilan: berapa? [Rp112.000] [Lunas Rp612.000] [Tidak jadi]
"""


async def lines_of(world: World) -> list[tuple[object, ...]]:
    """What the newest entry moved."""
    return await rows(
        world,
        "SELECT account, side * amount FROM ledger_lines WHERE number = (SELECT max(number) FROM ledger_lines)"
        " ORDER BY n",
    )


async def test_an_exact_instalment_is_in_the_book_once_and_she_reads_what_is_left(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati", "Neneng")
    await lend(world, "Tati")
    await play(BEGUN)
    await play(f"""
        Lilis: 112rb
        Bot: Tati, cicilan Rp112.000 (seratus dua belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. No. 0003. / Sisa pinjaman Tati Rp560.000. /
            Cicilan berikutnya Rp112.000, Jumat, 3 April 2026.
        Bot → Tati: Sudah dicatat, Bu. Selasa, 3 Februari 2026.
            Cicilan pinjaman: Rp112.000 (seratus dua belas ribu). No. 3. Untuk pinjaman Rp100.000, untuk jasa Rp12.000.
            Sisa pinjaman Ibu Rp560.000. Cicilan berikutnya Rp112.000, Jumat, 3 April 2026. {BUTTONS}
    """)
    assert await lines_of(world) == [
        ("kas", 112_000),
        ("piutang_anggota", -100_000),
        ("pendapatan_jasa", -12_000),
    ]
    assert "Lilis write book Tati instalment" in world.audit
    assert "Lilis read book Tati loan" in world.audit


async def test_what_an_officer_pays_herself_another_one_writes_down_or_the_meeting_sees_it(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await lend(world, "Lilis", by=("Cucu", "Tati"))
    await play("""
        Lilis: cicil
        Bot: Siapa yang membayar cicilan? [Lilis]
        Lilis: lilis
        Bot: Cicilan sendiri dicatat pengurus lain, atau waktu rapat. ...
        Cucu: cicil
        Bot: Siapa yang membayar cicilan? [Lilis]
        Cucu: lilis
        Bot: Sisa pinjaman Lilis Rp672.000. / ... [...]
        Cucu: batal
        Bot: ... [...]
    """)
    await open_meeting(world)
    await play("""
        Lilis: cicil
        Bot: Siapa yang membayar cicilan? [Lilis]
        Lilis: lilis
        Bot: Sisa pinjaman Lilis Rp672.000. / ... [...]
    """)


async def test_a_part_is_always_taken_and_the_rest_keeps_its_day(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati", day=LAST_MONTH)
    await play(f"""
        Lilis: cicil
        Bot: Siapa yang membayar cicilan? [Tati]
        Lilis: tati
        Bot: Sisa pinjaman Tati Rp672.000. / Cicilan Selasa, 3 Februari 2026 masih Rp112.000. /
            Kalau dilunasi hari ini Rp612.000. / Tati, cicilan: berapa? [Rp112.000] [Lunas Rp612.000] [Tidak jadi]
        Lilis: 50
        Bot: Tati, cicilan Rp50.000 (lima puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. No. 0003. / Sisa pinjaman Tati Rp622.000. / Cicilan Selasa, 3 Februari 2026 masih Rp62.000.
        Bot → Tati: Sudah dicatat, Bu. Selasa, 3 Februari 2026. Cicilan pinjaman: Rp50.000 (lima puluh ribu). No. 3.
            Untuk pinjaman Rp38.000, untuk jasa Rp12.000. Sisa pinjaman Ibu Rp622.000. Cicilan Selasa, 3 Februari 2026 masih Rp62.000.
            {BUTTONS}
    """)


async def test_early_she_pays_no_jasa_of_months_that_have_not_begun_and_gets_a_paper(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await play(BEGUN)
    await play("""
        Lilis: lunas
        Bot: Tati, cicilan Rp612.000 (enam ratus dua belas ribu). Pinjamannya lunas. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. No. 0003. / Pinjaman Tati sudah lunas.
        Bot → Tati: Sudah dicatat, Bu. ... Untuk pinjaman Rp600.000, untuk jasa Rp12.000.
            Pinjaman Ibu sudah lunas. Terima kasih, Bu. [Benar] [Ada yang beda] [Surat lunas]
    """)
    assert await rows(world, "SELECT state, settled_day FROM loans") == [("settled", "2026-02-03")]


async def test_what_is_too_much_becomes_her_saving_if_she_says_so(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await play(BEGUN)
    await play("""
        Lilis: 650rb
        Bot: Tati membayar Rp650.000. Yang perlu dibayar tinggal Rp612.000. Lebihnya Rp38.000 mau diapakan?
            [Jadi simpanan] [Dikembalikan] [Salah tulis]
        Lilis: jadi simpanan
        Bot: Tati membayar Rp650.000 (enam ratus lima puluh ribu). Lunas. Lebihnya Rp38.000 jadi simpanan sukarela.
            Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. No. 0003. / Pinjaman Tati sudah lunas.
        Bot → Tati: Sudah dicatat, Bu. ... Cicilan pinjaman: Rp612.000. No. 3.
            Simpanan sukarela: Rp38.000 (tiga puluh delapan ribu). No. 3. Jumlah simpanan Ibu Rp38.000.
            Pinjaman Ibu sudah lunas. ... [Benar] [Ada yang beda] [Surat lunas]
    """)
    assert await lines_of(world) == [
        ("kas", 650_000),
        ("piutang_anggota", -600_000),
        ("pendapatan_jasa", -12_000),
        ("simpanan_sukarela", -38_000),
    ]


async def test_or_it_is_given_back_and_a_slip_is_asked_again(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await play(BEGUN)
    await play("""
        Lilis: 1120000
        Bot: Tati membayar Rp1.120.000. ... [Jadi simpanan] [Dikembalikan] [Salah tulis]
        Lilis: salah tulis
        Bot: Tati, cicilan: berapa? [Rp112.000] [Lunas Rp612.000] [Tidak jadi]
        Lilis: 615rb
        Bot: Tati membayar Rp615.000. ... Lebihnya Rp3.000 mau diapakan? [...]
        Lilis: dikembalikan
        Bot: Tati, cicilan Rp612.000 (enam ratus dua belas ribu). Pinjamannya lunas. Benar? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, tidak dicatat.
        Lilis: cicil
        Bot: Siapa yang membayar cicilan? [Tati]
        Lilis: tati
        Bot: ... [...]
        Lilis: tidak jadi
        Bot: Baik, tidak ada yang dicatat.
    """)
    assert len(await book(world)) == 2


async def test_what_the_group_counts_first_is_shown_on_the_receipt(play: Play, world: World) -> None:
    """A fine is the group's own rule; pokok first is too."""
    await mentari(world, "Tati", "Neneng")
    await lend(world, "Tati", day=date(2025, 12, 3), terms=WITH_FINE)
    first = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000), order=Order.PRINCIPAL_FIRST)
    await lend(world, "Neneng", day=LAST_MONTH, terms=first)
    await play("""
        Lilis: cicil
        Bot: Siapa yang membayar cicilan? [Tati] [Neneng]
        Lilis: tati
        Bot: ... Tati, cicilan: berapa? [Rp228.000] [...]
        Lilis: 228rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. ...
        Bot → Tati: Sudah dicatat, Bu. ... Untuk pinjaman Rp200.000, untuk jasa Rp24.000. Denda: Rp4.000. Sisa pinjaman Ibu Rp448.000. ...
            [Benar] [Ada yang beda]
        Lilis: cicil
        Bot: Siapa yang membayar cicilan? [Tati] [Neneng]
        Lilis: neneng
        Bot: ... [...]
        Lilis: 60rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. ...
        Bot → Neneng: Sudah dicatat, Bu. ... Cicilan pinjaman: Rp60.000 (enam puluh ribu). No. 6. Sisa pinjaman Ibu ...
            [Benar] [Ada yang beda]
    """)
    assert "dana_sosial" in str(await book(world))


async def test_a_gift_where_the_group_takes_no_jasa_is_asked_for_and_never_owed(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati", terms=Terms(method=Method.INFAK, rate=0, unit=Rupiah(1_000)))
    await play(f"""
        Lilis: cicil
        Bot: Siapa yang membayar cicilan? [Tati]
        Lilis: tati
        Bot: ... Tati, cicilan: berapa? [Rp100.000] [Lunas Rp600.000] [Tidak jadi]
        Lilis: 100rb
        Bot: Ada infak dari Tati? Tidak ada juga boleh. [Tidak ada]
        Lilis: 5rb
        Bot: Tati, cicilan Rp100.000 (seratus ribu). Infak Rp5.000 (lima ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. ...
        Bot → Tati: Sudah dicatat, Bu. ... Cicilan pinjaman: Rp100.000. No. 3. Dana sosial: Rp5.000 (lima ribu). No. 4. ...
            {BUTTONS}
    """)
    assert (await book(world))[-1] == "2026-02-03 income Tati dana_sosial +5000"


async def test_in_a_meeting_it_belongs_to_it_and_the_meeting_tells_her(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await open_meeting(world)
    await play(BEGUN)
    await play("""
        Lilis: 112rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. No. 0003. ... Siapa yang tidak datang? ... [Semua hadir] [Nanti saja]
    """)
    assert await rows(world, "SELECT kind, meeting FROM ledger_entries WHERE number = 3") == [
        ("repayment", 1)
    ]


async def test_where_no_loan_runs_nothing_is_asked(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await play("""
        Lilis: cicil
        Bot: Belum ada pinjaman yang berjalan.
    """)
    loan = await lend(world, "Tati")
    await repay(world, loan, 612_000, date(2026, 2, 3))
    await play("""
        Lilis: catat cicilan
        Bot: Belum ada pinjaman yang berjalan.
        Tati: cicil
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)


BOTH_ASK = """
    Lilis: 112rb
    Bot: Tati, cicilan Rp112.000 (seratus dua belas ribu). Benar? [Ya] [Tidak]
"""


async def test_two_officers_at_once_write_her_instalment_once(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await play(BEGUN + BOTH_ASK)
    await play(BEGUN.replace("Lilis", "Cucu") + BOTH_ASK.replace("Lilis", "Cucu"))
    await play(f"""
        Cucu: ya
        Bot: Sudah dicatat. No. 0003. / Sisa pinjaman Tati Rp560.000. / ...
        Bot → Tati: ... {BUTTONS}
        Lilis: ya
        Bot: Ada yang sudah mengubahnya. Coba lihat lagi.
    """)
    assert len(await book(world)) == 3
