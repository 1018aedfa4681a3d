"""In the simulator nobody's number passes on: who comes back after months is greeted as ever."""

from domain.contact import NUMBERED_CHANNELS
from tests.play import Play
from tests.world import World


async def test_a_phone_without_a_number_is_never_asked(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
        (jam +90 hari)
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
    """)
    assert "simulator" not in NUMBERED_CHANNELS


async def test_who_is_not_asked_is_led_on(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: /kembali_lagi
        Bot: Ada yang bisa saya bantu, Bu? [...]
    """)
