"""Pinjam: she knows how much she may borrow before she types, and sees every rupiah before she says yes."""

from dataclasses import replace

import pytest

from domain.accounts import SavingKind
from domain.loan_rules import Method
from domain.money import Rupiah
from handlers.loans.ask import purpose_of
from tests.handlers.group_people import book, write_in
from tests.handlers.loans.asking import (
    LENDING,
    MENTARI_PUSHES,
    SITI_ASKS,
    SITI_SAYS_YES,
    decide,
    lending,
    loans_of,
    secretary,
)
from tests.handlers.savers import mentari, save
from tests.handlers.second.scenes import practise
from tests.handlers.second.test_money_out import save_for
from tests.play import Play
from tests.world import World


async def test_she_sees_flat_beside_declining_and_every_rupiah_before_she_says_yes(
    play: Play, world: World
) -> None:
    await lending(world)
    await play(SITI_ASKS + SITI_SAYS_YES + MENTARI_PUSHES)
    assert await loans_of(world) == ["1 Siti 500000 10 declining asked tepung dan wajan"]
    await world.read_books()
    assert "Siti ask loan Siti" in world.audit


async def test_a_no_to_the_cost_asks_for_nothing(play: Play, world: World) -> None:
    await lending(world)
    await play(SITI_ASKS)
    await play("""
        Siti: tetap
        Bot: Jasa tetap: Rp2.000 sebulan untuk tiap Rp100.000 yang dipinjam. /
            Pinjaman Rp500.000 (lima ratus ribu), 10 bulan. / Tiap bulan Rp60.000. /
            Jumlah semua yang dibayar Rp600.000 (enam ratus ribu). / Benar? [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, tidak jadi. Tidak ada yang dikirim.
    """)
    assert await loans_of(world) == []


async def test_where_the_meeting_has_decided_nothing_that_is_said_at_once(play: Play, world: World) -> None:
    await lending(world, rules=None)
    await play("""
        Siti: pinjam
        Bot: Rapat kelompok belum memutuskan soal pinjaman. Boleh diusulkan di rapat, Bu.
    """)


async def test_more_than_the_limit_is_never_taken(play: Play, world: World) -> None:
    await lending(world)
    await play("""
        Siti: mau pinjam
        Bot: Uangnya untuk apa, Bu? ... [Tidak usah ditulis]
        Siti: [Tidak usah ditulis]
        Bot: Ibu bisa pinjam paling banyak Rp900.000. Itu 3 kali simpanan Ibu. / Ibu mau pinjam berapa?
        Siti: 2 juta
        Bot: Paling banyak Rp900.000, Bu. Mau pinjam berapa?
        Siti: 900rb
        Bot: Mau dicicil berapa bulan? Paling lama 10 bulan.
        Siti: 12
        Bot: Angkanya antara 1 dan 10, ya. / Mau dicicil berapa bulan? ...
        Siti: 1
        Bot: ... / Jasa tetap. Dibayar sekali: Rp918.000. / ... Mau cara yang mana, Bu? [Jasa tetap] [Jasa menurun]
        Siti: batal
        Bot: ...
    """)
    assert await loans_of(world) == []


CASH = "Itu uang kas yang bisa dipinjam sekarang."


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"most": Rupiah(400_000)}, "Rp400.000. Itu batas dari rapat kelompok."),
        ({"savings_percent": 100}, "Rp300.000. Itu sama dengan simpanan Ibu."),
        ({"savings_percent": 0}, f"Rp1.500.000. {CASH}"),
        ({"savings_percent": 0, "cash_keep": Rupiah(1_000_000)}, f"Rp500.000. {CASH}"),
    ],
)
async def test_before_she_types_she_reads_how_much_and_why(
    play: Play, world: World, rules: dict[str, int], said: str
) -> None:
    await lending(world, rules=replace(LENDING, methods=(Method.NONE,), **rules))  # type: ignore[arg-type]
    await play(f"""
        Siti: pinjam
        Bot: Uangnya untuk apa, Bu? ... [...]
        Siti: modal
        Bot: Ibu bisa pinjam paling banyak {said} / Ibu mau pinjam berapa?
        Siti: batal
        Bot: ...
    """)


