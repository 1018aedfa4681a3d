"""Which sessions somebody sees who leads classes: her own, of the last weeks, and those that are near."""

import pytest

from db import courses
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.training.which_session import get_led, list_picks, look_at
from tests.handlers.training.classes import course, step, teach
from tests.handlers.training.company import first_session
from tests.handlers.training.sitting import SOON, TEACHER, THREE_WEEKS, TODAY, a_class_now
from tests.world import BATU, World


async def seen(world: World, name: str, course_id: int = 0, *, ahead: bool = True) -> list[tuple[str, bool]]:
    picks = await step(world, name, list_picks, course_id, ahead)
    return [
        (f"{each.label.values.get('title', 'ke')} {each.label.values['day']:%d/%m}", each.is_open)
        for each in picks
    ]


async def test_only_her_own_and_only_what_is_near(world: World) -> None:
    kue = await teach(world, days=THREE_WEEKS, start_min=SOON)
    await teach(world, "Menjahit", office=BATU, days=[TODAY], start_min=SOON)
    assert await seen(world, TEACHER) == [("ke 03/02", True)]
    assert await seen(world, TEACHER, 1) == []
    await world.pass_time(6 * 24 * 3_600 + 12 * 3_600)
    assert await seen(world, TEACHER) == [("ke 10/02", False), ("ke 03/02", False)]
    assert await seen(world, TEACHER, kue, ahead=False) == [("ke 03/02", False)]
    await world.add("Pelatih", Role.TRAINER)
    assert await seen(world, "Pelatih") == []


async def test_what_is_open_comes_first_then_what_was_today_then_the_newest(world: World) -> None:
    await teach(world, days=[TODAY.replace(day=2), TODAY], start_min=8 * 60)
    await teach(world, "Menjahit", days=[TODAY], start_min=SOON)
    await teach(world, "Tenun", days=[TODAY.replace(day=4)], start_min=8 * 60)
    assert await seen(world, TEACHER) == [
        ("Menjahit 03/02", True),
        ("Kue kering 03/02", False),
        ("Tenun 04/02", False),
        ("Kue kering 02/02", False),
    ]


async def test_two_classes_of_one_name_on_one_day_are_told_apart_by_their_codes(world: World) -> None:
    both = [await teach(world, days=[TODAY], start_min=SOON, place=place) for place in ("Balai A", "Balai B")]
    await teach(world, "Menjahit", days=[TODAY], start_min=SOON)
    picks = await step(world, TEACHER, list_picks, 0, True)
    codes = {each.label.values["title"]: each.label.values.get("code") for each in picks}
    assert codes["Menjahit"] is None
    shown = {each.label.values["code"] for each in picks if "code" in each.label.values}
    assert shown == {(await course(world, each)).code for each in both}


async def test_a_cancelled_session_is_not_shown_nor_led(world: World) -> None:
    course = await a_class_now(world, "Siti")
    first = await first_session(world, course)

    async def cancel(unit: Unit) -> None:
        await courses.cancel_session(unit, first)

    await step(world, TEACHER, cancel)
    assert await seen(world, TEACHER) == []
    with pytest.raises(NotAllowed):
        await step(world, TEACHER, get_led, first.id)


async def test_a_session_of_another_office_reads_like_none(world: World) -> None:
    course = await a_class_now(world, "Siti")
    first = await first_session(world, course)
    await world.add("Petugas Batu", Role.WORKER, office=BATU)
    for name in ("Petugas Batu", "Siti"):
        for job in (look_at, get_led):
            with pytest.raises(NotAllowed):
                await step(world, name, job, first.id)
            with pytest.raises(NotAllowed):
                await step(world, name, job, 1)
    here = await step(world, TEACHER, look_at, first.id)
    assert (here.title, here.n, here.came, here.of) == ("Kue kering", 1, 0, 1)


async def test_a_class_that_has_ended_can_still_be_put_right(world: World) -> None:
    course = await a_class_now(world, "Siti")
    await world.pass_time(3_600)

    async def end(unit: Unit) -> None:
        await courses.end(unit, await courses.get(unit, course))

    await step(world, TEACHER, end)
    assert await seen(world, TEACHER) == [("ke 03/02", True)]
