"""Cicilan in a meeting: one by one or by the list; who pays nothing is not spoken of, and no group reads of loans."""

from datetime import date

from db import ledger
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import cost
from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from tests.handlers.book_keepers import book, rows
from tests.handlers.loans.hard_months import lend, repay
from tests.handlers.savers import TODAY, mentari
from tests.play import Play
from tests.world import MENTARI, World

LAST_MONTH = date(2026, 1, 3)

OPENED = """
    Lilis: rapat
    Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
    Lilis: ya
    Bot: Siapa yang tidak datang? ... [Semua hadir] [Nanti saja]
    Lilis: semua hadir
    Bot: Hadir 4 orang. / Setoran: ... [Satu per satu] [Sudah semua]
"""

ASKED = "Cicilan pinjaman: tempel daftarnya, atau ketik satu-satu. Contoh: Siti 120rb. [Satu per satu] [Sudah semua]"
SOCIAL = "Dana sosial Rp2.000 tiap orang. Siapa yang belum setor? [Semua setor] [Tidak dikumpulkan]"
AT_INSTALMENTS = f"""
    Lilis: sudah semua
    Bot: {ASKED}
"""


async def lent(world: World) -> None:
    """Tati and Neneng owe since last month, and are asked for Rp112.000 today."""
    await mentari(world, "Tati", "Neneng")
    for name in ("Tati", "Neneng"):
        await lend(world, name, day=LAST_MONTH)


async def paid(world: World) -> list[tuple[object, ...]]:
    """What was paid on loans: whose, how much money, in which meeting."""
    return await rows(
        world,
        "SELECT e.member, l.amount, e.meeting FROM ledger_entries e JOIN ledger_lines l ON l.group_id = e.group_id"
        " AND l.number = e.number WHERE e.kind = 'repayment' AND l.account = 'kas' ORDER BY e.number",
    )


async def test_one_by_one_what_is_asked_this_time_is_offered_and_the_meeting_goes_on(
    play: Play, world: World
) -> None:
    await lent(world)
    await play(OPENED)
    await play(AT_INSTALMENTS)
    await play(f"""
        Lilis: satu per satu
        Bot: Tati, cicilan: berapa? [Rp112.000] [Belum dulu] [Cukup dulu]
        Lilis: [Rp112.000]
        Bot: Tati: Rp112.000 (seratus dua belas ribu). / Neneng, cicilan: berapa? [Rp112.000] [Belum dulu] [Cukup dulu]
        Lilis: 60
        Bot: Neneng, cicilan, Rp60.000 (enam puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Neneng: Rp60.000 (enam puluh ribu). / {SOCIAL}
    """)
    assert await paid(world) == [(3, 112_000, 1), (4, 60_000, 1)]
    assert "Lilis read book Neneng loan" in world.audit


async def test_at_this_step_a_bare_line_is_an_instalment(play: Play, world: World) -> None:
    await lent(world)
    await play(OPENED)
    await play(AT_INSTALMENTS)
    await play(f"""
        Lilis: tati 112rb
        Bot: Cicilan Rp112.000: Tati. / Jumlah masuk Rp112.000 (seratus dua belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / {ASKED}
        Lilis: sudah semua
        Bot: {SOCIAL}
    """)
    assert await paid(world) == [(3, 112_000, 1)]


