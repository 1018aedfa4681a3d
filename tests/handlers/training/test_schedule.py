"""Jadwal: hers first, then what fits; where she lives is asked only where nobody knows it, and outside nothing is hers."""

from db import courses, skills
from db.unit import Unit
from domain.courses import Topic, Who
from domain.roles import Role
from domain.skills import Side, Skill
from handlers.training import join_steps
from handlers.training.sight import controller_of
from tests.handlers.test_profile import LOCKS, OUTSIDE
from tests.handlers.training.classes import NEXT_TUESDAY, course, put_in, roll, step, teach, weeks
from tests.play import Play
from tests.world import BATU, MENTARI, World

WHEN = "Selasa, 10 Februari 2026, jam 09.00 WITA, di Balai Desa Contoh."
BELOW = "[Keterampilan saya] [...] [Punya kode kelas] [Selesai]"
ELSEWHERE = "[Keterampilan saya] [...] [Punya kode kelas] [Ganti daerah] [Selesai]"


async def test_what_is_hers_comes_first_by_day_and_then_what_fits(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    cookies = await teach(world)
    sewing = await teach(world, "Menjahit", days=weeks(3, NEXT_TUESDAY.replace(day=5)), topic=Topic.SEWING)
    await teach(world, "Membatik", days=weeks(2, NEXT_TUESDAY.replace(day=20)), topic=Topic.BATIK)
    await put_in(world, cookies, "Siti")
    await put_in(world, sewing, "Siti")
    await play(f"""
        Siti: jadwal
        Bot: Menjahit: Kamis, 5 Februari 2026, jam 09.00 WITA, di Balai Desa Contoh. / Kue kering: {WHEN} /
            Ada 1 kelas yang bisa Ibu ikuti. Mau lihat yang mana? [Menjahit] [Kue kering] [Membatik] {BELOW}
        Siti: selesai
        Bot: Baik, Bu. Ketik JADWAL kalau perlu lagi.
    """)


async def test_where_she_lives_is_asked_where_nobody_knows_it_and_kept_when_she_joins(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    cookies = await teach(world)
    await teach(world, "Menjahit", office=BATU)
    await play(f"""
        Siti: pelatihan
        Bot: Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: Ada 1 kelas yang bisa Ibu ikuti. Mau lihat yang mana? [Kue kering] {ELSEWHERE}
        Siti: kue kering
        Bot: ... / Mau apa, Bu? [Daftar] [Lihat jadwal]
        Siti: lihat jadwal
        Bot: Ada 1 kelas yang bisa Ibu ikuti. Mau lihat yang mana? [Kue kering] {ELSEWHERE}
        Siti: kue kering
        Bot: ... / Mau apa, Bu? [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: ... Boleh saya catat? [Boleh] [Tidak]
        Siti: boleh
        Bot: Ibu biasa dipanggil siapa? ...
        Siti: Siti
        Bot: Sudah kenal ... [...]
        Siti: sudah
        Bot: Ibu sudah terdaftar di Kue kering. ...
        Siti: jadwal
        Bot: Kue kering: {WHEN} / ... [...]
    """)
    assert await roll(world, cookies) == ["Siti joined"]


async def test_where_there_is_nothing_it_says_so_and_promises_nothing(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Yuyun")
    await play(f"""
        Siti: kelas dan jadwal
        Bot: Belum ada kelas untuk Ibu sekarang. Nanti ketik JADWAL lagi, ya. {BELOW}
        Yuyun: jadwal
        Bot: Ibu tinggal di mana? [...]
        Yuyun: junrejo
        Bot: Belum ada kelas untuk Ibu sekarang. Nanti ketik JADWAL lagi, ya. {ELSEWHERE}
        Yuyun: ganti daerah
        Bot: Ibu tinggal di mana? [...]
        Yuyun: samarinda
        Bot: Belum ada kelas untuk Ibu sekarang. ... {ELSEWHERE}
    """)


async def test_two_of_the_same_name_are_told_apart_by_their_day(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await teach(world)
    await teach(world, days=weeks(4, NEXT_TUESDAY.replace(day=12)))
    await play(f"""
        Siti: jadwal
        Bot: Ada 2 kelas yang bisa Ibu ikuti. Mau lihat yang mana? [Selasa: Kue kering] [Kamis: Kue kering] {BELOW}
        Siti: kamis
        Bot: Kue kering, ... Kamis, 12 Februari 2026, jam 09.00 WITA, di Balai Desa Contoh. / ... [Daftar] [Lihat jadwal]
    """)


async def test_what_asks_for_more_stands_apart_with_its_reason(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await teach(world, "Kue untuk dijual", who=Who(needs=(Topic.COOKIES,)))
    await play(f"""
        Siti: jadwal
        Bot: Belum ada kelas untuk Ibu sekarang. Nanti ketik JADWAL lagi, ya. [Kelas lain] {BELOW}
        Siti: kelas lain
        Bot: Ini kelas yang ada syaratnya. Mau lihat yang mana? [Kue untuk dijual]
        Siti: 1
        Bot: Kue untuk dijual, Dinas Sosial Kaltim. {WHEN} / Ada 8 pertemuan, sampai Selasa, 31 Maret 2026. /
            Kelas ini lanjutan. Yang dipelajari dulu: Kue kering. Sudah bisa? Ketik KETERAMPILAN, lalu catat di sana. /
            Mau apa, Bu? [Lihat jadwal]
    """)


async def test_a_code_from_a_poster_leads_to_the_course(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    code = (await course(world, await teach(world, office=BATU))).code
    await play(f"""
        Siti: jadwal
        Bot: ... {BELOW}
        Siti: punya kode kelas
        Bot: Apa kode kelasnya, Bu?
        Siti: XXXX
        Bot: Kode itu belum ada. Coba lihat lagi, atau ketik JADWAL.
        Siti: kode kelas
        Bot: Ibu belum ikut kelas. Mau lihat jadwalnya? [Lihat jadwal] [Punya kode kelas]
        Siti: 2
        Bot: Apa kode kelasnya, Bu?
        Siti: {code.lower()}
        Bot: Kue kering, Dinas Sosial Kota Batu. Selasa, 10 Februari 2026, jam 09.00 WIB, di Balai Desa Contoh. /
            Ada 8 pertemuan, sampai Selasa, 31 Maret 2026. /
            Kelas ini untuk warga daerah lain. Ketik JADWAL untuk kelas di dekat Ibu. / Mau apa, Bu? [Lihat jadwal]
    """)


async def test_in_a_practice_only_its_own_courses_are_there(play: Play, world: World) -> None:
    await world.add("Siti", Role.MEMBER, area="samarinda")
    await teach(world)
    await teach(world, "Tenun", group=MENTARI, topic=Topic.WEAVING)
    await play("""
        Siti: mulai latihan
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: Latihan dimulai. ...
        Siti: jadwal
        Bot: Belum ada kelas untuk Ibu sekarang. Nanti ketik JADWAL lagi, ya. [Keterampilan saya] [...] [Punya kode kelas] [Selesai]
        Siti: selesai latihan
        Bot: ... [...]
        Siti: [Selesai latihan]
        Bot: Latihan selesai. ...
        Siti: jadwal
        Bot: Ada 2 kelas yang bisa Ibu ikuti. ... [...]
    """)


async def test_the_outside_of_a_locked_phone_shows_what_hangs_at_the_offices_door(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda", phone="shared")
    await teach(world, bring="celemek")
    await teach(world, "Bimtek usaha", who=Who(before_aid=True))
    await teach(world, "Bersama Mentari", who=Who(groups=(world.groups[MENTARI],)))
    await teach(world, "Tenun", group=MENTARI, topic=Topic.WEAVING)
    await put_in(world, await teach(world, "Menjahit", topic=Topic.SEWING, capacity=1), "Siti")
    await play(LOCKS)
    await play(f"""
        Siti: kunci
        Bot: HP ini sekarang untuk Siti. ... [...]
        Siti: [Kunci sekarang]
        Bot: ... {OUTSIDE}
        Siti: /jadwal
        Bot: Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: Kue kering: {WHEN} / Menjahit: {WHEN} / Ketik MENU untuk pilihan lain.
        Siti: kelas saya
        Bot: Ibu tinggal di mana? [...]
        Siti: menu
        Bot: {OUTSIDE}
        Siti: jadwal kelas
        Bot: Ibu tinggal di mana? [...]
        Siti: junrejo
        Bot: Di daerah itu belum ada kelas untuk umum. / Ketik MENU untuk pilihan lain.
        Siti: keterampilan
        Bot: ... {OUTSIDE}
    """)


async def test_who_makes_courses_reads_what_is_wanted_by_five_and_more(play: Play, world: World) -> None:
    course_id = await teach(world)
    women = [f"Ibu {letter}" for letter in "ABCDE"]
    for number, name in enumerate(women):
        await world.add(name, area="samarinda")
        wants = [Topic.SEWING] if number else [Topic.SEWING, Topic.BATIK]
        await step(world, name, wish, course_id, *wants)
    await play("""
        Pengajar Kaltim: jadwal
        Bot: Ibu tinggal di mana? [...]
        Pengajar Kaltim: samarinda
        Bot: Mau belajar Menjahit: 5 orang. / Ada 1 kelas yang bisa Ibu ikuti. ... [...]
        Ibu A: jadwal
        Bot: Ada 1 kelas yang bisa Ibu ikuti. ... [...]
    """)


async def wish(unit: Unit, course_id: int, *topics: Topic) -> None:
    """She says yes to the office of that course, and what she would like to learn."""
    controller = await controller_of(unit, await courses.get(unit, course_id))
    await join_steps.keep_answer(unit, controller, True)
    said = [Skill(side=Side.WANTS, topic=each) for each in topics]
    await skills.keep(unit, unit.actor.person_id, Side.WANTS, said)


async def test_many_courses_stand_on_small_pages_and_all_of_them_are_two_taps_away(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    for number in range(1, 6):
        day = NEXT_TUESDAY.replace(day=4 + number)
        kind = "Kelas dengan nama yang panjang sekali"
        await put_in(world, await teach(world, f"{kind} {number}", days=[day], place="x" * 60), "Siti")
    for number in range(1, 14):
        await teach(world, f"Kelas {number}", days=[NEXT_TUESDAY.replace(day=10 + number)], topic=Topic.BATIK)
    await play("""
        Siti: jadwal
        Bot: Kelas dengan nama yang panjang sekali 1: ... / Ada 13 kelas yang bisa Ibu ikuti. Mau lihat yang mana?
            [...] [Kelas lain] [Pilihan lain] [Selesai]
        Siti: kelas lain
        Bot: Mau lihat yang mana, Bu? [...] [Kelas 11] [Lihat yang lain]
        Siti: lagi
        Bot: Mau lihat yang mana, Bu? [Kelas 12] [...]
        Siti: kelas 13
        Bot: Kelas 13, ... [Daftar] [Lihat jadwal]
        Siti: jadwal
        Bot: ... [...] [Pilihan lain] [Selesai]
        Siti: pilihan lain
        Bot: Mau apa, Bu? [Keterampilan saya] [...] [Punya kode kelas] [Selesai]
        Siti: selesai
        Bot: Baik, Bu. Ketik JADWAL kalau perlu lagi.
    """)
