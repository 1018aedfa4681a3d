"""The rest is agreed on anew: two officers and she, in whichever order, and she reads what it comes to before."""

from datetime import date

import pytest

from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from domain.roles import Role
from tests.handlers.loans.hard_months import lend, plans, repay, told, write_in
from tests.handlers.office_people import add_named
from tests.handlers.savers import mentari
from tests.handlers.second.numbers import chooses_number, is_asked
from tests.handlers.second.scenes import practise
from tests.play import Play
from tests.world import Way, World

OPENLY = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)
STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

SHE_ASKS = """
    Siti: atur lagi
    Bot: Cicilan pertamanya kapan? [Bulan depan] [Dua bulan lagi] [Tiga bulan lagi] [Tidak jadi]
    Siti: dua bulan lagi
    Bot: Mau dibayar berapa bulan? ...
    Siti: 12
    Bot: Pinjaman yang belum kembali Rp600.000. / Sisa sekarang Rp672.000. Jadi lebih banyak Rp72.000. /
        Dibayar 12 bulan, mulai Jumat, 3 April 2026. Tiap bulan Rp62.000.
        Jumlah semua yang masih dibayar Rp744.000 (tujuh ratus empat puluh empat ribu). / Mau diatur begini? [Ya] [Tidak]
    Siti: ya
    Bot: Sudah saya sampaikan ke pengurus. Belum berlaku sebelum dua pengurus setuju. / Terima kasih sudah memberi kabar, Bu.
    Bot → Lilis: Siti ingin cicilannya diatur lagi. Mari dilihat bersama. [Lihat]
    Bot → Cucu: Siti ingin cicilannya diatur lagi. Mari dilihat bersama. [Lihat]
"""
WHOLE = (
    "Cicilan Siti diatur lagi. Belum kembali Rp600.000. Dibayar 12 bulan, mulai Jumat, 3 April 2026. Tiap bulan Rp62.000."
    " Jumlah semua yang masih dibayar Rp744.000 (tujuh ratus empat puluh empat ribu). Sisa sekarang Rp672.000."
    " Jadi lebih banyak Rp72.000."
)
HERS = WHOLE.replace("Cicilan Siti", "Cicilan Ibu")


