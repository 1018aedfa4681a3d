"""She says whether she comes, by button or in her own words; her last word counts, and only where it is about hers."""

from datetime import date, time

import pytest

from conversation.text import _
from db.push_buttons import add_push
from db.unit import PushButton, Unit
from domain.courses import Reply
from tests.handlers.training.classes import put_in, step
from tests.handlers.training.reminded import cancel, leave, move, replies, rows, teach
from tests.handlers.training.test_remind import ASKED, STATED, WHEN
from tests.play import Play
from tests.world import Way, World

STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
NOT_WHATSAPP = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)

DUE = f"""
    (jam +5 hari)
    (jam +22 jam)
    Bot → Siti: {ASKED}
"""


@pytest.fixture
async def course_id(world: World) -> int:
    """Siti has a place in a class of two Tuesdays; she is asked on 9 February."""
    await world.add("Siti", area="samarinda")
    course_id = await teach(world, days=[date(2026, 2, 10), date(2026, 2, 17)], bring="celemek")
    await put_in(world, course_id, "Siti")
    return course_id


ASKED_WITH = ASKED.replace(" / Bisa", " / Bawa: celemek. / Bisa")
DUE = DUE.replace(ASKED, ASKED_WITH)


@NOT_WHATSAPP
@pytest.mark.parametrize(
    ("said", "answer", "kept"),
    [
        (
            "[Bisa]",
            f"Terima kasih, Bu. Kue kering: {WHEN}, di Balai Desa Contoh. / Jangan lupa bawa: celemek.",
            "yes",
        ),
        ("bisa bu", "Terima kasih, Bu. Kue kering: ...", "yes"),
        ("saya datang", "Terima kasih, Bu. Kue kering: ...", "yes"),
        ("insyaallah", f"Insyaallah, Bu. Semoga dimudahkan. Kue kering: {WHEN}.", "god_willing"),
        ("Insya Allah bisa", "Insyaallah, Bu. ...", "god_willing"),
        (
            "[Belum tentu]",
            f"Tidak apa-apa, Bu. Kue kering: {WHEN}. / Kalau sudah tahu, ketik: bisa datang. Atau: tidak bisa datang.",
            "unsure",
        ),
        ("mungkin bisa", "Tidak apa-apa, Bu. ...", "unsure"),
        ("[Tidak bisa]", "Baik, Bu. Terima kasih kabarnya. ...", "no"),
        ("ga bisa bu", "Baik, Bu. Terima kasih kabarnya. ...", "no"),
        ("mboten saged", "Baik, Bu. Terima kasih kabarnya. ...", "no"),
    ],
)
async def test_each_answer_is_kept_as_it_was_meant(
    play: Play, world: World, course_id: int, said: str, answer: str, kept: str
) -> None:
    await play(f"{DUE}\n    Siti: {said}\n    Bot: {answer}")
    assert await replies(world, course_id) == [Reply(kept)]


TYPED = [
    ("ga", "no"),
    ("iya bu", "yes"),
    ("saya hadir", "yes"),  # elsewhere this types in the code on the wall
    ("hadir bu", "yes"),
    ("tidak hadir", "no"),  # elsewhere this is about a session that is over
    ("ga jadi", "no"),  # elsewhere this ends a talk
    ("in sya Alloh", "god_willing"),
    ("mugi-mugi", "unsure"),
    ("gak bs", "no"),
    ("bt dtg", "unsure"),
    ("dtg bu", "yes"),
    ("belum tentu", "unsure"),
    ("telat dikit", "yes"),
]


@STEADY
@pytest.mark.parametrize(("said", "kept"), TYPED)
async def test_the_last_thing_that_was_asked_takes_the_shortest_answer(
    play: Play, world: World, course_id: int, said: str, kept: str
) -> None:
    await play(f"{DUE}\n    Siti: {said}\n    Bot: ... Kue kering...")
    assert await replies(world, course_id) == [Reply(kept)]


@STEADY
async def test_the_shortest_answer_is_taken_once_and_only_while_it_was_asked_last(
    play: Play, world: World, course_id: int
) -> None:
    await play("""
        Siti: ga
        Bot: Maaf, saya belum mengerti. ... [...]
    """)
    await play(f"""{DUE}
    Siti: ya
    Bot: Terima kasih, Bu. Kue kering: ...
    Siti: ga
    Bot: Maaf, saya belum mengerti. ... [...]
    Siti: ga bisa, anak sakit
    Bot: Baik, Bu. Terima kasih kabarnya. ...
    """)
    assert await replies(world, course_id) == [Reply.NO]


