"""Kelompok: each sees what is hers there, and nothing else."""

from db import groups
from db.unit import Unit
from domain.roles import Role
from tests.handlers.book_keepers import mentari
from tests.handlers.loans.asking import MENTARI_PUSHES, SITI_ASKS, SITI_SAYS_YES, lending
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import MENTARI, World

HEAD = "Kelompok Mentari, Desa Contoh.\n            Rapat berikutnya: Selasa, 3 Maret 2026."


def offered(world: World, who: str) -> str:
    return " ".join(world.said[who])


async def test_a_member_sees_her_group_and_no_office_of_it(play: Play, world: World) -> None:
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Siti: menu
        Bot: ... [Kelompok Mentari] [...]
        Siti: kelompok mentari
        Bot: {HEAD} [...]
        Siti: aturan
        Bot: Simpanan wajib: Rp10.000 tiap rapat. / Simpanan sukarela: jumlahnya bebas. /
            Dana sosial: Rp2.000 tiap rapat. / Simpanan pokok: Rp50.000, sekali waktu masuk. /
            Rapat: Tiap bulan. / Aturan diubah oleh rapat. Ada usul? Sampaikan di rapat, ya, Bu.
        Siti: kelompok
        Bot: {HEAD} [...]
        Siti: selesai
        Bot: Baik, Bu. Ketik KELOMPOK kalau perlu lagi.
    """)
    for label in ("Anggota", "Kode rapat", "Rapat]"):
        assert label not in offered(world, "Siti")


async def test_an_officer_sees_what_she_may_write(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(f"""
        Lilis: kelompok
        Bot: {HEAD} [...]
        Lilis: anggota
        Bot: Anggota kelompok Mentari. Mau apa? [...]
    """)


async def test_what_is_needed_most_stands_first_and_the_rest_is_one_step_away(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)
    await play(f"""
        Lilis: kelompok
        Bot: {HEAD} [Isi buku awal] [Rapat] [Catat setoran] [Simpanan saya] [Pinjaman] [Uang keluar]
            [Catatan lain] [Pengaturan] [Buku dan tahun] [Selesai]
        Lilis: uang keluar
        Bot: Yang mana, Bu? [Simpanan diambil] [Catat biaya] [Bantuan dana sosial] [Bagikan simpanan]
            [Uang yang menunggu] [Selesai]
        Lilis: kelompok
        Bot: ... [...]
        Lilis: catatan lain
        Bot: Yang mana, Bu? [Betulkan catatan] [Tempel daftar] [Bacakan catatan] [Arisan] [Buka rapat lagi]
            [Pengumuman] [Teks untuk grup] [Yang beda] [Dicek berdua] [Selesai]
        Lilis: kelompok
        Bot: ... [...]
        Lilis: pengaturan
        Bot: Yang mana, Bu? [Anggota] [Kode rapat] [Aturan kelompok] [Angka tanda saya] [Grup Telegram] [Latihan]
            [Selesai]
        Lilis: kelompok
        Bot: ... [...]
        Lilis: buku dan tahun
        Bot: Yang mana, Bu? [Uang kelompok] [Buku dan kertas] [Angka cek] [Tutup bulan] [Tutup tahun] [Akhir tahun]
            [Selesai]
        Lilis: tutup bulan
        Bot: Buku ini masih kosong. Belum ada bulan untuk ditutup.
    """)


async def test_what_waits_for_an_officer_stands_first_and_an_empty_book_is_filled_only_once(
    play: Play, world: World
) -> None:
    await mentari(world, cash=100_000)
    await play("""
        Lilis: kelompok
        Bot: ... [Rapat] [Catat setoran] [Simpanan saya] [Pinjaman] [Uang keluar] [Catatan lain] [Pengaturan]
            [Buku dan tahun] [Selesai]
        Lilis: catat biaya
        Bot: Biaya untuk apa? [...]
        Lilis: transport
        Bot: Dibelikan apa? Tulis pendek saja.
        Lilis: ojek
        Bot: Berapa, Bu?
        Lilis: 5rb
        Bot: Siapa yang menerima uangnya? [...]
        Lilis: cucu
        Bot: ... / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Rp5.000 boleh diserahkan. Lalu tunggu Cucu bilang sudah terima.
        Bot → Cucu: ... [...]
        Lilis: kelompok
        Bot: ... [Uang menunggu (1)] [Rapat] [Catat setoran] [Simpanan saya] [Pinjaman] [Uang keluar]
            [Catatan lain] [Pengaturan] [Buku dan tahun] [Selesai]
    """)
    assert "Isi buku awal" not in offered(world, "Lilis")


async def test_who_wants_to_borrow_is_seen_at_the_door(play: Play, world: World) -> None:
    await lending(world)
    await play(SITI_ASKS + SITI_SAYS_YES + MENTARI_PUSHES)
    await play("""
        Lilis: kelompok
        Bot: ... [Minta pinjaman (1)] [Rapat] [...]
        Lilis: minta pinjaman
        Bot: Siti minta pinjam Rp500.000, 10 bulan. ... [...]
    """)


async def test_in_a_draft_the_second_officer_is_invited_and_the_books_are_closed(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)

    async def close(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = $2 WHERE id = $1", world.groups[MENTARI], groups.DRAFT)

    await world.run(close)
    await play("""
        Cucu: kelompok
        Bot: Kelompok Mentari. Bukunya dibuka kalau pengurus kedua sudah masuk. [Undang pengurus] [...]
        Cucu: undang pengurus
        Bot: Kode untuk Bendahara: inv-... / Kirim ke orangnya. Di HP-nya, ketik UNDANGAN, lalu kode itu. Berlaku 24 jam.
    """)
    assert "Kode rapat" not in offered(world, "Cucu")
