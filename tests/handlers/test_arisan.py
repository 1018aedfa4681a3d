"""Arisan: the draw is theirs; who paid and whose turn it was is written down, and the money waits for her word."""

from datetime import date

from db import group_rules
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule
from domain.money import Rupiah
from tests.handlers.book_keepers import book, rows
from tests.handlers.book_keepers import mentari as written_in
from tests.handlers.savers import mentari
from tests.handlers.second.scenes import practise
from tests.play import Play
from tests.world import MENTARI, RULES, World

TODAY = date(2026, 2, 3)

BEGINS = """
    Lilis: arisan
    Bot: Belum ada arisan di kelompok ini. / Mulai arisan baru? [Ya] [Tidak]
    Lilis: ya
    Bot: Siapa yang tidak ikut? [Semua ikut] [Nanti saja]
    Lilis: semua
    Bot: Arisan Rp10.000 (sepuluh ribu) tiap orang, 3 orang ikut. Benar? [Ya] [Tidak]
    Lilis: ya
    Bot: Arisan dimulai. Untuk mencatat setorannya, ketik: arisan. / Undiannya tetap di rapat. Saya hanya mencatat.
    Bot → Cucu: Arisan Mentari dimulai: Rp10.000 tiap orang, 3 orang ikut. Ibu ikut juga.
    Bot → Tati: Arisan Mentari dimulai: Rp10.000 tiap orang, 3 orang ikut. Ibu ikut juga.
"""

ALL_PAY = """
    Lilis: arisan
    Bot: ... Belum setor: ... Mau mencatat apa? [Catat yang setor] [Hentikan arisan] [Selesai]
    Lilis: [Catat yang setor]
    Bot: Arisan Rp10.000 tiap orang. Siapa yang belum setor? [Semua setor] [Nanti saja]
    Lilis: semua setor
    Bot: Arisan dari 3 orang, semuanya Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
    Lilis: ya
    Bot: Sudah dicatat.
"""

TATI_IS_DRAWN = """
    Lilis: arisan
    Bot: ... Semua sudah setor. / Mau mencatat apa? [Catat yang dapat] [Hentikan arisan] [Selesai]
    Lilis: yang dapat
    Bot: Siapa yang dapat di undian rapat? [Lilis] [Cucu] [Tati]
    Lilis: tati
    Bot: Tati dapat arisan: Rp30.000 (tiga puluh ribu). / Benar begitu? [Ya] [Tidak]
    Lilis: ya
    Bot: Tolong dicek berdua, ya. ... [...]
    Lilis: hp-nya
    Bot: Sudah saya sampaikan. ...
    Bot → Cucu: Lilis minta dicek berdua, ya: / Tati dapat arisan: Rp30.000 (tiga puluh ribu). [Lihat dan jawab]
    Cucu: [Lihat dan jawab]
    Bot: Permintaan Lilis: / Tati dapat arisan: ... Ibu setuju? [Ya] [Tidak]
    Cucu: ya
    Bot: Terima kasih, Bu. Rp30.000 boleh diserahkan. Lalu tunggu Tati bilang sudah terima.
    Bot → Lilis: Cucu setuju. Rp30.000 boleh diserahkan. ...
    Bot → Tati: Bu Tati, ini Rp30.000 untuk Ibu: Arisan. Uangnya sudah Ibu terima? [Sudah saya terima] [Belum]
"""


async def decide(world: World, amount: int | None = 10_000) -> None:
    """The group's meeting wants an arisan."""

    async def job(unit: Unit) -> None:
        kind = KindRule(kind=SavingKind.ARISAN, amount=None if amount is None else Rupiah(amount))
        rules = RULES.__class__(
            kinds=(*RULES.kinds, kind),
            rhythm=RULES.rhythm,
            meeting_day=RULES.meeting_day,
            from_day=TODAY,
            decided_day=TODAY,
        )
        await group_rules.add(unit, world.groups[MENTARI], rules, by=1)

    await world.run(job)


