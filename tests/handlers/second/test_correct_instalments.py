"""A repayment that was written wrongly: the loan follows in the same transaction, and she reads what is left."""

from datetime import date

from tests.handlers.book_keepers import rows
from tests.handlers.loans.hard_months import lend, repay
from tests.handlers.savers import TODAY, mentari, save
from tests.handlers.second.scenes import end_role
from tests.play import Play
from tests.world import World

FIND_BY_NUMBER = """
    Lilis: betulkan
    Bot: Mau membetulkan apa? [...]
    Lilis: keliru
    Bot: Cari catatannya lewat apa? [...]
    Lilis: angka
    Bot: Catatan nomor berapa? Lihat di pesan atau di buku.
"""
LATER = """
        (jam +1 hari)
        Lilis: menu
        Bot: ... [...]
        Cucu: menu
        Bot: ... [...]
        Tati: menu
        Bot: ... [...]
        Neneng: menu
        Bot: ... [...]
"""
BUTTONS = "[Benar] [Ada yang beda]"


async def states(world: World) -> list[tuple[object, ...]]:
    return await rows(world, "SELECT member, state FROM loans ORDER BY number")


async def owed(world: World) -> list[tuple[object, ...]]:
    """Pokok that each owes, by the book."""
    return await rows(
        world,
        "SELECT member, sum(side * amount) FROM ledger_lines WHERE account = 'piutang_anggota' GROUP BY member"
        " ORDER BY member",
    )


