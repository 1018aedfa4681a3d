"""What was laid aside is taken up again; of several she picks one."""

from domain.roles import Role
from tests.play import Play
from tests.world import World

TWO_LAID_ASIDE = """
    Siti: skrining
    Bot: ... [...]
    Siti: samarinda
    Bot: ... Boleh saya catat? [...]
    Siti: info
    Bot: Yang tadi saya simpan. ... / Ibu tinggal di mana? [...]
    Siti: samarinda
    Bot: Mau tahu yang mana, Bu? [...]
"""


async def test_one_is_taken_up_at_once(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(TWO_LAID_ASIDE)
    await play("""
        Siti: lanjut
        Bot: Mau tahu yang mana, Bu? [...]
        Siti: batal
        Bot: Baik. Kita berhenti di sini. ...
        Siti: lanjut
        Bot: Kita teruskan yang tadi, ya. ... / ... Boleh saya catat? [...]
    """)


async def test_of_several_she_picks_one(play: Play, world: World) -> None:
    await world.add("Siti", Role.HELPER)
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
        Siti: panggilan
        Bot: ... Mau dipanggil apa? [...]
        Siti: teteh
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: menu
        Bot: Yang tadi saya simpan. ... [Lanjutkan yang tadi] [...]
        Siti: lanjut
        Bot: Mau melanjutkan yang mana? [...]
        Siti: cari bantuan
        Bot: Kita teruskan yang tadi, ya. ... / ... Boleh saya catat? [...]
    """)


async def test_with_nothing_laid_aside_the_menu_comes(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: /lanjut
        Bot: Tidak ada yang perlu dilanjutkan. / Ada yang bisa saya bantu, Bu? [...]
    """)
