"""Nilai kelas: three faces from each woman, thanked once; who leads the course reads what they say together."""

from db.unit import Unit
from domain.roles import Role
from handlers.training.evaluate_steps import keep_faces
from tests.handlers.training.afterwards import a_past_course, end, faces, thanked
from tests.handlers.training.classes import step
from tests.play import Play
from tests.world import World

WOMEN = ("Siti", "Yuyun", "Neneng", "Imas", "Euis", "Lilis", "Ani", "Wati", "Dewi", "Mimin")


async def answered(world: World, course_id: int, name: str, *kept: int) -> None:
    """She has given these faces, by the step of her talk."""
    await step(world, name, keep_faces, course_id, list(kept))


async def test_she_is_thanked_once_and_answers_with_three_faces(play: Play, world: World) -> None:
    course_id = await a_past_course(world, "Siti")
    await end(world, course_id)
    await play("""
        (jam +1 menit)
        Bot → Siti: Kelas Kue kering sudah selesai. Terima kasih sudah belajar bersama, Bu. Bagaimana kelasnya?
            Ada tiga pertanyaan singkat. Jawaban dihitung bersama, tanpa nama. [Nilai kelas]
        (jam +2 jam)
        Siti: [Nilai kelas]
        Bot: Kelas Kue kering: berguna buat Ibu? [😀 Ya] [😐 Lumayan] [🙁 Belum] [Lewati]
        Siti: ya
        Bot: Penjelasannya mudah dimengerti? [😀 Ya] [😐 Lumayan] [🙁 Belum] [Lewati]
        Siti: lewati
        Bot: Ibu merasa nyaman di kelas? [😀 Ya] [😐 Lumayan] [🙁 Belum] [Lewati]
        Siti: belum
        Bot: Terima kasih, Bu. Jawaban Ibu sudah masuk, tanpa nama. /
            Kalau ada yang mengganjal, ketik PETUGAS. Boleh cerita pelan-pelan.
        Siti: nilai kelas
        Bot: Belum ada kelas yang perlu dinilai. Terima kasih, Bu.
    """)
    assert await faces(world, course_id) == [[3, 0, 1]]
    assert await thanked(world, course_id) == 1
    assert world.audit[-1] == "Siti write evaluation Siti"


def thanks(*names: str) -> str:
    """A minute later everybody is thanked."""
    heard = "".join(
        f"        Bot → {name}: Kelas Kue kering sudah selesai. ... [Nilai kelas]\n" for name in names
    )
    return f"        (jam +1 menit)\n{heard}"


async def test_who_leads_it_reads_nothing_before_five_have_answered_and_then_in_fives(
    play: Play, world: World
) -> None:
    course_id = await a_past_course(world, *WOMEN)
    await end(world, course_id)
    await play(thanks(*WOMEN))
    for name in WOMEN[:4]:
        await answered(world, course_id, name, 3, 3, 1)
    await world.add("Rina", Role.WORKER)
    await play("""
        Rina: nilai kelas
        Bot: Kelas Kue kering: jawaban peserta ditulis kalau sudah ada 5.
    """)
    for name in WOMEN[4:9]:
        await answered(world, course_id, name, 2, 3, 3)
    await play("""
        Rina: nilai kelas
        Bot: Kata peserta kelas Kue kering: / Berguna: ya –, lumayan –, belum –, dari 5 orang. /
            Mudah dimengerti: ya –, lumayan –, belum –, dari 5 orang. / Nyaman: ya –, lumayan –, belum –, dari 5 orang. /
            Tanda – tidak ditulis, supaya tidak ada yang bisa ditebak.
    """)
    await answered(world, course_id, WOMEN[9], 3, 2, 3)
    await play("""
        Rina: nilai kelas
        Bot: Kata peserta kelas Kue kering: / Berguna: ya 5, lumayan –, belum –, dari 10 orang. /
            Mudah dimengerti: ya –, lumayan –, belum –, dari 10 orang. / Nyaman: ya –, lumayan –, belum –, dari 10 orang. /
            Tanda – tidak ditulis, supaya tidak ada yang bisa ditebak.
    """)


async def test_what_she_said_of_a_course_goes_with_her_yes(play: Play, world: World) -> None:
    course_id = await a_past_course(world, "Siti")
    await end(world, course_id)
    await play(thanks("Siti"))
    await answered(world, course_id, "Siti", 3, 3, 3)
    await play("""
        Siti: izin
        Bot: ... [...]
        Siti: pelatihan
        Bot: ... [...]
        Siti: cabut izin ini
        Bot: ... [...]
        Siti: selesai
        Bot: ...
        (jam +1 hari)
    """)
    assert await faces(world, course_id) == []


async def test_in_a_practice_nobody_is_thanked(play: Play, world: World) -> None:
    await world.add("Bunga", Role.TREASURER)
    await play("""
        Bunga: latihan
        Bot: ... [...]
        Bunga: [Ya]
        Bot: ... [...]
    """)

    async def end_one(unit: Unit) -> int:
        (group,) = await unit.fetch("SELECT id FROM groups WHERE practice_of > 0")
        course_id = unit.new_id()
        unit.write(
            "INSERT INTO courses (id, code, group_id, kind, topic, title, place, zone, first_day, start_min,"
            " length_min, state, made_by, made_ms, ended_ms) VALUES ($1, 'X', $2, 'skill', 'tenun', 'Tenun', 'Balai',"
            " 'Asia/Jakarta', '2026-01-01', 540, 120, 'ended', 0, 0, $3)",
            course_id,
            group["id"],
            unit.now_ms,
        )
        unit.write(
            "INSERT INTO course_participants (course_id, person_id, n, state, by_person, made_ms, changed_ms)"
            " VALUES ($1, $2, 1, 'done', 0, 0, 0)",
            course_id,
            (await world.actor(unit, "Bunga")).person_id,
        )
        return course_id

    course_id = await world.run(end_one)
    await world.pass_time(3_600)
    assert await thanked(world, course_id) == 0
