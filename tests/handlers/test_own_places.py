"""Who lets people in and out in several places says where; a place that is not hers is none."""

from domain.roles import Role
from tests.handlers.office_people import add_named
from tests.play import Play
from tests.world import World


async def test_who_leads_an_office_and_a_group_chooses_one(play: Play, world: World) -> None:
    await add_named(world, "Cucu", "Cucu", Role.CHAIR, Role.ADMIN)
    await play("""
        Cucu: peran
        Bot: Untuk kantor atau kelompok yang mana? [Dinas Sosial Kaltim] [Mentari]
        Cucu: mentari
        Bot: Mentari. Pilih satu orang. [Cucu, Ketua] [Undang orang] [Selesai]
        Cucu: undang orang
        Bot: Undang ke Mentari sebagai apa? [Anggota] [...]
    """)


async def test_who_leads_one_place_is_not_asked(play: Play, world: World) -> None:
    await add_named(world, "Cucu", "Cucu", Role.CHAIR)
    await play("""
        Cucu: peran
        Bot: Mentari. Pilih satu orang. [Cucu, Ketua] [...]
    """)
