"""Ubah pertemuan: what a trainer writes in the evening is off or moved after two taps, and everybody with a place hears."""

import pytest

from db.unit import Unit
from domain.roles import Role
from tests.handlers.office_people import add_named, chair_and_treasurer
from tests.handlers.training.classes import put_in, teach, weeks
from tests.handlers.training.made import classes, days, group, office
from tests.handlers.ways import in_every_way_at_once
from tests.play import Play
from tests.world import World

# From 11.00 WITA of Tuesday, 3 February 2026, to 20.40.
EVENING = "(jam +580 menit)"
TOMORROW = weeks(3)[0].replace(day=4)


async def furnish(world: World, *titles: str, women: tuple[str, ...] = ("Sri", "Ani")) -> None:
    """Classes of tomorrow morning which Tuti leads; Sri has a phone of her own, Ani shares hers."""
    trainer = await world.add("Tuti", Role.TRAINER)
    await world.add("Sri", area="samarinda")
    await world.add("Ani", area="samarinda", phone="shared")
    for number, title in enumerate(titles or ("Kue kering",)):
        course = await teach(
            world,
            title,
            days=weeks(3, TOMORROW),
            start_min=480 + 180 * number,
            trainers=(trainer,),
            offsets=(120,),
        )
        await put_in(world, course, *women)


@in_every_way_at_once
async def test_one_line_in_the_evening_and_one_tap(play: Play, world: World) -> None:
    await furnish(world, women=("Sri",))
    await play(f"""
        {EVENING}
        Bot → Sri: Bu, saya ingatkan: ... [...]
    """)
    await play("""
        Tuti: besok libur, pelatih sakit
        Bot: Kue kering, Rabu, 4 Februari 2026, jam 08.00 WITA: libur. / Alasannya: pelatih sakit /
            1 orang dikabari. Benar? [Ya, kabari semua] [Tanpa alasan] [Tidak jadi]
        Tuti: [Ya, kabari semua]
        Bot: Sudah. 1 orang dikabari.
        Bot → Sri: Bu, Kue kering libur dulu. Yang tidak jadi: Rabu, 4 Februari 2026, jam 08.00 WITA. ... pelatih sakit. ...
    """)
    (course,) = await classes(world, office(world))
    assert await days(world, course) == [
        "04/02 08.00 cancelled (pelatih sakit)",
        "11/02 08.00 planned",
        "18/02 08.00 planned",
    ]


async def test_of_two_classes_of_the_day_she_says_which(play: Play, world: World) -> None:
    await furnish(world, "Kue kering", "Menjahit")
    await play("""
        Tuti: besok libur
        Bot: Pertemuan yang mana? [Kue kering, Rabu, 4 Februari 2026, jam 08.00 WITA]
            [Menjahit, Rabu, 4 Februari 2026, jam 11.00 WITA]
        Tuti: menjahit
        Bot: Menjahit, Rabu, 4 Februari 2026, jam 11.00 WITA: libur. / 2 orang dikabari. Benar?
            [Ya, kabari semua] [Tidak jadi]
        Tuti: tidak jadi
        Bot: Baik, tidak ada yang berubah.
        Tuti: kelas menjahit besok libur, mesinnya rusak
        Bot: Menjahit, ...: libur. / Alasannya: mesinnya rusak / 2 orang dikabari. Benar? [...]
        Tuti: tanpa alasan
        Bot: Sudah. 2 orang dikabari.
        Bot → Sri: Bu, Menjahit libur dulu. ...
        Bot → Ani: Ada kabar dari kelompok. ...
    """)
    sewing = (await classes(world, office(world)))[1]
    assert (await days(world, sewing))[0] == "04/02 11.00 cancelled"


