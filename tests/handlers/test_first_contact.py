"""The first meeting: a salam is answered, who is speaking is said, and one question is asked."""

import pytest

from tests.play import Play
from tests.world import World


async def test_a_stranger_is_told_who_speaks_and_asked_one_thing(play: Play, world: World) -> None:
    await play("""
        Siti: Assalamualaikum
        Bot: Waalaikumsalam, Bu. ... Bukan orang. / ... Gratis. Kami tidak pernah minta uang, PIN bank, atau kode OTP. /
            HP ini dipakai sendiri, atau bersama keluarga? [Sendiri] [Bersama] [Saya dibantu orang]
        Siti: bareng
        Bot: Baik, Bu. Di HP bersama, saya tidak kirim hal pribadi. /
            Supaya orang lain tidak membaca, ketik KUNCI kapan saja. /
            Ada yang bisa saya bantu, Bu? [Cari bantuan] [Syarat bantuan] [Kelas dan jadwal] [Bicara dengan petugas] [...]
    """)
    assert world.audit == ["Siti write account Siti phone"]


@pytest.mark.parametrize("answer", ["sendiri", "1", "punya saya", "[Sendiri]"])
async def test_whose_phone_it_is_may_be_said_in_many_ways(play: Play, world: World, answer: str) -> None:
    await play(f"""
        Siti: /start
        Bot: ... HP ini dipakai sendiri, atau bersama keluarga? [...]
        Siti: {answer}
        Bot: Baik, Bu. / Ada yang bisa saya bantu, Bu? [...]
    """)


async def test_what_she_came_for_follows_the_meeting(play: Play, world: World) -> None:
    await play("""
        Siti: skrining
        Bot: ... HP ini dipakai sendiri, atau bersama keluarga? [...]
        Siti: saya dibantu orang
        Bot: Baik, Bu. Di HP bersama, saya tidak kirim hal pribadi. / ... Ibu tinggal di mana? [...]
    """)


async def test_a_person_can_be_asked_for_before_anything_else(play: Play, world: World) -> None:
    await play("""
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
    """)


async def test_who_is_known_is_not_asked_again(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: /start
        Bot: Ada yang bisa saya bantu, Bu? [...]
    """)
    assert world.audit == []


async def test_a_real_office_says_its_name_and_nothing_of_examples(play: Play, world: World) -> None:
    await world.make_real("Dinas Sosial Kaltim")
    await play("""
        Siti: halo
        Bot: ... program chat dari Dinas Sosial Kaltim. Bukan orang. / ... [...]
    """)
