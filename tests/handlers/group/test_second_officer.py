"""The second officer of a draft: her code can be made again, and is of no use once the books are open."""

from db import groups
from db.unit import Unit
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import MENTARI, World


async def test_a_lost_code_is_made_again_and_says_what_to_do_with_it(play: Play, world: World) -> None:
    await chair_and_treasurer(world)

    async def close(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = $2 WHERE id = $1", world.groups[MENTARI], groups.DRAFT)

    await world.run(close)
    for _time in range(2):
        await play("""
            Cucu: kelompok
            Bot: ... [Undang pengurus] [...]
            Cucu: [Undang pengurus]
            Bot: Kode untuk Bendahara: inv-... / Kirim ke orangnya. Di HP-nya, ketik UNDANGAN, lalu kode itu. Berlaku 24 jam.
        """)
    assert world.audit.count("Cucu invite group ? second treasurer") == 2
