"""The code on the wall, typed anywhere; then the neighbours, of whom nobody sees more than a name."""

import pytest

from conversation.questions import NoLongerFits, Said, Unclear, Understood
from db.unit import Unit
from handlers.training.present import WallCode
from tests.handlers.training.classes import put_in, step, teach
from tests.handlers.training.company import first_session
from tests.handlers.training.sitting import SOON, TEACHER, TODAY, a_class_now, book
from tests.handlers.ways import in_every_way_at_once
from tests.play import Play
from tests.world import World


async def wall(world: World, course_id: int, code: str = "7K4P", n: int = 1) -> None:
    """The worker has written this code on the wall."""
    session = await first_session(world, course_id, n)

    async def write(unit: Unit) -> None:
        unit.write("UPDATE course_sessions SET code = $2 WHERE id = $1", session.id, code)

    await step(world, TEACHER, write)


@in_every_way_at_once
async def test_the_code_is_understood_wherever_it_is_typed(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri", "Lis")
    await wall(world, course)
    await play("""
        Siti: 7k4p
        Bot: Hadir dicatat di kelas Kue kering. Terima kasih, Bu. /
            Siapa duduk di sebelah Ibu dan belum bisa mengetik kode? [Sri] [Lis] [Tidak ada]
        Siti: [Lis]
        Bot: Lis sudah dicatat hadir. Ada lagi di sebelah Ibu? [Sri] [Tidak ada]
        Siti: tidak ada
        Bot: Baik. Selamat belajar, Bu.
        Sri: menu
        Bot: ... [...]
        Sri: kode 7K 4P
        Bot: Hadir dicatat di kelas Kue kering. Terima kasih, Bu.
        Sri: 7K4P
        Bot: Ibu sudah tercatat hadir di kelas Kue kering. Terima kasih.
    """)
    assert await book(world, course) == ["Lis hadir peer", "Siti hadir code", "Sri hadir code"]


async def test_in_the_middle_of_another_question_it_is_the_code_and_the_question_waits(
    play: Play, world: World
) -> None:
    course = await a_class_now(world, "Siti")
    await wall(world, course)
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: 1
        Bot: ... [...]
        Siti: 7K4P
        Bot: ... Hadir dicatat di kelas Kue kering. Terima kasih, Bu.
    """)
    assert await book(world, course) == ["Siti hadir code"]


async def test_a_free_text_question_takes_anything_but_the_code_of_her_own_class(
    play: Play, world: World
) -> None:
    course = await a_class_now(world, "Siti", "Sri")
    await wall(world, course)
    await play("""
        Siti: panggilan
        Bot: ... [...]
        Siti: nama saja
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: 7K4P
        Bot: ... Hadir dicatat di kelas Kue kering. Terima kasih, Bu. / ... [Sri] [Tidak ada]
    """)
    assert await book(world, course) == ["Siti hadir code"]


async def test_she_is_asked_for_the_code_and_may_have_none(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    await wall(world, course)
    await play("""
        Siti: hadir
        Bot: Ketik kode yang ada di dinding. Contoh: 7K4P. [Tidak ada kode]
        Siti: halo
        Bot: ... [Tidak ada kode]
        Siti: [Tidak ada kode]
        Bot: Tidak apa-apa, Bu. Minta pelatih atau teman di sebelah yang mencatat Ibu, ya.
        Siti: saya hadir
        Bot: Ketik kode yang ada di dinding. ... [...]
        Siti: 7K4P
        Bot: Hadir dicatat di kelas Kue kering. Terima kasih, Bu.
    """)
    assert await book(world, course) == ["Siti hadir code"]


async def test_wrong_codes_are_answered_kindly_and_not_for_ever(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    await wall(world, course)
    wrong = "Bot: Kodenya belum cocok dengan kelas Ibu. Coba lihat lagi di dinding, ya. [Tidak ada kode]"
    await play(f"""
        Siti: 2A2A
        {wrong}
        Siti: 2A2B
        {wrong}
        Siti: 2A2C
        {wrong}
        Siti: 2A2D
        {wrong}
        Siti: 2A2E
        Bot: Tidak apa-apa, Bu. Minta pelatih atau teman di sebelah yang mencatat Ibu, ya.
        Siti: hadir
        Bot: Ketik kode yang ada di dinding. ... [...]
        Siti: 7K4P
        Bot: Tidak apa-apa, Bu. Minta pelatih atau teman di sebelah yang mencatat Ibu, ya.
        (jam +1 jam)
        Siti: 7K4P
        Bot: Hadir dicatat di kelas Kue kering. Terima kasih, Bu.
    """)
    assert await book(world, course) == ["Siti hadir code"]


async def test_too_early_and_too_late_are_told_as_what_they_are(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", days=[TODAY], start_min=SOON + 120, offsets=[])
    await wall(world, course)
    await play("""
        Siti: 7K4P
        Bot: Kodenya benar, tapi kelasnya belum dibuka. Ketik lagi setengah jam sebelum mulai, ya, Bu.
        Siti: hadir
        Bot: Belum ada kelas Ibu yang sedang dibuka. Ketik JADWAL untuk melihat waktunya.
        (jam +6 jam)
        Bot → Pengajar Kaltim: Daftar hadir Kue kering, Selasa, 3 Februari 2026, belum diisi. ... [Isi daftar hadir]
        Siti: 7K4P
        Bot: Waktu untuk kode ini sudah lewat. Minta pelatih mencatat Ibu, ya.
    """)
    assert await book(world, course) == []


async def test_who_waits_for_a_place_is_told_to_speak_to_the_trainer(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri", capacity=1)
    await wall(world, course)
    await play("""
        Sri: 7K4P
        Bot: Ibu masih di daftar tunggu kelas ini. Bilang dulu ke pelatihnya, ya, Bu.
    """)
    assert await book(world, course) == []


async def test_a_code_of_somebody_elses_class_is_a_word_like_any(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    await wall(world, course)
    await world.add("Imas")
    await play("""
        Imas: 7K4P
        Bot: ... [...]
    """)
    assert "hadir" not in " ".join(world.said["Imas"]).lower()
    assert await book(world, course) == []


async def test_of_two_with_one_name_each_has_a_letter_and_nobody_sees_a_whole_name(
    play: Play, world: World
) -> None:
    course = await a_class_now(world, "Yuyun", "Siti Aminah", "Siti Rohmah", "Bu Sri")
    await wall(world, course)
    await play("""
        Yuyun: 7K4P
        Bot: ... Siapa duduk di sebelah Ibu dan belum bisa mengetik kode? [Siti A] [Siti R] [Sri] [Tidak ada]
        Yuyun: siti r
        Bot: Siti R sudah dicatat hadir. Ada lagi di sebelah Ibu? [Siti A] [Sri] [Tidak ada]
        Yuyun: batal
        Bot: ...
    """)
    assert await book(world, course) == ["Siti Rohmah hadir peer", "Yuyun hadir code"]
    assert "Rohmah" not in " ".join(world.said["Yuyun"])


async def test_three_neighbours_are_enough(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri", "Lis", "Imas", "Tati")
    await wall(world, course)
    await play("""
        Siti: 7K4P
        Bot: ... [Sri] [Lis] [Imas] [Tati] [Tidak ada]
        Siti: [Sri]
        Bot: ... [...]
        Siti: [Lis]
        Bot: ... [...]
        Siti: [Imas]
        Bot: Terima kasih sudah membantu, Bu. Yang lain dicatat pelatih.
    """)
    assert await book(world, course) == [
        "Imas hadir peer",
        "Lis hadir peer",
        "Siti hadir code",
        "Sri hadir peer",
    ]


async def test_she_hears_that_the_last_neighbour_is_written_down(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Lis")
    await wall(world, course)
    await play("""
        Siti: 7K4P
        Bot: ... [Lis] [Tidak ada]
        Siti: [Lis]
        Bot: Sudah dicatat hadir semua. Terima kasih sudah membantu, Bu.
    """)
    assert await book(world, course) == ["Lis hadir peer", "Siti hadir code"]


async def test_a_neighbour_who_came_in_meanwhile_is_not_written_down_twice(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", "Lis")
    await wall(world, course)
    await play("""
        Siti: 7K4P
        Bot: ... [Lis] [Tidak ada]
        Lis: 7K4P
        Bot: Hadir dicatat di kelas Kue kering. Terima kasih, Bu.
        Siti: [Lis]
        Bot: ...
    """)
    assert await book(world, course) == ["Lis hadir code", "Siti hadir code"]


async def test_on_a_phone_that_others_read_it_works_as_anywhere(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti", phone="shared")
    await wall(world, course)
    await play("""
        Siti: 7K4P
        Bot: Hadir dicatat di kelas Kue kering. Terima kasih, Bu.
    """)
    assert await book(world, course) == ["Siti hadir code"]


async def test_of_two_classes_at_once_the_code_says_which(play: Play, world: World) -> None:
    one = await a_class_now(world, "Siti")
    two = await teach(world, "Menjahit", days=[TODAY], start_min=SOON)
    await put_in(world, two, "Siti")
    await wall(world, one, "7K4P")
    await wall(world, two, "3B9D")
    await play("""
        Siti: 3B9D
        Bot: Hadir dicatat di kelas Menjahit. Terima kasih, Bu.
    """)
    assert await book(world, one) == []
    assert await book(world, two) == ["Siti hadir code"]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        (Said(text="7k4p"), "7K4P"),
        (Said(text="kodenya 7K-4P bu"), "7K4P"),
        (Said(text="apa?"), None),
        (Said(thing="photo"), None),
    ],
)
def test_the_question_takes_four_signs_and_nothing_else(said: Said, plain: str | None) -> None:
    reading = WallCode().read(said)
    if plain is None:
        assert isinstance(reading, Unclear)
    else:
        assert isinstance(reading, Understood)
        assert WallCode().restore(reading.plain) == plain


def test_what_was_journaled_must_still_be_a_code() -> None:
    with pytest.raises(NoLongerFits):
        WallCode().restore("7k4p!")
