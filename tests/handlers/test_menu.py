"""The menu shows what is hers, and nothing else."""

import pytest

from domain.roles import STAFF, Role
from tests.play import Play
from tests.world import World

EVERYBODY = "[Cari bantuan] [Syarat bantuan] [Kelas dan jadwal]"


@pytest.mark.parametrize(
    "roles, choices",
    [
        ((), f"{EVERYBODY} [Bicara dengan petugas] [Data saya] [Cara memakai]"),
        (
            (Role.MEMBER, Role.TREASURER),
            f"[Kelompok Mentari] {EVERYBODY} [Bicara dengan petugas] [Data saya] [Cara memakai]",
        ),
        (
            (Role.WORKER,),
            f"[Pesan warga] [Antrean] [Kelola kelas] [Pengumuman] {EVERYBODY} [Data saya] [Cara memakai]",
        ),
        ((Role.COMPANION,), f"[Pesan warga] [Antrean] [Kelola kelas] {EVERYBODY} [Data saya] [Cara memakai]"),
        ((Role.TRAINER,), f"[Kelola kelas] {EVERYBODY} [Data saya] [Cara memakai]"),
        ((Role.ADMIN,), f"[Pengumuman] [Kantor] {EVERYBODY} [Data saya] [Cara memakai]"),
        (
            (Role.SUPERVISOR, Role.ADMIN),
            f"[Pesan warga] [Antrean] [Kelola kelas] [Pengumuman] [Kantor] {EVERYBODY} [Data saya] [Cara memakai]",
        ),
        (
            (Role.HELPER,),
            f"[Dampingi warga] [Kartu ajakan] {EVERYBODY} [Bicara dengan petugas] [Data saya] [Cara memakai]",
        ),
    ],
)
async def test_the_menu_of_each_role(play: Play, world: World, roles: tuple[Role, ...], choices: str) -> None:
    await world.add("Siti", *roles)
    greeting = "Ada yang bisa saya bantu?" if STAFF.intersection(roles) else "Ada yang bisa saya bantu, Bu?"
    await play(f"""
        Siti: menu
        Bot: {greeting} {choices}
    """)


async def test_words_that_mean_nothing_show_the_menu_kindly(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: bla bla
        Bot: Maaf, saya belum mengerti. Ini yang bisa saya bantu. / Ada yang bisa saya bantu, Bu? [...]
        Siti: makasih
        Bot: Sama-sama, Bu. / Ada yang bisa saya bantu, Bu? [...]
    """)


@pytest.mark.parametrize("word", ["dampingi", "kantor", "antrean", "/permintaan"])
async def test_what_is_not_hers_is_refused_kindly(play: Play, world: World, word: str) -> None:
    await world.add("Siti")
    await play(f"""
        Siti: {word}
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


async def test_stopping_where_nothing_runs(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: batal
        Bot: Tidak ada yang sedang berjalan. Ketik MENU kalau perlu.
    """)


async def test_what_is_not_hers_leads_back_to_the_question_she_was_at(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: panggilan
        Bot: Mau dipanggil apa? [...]
        Siti: kantor
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / Mau dipanggil apa? [...]
    """)


async def test_a_command_there_is_not_is_a_word_like_any(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: /tidakada
        Bot: Maaf, saya belum mengerti. Ini yang bisa saya bantu. / Ada yang bisa saya bantu, Bu? [...]
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [...]
        Siti: /tidakada
        Bot: Maaf, saya belum mengerti. ... Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
    """)


async def test_where_nothing_was_answered_nothing_is_said_to_be_kept(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
        Siti: hmm
        Bot: Maaf, saya belum mengerti. ... [...]
        Siti: hmm hmm
        Bot: Maaf, saya belum mengerti. ... [...]
        Siti: apa ya
        Bot: Maaf, saya masih belum mengerti. Mau dibantu petugas? [Ya] [Tidak]
        Siti: entahlah ya
        Bot: Tidak apa-apa. Kita berhenti dulu. Ketik MENU kalau sudah senggang.
    """)
    assert world.talks == []
