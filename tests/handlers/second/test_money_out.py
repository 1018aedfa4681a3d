"""Money out: two decide, and it counts when she who gets it says so, or a witness for a woman without a phone."""

from functools import partial

import pytest

from db import ledger, members
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import saving
from domain.refusals import NotAllowed
from handlers import house
from handlers.second import receive
from tests.handlers.book_keepers import book, rows
from tests.handlers.savers import TODAY, as_lilis, mentari, save
from tests.handlers.second.numbers import chooses_number, is_asked
from tests.handlers.second.scenes import practise
from tests.handlers.test_meeting import arrives_late
from tests.play import Play
from tests.world import MENTARI, Way, World

SAVED = "2026-02-03 saving Tati simpanan_sukarela +80000"
TAKEN = "2026-02-03 withdrawal Tati simpanan_sukarela -50000"

TATI_TAKES = """
    Lilis: tarik
    Bot: Siapa yang mau mengambil simpanan? [Lilis] [Cucu] [Tati]
    Lilis: tati
    Bot: Simpanan sukarela Tati: Rp80.000. / Pokok dan wajib hanya diambil kalau keluar. /
        Simpanan Tati yang mana? [Simpanan sukarela] [Semua, karena keluar] [Tidak jadi]
    Lilis: sukarela
    Bot: Berapa yang diambil Tati?
    Lilis: 100rb
    Bot: Simpanannya Rp80.000. Tidak bisa lebih dari itu. / Berapa yang diambil Tati?
    Lilis: 50rb
    Bot: Tati mengambil Simpanan sukarela: Rp50.000 (lima puluh ribu). / Benar begitu? [Ya] [Tidak]
    Lilis: ya
    Bot: Tolong dicek berdua, ya. ... [Di HP-nya] [Di HP ini] [Nanti saja]
    Lilis: hp-nya
    Bot: Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari.
    Bot → Cucu: Lilis minta dicek berdua, ya: / Tati mengambil Simpanan sukarela: Rp50.000 (lima puluh ribu). [Lihat dan jawab]
"""

CUCU_AGREES = """
    Cucu: [Lihat dan jawab]
    Bot: Permintaan Lilis: / Tati mengambil ... Ibu setuju? [Ya] [Tidak]
    Cucu: ya
    Bot: Terima kasih, Bu. Rp50.000 boleh diserahkan. Lalu tunggu Tati bilang sudah terima.
"""

TATI_IS_ASKED = """
    Bot → Lilis: Cucu setuju. Rp50.000 boleh diserahkan. Lalu tunggu Tati bilang sudah terima.
    Bot → Tati: Bu Tati, ini Rp50.000 untuk Ibu: Simpanan sukarela. Uangnya sudah Ibu terima?
        [Sudah saya terima] [Belum]
"""


async def tati_saved(world: World, *others: str, amount: int = 80_000) -> None:
    await mentari(world, "Tati", *others)
    await save(world, "Tati", amount, SavingKind.SUKARELA)


async def test_two_decide_and_it_counts_when_she_says_that_she_has_it(play: Play, world: World) -> None:
    await tati_saved(world)
    await play(TATI_TAKES + CUCU_AGREES + TATI_IS_ASKED)
    assert await book(world) == [SAVED]
    await play("""
        Tati: [Belum]
        Bot: Baik, Bu. Saya sampaikan ke pengurus. Kalau sudah diterima, ketik: sudah terima.
        Bot → Lilis: Tati belum menerima Rp50.000. Coba dicek bersama, ya.
        Bot → Cucu: Tati belum menerima Rp50.000. Coba dicek bersama, ya.
        Tati: sudah terima
        Bot: Bu Tati, ini Rp50.000 untuk Ibu: Simpanan sukarela. Uangnya sudah Ibu terima? [Sudah] [Belum]
        Tati: sudah
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp50.000. Nomornya 2.
        Bot → Lilis: Tati sudah menerima Rp50.000. Dicatat nomor 2.
        Bot → Cucu: Tati sudah menerima Rp50.000. Dicatat nomor 2.
        Tati: [Sudah saya terima]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
    """)
    assert await book(world) == [SAVED, TAKEN]


