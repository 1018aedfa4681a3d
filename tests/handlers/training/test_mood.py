"""How she feels is asked once after a session, read by her companion alone, and answered with an offer, never with why."""

from datetime import date, timedelta
from typing import Any

import pytest

from db import consents
from db.unit import Unit
from domain.purposes import Answer, Purpose
from domain.roles import Role
from handlers.purpose_words import VERSIONS
from tests.handlers.training.classes import NEXT_TUESDAY, step
from tests.handlers.training.company import a_course, agree, companion, tasks, was_there
from tests.play import Play
from tests.world import KALTIM, Way, World

OPENLY = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)
STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

THREE: dict[str, Any] = {
    "days": (NEXT_TUESDAY, date(2026, 2, 17), date(2026, 2, 24), date(2026, 6, 2)),
    "offsets": (),
}
PUSHED = "Bagaimana perasaan Ibu di kelas Kue kering? Hanya Rina yang membacanya. [😊 Senang] [😐 Biasa] [😟 Berat]"
ASKED = "Bagaimana perasaan Ibu di kelas Kue kering? Hanya Rina yang membacanya."
FACES = "[😊 Senang] [😐 Biasa] [😟 Berat] [Lewati]"


async def siti_and_rina(world: World, **plan: Any) -> int:
    """Siti has agreed to the training, Rina accompanies the course; the list of the first Tuesday is filled."""
    course = await a_course(world, "Siti", "Tati", **(THREE | plan))
    await companion(world, "Rina", course)
    await agree(world, course, "Siti")
    return course


async def faces(world: World) -> list[str]:
    """Whose face is kept, and that it cannot be read without her key."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        rows = await unit.fetch("SELECT person_id, face, answered_ms FROM moods ORDER BY id")
        for row in rows:
            for word in (b"good", b"so_so", b"heavy"):
                assert row["face"] is None or word not in bytes(row["face"])
        return [f"{names[row['person_id']]} {'said' if row['face'] else 'silent'}" for row in rows]

    return await world.run(read)


async def to_the_end_of(world: World, course: int, n: int) -> None:
    """The n-th Tuesday comes, and its list is filled while the class goes on: they part at eleven."""
    hour = 7 * 24 * 3600 - 3600
    await world.pass_time(hour if n == 1 else 7 * 24 * 3600)
    await was_there(world, course, "Siti", "Tati", n=n)


@OPENLY
async def test_she_is_asked_once_and_her_companion_reads_it_and_nobody_else(play: Play, world: World) -> None:
    course = await siti_and_rina(world)
    await to_the_end_of(world, course, 1)
    await play(f"""
        (jam +1 jam)
        Bot → Siti: {PUSHED}
        Siti: [😐 Biasa]
        Bot: Terima kasih sudah bilang, Bu.
        Rina: perasaan
        Bot: Perasaan siapa yang dilihat? [Siti] [Selesai]
        Rina: Siti
        Bot: Selasa, 10 Februari 2026: biasa. /
            Tanyakan kabarnya dengan lembut. Jangan sebut catatan ini di depan orang lain. / Perasaan siapa yang dilihat? [...]
        Rina: selesai
        Bot: Baik.
        Pengajar Kaltim: perasaan
        Bot: Bagian ini untuk kelas yang punya pendamping. Kalau ingin bicara, ketik PETUGAS.
    """)
    assert await faces(world) == ["Siti said", "Tati silent"]
    assert [line for line in world.audit if " mood " in line] == [
        "Rina list mood Siti",
        "Rina read mood Siti",
    ]


@OPENLY
async def test_two_heavy_faces_ask_her_companion_to_be_with_her_without_a_word_of_why(
    play: Play, world: World
) -> None:
    course = await siti_and_rina(world)
    await to_the_end_of(world, course, 1)
    await play(f"""
        (jam +1 jam)
        Bot → Siti: {PUSHED}
        Siti: [😟 Berat]
        Bot: Terima kasih sudah bilang, Bu. Ibu tidak sendirian. / Mau ditemani bicara? [Ya, mau] [Tidak sekarang]
        Siti: tidak sekarang
        Bot: Baik, Bu. Ketik PETUGAS kapan saja kalau perlu.
    """)
    assert await tasks(world) == []
    await play("""
        Siti: [😟 Berat]
        Bot: Maaf, tombol ini sudah tidak berlaku. / ... [...]
    """)
    assert await tasks(world) == []  # a second tap is no second face
    await to_the_end_of(world, course, 2)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: {PUSHED}
        Siti: [😟 Berat]
        Bot: Terima kasih sudah bilang, Bu. Ibu tidak sendirian. / Mau ditemani bicara? [Ya, mau] [Tidak sekarang]
        Siti: tidak
        Bot: Baik, Bu. Ketik PETUGAS kapan saja kalau perlu.
        (jam +1 jam)
        Bot → Rina: 1 peserta kelas menunggu disapa. [Lihat]
        Rina: [Lihat]
        Bot: 1 orang menunggu disapa. / Siapa yang mau dilihat? [Siti] [Perasaan peserta] [Selesai]
        Rina: Siti
        Bot: Siti, kelas Kue kering. / Temani sebentar saat bertemu. Tidak perlu bertanya sebabnya. / ... [...]
        Rina: sudah disapa
        Bot: Sudah dicatat. Terima kasih sudah menyapa. / Tidak ada yang menunggu disapa sekarang. /
            Siapa yang mau dilihat? [Perasaan peserta] [Selesai]
        Pengajar Kaltim: tindak lanjut
        Bot: Tidak ada yang menunggu disapa sekarang.
    """)


