"""The social fund helps by decision: two officers, her own word, and the others see how much, never whom."""

from domain.accounts import SavingKind
from tests.handlers.book_keepers import book, rows
from tests.handlers.savers import mentari, save
from tests.play import Play
from tests.world import World

SAVED = "2026-02-03 saving Neneng dana_sosial +60000"

TATI_IS_HELPED = """
    Lilis: santunan
    Bot: Dana sosial sekarang Rp60.000. / Siapa yang dibantu? [Lilis] [Cucu] [Tati] [Neneng]
    Lilis: tati
    Bot: Bantuan untuk apa? [Sakit] [Melahirkan] [Ada yang meninggal] [Yang lain]
    Lilis: sakit
    Bot: Berapa bantuannya?
    Lilis: 100rb
    Bot: Dana sosial Rp60.000. Tidak bisa lebih dari itu. / Berapa bantuannya?
    Lilis: 50rb
    Bot: Rapat tanggal berapa yang memutuskan?
    Lilis: hari ini
    Bot: Bantuan dana sosial untuk Tati, Sakit: Rp50.000 (lima puluh ribu).
        Diputuskan rapat Selasa, 3 Februari 2026. / Benar begitu? [Ya] [Tidak]
    Lilis: ya
    Bot: Tolong dicek berdua, ya. ... [...]
    Lilis: hp-nya
    Bot: Sudah saya sampaikan. ...
    Bot → Cucu: Lilis minta dicek berdua, ya: / Bantuan dana sosial untuk Tati, Sakit: ... [Lihat dan jawab]
    Cucu: [Lihat dan jawab]
    Bot: Permintaan Lilis: / Bantuan dana sosial untuk Tati, Sakit: ... Ibu setuju? [Ya] [Tidak]
    Cucu: ya
    Bot: Terima kasih, Bu. Rp50.000 boleh diserahkan. Lalu tunggu Tati bilang sudah terima.
    Bot → Lilis: Cucu setuju. ...
    Bot → Tati: Bu Tati, ini Rp50.000 untuk Ibu: bantuan dana sosial. Uangnya sudah Ibu terima?
        [Sudah saya terima] [Belum]
"""


async def fund(world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await save(world, "Neneng", 60_000, SavingKind.SOSIAL)


async def test_two_decide_and_the_others_see_how_much_but_not_whom(play: Play, world: World) -> None:
    await fund(world)
    await play(TATI_IS_HELPED)
    assert await book(world) == [SAVED]
    await play("""
        Tati: [Sudah saya terima]
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp50.000. Nomornya 2.
        Bot → Lilis: Tati sudah menerima Rp50.000. Dicatat nomor 2.
        Bot → Cucu: Tati sudah menerima Rp50.000. Dicatat nomor 2.
        Neneng: uang kelompok
        Bot: ... Dana sosial Rp10.000 Bantuan dana sosial tahun ini: 1 kali, Rp50.000 / Anggota: ...
    """)
    assert await book(world) == [SAVED, "2026-02-03 withdrawal Tati dana_sosial -50000"]
    assert "Tati" not in world.said["Neneng"][-1]


async def test_what_is_on_its_way_is_not_given_twice(play: Play, world: World) -> None:
    await fund(world)
    await play(TATI_IS_HELPED)
    await play("""
        Lilis: santunan
        Bot: Dana sosial sekarang Rp10.000. / Siapa yang dibantu? [...]
        Lilis: neneng
        Bot: Bantuan untuk apa? [...]
        Lilis: yang lain
        Bot: Untuk apa? Tulis pendek saja.
        Lilis: rumah kebanjiran
        Bot: Berapa bantuannya?
        Lilis: 10rb
        Bot: Rapat tanggal berapa yang memutuskan?
        Lilis: 1 februari
        Bot: Bantuan dana sosial untuk Neneng, rumah kebanjiran: Rp10.000 (sepuluh ribu).
            Diputuskan rapat Minggu, 1 Februari 2026. / Benar begitu? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, tidak ada yang dicatat.
    """)
    assert await rows(world, "SELECT count(*) FROM payouts") == [(1,)]


async def test_an_empty_fund_helps_nobody(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await play("""
        Lilis: bantuan dana sosial
        Bot: Dana sosial masih kosong.
        Tati: santunan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
