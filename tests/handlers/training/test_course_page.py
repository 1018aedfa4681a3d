"""Kelas: one page a course; why it is not for her is kind and says where else, and of others she learns nothing."""

from dataclasses import replace
from datetime import datetime

import pytest

from db import courses
from db.unit import Unit
from domain.courses import Kind, Part, Topic, Who
from domain.roles import Role
from domain.zones import WITA, get_zone
from handlers.training.course_page import choices_of
from handlers.training.doors import COURSE_DOORS
from tests.handlers.training.classes import course, put_in, step, teach
from tests.handlers.training.test_sight_words import PAGE
from tests.play import Play
from tests.world import BATU, MENTARI, UEP, World

SEEN = "Kue kering, Dinas Sosial Kaltim. Selasa, 10 Februari 2026, jam 09.00 WITA, di Balai Desa Contoh. / Ada 8 ..."
TO_SCHEDULE = "Mau apa, Bu? [Lihat jadwal]"


async def shown(play: Play, world: World, course_id: int, page: str) -> None:
    """What Siti sees who has the code from a poster."""
    code = (await course(world, course_id)).code
    await play(f"""
        Siti: kode kelas
        Bot: Ibu belum ikut kelas. Mau lihat jadwalnya? [Lihat jadwal] [Punya kode kelas]
        Siti: punya kode kelas
        Bot: Apa kode kelasnya, Bu?
        Siti: {code}
        Bot: {page}
    """)


@pytest.mark.parametrize(
    "who, why",
    [
        (
            Who(areas=("kutai_kartanegara",)),
            "Kelas ini untuk warga daerah lain. Ketik JADWAL untuk kelas di dekat Ibu.",
        ),
        (
            Who(sets=(UEP,)),
            "Kelas ini untuk yang sudah cek bantuan dan cocok. Mau cek? Ketik SKRINING.",
        ),
        (
            Who(before_aid=True),
            "Kelas ini untuk yang bantuannya sedang disiapkan. Mau tanya? Ketik PETUGAS.",
        ),
        (
            Who(needs=(Topic.COOKIES, Topic.COOKING)),
            "Kelas ini lanjutan. Yang dipelajari dulu: Kue kering, Memasak. Sudah bisa? Ketik KETERAMPILAN, lalu catat di sana.",
        ),
    ],
)
async def test_what_is_not_for_her_says_why_and_where_else(
    play: Play, world: World, who: Who, why: str
) -> None:
    await world.add("Siti", area="samarinda")
    await shown(play, world, await teach(world, who=who), f"{SEEN} / {why} / {TO_SCHEDULE}")


