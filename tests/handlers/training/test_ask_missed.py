"""What the clock does about who was there: once, not at night, to nobody in a practice, and not where she had said so."""

from db.unit import Unit
from domain.roles import Role
from tests.handlers.training.company import first_session
from tests.handlers.training.sitting import SOON, TEACHER, THREE_WEEKS, TODAY, a_class_now, take_list
from tests.handlers.training.test_absent import BUTTONS, QUESTION, WEEK, missed_twice, tasks
from tests.play import Play
from tests.world import World


async def test_nobody_is_asked_within_the_hour_in_which_a_list_is_put_right(play: Play, world: World) -> None:
    course = await missed_twice(play, world)
    await world.pass_time(30 * 60)
    await take_list(world, course, 2, "Siti", "Sri")
    await world.pass_time(2 * 3_600)
    await world.read_books()
    assert await tasks(world) == []
    assert QUESTION[:20] not in " ".join(world.said.get("Sri", []))


async def test_she_is_asked_once_however_long_she_stays_away(play: Play, world: World) -> None:
    course = await missed_twice(play, world)
    await play(f"""
        (jam +1 jam)
        Bot → Sri: {QUESTION} {BUTTONS}
    """)
    await world.pass_time(WEEK)
    await take_list(world, course, 3, "Siti")
    await world.pass_time(3 * 3_600)
    assert await tasks(world) == ["Sri absent 1 waiting"]


async def test_who_had_said_that_she_could_not_come_is_not_asked_and_still_looked_after(
    play: Play, world: World
) -> None:
    course = await missed_twice(play, world)
    second = await first_session(world, course, 2)

    async def reply(unit: Unit) -> None:
        sri = (await world.actor(unit, "Sri")).person_id
        unit.write(
            "INSERT INTO course_replies (session_id, person_id, moves, answer, at_ms) VALUES ($1, $2, 0, 'no', 1)",
            second.id,
            sri,
        )

    await world.run(reply)
    await play("""
        (jam +1 jam)
    """)
    assert await tasks(world) == ["Sri absent 1 waiting"]


async def test_who_took_her_yes_back_or_wants_to_be_left_alone_is_not_asked(play: Play, world: World) -> None:
    await missed_twice(play, world)

    async def pause(unit: Unit) -> None:
        sri = (await world.actor(unit, "Sri")).person_id
        unit.write("UPDATE persons SET paused_ms = 1 WHERE id = $1", sri)

    await world.run(pause)
    await play("""
        (jam +1 jam)
    """)
    assert await tasks(world) == ["Sri absent 1 waiting"]


async def test_a_list_that_nobody_took_is_asked_for_once_and_says_nothing_of_anybody(
    play: Play, world: World
) -> None:
    await a_class_now(world, "Siti", days=THREE_WEEKS, start_min=SOON)

    async def quiet(unit: Unit) -> None:
        unit.write("UPDATE courses SET offsets = '[]'")

    await world.run(quiet)
    await play("""
        (jam +4 jam)
        Bot → Pengajar Kaltim: Daftar hadir Kue kering, Selasa, 3 Februari 2026, belum diisi.
            Kalau tadi ada yang hadir, catat, ya. [Isi daftar hadir]
        (jam +2 jam)
        Pengajar Kaltim: [Isi daftar hadir]
        Bot: Kue kering, pertemuan ke-1. ... Hadir 0 dari 1 orang. Mau apa? [...]
        Pengajar Kaltim: batal
        Bot: ...
    """)
    assert await tasks(world) == []


async def test_where_the_trainer_is_named_she_is_asked_for_the_list(play: Play, world: World) -> None:
    trainer = await world.add("Pelatih", Role.TRAINER)
    course = await a_class_now(world, "Siti", days=[TODAY])

    async def name(unit: Unit) -> None:
        unit.write("UPDATE courses SET offsets = '[]'")
        unit.write("INSERT INTO course_trainers (course_id, person_id) VALUES ($1, $2)", course, trainer)

    await world.run(name)
    await play("""
        (jam +4 jam)
        Bot → Pelatih: Daftar hadir Kue kering, Selasa, 3 Februari 2026, belum diisi. ... [Isi daftar hadir]
    """)
    assert TEACHER not in world.said


async def test_in_a_practice_nobody_is_told(play: Play, world: World) -> None:
    course = await missed_twice(play, world)

    async def practise(unit: Unit) -> None:
        group = world.groups["Mentari"]
        unit.write("UPDATE groups SET practice_of = $2 WHERE id = $1", group, group)
        unit.write("UPDATE courses SET organisation_id = NULL, group_id = $2 WHERE id = $1", course, group)

    await world.run(practise)
    await play("""
        (jam +3 jam)
    """)