async def test_who_has_saved_nothing_and_an_empty_box_are_said_kindly(play: Play, world: World) -> None:
    await lending(world, "Tati")
    await play("""
        Tati: pinjam
        Bot: Pinjaman mengikuti simpanan. Simpanan Ibu belum ada. Mari menabung dulu, Bu.
    """)


async def test_an_empty_box_lends_nothing(play: Play, world: World) -> None:
    await lending(world, rules=replace(LENDING, cash_keep=Rupiah(2_000_000)))
    await play("""
        Siti: pinjam
        Bot: Uang kas belum cukup untuk dipinjam. Coba lagi setelah rapat berikutnya, ya, Bu.
    """)


async def test_a_fine_and_standing_in_are_read_before_the_yes(play: Play, world: World) -> None:
    rules = replace(
        LENDING, methods=(Method.NONE,), rate=0, fine=Rupiah(2_000), fine_cap=Rupiah(6_000), joint=True
    )
    await lending(world, rules=rules)
    await play("""
        Siti: pinjam
        Bot: ... [...]
        Siti: modal
        Bot: ...
        Siti: 500rb
        Bot: ...
        Siti: 6
        Bot: Tanpa jasa. Yang dibayar sama dengan yang dipinjam. /
            Kalau lewat 3 hari, ada denda Rp2.000 sebulan. Paling banyak Rp6.000. /
            Kalau ada bulan yang berat, teman membayar dulu. Ibu kembalikan ke teman itu. /
            Pinjaman Rp500.000 (lima ratus ribu), 6 bulan. / Tiap bulan Rp84.000, bulan terakhir Rp80.000. /
            Jumlah semua yang dibayar Rp500.000 (lima ratus ribu). / Benar? [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, tidak jadi. ...
    """)


async def test_one_loan_at_a_time_and_a_request_is_hers_to_take_back(play: Play, world: World) -> None:
    await lending(world)
    await play(SITI_ASKS + SITI_SAYS_YES + MENTARI_PUSHES)
    await play("""
        Siti: pinjam
        Bot: Permintaan pinjaman Rp500.000, 10 bulan. Masih dilihat pengurus. [Tunggu saja] [Tidak jadi pinjam]
        Siti: tunggu
        Bot: Baik, kita tunggu.
        Siti: pinjam
        Bot: ... [Tunggu saja] [Tidak jadi pinjam]
        Siti: tidak jadi
        Bot: Baik, permintaannya sudah ditarik. Tidak ada yang dipinjam.
        Bot → Lilis: Siti tidak jadi pinjam Rp500.000.
        Bot → Cucu: Siti tidak jadi pinjam Rp500.000.
        Lilis: [Lihat]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
        Lilis: putuskan pinjaman
        Bot: Tidak ada permintaan pinjaman yang menunggu.
    """)
    assert await loans_of(world) == ["1 Siti 500000 10 declining withdrawn tepung dan wajan"]


async def test_an_officer_needs_two_others_and_is_told_before_she_answers_anything(
    play: Play, world: World
) -> None:
    await lending(world)
    await play("""
        Cucu: pinjam
        Bot: Pinjaman ini perlu dua pengurus lain. Minta ketua menambah satu pengurus, ya.
    """)
    await secretary(world)
    await play("""
        Cucu: pinjam
        Bot: Uangnya untuk apa, Bu? ... [...]
        Cucu: batal
        Bot: ...
    """)


