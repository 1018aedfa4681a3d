"""Aturan pinjaman: off until a meeting decides; a decision has its day and two officers, and all members read it."""

from datetime import date

from db import group_rules
from domain.loan_rules import LoanRules, Method
from domain.money import Rupiah
from tests.handlers.loans.asking import LENDING, lending
from tests.handlers.savers import mentari
from tests.play import Play
from tests.world import MENTARI, World

FIRST = (
    "Aturan mulai Selasa, 3 Maret 2026. / Anggota boleh pinjam dari kelompok. / "
    "Jasa Rp2.000 sebulan untuk tiap Rp100.000. Boleh tetap, boleh menurun. / "
    "Dicicil paling lama 10 bulan. / Paling banyak 3 kali simpanan sendiri. / "
    "Tiap orang paling banyak Rp2.000.000. / Di kas selalu tinggal Rp100.000. / "
    "Diputuskan rapat Selasa, 3 Februari 2026."
)


async def loans_on(world: World, day: date) -> LoanRules | None:
    rules = await world.run(lambda unit: group_rules.rules_on(unit, world.groups[MENTARI], day))
    return rules.loans


async def test_a_member_reads_the_rules_and_brings_what_she_thinks_to_the_meeting(
    play: Play, world: World
) -> None:
    await lending(world)
    await play("""
        Siti: aturan pinjaman
        Bot: Jasa Rp2.000 sebulan untuk tiap Rp100.000. Boleh tetap, boleh menurun. / Dicicil paling lama 10 bulan. /
            Paling banyak 3 kali simpanan sendiri. / Aturan diubah oleh rapat. Ada usul? Sampaikan di rapat, ya, Bu.
    """)


