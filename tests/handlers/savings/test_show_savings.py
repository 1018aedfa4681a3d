"""Her own savings on one screen, her target, her papers; on a shared phone no paper is offered or sent."""

from datetime import date

from domain.accounts import SavingKind
from tests.handlers.loans.hard_months import lend, repay
from tests.handlers.loans.test_pay import WITH_FINE
from tests.handlers.papers import files_of
from tests.handlers.savers import TODAY, mentari, save
from tests.play import Play
from tests.world import World

ALL = "[Ada yang beda] [Target] [Gambar simpanan] [Buku anggota (PDF)] [Uang kelompok] [Selesai]"


async def test_balances_by_kind_and_the_last_entries_with_their_numbers(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await save(world, "Siti", 10_000)
    await save(world, "Siti", 165_000, SavingKind.SUKARELA)
    await save(world, "Siti", 2_000, SavingKind.SOSIAL)
    await play(f"""
        Siti: tabungan
        Bot: Simpanan Ibu di Mentari: Simpanan wajib Rp10.000 Simpanan sukarela Rp165.000
            Jumlah Rp175.000. /
            3/2/26 Dana sosial Rp2.000, No. 3. 3/2/26 Simpanan sukarela Rp165.000, No. 2.
            3/2/26 Simpanan wajib Rp10.000, No. 1. / Mau lihat apa, Bu? {ALL}
        Siti: selesai
        Bot: Baik, Bu.
    """)


async def test_older_entries_come_page_by_page(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    for _number in range(15):
        await save(world, "Siti", 1_000)
    await play("""
        Siti: /tabungan
        Bot: ... 3/2/26 Simpanan wajib Rp1.000, No. 15. ... No. 11. / Mau lihat apa, Bu? [Lihat lebih lama] [...]
        Siti: lebih lama
        Bot: 3/2/26 Simpanan wajib Rp1.000, No. 10. ... No. 5. / Mau yang lebih lama? [Lebih lama lagi] [Selesai]
        Siti: lagi
        Bot: 3/2/26 Simpanan wajib Rp1.000, No. 4. ... No. 1. /
            Itu catatan yang paling lama di sini.
    """)


async def test_her_target_is_set_changed_and_removed(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await save(world, "Siti", 175_000)
    await play("""
        Siti: tabungan
        Bot: ... / Mau lihat apa, Bu? [...]
        Siti: target
        Bot: Ibu mau menabung sampai berapa?
        Siti: 500 ribu
        Bot: Target Ibu Rp500.000 (lima ratus ribu). Benar? [Ya] [Tidak]
        Siti: ya
        Bot: Target Ibu Rp500.000. Sudah Rp175.000.
        Siti: tabungan
        Bot: ... Target Ibu Rp500.000. Sudah Rp175.000. / ... / Mau lihat apa, Bu? [...]
        Siti: target
        Bot: Target Ibu Rp500.000. Sudah Rp175.000. [Ganti target] [Hapus target] [Tetap begini]
        Siti: hapus
        Bot: Target sudah dihapus, Bu.
    """)


async def test_her_book_and_the_picture_come_to_her_own_phone(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await save(world, "Siti", 25_000)
    await play("""
        Siti: tabungan
        Bot: ... [...]
        Siti: buku anggota
        Bot: Buku anggota saya kirim. Bisa dicetak, lalu minta paraf pengurus.
        Bot → Siti: Buku anggota Ibu.
        Siti: tabungan
        Bot: ... [...]
        Siti: gambar
        Bot: Gambarnya saya kirim, Bu.
        Bot → Siti: Simpanan Ibu dari bulan ke bulan.
    """)
    assert files_of(world, "Siti")[0].startswith(b"%PDF-")


async def test_a_shared_phone_gets_no_paper(play: Play, world: World) -> None:
    await mentari(world, "Siti", phone="shared")
    await save(world, "Siti", 25_000)
    await play("""
        Siti: tabungan
        Bot: ... / Mau lihat apa, Bu? [Ada yang beda] [Target] [Uang kelompok] [Selesai]
        Siti: selesai
        Bot: Baik, Bu.
    """)
    assert files_of(world, "Siti") == []


async def test_what_is_not_settled_is_told_with_her_savings(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play("""
        Siti: tabungan
        Bot: Belum ada simpanan Ibu tercatat di Mentari. / Mau lihat apa, Bu? [Ada yang beda] [...]
        Siti: titip yuyun 10rb
        Bot: Saya sampaikan begini: / Siti: setor Rp10.000, lewat Yuyun. Di buku belum ada. Mari dicek bersama. / ... [...]
        Siti: kirim
        Bot: Terkirim, Bu. ...
        Bot → Lilis: Ada yang mau dicek bersama, ... [Lihat]
        Bot → Cucu: Ada yang mau dicek bersama, ... [Lihat]
        Siti: tabungan
        Bot: ... / 1 yang beda belum beres. / Mau lihat apa, Bu? [...]
        Siti: ada yang beda
        Bot: Siti: setor Rp10.000, lewat Yuyun. ... [Ambil kembali] [...]
    """)


async def test_a_loan_that_runs_has_its_line_and_a_fine_is_no_gift_of_hers(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await save(world, "Tati", 10_000)
    loan = await lend(world, "Tati", day=date(2025, 12, 28), terms=WITH_FINE)
    await repay(world, loan, 114_000, TODAY)
    await play("""
        Tati: tabungan
        Bot: Simpanan Ibu di Mentari: Simpanan wajib Rp10.000 Jumlah Rp10.000. Sisa pinjaman Ibu Rp560.000. /
            3/2/26 Simpanan wajib Rp10.000, No. 1. / Mau lihat apa, Bu? [Pinjaman saya] [...]
        Tati: pinjaman saya
        Bot: Pinjaman Ibu di Mentari: ... [...]
    """)
