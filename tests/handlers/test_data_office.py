"""Which office a request is for: the one she dealt with last, else that of her place (tests of the talks show it said)."""

from handlers.data_office import find_office_of, find_own_office
from tests.play import Play
from tests.world import BATU, KALTIM, World


async def test_the_office_she_wrote_to_comes_before_that_of_her_place(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Euis")

    async def own(name: str) -> str:
        async def look(unit: object) -> str:
            unit.actor = await world.actor(unit, name)  # type: ignore[attr-defined,arg-type]
            found = await find_own_office(unit)  # type: ignore[arg-type]
            return found.name if found is not None else ""

        return await world.run(look)

    assert await own("Siti") == KALTIM
    assert await own("Euis") == ""
    await play("""
        Euis: petugas
        Bot: Ibu tinggal di mana? [...]
        Euis: junrejo
        Bot: ... [...]
        Euis: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
    """)
    assert await own("Euis") == BATU


async def test_an_area_leads_to_its_office(world: World) -> None:
    found = await world.run(lambda unit: find_office_of(unit, "samarinda"))
    assert found is not None
    assert found.name == KALTIM
    assert await world.run(lambda unit: find_office_of(unit, "kupang")) is None
