"""Kabar usaha: asked once about each month, by her own yes; skipped, laid aside or stopped without a word of blame."""

import pytest

from db import courses
from db.unit import Unit
from domain.purposes import Purpose
from domain.training_outcomes import Answers, Business, Help, Income, Uses
from handlers.permissions import take_back
from handlers.training.outcome_steps import plan_before
from tests.handlers.training.afterwards import a_past_course, came, end, said, states
from tests.handlers.training.classes import course, step
from tests.handlers.training.company import a_course, agree, companion, tasks
from tests.play import Play
from tests.world import Way, World

# A number that was silent for two months may be somebody else's by now, and hears only neutral sentences there.
# WhatsApp lets nobody write a month after her last word; there she finds the question when she types its name.
PUSHED = pytest.mark.parametrize(
    "way",
    [
        Way.STEADY,
        pytest.param(Way.RESTARTED, marks=pytest.mark.slow),
        pytest.param(Way.TELEGRAM, marks=pytest.mark.slow),
    ],
    indirect=True,
    ids=str,
)

THANKS = """
        (jam +1 menit)
        Bot → Siti: Kelas Kue kering sudah selesai. Terima kasih sudah belajar bersama, Bu. Bagaimana kelasnya?
            Ada tiga pertanyaan singkat. Jawaban dihitung bersama, tanpa nama. [Nilai kelas]
"""
ASKED = """Sudah {n} bulan sejak kelas Kue kering. Apa kabar, Bu? Boleh kami tanya empat hal singkat?
            Jawaban dihitung bersama, tanpa nama. [Boleh] [Lain hari] [Jangan tanya lagi]"""


async def over(world: World, play: Play) -> int:
    """Siti was in a course that has just ended, and was thanked."""
    course_id = await a_past_course(world, "Siti")
    await came(world, course_id, "Siti", 1, 2, 4)
    await end(world, course_id)
    await play(THANKS)
    return course_id


@PUSHED
async def test_she_is_asked_a_month_after_the_last_session_and_answers_in_five_taps(
    play: Play, world: World
) -> None:
    course_id = await over(world, play)
    await companion(world, "Dewi")
    await play(f"""
        (jam +31 hari)
        Bot → Siti: {ASKED.format(n=1)}
        Siti: [Boleh]
        Bot: Ilmu dari kelas Kue kering masih Ibu pakai? [Sering] [Kadang-kadang] [Belum] [Lewati]
        Siti: sering
        Bot: Dibanding sebelum kelas, bagaimana uang masuk Ibu sekarang? [Naik] [Sama] [Turun] [Lewati]
        Siti: turun
        Bot: Sekarang Ibu punya usaha sendiri? Jualan kecil juga termasuk. [Punya] [Belum] [Lewati]
        Siti: punya
        Bot: Apa yang bisa membantu usaha Ibu? Boleh lebih dari satu. Contoh: 1 dan 3.
            [Modal] [Alat atau bahan] [Pembeli] [Belajar lagi] [Teman usaha] [Belum perlu] [Lewati]
        Siti: 1 dan 3
        Bot: Mau petugas menyapa Ibu soal ini? Belum tentu langsung bisa dibantu, ya. [Mau] [Tidak usah]
        Siti: mau
        Bot: Terima kasih, Bu. Jawaban Ibu sangat membantu kelas berikutnya. / Petugas saya kabari. Nanti Ibu disapa. /
            Kalau sedang berat, ketik PETUGAS. Kita cari jalan bersama.
    """)
    assert await said(world, "Siti") == [
        (
            1,
            Answers(
                uses=Uses.OFTEN,
                income=Income.DOWN,
                business=Business.HAS,
                help=(Help.MONEY, Help.BUYERS),
            ),
        )
    ]
    assert "Siti wants_talk 1: waiting" in await tasks(world)
    assert await states(world, course_id) == [
        "Siti 1: answered",
        "Siti 3: waiting",
        "Siti 6: waiting",
        "Siti 12: waiting",
    ]