async def test_she_is_reminded_once_and_it_can_be_taken_back(play: Play, world: World) -> None:
    await tati_saved(world)
    await play(TATI_TAKES + CUCU_AGREES + TATI_IS_ASKED)
    await play("""
        Lilis: uang keluar
        Bot: Rp50.000 untuk Tati, Simpanan sukarela, menunggu jawaban Tati. / Mau apa?
            [Tanda di HP ini] [Ingatkan] [Batalkan] [Tunggu saja]
        Lilis: ingatkan
        Bot: Sudah saya ingatkan. Sekali saja, ya.
        Bot → Tati: Bu Tati, ini Rp50.000 untuk Ibu: ... [Sudah saya terima] [Belum]
        Lilis: uang keluar
        Bot: ... Mau apa? [Tanda di HP ini] [Batalkan] [Tunggu saja]
        Lilis: batalkan
        Bot: Rp50.000 untuk Tati, ... Uangnya tidak jadi keluar? [Ya] [Tidak]
        Lilis: ya
        Bot: Baik, tidak jadi. Uangnya tetap di kas.
        Bot → Cucu: Rp50.000 untuk Tati tidak jadi keluar. Uangnya tetap di kas.
        Bot → Tati: Rp50.000 untuk Tati tidak jadi keluar. Uangnya tetap di kas.
        Tati: terima
        Bot: Tidak ada uang yang menunggu jawaban Ibu.
    """)
    assert await book(world) == [SAVED]


async def test_on_a_shared_phone_she_hears_nothing_of_it_until_she_looks(play: Play, world: World) -> None:
    await tati_saved(world)
    await world.use_phone("Tati", "shared")
    await play(
        TATI_TAKES
        + CUCU_AGREES
        + """
    Bot → Lilis: Cucu setuju. ...
    Bot → Tati: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
    """
    )
    await play("""
        Tati: kabar
        Bot: Kabar 1 dari 1: / Bu Tati, ini Rp50.000 untuk Ibu: Simpanan sukarela. Uangnya sudah Ibu terima?
            [Sudah saya terima] [Belum] [Sudah saya baca]
        Tati: [Sudah saya terima]
        Bot: Terima kasih, Bu. Sudah dicatat: Ibu menerima Rp50.000. Nomornya 2.
        Bot → Lilis: Tati sudah menerima Rp50.000. Dicatat nomor 2.
        Bot → Cucu: Tati sudah menerima Rp50.000. Dicatat nomor 2.
    """)
    assert await book(world) == [SAVED, TAKEN]


async def test_for_a_woman_without_a_phone_a_witness_says_so_who_is_no_officer(
    play: Play, world: World
) -> None:
    await mentari(world, "Neneng")
    await world.run(lambda unit: write_in(unit, world, "Imas"))
    await save_for(world, 4, 80_000)
    await play("""
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [Lilis] [Cucu] [Neneng] [Imas]
        Lilis: imas
        Bot: ... [Simpanan sukarela] [Semua, karena keluar] [Tidak jadi]
        Lilis: semua
        Bot: Imas tidak punya HP. Siapa saksinya? Yang bukan pengurus. [Neneng]
        Lilis: neneng
        Bot: Imas keluar dan mengambil semua simpanan: Rp80.000 (delapan puluh ribu). Saksinya Neneng. /
            Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... Saksinya Neneng. [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Rp80.000 boleh diserahkan. Lalu tunggu kata Neneng, saksinya.
        Bot → Lilis: Cucu setuju. ...
        Bot → Neneng: Imas menerima Rp80.000, semua simpanan, karena keluar. Ibu melihat uangnya diserahkan?
            [Ya, saya lihat] [Belum]
        Neneng: [Ya, saya lihat]
        Bot: Terima kasih, Bu. Sudah dicatat: Imas menerima Rp80.000. Nomornya 2.
        Bot → Lilis: Imas sudah menerima Rp80.000. Dicatat nomor 2.
        Bot → Cucu: Imas sudah menerima Rp80.000. Dicatat nomor 2.
    """)
    assert (await book(world))[1] == "2026-02-03 withdrawal Imas simpanan_sukarela -80000"


async def write_in(unit: Unit, world: World, name: str) -> int:
    return await members.add(unit, world.groups[MENTARI], name=name, joined_day=TODAY)


async def save_for(world: World, number: int, amount: int) -> None:
    async def job(unit: Unit) -> None:
        draft = saving(day=TODAY, by=1, member=number, kind=SavingKind.SUKARELA, amount=amount)
        await ledger.post(unit, world.groups[MENTARI], draft, key="saved")

    await as_lilis(world, job)


async def test_the_receiver_may_sign_on_the_treasurers_phone_with_her_own_number(
    play: Play, world: World
) -> None:
    await tati_saved(world)
    await chooses_number(play, world, "Tati")
    await play(TATI_TAKES + CUCU_AGREES + TATI_IS_ASKED)
    await play("""
        Lilis: uang keluar
        Bot: ... Mau apa? [...]
        Lilis: tanda di hp ini
        Bot: HP-nya dikasih ke Tati dulu, ya. / Bu Tati, ini Rp50.000 untuk Ibu: Simpanan sukarela.
            Uangnya sudah Ibu terima? [Ya] [Tidak]
    """)
    number = await is_asked(play, world, "Lilis", "ya")
    await play(f"""
        Lilis: {number}
        Bot: Terima kasih, Tati. Sudah dicatat: Tati menerima Rp50.000. Nomornya 2. / HP-nya boleh dikembalikan.
        Bot → Cucu: Tati sudah menerima Rp50.000. Dicatat nomor 2.
        Bot → Tati: Tadi Ibu memberi angka tanda di HP Lilis. Sudah dicatat: Tati menerima Rp50.000. Nomornya 2.
    """)
    assert await book(world) == [SAVED, TAKEN]