async def test_a_pasted_list_books_instalments_beside_savings_and_a_second_time_nothing(
    play: Play, world: World
) -> None:
    await lent(world)
    await play(OPENED)
    list_ = "lilis 10rb\ncucu 10rb\ntati 10rb cicilan 112rb\nneneng angsuran 100rb jasa 12rb"
    play.memory.words["daftar"] = list_
    await play("""
        Lilis: <daftar>
        Bot: 4 nama. 4 setor. / Simpanan wajib Rp10.000: Lilis, Cucu, Tati. / Cicilan Rp112.000: Tati, Neneng. /
            Jumlah masuk Rp254.000 (dua ratus lima puluh empat ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 5 setoran. / Hitung uang di kotak, Bu. ... [...]
        Lilis: <daftar>
        Bot: 4 nama. 4 setor. / 5 setoran sudah tercatat tadi. / Sudah dicatat: 0 setoran. / Hitung uang di kotak, Bu. ... [...]
    """)
    assert await paid(world) == [(3, 112_000, 1), (4, 112_000, 1)]
    assert len(await book(world)) == 9
    play.memory.words["lain"] = list_.replace("cicilan 112rb", "cicilan 100rb")
    await play("""
        Lilis: <lain>
        Bot: 4 nama. 4 setor. / Tati, Cicilan: tercatat Rp112.000, di daftar Rp100.000 (seratus ribu). [...]
        Lilis: pakai yang baru
        Bot: Cicilan Rp100.000: Tati. / 4 setoran sudah tercatat tadi. / Jumlah masuk Rp100.000 (seratus ribu). Benar? [...]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
    """)
    assert await paid(world) == [(3, 112_000, 1), (4, 112_000, 1), (3, 100_000, 1)]
    assert await rows(world, "SELECT corrections FROM meetings") == [(1,)]


async def test_what_another_officer_wrote_meanwhile_is_not_written_again(play: Play, world: World) -> None:
    await lent(world)
    await play(OPENED)
    await play(AT_INSTALMENTS)
    await play("""
        Lilis: satu per satu
        Bot: Tati, cicilan: berapa? [...]
        Cucu: rapat
        Bot: ... [Satu per satu] [Sudah semua]
        Cucu: satu per satu
        Bot: Tati, cicilan: berapa? [...]
        Cucu: [Rp112.000]
        Bot: Tati: Rp112.000 (seratus dua belas ribu). / Neneng, cicilan: berapa? [...]
        Lilis: [Rp112.000]
        Bot: Cicilan Tati sudah tercatat tadi. / Neneng, cicilan: berapa? [...]
    """)
    assert await paid(world) == [(3, 112_000, 1)]


async def test_more_than_the_loan_takes_is_asked_before_the_list_is_written(play: Play, world: World) -> None:
    await lent(world)
    await play(OPENED)
    await play("""
        Lilis: tati cicilan 700rb
        Bot: Tati membayar Rp700.000. Yang perlu dibayar tinggal Rp612.000. Lebihnya Rp88.000 mau diapakan?
            [Jadi simpanan] [Dikembalikan] [Salah tulis]
        Lilis: jadi simpanan
        Bot: Cicilan Rp700.000: Tati. / Jumlah masuk Rp700.000 (tujuh ratus ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
        Lilis: neneng cicilan 613rb
        Bot: Neneng membayar Rp613.000. ... Lebihnya Rp1.000 mau diapakan? [...]
        Lilis: dikembalikan
        Bot: Cicilan Rp612.000: Neneng. / Jumlah masuk Rp612.000 (enam ratus dua belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
    """)
    assert await paid(world) == [(3, 700_000, 1), (4, 612_000, 1)]
    assert await rows(world, "SELECT state FROM loans") == [("settled",), ("settled",)]
    assert await rows(world, "SELECT amount FROM ledger_lines WHERE account = 'simpanan_sukarela'") == [
        (88_000,)
    ]


async def test_a_line_without_a_kind_of_who_owes_is_asked_about_and_may_end_the_loan(
    play: Play, world: World
) -> None:
    await lent(world)
    await play(OPENED)
    await play("""
        Lilis: tati pelunasan 612rb
        Bot: Tati Rp612.000: cicilan atau simpanan? [Cicilan] [Simpanan wajib] [...] [Bukan setoran]
        Lilis: cicilan
        Bot: Cicilan Rp612.000: Tati. / Jumlah masuk Rp612.000 (enam ratus dua belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
        Lilis: neneng lunas 10rb
        Bot: Simpanan wajib Rp10.000: Neneng. / Jumlah masuk ... [...]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
        Lilis: neneng 112rb
        Bot: Neneng Rp112.000: cicilan atau simpanan? [...]
        Lilis: cicilan
        Bot: Cicilan Rp112.000: Neneng. / ... [...]
        Lilis: tidak
        Bot: Baik, tidak dicatat. ... [...]
        Lilis: neneng sukarela 112rb
        Bot: Simpanan sukarela Rp112.000: Neneng. / ... [...]
        Lilis: tidak
        Bot: Baik, tidak dicatat. ... [...]
    """)
    assert await paid(world) == [(3, 612_000, 1)]
    assert await rows(world, "SELECT state FROM loans") == [("settled",), ("running",)]


