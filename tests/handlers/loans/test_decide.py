"""Putuskan: two officers see the box, her savings and her history; she is told kindly; her word makes it a loan."""

from db import loans
from db.unit import Unit
from domain.accounts import SavingKind
from domain.loan_refusals import NotForOwn
from domain.refusals import Refusal
from handlers.loans import decide_steps
from tests.handlers.book_keepers import book, rows
from tests.handlers.group_people import write_in
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
from tests.handlers.savers import as_lilis, mentari, number_of, save
from tests.handlers.second.numbers import chooses_number, is_asked
from tests.handlers.second.scenes import open_meeting, practise
from tests.play import Play
from tests.world import MENTARI, World

WHAT = (
    "Siti minta pinjam. / Pinjaman Rp500.000 (lima ratus ribu), 10 bulan. / "
    "Bulan pertama Rp60.000, lalu makin kecil. Bulan terakhir Rp51.000. / "
    "Jumlah semua yang dibayar Rp555.000 (lima ratus lima puluh lima ribu). / "
    "Yang setuju tidak serumah dengannya."
)
FACTS = "Uang kas Rp1.500.000. Simpanan Siti Rp300.000. / Siti belum pernah pinjam di sini."
SECOND_READS = "Uang kas Rp1.500.000. Simpanan Siti Rp300.000. / Siti belum pernah pinjam di sini."

LILIS_LOOKS = f"""
    Lilis: [Lihat]
    Bot: Siti minta pinjam Rp500.000, 10 bulan. Jasa menurun. / Untuk: tepung dan wajan /
        Bulan pertama Rp60.000, lalu makin kecil. Bulan terakhir Rp51.000. / Jumlah semua yang dibayar Rp555.000. /
        {FACTS} / Bagaimana, Bu? [Setuju] [Belum bisa] [Nanti saja]
"""

LILIS_AGREES = f"""
    Lilis: setuju
    Bot: {WHAT} / Ibu setuju? [Ya] [Tidak]
    Lilis: ya
    Bot: Tolong dicek berdua, ya. ... [Di HP-nya] [Di HP ini] [Nanti saja]
    Lilis: hp-nya
    Bot: Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari.
    Bot → Cucu: Lilis minta dicek berdua, ya: / {WHAT} [Lihat dan jawab]
"""

CUCU_AGREES = f"""
    Cucu: [Lihat dan jawab]
    Bot: {SECOND_READS} / Permintaan Lilis: / {WHAT} / Ibu setuju? [Ya] [Tidak]
    Cucu: ya
    Bot: Terima kasih, Bu. Rp500.000 boleh diserahkan. Lalu tunggu Siti bilang sudah terima.
    Bot → Lilis: Cucu setuju. Rp500.000 boleh diserahkan. Lalu tunggu Siti bilang sudah terima.
    Bot → Siti: Bu Siti, pinjaman Rp500.000 sudah disetujui. Uangnya sudah Ibu terima? [Sudah saya terima] [Belum]
"""

SITI_HAS_IT = """
    Siti: [Sudah saya terima]
    Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp500.000. Nomornya 3. /
        Cicilan pertama Rp60.000, Selasa, 3 Maret 2026. / Jumlah semua yang dibayar Rp555.000.
    Bot → Lilis: Siti sudah menerima Rp500.000. Dicatat nomor 3.
    Bot → Cucu: Siti sudah menerima Rp500.000. Dicatat nomor 3.
"""

ASKED = SITI_ASKS + SITI_SAYS_YES + MENTARI_PUSHES
APPROVED = ASKED + LILIS_LOOKS + LILIS_AGREES + CUCU_AGREES

LOAN = "2026-02-03 loan Siti piutang_anggota +500000"


async def test_two_officers_decide_and_it_is_a_loan_when_she_says_that_she_has_it(
    play: Play, world: World
) -> None:
    await lending(world)
    await play(APPROVED)
    assert (await loans_of(world))[0].split()[5] == "approved"
    assert LOAN not in await book(world)
    await play(SITI_HAS_IT)
    assert LOAN in await book(world)
    assert (await loans_of(world))[0].split()[5] == "running"
    (plan,) = await rows(world, "SELECT revision, start_day FROM loan_plans")
    assert plan == (1, "2026-02-03")
    await world.read_books()
    assert {
        "Lilis read loan Siti decide",
        "Cucu decide loan Siti approved",
        "Siti start loan Siti",
    } <= set(world.audit)


