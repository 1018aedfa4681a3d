"""What she sees of a course: its next hour on its own clock, how she stands to it, and of others only how many they are."""

from datetime import date, datetime

import pytest

from db import courses
from db.unit import Unit
from domain.course_fit import Why
from domain.courses import Part, Topic, Who
from domain.refusals import NotAllowed
from domain.roles import Role
from domain.zones import WITA, get_zone
from handlers.training.sight import Sight, find_sight, get_course, list_mine, list_others
from tests.handlers.training.classes import NEXT_TUESDAY, NINE, put_in, step, teach, weeks
from tests.world import World


async def sees(world: World, name: str, course_id: int, area: str = "") -> Sight:
    return await step(world, name, find_sight, course_id, area)


async def test_the_next_session_counts_with_its_place_and_what_is_left(world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    clock = get_zone(WITA).clock
    first = await sees(world, "Siti", course)
    assert (first.next, first.left) == (datetime(2026, 2, 10, 9, tzinfo=clock), 8)
    assert first.last is not None
    assert first.last.date() == date(2026, 3, 31)

    async def change(unit: Unit) -> None:
        one, two, *_rest = await courses.sessions_of(unit, course)
        await courses.cancel_session(unit, one, "pelatih sakit")
        await courses.move_session(unit, two, two.start_ms + 3_600_000, "Rumah Contoh")

    await step(world, "Pengajar Kaltim", change)
    then = await sees(world, "Siti", course)
    assert (then.next, then.place, then.left) == (
        datetime(2026, 2, 17, 10, tzinfo=clock),
        "Rumah Contoh",
        7,
    )


async def test_how_she_stands_to_it(world: World) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    course = await teach(world, capacity=1)
    await put_in(world, course, "Yuyun")
    outside = await sees(world, "Siti", course)
    assert (outside.part, outside.is_in, outside.full, outside.joined) == (None, False, True, 1)
    await put_in(world, course, "Siti")
    waiting = await sees(world, "Siti", course)
    assert (waiting.part, waiting.waits_at, waiting.is_in) == (Part.WAITING, 1, True)
    assert (waiting.why, waiting.clash) == (None, None)


async def test_what_is_at_the_same_hour_is_named_with_its_own(world: World) -> None:
    await world.add("Siti", area="samarinda")
    await put_in(world, await teach(world), "Siti")
    clashing = await teach(world, "Menjahit", topic=Topic.SEWING, start_min=NINE + 90)
    apart = await teach(world, "Batik", topic=Topic.BATIK, start_min=NINE + 120)
    found = (await sees(world, "Siti", clashing)).clash
    assert found is not None
    assert (found.title, found.begins.hour) == ("Kue kering", 9)
    assert (await sees(world, "Siti", apart)).clash is None


async def test_a_kader_helps_in_the_courses_of_her_own_office_only(world: World) -> None:
    await world.add("Kader", Role.HELPER, area="samarinda")
    course, foreign = await teach(world), await teach(world, office="Dinas Sosial Kota Batu")
    assert (await sees(world, "Kader", course)).helps
    assert not (await sees(world, "Kader", foreign)).helps


async def test_only_who_leads_it_may_run_it_from_here(world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    assert not (await sees(world, "Siti", course)).runs
    assert (await sees(world, "Pengajar Kaltim", course)).runs


async def test_why_it_is_not_for_her_is_known_before_she_asks(world: World) -> None:
    await world.add("Siti")
    course = await teach(world, who=Who(needs=(Topic.BATIK,)))
    assert (await sees(world, "Siti", course)).why is Why.WHERE
    there = await sees(world, "Siti", course, "samarinda")
    assert (there.why, there.needs) == (Why.LEARN_FIRST, (Topic.BATIK,))


async def test_hers_are_listed_by_their_next_session_and_what_is_over_is_not(world: World) -> None:
    await world.add("Siti", area="samarinda")
    late = await teach(world, days=weeks(1, NEXT_TUESDAY.replace(day=20)))
    soon = await teach(world, "Menjahit", topic=Topic.SEWING, days=weeks(1, NEXT_TUESDAY.replace(day=5)))
    for each in (late, soon):
        await put_in(world, each, "Siti")
    assert [each.title for each in await step(world, "Siti", list_mine)] == ["Menjahit", "Kue kering"]
    await world.pass_time(5 * 24 * 3600)
    assert [each.title for each in await step(world, "Siti", list_mine)] == ["Kue kering"]


async def test_she_changes_only_to_what_teaches_the_same(world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    other = await teach(world, "Kue basah", days=weeks(2, NEXT_TUESDAY.replace(day=12)))
    await teach(world, "Menjahit", topic=Topic.SEWING)
    await put_in(world, course, "Siti")
    found = await step(world, "Siti", list_others, course, "")
    assert [each.id for each in found] == [other]


async def test_what_does_not_exist_is_not_there(world: World) -> None:
    await world.add("Siti")
    with pytest.raises(NotAllowed):
        await step(world, "Siti", get_course, 1)
