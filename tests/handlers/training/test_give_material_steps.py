"""How those who were there hear of what is new: a slice at a time, once, and nobody in a practice."""

import pytest

from db import course_materials, courses
from db.unit import Unit
from domain.course_materials import Form, Recipe, WordsNotKind, packed
from domain.refusals import NotAllowed
from handlers.training.give_material_steps import give_words, list_given, look_around
from tests.handlers.training.classes import step
from tests.handlers.training.company import first_session, was_there
from tests.handlers.training.sitting import TEACHER, a_class_now
from tests.world import World

LATER_S = 11 * 60


async def tell_all(world: World) -> list[int]:
    """How many were told in each look of the clock, until nothing is left."""
    counts: list[int] = []
    left = True
    while left:

        async def look(unit: Unit) -> None:
            nonlocal left
            left = await look_around(unit)
            counts.append(len(unit.told))
            unit.told = []

        await world.run(look)
    return counts


async def given(world: World, *names: str) -> int:
    """A text was shared of the first session, in which all of them were."""
    course = await a_class_now(world, *names)
    await was_there(world, course, *names)
    first = await first_session(world, course)
    await step(world, TEACHER, give_words, first.id, Form.TEXT, "Ayak tepungnya dulu.")
    world.clock.passed_ms += LATER_S * 1000
    return course


async def test_those_who_were_there_are_told_once(world: World) -> None:
    await given(world, "Siti", "Sri")
    assert sum(await tell_all(world)) == 2
    assert sum(await tell_all(world)) == 0


async def test_a_large_class_is_told_in_slices(world: World) -> None:
    names = [f"Demo {number}" for number in range(course_materials.TOLD_SLICE + 5)]
    course = await a_class_now(world, "Siti")
    first = await first_session(world, course)

    async def fill(unit: Unit) -> None:
        from db import people
        from db.vault import person as owner_of

        for number, _name in enumerate(names):
            person_id = unit.new_id()
            await unit.vault.have([owner_of(person_id)], create=True)
            people.add_person(unit, person_id, unit.now_ms, demo=True)
            unit.write(
                "INSERT INTO course_participants (course_id, person_id, n, state, by_person, joined_ms, made_ms,"
                " changed_ms) VALUES ($1, $2, $3, 'joined', $2, 1, 1, 1)",
                course,
                person_id,
                number + 10,
            )
            unit.write(
                "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
                " VALUES ($1, $2, 1, 'staff', $2, 1)",
                first.id,
                person_id,
            )

    await world.run(fill)
    await step(world, TEACHER, give_words, first.id, Form.TEXT, "Ayak tepungnya dulu.")
    world.clock.passed_ms += LATER_S * 1000
    assert [count for count in await tell_all(world) if count] == [course_materials.TOLD_SLICE, 5]


async def test_of_a_course_that_was_cancelled_nobody_hears(world: World) -> None:
    course = await given(world, "Siti")

    async def cancel(unit: Unit) -> None:
        await courses.cancel(unit, await courses.get(unit, course))

    await step(world, TEACHER, cancel)
    assert sum(await tell_all(world)) == 0


async def test_every_part_of_a_recipe_is_looked_at(world: World) -> None:
    first = await first_session(world, await a_class_now(world, "Siti"))
    body = packed(Recipe(name="Nastar", ingredients="250 g tepung", steps="Tanya 0812 0000 0000"))
    with pytest.raises(WordsNotKind):
        await step(world, TEACHER, give_words, first.id, Form.RECIPE, body)
    assert await step(world, TEACHER, list_given, first.id) == ()
    with pytest.raises(NotAllowed):
        await step(world, "Siti", give_words, first.id, Form.TEXT, "Ayak tepungnya dulu.")
