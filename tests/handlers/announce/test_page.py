"""One announcement as its sender sees it: the bar, who was not reached and why, once more, the papers."""

import pytest

from bot.render import render
from conversation.text import _
from db import people
from db.unit import Unit
from domain.announcements import Announcement, Reached, State, Tally, Why
from domain.roles import Role
from domain.zones import WIB
from handlers.announce.page import heading, heading_with_room
from handlers.announce.page_steps import Page
from handlers.announce.progress_words import Now
from handlers.parts import parts_of
from tests.handlers.announce.announced import add_known, add_worker, announce, done, pass_by, stand
from tests.play import Play
from tests.world import BATU, Way, World

FULL = "▓▓▓▓▓▓▓▓▓▓"


async def test_a_worker_sees_in_one_message_that_it_has_ended_and_opens_its_page(
    play: Play, world: World
) -> None:
    code = (await done(world, play)).code
    shown = [each.text for each in world.phones.screen("Rina") if code in each.text]
    assert shown[-1] == f"Pengumuman {code} selesai.\n{FULL} 2 dari 2\nTerkirim: 2."
    assert len(shown) == (2 if world.way is Way.WHATSAPP else 1), (
        "where a message can be changed there is one"
    )
    await play(f"""
        Rina: [Lihat]
        Bot: Pengumuman {code}, Dinas Sosial Kaltim. Selesai. / Ditulis Rina, jam 11.00 WITA. Untuk: warga Samarinda. /
            {FULL} 2 dari 2 Terkirim: 2. / Mau apa?
            [Siapa saja] [Laporan] [Ralat] [Teks untuk grup] [Isi pengumuman] [Ke daftar]
        Rina: isi
        Bot: ... / Itu isinya. [Kembali]
        Rina: 1
        Bot: Pengumuman {code}, ... [...]
    """)


async def test_for_whom_it_is_stands_with_its_words_too(play: Play, world: World) -> None:
    code = (await done(world, play)).code
    await play(f"""
        Rina: [Lihat]
        Bot: Pengumuman {code}, ... [...]
        Rina: isi pengumuman
        Bot: Untuk: warga Samarinda. / Halo Ibu, ... / Itu isinya. [Kembali]
    """)


def a_page(whom: str) -> Page:
    """One that did not reach everybody."""
    counts = {Reached.READ: 4, Reached.FAILED: 1, Reached.LEFT_OUT: 1}
    tally = Tally(counts=counts, left_out={Why.OPTED_OUT.value: 1}, reasons={Why.UNREACHABLE.value: 1})
    now = Now(code="GQ9GFA", state=State.DONE, size=5, tally=tally, begun_ms=1, now_ms=60_000_000, zone=WIB)
    return Page(
        id=1,
        group_id=0,
        place="Dinas Sosial P3A Purwakarta",
        by="Ratna",
        whom=_("yang ditunggu di {course}", course=whom),
        now=now,
        made_ms=1,
        due_ms=1,
        may_send=True,
        may_agree=False,
        has_it=True,
        silent=0,
    )


def test_how_far_it_is_and_what_can_be_done_always_fit_into_one_message() -> None:
    asked = _("Mau apa?")
    short, long = (
        a_page("Kue"),
        a_page("Kue kering, Selasa, 1 Desember 2026, dan Menjahit, Kamis, 3 Desember 2026"),
    )
    assert len(parts_of([*heading(long), asked])) > 1, "else this tries nothing"
    shown = heading_with_room(long, asked)
    assert len(parts_of([*shown, asked])) == 1
    assert [render(each) for each in shown][::2] == [render(each) for each in heading(long)][::2]
    assert render(shown[1]).startswith("Ditulis Ratna, ")
    assert "Untuk" not in render(shown[1])
    assert heading_with_room(short, asked) == heading(short)


async def test_what_did_not_arrive_is_sent_again_with_one_tap_and_shown_anew(
    play: Play, world: World
) -> None:
    announcement = await done(world, play, names=("Wati", "Siti", "Dewi"))
    await stand(world, announcement, "Wati", Reached.FAILED, Why.UNREACHABLE)
    await stand(world, announcement, "Siti", Reached.FAILED, "Bad Request: chat not found")
    await play(f"""
        Rina: pengumuman
        Bot: ... [Buat pengumuman] [{announcement.code}, Selesai] [Cari dengan kode]
        Rina: 2
        Bot: ... Terkirim: 1. Tidak sampai: 2 (1 tidak bisa dihubungi di chat, 1 tidak diterima layanan chat). / Mau apa?
            [Kirim lagi (2)] [Siapa saja] [Laporan] [Ralat] [Teks untuk grup] [Isi pengumuman] [Ke daftar]
        Rina: siapa
        Bot: Siapa yang mau dilihat? [Tidak sampai (2)] [Dikirimi (1)] [Kembali]
        Rina: 1
        Bot: Wati, Samarinda: tidak bisa dihubungi di chat Siti, Samarinda: tidak diterima layanan chat / Mau apa? [Kembali]
        Rina: 1
        Bot: ... [Kirim lagi (2)] [...]
        Rina: kirim lagi
        Bot: Dikirim lagi ke 2 orang. Hasilnya muncul di sini.
    """)
    for _time in range(4):
        await pass_by(world, play)
    assert FULL + " 3 dari 3" in world.phones.screen("Rina")[-1].text
    for name in ("Wati", "Siti"):
        assert len([each for each in world.phones.screen(name) if "Kabar dari" in each.text]) == 2
    assert len([each for each in world.phones.screen("Dewi") if "Kabar dari" in each.text]) == 1
    await play.finish()
    assert [line for line in world.audit if line.startswith("Rina read announcement Wati")]