@pytest.mark.parametrize(
    "way", [Way.STEADY, pytest.param(Way.RESTARTED, marks=pytest.mark.slow)], indirect=True
)
async def test_each_month_is_asked_once_and_what_was_not_answered_is_not_asked_again(
    play: Play, world: World
) -> None:
    course_id = await over(world, play)
    await play(f"""
        (jam +31 hari)
        Bot → Siti: {ASKED.format(n=1)}
        (jam +40 hari)
        Siti: kabar usaha
        Bot: {ASKED.format(n=1)}
        Siti: nanti saja
        Bot: Baik, Bu. Kalau senggang, ketik: kabar usaha.
        (jam +18 hari)
        Bot → Siti: {ASKED.format(n=3)}
        (jam +93 hari)
        Bot → Siti: {ASKED.format(n=6)}
        (jam +200 hari)
        Bot → Siti: {ASKED.format(n=12)}
        (jam +300 hari)
        Siti: kabar usaha
        Bot: {ASKED.format(n=12)}
        Siti: nanti
        Bot: Baik, Bu. Kalau senggang, ketik: kabar usaha.
    """)
    assert await states(world, course_id) == [
        "Siti 1: dropped",
        "Siti 3: dropped",
        "Siti 6: dropped",
        "Siti 12: told",
    ]


@PUSHED
async def test_after_stop_nothing_is_asked_any_more(play: Play, world: World) -> None:
    course_id = await over(world, play)
    await play(f"""
        (jam +31 hari)
        Bot → Siti: {ASKED.format(n=1)}
        Siti: [Jangan tanya lagi]
        Bot: Baik, Bu. Kami tidak bertanya lagi soal ini.
        Siti: kabar usaha
        Bot: Belum ada yang perlu kami tanyakan, Bu. Terima kasih.
        (jam +400 hari)
    """)
    assert await states(world, course_id) == [f"Siti {month}: dropped" for month in (1, 3, 6, 12)]


@PUSHED
async def test_a_button_of_an_earlier_month_asks_nothing_and_an_answered_one_says_so(
    play: Play, world: World
) -> None:
    await over(world, play)
    await play(f"""
        (jam +31 hari)
        Bot → Siti: {ASKED.format(n=1)}
        Siti: [Boleh]
        Bot: Ilmu dari kelas ... [...]
        Siti: lewati
        Bot: Dibanding sebelum kelas, ... [...]
        Siti: lewati
        Bot: Sekarang Ibu punya usaha ... [...]
        Siti: belum
        Bot: Apa yang bisa membantu ... [...]
        Siti: belum perlu
        Bot: Terima kasih, Bu. Jawaban Ibu sangat membantu kelas berikutnya.
        Siti: [Boleh] lagi
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
    """)
    assert await said(world, "Siti") == [(1, Answers(business=Business.NONE, help=(Help.NOTHING,)))]


@PUSHED
async def test_who_never_came_or_took_back_her_yes_is_asked_nothing(play: Play, world: World) -> None:
    course_id = await a_past_course(world, "Siti", "Yuyun", "Neneng")
    await came(world, course_id, "Siti", 1, 2)
    await came(world, course_id, "Yuyun", 1)
    await end(world, course_id)
    await play(
        THANKS
        + """
        Bot → Yuyun: Kelas Kue kering sudah selesai. ... [Nilai kelas]
        Bot → Neneng: Kelas Kue kering sudah selesai. ... [Nilai kelas]
    """
    )
    office = (await course(world, course_id)).organisation_id
    assert office is not None
    await step(world, "Yuyun", take_back, "office", office, Purpose.TRAINING.value)
    await play(f"""
        (jam +31 hari)
        Bot → Siti: {ASKED.format(n=1)}
    """)
    assert [each for each in await states(world, course_id) if " 1:" in each] == [
        "Siti 1: told",
        "Yuyun 1: dropped",
    ]