async def test_a_no_has_a_kind_reason_and_the_other_officers_read_it_too(play: Play, world: World) -> None:
    await lending(world)
    await play(ASKED + LILIS_LOOKS)
    await play("""
        Lilis: belum bisa
        Bot: Apa sebabnya? Ini dibaca Siti. [Kas belum cukup] [Tunggu giliran] [Minta lebih kecil] [Bicara dulu]
            [Tulis sendiri]
        Lilis: minta lebih kecil
        Bot: Jawabannya: belum bisa. / Coba minta jumlah yang lebih kecil. / Kirim? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah saya sampaikan dengan baik.
        Bot → Siti: Maaf, Bu Siti. Pinjaman Rp500.000 belum bisa sekarang. /
            Kata pengurus: Coba minta jumlah yang lebih kecil. / Ibu boleh minta lagi nanti.
        Bot → Cucu: Lilis menjawab Siti: belum bisa. / Coba minta jumlah yang lebih kecil.
        Cucu: [Lihat]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
    """)
    assert await loans_of(world) == ["1 Siti 500000 10 declining refused tepung dan wajan"]


async def test_an_officers_own_words_must_not_hurt(play: Play, world: World) -> None:
    await lending(world)
    await play(ASKED + LILIS_LOOKS)
    await play("""
        Lilis: belum
        Bot: Apa sebabnya? ... [...]
        Lilis: tulis sendiri
        Bot: Tulis sebabnya dalam satu kalimat pendek.
        Lilis: jangan
        Bot: Tulis sebabnya sedikit lebih panjang, ya.
        Lilis: Ibu menunggak terus dan tidak layak
        Bot: Kalimat itu sulit dibaca atau menyinggung. Tulis lebih lembut.
        Lilis: Tanya suami dulu, ya, Bu
        Bot: Kalimat itu sulit dibaca atau menyinggung. Tulis lebih lembut.
        Lilis: Bulan depan kas sudah ada lagi, ya.
        Bot: Jawabannya: belum bisa. / Bulan depan kas sudah ada lagi, ya. / Kirim? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik. Permintaan ini tetap menunggu.
    """)
    assert (await loans_of(world))[0].split()[5] == "asked"


async def test_what_another_officer_was_asked_already_is_answered_there(play: Play, world: World) -> None:
    await lending(world)
    await play(ASKED + LILIS_LOOKS + LILIS_AGREES)
    await play(f"""
        Cucu: putuskan pinjaman
        Bot: {SECOND_READS} / Permintaan Lilis: / {WHAT} / Ibu setuju? [Ya] [Tidak]
        Cucu: tidak
        Bot: Tidak setuju, atau nanti saja? [...]
        Cucu: tidak setuju
        Bot: Baik. Tidak ada yang diubah. Lilis saya kabari.
        Bot → Lilis: Cucu belum setuju. Coba dibicarakan berdua, ya: / {WHAT}
    """)
    assert (await loans_of(world))[0].split()[5] == "asked"


async def test_here_on_one_phone_the_second_officer_gives_her_own_number(play: Play, world: World) -> None:
    await lending(world)
    await chooses_number(play, world, "Cucu")
    await play(ASKED + LILIS_LOOKS)
    await play(f"""
        Lilis: setuju
        Bot: {WHAT} / Ibu setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp ini
        Bot: HP-nya dikasih ke Cucu dulu, ya. / {SECOND_READS} / {WHAT} / Cucu, setuju? [Ya] [Tidak]
    """)
    number = await is_asked(play, world, "Lilis", "ya")
    await play(f"""
        Lilis: {number}
        Bot: Terima kasih, Cucu. Rp500.000 boleh diserahkan. ... / HP-nya boleh dikembalikan.
        Bot → Siti: ... [Sudah saya terima] [Belum]
        Bot → Cucu: Tadi Ibu setuju, dengan angka tanda di HP Lilis: / {WHAT}
    """)
    assert (await loans_of(world))[0].split()[5] == "approved"


