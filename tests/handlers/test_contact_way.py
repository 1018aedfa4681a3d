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