@STEADY
async def test_a_word_that_opens_something_else_still_opens_it(
    play: Play, world: World, course_id: int
) -> None:
    await play(f"""{DUE}
    Siti: izin
    Bot: ... Pelatihan: ... [...]
    Siti: jadwal
    Bot: Kue kering: ... [...]
    """)
    assert await replies(world, course_id) == []


@STEADY
async def test_what_may_answer_another_question_that_came_later_is_not_taken_for_this_one(
    play: Play, world: World, course_id: int
) -> None:
    await play(DUE)

    async def ask(unit: Unit) -> None:
        add_push(
            unit,
            unit.actor.person_id,
            PushButton(label=_("Sudah bayar"), talk="cicilan", args=()),
            "loan:1:1",
        )

    await play("(jam +1 menit)")
    await step(world, "Siti", ask)
    await play("""
    Siti: ga bisa bu
    Bot: Maaf, saya belum mengerti. ... [...]
    """)
    assert await replies(world, course_id) == []
    await play("""
    Siti: ga bisa datang bu
    Bot: Baik, Bu. Terima kasih kabarnya. ...
    """)
    assert await replies(world, course_id) == [Reply.NO]


@STEADY
async def test_while_the_class_is_on_hadir_is_said_of_being_there(
    play: Play, world: World, course_id: int
) -> None:
    await play(f"""{DUE}
    (jam +1 hari)
    Bot → Siti: {STATED} / Bawa: celemek.
    (jam +30 menit)
    Siti: saya hadir
    Bot: Ketik kode yang ada di dinding. ... [...]
    """)
    assert await replies(world, course_id) == []


@STEADY
async def test_who_comes_late_is_welcome(play: Play, world: World, course_id: int) -> None:
    await play(f"""{DUE}
    Siti: telat dikit bu
    Bot: Terima kasih, Bu. Kue kering: {WHEN}, di Balai Desa Contoh. / Agak telat tidak apa-apa. Datang saja, ya.
        / Jangan lupa bawa: celemek.
    """)


@NOT_WHATSAPP
async def test_a_reason_is_not_kept_and_she_is_told_so(play: Play, world: World, course_id: int) -> None:
    await play(f"""{DUE}
    Siti: ga bisa anak sakit
    Bot: Baik, Bu. Terima kasih kabarnya. Kue kering, {WHEN}: Ibu tidak datang.
        / Sebabnya tidak saya catat. Mau bilang ke petugas? Ketik PETUGAS.
        / Pertemuan berikutnya: ...
    """)
    assert await replies(world, course_id) == [Reply.NO]
    assert not await rows(world, "SELECT 1 FROM course_participants WHERE note IS NOT NULL")


@NOT_WHATSAPP
@pytest.mark.parametrize("said", ["sakit anak", "batal bu", "suami ngga ngizinin"])
async def test_what_keeps_her_is_no_answer_and_she_is_asked_what_it_means(
    play: Play, world: World, course_id: int, said: str
) -> None:
    await play(f"""{DUE}
    Siti: {said}
    Bot: Semoga dimudahkan, Bu. Kue kering: {WHEN}. / Jadi, Ibu bisa datang? [Bisa] [Belum tentu] [Tidak bisa]
    """)
    assert await replies(world, course_id) == []
    await play("""
    Siti: tidak bu
    Bot: Baik, Bu. Terima kasih kabarnya. ...
    """)
    assert await replies(world, course_id) == [Reply.NO]