async def test_what_the_box_cannot_give_any_more_is_refused_and_nothing_is_written(
    play: Play, world: World
) -> None:
    await lending(world)
    await play(ASKED + LILIS_LOOKS + LILIS_AGREES)
    await takes_out(world, "Cucu", 1_100_000)
    await play("""
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Sekarang yang bisa dipinjam hanya Rp400.000. Bicarakan dulu bersama pengurus, ya. ...
    """)
    assert (await loans_of(world))[0].split()[5] == "asked"
    assert await rows(world, "SELECT state FROM approvals") == [("waiting",)]
    await play("""
        Lilis: putuskan pinjaman
        Bot: ... [...]
    """)


async def takes_out(world: World, name: str, amount: int) -> None:
    from db import ledger
    from domain.ledger import withdrawal
    from tests.handlers.savers import TODAY

    member, by = await number_of(world, name), await number_of(world, "Lilis")

    async def job(unit: Unit) -> None:
        draft = withdrawal(
            day=TODAY, by=by, second=by + 1, member=member, kind=SavingKind.SUKARELA, amount=amount
        )
        await ledger.post(unit, world.groups[MENTARI], draft, key="out")

    await as_lilis(world, job)


async def test_money_she_has_is_a_loan_although_her_limit_is_smaller_by_now(play: Play, world: World) -> None:
    await lending(world)
    await play(APPROVED)
    await takes_out(world, "Siti", 200_000)  # three times what is left is less than the loan
    await play("""
        Siti: [Sudah saya terima]
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp500.000. ...
        Bot → Lilis: ...
        Bot → Cucu: ...
    """)
    assert LOAN in await book(world)
    assert (await loans_of(world))[0].split()[5] == "running"


async def test_money_that_does_not_go_out_after_all_ends_the_loan(play: Play, world: World) -> None:
    await lending(world)
    await play(APPROVED)
    await play("""
        Lilis: uang keluar
        Bot: Rp500.000 untuk Siti, pinjaman, menunggu jawaban Siti. / Mau apa? [...]
        Lilis: batalkan
        Bot: ... Uangnya tidak jadi keluar? [Ya] [Tidak]
        Lilis: ya
        Bot: Baik, tidak jadi. Uangnya tetap di kas.
        Bot → Cucu: Rp500.000 untuk Siti tidak jadi keluar. Uangnya tetap di kas.
        Bot → Siti: Rp500.000 untuk Siti tidak jadi keluar. Uangnya tetap di kas.
    """)
    assert (await loans_of(world))[0].split()[5] == "withdrawn"


async def test_she_may_change_her_mind_until_she_has_the_money(play: Play, world: World) -> None:
    await lending(world)
    await play(APPROVED)
    await play("""
        Siti: pinjam
        Bot: Pinjaman Rp500.000, 10 bulan, sudah disetujui. Uangnya belum diterima. [Tunggu saja] [Tidak jadi pinjam]
        Siti: tidak jadi
        Bot: Baik, permintaannya sudah ditarik. Tidak ada yang dipinjam.
        Bot → Lilis: Siti tidak jadi pinjam Rp500.000.
        Bot → Cucu: Siti tidak jadi pinjam Rp500.000.
        Siti: sudah terima
        Bot: Tidak ada uang yang menunggu jawaban Ibu.
    """)
    assert await rows(world, "SELECT state FROM payouts") == [("cancelled",)]


async def test_an_officer_does_not_see_her_own_request_to_decide(play: Play, world: World) -> None:
    await lending(world)
    await secretary(world)
    await asks(world, "Cucu", 100_000)
    await play("""
        Cucu: putuskan pinjaman
        Bot: Tidak ada permintaan pinjaman yang menunggu.
        Euis: putuskan pinjaman
        Bot: Cucu minta pinjam Rp100.000, 2 bulan. ... [Setuju] [Belum bisa] [Nanti saja]
        Euis: setuju
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Euis: ya
        Bot: ... [...]
        Euis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Lilis: ... [Lihat dan jawab]
        Cucu: dicek berdua
        Bot: Ini tentang Ibu, atau yang serumah. Pengurus lain yang menjawab.
        Lilis: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Rp100.000 boleh diserahkan. Lalu tunggu Cucu bilang sudah terima.
        Bot → Cucu: ... [Sudah saya terima] [Belum]
        Bot → Euis: Lilis setuju. ...
    """)


