"""The first meeting: a salam is answered, who is speaking is said, and one question is asked."""

from tests.play import Play
from tests.world import World


async def test_a_stranger_is_told_who_speaks_and_asked_one_thing(play: Play, world: World) -> None:
    await play("""
        Siti: Assalamualaikum
        Bot: Waalaikumsalam, Bu. ... Bukan orang. / ... Gratis. Kami tidak pernah minta uang, PIN bank, atau kode OTP. /
            HP ini dipakai sendiri, atau bersama keluarga? [Sendiri] [Bersama] [Saya dibantu orang]
        Siti: bareng
        Bot: Baik, Bu. Di HP bersama, saya tidak kirim hal pribadi. / Ada yang bisa saya bantu, Bu?
            [Cari bantuan] [Syarat bantuan] [Bicara dengan petugas] [Cara memakai]
    """)
    assert world.audit == ["Siti write account Siti phone"]
