"""Her three answers: each leads to a person or to peace, and none of them is a reproach."""

from datetime import date

import pytest

from db.unit import Unit
from handlers.loans.answer_reminder import keep_day, say_paid, say_talk
from tests.handlers.loans.hard_months import lend, repay, told
from tests.handlers.loans.stepping import refused
from tests.handlers.savers import mentari
from tests.play import Play
from tests.world import MENTARI, Way, World

# WhatsApp lets nothing through to who has not written for a day: there it is found under "kabar".
OPENLY = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)
STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

ASKED = "Bu Siti, cicilan bulan Maret Rp112.000 belum tercatat. ... [Sudah bayar] [Tanggal lain] [Bicara bendahara]"


async def asked(play: Play, world: World) -> None:
    """A month is hard: she is asked on 6 March, on every channel she finds it."""
    await mentari(world, "Siti")
    await lend(world, "Siti")
    if world.way is Way.WHATSAPP:
        await play(f"""
            (jam +31 hari)
            Siti: kabar
            Bot: Kabar 1 dari 1: / {ASKED} [Sudah saya baca]
            Lilis: menu
            Bot: ... [...]
            Cucu: menu
            Bot: ... [...]
        """)
    else:
        await play(f"""
            (jam +31 hari)
            Bot → Siti: {ASKED}
        """)


@pytest.mark.parametrize("said", ["belum", "tidak punya uang"])
async def test_not_yet_is_no_call_for_the_treasurer_before_she_says_which(
    play: Play, world: World, said: str
) -> None:
    await asked(play, world)
    await play(f"""
        Siti: cicilan
        Bot: {ASKED}
        Siti: {said}
        Bot: Yang mana, ya? ... [Tanggal lain] [Bicara bendahara]
        Siti: tanggal lain
        Bot: Ibu bisa bayar tanggal berapa?
        Siti: minggu depan
        Bot: Kira-kira tanggal berapa? Contoh jawaban: ... Ibu bisa bayar tanggal berapa?
    """)


async def test_she_has_paid_already_and_nothing_is_asked_until_somebody_has_looked(
    play: Play, world: World
) -> None:
    await asked(play, world)
    await play("""
        Siti: [Sudah bayar]
        Bot: Ibu bayar berapa? [Rp112.000]
        Siti: 112rb
        Bot: Siapa yang membawa uangnya? [Saya sendiri] [Titip orang lain]
        Siti: titip
        Bot: Titip ke siapa, Bu?
        Siti: Yuyun
        Bot: Saya sampaikan begini: /
            Siti: bayar cicilan Rp112.000, lewat Yuyun. Di buku belum ada. Mari dicek bersama. /
            Kirim ke bendahara dan ketua? [Kirim] [Tidak]
        Siti: kirim
        Bot: Terkirim, Bu. Nomornya <nomor>. / Jawabannya paling lambat Jumat, 3 April 2026. Sebelum itu saya tidak bertanya.
        Bot → Lilis: Ada yang mau dicek bersama, nomor <nomor>. Siti: bayar cicilan Rp112.000, lewat Yuyun.
            Di buku belum ada. Mari dicek bersama. Mohon dijawab paling lambat Jumat, 3 April 2026. [Lihat]
        Bot → Cucu: Ada yang mau dicek bersama, nomor <nomor>. ... [Lihat]
        Siti: cicilan
        Bot: Bu Siti, cicilan bulan Maret Rp112.000 belum tercatat. ... [Sudah bayar] [Tanggal lain] [Bicara bendahara]
        Siti: sudah
        Bot: Sudah saya sampaikan, Bu. Nomornya <nomor>. Kita tunggu, ya.
        (jam +20 hari)
    """)
    assert await told(world) == [1, 0, 0, 0, 0, 0]


