"""Where she says she lives now decides who is called, before what was kept of her earlier."""

from domain.roles import Role
from tests.play import Play
from tests.world import World


async def test_the_office_of_the_place_she_has_just_named_is_called(play: Play, world: World) -> None:
    await world.add("Siti", area="junrejo")
    await world.add("Petugas", Role.WORKER)  # in Kalimantan Timur; Junrejo is another office's
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [Samarinda] [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
        Siti: saya dipukul suami
        Bot: Aman membaca ini sendirian sekarang? [...]
        Bot → Petugas: Ada yang menunggu di Teman Mandiri. Buka /jaga. [Saya tangani] [Lihat dulu]
    """)
