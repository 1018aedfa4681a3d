"""A kader beside a woman who cannot type: her spoken yes is kept, and what only the office knows leads to the office."""

import pytest

from db import consents, people
from db.unit import Unit
from domain.course_refusals import NotForHer
from domain.courses import Who
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.training import beside
from tests.handlers.training.classes import put_in, roll, step, teach
from tests.play import Play
from tests.world import BATU, World

READ_ALOUD = "Bacakan tiap pertanyaan. Ketik jawaban Ibu itu. / Siapa nama panggilan Ibu yang didampingi?"


async def test_a_kader_registers_a_woman_who_says_yes_aloud(play: Play, world: World) -> None:
    await world.add("Kader", Role.HELPER, area="samarinda")
    course = await teach(world, capacity=1)
    await play(f"""
        Kader: jadwal
        Bot: ... [Kue kering] [...]
        Kader: kue kering
        Bot: ... / Mau apa, Bu? [Daftar] [Daftarkan Ibu lain] [Lihat jadwal]
        Kader: daftarkan ibu lain
        Bot: {READ_ALOUD}
        Kader: Sumi
        Bot: Ibu tinggal di mana? [...]
        Kader: samarinda
        Bot: Bacakan ini dengan suara, lalu ketik jawaban lisannya: / Dinas Sosial Kaltim mau mencatat pelatihan Ibu: ...
            Boleh saya catat? [Boleh] [Tidak]
        Kader: boleh
        Bot: Sudah kenal yang lain di kelas ini? [Sudah] [Belum] [Lewati]
        Kader: belum
        Bot: Ibu Sumi sudah terdaftar di Kue kering. / Tulis di kertas untuk Ibu itu:
            Selasa, 10 Februari 2026, jam 09.00 WITA, di Balai Desa Contoh. Ibu itu tidak bisa saya ingatkan lewat HP.
    """)
    assert await roll(world, course) == ["Sumi joined baru"]
    assert world.consents == ["Sumi training yes spoken oleh Kader"]


async def test_without_her_spoken_yes_nobody_is_written_down(play: Play, world: World) -> None:
    await world.add("Kader", Role.HELPER, area="samarinda")
    course = await teach(world)
    await play(f"""
        Kader: jadwal
        Bot: ... [...]
        Kader: kue kering
        Bot: ... [...]
        Kader: daftarkan ibu lain
        Bot: {READ_ALOUD}
        Kader: Sumi
        Bot: Ibu tinggal di mana? [...]
        Kader: samarinda
        Bot: ... Boleh saya catat? [Boleh] [Tidak]
        Kader: tidak
        Bot: Baik. Tidak ada yang dicatat.
    """)
    assert await roll(world, course) == []
    assert world.consents == []


async def test_what_only_the_office_knows_leads_to_the_office(play: Play, world: World) -> None:
    await world.add("Kader", Role.HELPER, area="samarinda")
    course = await teach(world, "Bimtek usaha", who=Who(before_aid=True))
    await play(f"""
        Kader: jadwal
        Bot: ... [Kelas lain] [...]
        Kader: kelas lain
        Bot: ... [Bimtek usaha]
        Kader: 1
        Bot: ... [Daftarkan Ibu lain] [Lihat jadwal]
        Kader: daftarkan ibu lain
        Bot: {READ_ALOUD}
        Kader: Sumi
        Bot: Ibu tinggal di mana? [...]
        Kader: samarinda
        Bot: Untuk kelas ini, antar Ibu itu ke petugas, ya. Tidak ada yang dicatat.
    """)
    assert await roll(world, course) == []


async def test_who_is_no_kader_there_writes_nobody_down_whatever_is_tapped(world: World) -> None:
    course = await teach(world)
    await world.add("Siti")
    await world.add("Kader Batu", Role.HELPER, office=BATU)
    for name in ("Siti", "Kader Batu"):
        with pytest.raises(NotAllowed):
            await step(world, name, beside.write_her_down, course, "Sumi", "samarinda", False)
    assert await roll(world, course) == []


async def test_the_rule_is_asked_again_where_it_is_written_and_her_area_is_kept(world: World) -> None:
    await world.add("Kader", Role.HELPER)
    course = await teach(world, capacity=1)
    with pytest.raises(NotForHer):
        await step(world, "Kader", beside.write_her_down, course, "Sumi", "junrejo", False)
    await world.add("Siti", area="samarinda")
    await put_in(world, course, "Siti")
    joined = await step(world, "Kader", beside.write_her_down, course, "Sumi", "samarinda", True)
    assert (joined.part, joined.waits_at) == ("waiting", 1)

    async def read(unit: Unit) -> tuple[str, str, str]:
        (row,) = await unit.fetch("SELECT person_id FROM course_participants WHERE state = 'waiting'")
        sumi = await people.get_person(unit, row["person_id"])
        (agreed,) = await consents.list_all(unit, sumi.id)
        return sumi.name, sumi.area, agreed.manner

    assert await world.run(read) == ("Sumi", "samarinda", "spoken")
