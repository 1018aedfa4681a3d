"""What is known of her decides which courses are offered, on both engines; what she may not know of is not there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db import course_fit, courses, members, skills
from db.course_fit import Offered
from db.people import Actor
from db.unit import Unit
from domain.course_fit import Fit, Why
from domain.courses import Course, Topic, Who
from domain.requests import State
from domain.roles import Role
from domain.skills import Side, Skill
from tests.db.course_world import TOMORROW, add_group, course_of, join, leader, sessions
from tests.db.office_world import World, result, world

__all__ = ["world"]

SET = "kaltim-uep-2023"


async def offered(world: World, **fields: Any) -> Course:
    return await course_of(world, await world.staff(Role.WORKER), **fields)


async def fit(world: World, woman: Actor, course: Course, area: str = "") -> Why | None:
    found: Fit = await world.run(lambda unit: course_fit.fits(unit, woman.person_id, course, area), by=woman)
    return found.why


async def titles(world: World, woman: Actor, area: str = "") -> list[str]:
    found: Sequence[Offered] = await world.run(
        lambda unit: course_fit.list_fitting(unit, woman.person_id, area), by=woman
    )
    return [each.course.title for each in found]


async def enter(world: World, group_id: int, woman: Actor) -> None:
    async def job(unit: Unit) -> None:
        await members.ensure(unit, group_id, woman.person_id, joined_day=TOMORROW, name="demo")

    await world.run(job)


async def somebody(world: World) -> Actor:
    """A woman of whom nobody knows where she lives."""
    return await world.desk.person("demo baru")


async def test_an_office_offers_its_courses_where_it_serves(world: World) -> None:
    course = await offered(world)
    assert await fit(world, await world.woman(), course) is None
    assert await fit(world, await world.woman(area="batu"), course) is Why.ELSEWHERE
    stranger = await somebody(world)
    assert await fit(world, stranger, course) is Why.WHERE
    assert await fit(world, stranger, course, "samarinda") is None
    assert await titles(world, stranger) == []
    assert await titles(world, stranger, "samarinda") == ["Kue kering"]


async def test_where_she_says_she_lives_counts_only_where_nobody_knows_it(world: World) -> None:
    course = await offered(world)
    assert await fit(world, await world.woman(area="batu"), course, "samarinda") is Why.ELSEWHERE


async def test_her_request_brings_her_within_reach_until_she_takes_it_back(world: World) -> None:
    course, woman = await offered(world), await world.woman(area="batu")
    sent = await world.send(woman, "person", wants_person=True)
    assert await fit(world, woman, course) is None

    async def ends(unit: Unit) -> None:
        unit.write("UPDATE requests SET state = $2 WHERE code = $1", sent.code, State.IZIN_DICABUT.value)

    await world.run(ends)
    assert await fit(world, woman, course) is Why.ELSEWHERE


@pytest.mark.parametrize(
    "overall, why", [("cocok_awal", None), ("perlu_dicek", None), ("belum_sesuai", Why.RESULT)]
)
async def test_a_first_result_counts_in_the_office_that_has_it(
    world: World, overall: str, why: Why | None
) -> None:
    woman = await world.woman()
    await world.send(woman, "screening", result(overall))
    assert await fit(world, woman, await offered(world, who=Who(sets=(SET,)))) is why
    elsewhere = await world.add_office("Kantor Lain", "samarinda")
    worker = await world.staff(Role.WORKER, office=elsewhere)
    foreign = await course_of(world, worker, organisation_id=elsewhere, who=Who(sets=(SET,)))
    assert await fit(world, woman, foreign) is Why.RESULT


@pytest.mark.parametrize(
    "state, why", [(State.MENUNGGU, Why.AID), (State.DIUSULKAN, None), (State.DITETAPKAN, None)]
)
async def test_a_bimtek_before_aid_is_for_those_whose_aid_is_being_prepared(
    world: World, state: State, why: Why | None
) -> None:
    woman = await world.woman()
    sent = await world.send(woman, "screening", result())

    async def decide(unit: Unit) -> None:
        unit.write("UPDATE requests SET state = $2 WHERE code = $1", sent.code, state.value)

    await world.run(decide)
    assert await fit(world, woman, await offered(world, who=Who(before_aid=True))) is why


async def test_what_has_to_be_learned_before_is_a_course_that_ended_with_her_or_what_she_can(
    world: World,
) -> None:
    worker = await world.staff(Role.WORKER)
    first, second = await course_of(world, worker), await offered(world, who=Who(needs=(Topic.COOKIES,)))
    siti, yuyun, neneng = [await world.woman() for _ in range(3)]
    await join(world, first, siti)
    assert await fit(world, siti, second) is Why.LEARN_FIRST
    await world.run(lambda unit: courses.end(unit, first), by=worker)
    assert await fit(world, siti, second) is None

    async def can(unit: Unit) -> None:
        await skills.keep(unit, yuyun.person_id, Side.CAN, [Skill(side=Side.CAN, topic=Topic.COOKIES)])
        await skills.keep(unit, neneng.person_id, Side.WANTS, [Skill(side=Side.WANTS, topic=Topic.COOKIES)])

    await world.run(can)
    assert await fit(world, yuyun, second) is None
    assert await fit(world, neneng, second) is Why.LEARN_FIRST


async def test_a_groups_course_is_offered_to_its_members_and_found_by_others_only_by_its_code(
    world: World,
) -> None:
    group = await add_group(world)
    chair = await leader(world, group)
    course = await course_of(world, chair, group_id=group, title="Tenun")
    member, stranger = await world.woman(area="batu"), await world.woman()
    await enter(world, group, member)
    assert await titles(world, member) == ["Tenun"]
    assert await titles(world, stranger) == []
    assert await fit(world, stranger, course) is None
    closed = await course_of(world, chair, group_id=group, title="Tenun 2", who=Who(groups=(group,)))
    assert (await fit(world, member, closed), await fit(world, stranger, closed)) == (None, Why.GROUP)


async def test_an_offices_course_for_her_group_is_offered_wherever_she_lives(world: World) -> None:
    group = await add_group(world)
    member = await world.woman(area="batu")
    await enter(world, group, member)
    await offered(world, title="Bersama Mentari", who=Who(groups=(group,)))
    await offered(world, title="Untuk warga")
    assert await titles(world, member) == ["Bersama Mentari"]


async def test_in_a_practice_only_the_invented_groups_courses_are_there_and_outside_of_it_never(
    world: World,
) -> None:
    woman = await world.woman()
    invented = await add_group(world, practice_of=woman.person_id)
    await enter(world, invented, woman)
    chair = await leader(world, invented, practice=invented)
    await course_of(world, chair, group_id=invented, title="Coba-coba")
    await offered(world)
    assert await titles(world, woman) == ["Kue kering"]
    assert await titles(world, replace(woman, practice=invented)) == ["Coba-coba"]


async def test_what_she_is_in_or_is_over_is_not_offered_and_the_next_session_decides_the_order(
    world: World,
) -> None:
    siti = await world.woman()
    late = await offered(world, title="Nanti", days=[TOMORROW + timedelta(days=20)])
    soon = await offered(world, title="Segera", capacity=1)
    once = await offered(world, title="Sekali", days=[TOMORROW])
    assert await titles(world, siti) == ["Segera", "Sekali", "Nanti"]
    await join(world, soon, siti)
    assert await titles(world, siti) == ["Sekali", "Nanti"]
    yuyun = await world.woman()

    async def within_reach(unit: Unit) -> list[Offered]:
        standing = await course_fit.standing_of(unit, yuyun.person_id)
        return await course_fit.list_within_reach(unit, yuyun.person_id, standing)

    listed = await world.run(within_reach, by=yuyun)
    assert [(each.course.title, each.joined, each.is_full) for each in listed] == [
        ("Segera", 1, True),
        ("Sekali", 0, False),
        ("Nanti", 0, False),
    ]
    world.pass_time(2 * 24 * 60)
    assert await titles(world, await world.woman()) == ["Segera", "Nanti"]
    assert await fit(world, siti, once) is Why.OVER
    assert (await sessions(world, late))[0].start_ms > world.desk.now_ms


async def test_what_anybody_may_see_at_the_offices_door(world: World) -> None:
    group = await add_group(world)
    await offered(world, title="Umum", who=Who(needs=(Topic.BATIK,)))
    for who in (Who(before_aid=True), Who(sets=(SET,)), Who(groups=(group,)), Who(areas=("batu",))):
        await offered(world, title="Tertutup", who=who)
    await course_of(world, await leader(world, group), group_id=group, title="Tenun")
    found = await world.run(lambda unit: course_fit.list_for_everybody(unit, "samarinda"))
    assert [each.course.title for each in found] == ["Umum"]
    assert await world.run(lambda unit: course_fit.list_for_everybody(unit, "batu")) == []
