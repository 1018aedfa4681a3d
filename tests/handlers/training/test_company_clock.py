"""The clock tells of company once, whoever looks: one message a person, of all her offices, and never about herself."""

import pytest

from db import course_tasks, people
from db.unit import Unit
from domain.course_follow_up import Kind
from domain.roles import Role, RoleGrant
from handlers.training.company_clock import look_around
from tests.handlers.training.classes import put_in, step, teach
from tests.handlers.training.company import a_course, companion
from tests.world import BATU, MENTARI, Way, World

pytestmark = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


async def add(world: World, course: int, name: str, kind: Kind = Kind.ABSENT) -> None:
    async def job(unit: Unit) -> None:
        actor = await world.actor(unit, name)
        course_tasks.add(unit, course, actor.person_id, kind, 1, unit.now_ms)

    await world.run(job)


async def looked(world: World) -> list[tuple[int, str]]:
    """Whom a look of the clock tells what."""

    async def look(unit: Unit) -> list[tuple[int, str]]:
        await look_around(unit)
        told, unit.told = unit.told, []
        return [(each.person_id, each.text.message.format(**each.text.values)) for each in told]

    return await world.run(look)


async def person(world: World, name: str) -> int:
    return (await world.run(lambda unit: world.actor(unit, name))).person_id


async def test_a_second_look_tells_nobody_again(world: World) -> None:
    course = await a_course(world, "Siti", "Tati")
    await companion(world, "Rina")
    for name in ("Siti", "Tati"):
        await add(world, course, name)
    assert await looked(world) == [(await person(world, "Rina"), "2 peserta kelas menunggu disapa.")]
    assert await looked(world) == []


async def test_who_works_in_two_offices_gets_one_message(world: World) -> None:
    kaltim = await a_course(world, "Siti")
    batu = await teach(world, "Menjahit", office=BATU)
    await world.add("Ani")
    await put_in(world, batu, "Ani")
    await companion(world, "Rina")
    rina = await person(world, "Rina")

    async def grant(unit: Unit) -> None:
        both = RoleGrant(Role.COMPANION, organisation_id=world.offices[BATU])
        people.grant_role(unit, role_id=unit.new_id(), person_id=rina, grant=both, now_ms=unit.now_ms)

    await world.run(grant)
    await add(world, kaltim, "Siti")
    await add(world, batu, "Ani")
    assert await looked(world) == [(rina, "2 peserta kelas menunggu disapa.")]


async def test_nobody_is_told_of_herself(world: World) -> None:
    course = await a_course(world, "Siti")
    await companion(world, "Rina")
    await put_in(world, course, "Rina")
    await add(world, course, "Rina")
    assert await looked(world) == []


async def test_a_heavy_face_is_told_to_companions_and_an_absence_to_those_who_follow_up(world: World) -> None:
    course = await a_course(world, "Siti", "Tati")
    await companion(world, "Rina")
    await add(world, course, "Siti", Kind.MOOD)
    rina = await person(world, "Rina")
    assert await looked(world) == [(rina, "1 peserta kelas menunggu disapa.")]


async def test_without_a_companion_a_mood_is_told_to_nobody(world: World) -> None:
    course = await a_course(world, "Siti")
    await add(world, course, "Siti", Kind.MOOD)
    assert await looked(world) == []


async def test_in_a_practice_nobody_is_told(world: World) -> None:
    await world.add("Cucu", Role.CHAIR)

    async def practise(unit: Unit) -> None:
        unit.write("UPDATE groups SET practice_of = 1 WHERE id = $1", world.groups[MENTARI])

    course = await teach(world, "Tenun", group=MENTARI)
    await world.add("Siti", Role.MEMBER)
    await put_in(world, course, "Siti")
    await add(world, course, "Siti")
    await world.run(practise)
    assert await looked(world) == []


async def test_a_turn_of_the_clock_looks_at_few_and_says_that_there_are_more(world: World) -> None:
    course = await a_course(world, "Tati")

    async def crowd(unit: Unit) -> None:
        ids = [unit.new_id() for _woman in range(course_tasks.PLANTED_MAX + 1)]
        for n, person_id in enumerate(ids, start=2):
            people.add_person(unit, person_id, unit.now_ms)
            unit.write(
                "INSERT INTO course_participants (course_id, person_id, n, state, newcomer, by_person, joined_ms, made_ms,"
                " changed_ms) VALUES ($1, $2, $3, 'joined', 1, $2, $4, $4, $4)",
                course,
                person_id,
                n,
                unit.now_ms,
            )

    await step(world, "Tati", crowd)
    assert await world.run(look_around)
    assert not await world.run(look_around)
