"""Two absences: a kind question that may be our mistake, her own word, and what becomes of it."""

from db import course_tasks
from db.unit import Unit
from domain.course_follow_up import Kind
from tests.handlers.training.classes import roll
from tests.handlers.training.sitting import TEACHER, a_class_now, book, take_list
from tests.handlers.ways import in_every_way_at_once
from tests.play import Play
from tests.world import World

QUESTION = (
    "Bu, di kelas Kue kering, kehadiran Ibu belum tercatat dua kali. Mungkin kami yang belum mencatat? /"
    " Kalau sedang repot, tidak apa-apa. Kabari kami, ya."
)
BUTTONS = "[Saya hadir] [Saya berhalangan] [Mau bicara]"
WEEK = 7 * 24 * 3_600


async def missed_twice(play: Play, world: World, *, phone: str = "own") -> int:
    """Sri was in neither of the first two sessions; an hour after the second list she is asked."""
    course = await a_class_now(world, "Siti", "Sri", phone=phone)
    await _quiet(world)
    await take_list(world, course, 1, "Siti")
    await world.pass_time(WEEK)
    for name in ("Siti", "Sri", TEACHER):
        world.phones.has_written(name)  # WhatsApp lets us write for a day
    await take_list(world, course, 2, "Siti")
    return course


async def _quiet(world: World) -> None:
    """Reminders and newcomers are other chats' matter."""

    async def job(unit: Unit) -> None:
        unit.write("UPDATE courses SET offsets = '[]'")

    await world.run(job)


@in_every_way_at_once
async def test_she_says_that_she_was_there_and_whoever_leads_the_class_looks_into_it(
    play: Play, world: World
) -> None:
    course = await missed_twice(play, world)
    await play(f"""
        (jam +1 jam)
        Bot → Sri: {QUESTION} {BUTTONS}
        Sri: [Saya hadir]
        Bot: Ibu hadir waktu yang mana? [Selasa, 3 Februari 2026] [Selasa, 10 Februari 2026] [Semuanya]
        Sri: [Selasa, 10 Februari 2026]
        Bot: Terima kasih, Bu. Kami minta pelatih mengecek. Nanti Ibu dikabari.
        Bot → Pengajar Kaltim: Sri bilang hadir di Kue kering, Selasa, 10 Februari 2026. Tolong dicek. [Cek kehadiran]
        Pengajar Kaltim: [Cek kehadiran]
        Bot: Kue kering, pertemuan ke-2. / Selasa, 10 Februari 2026, jam 11.05 WITA. /
            Sri bilang hadir waktu itu. Betul? [Hadir] [Tidak hadir]
        Pengajar Kaltim: [Hadir]
        Bot: Sudah dicatat. Sri kami kabari.
        Bot → Sri: Sudah kami catat: Ibu hadir di kelas Kue kering, Selasa, 10 Februari 2026. Terima kasih, Bu.
        Pengajar Kaltim: [Cek kehadiran]
        Bot: ... Sri sudah tercatat hadir.
    """)
    assert await book(world, course, 2) == ["Siti hadir staff", "Sri hadir staff"]
    assert await tasks(world) == ["Sri absent 1 dropped"]


async def test_a_word_that_cannot_be_confirmed_is_told_kindly(play: Play, world: World) -> None:
    await missed_twice(play, world)
    await play(f"""
        (jam +1 jam)
        Bot → Sri: {QUESTION} {BUTTONS}
        Sri: [Saya hadir]
        Bot: ... [...]
        Sri: semuanya
        Bot: Terima kasih, Bu. Kami minta pelatih mengecek. Nanti Ibu dikabari.
        Bot → Pengajar Kaltim: Sri bilang hadir di Kue kering, Selasa, 3 Februari 2026. Tolong dicek. [Cek kehadiran]
        Bot → Pengajar Kaltim: Sri bilang hadir di Kue kering, Selasa, 10 Februari 2026. Tolong dicek. [Cek kehadiran]
        Pengajar Kaltim: [Cek kehadiran]
        Bot: ... Sri bilang hadir waktu itu. Betul? [Hadir] [Tidak hadir]
        Pengajar Kaltim: [Tidak hadir]
        Bot: Sudah dicatat. Sri kami kabari.
        Bot → Sri: Kelas Kue kering, Selasa, 10 Februari 2026: pelatih belum bisa mencatat Ibu hadir. ...
    """)
    assert await tasks(world) == ["Sri absent 1 waiting"]


