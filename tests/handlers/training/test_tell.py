"""A session that moves or is off is told at once, to each once, and what was said of the old time is silent."""

from datetime import date, time

import pytest

from db import course_notices, people
from db.unit import Unit
from domain.roles import Role
from tests.handlers.training.classes import put_in
from tests.handlers.training.reminded import (
    cancel,
    cancel_all,
    move,
    replies,
    rows,
    sent_at,
    settled,
    teach,
)
from tests.handlers.training.test_remind import ASKED, NEUTRAL, OPENLY, STATED, STEADY, WHEN, a_class
from tests.play import Play
from tests.world import World


@OPENLY
async def test_a_moved_session_is_told_at_once_and_the_old_reminder_is_silent(
    play: Play, world: World
) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {ASKED}
        Siti: [Bisa]
        Bot: Terima kasih, Bu. ...
    """)
    await move(world, course_id, date(2026, 2, 12), time(13))
    later = "Kamis, 12 Februari 2026, jam 13.00 WITA"
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Bu, Kue kering pindah waktu. / Tadinya: {WHEN}. / Sekarang: {later}, di Balai Desa Contoh.
            / Nanti saya ingatkan lagi.
        (jam +2 hari)
        (jam +4 jam)
        Bot → Siti: {ASKED.replace(WHEN, later)}
        (jam +22 jam)
        Bot → Siti: {STATED.replace(WHEN, later)}
        (jam +2 hari)
    """)
    assert await replies(world, course_id) == []
    assert await settled(world) == [
        (0, 1440, "told", ""),
        (0, 120, "dropped", "moved"),
        (1, 1440, "told", ""),
        (1, 120, "told", ""),
        (1, -1, "told", ""),
    ]


@STEADY
async def test_the_buttons_of_the_old_time_say_that_they_are_too_old(play: Play, world: World) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {ASKED}
    """)
    await move(world, course_id, date(2026, 2, 12), time(13))
    await play("""
        (jam +1 menit)
        Bot → Siti: Bu, Kue kering pindah waktu. ...
        Siti: [Bisa]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
    """)
    assert await replies(world, course_id) == []


@STEADY
async def test_a_session_moved_forth_and_back_is_reminded_of_once_at_its_last_time(
    play: Play, world: World
) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play("(jam +5 hari)")
    for day in (date(2026, 2, 11), date(2026, 2, 12), date(2026, 2, 10)):
        await move(world, course_id, day, time(9))
    await play(f"""
        (jam +3 hari)
        Bot → Siti: Bu, Kue kering pindah waktu. ...
        Bot → Siti: Bu, Kue kering pindah waktu. ...
        Bot → Siti: Bu, Kue kering pindah waktu. ...
        Bot → Siti: {ASKED}
        Bot → Siti: {STATED}
    """)


@STEADY
async def test_another_place_is_told_too(play: Play, world: World) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await move(world, course_id, date(2026, 2, 10), time(9), place="Rumah Bu Ketua")
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Bu, Kue kering pindah tempat. / Sekarang di Rumah Bu Ketua. Waktunya tetap: {WHEN}.
        (jam +8 hari)
        Bot → Siti: {ASKED.replace("Balai Desa Contoh", "Rumah Bu Ketua")}
        Bot → Siti: {STATED.replace("Balai Desa Contoh", "Rumah Bu Ketua")}
    """)


@OPENLY
async def test_a_cancelled_session_is_told_with_its_reason_and_nothing_is_reminded_of(
    play: Play, world: World
) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10), date(2026, 2, 17)])
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {ASKED}
    """)
    await cancel(world, course_id, reason="pelatih sakit")
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Bu, Kue kering libur dulu. Yang tidak jadi: {WHEN}. Maaf, ya. / Sebabnya: pelatih sakit.
            / Pertemuan berikutnya: Selasa, 17 Februari 2026, jam 09.00 WITA.
        (jam +3 hari)
    """)
    assert await settled(world) == [
        (0, 1440, "told", ""),
        (0, 120, "dropped", "cancelled"),
        (0, -2, "told", ""),
    ]


@STEADY
@pytest.mark.parametrize(
    ("minutes", "heard"),
    [
        (20 * 60 + 40, "09 20.40"),  # the evening before, as chats.md 4 has it
        (21 * 60 + 29, "09 21.29"),
        (21 * 60 + 31, "10 05.30"),
        (26 * 60, "10 05.30"),  # two in the morning
        (29 * 60 + 45, "10 05.45"),
    ],
)
async def test_a_cancellation_for_the_next_morning_passes_until_half_past_nine_and_from_half_past_five(
    play: Play, world: World, minutes: int, heard: str
) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)], offsets=())
    world.clock.passed_ms += (6 * 1440 + minutes - 11 * 60) * 60_000  # from 11.00 on the third to the ninth
    await cancel(world, course_id, reason="pelatih sakit")
    await play("""
        (jam +10 jam)
        Bot → Siti: Bu, Kue kering libur dulu. ...
    """)
    assert [f"{each:%d %H.%M}" for each in await sent_at(world, "Asia/Makassar")] == [heard]