async def test_a_small_cost_of_her_own_counts_at_once_and_a_larger_one_needs_two(
    play: Play, world: World
) -> None:
    await tati_saved(world)
    await play("""
        Lilis: biaya
        Bot: Biaya untuk apa? [Biaya rapat] [Alat tulis] [Transport] [Biaya lain]
        Lilis: atk
        Bot: Dibelikan apa? Tulis pendek saja.
        Lilis: dua buku
        Bot: Berapa, Bu?
        Lilis: 500rb
        Bot: Uang di kas Rp80.000. Belum cukup. / Berapa, Bu?
        Lilis: 12rb
        Bot: Siapa yang menerima uangnya? [Lilis] [Cucu] [Tati]
        Lilis: lilis
        Bot: Alat tulis, dua buku: Rp12.000 (dua belas ribu). Uangnya untuk Lilis. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: Lilis menerima Rp12.000. Nomornya 2.
        Lilis: biaya
        Bot: Biaya untuk apa? [...]
        Lilis: transport
        Bot: Dibelikan apa? Tulis pendek saja.
        Lilis: bensin
        Bot: Berapa, Bu?
        Lilis: 60rb
        Bot: Siapa yang menerima uangnya? [...]
        Lilis: lilis
        Bot: Transport, bensin: Rp60.000 (enam puluh ribu). Uangnya untuk Lilis. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: nanti
        Bot: Baik, belum ada yang diubah.
    """)
    assert await book(world) == [SAVED, "2026-02-03 cost Lilis biaya_atk +12000"]
    assert await rows(world, "SELECT state, entry FROM payouts") == [("received", 2)]


@pytest.mark.parametrize("way", [Way.STEADY, Way.WHATSAPP], indirect=True)
async def test_a_yes_that_was_typed_before_the_question_reached_her_pays_nothing(
    play: Play, world: World
) -> None:
    await tati_saved(world)
    await play(TATI_TAKES.split("    Lilis: 100rb\n", maxsplit=1)[0])
    world.next_message()
    await arrives_late(world, "Lilis", "50rb", "ya")
    assert house.SENT_TOO_EARLY.message in world.phones.screen("Lilis")[-1].text
    assert await rows(world, "SELECT count(*) FROM approvals") == [(0,)]


async def test_what_is_on_its_way_cannot_be_taken_a_second_time(play: Play, world: World) -> None:
    await tati_saved(world)
    await play(TATI_TAKES + CUCU_AGREES + TATI_IS_ASKED)
    await play("""
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
        Lilis: tati
        Bot: Simpanan sukarela Tati: Rp30.000. ... Simpanan Tati yang mana? [Simpanan sukarela] [Tidak jadi]
        Lilis: tidak jadi
        Bot: Baik, tidak ada yang diambil.
    """)


async def test_nobody_else_says_that_it_arrived(play: Play, world: World) -> None:
    await tati_saved(world, "Neneng")
    await play(TATI_TAKES.replace("[Tati]", "[Tati] [Neneng]") + CUCU_AGREES + TATI_IS_ASKED)
    (payout,) = await rows(world, "SELECT id FROM payouts")

    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Neneng")
        with pytest.raises(NotAllowed):
            await receive.say_yes(unit, payout[0])  # type: ignore[arg-type]

    await world.run(job)
    assert await book(world) == [SAVED]


async def test_in_practice_money_goes_out_without_anybody_elses_word(play: Play, world: World) -> None:
    await mentari(world)
    for name in ("Imas", "Euis"):
        await world.run(partial(write_in, world=world, name=name))
    await save_for(world, 3, 80_000)
    await practise(world)
    await play("""
        Lilis: tarik
        Bot: ... Siapa yang mau mengambil simpanan? [Lilis] [Cucu] [Imas] [Euis]
        Lilis: imas
        Bot: ... [Simpanan sukarela] [Semua, karena keluar] [Tidak jadi]
        Lilis: 1
        Bot: ... Berapa yang diambil Imas?
        Lilis: 50rb
        Bot: ... Imas tidak punya HP. Siapa saksinya? Yang bukan pengurus. [Euis]
        Lilis: euis
        Bot: ... Imas mengambil Simpanan sukarela: Rp50.000 (lima puluh ribu). Saksinya Euis. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Di kelompok sungguhan, ini dicek berdua. / Sudah dicatat: Imas menerima Rp50.000. Nomornya 2.
    """)
    assert (await book(world))[1] == "2026-02-03 withdrawal Imas simpanan_sukarela -50000"
