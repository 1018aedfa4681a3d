"""The questions about a class, as they are answered by who makes one: every way to say for whom it is."""

import pytest

from domain.course_words import is_fit
from domain.courses import NOTE_CHARS_MAX, OFFSETS_DEFAULT, Topic, Who
from domain.roles import Role
from handlers.training import asking
from tests.handlers.office_people import add_named
from tests.handlers.training.classes import teach
from tests.handlers.training.made import classes, office, trainers
from tests.play import Play
from tests.world import MENTARI, World

LIKE = """
        Rina: buat kelas
        Bot: ... [...]
        Rina: seperti yang dulu
        Bot: ... [...]
        Rina: 1
        Bot: Kapan kelasnya? ...
        Rina: 5 Maret 2026 jam 09.00
        Bot: ... Benar? [...]
        Rina: benar
        Bot: ... Sudah benar? [...]
        Rina: ubah dulu
        Bot: Yang mana diubah? [...]
"""
DONE = """
        Rina: buat kelas
        Bot: Kelas Kue kering sudah dibuat. ...
"""


async def begun(world: World) -> None:
    await add_named(world, "Rina", "Rina", Role.WORKER)
    await teach(world, who=Who(areas=("samarinda",)))


async def newest(world: World) -> Who:
    return (await classes(world, office(world)))[-1].who


@pytest.mark.parametrize(
    "said, who",
    [
        ("semua warga", Who()),
        (
            "wilayah tertentu\n        Bot: Wilayah mana? ... [...]\n        Rina: 1",
            Who(areas=("kutai_kartanegara",)),
        ),
        (
            "sudah bisa sesuatu\n        Bot: Sudah bisa apa? ... [...]\n        Rina: menjahit dan tenun",
            Who(areas=("samarinda",), needs=(Topic.SEWING, Topic.WEAVING)),
        ),
        (
            "anggota kelompok\n        Bot: Apa nama kelompoknya? [Semua warga]\n        Rina: Semua warga",
            Who(),
        ),
        ("lewati", Who()),
        ("skip", Who()),
    ],
)
async def test_for_whom_it_is(play: Play, world: World, said: str, who: Who) -> None:
    await begun(world)
    await play(
        LIKE
        + f"""
        Rina: untuk siapa
        Bot: Untuk siapa kelas ini? [...]
        Rina: {said}
        Bot: ... Sudah benar? [...]
    """
        + DONE
    )
    assert await newest(world) == who


async def test_a_group_is_found_by_its_name_and_no_list_of_groups_is_shown(play: Play, world: World) -> None:
    await begun(world)
    await play(
        LIKE
        + """
        Rina: untuk siapa
        Bot: Untuk siapa kelas ini? [...]
        Rina: anggota kelompok
        Bot: Apa nama kelompoknya? [Semua warga]
        Rina: Matahari
        Bot: Nama itu belum saya temukan. Apa nama kelompoknya? [Semua warga]
        Rina: kelompok mentari
        Bot: ... Sudah benar? [...]
    """
        + DONE
    )
    assert (await newest(world)).groups == (world.groups[MENTARI],)


async def test_others_of_the_office_are_chosen_by_name_and_hear_of_it(play: Play, world: World) -> None:
    await begun(world)
    await add_named(world, "Tuti", "Tuti", Role.TRAINER)
    await play(
        LIKE
        + """
        Rina: pelatih
        Bot: Siapa pelatihnya? [Saya sendiri] [Orang lain] [Belum ada]
        Rina: orang lain
        Bot: Yang mana? Boleh lebih dari satu. [...]
        Rina: tuti
        Bot: ... Pelatih: 1 orang / Sudah benar? [...]
        Rina: buat kelas
        Bot: Kelas Kue kering sudah dibuat. ...
        Bot → Tuti: Ada kelas untuk dipimpin: Kue kering, di Balai Desa Contoh. Berikutnya Kamis, 5 Maret 2026, ... [Lihat]
        Tuti: [Lihat]
        Bot: Kue kering, Balai Desa Contoh. ... [...]
    """
    )
    assert await trainers(world, (await classes(world, office(world)))[-1]) == ["Tuti"]


async def test_who_leads_it_can_be_left_for_later(play: Play, world: World) -> None:
    await begun(world)
    await play(
        LIKE
        + """
        Rina: pelatih
        Bot: Siapa pelatihnya? [Saya sendiri] [Orang lain] [Belum ada]
        Rina: lewati
        Bot: ... Pelatih: belum ada / Sudah benar? [...]
        Rina: buat kelas
        Bot: Kelas Kue kering sudah dibuat. ...
    """
    )
    assert await trainers(world, (await classes(world, office(world)))[-1]) == []


async def test_a_first_day_on_another_weekday_is_told(play: Play, world: World) -> None:
    await begun(world)
    await play("""
        Rina: buat kelas
        Bot: ... [...]
        Rina: seperti yang dulu
        Bot: ... [...]
        Rina: 1
        Bot: Kapan kelasnya? ...
        Rina: tiap kamis jam 9 pagi, 2 kali, mulai 4 maret
        Bot: Mulainya bukan Rabu, 4 Maret 2026, tapi Kamis, 5 Maret 2026. / 2 pertemuan, jam 09.00-11.00 WITA: /
            Kamis, 5 Maret 2026 / Kamis, 12 Maret 2026 / Benar? [...]
    """)


def test_what_is_kept_of_a_tap_may_be_shown_and_the_reminders_are_the_usual_ones() -> None:
    assert {each.key for each in asking.CHILDREN} == set(asking.CHILDREN_SAID)
    assert {each.key for each in asking.FARES} == set(asking.FARES_SAID)
    for said in (*asking.CHILDREN_SAID.values(), *asking.FARES_SAID.values()):
        assert is_fit(said, chars_max=NOTE_CHARS_MAX)
    assert {each.key for each in asking.REMINDERS} == set(asking.OFFSETS)
    assert asking.OFFSETS["both"] == OFFSETS_DEFAULT
