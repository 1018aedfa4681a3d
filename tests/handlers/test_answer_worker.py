"""She answers the worker who has her call by choosing; no word of hers is kept, and nothing is a dead end."""

import pytest

from tests.handlers.contact.letters import add_worker
from tests.handlers.test_calls import CALLED, people_of
from tests.play import Play
from tests.world import World

WRITTEN = """
        Petugas: [Saya tangani]
        Bot: ... Mau apa? [Tulis ke Ibu] [...]
        Bot → Siti: Petugas Dinas Sosial Kaltim sudah menerima pesan Ibu.
        Petugas: tulis
        Bot: Tulis pesan pendek. Sapa dengan Ibu. Balasannya lewat pilihan: aman atau tidak, cara, dan jam.
        Petugas: Ibu, kapan enaknya saya telepon?
        Bot: Yang akan terbaca: ... [Ya] [Tidak]
        Petugas: ya
        Bot: Pesan sudah diteruskan. / ... [...]
        Bot → Siti: Dari petugas: / Ibu, kapan enaknya saya telepon? [Balas petugas]
        Siti: [Balas petugas]
        Bot: Pilih jawaban untuk petugas, Bu. [Saya aman] [Saya tidak aman] [Atur cara dan jam] [Jangan hubungi dulu]
"""
LOOK = "Bot → Petugas: Ada kabar baru pada panggilan di Teman Mandiri. Buka /jaga. [Lihat dulu]"


async def test_she_says_when_she_may_be_called(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{CALLED}{WRITTEN}
        Siti: [Atur cara dan jam]
        Bot: Petugas boleh menghubungi Ibu lewat apa? [...]
        Siti: telepon
        Bot: Jam berapa yang aman untuk ditelepon? [...]
        Siti: siang
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: 0812 0000 0000
        Bot: Sudah saya sampaikan ke petugas, Bu.
        {LOOK}
        Petugas: [Lihat dulu]
        Bot: ... Hanya petugas perempuan. Telepon 081200000000, jam 11.00-14.00. / Kalau orang lain yang angkat, bilang dari pelatihan. / ... [...]
    """)
    assert world.requests == []


@pytest.mark.parametrize(
    ("said", "answered", "seen"),
    [
        ("saya aman", "Sudah saya sampaikan ke petugas, Bu.", "Hanya petugas perempuan, lewat chat ini."),
        (
            "tidak aman",
            "Sudah saya sampaikan ke petugas, Bu. / Kalau bisa, pergi ke tempat yang ada orang. ...",
            "Katanya sekarang tidak aman. / Hanya petugas perempuan, lewat chat ini.",
        ),
        (
            "jangan dulu",
            "Sudah saya sampaikan ke petugas, Bu.",
            "Jangan hubungi dulu. Belum tentu aman membaca sendirian.",
        ),
    ],
)
async def test_what_she_chooses_stands_in_the_call(
    play: Play, world: World, said: str, answered: str, seen: str
) -> None:
    await people_of(world)
    await play(f"""{CALLED}{WRITTEN}
        Siti: {said}
        Bot: {answered}
        {LOOK}
        Petugas: [Lihat dulu]
        Bot: Kode <kode>. Menunggu sejak ... / Tentang: tanda kekerasan. / {seen} / Mau apa? [...]
    """)


async def test_without_a_call_it_is_the_way_to_a_person(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await add_worker(world, "Petugas")
    await play("""
        Siti: balas
        Bot: Yang membaca pesan Ibu: Petugas, Dinas Sosial Kaltim. / ... Tulis saja, atau pilih. [Tulis pesan] [...]
    """)
