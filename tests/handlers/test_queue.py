"""The queue: first those who asked for a person, then how long each has waited."""

from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.handlers.old_wishes import wish_as_before
from tests.play import Play
from tests.world import World


async def test_who_asked_for_a_person_stands_first_and_opening_the_queue_leaves_a_trace(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await world.add("Yuyun", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    play.memory.words["lain"] = await wish_as_before(world, "Yuyun")
    await play("""
        (jam +1 detik)
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
        Petugas: antrean
        Bot: 2 menunggu. Paling lama sejak Selasa, 3 Februari 2026. 1 minta bicara, ada di atas.
            [<lain>, Samarinda] [<kode>, Samarinda]
        Petugas: <kode>
        Bot: <kode>, Samarinda. ... [...] [Kembali ke antrean]
        Petugas: kembali ke antrean
        Bot: 2 menunggu. ... [<lain>, Samarinda] [<kode>, Samarinda]
    """)
    assert world.audit.count("Petugas list request Siti") == 2


async def test_an_empty_queue_is_said_kindly(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await play("""
        Petugas: /antrean
        Bot: Antrean kosong. Terima kasih, semua sudah dibuka.
    """)