@NOT_WHATSAPP
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("jam berapa ya?", f"Kue kering: {WHEN}. / Selesai kira-kira jam 11.00, di Balai Desa Contoh."),
        ("di mana?", "Kue kering: di Balai Desa Contoh."),
        ("bawa apa?", "Kue kering. Bawa: celemek."),
        ("boleh bawa anak?", "Soal itu belum ditulis, Bu. Mau tanya? Ketik PETUGAS."),
        ("bayar ga?", "Kue kering: tidak ada catatan soal bayar. Ragu? Ketik PETUGAS."),
        ("boleh telat?", f"Agak telat tidak apa-apa, Bu. Kue kering mulai {WHEN}."),
    ],
)
async def test_a_question_is_answered_and_hers_still_waits(
    play: Play, world: World, course_id: int, said: str, told: str
) -> None:
    await play(f"""{DUE}
    Siti: {said}
    Bot: {told} / Bisa datang? [Bisa] [Belum tentu] [Tidak bisa]
    Siti: di mana ya bu?
    Bot: Kue kering: di Balai Desa Contoh. / Bisa datang? [Bisa] [Belum tentu] [Tidak bisa]
    Siti: iya
    Bot: Terima kasih, Bu. ...
    """)
    assert await replies(world, course_id) == [Reply.YES]


@STEADY
async def test_who_has_answered_hears_the_fact_and_is_not_asked_again(
    play: Play, world: World, course_id: int
) -> None:
    await play(f"""{DUE}
    Siti: insyaallah
    Bot: Insyaallah, Bu. ...
    Siti: jam berapa ya?
    Bot: Kue kering: {WHEN}. / Selesai kira-kira jam 11.00, di Balai Desa Contoh.
    """)


@STEADY
async def test_in_no_class_her_questions_are_nobodys(play: Play, world: World) -> None:
    await world.add("Yuyun", area="samarinda")
    await play("""
        Yuyun: di mana?
        Bot: Maaf, saya belum mengerti. ... [...]
        Yuyun: gratis?
        Bot: Ini gratis, Bu. ... [...]
    """)


@STEADY
async def test_on_a_shared_phone_she_answers_what_she_pulled_in_her_own_words(
    play: Play, world: World
) -> None:
    await world.add("Ani", area="samarinda", phone="shared")
    course_id = await teach(world, days=[date(2026, 2, 10), date(2026, 2, 17)])
    await put_in(world, course_id, "Ani")
    await play("""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Ani: Ada kabar dari kelompok. ...
        Ani: kabar
        Bot: ... [Bisa] [Belum tentu] [Tidak bisa] [...]
        Ani: gak bs
        Bot: ... Ibu tidak datang. ...
    """)
    assert await replies(world, course_id) == [Reply.NO]


@STEADY
async def test_her_last_word_counts(play: Play, world: World, course_id: int) -> None:
    await play(f"""{DUE}
    Siti: [Tidak bisa]
    Bot: Baik, Bu. Terima kasih kabarnya. Kue kering, {WHEN}: Ibu tidak datang.
        / Pertemuan berikutnya: Selasa, 17 Februari 2026, jam 09.00 WITA.
    Siti: bisa datang
    Bot: Terima kasih, Bu. Kue kering: ...
    (jam +1 hari)
    Bot → Siti: {STATED} / Bawa: celemek.
    """)
    assert await replies(world, course_id) == [Reply.YES]


@STEADY
async def test_before_any_reminder_her_word_is_about_her_next_session(
    play: Play, world: World, course_id: int
) -> None:
    await play("""
        (jam +1 hari)
        Siti: tidak bisa datang
        Bot: Baik, Bu. Terima kasih kabarnya. ...
        (jam +9 hari)
    """)
    assert await replies(world, course_id) == [Reply.NO]


@STEADY
async def test_in_no_class_insyaallah_is_about_nothing(play: Play, world: World) -> None:
    await world.add("Yuyun", area="samarinda")
    await play("""
        Yuyun: insyaallah
        Bot: Maaf, saya belum mengerti. Ini yang bisa saya bantu. ... [...]
    """)


@STEADY
async def test_an_open_question_is_not_taken_for_this_one(play: Play, world: World, course_id: int) -> None:
    await play(f"""{DUE}
    Siti: hapus data
    Bot: ... [...]
    Siti: insyaallah
    Bot: Maaf, ... [...]
    """)
    assert await replies(world, course_id) == []


@STEADY
async def test_the_menu_is_no_such_question(play: Play, world: World, course_id: int) -> None:
    await play(f"""{DUE}
    Siti: menu
    Bot: ... [...]
    Siti: insyaallah
    Bot: Insyaallah, Bu. ...
    """)


