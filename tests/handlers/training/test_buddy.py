"""Company is offered and never given out: names are told in one order only, and both may end it without a word."""

import pytest

from tests.handlers.training.company import a_course, newcomer, ties
from tests.play import Play
from tests.world import Way, World

# WhatsApp lets nothing through to who has not written for a day: there it waits (tests/handlers/test_news.py).
OPENLY = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)

OFFER = """Di kelas baru kadang canggung. Ada yang mungkin mau menemani Ibu. /
            Mau saya carikan teman belajar? [Ya] [Tidak]"""
ASKED = "Ada peserta baru di kelas Kue kering. Mau menemani dia belajar, Bu? [Mau] [Lain kali]"
SEARCHING = "Baik. Saya tanya dulu, tanpa menyebut nama Ibu. Nanti saya kabari."
CONSENT = "Menemani peserta baru di kelas Kue kering: nama Ibu saya sampaikan ke dia. Boleh? [Ya] [Tidak]"


@OPENLY
async def test_two_who_both_say_yes_hear_each_others_first_name_in_turn(play: Play, world: World) -> None:
    course = await a_course(world, "Tati")
    await newcomer(world, course, "Siti")
    await play(f"""
        Siti: teman belajar
        Bot: {OFFER}
        Siti: ya
        Bot: {SEARCHING}
        Bot → Tati: {ASKED}
        Tati: [Mau]
        Bot: {CONSENT}
        Tati: ya
        Bot: Terima kasih, Bu. Saya sampaikan. Nanti Ibu saya kabari.
        Bot → Siti: Tati mau menemani Ibu di kelas Kue kering. Ibu mau? [Mau] [Tidak]
        Siti: [Mau]
        Bot: Baik, Bu. Tati saya kabari. Sapa dia di pertemuan berikutnya, ya.
        Bot → Tati: Siti senang Ibu temani di kelas Kue kering. Sapa dia di pertemuan berikutnya, ya.
        Siti: teman belajar
        Bot: Teman belajar Ibu di kelas Kue kering: / Tati / Mau tetap bersama? [Tetap] [Sudah cukup]
        Siti: tetap
        Bot: Baik, Bu. Senang ada teman.
    """)
    assert await ties(world) == ["Siti - Tati: agreed"]


@OPENLY
async def test_whom_the_newcomer_does_not_want_never_hears_whom_it_was_about(
    play: Play, world: World
) -> None:
    course = await a_course(world, "Tati")
    await newcomer(world, course, "Siti")
    await play(f"""
        Siti: teman belajar
        Bot: {OFFER}
        Siti: ya
        Bot: {SEARCHING}
        Bot → Tati: {ASKED}
        Tati: [Mau]
        Bot: {CONSENT}
        Tati: ya
        Bot: Terima kasih, Bu. Saya sampaikan. Nanti Ibu saya kabari.
        Bot → Siti: Tati mau menemani Ibu di kelas Kue kering. Ibu mau? [Mau] [Tidak]
        Siti: [Tidak]
        Bot: Baik, Bu. Tidak apa-apa. Nama Ibu tidak saya sebut.
        Bot → Tati: Terima kasih sudah mau menemani, Bu. Kali ini belum jadi.
        Siti: teman belajar
        Bot: {OFFER}
        Siti: ya
        Bot: Belum ada yang bisa menemani, Bu. Pelatih dan petugas tetap siap membantu.
        Tati: teman belajar
        Bot: {OFFER}
        Tati: ya
        Bot: Belum ada yang bisa menemani, Bu. Pelatih dan petugas tetap siap membantu.
    """)
    assert await ties(world) == ["Siti - Tati: refused"]
    assert "Siti" not in " ".join(world.said["Tati"])


@OPENLY
async def test_a_no_goes_on_to_others_and_an_end_of_all_is_told_kindly(play: Play, world: World) -> None:
    course = await a_course(world, "Tati", "Neneng", "Yuyun")
    await newcomer(world, course, "Siti")
    await play(f"""
        Siti: teman belajar
        Bot: {OFFER}
        Siti: ya
        Bot: {SEARCHING}
        Bot → Tati: {ASKED}
        Bot → Neneng: {ASKED}
        Tati: [Lain kali]
        Bot: Baik, Bu. Terima kasih sudah menjawab.
        Neneng: [Mau]
        Bot: {CONSENT}
        Neneng: tidak
        Bot: Baik, Bu. Terima kasih sudah menjawab.
        Bot → Yuyun: {ASKED}
        Siti: teman belajar
        Bot: Saya masih bertanya ke yang lain. Nanti saya kabari, Bu.
        Yuyun: [Lain kali]
        Bot: Baik, Bu. Terima kasih sudah menjawab.
        Bot → Siti: Belum ada yang bisa menemani di kelas Kue kering, Bu. Pelatih dan petugas tetap siap membantu.
    """)
    assert await ties(world) == ["Siti - Tati: declined", "Siti - Neneng: declined", "Siti - Yuyun: declined"]