async def test_such_a_line_of_who_owes_nothing_is_a_saving_of_unusual_size(play: Play, world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await play(OPENED)
    await play("""
        Lilis: tati lunas 500rb
        Bot: Tati, Simpanan wajib: Rp500.000 (lima ratus ribu). Benar sebesar itu? [Ya] [Tidak]
        Lilis: ya
        Bot: Simpanan wajib Rp500.000: Tati. / ... [...]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
    """)


async def gifts(world: World) -> list[tuple[object, ...]]:
    """What was given to the social fund, by whom."""
    return await rows(
        world,
        "SELECT e.member, l.amount, l.side FROM ledger_entries e JOIN ledger_lines l ON l.group_id = e.group_id"
        " AND l.number = e.number WHERE e.meeting = 1 AND l.account = 'dana_sosial' ORDER BY e.number",
    )


async def test_an_infak_in_the_list_goes_to_the_social_fund_once_and_may_be_put_right(
    play: Play, world: World
) -> None:
    await lent(world)
    await play(OPENED)
    await play("""
        Lilis: tati cicilan 112rb infak 5rb
        Bot: Cicilan Rp112.000: Tati. / Infak Rp5.000: Tati. / Jumlah masuk Rp117.000 (seratus tujuh belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 2 setoran. / ... [...]
        Lilis: tati cicilan 112rb infak 5rb
        Bot: 2 setoran sudah tercatat tadi. / Sudah dicatat: 0 setoran. / ... [...]
        Lilis: tati infak 6rb
        Bot: Tati, Infak: tercatat Rp5.000, di daftar Rp6.000 (enam ribu). [Pakai yang baru] [Biarkan]
        Lilis: pakai yang baru
        Bot: Infak Rp6.000: Tati. / Jumlah masuk Rp6.000 (enam ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
    """)
    assert await gifts(world) == [(3, 5_000, -1), (3, 5_000, 1), (3, 6_000, -1)]
    assert await paid(world) == [(3, 112_000, 1)]


async def test_where_the_group_lends_without_jasa_each_may_give_after_her_instalment(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati", day=LAST_MONTH, terms=Terms(method=Method.INFAK, rate=0, unit=Rupiah(1_000)))
    await play(OPENED.replace("4 orang", "3 orang"))
    await play(AT_INSTALMENTS)
    await play(f"""
        Lilis: satu per satu
        Bot: Tati, cicilan: berapa? [Rp100.000] [Belum dulu] [Cukup dulu]
        Lilis: 100rb
        Bot: Tati: Rp100.000 (seratus ribu). / Ada infak dari Tati? Tidak ada juga boleh. [Tidak ada]
        Lilis: 5rb
        Bot: Tati, infak Rp5.000 (lima ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Infak sudah dicatat. / {SOCIAL}
    """)
    assert await gifts(world) == [(3, 5_000, -1)]
    assert await paid(world) == [(3, 100_000, 1)]


async def test_an_instalment_of_who_owes_nothing_is_refused_in_one_sentence(play: Play, world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await repay(world, await lend(world, "Tati", day=LAST_MONTH), 612_000, TODAY)
    await play(OPENED)
    await play("""
        Lilis: tati cicilan 50rb
        Bot: Tati tidak punya pinjaman yang berjalan. / Tati Rp50.000: simpanan apa? [...] [Bukan setoran]
        Lilis: bukan setoran
        Bot: Sudah dicatat: 0 setoran. / ... [...]
    """)
    assert len(await paid(world)) == 1


async def test_a_slip_of_the_pen_is_put_right_alone_and_a_loan_paid_off_by_it_runs_again(
    play: Play, world: World
) -> None:
    await lent(world)
    await play(OPENED)
    await play("""
        Lilis: tati cicilan 612rb
        Bot: Cicilan Rp612.000: Tati. / Jumlah masuk Rp612.000 (enam ratus dua belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
        Lilis: eh salah, tati 112rb bukan 612rb
        Bot: Tati, Cicilan: Rp612.000 jadi Rp112.000 (seratus dua belas ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. / ... [...]
    """)
    assert await rows(world, "SELECT state FROM loans") == [("running",), ("running",)]
    await play("""
        Lilis: salah, tati harusnya 620rb
        Bot: Tati, Cicilan: Rp112.000 jadi Rp620.000 (enam ratus dua puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Tati membayar Rp620.000. Yang perlu dibayar tinggal Rp612.000. Lebihnya Rp8.000 mau diapakan? [...]
        Lilis: dikembalikan
        Bot: Sudah dibetulkan. / ... [...]
    """)
    assert await rows(world, "SELECT state FROM loans ORDER BY number") == [("settled",), ("running",)]
    assert await rows(world, "SELECT corrections FROM meetings") == [(2,)]


async def test_an_instalment_is_put_right_though_its_money_has_been_spent_since(
    play: Play, world: World
) -> None:
    await lent(world)
    await play(OPENED)
    await play("""
        Lilis: tati cicilan 612rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / ... [...]
    """)

    async def spend(unit: Unit) -> None:
        draft = cost(day=TODAY, by=1, account=Account.BIAYA_LAIN, amount=500_000, second=2)
        await ledger.post(unit, world.groups[MENTARI], draft, key="tent")

    await world.run(spend)
    await play("""
        Lilis: eh salah, tati 600rb bukan 612rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. / ... [...]
        Lilis: eh salah, tati 400rb bukan 600rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Uangnya hanya Rp100.000. ...
    """)
    assert await rows(world, "SELECT sum(side * amount) FROM ledger_lines WHERE account = 'kas'") == [
        (100_000,)
    ]


async def test_each_reads_what_is_left_and_nobody_that_another_has_paid_nothing(
    play: Play, world: World
) -> None:
    await lent(world)
    await play(OPENED)
    await play("""
        Lilis: tati cicilan 112rb
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 1 setoran. / Setoran: ... [...]
        Lilis: sudah semua
        Bot: Cicilan pinjaman: ... [...]
        Lilis: sudah semua
        Bot: Dana sosial ... [...]
        Lilis: tidak dikumpulkan
        Bot: Ada biaya di rapat ini? [...]
        Lilis: tidak ada
        Bot: Hitung uang di kotak, Bu. ... [...]
        Lilis: 112rb
        Bot: Uang Rp112.000 (seratus dua belas ribu), sama dengan buku. / Rapat Selasa, 3 Februari 2026. ... /
            Cicilan pinjaman Rp112.000. / Uang di kotak Rp112.000. / Tutup rapat? [...]
        Lilis: tutup
        Bot: Rapat ditutup. ... Mau teks untuk grup WA? [Mau] [Tidak]
        Bot → Lilis: Rapat Mentari, Selasa, 3 Februari 2026. Belum ada setoran Ibu tercatat. Angka cek ... [...]
        Bot → Cucu: Rapat Mentari, Selasa, 3 Februari 2026. Belum ada setoran Ibu tercatat. Angka cek ... [...]
        Bot → Tati: Rapat Mentari, Selasa, 3 Februari 2026. Cicilan pinjaman: Rp112.000 (seratus dua belas ribu). No. 5.
            Untuk pinjaman Rp100.000, untuk jasa Rp12.000. Jumlah simpanan Ibu Rp0. Sisa pinjaman Ibu Rp560.000.
            Cicilan berikutnya Rp112.000, Selasa, 3 Maret 2026. Angka cek ... [Benar] [Ada yang beda]
        Bot → Neneng: Rapat Mentari, Selasa, 3 Februari 2026. Belum ada setoran Ibu tercatat.
            Sisa pinjaman Ibu Rp672.000. Angka cek ... [Benar] [Ada yang beda]
        Lilis: mau
        Bot: Kelompok Mentari, rapat Selasa, 3 Februari 2026. Hadir 4 orang. Setoran Rp0. Uang kas Rp112.000. Angka cek ...
    """)