@OPENLY
async def test_once_the_officers_have_answered_she_may_be_asked_a_second_time(
    play: Play, world: World
) -> None:
    await asked(play, world)
    await play(f"""
        Siti: [Sudah bayar]
        Bot: Ibu bayar berapa? [...]
        Siti: [Rp112.000]
        Bot: Siapa yang membawa uangnya? [...]
        Siti: saya sendiri
        Bot: ... Siti: bayar cicilan Rp112.000. Di buku belum ada. Mari dicek bersama. ... [Kirim] [Tidak]
        Siti: ya
        Bot: Terkirim, Bu. ...
        Bot → Lilis: ... [Lihat]
        Bot → Cucu: ... [Lihat]
        (jam +10 hari)
        Lilis: [Lihat]
        Bot: ... Siti: bayar cicilan Rp112.000. ... [...]
        Lilis: sudah dicek, sama
        Bot: Apa yang ditemukan? ...
        Lilis: Di kotak belum ada uangnya.
        Bot: ... Kirim jawaban ini? [Ya] [Tidak]
        Lilis: ya
        Bot: Jawaban sudah dikirim. ...
        Bot → Siti: Soal nomor ... [Sudah beres] [Masih beda]
        (jam +1 hari)
        Bot → Siti: {ASKED}
        (jam +10 hari)
    """)
    assert await told(world) == [2, 0, 0, 0, 0, 0]


async def test_nothing_is_sent_if_she_thinks_again(play: Play, world: World) -> None:
    await asked(play, world)
    await play("""
        Siti: [Sudah bayar]
        Bot: Ibu bayar berapa? [...]
        Siti: 100 ribu
        Bot: Siapa yang membawa uangnya? [...]
        Siti: sendiri
        Bot: ... [Kirim] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Tidak ada yang dikirim.
    """)
    assert await rows(world, "SELECT id FROM disputes") == []


async def test_her_own_day_is_kept_and_waited_for(play: Play, world: World) -> None:
    await asked(play, world)
    await play("""
        Siti: [Tanggal lain]
        Bot: Ibu bisa bayar tanggal berapa?
        Siti: 20 maret
        Bot: Baik, Bu. Saya catat: Jumat, 20 Maret 2026. / Sebelum itu saya tidak bertanya lagi. Terima kasih sudah memberi kabar.
        Bot → Lilis: Kabar dari Siti: cicilan bulan Maret dibayar Jumat, 20 Maret 2026.
        (jam +16 hari)
    """)
    assert await told(world) == [1, 0, 0, 0, 0, 0]
    assert await rows(world, "SELECT answer, promised_day FROM loan_reminders WHERE n = 1") == [
        ("other_day", "2026-03-20")
    ]


@OPENLY
async def test_three_days_after_her_own_day_she_is_asked_once_more(play: Play, world: World) -> None:
    await asked(play, world)
    await play(f"""
        Siti: [Tanggal lain]
        Bot: Ibu bisa bayar tanggal berapa?
        Siti: 20 maret 2026
        Bot: Baik, Bu. Saya catat: ...
        Bot → Lilis: Kabar dari Siti: ...
        (jam +16 hari)
        (jam +1 hari)
        Bot → Siti: {ASKED}
        (jam +10 hari)
    """)


async def test_a_day_that_is_over_or_far_away_is_asked_again_and_another_plan_is_offered(
    play: Play, world: World
) -> None:
    await asked(play, world)
    await play("""
        Siti: [Tanggal lain]
        Bot: Ibu bisa bayar tanggal berapa?
        Siti: 20 juli 2026
        Bot: Paling jauh Senin, 6 April 2026, ya. / Kalau perlu lebih lama, cicilannya bisa diatur lagi.
            [Tanggal lain] [Atur lagi]
        Siti: tanggal lain
        Bot: Ibu bisa bayar tanggal berapa?
        Siti: 6 april 2026
        Bot: Baik, Bu. Saya catat: Senin, 6 April 2026. / ...
        Bot → Lilis: Kabar dari Siti: cicilan bulan Maret dibayar Senin, 6 April 2026.
    """)