async def asks(world: World, name: str, amount: int) -> None:
    """She has asked for that much, in two months; nobody was told."""
    number = await number_of(world, name)

    async def job(unit: Unit) -> None:
        await loans.ask(
            unit,
            world.groups[MENTARI],
            member=number,
            asked_by=number,
            amount=amount,
            months=2,
            purpose="",
            terms=LENDING.terms(LENDING.methods[0]),
        )

    await world.run(job)


async def lives_with(world: World, name: str, other: str) -> None:
    one, two = await number_of(world, name), await number_of(world, other)
    await world.run(lambda unit: loans.set_household(unit, world.groups[MENTARI], one, [two]))


async def test_who_lives_with_her_does_not_decide_and_a_third_officer_is_asked_for(
    play: Play, world: World
) -> None:
    await lending(world)
    await asks(world, "Siti", 100_000)
    await lives_with(world, "Siti", "Cucu")
    await play("""
        Cucu: putuskan pinjaman
        Bot: Tidak ada permintaan pinjaman yang menunggu.
        Lilis: putuskan pinjaman
        Bot: ... [Setuju] [Belum bisa] [Nanti saja]
        Lilis: setuju
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: Perlu dua pengurus lain, yang tidak serumah dengannya. Tambah satu pengurus dulu, ya.
    """)

    async def says_no(unit: Unit) -> str:
        unit.actor = await world.actor(unit, "Cucu")
        try:
            await decide_steps.say_no(unit, world.groups[MENTARI], 1, "cash", "")
        except Refusal as refusal:
            return refusal.code
        return "done"

    assert await world.run(says_no) == NotForOwn.code


async def test_for_a_woman_without_a_phone_the_no_is_told_by_the_officer(play: Play, world: World) -> None:
    await lending(world)
    await write_in(world, "Imas")
    await asks_in_book(world, 4, 100_000)
    await play("""
        Lilis: putuskan pinjaman
        Bot: Imas minta pinjam Rp100.000, 2 bulan. ... / Jumlah ini sekarang di atas batas, atau kasnya belum cukup. /
            Bagaimana, Bu? [Belum bisa] [Nanti saja]
        Lilis: belum bisa
        Bot: Apa sebabnya? Ini dibaca Imas. [...]
        Lilis: bicara dulu
        Bot: ... Kirim? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat. Sampaikan ke Imas berdua saja, dengan baik, ya.
        Bot → Cucu: Lilis menjawab Imas: belum bisa. / Mari bicara dulu dengan bendahara.
    """)


async def asks_in_book(world: World, number: int, amount: int) -> None:
    async def job(unit: Unit) -> None:
        await loans.ask(
            unit,
            world.groups[MENTARI],
            member=number,
            asked_by=1,
            amount=amount,
            months=2,
            purpose="",
            terms=LENDING.terms(LENDING.methods[0]),
        )

    await world.run(job)


async def test_a_witness_says_that_a_woman_without_a_phone_has_it(play: Play, world: World) -> None:
    await lending(world)
    await write_in(world, "Imas")
    await save_in_book(world, 4, 200_000)
    await asks_in_book(world, 4, 100_000)
    await play("""
        Lilis: putuskan pinjaman
        Bot: ... [Setuju] [Belum bisa] [Nanti saja]
        Lilis: setuju
        Bot: Imas tidak punya HP. Siapa saksinya? Yang bukan pengurus. [Siti]
        Lilis: siti
        Bot: Imas minta pinjam. / Pinjaman Rp100.000 (seratus ribu), 2 bulan. / ... / Saksinya Siti. / Ibu setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Rp100.000 boleh diserahkan. Lalu tunggu kata Siti, saksinya.
        Bot → Lilis: Cucu setuju. ...
        Bot → Siti: Imas menerima Rp100.000, pinjaman. Ibu melihat uangnya diserahkan? [Ya, saya lihat] [Belum]
        Siti: [Ya, saya lihat]
        Bot: Terima kasih, Bu. Sudah dicatat: Imas menerima Rp100.000. Nomornya 4.
        Bot → Lilis: Sudah dicatat: Imas menerima Rp100.000. Nomornya 4. /
            Cicilan pertama Rp52.000, Selasa, 3 Maret 2026. / Jumlah semua yang dibayar Rp104.000.
        Bot → Cucu: Sudah dicatat: Imas menerima Rp100.000. ...
    """)
    assert "2026-02-03 loan Imas piutang_anggota +100000" in await book(world)


