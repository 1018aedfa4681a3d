"""The list of a session: in one message or in taps, read back, corrected; the code for the wall."""

import pytest

from domain.roles import Role
from handlers.training.attendance import NAMES_CHARS_MAX, named, read_back
from handlers.training.who_came import Woman
from tests.handlers.training.classes import teach
from tests.handlers.training.company import a_course
from tests.handlers.training.sitting import TODAY, a_class_now, book
from tests.handlers.ways import in_every_way_at_once
from tests.play import Play
from tests.world import BATU, World

HEADING = "Kue kering, pertemuan ke-1. / Selasa, 3 Februari 2026, jam 11.05 WITA."


def women(count: int, *, here: int = 0) -> list[Woman]:
    return [
        Woman(id=number, name=f"Demo {number}", here=number <= here, may_miss=True)
        for number in range(1, count + 1)
    ]


@in_every_way_at_once
async def test_a_whole_class_is_written_down_in_one_message(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri", "Lis", "Imas")
    await play(f"""
        Pengajar Kaltim: daftar hadir
        Bot: {HEADING} / Hadir 0 dari 4 orang. Mau apa? [Catat hadir] [Kode di dinding] [Pertemuan lain]
        Pengajar Kaltim: [Catat hadir]
        Bot: Siapa yang hadir? Ketik nomor atau namanya. / Contoh: 1 3 5. Boleh juga: semua kecuali Sri.
            [Siti] [Sri] [Lis] [Imas] [Selesai]
        Pengajar Kaltim: semua kecuali sri
        Bot: Hadir 3 dari 4 orang. / Tidak hadir: Sri. / Simpan? [Ya] [Tidak]
        Pengajar Kaltim: ya
        Bot: Sudah disimpan. Hadir 3 dari 4 orang. / Mau kirim bahan atau resep ke peserta? [Kirim bahan] [Selesai]
        Pengajar Kaltim: selesai
        Bot: Baik. Terima kasih.
    """)
    assert await book(world, course) == [
        "Imas hadir staff",
        "Lis hadir staff",
        "Siti hadir staff",
        "Sri tidak staff",
    ]


async def test_numbers_are_those_of_the_list_and_a_slip_is_done_again(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri", "Lis")
    await play("""
        Pengajar Kaltim: absen
        Bot: ... [...]
        Pengajar Kaltim: catat hadir
        Bot: Siapa yang hadir? ... [...]
        Pengajar Kaltim: 1 9
        Bot: Yang ini belum jelas: "1 9". Contoh jawaban: 1 3 5. / Siapa yang hadir? ... [...]
        Pengajar Kaltim: 1, 2
        Bot: Hadir 2 dari 3 orang. / Tidak hadir: Lis. / Simpan? [Ya] [Tidak]
        Pengajar Kaltim: tidak
        Bot: Baik, kita ulang. / Siapa yang hadir? ... [...]
        Pengajar Kaltim: 1 3
        Bot: Hadir 2 dari 3 orang. / Tidak hadir: Sri. / Simpan? [Ya] [Tidak]
        Pengajar Kaltim: ya
        Bot: Sudah disimpan. ... [...]
        Pengajar Kaltim: selesai
        Bot: ...
    """)
    assert await book(world, course) == ["Lis hadir staff", "Siti hadir staff", "Sri tidak staff"]


async def test_names_can_be_tapped_one_after_the_other(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri", "Lis")
    await play("""
        Pengajar Kaltim: catat hadir
        Bot: ... [...]
        Pengajar Kaltim: [Catat hadir]
        Bot: Siapa yang hadir? ... [Siti] [Sri] [Lis] [Selesai]
        Pengajar Kaltim: [Sri]
        Bot: Sri hadir. Siapa lagi? Kalau sudah, ketik SELESAI. [Siti] [Lis] [Selesai]
        Pengajar Kaltim: [Siti]
        Bot: Siti hadir. Siapa lagi? ... [Lis] [Selesai]
        Pengajar Kaltim: [Selesai]
        Bot: Hadir 2 dari 3 orang. / Tidak hadir: Lis. / Simpan? [Ya] [Tidak]
        Pengajar Kaltim: ya
        Bot: Sudah disimpan. ... [...]
        Pengajar Kaltim: selesai
        Bot: ...
    """)
    assert await book(world, course) == ["Lis tidak staff", "Siti hadir staff", "Sri hadir staff"]


async def test_who_typed_the_code_is_there_already_and_a_list_can_be_corrected(
    play: Play, world: World
) -> None:
    course = await a_class_now(world, "Siti", "Sri", "Lis")
    await play("""
        Pengajar Kaltim: absen
        Bot: ... [...]
        Pengajar Kaltim: kode di dinding
        Bot: Kode kelas Kue kering: <kode>. / Tulis besar di dinding atau papan. / Peserta mengetik kode itu di sini.
            Berlaku Selasa, 3 Februari 2026, jam 10.35 sampai 14.05 WITA. [Catat hadir] [Ganti kode] [Selesai]
        Siti: <kode>
        Bot: Hadir dicatat ... [...]
        Pengajar Kaltim: [Catat hadir]
        Bot: Siapa yang hadir? ... [Siti (hadir)] [Sri] [Lis] [Selesai]
        Pengajar Kaltim: lis
        Bot: Hadir 2 dari 3 orang. / Tidak hadir: Sri. / Simpan? [Ya] [Tidak]
        Pengajar Kaltim: ya
        Bot: Sudah disimpan. Hadir 2 dari 3 orang. ... [...]
        Pengajar Kaltim: selesai
        Bot: ...
        (jam +4 jam)
        Pengajar Kaltim: absen
        Bot: ... Hadir 2 dari 3 orang. Mau apa? [...]
        Pengajar Kaltim: [Catat hadir]
        Bot: Siapa yang hadir? ... [Siti (hadir)] [Sri] [Lis (hadir)] [Selesai]
        Pengajar Kaltim: lis tidak, sri hadir
        Bot: Hadir 2 dari 3 orang. / Tidak hadir: Lis. / Simpan? [Ya] [Tidak]
        Pengajar Kaltim: ya
        Bot: Sudah disimpan. ... [...]
        Pengajar Kaltim: selesai
        Bot: ...
    """)
    assert await book(world, course) == ["Lis tidak staff", "Siti hadir code", "Sri hadir staff"]


async def test_a_code_that_has_got_about_is_changed(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    await play("""
        Pengajar Kaltim: absen
        Bot: ... [...]
        Pengajar Kaltim: kode
        Bot: Kode kelas Kue kering: <lama>. ... [...]
        Pengajar Kaltim: ganti kode
        Bot: Kode kelas Kue kering: <baru>. ... [...]
        Pengajar Kaltim: selesai
        Bot: Baik. Selamat belajar bersama.
        Siti: <lama>
        Bot: Kodenya belum cocok dengan kelas Ibu. Coba lihat lagi di dinding, ya. [Tidak ada kode]
        Siti: <baru>
        Bot: Hadir dicatat di kelas Kue kering. Terima kasih, Bu.
    """)
    assert play.memory.words["lama"] != play.memory.words["baru"]
    assert await book(world, course) == ["Siti hadir code"]


async def test_before_the_session_there_is_a_code_but_no_list(play: Play, world: World) -> None:
    await a_class_now(world, "Siti", days=[TODAY], start_min=18 * 60)
    await play("""
        Pengajar Kaltim: absen
        Bot: ... Hadir 0 dari 1 orang. Mau apa? [...]
        Pengajar Kaltim: catat hadir
        Bot: Pertemuannya belum mulai. Daftar hadir dibuka setengah jam sebelumnya.
        Pengajar Kaltim: absen
        Bot: ... [...]
        Pengajar Kaltim: pertemuan lain
        Bot: Pertemuan yang mana? [Ke-1, Selasa, 3 Februari 2026]
        Pengajar Kaltim: 1
        Bot: ... [...]
        Pengajar Kaltim: kode
        Bot: Kode kelas Kue kering: ... Berlaku Selasa, 3 Februari 2026, jam 17.30 sampai 21.00 WITA. [...]
        Pengajar Kaltim: batal
        Bot: ...
    """)


async def test_without_sessions_there_is_nothing_to_write_down(play: Play, world: World) -> None:
    await a_course(world, "Siti")
    await play("""
        Pengajar Kaltim: absen
        Bot: Belum ada pertemuan yang bisa dicatat. Lihat kelasnya di menu KELAS.
    """)


async def test_a_class_without_anybody_has_no_list(play: Play, world: World) -> None:
    await teach(world, days=[TODAY], start_min=11 * 60 + 5)
    await play("""
        Pengajar Kaltim: absen
        Bot: ... Hadir 0 dari 0 orang. Mau apa? [...]
        Pengajar Kaltim: catat hadir
        Bot: Belum ada peserta di kelas ini.
    """)


async def test_whoever_leads_no_class_here_sees_none(play: Play, world: World) -> None:
    await a_class_now(world, "Siti")
    await world.add("Pelatih", Role.TRAINER)
    await world.add("Petugas Batu", Role.WORKER, office=BATU)
    await play("""
        Pelatih: absen
        Bot: Belum ada pertemuan yang bisa dicatat. Lihat kelasnya di menu KELAS.
        Petugas Batu: absen
        Bot: Belum ada pertemuan yang bisa dicatat. Lihat kelasnya di menu KELAS.
        Siti: daftar hadir
        Bot: ... [...]
    """)
    assert "Siapa yang hadir?" not in " ".join(world.said["Siti"])


async def test_absen_is_the_list_to_who_takes_it_and_her_own_presence_to_a_member(
    play: Play, world: World
) -> None:
    await a_class_now(world, "Siti")
    await play("""
        Siti: absen
        Bot: Ketik kode yang ada di dinding. Contoh: 7K4P. [Tidak ada kode]
    """)
    await world.add("Neneng")
    await play("""
        Neneng: absen
        Bot: Belum ada kelas Ibu yang sedang dibuka. Ketik JADWAL untuk melihat waktunya.
    """)


async def test_who_keeps_a_groups_book_finds_the_list_of_its_meetings(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Cucu", Role.CHAIR)
    await a_class_now(world, "Siti", group="Mentari")
    await play("""
        Lilis: daftar hadir
        Bot: Buku yang mana? [...]
        Cucu: daftar hadir
        Bot: Daftar hadir apa? [Kelas] [Rapat kelompok]
        Cucu: kelas
        Bot: Kue kering, pertemuan ke-1. ... [...]
        Cucu: daftar hadir
        Bot: Daftar hadir apa? [Kelas] [Rapat kelompok]
        Cucu: rapat
        Bot: Buku yang mana? [...]
    """)


@pytest.mark.parametrize(
    ("came", "away", "said"),
    [
        ([1, 2, 3], [], "Semua hadir: {n} orang. Simpan?"),
        ([], [], "Tidak ada yang hadir, dari {of} orang. Simpan?"),
        ([1, 2], [], "Hadir {n} dari {of} orang.\nTidak hadir: {names}.\nSimpan?"),
        ([1], [], "Hadir {n} dari {of} orang: {names}.\nSimpan?"),
    ],
)
def test_the_fewer_names_are_read_back(came: list[int], away: list[int], said: str) -> None:
    assert read_back(women(3), came, away).message == said


def test_who_is_there_already_stays_so_unless_she_is_named_as_away() -> None:
    assert read_back(women(3, here=2), [3], []).message == "Semua hadir: {n} orang. Simpan?"
    found = read_back(women(3, here=2), [3], [1])
    assert (found.values["n"], found.values["of"], found.values["names"]) == (2, 3, "Demo 1")


def test_a_long_list_of_names_ends_in_a_number() -> None:
    found = named(women(60))
    assert not isinstance(found, str)
    assert len(str(found.values["names"])) <= NAMES_CHARS_MAX
    shown = str(found.values["names"]).count(",") + 1
    assert found.values["n"] == 60 - shown
