"""Kelola kelas: the classes somebody leads, one on its page; a trainer runs hers, who keeps classes changes them."""

from datetime import timedelta

from domain.roles import Role
from handlers.training.manage_steps import end
from tests.handlers.office_people import add_named, chair_and_treasurer
from tests.handlers.training.classes import NEXT_TUESDAY, NINE, course, put_in, step, teach, weeks
from tests.handlers.training.made import classes, office
from tests.play import Play
from tests.world import World

PAGE = """Kue kering, Balai Desa Contoh. Kode ... / Berikutnya: Selasa, 10 Februari 2026, jam 09.00 WITA. Masih 8 pertemuan. /
            {places} / Mau apa? [Libur atau pindah] [...] [Peserta] {more}[Kelas lain] [Tutup]"""


async def test_a_worker_sees_who_comes_and_goes_on_from_there(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await add_named(world, "Siti", "Siti Aminah")
    await add_named(world, "Ani", "Ani")
    course = await teach(world, capacity=1)
    await put_in(world, course, "Siti", "Ani")
    page = PAGE.format(places="1 ikut dari 1 tempat, 1 menunggu.", more="[Atur kelas] ")
    await play(f"""
        Rina: menu
        Bot: ... [Pesan warga] [Antrean] [Kelola kelas] [...]
        Rina: kelola kelas
        Bot: 1 kelas. Yang mana? [Kue kering] [Kelas baru] [Yang sudah selesai] [Tutup]
        Rina: kue kering
        Bot: {page}
        Rina: peserta
        Bot: 1. Siti Aminah / 2. Ani, menunggu / Ketik KELOLA KELAS untuk kembali.
    """)
    assert [line for line in world.audit if line.startswith("Rina list course")] == [
        "Rina list course Siti participants",
        "Rina list course Ani participants",
    ]


async def test_a_trainer_runs_what_she_leads_and_changes_nothing_of_it(play: Play, world: World) -> None:
    trainer = await world.add("Tuti", Role.TRAINER)
    await teach(world, trainers=(trainer,))
    await teach(world, "Menjahit")
    await play(f"""
        Tuti: kelola kelas
        Bot: 1 kelas. Yang mana? [Kue kering] [Yang sudah selesai] [Tutup]
        Tuti: 1
        Bot: {PAGE.format(places="0 orang ikut.", more="")}
        Tuti: peserta
        Bot: Belum ada yang ikut. / Ketik KELOLA KELAS untuk kembali.
        Tuti: kelola kelas
        Bot: 1 kelas. ... [...]
        Tuti: yang sudah selesai
        Bot: Belum ada kelas yang selesai. / Baik. Ketik KELOLA KELAS kalau perlu lagi.
    """)


async def test_without_any_class_a_new_one_is_offered_to_who_may_make_it(play: Play, world: World) -> None:
    await world.add("Tuti", Role.TRAINER)
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await play("""
        Tuti: kelola kelas
        Bot: Belum ada kelas yang berjalan. [Yang sudah selesai] [Tutup]
        Tuti: tutup
        Bot: Baik. Ketik KELOLA KELAS kalau perlu lagi.
        Rina: kelola kelas
        Bot: Belum ada kelas yang berjalan. [Kelas baru] [Yang sudah selesai] [Tutup]
        Rina: kelas baru
        Bot: Kelas apa? [...]
    """)


async def test_classes_stand_by_their_next_session(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await teach(world)
    await teach(world, "Menjahit", days=weeks(1, weeks(1)[0].replace(day=5)))
    await teach(world, "Membatik", days=weeks(1, weeks(1)[0].replace(day=20)))
    await play("""
        Rina: kelola kelas
        Bot: 3 kelas. Yang mana? [Menjahit] [Kue kering] [Membatik] [Kelas baru] [Yang sudah selesai] [Tutup]
        Rina: membatik
        Bot: Membatik, Balai Desa Contoh. ... [...]
        Rina: kelas lain
        Bot: 3 kelas. Yang mana? [...]
    """)


async def test_the_leaders_of_a_group_find_theirs_on_the_groups_page(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await teach(world)
    await teach(world, "Tenun", group="Mentari", days=weeks(2))
    await play("""
        Cucu: kelompok
        Bot: Kelompok Mentari, ... [...]
        Cucu: pengaturan
        Bot: Yang mana, Bu? [...]
        Cucu: kelas kelompok
        Bot: 1 kelas. Yang mana? [Tenun] [Kelas baru] [Yang sudah selesai] [Tutup]
        Cucu: tenun
        Bot: Tenun, Balai Desa Contoh. ... / Mau apa? [Libur atau pindah] [...] [Peserta] [Atur kelas] [Kelas lain] [Tutup]
        Lilis: kelola kelas
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


async def test_what_women_have_said_to_the_next_session_is_counted(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await world.add("Siti", area="samarinda")
    await world.add("Ani", area="samarinda")
    thursday = await teach(world, days=weeks(2, weeks(1)[0].replace(day=5)))
    await put_in(world, thursday, "Siti", "Ani")
    await play("""
        (jam +22 jam)
        Bot → Siti: ... Bisa datang? [Bisa] [Belum tentu] [Tidak bisa]
        Bot → Ani: ... Bisa datang? [Bisa] [Belum tentu] [Tidak bisa]
        Siti: insyaallah
        Bot: ...
        Ani: [Bisa]
        Bot: ...
        Rina: kelola kelas
        Bot: 1 kelas. ... [...]
        Rina: 1
        Bot: ... / 2 orang ikut. / Jawaban: 1 bisa, 1 insyaallah. / Mau apa? [...]
    """)


async def test_a_class_that_is_over_is_found_again_and_copied_from_there(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await teach(world, days=weeks(1))
    await play("""
        (jam +10 hari)
        Rina: kelola kelas
        Bot: 1 kelas. Yang mana? [...]
        Rina: 1
        Bot: Kue kering, ... / Tidak ada pertemuan lagi. Kelas bisa diakhiri lewat Atur kelas. / 0 orang ikut. / Mau apa? [...]
        Rina: atur kelas
        Bot: Kue kering. Apa yang diatur? [...]
        Rina: akhiri kelas
        Bot: Akhiri Kue kering? 0 orang dicatat ikut sampai selesai. [Ya] [Tidak]
        Rina: ya
        Bot: Kelas Kue kering sudah selesai. Terima kasih.
        Rina: kelola kelas
        Bot: Belum ada kelas yang berjalan. [...]
        Rina: yang sudah selesai
        Bot: Kelas selesai yang mana? [Kue kering] [Tutup]
        Rina: kue kering
        Bot: Kue kering sudah selesai. ... [...]
    """)
    (course,) = await classes(world, office(world))
    assert course.state == "ended"


async def test_of_one_name_each_has_its_place_its_weekday_or_its_code(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    thursday = NEXT_TUESDAY.replace(day=12)
    await teach(world, days=[NEXT_TUESDAY])
    await teach(world, days=[thursday])
    await teach(world, place="Rumah Demo", days=[NEXT_TUESDAY.replace(day=13)])
    monday = NEXT_TUESDAY.replace(day=16)
    early = await course(world, await teach(world, "Tenun", days=[monday]))
    late = await course(world, await teach(world, "Tenun", days=[monday], start_min=NINE + 300))
    await play(f"""
        Rina: kelola kelas
        Bot: 5 kelas. Yang mana? [Selasa: Kue kering] [Kamis: Kue kering] [Kue kering, Rumah Demo] [{early.code}: Tenun]
            [{late.code}: Tenun] [Kelas baru] [Yang sudah selesai] [Tutup]
        Rina: {late.code.lower()}
        Bot: Tenun, Balai Desa Contoh. ... jam 14.00 WITA. ... [...]
    """)


async def test_what_is_for_all_classes_stands_on_the_first_page_and_every_name_is_understood(
    play: Play, world: World
) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    for number in range(12):
        await teach(world, f"Tenun {number}", days=[NEXT_TUESDAY + timedelta(days=number)])
    await play("""
        Rina: kelola kelas
        Bot: 12 kelas. Yang mana? [Tenun 0] [Tenun 1] [Tenun 2] [Tenun 3] [Tenun 4] [Tenun 5] [Tenun 6] [Kelas baru]
            [Yang sudah selesai] [Tutup] [Lihat yang lain]
        Rina: tenun 11
        Bot: Tenun 11, Balai Desa Contoh. ... [...]
    """)


async def test_on_the_day_itself_who_came_is_the_first_row(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await teach(world, days=[NEXT_TUESDAY.replace(day=3), NEXT_TUESDAY], start_min=NINE + 180)
    await teach(world, "Tenun")
    await play("""
        Rina: kelola kelas
        Bot: 2 kelas. Yang mana? [Hari ini: Kue kering] [Tenun] [Kelas baru] [Yang sudah selesai] [Tutup]
        Rina: kue kering
        Bot: ... Mau apa? [Daftar hadir, kode] [Libur atau pindah] [Peserta] [...]
    """)


async def test_figures_are_beside_the_classes_once_one_has_ended(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    ended = await teach(world, days=[NEXT_TUESDAY])
    await world.pass_time(8 * 24 * 3_600)
    await step(world, "Rina", end, ended)
    await play("""
        Rina: kelola kelas
        Bot: Belum ada kelas yang berjalan. [Kelas baru] [Hasil pelatihan] [Yang sudah selesai] [Tutup]
        Rina: hasil
        Bot: Belum ada kelas yang selesai. Hasilnya ditanyakan sebulan sesudah kelas.
    """)


async def test_a_class_of_this_morning_stays_first_all_day(play: Play, world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await teach(world, days=[NEXT_TUESDAY.replace(day=3), NEXT_TUESDAY], start_min=NINE + 130)
    await teach(world, "Tenun", days=[NEXT_TUESDAY.replace(day=4)])
    await world.pass_time(5 * 3_600)
    await play("""
        Rina: kelola kelas
        Bot: 2 kelas. Yang mana? [Hari ini: Kue kering] [Tenun] [...]
        Rina: 1
        Bot: ... Berikutnya: Selasa, 10 Februari 2026, ... Mau apa? [Daftar hadir, kode] [...]
    """)
