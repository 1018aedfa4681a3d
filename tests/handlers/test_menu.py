"""The menu shows what is hers, and nothing else."""

import pytest

from domain.roles import Role
from tests.play import Play
from tests.world import World

EVERYBODY = "[Cari bantuan] [Syarat bantuan]"


@pytest.mark.parametrize(
    "roles, choices",
    [
        ((), f"{EVERYBODY} [Bicara dengan petugas] [Data saya] [Cara memakai]"),
        ((Role.MEMBER, Role.TREASURER), f"{EVERYBODY} [Bicara dengan petugas] [Data saya] [Cara memakai]"),
        ((Role.WORKER,), f"[Antrean] {EVERYBODY} [Data saya] [Cara memakai]"),
        ((Role.COMPANION,), f"[Antrean] {EVERYBODY} [Data saya] [Cara memakai]"),
        ((Role.ADMIN,), f"[Kantor] {EVERYBODY} [Data saya] [Cara memakai]"),
        ((Role.SUPERVISOR, Role.ADMIN), f"[Antrean] [Kantor] {EVERYBODY} [Data saya] [Cara memakai]"),
        ((Role.HELPER,), f"[Dampingi warga] {EVERYBODY} [Bicara dengan petugas] [Data saya] [Cara memakai]"),
    ],
)
async def test_the_menu_of_each_role(play: Play, world: World, roles: tuple[Role, ...], choices: str) -> None:
    await world.add("Siti", *roles)
    await play(f"""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? {choices}
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
        Bot: Maaf, Bu, bagian ini untuk pengurus atau petugas. / ... [...]
    """)


async def test_stopping_where_nothing_runs(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: batal
        Bot: Tidak ada yang sedang berjalan, Bu. Ketik MENU kalau perlu.
    """)