async def test_who_could_not_come_is_not_blamed_and_stays(play: Play, world: World) -> None:
    course = await missed_twice(play, world)
    await play(f"""
        (jam +1 jam)
        Bot → Sri: {QUESTION} {BUTTONS}
        Sri: [Saya berhalangan]
        Bot: Tidak apa-apa, Bu. Terima kasih sudah memberi kabar. /
            Ibu masih mau ikut kelas Kue kering? [Tetap ikut] [Berhenti dulu]
        Sri: tetap ikut
        Bot: Baik, Bu. Sampai bertemu di pertemuan berikutnya.
        Sri: [Saya berhalangan]
        Bot: ... [...]
    """)
    assert "masih mau ikut" not in world.said["Sri"][-1]
    assert await roll(world, course) == ["Siti joined", "Sri joined"]


async def test_who_goes_no_further_gives_her_place_back(play: Play, world: World) -> None:
    course = await missed_twice(play, world)
    await play(f"""
        (jam +1 jam)
        Bot → Sri: {QUESTION} {BUTTONS}
        Sri: [Saya berhalangan]
        Bot: ... [Tetap ikut] [Berhenti dulu]
        Sri: berhenti dulu
        Bot: Ibu mau keluar dari kelas Kue kering? ... [Ya] [Tidak]
        Sri: ya
        Bot: Sudah, Bu. Terima kasih sudah memberi tahu. ...
    """)
    assert await roll(world, course) == ["Siti joined", "Sri left"]


async def test_who_wants_to_talk_is_led_to_a_person(play: Play, world: World) -> None:
    await missed_twice(play, world)
    await play(f"""
        (jam +1 jam)
        Bot → Sri: {QUESTION} {BUTTONS}
        Sri: [Mau bicara]
        Bot: ... [...]
    """)
    assert "Sri petugas open" in world.talks


async def test_on_a_phone_that_others_read_nothing_is_told_before_she_looks(play: Play, world: World) -> None:
    await missed_twice(play, world, phone="shared")
    await play("""
        (jam +1 jam)
        Bot → Sri: ...
    """)
    assert "Kue" not in " ".join(world.said["Sri"])
    assert "hadir" not in " ".join(world.said["Sri"])


async def test_typed_by_itself_it_is_about_what_she_was_last_asked(play: Play, world: World) -> None:
    await missed_twice(play, world)
    await play(f"""
        (jam +1 jam)
        Bot → Sri: {QUESTION} {BUTTONS}
        Sri: tidak hadir
        Bot: {QUESTION} {BUTTONS}
        Sri: 2
        Bot: ... [Tetap ikut] [Berhenti dulu]
        Sri: batal
        Bot: ...
        Siti: tidak hadir
        Bot: ... [...]
    """)
    assert "belum tercatat" not in " ".join(world.said["Siti"])


async def test_what_was_corrected_meanwhile_is_no_question_any_more(play: Play, world: World) -> None:
    course = await missed_twice(play, world)
    await play(f"""
        (jam +1 jam)
        Bot → Sri: {QUESTION} {BUTTONS}
    """)
    await play("""
        Pengajar Kaltim: absen
        Bot: ... [...]
        Pengajar Kaltim: 1
        Bot: ... [...]
        Pengajar Kaltim: semua hadir
        Bot: Semua hadir: 2 orang. Simpan? [Ya] [Tidak]
        Pengajar Kaltim: ya
        Bot: ... [...]
        Pengajar Kaltim: selesai
        Bot: ...
        Sri: [Saya hadir]
        Bot: ... [...]
    """)
    assert "waktu yang mana" not in world.said["Sri"][-1]
    assert await book(world, course, 2) == ["Siti hadir staff", "Sri hadir staff"]
    assert await tasks(world) == ["Sri absent 1 dropped"]


async def tasks(world: World) -> list[str]:
    """What whoever follows up has to do, by name."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        rows = await unit.fetch("SELECT * FROM course_tasks ORDER BY id")
        return [f"{names[row['person_id']]} {row['kind']} {row['n']} {row['state']}" for row in rows]

    return await world.run(read)


async def test_somebody_elses_absence_is_not_hers_to_answer(play: Play, world: World) -> None:
    course = await missed_twice(play, world)

    async def as_siti(unit: Unit) -> None:
        from handlers.training.absent_steps import find_missed

        unit.actor = await world.actor(unit, "Siti")
        assert await find_missed(unit, course, 1) is None
        unit.actor = await world.actor(unit, "Sri")
        assert await find_missed(unit, course, 1) is None  # she was not asked yet
        course_tasks.add(unit, course, unit.actor.person_id, Kind.ABSENT, 1, unit.now_ms)
        found = await find_missed(unit, course, 1)
        assert found is not None
        assert len(found.sessions) == 2

    await world.run(as_siti)
    assert TEACHER in world.known