@PUSHED
async def test_two_courses_are_asked_about_two_weeks_apart(play: Play, world: World) -> None:
    first, second = await a_past_course(world, "Siti"), await a_past_course(world, "Siti", title="Menjahit")
    for course_id in (first, second):
        await came(world, course_id, "Siti", 1)
        await end(world, course_id)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Kelas Kue kering sudah selesai. ... [Nilai kelas]
        Bot → Siti: Kelas Menjahit sudah selesai. ... [Nilai kelas]
        (jam +31 hari)
        Bot → Siti: {ASKED.format(n=1)}
        (jam +10 hari)
        (jam +5 hari)
        Bot → Siti: Sudah 1 bulan sejak kelas Menjahit. ... [...]
    """)


@PUSHED
async def test_down_for_long_nobody_is_asked_about_a_month_that_is_long_over(
    play: Play, world: World
) -> None:
    course_id = await over(world, play)
    world.clock.offset_ms += 70 * 24 * 3_600_000  # nothing looked in between
    await play("""
        (jam +1 menit)
    """)
    assert (await states(world, course_id))[0] == "Siti 1: dropped"
    assert [line for line in world.pushes if "Siti" in line] == []


@pytest.mark.parametrize("way", [Way.WHATSAPP], indirect=True)
async def test_on_whatsapp_too_she_finds_her_question_when_she_writes(play: Play, world: World) -> None:
    await over(world, play)
    await play(f"""
        (jam +35 hari)
        Siti: kabar usaha
        Bot: {ASKED.format(n=1)}
        Siti: boleh
        Bot: Ilmu dari kelas ... [...]
        Siti: kadang
        Bot: Dibanding sebelum kelas, ... [...]
        Siti: naik
        Bot: Sekarang Ibu punya usaha ... [...]
        Siti: sudah ada
        Bot: Apa yang bisa membantu ... [...]
        Siti: modal sama pembeli
        Bot: Mau petugas menyapa ... [...]
        Siti: tidak usah
        Bot: Terima kasih, Bu. Jawaban Ibu sangat membantu kelas berikutnya.
    """)


# -- before the course ------------------------------------------------------------------------------------------

BEFORE = """Ibu ikut kelas Kue kering. Boleh kami tanya dua hal singkat? Nanti kita lihat bedanya sesudah kelas.
            Jawaban dihitung bersama, tanpa nama. [Boleh] [Lain hari] [Jangan tanya lagi]"""


async def joined(world: World) -> int:
    """Siti has joined a course that begins next week, as the step that lets her in does it."""
    course_id = await a_course(world, "Siti")
    await agree(world, course_id, "Siti")

    async def plan(unit: Unit) -> None:
        await plan_before(unit, await courses.get(unit, course_id), unit.actor.person_id)

    await step(world, "Siti", plan)
    return course_id


@PUSHED
async def test_before_the_course_she_is_asked_two_things_the_morning_after_she_came(
    play: Play, world: World
) -> None:
    course_id = await joined(world)
    await play(f"""
        (jam +1 hari)
        Bot → Siti: {BEFORE}
        Siti: [Boleh]
        Bot: Sebelum kelas Kue kering, Ibu pernah mengerjakannya sendiri? [Sering] [Kadang-kadang] [Belum] [Lewati]
        Siti: belum
        Bot: Sekarang Ibu punya usaha sendiri? Jualan kecil juga termasuk. [Punya] [Belum] [Lewati]
        Siti: lewati
        Bot: Terima kasih, Bu. Jawaban Ibu sangat membantu kelas berikutnya.
    """)
    assert await said(world, "Siti") == [(0, Answers(uses=Uses.NOT_YET))]
    assert await states(world, course_id) == ["Siti 0: answered"]


@PUSHED
async def test_who_left_before_the_morning_is_not_asked(play: Play, world: World) -> None:
    course_id = await joined(world)
    await play("""
        Siti: kelas
        Bot: ... [...]
        Siti: tidak jadi ikut
        Bot: ... [...]
        Siti: ya
        Bot: ... [...]
        Siti: lewati
        Bot: Sudah, Bu. ...
        (jam +2 hari)
    """)
    assert await states(world, course_id) == ["Siti 0: dropped"]