async def test_a_round_from_its_beginning_to_the_first_pot(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)
    await play(BEGINS + ALL_PAY + TATI_IS_DRAWN)
    await play("""
        Tati: [Sudah saya terima]
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp30.000. Nomornya 5.
        Bot → Lilis: Tati sudah menerima Rp30.000. Dicatat nomor 5.
        Bot → Cucu: Tati sudah menerima Rp30.000. Dicatat nomor 5.
        Tati: arisan
        Bot: Arisan Rp10.000 tiap orang. 3 orang ikut. / Sekali dapat Rp30.000. / Sudah dapat: Tati (3/2/26). /
            Belum dapat: Lilis, Cucu.
        Lilis: arisan
        Bot: ... Belum setor: Tati, Lilis, Cucu. / Mau mencatat apa? [...]
        Lilis: selesai
        Bot: Baik, Bu.
    """)
    assert await book(world) == [
        "2026-02-03 saving Lilis titipan_arisan +10000",
        "2026-02-03 saving Cucu titipan_arisan +10000",
        "2026-02-03 saving Tati titipan_arisan +10000",
        "2026-02-03 draw - titipan_arisan -10000",
        "2026-02-03 withdrawal Tati titipan_arisan -30000",
    ]


async def test_nobody_is_drawn_before_all_have_paid(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)
    await play(BEGINS)
    await play("""
        Lilis: arisan
        Bot: ... [Catat yang setor] [...]
        Lilis: [Catat yang setor]
        Bot: ... Siapa yang belum setor? [...]
        Lilis: semua kecuali tati
        Bot: Arisan dari 2 orang, semuanya Rp20.000 (dua puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat.
        Lilis: arisan
        Bot: ... Belum setor: Tati. / Mau mencatat apa? [Catat yang setor] [Hentikan arisan] [Selesai]
        Lilis: selesai
        Bot: Baik, Bu.
    """)


async def test_a_wrong_name_is_put_right_before_the_money_goes_out(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)
    await play(BEGINS + ALL_PAY + TATI_IS_DRAWN)
    await play("""
        Lilis: uang keluar
        Bot: Rp30.000 untuk Tati, Arisan, menunggu jawaban Tati. / Mau apa? [...]
        Lilis: batalkan
        Bot: ... Uangnya tidak jadi keluar? [Ya] [Tidak]
        Lilis: ya
        Bot: Baik, tidak jadi. Uangnya tetap di kas.
        Bot → Cucu: Rp30.000 untuk Tati tidak jadi keluar. ...
        Bot → Tati: Rp30.000 untuk Tati tidak jadi keluar. ...
        Lilis: arisan
        Bot: ... Mau mencatat apa? [Catat yang setor] [Salah nama] [Hentikan arisan] [Selesai]
        Lilis: salah nama
        Bot: Tati ternyata belum dapat arisan. Gilirannya kembali. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Tati menunggu giliran lagi.
        Bot → Lilis: Cucu setuju. Tati menunggu giliran lagi.
        Tati: arisan
        Bot: ... Belum dapat: Lilis, Cucu, Tati.
    """)
    assert (await book(world))[-1] == "2026-02-03 reversal - titipan_arisan +10000"


async def test_a_pot_that_was_not_taken_is_paid_out_later(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)
    await play(BEGINS + ALL_PAY + TATI_IS_DRAWN)
    await play("""
        Lilis: uang keluar
        Bot: ... Mau apa? [...]
        Lilis: batalkan
        Bot: ... Uangnya tidak jadi keluar? [Ya] [Tidak]
        Lilis: ya
        Bot: Baik, tidak jadi. ...
        Bot → Cucu: ...
        Bot → Tati: ...
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
        Lilis: tati
        Bot: Arisan Tati: Rp30.000. / ... [Arisan] [Semua, karena keluar] [Tidak jadi]
        Lilis: semua
        Bot: Arisannya belum selesai. Tunggu selesai, baru keluar.
    """)


