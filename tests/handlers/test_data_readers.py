"""Who has looked: by role and office, from the audit; the safety store is not in the list."""

from db.unit import Unit
from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.play import Play
from tests.world import World


async def test_she_sees_who_read_what_and_how_often(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    worker = await world.add("Petugas", Role.WORKER)
    await play("""
        Siti: siapa melihat data saya
        Bot: Belum ada petugas yang melihat data Ibu.
    """)
    await play(UNTIL_SENT)
    await play("""
        Petugas: antrean
        Bot: 1 menunggu. ... [...]
        Petugas: 1
        Bot: ... [...]
    """)

    async def note(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Petugas")
        for kind in ("safety_note", "safety", "door", "call"):
            unit.audit("read", kind, 1, siti, "")

    await world.run(note)
    await play("""
        Siti: siapa melihat data saya
        Bot: Petugas Dinas Sosial Kaltim melihat permintaan Ibu, 1 kali. Terakhir Selasa, 3 Februari 2026, jam ... WITA. /
            Petugas Dinas Sosial Kaltim melihat nomor permintaan Ibu, 1 kali. Terakhir ... WITA. /
            Daftar lengkapnya ada di salinan. Ketik DATA untuk memintanya.
    """)
    assert str(worker) not in " ".join(world.said["Siti"])