async def test_she_asks_two_officers_agree_and_it_holds(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(SHE_ASKS)
    await play(f"""
        Lilis: [Lihat]
        Bot: Permintaan Siti: / Pinjaman yang belum kembali Rp600.000. / Sisa sekarang Rp672.000. Jadi lebih banyak Rp72.000. /
            Dibayar 12 bulan, ... Bagaimana? [Setuju] [Usul yang lain] [Belum bisa] [Nanti saja]
        Lilis: setuju
        Bot: Tolong dicek berdua, ya. ... [Di HP-nya] [Di HP ini] [Nanti saja]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / {WHOLE} [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: / {WHOLE} / Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Cicilan Siti sudah diatur lagi.
        Bot → Siti: Pengurus setuju, Bu Siti. {HERS}
        Bot → Lilis: Cucu setuju. Cicilan Siti sudah diatur lagi.
    """)
    assert await plans(world) == ["2026-03-03 6 x 672000", "2026-04-03 12 x 744000"]


@OPENLY
async def test_after_that_nobody_is_asked_about_the_old_months(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(SHE_ASKS)
    await play("""
        Lilis: [Lihat]
        Bot: Permintaan Siti: ... [...]
        Lilis: setuju
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. ...
        Bot → Siti: Pengurus setuju, Bu Siti. ...
        Bot → Lilis: Cucu setuju. ...
        (jam +30 hari)
        Siti: menu
        Bot: ... [...]
        (jam +31 hari)
        (jam +1 hari)
        Bot → Siti: Bu Siti, cicilan bulan April Rp62.000 belum tercatat. ... [...]
    """)
    assert await told(world, revision=1) == []
    assert await told(world, revision=2) == [1] + [0] * 11


async def test_an_officer_proposes_two_agree_and_nothing_holds_before_she_agrees(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await repay(world, 1, 112_000, date(2026, 2, 3))
    await play("""
        Lilis: atur lagi
        Bot: Ini cicilan ... Cicilan pertamanya kapan? [...]
        Lilis: bulan depan
        Bot: Mau dibayar berapa bulan? ...
        Lilis: 10
        Bot: Pinjaman yang belum kembali Rp500.000. Jasa yang dibayar lebih dulu Rp12.000. Itu mengurangi cicilan baru. /
            Sisa sekarang Rp560.000. Jadi lebih banyak Rp28.000. /
            Dibayar 10 bulan, mulai Selasa, 3 Maret 2026. ... / Mau diatur begini? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Sekarang tunggu jawaban Siti. Kalau setuju, baru berlaku.
        Bot → Siti: Bu Siti, ini usul pengurus. Cicilan Ibu diatur lagi. ... [Lihat dan jawab]
        Bot → Lilis: Cucu setuju. Sekarang tunggu jawaban Siti. ...
    """)
    assert len(await plans(world)) == 1
    await play("""
        Siti: [Lihat dan jawab]
        Bot: Pinjaman yang belum kembali Rp500.000. ... Dibayar 10 bulan, ... / Ibu setuju? [Ya] [Tidak]
        Siti: ya
        Bot: Terima kasih, Bu. Cicilannya sudah diatur lagi.
        Bot → Lilis: Siti setuju. Cicilannya sudah diatur lagi.
        Bot → Cucu: Siti setuju. Cicilannya sudah diatur lagi.
        Siti: [Lihat dan jawab]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
    """)
    assert await plans(world) == ["2026-03-03 6 x 672000", "2026-03-03 10 x 588000"]


OFFERED = """
    Lilis: atur lagi
    Bot: Ini cicilan ... Cicilan pertamanya kapan? [...]
    Lilis: bulan depan
    Bot: Mau dibayar berapa bulan? ...
    Lilis: 10
    Bot: ... Mau diatur begini? [Ya] [Tidak]
    Lilis: ya
    Bot: Tolong dicek berdua, ya. ... [...]
    Lilis: di hp-nya
    Bot: Sudah saya sampaikan. ...
    Bot → Cucu: Lilis minta dicek berdua, ya: ... [Lihat dan jawab]
    Cucu: [Lihat dan jawab]
    Bot: ... Ibu setuju? [Ya] [Tidak]
    Cucu: ya
    Bot: Terima kasih, Bu. Sekarang tunggu jawaban Siti. Kalau setuju, baru berlaku.
    Bot → Siti: Bu Siti, ini usul pengurus. ... [Lihat dan jawab]
    Bot → Lilis: Cucu setuju. Sekarang tunggu jawaban Siti. ...
"""


@OPENLY
async def test_she_may_say_no_and_nothing_changes(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(OFFERED)
    await play("""
        Siti: atur lagi
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Siti: tidak
        Bot: Tidak setuju, atau nanti saja? [Tidak setuju] [Nanti saja]
        Siti: nanti
        Bot: Baik, Bu. Ini tetap menunggu.
        Siti: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Siti: tidak
        Bot: ... [...]
        Siti: tidak setuju
        Bot: Baik, Bu. Tidak ada yang berubah. Pengurus saya kabari.
        Bot → Lilis: Siti belum setuju cicilannya diatur begitu. Mari bicara lagi.
        Bot → Cucu: Siti belum setuju cicilannya diatur begitu. Mari bicara lagi.
    """)
    assert await plans(world) == ["2026-03-03 6 x 672000"]


@OPENLY
async def test_what_was_paid_meanwhile_makes_the_figures_old_and_nothing_is_written(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(OFFERED)
    await play("""
        Siti: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
    """)
    await repay(world, 1, 50_000, date(2026, 2, 3))
    await play("""
        Siti: ya
        Bot: Sisanya sudah berubah. Yang tadi tidak berlaku lagi. / Cicilan pertamanya kapan? [...]
    """)
    assert await plans(world) == ["2026-03-03 6 x 672000"]


@OPENLY
async def test_after_a_fortnight_it_is_reckoned_anew(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(OFFERED)
    await play("""
        (jam +15 hari)
        Siti: [Lihat dan jawab]
        Bot: Cicilan pertamanya kapan? [...]
    """)
    assert await plans(world) == ["2026-03-03 6 x 672000"]


@OPENLY
async def test_jasa_that_was_due_and_a_fine_are_carried_and_said(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    terms = Terms(
        method=Method.FLAT, rate=200, unit=Rupiah(1_000), fine=Rupiah(2_000), fine_cap=Rupiah(6_000)
    )
    await lend(world, "Siti", terms=terms)
    await play("""
        (jam +33 hari)
        Bot → Siti: Bu Siti, cicilan bulan Maret Rp112.000 belum tercatat. ... [...]
        Siti: atur cicilan
        Bot: Cicilan pertamanya kapan? [...]
        Siti: bulan depan
        Bot: Mau dibayar berapa bulan? ...
        Siti: 12
        Bot: Pinjaman yang belum kembali Rp600.000. Jasa yang belum dibayar Rp12.000. Itu dibagi ke cicilan baru.
            Denda Rp2.000 tetap, di luar cicilan. / Sisa sekarang Rp674.000. Jadi lebih banyak Rp84.000. /
            Dibayar 12 bulan, mulai Rabu, 8 April 2026. Tiap bulan Rp63.000.
            Jumlah semua yang masih dibayar Rp758.000 (tujuh ratus lima puluh delapan ribu). / Mau diatur begini? [Ya] [Tidak]
        Siti: tidak
        Bot: Mau dihitung lagi? [Hitung lagi] [Tidak jadi]
        Siti: tidak jadi
        Bot: Baik, Bu. Cicilannya tetap seperti sekarang.
    """)


@OPENLY
async def test_the_officers_may_say_kindly_why_not_yet(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(SHE_ASKS)
    await play("""
        Cucu: [Lihat]
        Bot: Permintaan Siti: ... [...]
        Cucu: belum bisa
        Bot: Apa sebabnya? Ini dibaca Siti. [Bicara dulu] [Bulannya dikurangi] [Tunggu rapat] [Tulis sendiri]
        Cucu: tulis sendiri
        Bot: Tulis sebabnya dalam satu kalimat pendek.
        Cucu: kamu menunggak terus ya
        Bot: Kalimat itu sulit dibaca atau menyinggung. Tulis lebih lembut.
        Cucu: Mari kita hitung bersama besok.
        Bot: Jawabannya: belum bisa. Mari kita hitung bersama besok. / Kirim? [Ya] [Tidak]
        Cucu: ya
        Bot: Sudah saya sampaikan dengan baik.
        Bot → Siti: Bu Siti, cicilannya belum bisa diatur seperti itu. Kata pengurus: Mari kita hitung bersama besok.
            Ibu boleh minta yang lain.
        Lilis: [Lihat]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
    """)
    assert await plans(world) == ["2026-03-03 6 x 672000"]


@OPENLY
async def test_she_may_take_back_what_she_asked_for(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(SHE_ASKS)
    await play("""
        Siti: atur lagi
        Bot: Permintaan Ibu masih dilihat pengurus: Dibayar 12 bulan, ... / Mau ditunggu, atau ditarik kembali?
            [Tunggu saja] [Tarik kembali]
        Siti: tarik kembali
        Bot: Sudah ditarik kembali, Bu. Cicilannya tetap seperti sekarang.
        Lilis: [Lihat]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
    """)


@OPENLY
async def test_a_woman_without_a_phone_agrees_before_a_witness_who_holds_no_office(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await write_in(world, "Onah")
    await lend(world, "Onah")
    await play("""
        Lilis: atur lagi
        Bot: Ini cicilan ... Cicilan pertamanya kapan? [...]
        Lilis: bulan depan
        Bot: Mau dibayar berapa bulan? ...
        Lilis: 12
        Bot: ... Mau diatur begini? [Ya] [Tidak]
        Lilis: ya
        Bot: Onah tidak punya HP. Siapa saksinya? Yang bukan pengurus. [Tati]
        Lilis: tati
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: ... Saksinya Tati. [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Saksinya Tati. / Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Sekarang tunggu jawaban Tati. Kalau setuju, baru berlaku.
        Bot → Tati: Ibu jadi saksi untuk Onah. Cicilan Onah diatur lagi. ... [Lihat dan jawab]
        Bot → Lilis: Cucu setuju. ...
        Tati: [Lihat dan jawab]
        Bot: Cicilan Onah diatur lagi. ... / Ibu mendengar sendiri: Onah setuju? [Ya] [Tidak]
        Tati: ya
        Bot: Terima kasih, Bu. Sudah dicatat.
        Bot → Lilis: Onah setuju. Cicilannya sudah diatur lagi.
        Bot → Cucu: Onah setuju. Cicilannya sudah diatur lagi.
    """)
    assert len(await plans(world)) == 2


@OPENLY
async def test_with_her_number_on_one_phone_the_second_officer_agrees_too(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await chooses_number(play, world, "Cucu")
    await play(SHE_ASKS)
    await play("""
        Lilis: [Lihat]
        Bot: Permintaan Siti: ... [...]
        Lilis: setuju
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp ini
        Bot: HP-nya dikasih ke Cucu dulu, ya. ... Cucu, setuju? [Ya] [Tidak]
    """)
    number = await is_asked(play, world, "Lilis", "ya")
    await play(f"""
        Lilis: {number}
        Bot: Terima kasih, Cucu. Cicilan Siti sudah diatur lagi. / HP-nya boleh dikembalikan.
        Bot → Siti: Pengurus setuju, Bu Siti. ...
        Bot → Cucu: Tadi Ibu setuju, ...
    """)
    assert len(await plans(world)) == 2


@OPENLY
async def test_the_treasurers_own_loan_takes_two_others(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Lilis", by=("Cucu", "Cucu"))
    await play("""
        Cucu: atur lagi
        Bot: Perlu satu pengurus lagi, yang tidak serumah. Tambah dulu di rapat, ya.
    """)
    await add_named(world, "Rina", "Rina", Role.SECRETARY)
    await play("""
        Cucu: atur lagi
        Bot: Ini cicilan ... Cicilan pertamanya kapan? [...]
        Cucu: bulan depan
        Bot: Mau dibayar berapa bulan? ...
        Cucu: 8
        Bot: ... Mau diatur begini? [Ya] [Tidak]
        Cucu: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Cucu: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Rina: Cucu minta dicek berdua, ya: ... [Lihat dan jawab]
    """)


@OPENLY
async def test_who_has_no_loan_and_no_office_is_told_so(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Tati")
    await lend(world, "Siti")
    await play("""
        Tati: atur lagi
        Bot: Tidak ada pinjaman berjalan yang bisa diatur di sini.
    """)


@STEADY
async def test_in_practice_it_is_done_at_once_and_nobody_is_told(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await practise(world)
    await play("""
        Lilis: atur lagi
        Bot: LATIHAN. Uangnya bohongan. / Ini cicilan ... Cicilan pertamanya kapan? [...]
        Lilis: bulan depan
        Bot: LATIHAN. ... Mau dibayar berapa bulan? ...
        Lilis: 12
        Bot: LATIHAN. ... Mau diatur begini? [Ya] [Tidak]
        Lilis: ya
        Bot: LATIHAN. ... Di kelompok sungguhan, ini dicek berdua. / Cicilan Siti sudah diatur lagi.
        (jam +90 hari)
    """)
    assert len(await plans(world)) == 2