async def save_in_book(world: World, number: int, amount: int) -> None:
    from tests.handlers.second.test_money_out import save_for

    await save_for(world, number, amount)


async def test_in_a_meeting_the_meeting_goes_on_and_the_money_is_in_its_book(
    play: Play, world: World
) -> None:
    await lending(world)
    await open_meeting(world, Siti=10_000)
    told = ASKED + LILIS_LOOKS
    for before, after in (
        ("Rp900.000", "Rp930.000"),
        ("Rp1.500.000", "Rp1.510.000"),
        ("Simpanan Siti Rp300", "Simpanan Siti Rp310"),
    ):
        told = told.replace(before, after)
    await play(told)
    await play("""
        Lilis: setuju
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari. ... [...]
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Rp500.000 boleh diserahkan. ...
        Bot → Lilis: Cucu setuju. ...
        Bot → Siti: ... [Sudah saya terima] [Belum]
        Siti: [Sudah saya terima]
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp500.000. ...
        Bot → Lilis: ...
        Bot → Cucu: ...
    """)
    assert await rows(world, "SELECT meeting FROM ledger_entries WHERE kind = 'loan'") == [(1,)]


async def test_in_practice_one_woman_plays_both_officers(play: Play, world: World) -> None:
    await mentari(world)
    await write_in(world, "Imas", "Euis")
    await save(world, "Lilis", 300_000, SavingKind.SUKARELA)
    await decide(world, LENDING)
    await asks(world, "Lilis", 100_000)
    await practise(world)
    await play("""
        Lilis: putuskan pinjaman
        Bot: ... Lilis minta pinjam Rp100.000, 2 bulan. ... [Setuju] [Belum bisa] [Nanti saja]
        Lilis: setuju
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Di kelompok sungguhan, ini dicek berdua. / Sudah dicatat: Lilis menerima Rp100.000. ...
    """)
    assert (await loans_of(world))[0].split()[5] == "running"


async def test_what_was_answered_at_night_is_not_asked_again_in_the_morning(play: Play, world: World) -> None:
    await lending(world)
    await world.pass_time(11 * 3600)  # after 20.00 pushes wait for the morning
    await play("""
        Siti: pinjam
        Bot: ... [...]
        Siti: tepung dan wajan
        Bot: ... / Ibu mau pinjam berapa?
        Siti: 500rb
        Bot: Mau dicicil berapa bulan? ...
        Siti: 10
        Bot: ... [Jasa tetap] [Jasa menurun]
        Siti: jasa tetap
        Bot: ... Benar? [Ya] [Tidak]
        Siti: ya
        Bot: Permintaannya sudah sampai ke pengurus. ...
        Lilis: putuskan
        Bot: ... [Setuju] [Belum bisa] [Nanti saja]
        Lilis: setuju
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya catat. Sekarang malam, jadi baru sampai besok pagi. /
            Kalau perlu malam ini, minta pengurus satunya ketik SETUJUI.
        Cucu: setujui
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Rp500.000 boleh diserahkan. ...
        Siti: kabar
        Bot: ... [Sudah saya terima] [...]
        Siti: [Sudah saya terima]
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp500.000. ...
    """)
    dropped = await rows(world, "SELECT count(*) FROM outbox WHERE state = 'dropped' AND fault = 'settled'")
    await play("""
        (jam +12 jam)
        Bot → Lilis: Cucu setuju. ...
        Bot → Lilis: ... sudah menerima Rp500.000. ...
        Bot → Cucu: ... sudah menerima Rp500.000. ...
    """)
    ((count,),) = dropped
    assert isinstance(count, int)
    assert count >= 3
