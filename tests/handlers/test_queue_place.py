"""How many others wait is said honestly; nothing is said to the only one."""

from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.handlers.old_wishes import wish_as_before
from tests.play import Play
from tests.world import World

AGAIN = """
        Siti: periksa lagi
        Bot: ... Mau diperiksa lagi? [Ya] [Tidak]
        Siti: ya
        Bot: ... [Lewati]
        Siti: Umur saya salah tulis.
"""


async def test_the_only_one_is_told_of_nobody(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play(f"""{AGAIN}
        Bot: Sudah saya sampaikan ke Dinas Sosial Kaltim. Nomornya <kode>. / Petugas membalas ...
        Bot → Petugas: ... [Lihat]
    """)


async def test_the_second_is_told_of_the_first(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Yuyun", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await wish_as_before(world, "Yuyun")
    await play(f"""
        (jam +1 detik)
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
        {AGAIN.strip()}
        Bot: Sudah saya sampaikan ke Dinas Sosial Kaltim. Nomornya <kode>. / Ada 1 orang lain yang juga menunggu. / ...
        Bot → Petugas: ... [Lihat]
    """)
