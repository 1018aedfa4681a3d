"""Officers answer what differs, and only she settles it; whoever raised it does not answer it."""

import pytest

from db import disputes, members
from db.unit import Unit
from domain.accounts import SavingKind
from domain.disputes import Difference, OwnDispute, Reply, What
from domain.roles import Role
from handlers.savings import check_disputes, disputing
from tests.handlers.office_people import add_named
from tests.handlers.savers import mentari, save
from tests.handlers.savings.test_differ import GENTLE, RAISED, count_open, meeting_without_neneng
from tests.play import Play
from tests.world import MENTARI, Way, World

OPENED = f"""
    Lilis: [Lihat]
    Bot: Nomor <nomor>. Dijawab paling lambat Selasa, 3 Maret 2026. / {GENTLE} / Bagaimana hasilnya?
        [Sudah dibetulkan] [Sudah dicek, sama] [Betulkan sekarang] [Kembali ke daftar] [Selesai]
"""


async def test_corrected_with_its_number_and_she_says_it_is_settled(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    entry = await save(world, "Neneng", 10_000, SavingKind.WAJIB)
    await play(OPENED)
    await play(f"""
        Lilis: sudah dibetulkan
        Bot: Catatan mana yang membetulkan? [No. {entry}: Rp10.000] [Nomor lain]
        Lilis: [No. {entry}: Rp10.000]
        Bot: Jawaban sudah dikirim. Selesai kalau anggota bilang beres.
        Bot → Neneng: Soal nomor <nomor> sudah dibetulkan, Bu. Lihat catatan No. {entry}.
            Sudah beres, atau masih beda? [Sudah beres] [Masih beda]
        Neneng: [Sudah beres]
        Bot: Terima kasih, Bu. Ini sudah beres.
        Bot → Lilis: Kata Neneng, nomor <nomor> sudah beres. Terima kasih.
        Bot → Cucu: Kata Neneng, nomor <nomor> sudah beres. Terima kasih.
        Lilis: cek beda
        Bot: Tidak ada yang perlu dicek.
    """)
    assert await count_open(world) == 0
    assert [line for line in world.audit if " dispute " in line] == [
        "Neneng write dispute Neneng raised",
        "Lilis read dispute Neneng",
        "Lilis write dispute Neneng answered: corrected",
        "Neneng write dispute Neneng settled",
    ]


async def test_an_entry_of_another_woman_corrects_nothing(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play(OPENED)
    await play("""
        Lilis: sudah dibetulkan
        Bot: Nomor catatan yang baru?
        Lilis: 1
        Bot: No. 1 bukan catatan anggota ini. Lihat nomornya lagi.
    """)
    assert await count_open(world) == 1


async def test_checked_and_the_same_is_said_in_words_and_she_may_ask_further(
    play: Play, world: World
) -> None:
    await meeting_without_neneng(play, world)
    await add_named(world, "Tati", "Tati", Role.GROUP_SUPERVISOR)
    await play(RAISED.replace("minta pendamping ikut", "minta pengawas atau pendamping ikut"))
    await play(f"""
        Cucu: cek beda
        Bot: Yang perlu dicek bersama: [<nomor> Neneng]
        Cucu: 1
        Bot: Nomor <nomor>. ... / {GENTLE} / Bagaimana hasilnya? [...]
        Cucu: sudah dicek, sama
        Bot: Apa yang ditemukan? Kalimat ini dibaca anggota.
        Cucu: Yuyun bilang uangnya belum sampai.
        Bot: Yang dibaca: "Yuyun bilang uangnya belum sampai." / Kirim jawaban ini? [Ya] [Tidak]
        Cucu: ya
        Bot: Jawaban sudah dikirim. Selesai kalau anggota bilang beres.
        Bot → Neneng: Soal nomor <nomor> sudah dicek, Bu. Kata pengurus: "Yuyun bilang uangnya belum sampai."
            Sudah beres, atau masih beda? [Sudah beres] [Masih beda]
        Neneng: [Masih beda]
        Bot: Baik, Bu. Saya sampaikan lagi. Dijawab paling lambat Selasa, 3 Maret 2026. /
            Mau dibantu orang lain mengecek? [Minta pengawas] [Minta pendamping] [Cukup dulu]
        Bot → Lilis: Menurut Neneng, nomor <nomor> masih beda. Mari dicek lagi bersama. [Lihat]
        Bot → Cucu: Menurut Neneng, nomor <nomor> masih beda. Mari dicek lagi bersama. [Lihat]
        Neneng: pengawas
        Bot: Pengawas sudah saya kabari. Dijawab paling lambat Selasa, 3 Maret 2026.
        Bot → Lilis: Neneng minta pengawas ikut mengecek, nomor <nomor>. {GENTLE} [Lihat]
        Bot → Cucu: Neneng minta pengawas ikut mengecek, nomor <nomor>. {GENTLE} [Lihat]
        Bot → Tati: Neneng minta pengawas ikut mengecek, nomor <nomor>. {GENTLE} [Lihat]
        Tati: [Lihat]
        Bot: Nomor <nomor>. ... / {GENTLE} / Bagaimana hasilnya?
            [Sudah dibetulkan] [Sudah dicek, sama] [Kembali ke daftar] [Selesai]
        Tati: selesai
        Bot: Baik.
    """)
    assert await count_open(world) == 1


async def test_an_officer_does_not_answer_her_own_question(play: Play, world: World) -> None:
    await mentari(world)
    await save(world, "Lilis", 10_000)
    await play("""
        Lilis: ada yang beda
        Bot: Yang beda apa, Bu? [...]
        Lilis: jumlahnya
        Bot: Jumlah yang benar berapa?
        Lilis: 20 ribu
        Bot: Saya sampaikan begini: / Lilis: jumlahnya Rp20.000. Di buku Rp10.000. Mari dicek bersama. / ... [...]
        Lilis: kirim
        Bot: Terkirim, Bu. Nomornya <nomor>. ...
        Bot → Cucu: Ada yang mau dicek bersama, nomor <nomor>. ... [Lihat]
        Lilis: cek beda
        Bot: Yang perlu dicek bersama: [<nomor> Lilis]
        Lilis: 1
        Bot: Nomor <nomor>. ... / Yang ini dijawab pengurus lain. / Bagaimana hasilnya?
            [Kembali ke daftar] [Selesai]
        Lilis: selesai
        Bot: Baik.
    """)


async def test_a_member_has_no_list_of_what_differs_for_others(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play("""
        Yuyun: cek beda
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)

    async def rows(unit: Unit) -> int:
        return len(await disputes.list_open(unit, world.groups[MENTARI]))

    assert await world.run(rows) == 1


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_nor_does_she_as_the_officer_that_she_is_on_another_phone_of_hers(world: World) -> None:
    await mentari(world, "Tati")

    async def job(unit: Unit) -> None:
        group, tati = world.groups[MENTARI], await world.actor(unit, "Tati")
        unit.actor = await world.actor(unit, "Lilis")
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", tati.person_id, unit.actor.person_id)
        member = await members.number_of(unit, group, tati.person_id)
        made = await disputes.add(unit, group, member, Difference(what=What.OTHER, words="demo"))
        page = await check_disputes.open_one(unit, group, made.id)
        assert page is not None
        assert page.own
        with pytest.raises(OwnDispute):
            await check_disputes.answer_one(unit, group, made.id, Reply.SAME, 0, "demo")
        assert unit.actor.person_id not in await disputing.list_officers(unit, made)

    await world.run(job)
