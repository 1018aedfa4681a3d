"""What a code and a neighbour's tap come to, also where the phone is locked or the class is a hall."""

from dataclasses import replace

import pytest

from db.unit import Unit
from domain.attendance import Typed
from domain.course_refusals import NotIn, NotPresentHerself
from domain.refusals import NotAllowed
from handlers.training.present_steps import BESIDE_MAX, count_open, list_beside, note_code, note_neighbour
from tests.handlers.training.classes import put_in, step
from tests.handlers.training.company import first_session
from tests.handlers.training.sitting import a_class_now, book
from tests.handlers.training.test_attendance_steps import person
from tests.handlers.training.test_present import wall
from tests.world import World


async def test_only_who_is_there_herself_sees_who_else_is_not_written_down(world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri", "Lis")
    await wall(world, course)
    first = await first_session(world, course)
    assert await step(world, "Siti", list_beside, first.id) == ()
    assert (await step(world, "Siti", note_code, "7K4P")).typed is Typed.WRITTEN
    assert [each.name for each in await step(world, "Siti", list_beside, first.id)] == ["Sri", "Lis"]
    await world.add("Imas")
    assert await step(world, "Imas", list_beside, first.id) == ()
    await world.pass_time(5 * 3_600)
    assert await step(world, "Siti", list_beside, first.id) == ()


async def test_who_is_not_there_speaks_for_nobody(world: World) -> None:
    course = await a_class_now(world, "Siti", "Sri")
    first, sri = await first_session(world, course), await person(world, "Sri")
    with pytest.raises(NotPresentHerself):
        await step(world, "Siti", note_neighbour, first.id, sri)
    await wall(world, course)
    await step(world, "Siti", note_code, "7K4P")
    with pytest.raises(NotIn):
        await step(world, "Siti", note_neighbour, first.id, await world.add("Imas"))
    await step(world, "Siti", note_neighbour, first.id, sri)
    assert await book(world, course) == ["Siti hadir code", "Sri hadir peer"]


async def test_in_a_hall_nobody_looks_for_a_name_in_pages(world: World) -> None:
    names = [f"Demo {chr(65 + number % 26)}{chr(65 + number // 26)}" for number in range(BESIDE_MAX + 2)]
    course = await a_class_now(world, "Siti")
    for name in names:
        await world.add(name)
    await put_in(world, course, *names)
    await wall(world, course)
    noted = await step(world, "Siti", note_code, "7K4P")
    assert await step(world, "Siti", list_beside, noted.session_id) == ()


async def test_while_nobody_has_unlocked_the_phone_nobody_is_there(world: World) -> None:
    course = await a_class_now(world, "Siti")
    await wall(world, course)

    async def locked(unit: Unit) -> None:
        unit.actor = replace(await world.actor(unit, "Siti"), profiles=True, inside=False)
        assert await count_open(unit) == 0
        with pytest.raises(NotAllowed):
            await note_code(unit, "7K4P")
        unit.actor = await world.actor(unit, "Siti")
        assert await count_open(unit) == 1

    await world.run(locked)
    assert await book(world, course) == []