async def test_for_a_woman_without_a_phone_an_officer_reads_aloud_and_types(play: Play, world: World) -> None:
    await lending(world)
    await write_in(world, "Imas")
    (imas,) = [each.number for each in await book(world) if each.shown == "Imas"]
    await save_for(world, imas, 200_000)
    await play("""
        Lilis: pinjam
        Bot: Pinjaman untuk siapa? [Saya sendiri] [Anggota tanpa HP]
        Lilis: anggota
        Bot: Siapa yang mau pinjam? [Imas]
        Lilis: imas
        Bot: Bacakan ke Imas, ya. Tulis jawaban Imas. / Uangnya untuk apa, Bu? ... [...]
        Lilis: bibit
        Bot: Ibu bisa pinjam paling banyak Rp600.000. Itu 3 kali simpanan Ibu. / Ibu mau pinjam berapa?
        Lilis: 100rb
        Bot: Mau dicicil berapa bulan? ...
        Lilis: 2
        Bot: ... [...]
        Lilis: tetap
        Bot: ... / Pinjaman Rp100.000 (seratus ribu), 2 bulan. / Tiap bulan Rp52.000. / ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Permintaannya sudah sampai ke pengurus. Dua pengurus yang memutuskan. / Hasilnya nanti disampaikan ke Imas.
        Bot → Cucu: Imas minta pinjam Rp100.000, 2 bulan. Tolong dilihat, ya. [Lihat]
    """)
    await world.read_books()
    assert "Lilis read loan ? ask" in world.audit  # Imas has no phone by which the books could call her


async def test_in_practice_nobody_is_told(play: Play, world: World) -> None:
    await mentari(world)
    await write_in(world, "Imas", "Euis")
    await save(world, "Lilis", 300_000, SavingKind.SUKARELA)
    await decide(world, LENDING)
    await practise(world)
    await play("""
        Lilis: pinjam
        Bot: ... Pinjaman untuk siapa? [Saya sendiri] [Anggota tanpa HP]
        Lilis: saya sendiri
        Bot: ... Uangnya untuk apa, Bu? ... [...]
        Lilis: modal
        Bot: ... Ibu mau pinjam berapa?
        Lilis: 100rb
        Bot: ...
        Lilis: 1
        Bot: ... [...]
        Lilis: tetap
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Dua pengurus yang memutuskan. / Sekarang coba ketik: putuskan pinjaman.
    """)


async def test_whatever_she_sends_instead_is_answered_kindly_and_back_is_back(
    play: Play, world: World
) -> None:
    await lending(world)
    await play("""
        Siti: pinjam
        Bot: Uangnya untuk apa, Bu? ... [...]
        Siti: (stiker)
        Bot: ... Tolong ketik ... [...]
        Siti: 🙏
        Bot: ... [...]
        Siti: tepung
        Bot: Ibu bisa pinjam paling banyak Rp900.000. ... Ibu mau pinjam berapa?
        Siti: banyak
        Bot: Maaf, saya belum mengerti. Contoh jawaban: 25 ribu. ...
        Siti: 500
        Bot: Maksud Ibu Rp500.000 (lima ratus ribu)? [Ya] [Tidak]
        Siti: ya
        Bot: Mau dicicil berapa bulan? Paling lama 10 bulan.
        Siti: kembali
        Bot: Baik, kita ulang pertanyaan tadi. / Ibu mau pinjam berapa?
        Siti: 200rb
        Bot: Mau dicicil berapa bulan? ...
        Siti: lima
        Bot: ... Mau cara yang mana, Bu? [Jasa tetap] [Jasa menurun]
        Siti: terserah
        Bot: ... [Jasa tetap] [Jasa menurun]
        Siti: 1
        Bot: ... Jumlah semua yang dibayar Rp220.000 (dua ratus dua puluh ribu). / Benar? [Ya] [Tidak]
        Siti: mungkin
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: Permintaannya sudah sampai ke pengurus. ...
        Bot → Lilis: Siti minta pinjam Rp200.000, 5 bulan. Tolong dilihat, ya. [Lihat]
        Bot → Cucu: ... [Lihat]
    """)
    assert await loans_of(world) == ["1 Siti 200000 5 flat asked tepung"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(None, ""), ("tidak usah", ""), ("Tidak", ""), ("gak", ""), ("tepung dan wajan", "tepung dan wajan")],
)
def test_a_purpose_that_says_no_is_none(typed: str | None, kept: str) -> None:
    assert purpose_of(typed) == kept
