"""What help there is, read without being asked anything; nothing is kept."""

from tests.play import Play
from tests.world import PURWAKARTA, World


async def test_the_conditions_of_an_area_are_read_without_a_question_about_her(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play("""
        Siti: syarat bantuan
        Bot: Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: Mau tahu yang mana, Bu? [Bantuan usaha (UEP) untuk perempuan, Kalimantan Timur]
            [Pendataan perempuan yang perlu didampingi]
        Siti: bantuan usaha
        Bot: Bantuannya barang untuk usaha, bukan uang tunai. ... / Tempat terbatas, belum tentu dapat. / ... /
            Ini masih contoh. Kantor belum mengesahkannya. / Mau coba cek? Ketik SKRINING.
    """)
    assert (world.consents, world.requests, world.audit) == ([], [], [])


async def test_where_one_help_is_known_it_is_shown_at_once(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: info
        Bot: Ibu tinggal di mana? [...]
        Siti: purwakarta
        Bot: Ini untuk pendataan. Belum tentu ada bantuan. / ... Ketik SKRINING.
    """)


async def test_what_an_office_has_not_confirmed_is_not_shown(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.make_real(PURWAKARTA)
    await play("""
        Siti: info
        Bot: Ibu tinggal di mana? [...]
        Siti: purwakarta
        Bot: Belum ada bantuan di daftar untuk daerah itu. Ketik PETUGAS untuk bertanya.
    """)
