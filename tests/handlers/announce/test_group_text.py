"""Teks grup: what somebody passes on to a WhatsApp group names nobody, and stands alone in its message."""

from types import MappingProxyType

from db.unit import Unit
from domain.announcements import Content, NewsKind
from domain.roles import Role
from tests.announced import plant
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import KALTIM, MENTARI, World

TEXT = "{panggilan} {nama}, besok kumpul di balai jam 9."


async def announced(
    world: World, name: str, *, of_group: bool, choices: tuple[str, ...] = (), state: str = "done"
) -> int:
    """One of the office's, or of Mentari's; its id."""

    async def job(unit: Unit) -> int:
        by = await world.actor(unit, name)
        content = Content(
            texts=MappingProxyType({"id": TEXT}),
            choices=choices,
            sender="Kelompok Mentari" if of_group else KALTIM,
            news=NewsKind.GROUP,
            code=f"K{unit.new_id()}",
        )
        found = await plant(
            unit,
            [by.person_id],
            content,
            organisation_id=None if of_group else world.offices[KALTIM],
            group_id=world.groups[MENTARI] if of_group else None,
        )
        unit.write("UPDATE outbox SET state = 'sent' WHERE notice_id = $1", found)
        unit.write("UPDATE announcements SET state = $2 WHERE id = $1", found, state)
        return found

    return await world.run(job)


async def test_the_groups_announcement_is_passed_on_without_a_name(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await announced(world, "Lilis", of_group=True, choices=("Ikut", "Tidak"))
    await play("""
        Lilis: teks grup
        Bot: Teks yang mana untuk grup WA? [Ibu-ibu, besok kumpul d…] [Ringkasan rapat] [Tidak jadi]
        Lilis: 1
        Bot: Kabar dari Kelompok Mentari: / Ibu-ibu, besok kumpul di balai jam 9. /
            Jawab lewat chat dengan Teman Mandiri.
    """)


async def test_a_worker_passes_on_her_offices(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await announced(world, "Petugas", of_group=False)
    await play("""
        Petugas: teks grup
        Bot: Teks yang mana untuk grup WA? [...]
        Petugas: 1
        Bot: Kabar dari Dinas Sosial Kaltim: / Ibu-ibu, besok kumpul di balai jam 9.
        Petugas: teks grup
        Bot: Teks yang mana untuk grup WA? [...]
        Petugas: tidak jadi
        Bot: Baik, tidak jadi.
    """)


async def test_what_never_went_out_and_what_is_of_others_is_not_there(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await world.add("Petugas", Role.WORKER)
    await announced(world, "Lilis", of_group=True, state="called_back")
    await announced(world, "Petugas", of_group=False, state="refused")
    await announced(world, "Petugas", of_group=False, state="stopped")
    await play("""
        Petugas: teks grup
        Bot: Belum ada pengumuman untuk diteruskan.
        Lilis: teks grup
        Bot: Belum ada rapat yang ditutup.
    """)


async def test_the_meetings_sums_are_one_tap_away(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await announced(world, "Lilis", of_group=True)
    await play("""
        Lilis: teks untuk grup
        Bot: Teks yang mana untuk grup WA? [...]
        Lilis: ringkasan rapat
        Bot: Belum ada rapat yang ditutup.
    """)


async def test_nobody_else_gets_it(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await play("""
        Siti: teks grup
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