async def test_a_reason_that_shames_is_not_sent(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Tuti: besok libur karena banyak yang nunggak
        Bot: Alasannya tidak saya kirim. Bisa terbaca orang lain di HP warga. /
            Kue kering, ...: libur. / 2 orang dikabari. Benar? [Ya, kabari semua] [Tidak jadi]
        Tuti: ya
        Bot: Sudah. 2 orang dikabari.
        Bot → Sri: Bu, Kue kering libur dulu. ...
        Bot → Ani: Ada kabar dari kelompok. ...
    """)
    assert not any("nunggak" in line for line in world.said["Sri"])


async def test_a_weekday_is_the_one_beside_the_session_that_is_moved(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Tuti: ubah pertemuan
        Bot: Pertemuan yang mana? [Rabu, 4 Februari 2026, jam 08.00 WITA] [...]
        Tuti: 2
        Bot: Kue kering, Rabu, 11 Februari 2026, jam 08.00 WITA. Mau diapakan? [...]
        Tuti: pindah
        Bot: Pindah ke kapan? Contoh: Kamis jam 10 pagi.
        Tuti: Kamis jam 10 pagi
        Bot: Kue kering. / Dari Rabu, 11 Februari 2026, jam 08.00 WITA / ke Kamis, 12 Februari 2026, jam 10.00 WITA. / ... [...]
        Tuti: tidak jadi
        Bot: Baik, tidak ada yang berubah.
        Tuti: pertemuan 18 februari dimajukan ke senin
        Bot: Senin, 16 Februari 2026 tanggal merah: ... Kue kering. / Dari Rabu, 18 Februari 2026, jam 08.00 WITA / ke Senin, 16 Februari 2026, jam 08.00 WITA. / ... [...]
        Tuti: tidak jadi
        Bot: Baik, tidak ada yang berubah.
    """)


async def test_it_moves_to_the_day_and_hour_she_writes(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Tuti: besok diundur ke Jumat jam 10
        Bot: Kue kering. / Dari Rabu, 4 Februari 2026, jam 08.00 WITA / ke Jumat, 6 Februari 2026, jam 10.00 WITA. /
            2 orang dikabari. Benar? [Ya, kabari semua] [Waktu lain] [Tidak jadi]
        Tuti: waktu lain
        Bot: Pindah ke kapan? Contoh: Kamis jam 10 pagi.
        Tuti: kapan-kapan
        Bot: Maaf, saya belum mengerti. Contoh jawaban: Kamis jam 10 pagi. / Pindah ke kapan? Contoh: Kamis jam 10 pagi.
        Tuti: hari ini jam 8 pagi
        Bot: Waktu itu sudah lewat. / Pindah ke kapan? Contoh: Kamis jam 10 pagi.
        Tuti: 11 Februari
        Bot: Waktu itu sudah ada pertemuan lain di kelas ini. / Pindah ke kapan? ...
        Tuti: 17 Februari
        Bot: Selasa, 17 Februari 2026 tanggal merah: Tahun Baru Imlek. / Kue kering. / Dari Rabu, 4 Februari 2026, jam 08.00 WITA /
            ke Selasa, 17 Februari 2026, jam 08.00 WITA. / 2 orang dikabari. Benar? [...]
        Tuti: waktu lain
        Bot: Pindah ke kapan? ...
        Tuti: jam 2 siang
        Bot: ... / ke Rabu, 4 Februari 2026, jam 14.00 WITA. / ... [...]
        Tuti: ya
        Bot: Sudah. 2 orang dikabari.
        Bot → Sri: Bu, Kue kering pindah waktu. / Tadinya: Rabu, 4 Februari 2026, jam 08.00 WITA. /
            Sekarang: Rabu, 4 Februari 2026, jam 14.00 WITA, di Balai Desa Contoh. / ...
        Bot → Ani: Ada kabar dari kelompok. ...
    """)
    (course,) = await classes(world, office(world))
    assert (await days(world, course))[0] == "04/02 14.00 planned"


async def test_from_the_menu_with_a_reason_to_tap(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Tuti: kelola kelas
        Bot: 1 kelas. Yang mana? [Kue kering] [Yang sudah selesai] [Tutup]
        Tuti: kue kering
        Bot: Kue kering, Balai Desa Contoh. Kode ... / Mau apa? [Libur atau pindah] [...] [Peserta] [Kelas lain] [Tutup]
        Tuti: libur atau pindah
        Bot: Pertemuan yang mana? [Rabu, 4 Februari 2026, jam 08.00 WITA] [Rabu, 11 Februari 2026, jam 08.00 WITA]
            [Rabu, 18 Februari 2026, jam 08.00 WITA]
        Tuti: 2
        Bot: Kue kering, Rabu, 11 Februari 2026, jam 08.00 WITA. Mau diapakan?
            [Libur] [Pindah hari atau jam] [Pindah tempat] [Tidak jadi]
        Tuti: libur
        Bot: Apa alasannya? Warga akan membacanya. [Pelatih sakit] [Hujan atau banjir] [Tempat dipakai] [Tulis alasan] [...]
        Tuti: tulis alasan
        Bot: Tulis singkat saja.
        Tuti: telepon 0812 3456 7890 untuk tanya
        Bot: Nomor telepon dan alamat internet tidak dipakai di sini. Tulis tanpa itu. / Tulis singkat saja.
        Tuti: ada acara desa
        Bot: ...: libur. / Alasannya: ada acara desa / 2 orang dikabari. Benar? [...]
        Tuti: ya
        Bot: Sudah. 2 orang dikabari.
        Bot → Sri: Bu, Kue kering libur dulu. ... ada acara desa. ...
        Bot → Ani: Ada kabar dari kelompok. ...
    """)


