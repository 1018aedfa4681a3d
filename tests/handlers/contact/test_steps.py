"""A worker's own tasks: today's and late ones first, done, put off, with a note or another step after it."""

from db import matters
from db.matter_steps import Kind
from db.unit import Unit
from domain.matters import LISTED_MAX, Result
from tests.handlers.contact.letters import add_woman, write
from tests.handlers.contact.planned import DAY, plan, step_states, wati_writes
from tests.play import Play
from tests.world import World


async def test_the_earliest_stands_first_and_is_done_with_a_note(play: Play, world: World) -> None:
    matter = await wati_writes(world)
    await add_woman(world, "Siti")
    siti = await write(world, "Siti", "bu")
    await plan(world, matter, "kunjungan", days=2, kind=Kind.STEP)
    await plan(world, siti, "telepon", days=0, kind=Kind.STEP)
    await plan(world, matter, "tanya kabar", days=-1, kind=Kind.STEP)
    await play(f"""
        Rina: tugas saya
        Bot: 3 tugas. Untuk hari ini atau sudah lewat: 2. [Lewat: Wati] [Hari ini: Siti] [5/2: Wati] [Selesai]
        Rina: 1
        Bot: Wati ({matter.code}), Senin, 2 Februari 2026: tanya kabar / Bagaimana? [Sudah dikerjakan] [Nanti]
            [Buka pesannya] [Daftar tugas]
        Rina: sudah
        Bot: Sudah dicatat. / Lalu apa? [Tulis catatan] [Langkah berikutnya] [Daftar tugas]
        Rina: daftar tugas
        Bot: 2 tugas. Untuk hari ini atau sudah lewat: 1. [Hari ini: Siti] [5/2: Wati] [Selesai]
        Rina: 1
        Bot: Siti ({siti.code}), Selasa, 3 Februari 2026: telepon / Bagaimana? [...]
        Rina: sudah
        Bot: Sudah dicatat. / Lalu apa? [...]
        Rina: tulis catatan
        Bot: Belum ada catatan tentang Siti ({siti.code}). ... [...]
    """)
    assert await step_states(world) == ["step waiting", "step done", "step done"]
    assert "Rina read matter_step Wati" in world.audit


async def test_put_off_it_stands_on_another_day(play: Play, world: World) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "kunjungan", days=0, kind=Kind.STEP)
    await play("""
        Rina: tugas saya
        Bot: 1 tugas. Untuk hari ini atau sudah lewat: 1. [Hari ini: Wati] [Selesai]
        Rina: 1
        Bot: ... Bagaimana? [...]
        Rina: nanti
        Bot: Sampai kapan? [Besok] [3 hari lagi] [Minggu depan] [Hari lain]
        Rina: hari lain
        Bot: Kapan? ...
        Rina: 20 Februari
        Bot: Baik. Harinya sudah diganti. / 1 tugas. Hari ini tidak ada. [20/2: Wati] [Selesai]
        Rina: 1
        Bot: ... Bagaimana? [...]
        Rina: buka
        Bot: Wati, Samarinda ... [...]
    """)


async def test_of_very_many_the_nearest_are_shown(play: Play, world: World) -> None:
    matters_of = [await wati_writes(world)]
    for number in range(2):
        await add_woman(world, f"Siti{chr(65 + number)}")
        matters_of.append(await write(world, f"Siti{chr(65 + number)}", "bu"))
    for day in range(LISTED_MAX + 1):
        await plan(world, matters_of[day % 3], "kunjungan", days=day, kind=Kind.STEP)
    await play(f"""
        Rina: tugas saya
        Bot: Lebih dari {LISTED_MAX} tugas. Ini yang paling dekat harinya. [Hari ini: Wati] [4/2: SitiA] [5/2: SitiB]
            [6/2: Wati] [7/2: SitiA] [8/2: SitiB] [9/2: Wati] [10/2: SitiA] [11/2: SitiB] [12/2: Wati] [Lihat yang lain]
        Rina: lagi
        Bot: Lebih dari {LISTED_MAX} tugas. ... [13/2: SitiA] [...]
    """)


async def test_without_any_she_is_told_where_they_come_from(play: Play, world: World) -> None:
    await wati_writes(world)
    await play("""
        Rina: tugas saya
        Bot: Belum ada tugas. Buat dari pesan warga: langkah berikutnya.
    """)


async def test_what_another_has_now_is_no_task_of_hers_and_words_for_later_are_named(
    play: Play, world: World
) -> None:
    matter = await wati_writes(world)
    await world.add("Dina", *(), area="samarinda")
    await plan(world, matter, "kunjungan", days=0, kind=Kind.STEP)
    await plan(world, matter, "besok saya datang", days=1)

    async def give_back(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Rina")
        await matters.give_back(unit, matter.id)

    await world.run(give_back)
    await play(f"""
        Rina: tugas saya
        Bot: {matter.code}: pesan nanti tidak dikirim. Urusan itu dilepas atau pindah. / Belum ada tugas. ...
    """)
    await world.pass_time(2 * DAY)
    assert await step_states(world) == ["step waiting", "later dropped handed_over"]
    assert not [bubble for bubble in world.phones.screen("Wati") if "datang" in bubble.text]


async def test_a_step_that_is_over_by_the_time_she_answers_is_not_done_twice(
    play: Play, world: World
) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "kunjungan", days=0, kind=Kind.STEP)
    await play("""
        Rina: tugas saya
        Bot: 1 tugas. ... [...]
        Rina: 1
        Bot: ... Bagaimana? [...]
    """)

    async def close(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Rina")
        await matters.close(unit, matter.id, Result.HELPED, although_unanswered=True)

    await world.run(close)
    await play("""
        Rina: sudah
        Bot: Maaf, itu tidak ada di sini. ...
    """)
    assert await step_states(world) == ["step dropped closed"]