@STEADY
async def test_a_cancellation_for_the_next_afternoon_waits_until_seven(play: Play, world: World) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)], start_min=14 * 60, offsets=())
    world.clock.passed_ms += (6 * 1440 + 10 * 60) * 60_000  # 21.00 on the ninth
    await cancel(world, course_id)
    await play("""
        (jam +12 jam)
        Bot → Siti: Bu, Kue kering libur dulu. ...
    """)
    assert [f"{each:%d %H.%M}" for each in await sent_at(world, "Asia/Makassar")] == ["10 07.00"]


@STEADY
async def test_a_session_moved_into_the_next_morning_is_told_in_the_evening(play: Play, world: World) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)], start_min=14 * 60, offsets=())
    world.clock.passed_ms += (6 * 1440 + 10 * 60) * 60_000  # 21.00 on the ninth
    await move(world, course_id, date(2026, 2, 10), time(8))
    await play("""
        (jam +12 jam)
        Bot → Siti: Bu, Kue kering pindah waktu. ...
    """)
    assert [f"{each:%d %H.%M}" for each in await sent_at(world, "Asia/Makassar")] == ["09 21.00"]


@STEADY
async def test_a_course_that_does_not_go_on_is_told_once_also_to_those_who_wait(
    play: Play, world: World
) -> None:
    course_id = await a_class(world, "Siti", "Yuyun", capacity=1)
    await cancel_all(world, course_id, "pelatih pindah tugas")
    over = "Bu, Kue kering tidak diteruskan. Maaf, ya. Kelas lain bisa dilihat. Ketik: jadwal."
    await play(f"""
        (jam +1 menit)
        Bot → Siti: {over} / Sebabnya: pelatih pindah tugas.
        Bot → Yuyun: {over} / Sebabnya: pelatih pindah tugas.
        (jam +60 hari)
    """)


@STEADY
async def test_who_cancels_it_and_is_in_it_herself_is_not_told(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    course_id = await teach(world, days=[date(2026, 2, 10)])
    await put_in(world, course_id, "Siti", "Pengajar Kaltim")
    await cancel(world, course_id)
    await play("(jam +1 menit)\nBot → Siti: Bu, Kue kering libur dulu. ...")
    assert (0, -2, "dropped", "herself") in await settled(world)


@STEADY
async def test_a_large_class_hears_of_it_in_slices_and_everybody_once(play: Play, world: World) -> None:
    course_id = await teach(world, days=[date(2026, 2, 10)], offsets=())
    await many(world, course_id, 2 * course_notices.SLICE + 3)
    await move(world, course_id, date(2026, 2, 11), time(9))
    heard = "SELECT person_id FROM course_reminders WHERE state = 'told' AND offset_min = -1"
    assert len(await rows(world, heard)) == course_notices.SLICE
    await world.app.housekeeping.run()
    assert len(await rows(world, heard)) == 2 * course_notices.SLICE + 3
    assert await rows(world, "SELECT id FROM course_sessions WHERE notice <> ''") == []


async def many(world: World, course_id: int, count: int) -> None:
    """So many people without a phone have a place."""

    async def job(unit: Unit) -> None:
        for n in range(count):
            person_id = unit.new_id()
            people.add_person(unit, person_id, unit.now_ms, demo=True)
            unit.write(
                "INSERT INTO course_participants (course_id, person_id, n, state, by_person, joined_ms, made_ms,"
                " changed_ms) VALUES ($1, $2, $3, 'joined', $2, $4, $4, $4)",
                course_id,
                person_id,
                n + 1,
                unit.now_ms,
            )

    await world.run(job)


@STEADY
async def test_a_shared_phone_hears_only_that_there_is_news_today_and_reads_it_under_kabar(
    play: Play, world: World
) -> None:
    course_id = await teach(world, days=[date(2026, 2, 10)], offsets=())
    await world.add("Siti", area="samarinda", phone="shared")
    await put_in(world, course_id, "Siti")
    await cancel(world, course_id, reason="pelatih sakit")
    await play(f"""
        (jam +1 menit)
        Bot → Siti: {NEUTRAL}
        Siti: kabar
        Bot: Kabar 1 dari 1: / Bu, Kue kering libur dulu. Yang tidak jadi: {WHEN}. Maaf, ya. / Sebabnya: pelatih sakit.
            [Sudah saya baca]
        Siti: sudah
        Bot: ...
    """)


@STEADY
async def test_other_trainers_hear_of_it_and_who_decided_it_does_not(play: Play, world: World) -> None:
    trainer = await world.add("Pelatih", Role.TRAINER)
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)], offsets=(), trainers=(trainer,))
    await cancel(world, course_id, reason="hujan")
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Bu, Kue kering libur dulu. ...
        Bot → Pelatih: Kue kering tidak jadi: {WHEN}. / Peserta sudah dikabari. / Sebabnya: hujan.
    """)


@STEADY
async def test_what_waited_in_the_night_and_was_moved_again_is_told_with_the_last_time_alone(
    play: Play, world: World
) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 11)], offsets=())
    world.clock.passed_ms += (6 * 1440 + 10 * 60) * 60_000  # 21.00 on the ninth
    await move(world, course_id, date(2026, 2, 12), time(9))
    await move(world, course_id, date(2026, 2, 13), time(9))
    await play("""
        (jam +12 jam)
        Bot → Siti: Bu, Kue kering pindah waktu. / ... / Sekarang: Jumat, 13 Februari 2026, jam 09.00 WITA, ...
    """)