@OPENLY
async def test_who_answers_second_is_thanked_and_her_name_is_not_told(play: Play, world: World) -> None:
    course = await a_course(world, "Tati", "Neneng")
    await newcomer(world, course, "Siti")
    await play(f"""
        Siti: teman belajar
        Bot: {OFFER}
        Siti: ya
        Bot: {SEARCHING}
        Bot → Tati: {ASKED}
        Bot → Neneng: {ASKED}
        Tati: [Mau]
        Bot: {CONSENT}
        Neneng: [Mau]
        Bot: {CONSENT}
        Tati: ya
        Bot: Terima kasih, Bu. Saya sampaikan. Nanti Ibu saya kabari.
        Bot → Siti: Tati mau menemani Ibu di kelas Kue kering. Ibu mau? [Mau] [Tidak]
        Neneng: ya
        Bot: Terima kasih, Bu. Dia sudah ada yang menemani.
        Siti: teman belajar
        Bot: Tati mau menemani Ibu di kelas Kue kering. Ibu mau? [Ya] [Tidak]
        Siti: ya
        Bot: Baik, Bu. Tati saya kabari. Sapa dia di pertemuan berikutnya, ya.
        Bot → Tati: Siti senang Ibu temani di kelas Kue kering. ...
    """)
    assert await ties(world) == ["Siti - Tati: agreed", "Siti - Neneng: declined"]


@OPENLY
async def test_it_ends_without_a_word_to_the_other_and_the_two_are_never_asked_again(
    play: Play, world: World
) -> None:
    course = await a_course(world, "Tati")
    await newcomer(world, course, "Siti")
    await play(f"""
        Siti: teman belajar
        Bot: {OFFER}
        Siti: ya
        Bot: {SEARCHING}
        Bot → Tati: {ASKED}
        Tati: [Mau]
        Bot: {CONSENT}
        Tati: ya
        Bot: Terima kasih, Bu. ...
        Bot → Siti: Tati mau menemani Ibu ... [...]
        Siti: [Mau]
        Bot: Baik, Bu. ...
        Bot → Tati: Siti senang Ibu temani ...
        Tati: teman belajar
        Bot: Teman belajar Ibu di kelas Kue kering: / Siti / Mau tetap bersama? [Tetap] [Sudah cukup]
        Tati: sudah cukup
        Bot: Berhenti dengan Siti? Dia tidak saya kabari. [Ya] [Tidak]
        Tati: ya
        Bot: Baik, Bu. Sudah saya catat.
        Siti: teman belajar
        Bot: {OFFER}
        Siti: ya
        Bot: Belum ada yang bisa menemani, Bu. ...
    """)
    assert await ties(world) == ["Siti - Tati: ended"]


@OPENLY
async def test_who_has_left_the_course_is_no_company_any_more(play: Play, world: World) -> None:
    course = await a_course(world, "Tati")
    await newcomer(world, course, "Siti")
    await play(f"""
        Siti: teman belajar
        Bot: {OFFER}
        Siti: ya
        Bot: {SEARCHING}
        Bot → Tati: {ASKED}
        Siti: kelas
        Bot: ... [...]
        Siti: keluar
        Bot: ... [...]
        Siti: ya
        Bot: ... [...]
        Siti: lewati
        Bot: ...
        Tati: [Mau]
        Bot: Terima kasih, Bu. Dia sudah ada yang menemani.
    """)


async def test_who_is_in_no_course_is_told_where_courses_are(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: teman belajar
        Bot: Teman belajar ada di kelas. Ibu belum ikut kelas. Ketik JADWAL untuk melihat kelas.
    """)


@OPENLY
async def test_of_who_has_no_name_yet_it_is_asked_before_it_is_told(play: Play, world: World) -> None:
    course = await a_course(world, "Tati")
    await world.add("Ani")
    await newcomer(world, course, "Ani")
    await play(f"""
        Ani: teman belajar
        Bot: {OFFER}
        Ani: ya
        Bot: Ibu biasa dipanggil siapa?
        Ani: Mama Rian Aminah
        Bot: {SEARCHING}
        Bot → Tati: {ASKED}
        Tati: [Mau]
        Bot: {CONSENT}
        Tati: ya
        Bot: Terima kasih, Bu. ...
        Bot → Ani: Tati mau menemani Ibu ... [...]
        Ani: [Mau]
        Bot: Baik, Bu. ...
        Bot → Tati: Mama Rian senang Ibu temani di kelas Kue kering. ...
    """)
