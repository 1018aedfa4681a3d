"""Surat lunas, printed by an officer for a woman who has no phone, and only of a loan that is paid."""

from datetime import date

from tests.handlers.loans.hard_months import lend, repay
from tests.handlers.papers import files_of
from tests.handlers.savers import TODAY, mentari
from tests.play import Play
from tests.world import World


async def test_a_letter_for_a_loan_that_is_paid_is_printed_for_her(play: Play, world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await lend(world, "Tati", day=date(2025, 12, 28))
    await play("""
        Lilis: /buku
        Bot: ... [...]
        Lilis: buku pinjaman
        Bot: Yang mana? [Bukunya] [Surat lunas]
        Lilis: surat lunas
        Bot: Belum ada pinjaman yang lunas.
    """)
    loan = await lend(world, "Neneng", 60_000, months=1, day=date(2025, 12, 28))
    await repay(world, loan, 61_200, TODAY)
    await play("""
        Lilis: /buku
        Bot: ... [...]
        Lilis: buku pinjaman
        Bot: Yang mana? [Bukunya] [Surat lunas]
        Lilis: surat lunas
        Bot: Surat lunas siapa? [Neneng]
        Lilis: neneng
        Bot: Suratnya saya kirim. Cetak, tanda tangani, beri cap.
        Bot: Surat lunas Neneng.
    """)
    assert files_of(world, "Lilis")[0].startswith(b"%PDF")
    assert "Lilis read book Neneng paper letter" in world.audit