async def test_to_another_place(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Tuti: ubah pertemuan
        Bot: Pertemuan yang mana? [Rabu, 4 Februari 2026, jam 08.00 WITA] [...]
        Tuti: 1
        Bot: ... Mau diapakan? [...]
        Tuti: pindah tempat
        Bot: Pindah ke mana? Sekarang di Balai Desa Contoh.
        Tuti: Balai RW 3
        Bot: Kue kering, Rabu, 4 Februari 2026, jam 08.00 WITA, di Balai RW 3. / 2 orang dikabari. Benar? [...]
        Tuti: ya
        Bot: Sudah. 2 orang dikabari.
        Bot → Sri: Bu, Kue kering pindah tempat. / Sekarang di Balai RW 3. Waktunya tetap: Rabu, 4 Februari 2026, jam 08.00 WITA.
        Bot → Ani: Ada kabar dari kelompok. ...
    """)


async def test_at_night_she_is_told_when_the_news_goes_out(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        (jam +640 menit)
        Bot → Sri: Bu, saya ingatkan: ... [...]
        Bot → Ani: Ada kabar dari kelompok. ...
        Tuti: besok libur
        Bot: ... / 2 orang dikabari. Benar? [...]
        Tuti: ya
        Bot: Sudah dicatat. Kabarnya sampai mulai jam 05.30.
        (jam +8 jam)
        Bot → Sri: Bu, Kue kering libur dulu. ...
    """)


async def test_what_is_days_off_is_told_in_the_morning_and_said_so(play: Play, world: World) -> None:
    await furnish(world)
    await play(f"""
        {EVENING}
        Bot → Sri: Bu, saya ingatkan: ... [...]
        Bot → Ani: Ada kabar dari kelompok. ...
        Tuti: pertemuan 11 februari diundur ke jumat
        Bot: ... [...]
        Tuti: ya
        Bot: Sudah dicatat. Kabarnya sampai mulai jam 07.00.
        (jam +11 jam)
        Bot → Sri: Bu, Kue kering pindah waktu. ...
    """)


