"""Kabar kerja: each says for herself how she hears of messages; one who answers nobody has nothing to say."""

from db import contact_staff
from db.unit import Unit
from domain.roles import Role
from tests.handlers.contact.letters import add_worker
from tests.play import Play
from tests.world import World


async def hears_at_once(world: World, name: str) -> bool:
    async def job(unit: Unit) -> bool:
        who = await world.actor(unit, name)
        return (await contact_staff.settings(unit, who.person_id)).at_once

    return await world.run(job)


async def test_in_the_morning_alone_until_she_wants_it_at_once(play: Play, world: World) -> None:
    await add_worker(world)
    await play("""
        Rina: kabar kerja
        Bot: Tiap pagi jam 08.00 ada satu kabar. Isinya jumlah saja, tanpa nama. /
            Di luar itu tidak ada kabar, kecuali ada pesan yang lama menunggu. /
            Mau dikabari kapan? [Pagi saja] [Langsung juga] [Biarkan saja]
        Rina: langsung
        Bot: Baik. Kalau ada pesan warga, langsung dikabari. Paling banyak 1 menit sekali, tidak di malam hari.
    """)
    assert await hears_at_once(world, "Rina")
    await play("""
        Rina: atur kabar
        Bot: Tiap pagi jam 08.00 ada satu kabar. ... / Sekarang juga langsung dikabari saat ada pesan warga. /
            Mau dikabari kapan? [...]
        Rina: pagi
        Bot: Baik. Kabarnya tiap pagi jam 08.00.
    """)
    assert not await hears_at_once(world, "Rina")


async def test_who_leaves_it_changes_nothing(play: Play, world: World) -> None:
    await add_worker(world)
    await play("""
        Rina: kabar kerja
        Bot: ... / Mau dikabari kapan? [...]
        Rina: biarkan
        Bot: Baik, tidak ada yang berubah.
    """)
    assert not await hears_at_once(world, "Rina")


async def test_who_answers_nobody_is_not_asked(play: Play, world: World) -> None:
    await add_worker(world, "Agus", Role.ADMIN)
    await play("""
        Agus: kabar kerja
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)
    assert not await hears_at_once(world, "Agus")