async def test_of_whom_nobody_knows_only_after_a_yes_to_the_doubt(play: Play, world: World) -> None:
    announcement = await done(world, play)
    await stand(world, announcement, "Wati", Reached.UNCERTAIN)
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: {announcement.code}
        Bot: ... Belum pasti sampai: 1. / Mau apa? [Belum pasti (1)] [Siapa saja] [...]
        Rina: belum pasti
        Bot: 1 orang mungkin sudah menerimanya. Kirim lagi juga? [Ya] [Tidak]
        Rina: nanti
        Bot: ... [...]
        Rina: tidak
        Bot: Baik, tidak dikirim lagi. / ... [...]
        Rina: belum pasti
        Bot: ... [Ya] [Tidak]
        Rina: ya
        Bot: Dikirim lagi ke 1 orang. Hasilnya muncul di sini.
    """)
    for _time in range(4):
        await pass_by(world, play)
    assert "selesai" in world.phones.screen("Rina")[-1].text


NAMES = "Berkasnya saya kirim. Di dalamnya ada nama, jadi simpan baik-baik."


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("Tabel (Excel)", NAMES),
        ("Untuk dicetak (PDF)", NAMES),
        ("Gambar kecepatan", "Gambarnya saya kirim."),
    ],
)
async def test_a_paper_comes_to_her_own_phone(play: Play, world: World, form: str, said: str) -> None:
    announcement = await done(world, play)
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: 2
        Bot: ... [...]
        Rina: laporan
        Bot: Laporan yang mana? [Tabel (Excel)] [Untuk dicetak (PDF)] [Gambar kecepatan] [Kembali]
        Rina: [{form}]
        Bot: {said}
        Bot → Rina: Laporan pengumuman {announcement.code}.
    """)


async def test_to_a_phone_that_others_use_no_paper_goes(play: Play, world: World) -> None:
    await done(world, play)
    await world.use_phone("Rina", "shared")
    await play("""
        Rina: pengumuman
        Bot: ... [...]
        Rina: 2
        Bot: ... [...]
        Rina: laporan
        Bot: HP ini dipakai bersama. Berkasnya tidak dikirim ke sini. / Pengumuman ... [...]
    """)


async def test_who_waits_because_others_read_her_phone_stands_beside_all_others(
    play: Play, world: World
) -> None:
    announcement = await done(world, play, names=("Wati", "Siti"))
    await stand(world, announcement, "Wati", Reached.WAITING)
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: {announcement.code}
        Bot: ... Terkirim atau menunggu dibuka: 2. / Mau apa? [...]
        Rina: siapa saja
        Bot: Siapa yang mau dilihat? [Dikirimi (2)] [Kembali]
        Rina: 1
        Bot: Wati, Samarinda Siti, Samarinda / Mau apa? [Kembali]
    """)


async def test_many_names_come_page_by_page(play: Play, world: World) -> None:
    names = tuple(f"Ibu{chr(65 + n)}" for n in range(10))
    announcement = await done(world, play, names=names)
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: {announcement.code}
        Bot: ... [...]
        Rina: siapa
        Bot: ... [Dikirimi (10)] [Kembali]
        Rina: 1
        Bot: IbuA, Samarinda ... IbuH, Samarinda / Mau apa? [Berikutnya] [Kembali]
        Rina: berikutnya
        Bot: IbuI, Samarinda IbuJ, Samarinda / Mau apa? [Kembali]
    """)


async def test_another_office_finds_nothing_there(play: Play, world: World) -> None:
    announcement = await done(world, play)
    await add_worker(world, "Budi", Role.WORKER, office=BATU)
    await play("""
        Budi: pengumuman
        Bot: Belum ada pengumuman. Mau apa? [Buat pengumuman]
    """)
    assert announcement.code not in " ".join(world.said["Budi"])


