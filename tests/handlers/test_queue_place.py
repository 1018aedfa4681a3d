"""How many others wait is said honestly; nothing is said to the only one."""

from tests.play import Play
from tests.world import World


async def test_the_second_is_told_of_the_first_and_the_first_of_nobody(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Yuyun", area="samarinda")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: chat
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <satu>. / Petugas membalas ...
        Yuyun: petugas
        Bot: ... [...]
        Yuyun: chat
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <dua>. / Ada 1 orang lain yang juga menunggu. / ...
    """)
