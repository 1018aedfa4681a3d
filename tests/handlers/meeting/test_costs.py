"""Costs of a meeting wait for their receiver's word; the meeting, its count and its closing do not wait for them."""

from domain.roles import Role
from tests.handlers.book_keepers import book, mentari, rows
from tests.handlers.office_people import add_named
from tests.play import Play
from tests.world import World


async def test_a_cost_that_waits_is_out_of_the_box_already(play: Play, world: World) -> None:
    await mentari(world, "Yuyun", cash=100_000)
    await add_named(world, "Siti", "Siti", Role.MEMBER)
    play.memory.words["daftar"] = "yuyun 10rb\nsiti 10rb\nlilis 10rb\ncucu 10rb\ngorengan 20rb"
    await play("""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: <daftar>
        Bot: 4 nama. 4 setor. / Simpanan wajib Rp10.000: Yuyun, Siti, Lilis, Cucu. / Biaya Rp20.000 kita catat sesudah
            ini. / Jumlah masuk Rp40.000 (empat puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 4 setoran. / Ada biaya di rapat ini? [Tidak ada] [Ada biaya]
        Lilis: ada
        Bot: Biaya untuk apa? [...]
        Lilis: [Biaya rapat]
        Bot: ...
        Lilis: gorengan
        Bot: Berapa, Bu?
        Lilis: 20rb
        Bot: Siapa yang menerima uangnya? [...]
        Lilis: siti
        Bot: ... [Ya] [Tidak]
        Lilis: ya
        Bot: ... Hitung uang di kotak, Bu. ... [Masih ada setoran] [Dana sosial] [Ada biaya]
        Bot → Siti: ... [...]
        Lilis: 115rb
        Bot: Uang keluar Rp20.000 masih menunggu jawaban penerima. / Uang Rp115.000. Buku Rp120.000. Kurang Rp5.000.
            [Hitung lagi] [Catat selisih] [Salah kembalian] [Lupa ditulis]
        Lilis: hitung lagi
        Bot: Hitung uang di kotak, Bu. ... [...]
        Lilis: ada biaya
        Bot: Biaya untuk apa? [...]
        Lilis: rapat
        Bot: Hitung uang di kotak, Bu. ... [...]
        Lilis: 120rb
        Bot: Uang Rp120.000 (seratus dua puluh ribu), sama dengan buku. / ... / Uang keluar yang menunggu jawaban: 1.
            / Tutup rapat? [Tutup rapat] [Masih ada yang lain] [Hitung lagi]
    """)
    assert len(await book(world)) == 5
    assert await rows(world, "SELECT state, meeting FROM payouts") == [("waiting", 1)]
    assert await rows(world, "SELECT counted, booked FROM meetings") == [(120_000, 120_000)]