async def test_an_admin_who_only_agrees_sees_it_and_sends_nothing(play: Play, world: World) -> None:
    announcement = await done(world, play)
    await stand(world, announcement, "Wati", Reached.FAILED, Why.UNREACHABLE)
    await add_worker(world, "Ani", Role.ADMIN)
    await play(f"""
        Ani: pengumuman
        Bot: ... / Pilih satu pengumuman. [{announcement.code}, Selesai] [Cari dengan kode] [Atur batas]
        Ani: 1
        Bot: ... / Mau apa? [Siapa saja] [Laporan] [Isi pengumuman] [Ke daftar]
    """)


async def test_one_that_waits_can_be_taken_back_from_its_page(play: Play, world: World) -> None:
    await add_worker(world)
    await add_known(world, "Wati")
    code = (await announce(world)).code
    await play(f"""
        Rina: pengumuman
        Bot: ... [Buat pengumuman] [{code}, Belum dikirim] [Cari dengan kode]
        Rina: 2
        Bot: Pengumuman {code}, Dinas Sosial Kaltim. Belum dikirim. / Ditulis Rina, ... / Dikirim jam 11.01 WITA. /
            Mau apa? [Tarik] [Isi pengumuman] [Ke daftar]
        Rina: tarik
        Bot: Pengumuman {code} ditarik. Tidak ada yang dikirim. / Mau diperbaiki lalu dikirim? [Perbaiki] [Tidak]
        Rina: menu
        Bot: ... [...]
        Rina: pengumuman
        Bot: ... [Buat pengumuman] [{code}, Ditarik] [Cari dengan kode]
        Rina: {code}
        Bot: ... Ditarik. / ... [Perbaiki] [Isi pengumuman] [Ke daftar]
        Rina: perbaiki
        Bot: Kabar dari Dinas Sosial Kaltim: / Halo ..., kelas besok pindah ke balai desa. / ...
        Bot: Untuk: warga Samarinda. / ... Kirim? [Kirim sekarang] [Kirim nanti] [Ubah]
    """)


async def test_nameless_women_stand_there_by_their_code_or_without(play: Play, world: World) -> None:
    announcement = await done(world, play, names=("Wati",))

    async def forget_name(unit: Unit) -> None:
        await people.set_details(unit, (await world.actor(unit, "Wati")).person_id, name="")

    await world.run(forget_name)
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: {announcement.code}
        Bot: ... [...]
        Rina: siapa
        Bot: ... [...]
        Rina: 1
        Bot: Tanpa nama / Mau apa? [Kembali]
    """)


async def test_who_has_stopped_it_sends_it_to_the_rest_after_one_question(play: Play, world: World) -> None:
    announcement = await done(world, play, names=("Wati", "Siti", "Dewi"))
    await half_stopped(world, announcement, by="Rina", missed="Siti")
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: {announcement.code}
        Bot: ... Dihentikan. / ... Tidak jadi dikirim: 1. / Mau apa? [Kirim ke yang belum] [Siapa saja] [...]
        Rina: kirim ke yang belum
        Bot: Kirim ke 1 orang yang belum dikirimi? [Ya] [Tidak]
        Rina: tidak
        Bot: Baik, tetap dihentikan. / ... [Kirim ke yang belum] [...]
        Rina: 1
        Bot: Kirim ke 1 orang yang belum dikirimi? [Ya] [Tidak]
        Rina: ya
        Bot: Diteruskan ke 1 orang. Hasilnya muncul di sini.
    """)
    for _time in range(4):
        await pass_by(world, play)
    assert FULL + " 3 dari 3" in world.phones.screen("Rina")[-1].text
    got = {
        name: len([each for each in world.phones.screen(name) if "Kabar dari" in each.text])
        for name in ("Wati", "Siti", "Dewi")
    }
    assert got == {"Wati": 1, "Siti": 2, "Dewi": 1}, "Siti has it once more: here it had come before the stop"


async def test_what_a_colleague_has_stopped_only_she_lets_go_on(play: Play, world: World) -> None:
    announcement = await done(world, play)
    await add_worker(world, "Tini", Role.WORKER)
    await half_stopped(world, announcement, by="Tini", missed="Siti")
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: {announcement.code}
        Bot: ... Dihentikan. / ... Tidak jadi dikirim: 1. / Mau apa? [Siapa saja] [...]
    """)


async def half_stopped(world: World, announcement: Announcement, *, by: str, missed: str) -> None:
    """It was stopped by her before it went to `missed`."""

    async def job(unit: Unit) -> None:
        stopper, woman = await world.actor(unit, by), await world.actor(unit, missed)
        unit.write(
            "UPDATE announcements SET state = 'stopped', ended_by = $2 WHERE id = $1",
            announcement.id,
            stopper.person_id,
        )
        unit.write(
            "UPDATE outbox SET state = 'dropped', fault = 'stopped' WHERE notice_id = $1 AND person_id = $2",
            announcement.id,
            woman.person_id,
        )

    await stand(world, announcement, missed, Reached.STOPPED)
    await world.run(job)