@OPENLY
async def test_who_wants_to_talk_is_told_to_her_companion_at_once(play: Play, world: World) -> None:
    await siti_and_rina(world)
    await play(f"""
        Siti: perasaan
        Bot: {ASKED} {FACES}
        Siti: berat
        Bot: ... [Ya, mau] [Tidak sekarang]
        Siti: ya
        Bot: Baik, Bu. Pendamping saya kabari, tanpa cerita apa-apa. Belum tentu hari ini dibalas. /
            Kalau mendesak, ketik PETUGAS.
        Bot → Rina: Ada peserta yang ingin diajak bicara. [Lihat]
        Rina: [Lihat]
        Bot: ... / Siapa yang mau dilihat? [Siti] [Perasaan peserta] [Selesai]
        Rina: Siti
        Bot: Siti, kelas Kue kering. / Ingin diajak bicara berdua. Pilih tempat yang tenang. / ... [...]
        Rina: kembali ke daftar
        Bot: ... [Siti] [Perasaan peserta] [Selesai]
        Pengajar Kaltim: tindak lanjut
        Bot: Tidak ada yang menunggu disapa sekarang.
    """)


@OPENLY
async def test_who_skips_twice_is_not_asked_in_that_course_again(play: Play, world: World) -> None:
    course = await siti_and_rina(
        world, days=[NEXT_TUESDAY + timedelta(weeks=each) for each in (0, 1, 2, 3, 4, 9)]
    )
    await to_the_end_of(world, course, 1)
    await play(f"""
        (jam +1 jam)
        Bot → Siti: {PUSHED}
        Siti: perasaan
        Bot: {ASKED} {FACES}
        Siti: lewati
        Bot: Baik, Bu. Tidak apa-apa.
    """)
    await to_the_end_of(world, course, 2)
    await play("(jam +1 menit)")  # every second week is enough
    await to_the_end_of(world, course, 3)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: {PUSHED}
    """)
    await to_the_end_of(world, course, 4)
    await to_the_end_of(world, course, 5)
    await play("(jam +1 hari)")
    assert await faces(world) == ["Siti silent", "Tati silent"] * 5


@STEADY
async def test_on_a_phone_that_others_read_or_without_her_yes_nobody_is_asked(
    play: Play, world: World
) -> None:
    course = await siti_and_rina(world)
    await world.use_phone("Siti", "shared")
    await to_the_end_of(world, course, 1)
    await play("(jam +1 hari)")  # Tati has not said yes to the training
    assert await faces(world) == ["Siti silent", "Tati silent"]


@STEADY
async def test_who_has_taken_back_her_yes_is_not_asked(play: Play, world: World) -> None:
    course = await siti_and_rina(world)

    async def withdraw(unit: Unit) -> None:
        consents.record(
            unit,
            person_id=unit.actor.person_id,
            organisation_id=world.offices[KALTIM],
            purpose=Purpose.TRAINING.value,
            version=VERSIONS[Purpose.TRAINING],
            text="",
            answer=Answer.WITHDRAWN.value,
            manner="typed",
        )

    await step(world, "Siti", withdraw)
    await to_the_end_of(world, course, 1)
    await play("(jam +1 hari)")


@STEADY
async def test_without_a_companion_nobody_is_asked_and_the_word_says_where_to_turn(
    play: Play, world: World
) -> None:
    course = await a_course(world, "Siti", "Tati", **THREE)
    await agree(world, course, "Siti")
    await to_the_end_of(world, course, 1)
    await play("""
        (jam +1 hari)
        Siti: perasaan saya
        Bot: Bagian ini untuk kelas yang punya pendamping. Kalau ingin bicara, ketik PETUGAS.
    """)


@OPENLY
async def test_from_her_list_a_companion_comes_to_the_faces(play: Play, world: World) -> None:
    await siti_and_rina(world)
    await play(f"""
        Siti: perasaan
        Bot: {ASKED} {FACES}
        Siti: senang
        Bot: Senang mendengarnya, Bu. Terima kasih sudah bilang.
        Rina: tindak lanjut
        Bot: Tidak ada yang menunggu disapa sekarang. / Siapa yang mau dilihat? [Perasaan peserta] [Selesai]
        Rina: perasaan peserta
        Bot: Perasaan siapa yang dilihat? [Siti] [Selesai]
    """)


@OPENLY
async def test_another_companion_of_the_office_does_not_read_it(play: Play, world: World) -> None:
    await siti_and_rina(world)
    await world.add("Dewi", Role.COMPANION)
    await play(f"""
        Siti: perasaan
        Bot: {ASKED} {FACES}
        Siti: senang
        Bot: Senang mendengarnya, Bu. Terima kasih sudah bilang.
        Dewi: perasaan
        Bot: Bagian ini untuk kelas yang punya pendamping. ...
    """)