@STEADY
async def test_of_two_classes_it_is_the_one_she_was_asked_about_last(
    play: Play, world: World, course_id: int
) -> None:
    other = await teach(world, "Menjahit", days=[date(2026, 2, 9)], start_min=20 * 60, offsets=(120,))
    await put_in(world, other, "Siti")
    await play(f"""{DUE}
    Siti: insyaallah
    Bot: Insyaallah, Bu. Semoga dimudahkan. Kue kering: ...
    """)
    assert await replies(world, other) == []


@STEADY
async def test_what_was_moved_cancelled_or_is_over_is_said_as_it_stands(
    play: Play, world: World, course_id: int
) -> None:
    await play(f"""{DUE}
    (jam +1 hari)
    Bot → Siti: {STATED} / Bawa: celemek.
    (jam +2 jam)
    Siti: [Bisa]
    Bot: Pertemuan itu sudah lewat, Bu. Terima kasih.
    """)
    assert await replies(world, course_id) == []


@STEADY
async def test_during_the_session_she_may_still_say_it(play: Play, world: World, course_id: int) -> None:
    await play(f"""{DUE}
    (jam +1 hari)
    Bot → Siti: {STATED} / Bawa: celemek.
    Siti: [Bisa]
    Bot: Terima kasih, Bu. ...
    """)
    assert await replies(world, course_id) == [Reply.YES]


@STEADY
async def test_who_has_left_is_told_where_to_look(play: Play, world: World, course_id: int) -> None:
    await play(DUE)
    await leave(world, course_id, "Siti")
    await play("""
        (jam +1 menit)
        Siti: [Bisa]
        Bot: Ibu belum terdaftar di kelas itu. Mau lihat kelasnya? Ketik: jadwal.
    """)


@STEADY
async def test_a_second_tap_gets_the_first_answer_and_changes_nothing(
    play: Play, world: World, course_id: int
) -> None:
    await play(f"""{DUE}
    Siti: [Bisa]
    Bot: Terima kasih, Bu. ...
    Siti: [Bisa]
    Bot: Terima kasih, Bu. ...
    """)
    assert await replies(world, course_id) == [Reply.YES]
    assert len(await rows(world, "SELECT answer FROM course_replies")) == 1


@STEADY
async def test_after_a_move_the_new_time_has_no_answers_and_her_word_is_about_it(
    play: Play, world: World, course_id: int
) -> None:
    await play(f"""{DUE}
    Siti: [Bisa]
    Bot: Terima kasih, Bu. ...
    """)
    await move(world, course_id, date(2026, 2, 10), time(15))
    await play("""
        (jam +1 menit)
        Bot → Siti: Bu, Kue kering pindah waktu. ...
        Siti: insyaallah bisa
        Bot: Insyaallah, Bu. Semoga dimudahkan. Kue kering: Selasa, 10 Februari 2026, jam 15.00 WITA.
    """)
    assert await replies(world, course_id) == [Reply.GOD_WILLING]


@STEADY
async def test_of_a_cancelled_session_nothing_is_asked_and_her_word_is_about_the_next(
    play: Play, world: World, course_id: int
) -> None:
    await cancel(world, course_id)
    await play("""
        (jam +4 hari)
        Bot → Siti: Bu, Kue kering libur dulu. ...
        (jam +4 hari)
        Siti: tidak bisa datang
        Bot: Baik, Bu. Terima kasih kabarnya. Kue kering, Selasa, 17 Februari 2026, jam 09.00 WITA: Ibu tidak datang.
    """)
    assert await replies(world, course_id, n=2) == [Reply.NO]


@STEADY
async def test_asked_in_the_chat_she_answers_in_her_own_words_and_a_reason_is_not_asked_for(
    play: Play, world: World, course_id: int
) -> None:
    await play(DUE)
    await step(world, "Siti", _move_under_her_finger, course_id)
    await play(f"""
        (jam +1 menit)
        Siti: [Bisa]
        Bot: Jadwalnya sudah pindah, Bu. / {ASKED_WITH.replace("09.00", "10.00")}
        Siti: tidak bisa, anak sakit
        Bot: Baik, Bu. Terima kasih kabarnya. ...
    """)
    assert await replies(world, course_id) == [Reply.NO]


async def _move_under_her_finger(unit: Unit, course_id: int) -> None:
    """Moved, and the buttons are not closed yet: as when another process is just doing it."""
    unit.write(
        "UPDATE course_sessions SET start_ms = start_ms + 3600000, moves = moves + 1 WHERE course_id = $1 AND n = 1",
        course_id,
    )
