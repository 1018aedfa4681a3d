"""An instalment that is not as she knows it: the book has it as money, and an instalment may be what set it right."""

from datetime import date

from bot.render import render
from db.ledger import Movement
from domain.accounts import Account
from domain.ledger import EntryKind
from domain.money import Rupiah
from domain.movements import Part
from handlers.savings.read_aloud import line_of
from handlers.savings.words import amount_of
from tests.handlers.loans.hard_months import lend
from tests.handlers.savers import TODAY, mentari
from tests.play import Play
from tests.world import World

WRITTEN = """
    Lilis: cicil
    Bot: Siapa yang membayar cicilan? [Tati]
    Lilis: tati
    Bot: ... [...]
    Lilis: 50rb
    Bot: ... Benar? [Ya] [Tidak]
    Lilis: ya
    Bot: Sudah dicatat. No. 0003. ...
    Bot → Tati: Sudah dicatat, Bu. ... [Benar] [Ada yang beda]
"""


async def test_her_word_stands_beside_the_instalment_and_the_right_one_settles_it(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await lend(world, "Tati")
    await play(WRITTEN)
    gentle = "Tati: jumlahnya Rp112.000. Di buku Rp50.000. Mari dicek bersama."
    await play(f"""
        Tati: [Ada yang beda]
        Bot: Yang beda apa, Bu? [...]
        Tati: jumlahnya
        Bot: Jumlah yang benar berapa?
        Tati: 112rb
        Bot: Saya sampaikan begini: / {gentle} / Kirim ke bendahara dan ketua? [Kirim] [Tidak]
        Tati: kirim
        Bot: Terkirim, Bu. Nomornya <nomor>. ...
        Bot → Lilis: Ada yang mau dicek bersama, nomor <nomor>. {gentle} ... [Lihat]
        Bot → Cucu: Ada yang mau dicek bersama, nomor <nomor>. {gentle} ... [Lihat]
        Lilis: betulkan
        Bot: Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: Cari catatannya lewat apa? [...]
        Lilis: angka
        Bot: Catatan nomor berapa? Lihat di pesan atau di buku.
        Lilis: 3
        Bot: ... Apanya yang keliru? [...]
        Lilis: jumlahnya
        Bot: Yang benar berapa, Bu?
        Lilis: 112rb
        Bot: Apa sebabnya? [...]
        Lilis: salah dengar
        Bot: ... Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. Nomor barunya 5.
        Bot → Tati: Bu, catatan Ibu nomor 3 dibetulkan. ... [Benar] [Ada yang beda]
        Lilis: cek beda
        Bot: Yang perlu dicek bersama: [<nomor> Tati]
        Lilis: 1
        Bot: ... Bagaimana hasilnya? [Sudah dibetulkan] [...]
        Lilis: sudah dibetulkan
        Bot: Catatan mana yang membetulkan? [No. 5: Rp112.000] [No. 4: Rp50.000] [No. 3: Rp50.000] [No. 2: Rp600.000] [Nomor lain]
        Lilis: [No. 5: Rp112.000]
        Bot: Jawaban sudah dikirim. ...
        Bot → Tati: Soal nomor <nomor> sudah dibetulkan, Bu. Lihat catatan No. 5. ... [Sudah beres] [Masih beda]
    """)


def test_without_a_phone_what_she_paid_is_heard_and_what_she_owes_is_not() -> None:
    names = {Account.WAJIB: "Simpanan wajib"}
    part = Part(number=4, day=TODAY, account=Account.WAJIB, amount=10_000)
    assert render(line_of("Popon", (), Rupiah(5_000), names, paid=Rupiah(112_000))) == (
        "Popon: cicilan Rp112.000. Simpanannya Rp5.000."
    )
    assert render(line_of("Popon", (part,), Rupiah(5_000), names, paid=Rupiah(112_000))) == (
        "Popon: Simpanan wajib Rp10.000. Simpanannya Rp5.000. Cicilan Rp112.000."
    )


def movement(account: Account, amount: int, kind: EntryKind = EntryKind.REPAYMENT) -> Movement:
    return Movement(
        number=3,
        day=date(2026, 2, 3),
        kind=kind,
        account=account,
        amount=Rupiah(amount),
        meeting=None,
        reverses=None,
        reversed_by=None,
    )


def test_an_instalment_is_one_sum_whatever_it_counted_for() -> None:
    assert (
        amount_of([movement(Account.PIUTANG, -100_000), movement(Account.PENDAPATAN_JASA, 12_000)]) == 112_000
    )
    assert (
        amount_of([movement(Account.PIUTANG, -100_000), movement(Account.PENDAPATAN_JASA, -48_000)]) == 52_000
    )
    taken_back = [
        movement(Account.PIUTANG, 100_000, EntryKind.REVERSAL),
        movement(Account.PENDAPATAN_JASA, -12_000, EntryKind.REVERSAL),
    ]
    assert amount_of(taken_back) == 112_000
    assert amount_of([movement(Account.WAJIB, 10_000, EntryKind.SAVING)]) == 10_000
