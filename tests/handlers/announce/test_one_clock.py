"""Every hour of an announcement is on the clock of the office or group whose it is, and names it, whoever reads it."""

import re

from db.unit import Unit
from domain.roles import Role
from domain.zones import WIB, WIT
from tests.handlers.announce.announced import add_known, add_worker, announce, pass_by
from tests.handlers.announce.test_list import announce_to_group
from tests.handlers.announce.writing import ASKED, SLOTS, newest
from tests.play import Play
from tests.world import World

HOUR = re.compile(r"jam \d\d\.\d\d(?! WITA)")


async def lives_in(world: World, name: str, zone: str) -> None:
    """Her own clock is another than that of her office or group."""

    async def job(unit: Unit) -> None:
        person_id = (await world.actor(unit, name)).person_id
        unit.write("UPDATE persons SET zone = $2 WHERE id = $1", person_id, zone)

    await world.run(job)
    actor = await world.run(lambda unit: world.actor(unit, name))
    assert actor.zone == zone


async def test_a_workers_own_zone_changes_nothing_in_what_she_reads_of_her_offices(
    play: Play, world: World
) -> None:
    await add_worker(world)
    await add_worker(world, "Sari", Role.SUPERVISOR)
    await lives_in(world, "Rina", WIB)
    await lives_in(world, "Sari", WIT)
    await add_known(world, "Wati")
    code = (await announce(world)).code
    for name in ("Rina", "Sari"):
        await play(f"""
            {name}: pengumuman
            Bot: {code}, jam 11.00 WITA: Halo Ibu, ... [...]
            {name}: {code}
            Bot: Pengumuman {code}, Dinas Sosial Kaltim. Belum dikirim. / Ditulis Rina, jam 11.00 WITA. ... /
                Dikirim jam 11.01 WITA. / ... [...]
        """)


async def test_a_group_in_another_zone_than_its_treasurer_reads_its_own_hours(
    play: Play, world: World
) -> None:
    await world.add("Lilis", Role.TREASURER)
    code = (await announce_to_group(world, "Lilis", "Rapat besok jam 9.")).code
    await lives_in(world, "Lilis", WIT)
    await play(f"""
        Lilis: pengumuman
        Bot: {code}, jam 10.00 WIB: Rapat besok jam 9. / ... [...]
        Lilis: {code}
        Bot: Pengumuman {code}, Kelompok Mentari. Belum dikirim. / Ditulis jam 10.00 WIB. ... / Dikirim jam 10.01 WIB. / ... [...]
    """)


async def test_from_the_first_question_to_the_message_that_waits_and_the_live_one_at_night_it_is_one_clock(
    play: Play, world: World
) -> None:
    await add_worker(world)
    await lives_in(world, "Rina", WIB)
    await add_known(world, "Wati", "Siti")
    await play(f"""
        Rina: umumkan
        Bot: Untuk siapa? [...]
        Rina: warga
        Bot: Yang mana? [...]
        Rina: Samarinda
        Bot: Tentang apa? [...]
        Rina: lain
        Bot: {SLOTS} {ASKED}
        Rina: Kantor pindah.
        Bot: Kabar dari ...
        Bot: Untuk: ... Kirim? [...]
        Rina: kirim nanti
        Bot: Kapan dikirim? Contoh: besok jam 9.
        Rina: nanti malam jam 10
        Bot: Jam 22.00 WITA itu jam istirahat. Sampainya mulai jam 07.00 WITA. / Tetap dikirim jam itu? [...]
        Rina: tetap
        Bot: Baik. Perkembangannya saya kabari di bawah ini.
        Bot: Pengumuman ... untuk 2 orang. / Dikirim Selasa, 3 Februari 2026, jam 22.00 WITA. Sebelum itu masih bisa ditarik. [Tarik]
    """)
    await world.pass_time(11 * 3600)
    await pass_by(world, play)
    code = (await newest(world))[0].code
    await play(f"""
        Rina: pengumuman
        Bot: {code}, jam 11.01 WITA: Kantor pindah. ... [...]
        Rina: {code}
        Bot: Pengumuman {code}, ... / ... / 2 dikirim nanti, mulai Rabu jam 07.00 WITA. / ... [...]
    """)
    said = [bubble.text for bubble in world.phones.screen("Rina")]
    assert [each for each in said if HOUR.search(each)] == []
