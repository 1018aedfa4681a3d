"""A leader gives certificates of her group's own course, one woman at a time or to all who came; people decide."""

from db import courses
from db.unit import Unit
from domain.roles import Role
from tests.handlers.office_people import add_named
from tests.handlers.training.afterwards import WORKER, a_past_course, came, end
from tests.handlers.training.classes import put_in, step, teach
from tests.handlers.training.company import agree
from tests.play import Play
from tests.world import MENTARI, World

CHAIR = f"Ketua {MENTARI}"


async def test_where_nobody_wrote_down_who_came_the_worker_chooses_one_by_one(
    play: Play, world: World
) -> None:
    course_id = await a_past_course(world, "Siti", "Yuyun")
    await end(world, course_id)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Kelas Kue kering sudah selesai. ... [Nilai kelas]
        Bot → Yuyun: Kelas Kue kering sudah selesai. ... [Nilai kelas]
        {WORKER}: sertifikat
        Bot: Sertifikat yang mana? [Beri sertifikat] [Cek nomor]
        {WORKER}: beri
        Bot: Kelas Kue kering: 2 peserta. Daftar hadirnya belum ada. / Mau apa? [Pilih orangnya] [Selesai]
        {WORKER}: pilih
        Bot: Untuk siapa? [Siti] [Yuyun]
        {WORKER}: yuyun
        Bot: Yuyun hadir 0 dari 0. Beri sertifikat? [Ya] [Tidak]
        {WORKER}: tidak
        Bot: Baik, belum diberikan.
        {WORKER}: beri sertifikat
        Bot: ... [...]
        {WORKER}: beri
        Bot: ... [...]
        {WORKER}: pilih
        Bot: Untuk siapa? [Siti] [Yuyun]
        {WORKER}: siti
        Bot: Siti hadir 0 dari 0. Beri sertifikat? [Ya] [Tidak]
        {WORKER}: ya
        Bot: Sudah diberikan. Siti kami kabari.
        Bot → Siti: Sertifikat kelas Kue kering sudah ada untuk Ibu. Tinggal tulis nama Ibu. [Tulis nama]
    """)
    assert f"{WORKER} write certificate Siti given" in world.audit
    assert f"{WORKER} list course Yuyun certificates" in world.audit


async def test_a_chair_gives_those_of_her_groups_own_course(play: Play, world: World) -> None:
    course_id = await teach(world, "Tenun", group=MENTARI)
    await add_named(world, "Siti", "Siti", Role.MEMBER)
    await put_in(world, course_id, "Siti")
    await agree(world, course_id, "Siti")

    async def held(unit: Unit) -> None:
        unit.write(
            "UPDATE course_sessions SET start_ms = $2 WHERE course_id = $1",
            course_id,
            unit.now_ms - 3_600_000,
        )
        await courses.end(unit, await courses.get(unit, course_id))

    await step(world, CHAIR, held)
    await came(world, course_id, "Siti", *range(1, 9), by=CHAIR)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Kelas Tenun sudah selesai. ... [Nilai kelas]
        {CHAIR}: beri sertifikat
        Bot: ... [Beri sertifikat] [Cek nomor]
        {CHAIR}: beri
        Bot: Kelas Tenun: 1 peserta, 8 pertemuan. Sudah diberi sertifikat: 0. / Mau apa? [Beri ke 1 orang] [...]
        {CHAIR}: beri ke 1 orang
        Bot: Beri sertifikat ke 1 orang? ... [Ya] [Tidak]
        {CHAIR}: ya
        Bot: 1 sertifikat diberikan.
        Bot → Siti: Sertifikat kelas Tenun sudah ada untuk Ibu. Tinggal tulis nama Ibu. [Tulis nama]
        Siti: [Tulis nama]
        Bot: Sertifikat kelas Tenun dari Mentari. / Nama Ibu mau ditulis bagaimana? ...
        Siti: batal
        Bot: ...
    """)