async def test_another_amount_is_agreed_by_two_and_she_reads_what_is_left_now(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati", "Neneng")
    await repay(world, await lend(world, "Tati"), 612_000, TODAY)
    assert await states(world) == [(3, "settled")]
    await play(LATER)
    await play("""
        Lilis: betulkan
        Bot: Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: Cari catatannya lewat apa? [...]
        Lilis: nama
        Bot: Catatan siapa? [...]
        Lilis: tati
        Bot: Catatan Tati yang mana? [3 Cicilan Rp612.000]
        Lilis: 3
        Bot: Nomor 3, Selasa, 3 Februari 2026: Tati, Cicilan, Rp612.000. / Apanya yang keliru?
            [Jumlahnya] [Jenis simpanannya] [Harusnya tidak ada]
        Lilis: jumlahnya
        Bot: Yang benar berapa, Bu?
        Lilis: 112rb
        Bot: Apa sebabnya? [...]
        Lilis: salah tulis
        Bot: Nomor 3, Selasa, 3 Februari 2026: Tati, Cicilan, Rp612.000.
            Yang benar: Tati, Cicilan, Rp112.000 (seratus dua belas ribu). Sebabnya: salah tulis. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [Di HP-nya] [Di HP ini] [Nanti saja]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari.
        Bot → Cucu: Lilis minta dicek berdua, ya: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Sudah dibetulkan. Nomor barunya 5.
        Bot → Lilis: Cucu setuju. Sudah dibetulkan. Nomor barunya 5.
        Bot → Tati: Bu, catatan Ibu nomor 3 dibetulkan. Tadi: Cicilan Rp612.000. Sekarang: Cicilan Rp112.000.
            Sebabnya: salah tulis. Sisa pinjaman Ibu Rp560.000. Cicilan berikutnya Rp112.000, Jumat, 3 April 2026.
            [Benar] [Ada yang beda]
    """)
    assert await states(world) == [(3, "running")]
    assert await owed(world) == [(3, 500_000)]


async def test_on_the_same_day_she_who_keeps_the_book_takes_it_back_alone(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await repay(world, await lend(world, "Tati"), 612_000, TODAY)
    await play(FIND_BY_NUMBER)
    await play(f"""
        Lilis: 3
        Bot: Nomor 3, ... / Apanya yang keliru? [...]
        Lilis: harusnya tidak ada
        Bot: Apa sebabnya? [...]
        Lilis: salah dengar
        Bot: Nomor 3, ... Ini seharusnya tidak ada. ... [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. Nomor barunya 4.
        Bot → Tati: Bu, catatan Ibu nomor 3 dibatalkan: Cicilan Rp612.000. Sebabnya: salah dengar.
            Sisa pinjaman Ibu Rp672.000. Cicilan berikutnya Rp112.000, Selasa, 3 Maret 2026. {BUTTONS}
    """)
    assert await states(world) == [(3, "running")]
    assert await owed(world) == [(3, 600_000)]


async def test_it_was_another_womans_instalment(play: Play, world: World) -> None:
    await mentari(world, "Tati", "Neneng", "Imas")
    await repay(world, await lend(world, "Tati"), 112_000, TODAY)
    await lend(world, "Neneng")
    await play(FIND_BY_NUMBER)
    await play(f"""
        Lilis: 3
        Bot: ... Apanya yang keliru? [Jumlahnya] [Orangnya] [Jenis simpanannya] [Harusnya tidak ada]
        Lilis: orangnya
        Bot: Yang benar siapa? [Neneng]
        Lilis: neneng
        Bot: Apa sebabnya? [...]
        Lilis: tertukar
        Bot: ... Yang benar: Neneng, Cicilan, Rp112.000 (seratus dua belas ribu). ... [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. Nomor barunya 6.
        Bot → Tati: Bu, catatan Ibu nomor 3 dibatalkan: Cicilan Rp112.000. ... Sisa pinjaman Ibu Rp672.000. ... {BUTTONS}
        Bot → Neneng: Bu, ini baru dicatat untuk Ibu: Cicilan Rp112.000. Nomornya 6. ...
            Sisa pinjaman Ibu Rp560.000. ... {BUTTONS}
    """)
    assert await owed(world) == [(3, 600_000), (4, 500_000)]


async def test_a_saving_that_was_an_instalment_and_more_than_the_loan_takes_is_hers_to_decide(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    entry = await save(world, "Tati", 615_000)
    await lend(world, "Tati")
    await play(FIND_BY_NUMBER)
    await play(f"""
        Lilis: {entry}
        Bot: ... Apanya yang keliru? [...]
        Lilis: jenis simpanannya
        Bot: Yang benar simpanan apa? [Simpanan sukarela] [Dana sosial] [Simpanan pokok] [Cicilan]
        Lilis: cicilan
        Bot: Tati membayar Rp615.000. Yang perlu dibayar tinggal Rp612.000. Lebihnya Rp3.000 mau diapakan? [...]
        Lilis: jadi simpanan
        Bot: Apa sebabnya? [...]
        Lilis: salah tulis
        Bot: ... Yang benar: Tati, Cicilan, Rp615.000 (enam ratus lima belas ribu). Lebihnya jadi simpanan sukarela.
            Sebabnya: salah tulis. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. ...
        Bot → Tati: Bu, catatan Ibu nomor 1 dibetulkan. Tadi: Simpanan wajib Rp615.000. Sekarang: Cicilan Rp615.000. ...
            {BUTTONS}
    """)
    assert await states(world) == [(3, "settled")]
    assert await rows(
        world, "SELECT sum(side * amount) FROM ledger_lines WHERE account = 'simpanan_sukarela'"
    ) == [(-3_000,)]


async def test_without_a_second_officer_nothing_changes(play: Play, world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await repay(world, await lend(world, "Tati", day=date(2026, 1, 3)), 112_000, TODAY)
    await end_role(world, "Cucu")
    await play(LATER)
    await play(FIND_BY_NUMBER)
    await play("""
        Lilis: 3
        Bot: ... Apanya yang keliru? [...]
        Lilis: harusnya tidak ada
        Bot: Apa sebabnya? [...]
        Lilis: salah dengar
        Bot: ... [Ya] [Tidak]
        Lilis: ya
        Bot: Ini perlu dicek berdua. ...
    """)
    assert await owed(world) == [(3, 500_000)]
