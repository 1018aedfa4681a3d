"""Kelas baru: from what a worker types to a class with its days; nothing is there before the last yes, and it is once."""

import pytest

from domain.courses import Kind, Skips, State, Topic, Who
from domain.roles import Role
from tests.handlers.office_people import add_named, chair_and_treasurer
from tests.handlers.training.classes import teach
from tests.handlers.training.made import classes, days, group, office, trainers
from tests.handlers.ways import in_every_way_at_once
from tests.play import Play
from tests.world import BATU, World

SORT = "Kelas apa? [Tata rias] [Menjahit] [Memasak] [Membatik] [Kue kering] [...] [Bimbingan, Bimtek]"

UNTIL_WHEN = f"""
        Rina: buat kelas
        Bot: {SORT}
        Rina: kue kering
        Bot: Apa nama kelasnya? Boleh nama biasanya saja. [Nama biasa]
        Rina: [Nama biasa]
        Bot: Di mana tempatnya? Contoh: Balai Desa Junrejo.
        Rina: Balai Desa Contoh
        Bot: Kapan kelasnya? / Contoh: tiap Selasa jam 9 pagi, 8 kali, mulai 3 Februari.
"""
DAYS = """
        Bot: 8 pertemuan, jam 09.00-11.00 WITA: / Selasa, 10 Februari 2026 / Selasa, 24 Februari 2026 / Selasa, 3 Maret 2026 /
            ... sampai Selasa, 14 April 2026 / Libur, dilewati: / Selasa, 17 Februari 2026 (Tahun Baru Imlek) /
            Selasa, 24 Maret 2026 (Cuti Bersama Hari Raya Idul Fitri) / Benar? [Benar] [Ubah jadwal]
"""
AFTER_WHEN = """
        Bot: Paling banyak berapa orang? [Tidak dibatasi]
        Rina: 20 orang
        Bot: Perlu bawa apa? Contoh: celemek dan buku. [Tidak ada]
        Rina: celemek
        Bot: Boleh bawa anak? [Boleh bawa anak] [Ada yang menjaga] [Belum bisa] [...]
        Rina: boleh
        Bot: Untuk siapa kelas ini? [Semua warga] [Wilayah tertentu] [Anggota kelompok] [Hasil awal cocok] [Sudah bisa sesuatu]
        Rina: semua
        Bot: Siapa pelatihnya? [Saya sendiri] [Orang lain] [Belum ada]
        Rina: saya
        Bot: Kue kering / 8 pertemuan, mulai Selasa, 10 Februari 2026, jam 09.00-11.00 WITA / Tempat: Balai Desa Contoh /
            Paling banyak 20 orang / Bawa: celemek / Anak: boleh ikut / Untuk: semua warga / Pelatih: 1 orang /
            Sudah benar? [Buat kelas] [Ubah dulu] [Tidak jadi]
"""
MADE = """
        Bot: Kelas Kue kering sudah dibuat. Kodenya <kode>. / Warga bisa mendaftar lewat JADWAL. /
            Untuk mengubah, ketik KELOLA KELAS.
"""