async def test_of_a_groups_own_course_a_stranger_reads_no_more_than_its_name(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    members_only = Who(groups=(world.groups[MENTARI],))
    tenun = await teach(world, "Tenun", group=MENTARI, topic=Topic.WEAVING, who=members_only)
    why = "Kelas ini untuk anggota kelompoknya. Kalau mau ikut, tanya pengurus kelompok itu."
    await shown(play, world, tenun, f"Tenun. / {why} / {TO_SCHEDULE}")


async def test_a_group_may_let_in_whoever_is_interested(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    tenun = await teach(world, "Tenun", group=MENTARI, topic=Topic.WEAVING)
    await shown(
        play,
        world,
        tenun,
        "Tenun, Mentari. ... / Tempatnya masih ada. / Mau apa, Bu? [Daftar] [Lihat jadwal]",
    )


async def test_where_she_lives_is_asked_where_the_course_depends_on_it(play: Play, world: World) -> None:
    await world.add("Siti")
    await shown(play, world, await teach(world), "Ibu tinggal di mana? [...]")
    await play(f"""
        Siti: samarinda
        Bot: {SEEN} / Tempatnya masih ada. / Mau apa, Bu? [Daftar] [Lihat jadwal]
    """)


async def test_what_is_cancelled_or_over_leads_back_to_the_schedule(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    kue = await teach(world)

    async def cancel(unit: Unit) -> None:
        await courses.cancel(unit, await courses.get(unit, kue))

    await step(world, "Pengajar Kaltim", cancel)
    over = "Kelas ini sudah selesai, atau tidak jadi. Ketik JADWAL untuk kelas lain."
    await shown(play, world, kue, f"Kue kering. / {over} / {TO_SCHEDULE}")


async def test_how_many_places_are_left_is_told_and_of_others_nothing(play: Play, world: World) -> None:
    for name in ("Siti", "Yuyun", "Neneng"):
        await world.add(name, area="samarinda")
    kue = await teach(world, capacity=3)
    await put_in(world, kue, "Yuyun", "Neneng")
    await shown(play, world, kue, f"{SEEN} / Masih ada 1 tempat. / Mau apa, Bu? [Daftar] [Lihat jadwal]")
    assert not [each for each in world.said["Siti"] if "Yuyun" in each or "Neneng" in each]


async def test_long_notes_stand_behind_a_row_and_the_page_stays_small(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    long = (
        "Boleh bawa anak. Ada ibu lain yang menjaga di ruang sebelah. Bawa makan dan mainan kesukaannya, ya."
    )
    kue = await teach(
        world, bring="celemek, toples bersih, lap", childcare=long, transport="Diganti Rp20.000."
    )
    await shown(play, world, kue, f"{SEEN} / ... Mau apa, Bu? [Daftar] [Keterangan] [Lihat jadwal]")
    await play(f"""
        Siti: keterangan
        Bot: Bawa: celemek, toples bersih, lap / Anak: {long} / Ongkos: Diganti Rp20.000. / Ketik KELAS untuk kembali.
    """)


async def test_of_several_she_chooses_one_and_a_single_one_is_shown_at_once(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    kue, jahit = await teach(world), await teach(world, "Menjahit", topic=Topic.SEWING)
    await put_in(world, kue, "Siti")
    await play(f"""
        Siti: kelas
        Bot: {SEEN} / Ibu sudah terdaftar. / Mau apa, Bu? [...] [Pindah kelas] [Tidak jadi ikut] [Lihat jadwal]
        Siti: pindah kelas
        Bot: Belum ada kelas lain seperti ini. Ketik JADWAL untuk melihat semua.
    """)
    await put_in(world, jahit, "Siti")
    await play(f"""
        Siti: kelas saya
        Bot: Kelas yang mana, Bu? [Kue kering] [Menjahit] [Punya kode kelas] [Lihat jadwal]
        Siti: kue
        Bot: {SEEN} / Ibu sudah terdaftar. / ... [...]
    """)


async def test_who_leads_classes_comes_to_them_and_who_leads_this_one_may_run_it(
    play: Play, world: World
) -> None:
    kue = await teach(world, kind=Kind.BIMTEK, title="Bimtek usaha", office=BATU)
    code = (await course(world, kue)).code
    await world.add("Pelatih", Role.TRAINER, office=BATU)
    await play(f"""
        Pengajar Batu: kelas
        Bot: 1 kelas. Yang mana? [Bimtek usaha] [...]
        Pelatih: kode kelas
        Bot: Ibu belum ikut kelas. Mau lihat jadwalnya? [Lihat jadwal] [Punya kode kelas]
        Pelatih: 2
        Bot: Apa kode kelasnya, Bu?
        Pelatih: {code}
        Bot: Ibu tinggal di mana? [...]
        Pelatih: junrejo
        Bot: Bimtek usaha, Dinas Sosial Kota Batu. ... Mau apa, Bu? [Daftar] [Lihat jadwal]
    """)


def test_what_is_too_much_for_one_list_stands_behind_a_row_and_nothing_is_lost() -> None:
    clock = datetime(2026, 2, 10, 9, tzinfo=get_zone(WITA).clock)
    doors = tuple(each.name for each in COURSE_DOORS)
    busy = replace(
        PAGE, next=clock, last=clock, part=Part.JOINED, doors=doors, bring="x" * 200, helps=True, runs=True
    )
    front, below = choices_of(busy)
    assert len(front) <= 10
    assert {each.key for each in front} >= {"notes", "change", "leave", "all"}
    hung = {each.key for each in (*front, *below)}
    assert hung >= {*doors, "beside", "run"}
    few, nothing = choices_of(replace(busy, doors=(), helps=False))
    assert ([each.key for each in few], nothing) == (["notes", "change", "leave", "run", "all"], [])