@pytest.mark.parametrize(
    "said", ["besok libur?", "besok kantor libur", "rapat besok diundur", "saya pindah rumah besok", "libur"]
)
async def test_what_is_no_change_of_a_class_begins_none(play: Play, world: World, said: str) -> None:
    await furnish(world)
    await play(f"""
        Tuti: {said}
        Bot: Maaf, saya belum mengerti. ... [...]
    """)
    (course,) = await classes(world, office(world))
    assert all(each.endswith("planned") for each in await days(world, course))


async def test_a_woman_in_the_class_begins_none_with_the_same_words(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Sri: besok libur, pelatih sakit
        Bot: Maaf, saya belum mengerti. ... [...]
    """)


async def test_it_comes_before_an_open_question_that_does_not_understand_it(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Tuti: menu
        Bot: ... [...]
        Tuti: besok libur, hujan deras
        Bot: Kue kering, ...: libur. / Alasannya: hujan deras / 2 orang dikabari. Benar? [...]
    """)


async def test_on_a_day_without_a_session_those_to_come_are_shown(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Tuti: lusa libur
        Bot: Kamis, 5 Februari 2026 tidak ada pertemuan. / Pertemuan yang mana? [Kue kering, Rabu, 4 Februari 2026, jam 08.00 WITA] [...]
            [Tidak jadi]
        Tuti: 2
        Bot: Kue kering, Rabu, 11 Februari 2026, jam 08.00 WITA: libur. / 2 orang dikabari. Benar? [...]
        Tuti: tidak jadi
        Bot: Baik, tidak ada yang berubah.
    """)


async def test_on_such_a_day_not_even_the_only_session_is_taken_by_itself(play: Play, world: World) -> None:
    trainer = await world.add("Tuti", Role.TRAINER)
    await teach(world, days=[TOMORROW], start_min=480, trainers=(trainer,))
    await play("""
        Tuti: lusa libur, hujan
        Bot: Kamis, 5 Februari 2026 tidak ada pertemuan. / Pertemuan yang mana? [Kue kering, Rabu, 4 Februari 2026, jam 08.00 WITA]
            [Tidak jadi]
        Tuti: tidak jadi
        Bot: Baik, tidak ada yang berubah.
    """)


async def test_a_trainer_changes_only_what_she_leads(play: Play, world: World) -> None:
    await teach(world)
    await world.add("Tuti", Role.TRAINER)
    await play("""
        Tuti: besok libur, pelatih sakit
        Bot: Belum ada pertemuan yang akan datang.
    """)


async def test_what_another_has_moved_meanwhile_is_not_called_off(play: Play, world: World) -> None:
    await furnish(world)
    await play("""
        Tuti: besok libur
        Bot: ... [Ya, kabari semua] [Tidak jadi]
    """)

    async def move(unit: Unit) -> None:
        unit.write("UPDATE course_sessions SET moves = 1, start_ms = start_ms + 3600000 WHERE n = 1")

    await world.run(move)
    await play("""
        Tuti: ya
        Bot: Waktu atau tempatnya baru saja diubah. / Kue kering, Rabu, 4 Februari 2026, jam 09.00 WITA: libur. /
            2 orang dikabari. Benar? [Ya, kabari semua] [Tidak jadi]
    """)
    (course,) = await classes(world, office(world))
    assert (await days(world, course))[0] == "04/02 09.00 planned"


async def test_a_leader_calls_off_the_class_of_her_group(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await add_named(world, "Siti", "Siti", Role.MEMBER)
    await teach(world, "Tenun", group="Mentari", days=weeks(2, TOMORROW), offsets=(120,))
    (course,) = await classes(world, group(world))
    await put_in(world, course.id, "Siti")
    await play("""
        Cucu: besok prei, ada hajatan
        Bot: Tenun, Rabu, 4 Februari 2026, jam 09.00 WIB: libur. / Alasannya: ada hajatan / 1 orang dikabari. Benar? [...]
        Cucu: ya
        Bot: Sudah. 1 orang dikabari.
        Bot → Siti: Bu, Tenun libur dulu. ...
    """)