@in_every_way_at_once
async def test_a_worker_makes_a_class_from_what_is_written(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await play(
        UNTIL_WHEN
        + "        Rina: tiap Selasa jam 9, 8 kali, mulai 10 Februari, libur Lebaran"
        + DAYS
        + "        Rina: benar"
        + AFTER_WHEN
    )
    assert await classes(world, office(world)) == []
    await play("        Rina: [Buat kelas]" + MADE)
    (course,) = await classes(world, office(world))
    assert (course.title, course.kind, course.topic, course.place) == (
        "Kue kering",
        Kind.SKILL,
        Topic.COOKIES,
        "Balai Desa Contoh",
    )
    assert (course.capacity, course.bring, course.childcare, course.who) == (
        20,
        "celemek",
        "boleh ikut",
        Who(),
    )
    assert (course.skips, course.start_min, course.state) == (Skips.ALL, 540, State.OPEN)
    assert await trainers(world, course) == ["Rina"]
    found = await days(world, course)
    assert len(found) == 8
    assert found[:2] == ["10/02 09.00 planned", "24/02 09.00 planned"]
    assert not {"17/02 09.00 planned", "24/03 09.00 planned"} & set(found)


async def test_what_is_missing_of_the_time_is_asked_by_itself(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await play(
        UNTIL_WHEN
        + """
        Rina: tiap Rabu
        Bot: Jam berapa mulainya?
        Rina: jam 1 siang
        Bot: Berapa kali pertemuannya?
        Rina: 3
        Bot: 3 pertemuan, jam 13.00-15.00 WITA: / Rabu, 4 Februari 2026 / Rabu, 11 Februari 2026 / Rabu, 18 Februari 2026 /
            Benar? [Benar] [Ubah jadwal]
        Rina: ubah jadwal
        Bot: Kapan kelasnya? / Contoh: ...
        Rina: kapan-kapan saja
        Bot: Maaf, harinya dan jamnya belum jelas. / Kapan kelasnya? / Contoh: ...
        Rina: hari ini jam 8 pagi
        Bot: Waktu itu sudah lewat. Kapan kelasnya?
        Rina: besok jam 8 pagi
        Bot: 1 pertemuan, jam 08.00-10.00 WITA: / Rabu, 4 Februari 2026 / Benar? [Benar] [Ubah jadwal]
    """
    )


async def test_everything_can_be_changed_before_the_last_yes(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await play(
        UNTIL_WHEN
        + "        Rina: tiap Selasa jam 9, 8 kali, mulai 10 Februari, libur Lebaran"
        + DAYS
        + "        Rina: benar"
        + AFTER_WHEN
        + """
        Rina: ubah dulu
        Bot: Yang mana diubah? [Nama kelas] [Tempat] [Jadwal] [Banyaknya orang] [Yang dibawa] [Soal anak] [Soal ongkos]
            [Untuk siapa] [Pelatih] [Pengingat]
        Rina: soal ongkos
        Bot: Ongkos ke tempat kelas? [Ongkos diganti] [Ada jemputan] [Ongkos sendiri] [...]
        Rina: diganti
        Bot: ... Ongkos: diganti ... / Sudah benar? [...]
        Rina: ubah dulu
        Bot: Yang mana diubah? [...]
        Rina: untuk siapa
        Bot: Untuk siapa kelas ini? [...]
        Rina: wilayah tertentu
        Bot: Wilayah mana? Boleh lebih dari satu. [...]
        Rina: 1 dan 2
        Bot: ... Untuk: warga ..., ... / Pelatih: 1 orang / Sudah benar? [...]
        Rina: ubah dulu
        Bot: Yang mana diubah? [...]
        Rina: nama kelas
        Bot: Apa nama kelasnya? ... [Nama biasa]
        Rina: Kelas janda mandiri
        Bot: Tulisan ini bisa terbaca orang lain di HP warga. Pakai kata yang netral. / Apa nama kelasnya? ... [Nama biasa]
        Rina: Kue kering Lebaran
        Bot: Kue kering Lebaran / ... Sudah benar? [...]
        Rina: ubah dulu
        Bot: Yang mana diubah? [...]
        Rina: pengingat
        Bot: Kapan pengingat dikirim? [Sehari dan 2 jam] [Sehari sebelumnya] [2 jam sebelumnya]
        Rina: sehari
        Bot: ... Sudah benar? [Buat kelas] [Ubah dulu] [Tidak jadi]
        Rina: buat kelas
        Bot: Kelas Kue kering Lebaran sudah dibuat. ...
    """
    )
    (course,) = await classes(world, office(world))
    assert (course.transport, course.offsets) == ("diganti", (1440,))
    assert course.who == Who(areas=("kutai_kartanegara", "samarinda"))


async def test_the_same_class_is_not_made_twice(play: Play, world: World) -> None:
    """A button tapped twice answers once; and who begins again from the start is told that it is there."""
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await play(
        UNTIL_WHEN
        + "        Rina: tiap Selasa jam 9, 8 kali, mulai 10 Februari, libur Lebaran"
        + DAYS
        + "        Rina: benar"
        + AFTER_WHEN
        + "        Rina: [Buat kelas]"
        + MADE
        + "        Rina: buat kelas\n        Bot: Kelas Dinas Sosial Kaltim. Pakai apa? [Kelas baru] [Seperti yang dulu] [Dari file Excel]"
        + """
        Rina: seperti yang dulu
        Bot: Seperti kelas yang mana? [Kue kering]
        Rina: kue kering
        Bot: Kapan kelasnya? ...
        Rina: tiap Selasa jam 9, 8 kali, mulai 10 Februari, libur Lebaran"""
        + DAYS
        + """
        Rina: benar
        Bot: Kue kering / ... Sudah benar? [...]
        Rina: buat kelas
        Bot: Kelas ini sudah ada. Kodenya <kode>.
    """
    )
    assert len(await classes(world, office(world))) == 1


async def test_a_class_like_an_earlier_one_is_only_asked_for_its_days(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await teach(world, capacity=12, bring="apron", childcare="boleh ikut")
    await play("""
        Rina: buat kelas
        Bot: Kelas Dinas Sosial Kaltim. Pakai apa? [Kelas baru] [Seperti yang dulu] [Dari file Excel]
        Rina: seperti yang dulu
        Bot: Seperti kelas yang mana? [Kue kering]
        Rina: kue kering
        Bot: Kapan kelasnya? ...
        Rina: Kamis jam 9 pagi, 2 kali, mulai 5 Maret
        Bot: 2 pertemuan, ... Benar? [Benar] [Ubah jadwal]
        Rina: benar
        Bot: Kue kering / 2 pertemuan, mulai Kamis, 5 Maret 2026, ... / Paling banyak 12 orang / Bawa: apron / Anak: boleh ikut / ...
            [...]
        Rina: tidak jadi
        Bot: Baik, kelas tidak dibuat.
    """)
    assert len(await classes(world, office(world))) == 1


async def test_a_bimtek_is_asked_for_its_field_and_goes_before_the_aid(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await play(f"""
        Rina: buat kelas
        Bot: {SORT}
        Rina: bimtek
        Bot: Bimbingan yang mana? [Bimbingan motivasi] [Bimbingan sosial] [Bimbingan usaha] [Bimtek sebelum bantuan]
        Rina: bimtek sebelum bantuan
        Bot: Bimtek untuk bidang apa? [...]
        Rina: menjahit
        Bot: Apa nama kelasnya? Boleh nama biasanya saja. [Nama biasa]
        Rina: [Nama biasa]
        Bot: Di mana tempatnya? ...
        Rina: Kantor
        Bot: Kapan kelasnya? ...
        Rina: 5 Maret 2026 jam 09.00
        Bot: 1 pertemuan, ... Benar? [...]
        Rina: benar
        Bot: Paling banyak ... [...]
        Rina: lewati
        Bot: Perlu bawa apa? ... [...]
        Rina: lewati
        Bot: Boleh bawa anak? [...]
        Rina: lewati
        Bot: Wajib diikuti sebelum bantuan diserahkan? [Ya] [Tidak]
        Rina: ya
        Bot: Untuk siapa kelas ini? [...]
        Rina: hasil awal cocok
        Bot: Hasil awal bantuan apa? [...]
        Rina: 1
        Bot: Siapa pelatihnya? [...]
        Rina: orang lain
        Bot: Yang mana? Boleh lebih dari satu. [...]
        Rina: 1
        Bot: Bimtek menjahit / ... / Bawa: tidak ada / Untuk: semua warga, yang hasil awalnya cocok.
            Diikuti sebelum bantuan diserahkan. / Pelatih: 1 orang / Sudah benar? [...]
        Rina: buat kelas
        Bot: Kelas Bimtek menjahit sudah dibuat. ...
    """)
    (course,) = await classes(world, office(world))
    assert (course.kind, course.topic, course.who.before_aid) == (Kind.BIMTEK, Topic.SEWING, True)
    assert len(course.who.sets) == 1
    assert "Rina list person Rina trainers" in world.audit


async def test_a_leader_makes_a_class_for_her_own_group(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(f"""
        Cucu: buat kelas
        Bot: {SORT}
        Cucu: tenun
        Bot: Apa nama kelasnya? Boleh nama biasanya saja. [Nama biasa]
        Cucu: [Nama biasa]
        Bot: Di mana tempatnya? Kalau dilewati: Desa Contoh. [Seperti biasa]
        Cucu: [Seperti biasa]
        Bot: Kapan kelasnya? ...
        Cucu: besok jam 8 pagi
        Bot: 1 pertemuan, jam 08.00-10.00 WIB: / Rabu, 4 Februari 2026 / Benar? [...]
        Cucu: benar
        Bot: Paling banyak berapa orang? [Tidak dibatasi]
        Cucu: tidak dibatasi
        Bot: Perlu bawa apa? ... [Tidak ada]
        Cucu: tidak ada
        Bot: Boleh bawa anak? [...]
        Cucu: boleh bawa anak
        Bot: Untuk siapa kelas ini? [Anggota kelompok] [Semua yang tertarik]
        Cucu: lewati
        Bot: Tenun / ... / Tempat: Desa Contoh / Banyaknya: tidak dibatasi / ... / Untuk: anggota kelompok / Sudah benar? [...]
        Cucu: buat kelas
        Bot: Kelas Tenun sudah dibuat. ...
    """)
    (course,) = await classes(world, group(world))
    assert (course.who, course.capacity) == (Who(groups=(world.groups["Mentari"],)), 0)
    assert await trainers(world, course) == ["Cucu"]


async def test_in_a_practice_a_class_is_made_for_nobody(play: Play, world: World) -> None:
    """The office she works for and the group she leads are not there; in the real ones nothing is left of it."""
    await chair_and_treasurer(world)
    await play(f"""
        Cucu: latihan
        Bot: ... [Ya] [Tidak]
        Cucu: ya
        Bot: Latihan dimulai. ...
        Cucu: buat kelas
        Bot: {SORT}
        Cucu: tenun
        Bot: Apa nama kelasnya? ... [Nama biasa]
        Cucu: lewati
        Bot: Di mana tempatnya? ... [Seperti biasa]
        Cucu: lewati
        Bot: Kapan kelasnya? ...
        Cucu: besok jam 8 pagi
        Bot: ... Benar? [...]
        Cucu: benar
        Bot: Paling banyak ... [...]
        Cucu: lewati
        Bot: Perlu bawa apa? ... [...]
        Cucu: lewati
        Bot: Boleh bawa anak? [...]
        Cucu: lewati
        Bot: Untuk siapa kelas ini? [...]
        Cucu: anggota kelompok
        Bot: Tenun / ... Sudah benar? [...]
        Cucu: buat kelas
        Bot: Kelas Tenun sudah dibuat. Kodenya ... / Ini latihan. Tidak ada yang dikabari.
        Cucu: besok libur, hujan
        Bot: Tenun, ...: libur. / Alasannya: hujan / Ini latihan, tidak ada yang dikabari. Benar? [...]
        Cucu: ya
        Bot: Sudah dicatat.
        Cucu: impor kelas
        Bot: Waktu latihan, buat satu kelas saja. Ketik BUAT KELAS.
        Cucu: selesai latihan
        Bot: ... [...]
        Cucu: selesai latihan
        Bot: Latihan selesai. ...
        Cucu: kelola kelas
        Bot: Belum ada kelas yang berjalan. [...]
    """)
    assert await classes(world, group(world)) == []
    assert world.pushes == []


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COMPANION, Role.ADMIN, Role.TREASURER, Role.MEMBER])
async def test_whoever_keeps_no_classes_makes_none(play: Play, world: World, role: Role) -> None:
    await world.add("Tuti", role)
    await play("""
        Tuti: buat kelas
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


async def test_who_works_for_two_offices_says_for_which(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    from tests.handlers.test_duty import grant_too

    await grant_too(world, "Rina", Role.WORKER, BATU)
    await play(f"""
        Rina: buat kelas
        Bot: Kelas untuk kantor atau kelompok yang mana? [Dinas Sosial Kaltim] [Dinas Sosial Kota Batu]
        Rina: kota batu
        Bot: {SORT}
        Rina: kembali
        Bot: Baik, kita ulang pertanyaan tadi. / Kelas untuk kantor atau kelompok yang mana? [...]
    """)
