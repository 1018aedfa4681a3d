"""A course nobody ended is over after two weeks; who may give its certificates hears so once, and is led there."""

from functools import partial

from db import courses
from db.unit import Unit
from domain.courses import State
from domain.roles import Role
from handlers.training.over import look_around
from tests.handlers.training.afterwards import WORKER, a_past_course, came
from tests.handlers.training.classes import course
from tests.handlers.training.test_reply import NOT_WHATSAPP
from tests.play import Play
from tests.world import World

# The last session of a past course was over an hour before the chat begins.
TWO_WEEKS_MS = 14 * 24 * 3_600_000
OVER = "Pertemuan terakhir Kue kering sudah dua minggu lewat. Kelasnya saya catat selesai. Sertifikat bisa diberikan."


async def looked(world: World) -> list[tuple[str, str]]:
    """Whom a look of the clock tells what."""

    async def look(unit: Unit) -> list[tuple[str, str]]:
        await look_around(unit)
        names = await world._names(unit)
        told, unit.told = unit.told, []
        return [
            (names[each.person_id], " ".join(each.text.message.format(**each.text.values).split()))
            for each in told
        ]

    return await world.run(look)


@NOT_WHATSAPP  # which lets nothing through to who has not written for a day
async def test_who_keeps_it_hears_once_that_it_is_over_and_is_led_to_the_certificates(
    play: Play, world: World
) -> None:
    course_id = await a_past_course(world, "Siti")
    await came(world, course_id, "Siti", 1, 2, 3, 4)
    world.clock.passed_ms += TWO_WEEKS_MS - 7_200_000
    assert await looked(world) == []
    await play(f"""
        (jam +3 jam)
        Bot → {WORKER}: {OVER} [Beri sertifikat]
        Bot → Siti: Kelas Kue kering sudah selesai. ... [Nilai kelas]
        {WORKER}: [Beri sertifikat]
        Bot: Kelas Kue kering: 1 peserta, 4 pertemuan. Sudah diberi sertifikat: 0. /
            Mau apa? [Beri ke 1 orang] [Pilih orangnya] [Selesai]
        (jam +2 hari)
    """)
    assert (await course(world, course_id)).state is State.ENDED


async def test_a_trainer_who_gives_no_certificates_is_not_told_and_all_who_may_are_where_its_maker_is_gone(
    world: World,
) -> None:
    course_id = await a_past_course(world, "Siti")
    trainer = await world.add("Pelatih", Role.TRAINER)
    await world.run(partial(_name, course_id=course_id, person_id=trainer))
    await world.add("Kepala", Role.SUPERVISOR)
    await end_role(world, WORKER)
    world.clock.passed_ms += TWO_WEEKS_MS
    assert await looked(world) == [("Kepala", OVER)]
    assert await looked(world) == []


async def test_nobody_hears_of_a_course_in_which_nobody_was(world: World) -> None:
    course_id = await a_past_course(world)
    world.clock.passed_ms += TWO_WEEKS_MS
    assert await looked(world) == []
    assert (await course(world, course_id)).state is State.ENDED


async def _name(unit: Unit, *, course_id: int, person_id: int) -> None:
    courses.set_trainers(unit, course_id, [person_id])


async def end_role(world: World, name: str) -> None:
    async def job(unit: Unit) -> None:
        person = (await world.actor(unit, name)).person_id
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", person, unit.now_ms)

    await world.run(job)


async def test_who_waited_to_the_end_hears_kindly_that_no_place_became_free(world: World) -> None:
    await a_past_course(world, "Siti", "Sri", capacity=1)
    world.clock.passed_ms += TWO_WEEKS_MS
    told = await looked(world)
    assert told == [
        (
            "Sri",
            "Kelas Kue kering sudah selesai. Maaf, sampai akhir belum ada tempat untuk Ibu."
            " Kelas lain: ketik JADWAL.",
        ),
        (WORKER, OVER),
    ]
    assert await looked(world) == []
