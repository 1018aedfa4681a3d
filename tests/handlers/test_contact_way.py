"""How a worker may reach her: what she says is what the worker reads, with her safe hours."""

import pytest

from domain.roles import Role
from tests.handlers.chats import UNTIL_RESULT
from tests.play import Play
from tests.world import World


@pytest.mark.parametrize(
    "answers, read",
    [
        (("chat",), "Hubungi lewat chat saja. Jangan telepon."),
        (("saya datang sendiri",), "Mau datang sendiri. Jangan telepon."),
        (
            ("telpon", "sore", "0812-0000-0000"),
            "Boleh ditelepon jam 14.00-16.00 WITA saja. Nomor: 081200000000. /"
            " Kalau orang lain yang angkat, bilang dari pelatihan.",
        ),
        (
            ("telepon", "pagi", "lewati"),
            "Boleh ditelepon jam 08.00-11.00 WITA saja. Nomor: belum diberi. ...",
        ),
    ],
)
async def test_the_worker_reads_how_she_may_be_reached(
    play: Play, world: World, answers: tuple[str, ...], read: str
) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_RESULT)
    await play("""
        Siti: kirim
        Bot: Petugas boleh menghubungi Ibu lewat apa? [Chat saja] [Telepon] [Saya datang sendiri]
    """)
    for answer in answers[:-1]:
        await play(f"""
            Siti: {answer}
            Bot: ... [...]
        """)
    await play(f"""
        Siti: {answers[-1]}
        Bot: Sudah dikirim ... [...]
        Bot → Petugas: Ada permintaan baru di antrean. [Lihat]
        Petugas: [Lihat]
        Bot: ... / {read} / ... [...]
    """)


@pytest.mark.parametrize(
    "said, stretch",
    [
        ("jam 9", "Pagi, 08.00-11.00"),
        ("jam 9 sampai 11", "Pagi, 08.00-11.00"),
        ("habis dzuhur", "Siang, 11.00-14.00"),
        ("13.00", "Siang, 11.00-14.00"),
        ("jam 2", "Sore, 14.00-16.00"),
    ],
)
async def test_an_hour_of_her_own_is_shown_as_its_stretch_first(
    play: Play, world: World, said: str, stretch: str
) -> None:
    await world.add("Siti")
    await play(UNTIL_RESULT)
    await play(f"""
        Siti: kirim
        Bot: ... [...]
        Siti: telepon
        Bot: Jam berapa yang aman untuk ditelepon? [...]
        Siti: {said}
        Bot: Maksud Ibu {stretch}? [Ya] [Tidak]
        Siti: ya
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
    """)


@pytest.mark.parametrize("said", ["jam 7 malam", "subuh", "jam 9 sampai 1", "kapan saja"])
async def test_hours_in_which_nobody_calls_are_not_guessed(play: Play, world: World, said: str) -> None:
    await world.add("Siti")
    await play(UNTIL_RESULT)
    await play(f"""
        Siti: kirim
        Bot: ... [...]
        Siti: telepon
        Bot: Jam berapa yang aman untuk ditelepon? [...]
        Siti: {said}
        Bot: Maaf, saya belum mengerti. ... / Jam berapa yang aman untuk ditelepon? [...]
    """)
