"""Impor: the old book comes in at once and balanced, or not at all; a difference never blocks."""

from db import ledger
from domain.accounts import Account
from domain.money import Rupiah
from domain.roles import Role
from tests.handlers.group_people import book
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import MENTARI, World

BEGIN = """
        Lilis: impor
        Bot: Isi buku awal Mentari. Pakai apa? [Tempel daftar] [Kirim file Excel] [Nanti saja]
        Lilis: tempel daftar
        Bot: Tempel daftarnya, satu anggota satu baris. / Contoh: Siti Aminah wajib 125rb pokok 50rb
"""
# What else is asked, up to the count.
FUNDS = """
        Bot: Ada dana sosial yang terkumpul? [Tidak ada] [Ada]
        Lilis: ada
        Bot: Berapa jumlahnya?
        Lilis: 40rb
        Bot: Ada dana cadangan kelompok? [Tidak ada] [Ada]
        Lilis: tidak
        Bot: Ada hibah atau bantuan yang masih disimpan? [Tidak ada] [Ada]
        Lilis: tidak ada
        Bot: Ada uang kelompok di bank? [Tidak ada] [Ada]
        Lilis: ada
        Bot: Berapa yang di bank?
        Lilis: 100rb
        Bot: Hitung uang di kotak. ... Contoh: 100x4 50x10
"""


async def totals(world: World) -> dict[Account, Rupiah]:
    found = await world.run(lambda unit: ledger.totals(unit, world.groups[MENTARI]))
    return {account: amount for account, amount in found.items() if amount}


async def test_a_pasted_list_opens_the_book_when_a_second_officer_agrees(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await world.add("Neneng", Role.MEMBER)
    await play(
        BEGIN
        + """
        Lilis: 1. Siti Aminah 125 pokok 50; 2. Yuyun wajib 100rb; 3. Neneng 80; Jumlah 355
        Bot: Semua angka kecil ini ribuan? 125 = Rp125.000. [Ya, ribuan] [Bukan]
        Lilis: ya
        Bot: Angka tanpa nama simpanan, itu simpanan apa? [Simpanan pokok] [Simpanan wajib] [Simpanan sukarela]
        Lilis: wajib
        Bot: 1. Siti Aminah, wajib Rp125.000, pokok Rp50.000 / 2. Yuyun, wajib Rp100.000 / 3. Neneng, wajib Rp80.000 /
            3 anggota. Jumlah simpanan: Rp355.000 (tiga ratus lima puluh lima ribu). / Sama dengan buku lama? [Ya] [Tidak]
        Lilis: ya
"""
        + FUNDS
        + """
        Lilis: 100x2 50x1 40.000
        Bot: Uang di kotak Rp290.000. Catatan Rp295.000. / Di kotak kurang Rp5.000 dari catatan. [Hitung lagi] [Catat selisih]
        Lilis: catat selisih
        Bot: Kira-kira kenapa? Belum tahu juga boleh. [Belum tahu] [Lupa ditulis] [Ada yang dipinjam]
        Lilis: belum tahu
        Bot: Isi buku awal: 3 anggota, simpanan Rp355.000. Uang di kotak Rp290.000. Dana kelompok Rp40.000. Di bank Rp100.000. /
            Di kotak kurang Rp5.000 dari catatan. / Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / Isi buku awal: 3 anggota, ... [Lihat dan jawab]
    """
    )
    assert await totals(world) == {}
    await play("""
        Cucu: [Lihat dan jawab]
        Bot: ... / Neneng: Rp80.000. / Permintaan Lilis: / Isi buku awal: 3 anggota, ... [...]
        Cucu: ya
        Bot: Terima kasih, Bu. Buku awal sudah diisi. Angka cek: ... Tulis di buku, ya.
        Bot → Neneng: Buku awal Mentari: simpanan Ibu Rp80.000. Ketik TABUNGAN untuk melihat.
        Bot → Lilis: Cucu setuju. Buku awal sudah diisi. ...
        Lilis: impor
        Bot: Buku sudah ada isinya. Kalau ada yang keliru, ketik BETULKAN.
    """)
    found = await totals(world)
    assert found == {
        Account.KAS: 290_000,
        Account.BANK: 100_000,
        Account.SELISIH: 5_000,
        Account.WAJIB: 305_000,
        Account.POKOK: 50_000,
        Account.SOSIAL: 40_000,
    }
    assert [each.name for each in await book(world)] == ["Cucu", "Lilis", "Neneng", "Siti Aminah", "Yuyun"]


async def test_with_one_unclear_row_nothing_is_taken_over(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(
        BEGIN
        + """
        Lilis: Siti Aminah wajib 125rb; Yuyun wajib 3x2; Siti Aminah wajib 10rb
        Bot: Ada yang belum jelas. Belum ada yang dicatat. / Baris 2 ("3x2"): jumlahnya belum jelas. Contoh: 125.000. /
            Baris 3 ("Siti Aminah"): nama ini sudah ada di atas. Tambahkan nama belakang. /
            Betulkan dulu, lalu ketik IMPOR dan kirim lagi.
    """
    )
    assert [each.name for each in await book(world)] == ["Cucu", "Lilis"]


async def test_beside_an_unclear_row_the_small_numbers_of_the_others_are_no_faults(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)
    await play(
        BEGIN
        + """
        Lilis: Siti Aminah 80; Yuyun wajib 30 sukarela 12,5; Neneng wajib 30rb; Jumlah 152.500
        Bot: Ada yang belum jelas. Belum ada yang dicatat. / Baris 2 ("12,5"): jumlahnya belum jelas. Contoh: 125.000. /
            Betulkan dulu, lalu ketik IMPOR dan kirim lagi.
    """
    )
    assert await totals(world) == {}


async def test_a_box_that_agrees_needs_no_reason(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(
        BEGIN
        + """
        Lilis: Siti Aminah wajib 125rb
        Bot: 1. Siti Aminah, wajib Rp125.000 / 1 anggota. ... [Ya] [Tidak]
        Lilis: ya
        Bot: Ada dana sosial yang terkumpul? [...]
        Lilis: tidak
        Bot: Ada dana cadangan kelompok? [...]
        Lilis: tidak
        Bot: Ada hibah ... [...]
        Lilis: tidak
        Bot: Ada uang kelompok di bank? [...]
        Lilis: ada
        Bot: Berapa yang di bank?
        Lilis: 200rb
        Bot: Itu lebih dari semua catatan: Rp125.000. Berapa yang di bank?
        Lilis: 25rb
        Bot: Hitung uang di kotak. ...
        Lilis: 90rb
        Bot: Uang di kotak Rp90.000. Catatan Rp100.000. / Di kotak kurang Rp10.000 dari catatan. [...]
        Lilis: hitung lagi
        Bot: Hitung uang di kotak. ...
        Lilis: 100rb
        Bot: Isi buku awal: 1 anggota, simpanan Rp125.000. Uang di kotak Rp100.000. Di bank Rp25.000. / Benar? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, belum ada yang dicatat. Ketik IMPOR kalau mau mulai lagi.
    """
    )
    assert await totals(world) == {}
