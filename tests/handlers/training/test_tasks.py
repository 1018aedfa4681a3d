"""Newcomers are asked how they are on day 3, 7, 14 and 30: those who accompany them hear it once a day, without a name."""

from datetime import date
from typing import Any

import pytest

from db import course_places, course_tasks, courses
from db.contact_wishes import keep
from db.unit import Unit
from domain.contact_wishes import ContactWishes, Named
from domain.course_follow_up import Kind
from domain.roles import Role
from tests.handlers.office_people import add_named
from tests.handlers.training.classes import NEXT_TUESDAY, put_in, step, teach
from tests.handlers.training.company import a_course, companion, newcomer, tasks
from tests.play import Play
from tests.world import MENTARI, Way, World

OPENLY = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)
STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

ONE = "1 peserta kelas menunggu disapa. [Lihat]"
PAGE = """Siti, kelas Kue kering. / Peserta baru, hari ke-3. Tanyakan: betah, sudah punya teman, ada yang sulit? /
            Kalau orang lain yang angkat, bilang dari pelatihan. / Bagaimana? [Sudah disapa] [Nanti] [Kembali ke daftar]"""
LIST = "1 orang menunggu disapa. / Siapa yang mau dilihat? [Siti] [Selesai]"


# A session on Tuesday in a week, and one that is far away; nobody is reminded of either.
TWICE: dict[str, Any] = {"days": (NEXT_TUESDAY, date(2026, 6, 2)), "offsets": ()}
# The list of that Tuesday was never filled: whoever leads the course is asked about it (test_attendance.py).
UNFILLED = "Daftar hadir ... [Isi daftar hadir]"


async def siti_is_new(world: World) -> int:
    """Siti knows nobody in the course; Rina accompanies women of the office. The third day after it is a Friday."""
    course = await a_course(world, "Tati", **TWICE)
    await companion(world, "Rina")
    await newcomer(world, course, "Siti")
    return course


@OPENLY
async def test_on_the_third_day_her_companion_is_told_and_notes_what_she_heard(
    play: Play, world: World
) -> None:
    await siti_is_new(world)
    assert await tasks(world) == [f"Siti newcomer {day}: waiting" for day in (3, 7, 14, 30)]
    await play(f"""
        (jam +9 hari)
        Bot → Pengajar Kaltim: {UNFILLED}
        (jam +20 jam)
        (jam +1 jam)
        Bot → Rina: {ONE}
        Rina: [Lihat]
        Bot: {LIST}
        Rina: Siti
        Bot: {PAGE}
        Rina: sudah disapa
        Bot: Ada catatan pendek? Jangan tulis rahasia. [Tanpa catatan]
        Rina: dia malas datang
        Bot: Kalimat itu bisa menyinggung. Tolong tulis lebih lembut. [Tanpa catatan]
        Rina: betah, rumahnya jauh
        Bot: Sudah dicatat. Terima kasih sudah menyapa. / Tidak ada yang menunggu disapa sekarang.
    """)
    assert (await tasks(world))[0] == "Siti newcomer 3: done"
    assert [line for line in world.audit if "course_task" in line] == [
        "Rina list course_task Siti",
        "Rina read course_task Siti newcomer",
        "Rina write course_task Siti newcomer",
    ]
    await play(f"""
        (jam +4 hari)
        Bot → Rina: {ONE}
        Rina: tindak lanjut
        Bot: {LIST}
        Rina: Siti
        Bot: ... / Peserta baru, hari ke-7. ... / Catatan terakhir: betah, rumahnya jauh / Bagaimana? [...]
        Rina: nanti
        Bot: Diingatkan lagi kapan? [Besok] [3 hari lagi] [Minggu depan]
        Rina: besok
        Bot: Baik. Nanti muncul lagi di daftar. / Tidak ada yang menunggu disapa sekarang.
        (jam +23 jam)
        (jam +1 jam)
        Bot → Rina: {ONE}
    """)


@STEADY
async def test_twelve_newcomers_are_one_message_and_one_a_day(play: Play, world: World) -> None:
    course = await a_course(world, "Tati", **TWICE)
    await companion(world, "Rina")
    names = [f"Ibu {letter}" for letter in "ABCDEFGHIJKL"]
    for name in names:
        await newcomer(world, course, name)
    await play(f"""
        (jam +9 hari)
        Bot → Pengajar Kaltim: {UNFILLED}
        (jam +21 jam)
        Bot → Rina: 12 peserta kelas menunggu disapa. [Lihat]
    """)

    async def absent(unit: Unit) -> None:
        actor = await world.actor(unit, "Tati")
        course_tasks.add(unit, course, actor.person_id, Kind.ABSENT, 2, unit.now_ms)

    await world.run(absent)
    await play("""
        (jam +6 jam)
        (jam +17 jam)
        (jam +1 jam)
        Bot → Rina: 13 peserta kelas menunggu disapa. [Lihat]
        Rina: [Lihat]
        Bot: 13 orang menunggu disapa. / Siapa yang mau dilihat? [...]
    """)


@STEADY
async def test_at_night_nobody_is_told_and_after_two_days_away_it_is_told_once(
    play: Play, world: World
) -> None:
    await siti_is_new(world)
    world.clock.offset_ms += 10 * 24 * 3_600_000  # the program was away: no moment in between was visited
    await play(f"""
        (jam +1 menit)
        Bot → Rina: {ONE}
        Bot → Pengajar Kaltim: {UNFILLED}
        (jam +1 hari)
    """)


