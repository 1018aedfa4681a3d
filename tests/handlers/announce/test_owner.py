"""Who announces: only who may, and for her own office or group."""

from domain.roles import Role
from tests.play import Play
from tests.world import World


async def test_who_may_not_announce_finds_no_such_thing(play: Play, world: World) -> None:
    await world.add("Siti", Role.MEMBER)
    await world.add("Pendamping", Role.COMPANION)
    await play("""
        Siti: umumkan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
        Pendamping: umumkan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