async def test_who_wants_to_talk_is_greeted_by_the_treasurer_and_left_in_peace(
    play: Play, world: World
) -> None:
    await asked(play, world)
    await play("""
        Siti: [Bicara bendahara]
        Bot: Baik, Bu. Bendahara saya kabari. Kita cari jalan bersama. / Mau sekalian minta cicilannya diatur lagi?
            [Atur lagi] [Cukup dulu]
        Bot → Lilis: Siti ingin bicara soal cicilan bulan Maret. Mari dicari jalan bersama. Tolong disapa, ya. [Atur lagi]
        Siti: cukup dulu
        Bot: Baik, Bu. Terima kasih sudah memberi kabar.
        (jam +25 hari)
    """)
    assert await told(world) == [1, 0, 0, 0, 0, 0]


@OPENLY
async def test_what_is_in_the_book_by_now_is_thanked_for(play: Play, world: World) -> None:
    await asked(play, world)
    await repay(world, 1, 112_000, date(2026, 3, 6))
    await play("""
        Siti: [Sudah bayar]
        Bot: Cicilan bulan Maret sudah tercatat, Bu. Terima kasih.
    """)
    assert await rows(world, "SELECT id FROM disputes") == []


@STEADY
@pytest.mark.parametrize("name", ["Tati", "Lilis"])
async def test_nobody_else_answers_for_her(play: Play, world: World, name: str) -> None:
    await mentari(world, "Siti", "Tati")
    await lend(world, "Siti")
    await play("(jam +1 jam)")
    where = (world.groups[MENTARI], 1, 1, 1)
    assert await refused(world, name, say_paid, *where, 112_000, "") == "not_allowed"
    assert await refused(world, name, keep_day, *where, date(2026, 2, 20)) == "not_allowed"
    assert await refused(world, name, say_talk, *where) == "not_allowed"
    assert await rows(world, "SELECT DISTINCT answer FROM loan_reminders") == [("",)]


@STEADY
async def test_what_is_said_twice_counts_once(play: Play, world: World) -> None:
    await asked(play, world)
    where = (world.groups[MENTARI], 1, 1, 1)
    assert await refused(world, "Siti", say_paid, *where, 112_000, "") == ""
    assert await refused(world, "Siti", say_paid, *where, 112_000, "") == "changed"
    assert len(await rows(world, "SELECT id FROM disputes")) == 1
    await play("""
        (jam +1 menit)
        Bot → Lilis: Ada yang mau dicek bersama, ... [Lihat]
        Bot → Cucu: Ada yang mau dicek bersama, ... [Lihat]
    """)


@STEADY
async def test_typed_in_so_many_words_it_is_understood_too(play: Play, world: World) -> None:
    await asked(play, world)
    await play("""
        Siti: sudah bayar
        Bot: Ibu bayar berapa? [Rp112.000]
        Siti: batal
        Bot: ...
        Siti: tanggal lain
        Bot: Ibu bisa bayar tanggal berapa?
    """)


@STEADY
async def test_where_nothing_was_asked_the_word_leads_to_her_loan(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play("""
        Siti: cicilan
        Bot: Pinjaman Ibu di Mentari: Rp600.000, 6 bulan. ... [...]
    """)


@STEADY
async def test_where_the_treasurer_has_borrowed_the_chair_is_told(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Lilis", by=("Cucu", "Cucu"))
    await play("""
        (jam +31 hari)
        Bot → Lilis: Bu Lilis, cicilan bulan Maret Rp112.000 belum tercatat. ... [...]
        Lilis: [Bicara bendahara]
        Bot: Baik, Bu. Bendahara saya kabari. ... [...]
        Bot → Cucu: Lilis ingin bicara soal cicilan bulan Maret. ... [Atur lagi]
    """)


async def rows(world: World, sql: str) -> list[tuple[object, ...]]:
    async def job(unit: Unit) -> list[tuple[object, ...]]:
        return [tuple(row) for row in await unit.fetch(sql)]

    return await world.run(job)
