"""The steps ask again what the page asked: her yes, whether it is for her, whose course it is. Nothing is half written."""

from dataclasses import replace
from functools import partial

import pytest

from db import consents, course_places, courses, groups, members, people
from db.unit import Unit
from domain.course_refusals import AlreadyIn, CourseClosed, NotForHer, NotIn
from domain.courses import Part, Topic, Who
from domain.permits import Practising
from domain.purposes import ConsentMissing
from domain.refusals import NotAllowed, Refusal
from domain.roles import Role
from domain.zones import WIB
from handlers.training import join_steps
from handlers.training.join_steps import Joined
from tests.handlers.training.classes import NEXT_TUESDAY, put_in, roll, step, teach, weeks
from tests.world import BATU, MENTARI, World

JOIN = join_steps.join_course


async def agreed(world: World, name: str, course_id: int) -> None:
    """She joins and is asked for her consent in it."""
    await step(world, name, JOIN, course_id, "", False, True)


async def test_without_her_yes_nobody_is_in_a_course(world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    with pytest.raises(ConsentMissing):
        await step(world, "Siti", JOIN, course, "", False, False)
    await step(world, "Siti", join_steps.refuse, course)
    with pytest.raises(ConsentMissing):
        await step(world, "Siti", JOIN, course, "", False, False)
    assert await roll(world, course) == []


async def test_a_yes_to_an_older_wording_is_asked_for_anew(world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    course = await teach(world)
    office = (await world.run(lambda unit: courses.get(unit, course))).organisation_id

    async def said_before(unit: Unit) -> None:
        consents.record(
            unit,
            person_id=siti,
            organisation_id=office,
            purpose="training",
            version="1",
            text="Boleh?",
            answer="yes",
            manner="typed",
        )

    await world.run(said_before)
    with pytest.raises(ConsentMissing):
        await step(world, "Siti", JOIN, course, "", False, False)


async def test_a_yes_to_one_office_is_none_to_another(world: World) -> None:
    await world.add("Siti")
    course, foreign = await teach(world), await teach(world, office=BATU)
    await step(world, "Siti", JOIN, course, "samarinda", False, True)

    async def moves(unit: Unit) -> None:
        found = unit.facts.find_area("junrejo")
        assert found is not None
        people.set_area(unit, unit.actor.person_id, found.key, found.zone)

    await step(world, "Siti", moves)
    with pytest.raises(ConsentMissing):
        await step(world, "Siti", JOIN, foreign, "", False, False)


async def test_what_is_not_for_her_is_refused_where_it_is_written_and_her_yes_is_not_kept(
    world: World,
) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world, who=Who(before_aid=True))
    with pytest.raises(NotForHer):
        await step(world, "Siti", JOIN, course, "", False, True)
    await world.read_books()
    assert await roll(world, course) == []
    assert world.consents == []


async def test_where_she_lives_is_kept_once_with_its_clock_and_never_changed_by_a_course(
    world: World,
) -> None:
    siti = await world.add("Siti")
    await step(world, "Siti", JOIN, await teach(world), "samarinda", False, True)
    her = await world.run(lambda unit: people.get_person(unit, siti))
    assert (her.area, her.zone) == ("samarinda", "Asia/Makassar")
    await step(world, "Siti", JOIN, await teach(world, "Menjahit"), "junrejo", False, False)
    assert (await world.run(lambda unit: people.get_person(unit, siti))).area == "samarinda"


async def test_who_is_in_it_joins_no_second_time_and_who_is_not_leaves_nothing(world: World) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    course = await teach(world)
    await agreed(world, "Siti", course)
    for refused, name, job in (
        (AlreadyIn, "Siti", partial(JOIN, course_id=course, area="", newcomer=False, said_yes=False)),
        (NotIn, "Yuyun", partial(join_steps.leave_course, course_id=course, reason="")),
        (NotIn, "Yuyun", partial(join_steps.stay, course_id=course)),
    ):
        with pytest.raises(refused):
            await step(world, name, job)
    assert await roll(world, course) == ["Siti joined"]


async def test_who_asked_to_be_left_alone_goes_on_by_joining(world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.run(lambda unit: _pause(unit, siti))
    await agreed(world, "Siti", await teach(world))
    assert not await world.run(lambda unit: consents.is_paused(unit, siti))


async def _pause(unit: Unit, person_id: int) -> None:
    consents.set_paused(unit, person_id, True)


async def test_changing_gives_back_her_place_only_for_another_one(world: World) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    tuesdays = await teach(world)
    thursdays = await teach(world, days=weeks(4, NEXT_TUESDAY.replace(day=12)), capacity=1)
    await agreed(world, "Siti", tuesdays)
    await put_in(world, thursdays, "Yuyun")
    joined = await step(world, "Siti", join_steps.swap_course, tuesdays, thursdays, "")
    assert joined == Joined(part=Part.WAITING, waits_at=1)
    assert await roll(world, tuesdays) == ["Siti joined"]
    await step(world, "Yuyun", join_steps.leave_course, thursdays, "")
    assert await roll(world, thursdays) == ["Yuyun left", "Siti joined"]
    with pytest.raises(AlreadyIn):
        await step(world, "Siti", join_steps.swap_course, tuesdays, thursdays, "")


async def test_to_another_offices_course_she_changes_only_with_a_yes_to_that_office(world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    foreign = await teach(world, office=BATU, who=Who(areas=("samarinda",)))
    await agreed(world, "Siti", course)
    with pytest.raises(ConsentMissing):
        await step(world, "Siti", join_steps.swap_course, course, foreign, "")
    assert await roll(world, course) == ["Siti joined"]


async def test_a_course_of_somebody_elses_practice_reads_like_one_that_does_not_exist(world: World) -> None:
    siti = await world.add("Siti", Role.MEMBER, area="samarinda")
    course, real = await _invented(world, siti)
    for each in (course, 1):
        with pytest.raises(NotAllowed):
            await step(world, "Siti", JOIN, each, "", False, True)
    for each, refused in ((course, None), (real, Practising)):
        assert await _in_practice(world, each) is refused


async def _invented(world: World, siti: int) -> tuple[int, int]:
    """A course of the group in which she tries things out, and a real one."""
    real = await teach(world, "Tenun", group=MENTARI, topic=Topic.WEAVING)

    async def copy(unit: Unit) -> int:
        practice = groups.add(unit, name="Latihan", place="Desa Contoh", zone=WIB, practice_of=siti)
        await members.ensure(unit, practice, siti, joined_day=NEXT_TUESDAY, name="Siti")
        unit.write("UPDATE courses SET group_id = $2 WHERE id = $1", invented, practice)
        return practice

    invented = await teach(world, "Coba-coba", group=MENTARI, topic=Topic.WEAVING)
    await world.run(copy)
    return invented, real


async def _in_practice(world: World, course_id: int) -> type[Refusal] | None:
    """What she is refused with while she tries things out; None if she is in it then, without a consent."""

    async def join(unit: Unit) -> None:
        (row,) = await unit.fetch("SELECT id FROM groups WHERE practice_of > 0")
        unit.actor = replace(unit.actor, practice=row["id"])
        await JOIN(unit, course_id, "", False, False)
        assert (await course_places.count(unit, course_id)).joined == 1

    try:
        await step(world, "Siti", join)
    except Refusal as refused:
        return type(refused)
    return None


async def test_of_a_course_that_is_over_nothing_is_joined_or_left(world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    await agreed(world, "Siti", course)

    async def end(unit: Unit) -> None:
        await courses.end(unit, await courses.get(unit, course))

    await step(world, "Pengajar Kaltim", end)
    with pytest.raises(CourseClosed):
        await step(world, "Siti", join_steps.leave_course, course, "")