async def test_a_round_can_be_stopped_by_two_and_who_has_paid_gets_it_back(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await decide(world)
    await play(BEGINS + ALL_PAY)
    await play("""
        Lilis: arisan
        Bot: ... [...]
        Lilis: hentikan
        Bot: 3 orang belum dapat. / Arisan Rp10.000 tiap orang dihentikan. / Jadi dihentikan? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Arisan dihentikan. Uang yang belum dibagi diambil lewat TARIK.
        Bot → Lilis: Cucu setuju. Arisan dihentikan. ...
        Bot → Tati: Arisan kelompok dihentikan. Uang yang belum dibagi boleh diambil.
        Tati: arisan
        Bot: Arisan terakhir sudah selesai. / Belum dapat: Lilis, Cucu, Tati.
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
        Lilis: tati
        Bot: Arisan Tati: Rp10.000. / ... [Arisan] [Semua, karena keluar] [Tidak jadi]
        Lilis: tidak jadi
        Bot: Baik, tidak ada yang diambil.
    """)


async def test_where_the_rules_name_no_arisan_none_is_begun(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await play("""
        Lilis: arisan
        Bot: Belum ada arisan di kelompok ini. / Mau arisan? Tambahkan dulu simpanan Arisan. Ketik: aturan kelompok.
        Tati: arisan
        Bot: Belum ada arisan di kelompok ini.
    """)


async def test_for_a_woman_without_a_phone_a_witness_says_that_she_has_the_pot(
    play: Play, world: World
) -> None:
    await mentari(world, "Neneng")
    await written_in_too(world, "Imas")
    await decide(world, None)
    await play("""
        Lilis: arisan
        Bot: ... Mulai arisan baru? [Ya] [Tidak]
        Lilis: ya
        Bot: Arisan: berapa tiap orang?
        Lilis: 20rb
        Bot: Siapa yang tidak ikut? [...]
        Lilis: cucu
        Bot: Arisan Rp20.000 (dua puluh ribu) tiap orang, 3 orang ikut. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Arisan dimulai. ...
        Bot → Neneng: Arisan Mentari dimulai: ...
        Lilis: arisan
        Bot: ... [...]
        Lilis: [Catat yang setor]
        Bot: ... [...]
        Lilis: semua
        Bot: Arisan dari 3 orang, semuanya Rp60.000 (enam puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat.
        Lilis: arisan
        Bot: ... [...]
        Lilis: [Catat yang dapat]
        Bot: Siapa yang dapat di undian rapat? [Lilis] [Neneng] [Imas]
        Lilis: imas
        Bot: Imas tidak punya HP. Siapa saksinya? Yang bukan pengurus. [Neneng]
        Lilis: neneng
        Bot: Imas dapat arisan: Rp60.000 (enam puluh ribu). Saksinya Neneng. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... Saksinya Neneng. [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Rp60.000 boleh diserahkan. Lalu tunggu kata Neneng, saksinya.
        Bot → Lilis: Cucu setuju. ...
        Bot → Neneng: Imas menerima Rp60.000, Arisan. Ibu melihat uangnya diserahkan? [Ya, saya lihat] [Belum]
    """)
    assert (await book(world))[-1] == "2026-02-03 draw - titipan_arisan -20000"


async def written_in_too(world: World, name: str) -> None:
    from tests.handlers.group_people import write_in

    await write_in(world, name)


async def test_in_practice_a_whole_turn_is_played_alone(play: Play, world: World) -> None:
    await written_in(world, "Imas", "Euis")
    await decide(world)
    await practise(world)
    await play("""
        Lilis: arisan
        Bot: ... Mulai arisan baru? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Siapa yang tidak ikut? [...]
        Lilis: semua
        Bot: ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Arisan dimulai. ...
        Lilis: arisan
        Bot: ... [...]
        Lilis: [Catat yang setor]
        Bot: ... [...]
        Lilis: semua
        Bot: ... Arisan dari 4 orang, semuanya Rp40.000 (empat puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Sudah dicatat.
        Lilis: arisan
        Bot: ... [...]
        Lilis: [Catat yang dapat]
        Bot: ... Siapa yang dapat di undian rapat? [...]
        Lilis: imas
        Bot: ... Siapa saksinya? ... [Euis]
        Lilis: euis
        Bot: ... Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Di kelompok sungguhan, ini dicek berdua. / Sudah dicatat: Imas menerima Rp40.000. Nomornya 6.
    """)
    assert await rows(world, "SELECT count(*) FROM outbox WHERE pushed > 0") == [(0,)]
