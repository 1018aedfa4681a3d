"""The group's sums are open to every member; no other woman's figures are."""

from db import ledger
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import loan_out
from tests.handlers.savers import SLIP_DAY, TODAY, as_lilis, hold_meeting, mentari, number_of, save
from tests.play import Play
from tests.world import MENTARI, World


async def test_a_member_sees_the_sums_of_all_together(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Neneng")
    await save(world, "Neneng", 165_000, SavingKind.SUKARELA)
    await save(world, "Neneng", 2_000, SavingKind.SOSIAL)
    await hold_meeting(world, Siti=10_000)
    await play(f"""
        (jam +1 menit)
        Bot → Lilis: Rapat ... [...]
        Bot → Cucu: Rapat ... [...]
        Bot → Siti: Rapat ... [...]
        Bot → Neneng: Rapat ... [...]
        Siti: uang kelompok
        Bot: Uang kelompok Mentari, {SLIP_DAY}: Uang tunai Rp177.000 / Simpanan semua anggota Rp175.000.
            Simpanan wajib Rp10.000 Simpanan sukarela Rp165.000 Dana sosial Rp2.000 /
            Anggota: 4 orang. Angka cek ... Rapat terakhir {SLIP_DAY}. 4 anggota belum menjawab.
    """)
    shown = world.said["Siti"][-1]
    assert "Neneng" not in shown


async def test_who_is_no_member_does_not_see_them(play: Play, world: World) -> None:
    await world.add("Wati")
    await play("""
        Wati: uang kelompok
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


async def test_what_is_lent_is_one_sum_and_to_members_no_sum_while_it_is_of_one_or_two_loans(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", "Neneng")
    await save(world, "Neneng", 165_000, SavingKind.SUKARELA)
    borrower, by = await number_of(world, "Neneng"), await number_of(world, "Lilis")

    async def lend(unit: Unit) -> None:
        draft = loan_out(day=TODAY, by=by, member=borrower, amount=50_000)
        await ledger.post(unit, world.groups[MENTARI], draft, key="lent")

    await as_lilis(world, lend)
    await play("""
        Siti: uang kelompok
        Bot: ... Uang tunai Rp115.000 Sebagian uang sedang dipinjam anggota. Jumlahnya ada di buku pengurus. /
            Simpanan semua anggota Rp165.000. ...
        Lilis: uang kelompok
        Bot: ... Uang tunai Rp115.000 Sedang dipinjam anggota Rp50.000 / Simpanan semua anggota Rp165.000. ...
    """)