async def test_the_first_decision_is_asked_step_by_step_and_everybody_reads_it(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    await play(f"""
        Lilis: aturan pinjaman
        Bot: Rapat belum memutuskan soal pinjaman. / Mau mengubah sesuai keputusan rapat? [Mulai pinjaman] [Selesai]
        Lilis: mulai pinjaman
        Bot: Jasanya bagaimana menurut rapat? [Tanpa jasa] [Infak seikhlasnya] [Jasa tetap] [Jasa menurun]
            [Tetap atau menurun]
        Lilis: tetap atau menurun
        Bot: Berapa jasanya sebulan, untuk tiap Rp100.000?
        Lilis: 20rb
        Bot: Paling banyak Rp5.000, dibulatkan. Berapa untuk tiap Rp100.000?
        Lilis: 2 ribu
        Bot: Paling lama dicicil berapa bulan?
        Lilis: 36
        Bot: Angkanya antara 1 dan 24, ya. / Paling lama dicicil berapa bulan?
        Lilis: 10
        Bot: Paling banyak berapa kali simpanan sendiri? [Tidak melihat simpanan] [Sebesar simpanan] [2 kali simpanan]
            [3 kali simpanan]
        Lilis: 3 kali
        Bot: Ada batas yang sama untuk tiap orang? [Tanpa batas] [Pakai batas]
        Lilis: pakai batas
        Bot: Tiap orang paling banyak berapa?
        Lilis: 2 juta
        Bot: Uang kas boleh dipinjam semua? [Boleh semua] [Tinggal sebagian]
        Lilis: tinggal sebagian
        Bot: Berapa yang selalu tinggal di kas?
        Lilis: 100rb
        Bot: Rapat tanggal berapa yang memutuskan?
        Lilis: 3 februari 2026
        Bot: Mulai kapan? [...]
        Lilis: rapat berikutnya
        Bot: {FIRST} / Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / {FIRST} [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: / {FIRST} / Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: ... Aturan baru sudah dicatat. Semua anggota yang punya HP dikabari.
        Bot → Siti: {FIRST}
        Bot → Lilis: ...
    """)
    found = await loans_on(world, date(2026, 3, 3))
    assert found == LoanRules(
        methods=(Method.FLAT, Method.DECLINING),
        rate=200,
        months_max=10,
        savings_percent=300,
        most=Rupiah(2_000_000),
        cash_keep=Rupiah(100_000),
    )
    assert await loans_on(world, date(2026, 3, 2)) is None


PARTS = (
    ("jasa", "... [Tanpa jasa] [...]", "tanpa jasa", "", "Pinjaman tanpa jasa."),
    ("lama cicilan", "Paling lama dicicil berapa bulan?", "6", "", "Dicicil paling lama 6 bulan."),
    ("batas dari simpanan", "... [...]", "sebesar simpanan", "", "Paling banyak sebesar simpanan sendiri."),
    (
        "batas tiap orang",
        "... [Tanpa batas] [Pakai batas]",
        "pakai batas",
        "1 juta",
        "Tiap orang paling banyak Rp1.000.000.",
    ),
    ("sisa uang di kas", "... [...]", "tinggal sebagian", "50rb", "Di kas selalu tinggal Rp50.000."),
    (
        "pembulatan",
        "Cicilan dibulatkan ke berapa? [...]",
        "ke Rp500",
        "",
        "Cicilan dibulatkan ke atas, ke Rp500.",
    ),
    (
        "urutan hitung",
        "... [Jasa dulu] [Pinjamannya dulu]",
        "pokok dulu",
        "",
        "... untuk uang pinjamannya dulu, lalu jasa.",
    ),
    ("tanggung renteng", "... [Tidak] [Ya, saling bantu]", "ya, saling bantu", "", "... Nanti dikembalikan."),
    ("pinjam lagi", "... [...]", "tidak melihat", "", "Pinjam lagi: tidak melihat cicilan yang lalu."),
    ("cara melihat cicilan", "... [...]", "seperti bank", "", "Cara pengurus melihat cicilan: seperti bank."),
)


async def test_each_part_can_be_decided_anew_and_a_no_leaves_it(play: Play, world: World) -> None:
    await lending(world)
    for part, asked, answer, more, said in PARTS:
        extra = f"Lilis: {more}\n        Bot: " if more else ""
        between = f"Bot: ...\n        {extra}" if more else "Bot: "
        await play(f"""
        Lilis: aturan pinjaman
        Bot: ... Mau mengubah sesuai keputusan rapat? [Selesai] [Jasa] [...]
        Lilis: {part}
        Bot: {asked}
        Lilis: {answer}
        {between}Rapat tanggal berapa yang memutuskan?
        Lilis: kemarin
        Bot: Mulai kapan? [...]
        Lilis: mulai besok
        Bot: Aturan mulai Rabu, 4 Februari 2026. / {said} / Diputuskan rapat Senin, 2 Februari 2026. / Benar? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik. Aturannya tetap.
        """)


async def test_a_fine_is_small_has_a_cap_and_ends_again(play: Play, world: World) -> None:
    await lending(world)
    await play("""
        Cucu: aturan pinjaman
        Bot: ... [...]
        Cucu: denda
        Bot: Pakai denda, atau tanpa denda? [Tanpa denda] [Pakai denda]
        Cucu: tanpa denda
        Bot: Itu sudah begitu. Tidak ada yang diubah.
        Cucu: aturan pinjaman
        Bot: ... [...]
        Cucu: denda
        Bot: ... [...]
        Cucu: pakai denda
        Bot: Denda berapa, kalau lewat 3 hari? Paling banyak Rp10.000.
        Cucu: 50rb
        Bot: Denda paling banyak Rp10.000. Berapa?
        Cucu: 1000
        Bot: Tiap cicilan, dendanya paling banyak berapa? Contoh: Rp1.000.
        Cucu: 3000
        Bot: Rapat tanggal berapa yang memutuskan?
        Cucu: kemarin
        Bot: Mulai kapan? [...]
        Cucu: mulai besok
        Bot: ... / Kalau lewat 3 hari, ada denda Rp1.000 sebulan. Paling banyak Rp3.000. / ... Benar? [Ya] [Tidak]
        Cucu: tidak
        Bot: Baik. Aturannya tetap.
    """)


async def test_loans_can_end_and_running_ones_go_on(play: Play, world: World) -> None:
    await lending(world)
    await play("""
        Cucu: aturan pinjaman
        Bot: ... [...]
        Cucu: hentikan pinjaman
        Bot: Rapat tanggal berapa yang memutuskan?
        Cucu: kemarin
        Bot: Mulai kapan? [...]
        Cucu: mulai besok
        Bot: Aturan mulai Rabu, 4 Februari 2026. / Pinjaman baru berhenti dulu. Pinjaman yang berjalan tetap. /
            Diputuskan rapat Senin, 2 Februari 2026. / Benar? [Ya] [Tidak]
        Cucu: ya
        Bot: ... [...]
        Cucu: nanti
        Bot: Baik, belum ada yang diubah.
    """)
    assert await loans_on(world, date(2026, 2, 4)) == LENDING