@OPENLY
async def test_who_has_left_is_asked_no_more_and_who_comes_back_is(play: Play, world: World) -> None:
    course = await siti_is_new(world)

    async def leave(unit: Unit) -> None:
        await course_places.leave(unit, await courses.get(unit, course), unit.actor.person_id)

    await step(world, "Siti", leave)
    await play(f"""
        (jam +12 hari)
        Bot → Pengajar Kaltim: {UNFILLED}
    """)
    assert await tasks(world) == [f"Siti newcomer {day}: dropped" for day in (3, 7, 14, 30)]
    await newcomer(world, course, "Siti")
    assert {line.split(": ")[1] for line in await tasks(world)} == {"waiting"}


@STEADY
async def test_who_moved_up_from_the_waiting_list_is_planned_by_the_clock(play: Play, world: World) -> None:
    course = await teach(world, capacity=1, **TWICE)
    await add_named(world, "Tati", "Tati")
    await put_in(world, course, "Tati")
    await newcomer(world, course, "Siti")
    assert await tasks(world) == []

    async def leave(unit: Unit) -> None:
        kept = await courses.get(unit, course)
        await course_places.leave(unit, kept, unit.actor.person_id)
        await course_places.move_up(unit, kept)

    await step(world, "Tati", leave)
    await play("(jam +1 menit)")
    assert await tasks(world) == [f"Siti newcomer {day}: waiting" for day in (3, 7, 14, 30)]


@OPENLY
async def test_without_a_companion_the_worker_hears_it_and_another_office_sees_nothing(
    play: Play, world: World
) -> None:
    course = await a_course(world, "Tati", **TWICE)
    await newcomer(world, course, "Siti")
    await world.add("Asing", Role.WORKER, office="Dinas Sosial Kota Batu")
    await play(f"""
        (jam +9 hari)
        Bot → Pengajar Kaltim: {UNFILLED}
        (jam +1 hari)
        Bot → Pengajar Kaltim: {ONE}
        Asing: tindak lanjut
        Bot: Tidak ada yang menunggu disapa sekarang.
    """)


@OPENLY
async def test_of_a_groups_own_course_its_leaders_hear_it(play: Play, world: World) -> None:
    await add_named(world, "Cucu", "Cucu", Role.CHAIR)
    course = await teach(world, "Tenun", group=MENTARI, **TWICE)
    for name in ("Tati", "Neneng"):
        await add_named(world, name, name, Role.MEMBER)
    await put_in(world, course, "Tati")
    await newcomer(world, course, "Neneng")
    await play(f"""
        (jam +9 hari)
        Bot → Cucu: {UNFILLED}
        Bot → Ketua Mentari: {UNFILLED}
        (jam +1 hari)
        Bot → Cucu: {ONE}
        Bot → Ketua Mentari: {ONE}
        Cucu: [Lihat]
        Bot: 1 orang menunggu disapa. / Siapa yang mau dilihat? [Neneng] [Selesai]
        Cucu: selesai
        Bot: Baik.
        Tati: tindak lanjut
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


@OPENLY
async def test_what_she_said_about_being_reached_stands_on_her_page(play: Play, world: World) -> None:
    await siti_is_new(world)

    async def wish(unit: Unit) -> None:
        wishes = ContactWishes(from_min=600, to_min=720, named=Named.NOBODY)
        await keep(unit, unit.actor.person_id, wishes)

    await step(world, "Siti", wish)
    await play(f"""
        (jam +9 hari)
        Bot → Pengajar Kaltim: {UNFILLED}
        (jam +1 hari)
        Bot → Rina: {ONE}
        Rina: [Lihat]
        Bot: {LIST}
        Rina: Siti
        Bot: ... / Kalau perlu telepon, hanya jam 10.00-12.00. / Kalau orang lain yang angkat, jangan bilang apa-apa. / ... [...]
        Rina: kembali ke daftar
        Bot: {LIST}
    """)


@OPENLY
async def test_what_two_look_at_is_done_once(play: Play, world: World) -> None:
    await siti_is_new(world)
    await play(f"""
        (jam +9 hari)
        Bot → Pengajar Kaltim: {UNFILLED}
        (jam +1 hari)
        Bot → Rina: {ONE}
        Rina: [Lihat]
        Bot: {LIST}
        Rina: Siti
        Bot: {PAGE}
        Pengajar Kaltim: tindak lanjut
        Bot: {LIST}
        Pengajar Kaltim: Siti
        Bot: {PAGE}
        Pengajar Kaltim: sudah disapa
        Bot: Ada catatan pendek? ... [Tanpa catatan]
        Pengajar Kaltim: tanpa catatan
        Bot: Sudah dicatat. Terima kasih sudah menyapa. / Tidak ada yang menunggu disapa sekarang.
        Rina: nanti
        Bot: Diingatkan lagi kapan? [...]
        Rina: besok
        Bot: Ada yang sudah mengubahnya. Coba lihat lagi. ...
    """)


@OPENLY
async def test_the_page_of_the_course_leads_to_those_of_it(play: Play, world: World) -> None:
    await siti_is_new(world)
    await play(f"""
        (jam +9 hari)
        Bot → Pengajar Kaltim: {UNFILLED}
        (jam +1 hari)
        Bot → Rina: {ONE}
        Pengajar Kaltim: kelola kelas
        Bot: ... [Kue kering] [...]
        Pengajar Kaltim: kue kering
        Bot: ... [...]
        Pengajar Kaltim: tindak lanjut
        Bot: {LIST}
    """)
