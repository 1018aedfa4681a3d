"""One look before it goes out."""

from db import announcements
from tests.handlers.announce.writing import ASKED, FOOTER, KINDS, SLOTS, a_class
from tests.play import Play
from tests.world import World


async def test_where_nobody_is_to_be_reached_only_changing_and_dropping_are_offered(
    play: Play, world: World
) -> None:
    await a_class(world)
    await play(f"""
        Petugas: umumkan
        Bot: Untuk siapa? {KINDS}
        Petugas: peserta kelas
        Bot: Yang mana? [Kue kering]
        Petugas: 1
        Bot: {SLOTS} {ASKED}
        Petugas: Kelas libur.
        Bot: Kabar dari Dinas Sosial Kaltim: / Kelas libur. / {FOOTER}
        Bot: Untuk: peserta Kue kering. / Belum ada yang bisa dikirimi. / Mau diubah? [Ubah] [Tidak jadi]
        Petugas: tidak jadi
        Bot: Baik, tidak jadi. Tidak ada yang dikirim.
    """)
    assert await world.run(announcements.live) == []
